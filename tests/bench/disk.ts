// What a workout costs the disk, in a real browser: a checkpoint and a journal entry early and late, and bytes an hour.
import type { Browser, Page } from '@playwright/test';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Rolldown } from 'vite';
import { OwnChromium } from '../support/browser.ts';
import type * as InPage from './inPage.ts';
import { bar, median, within } from './measure.ts';

declare const inPage: typeof InPage;

const AFTER_S = [60, 3_600, 36_000] as const;
const ROUNDS = 9;
const TIMES = 40;
const HOURS = 500;

export async function disk(browser: Browser, origin: string): Promise<void> {
  const code = await inPageCode();
  // each in a context of its own, which has a database of its own; measured in turn, so that a slow moment slows all
  const pages = await Promise.all(AFTER_S.map(() => blank(browser, origin, code)));
  for (const [i, page] of pages.entries()) {
    const s = AFTER_S[i] ?? 0;
    await within(
      `a workout of ${s} s that is kept`,
      page.evaluate((s) => inPage.keep(s), s),
    );
  }
  const saves = pages.map((): number[] => []);
  const entries = pages.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, page] of pages.entries()) {
      const { saveMs, journalMs } = await within(
        `${TIMES} checkpoints and journal entries`,
        page.evaluate((times) => inPage.write(times), TIMES),
      );
      if (round === 0) continue; // warm
      saves[i]?.push(saveMs);
      entries[i]?.push(journalMs);
    }
  }
  console.log('\nThe disk');
  for (const [name, times] of [
    ['a checkpoint', saves],
    ['a journal entry', entries],
  ] as const) {
    const [minute = NaN, hour = NaN, tenHours = NaN] = times.map(median);
    const figures = [minute, hour, tenHours].map((ms) => `${ms.toFixed(2)} ms`).join(', ');
    console.log(`         ${name} after a minute, an hour, ten hours: ${figures}`);
    bar(`${name} after ten hours, to one after a minute`, tenHours / minute, 1.2, '×');
  }
  for (const [what, rr, most] of [
    ['with RR intervals', true, 20],
    ['without', false, 8],
  ] as const) {
    bar(`an hour of workout on the disk, ${what}`, (await bytesAnHour(origin, code, rr)) / 1000, most, 'kB');
  }
  for (const page of pages) await page.context().close();
}

/** A page of the app's origin with nothing of the app in it but its store. */
async function blank(browser: Browser, origin: string, code: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${origin}/icons/icon.svg`);
  await page.evaluate(`${code}; globalThis.inPage = inPage; undefined`);
  return page;
}

/** What the files of the database weigh when the browser is closed. A profile of its own: nothing else is in it. */
async function bytesAnHour(origin: string, code: string, rr: boolean): Promise<number> {
  let own = await OwnChromium.start();
  for (const work of [`inPage.storeHours(${HOURS}, ${rr})`, 'inPage.countHours()']) {
    const page = await own.open(`${origin}/icons/icon.svg`);
    await page.evaluate(`${code}; ${work}`);
    await own.close();
    own = await OwnChromium.start(own.profileDir); // what it wrote twice for safety is tidied when it begins
  }
  await own.close();
  const folder = join(own.profileDir, 'Default', 'IndexedDB');
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)));
  const bytes = (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
  await own.remove();
  return bytes / HOURS;
}

/** What a page is given to run `inPage.ts`. */
export async function inPageCode(): Promise<string> {
  const entry = resolve(import.meta.dirname, 'inPage.ts');
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'inPage' } },
  });
  const chunk = (built as Rolldown.RolldownOutput[])[0]?.output[0];
  if (!chunk) throw new Error('the benchmark was not built');
  return chunk.code;
}
