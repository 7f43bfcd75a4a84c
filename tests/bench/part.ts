// A part of the benchmarks in a browser of its own. One that does not end is ended, says what it waited for, and the others go on.
import { OwnChromium } from '../support/browser.ts';
import { within } from './measure.ts';

export async function part(what: string, limitS: number, measure: (own: OwnChromium) => Promise<void>): Promise<void> {
  const own = await OwnChromium.start();
  try {
    await within(`the end of “${what}”`, measure(own), limitS * 1000);
  } catch (error) {
    console.log(`  FAILED ${what}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    // its profile goes too, so nothing needs to be written; a browser that died is dead already
    await own.kill().catch(() => undefined);
    await own.remove();
  }
}
