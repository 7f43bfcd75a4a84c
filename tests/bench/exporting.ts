// npm run bench -- --export — a long history into one archive: ten thousand workouts beside a hundred, a format at a time.
import type { SessionFormat, SessionToExport } from '../../src/formats/activity/exporters.ts';
import { exportSessions } from '../../src/formats/activity/exportSessions.ts';
import { historyOf } from '../support/history.ts';
import { bar } from './measure.ts';

const NOW_MS = 1_700_000_000_000;
const COUNTS = [100, 10_000] as const;
const FORMATS: readonly SessionFormat[] = ['fit', 'tcx', 'csv', 'json'];
/** What stays in memory for each workout that is done: its name, and its line in the directory of the archive. */
const STAYS_MAX_KB = 2;

const some = historyOf(100, NOW_MS);

function* workouts(count: number): Generator<SessionToExport> {
  for (let i = 0; i < count; i++) {
    const { session, chunks } = some[i % some.length]!;
    const epochMs = session.startedAt.epochMs - Math.floor(i / some.length) * 100 * 86_400_000;
    yield { session: { ...session, startedAt: { ...session.startedAt, epochMs } }, chunks };
  }
}

const heapKB = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e3;
};

interface Cost {
  msEach: number;
  bytes: number;
  /** From the hundredth workout to the last. */
  staysKB: number;
}

async function costOf(format: SessionFormat, count: number): Promise<Cost> {
  let [bytes, early, late] = [0, 0, 0];
  const startMs = performance.now();
  for await (const piece of exportSessions(workouts(count), format, {
    onProgress: ({ done }) => {
      if (done === COUNTS[0]) early = heapKB();
      if (done === count) late = heapKB(); // before the archive is closed
    },
  })) {
    bytes += piece.length;
  }
  return { msEach: (performance.now() - startMs) / count, bytes, staysKB: late - early };
}

export async function exporting(): Promise<void> {
  for (const format of FORMATS) {
    await costOf(format, COUNTS[0]); // warm
    const [few, many] = [await costOf(format, COUNTS[0]), await costOf(format, COUNTS[1])];
    console.log(`\nExport as ${format}: each`);
    for (const [i, { msEach, bytes }] of [few, many].entries())
      console.log(
        `  of ${String(COUNTS[i]).padEnd(8)} ${msEach.toFixed(2)} ms, archive ${(bytes / 1e6).toFixed(1)} MB`,
      );
    bar(`${format}, one of ${String(COUNTS[1])} to one of ${String(COUNTS[0])}`, many.msEach / few.msEach, 1.5, '×');
    bar(`${format}, what stays in memory for each`, many.staysKB / (COUNTS[1] - COUNTS[0]), STAYS_MAX_KB, 'kB');
  }
}
