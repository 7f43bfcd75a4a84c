// npm run bench -- --export — only what exporting a long history costs (exporting.ts).
// npm run bench — what a second costs, whether it costs more after ten hours, what a checkpoint costs, a wake-up, and how
// well the filter does that decisions are made on.
import type { Checkpoint, JournalEntry } from '../../src/core/records/checkpoint.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { planOf, World } from '../engine/world.ts';
import { MemoryBackend } from '../store/trained.ts';
import { exporting } from './exporting.ts';
import { filterBench } from './filterBench.ts';
import { history } from './history.ts';
import { bar, compare } from './measure.ts';
import { rings } from './ring.ts';
import { wake } from './wake.ts';

if (process.argv.includes('--export')) {
  await exporting();
  process.exit();
}

const HOUR_S = 3_600;

function openEnded(): World {
  return new World().start(planOf([{ type: 'hand' }]));
}

/** A workout that has been going for so long, and a case of one more minute of it. */
function aMinuteAfter(name: string, seconds: number): { name: string; work: () => number } {
  const world = openEnded().train(seconds, 150);
  return {
    name,
    work: () => {
      world.train(60, 140 + (world.elapsedS % 20));
      world.snapshots = [];
      return 60;
    },
  };
}

const [ms10h = 0] = await compare(
  'Ten hours, open-ended, 1 Hz, simulated',
  [{ name: 'ten hours', work: () => openEnded().train(10 * HOUR_S, 150).elapsedS / (10 * HOUR_S) }],
  3,
);
bar('ten hours', ms10h / 1000, 2, 's');

const seconds = await compare('A second of a workout: frame, tick, snapshot', [
  aMinuteAfter('at the beginning', 1),
  aMinuteAfter('after an hour', HOUR_S),
  aMinuteAfter('after ten hours', 10 * HOUR_S),
]);
bar('a tick', Math.max(...seconds), 0.2, 'ms');

// Memory: what stays between the second hour and the tenth, beside the samples themselves.
const world = openEnded().train(2 * HOUR_S, 150);
world.snapshots = [];
const heapMB = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const before = heapMB();
for (let hour = 2; hour < 10; hour++) {
  world.train(HOUR_S, 150);
  world.snapshots = [];
  world.notices.length = 0;
}
console.log('\nMemory');
bar('growth of the heap from the second hour to the tenth', Math.max(0, heapMB() - before), 4, 'MB');

const CHECKPOINTS = [
  ['after a minute', 60],
  ['after an hour', HOUR_S],
  ['after ten hours', 10 * HOUR_S],
] as const;
const kept = await Promise.all(CHECKPOINTS.map(async ([name, trainedS]) => ({ name, ...(await keptAfter(trainedS)) })));

const saves = await compare(
  'A checkpoint: what is written every ten seconds',
  kept.map(({ name, store, checkpoint }) => ({
    name,
    work: async () => {
      for (let i = 0; i < 10; i++) await store.save(checkpoint);
      return 10;
    },
  })),
);
bar('a checkpoint after ten hours, to one after a minute', saves[2]! / saves[0]!, 1.2, '×');

const entries = await compare(
  'A journal entry: what is written every second, and dropped at the next checkpoint',
  kept.map(({ name, store, checkpoint, entry }) => ({
    name,
    work: async () => {
      for (let i = 0; i < 10; i++) await store.journal(entry);
      await store.save(checkpoint);
      return 10;
    },
  })),
);
bar('a journal entry after ten hours, to one after a minute', entries[2]! / entries[0]!, 1.2, '×');

/** A workout that has been going for so long, as it is kept, and one more second of it. */
async function keptAfter(
  trainedS: number,
): Promise<{ store: Checkpoints; checkpoint: Checkpoint; entry: JournalEntry }> {
  const trained = openEnded().train(trainedS, 150);
  await trained.executor.keep();
  const checkpoint = trained.checkpoints.kept;
  if (!checkpoint) throw new Error('nothing kept');
  const store = new Checkpoints(new MemoryBackend(), () => 0);
  await store.save(checkpoint); // all its parts
  trained.train(1, 150);
  await trained.executor.settled();
  const entry = trained.checkpoints.entries.at(-1);
  if (!entry) throw new Error('nothing written down');
  return { store, checkpoint, entry };
}

await history();
await rings();
await wake();
filterBench();
