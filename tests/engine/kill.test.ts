// A run cut at any second and gone on with tells what the uncut one tells.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { End } from '../../src/core/plan/plan.ts';
import { planOf, time, World } from './world.ts';

const DOWN: End = { type: 'heartRate', from: 'above', bpm: 125, holdS: 8, minS: 5, maxS: 60 };
const UP: End = { type: 'heartRate', from: 'below', bpm: 150, holdS: 6, minS: 0, maxS: 60 };
const PLAN = planOf([time(40)], [UP], [DOWN], [time(70), { type: 'zone', zone: 4 }]);

/** A heart that wanders, with a wild reading now and then. */
function heartOf(seed: number): (second: number) => number {
  const bpms: number[] = [];
  let [bpm, chance] = [120, seed];
  const next = (): number => (chance = (chance * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let s = 0; s < 300; s++) {
    bpm = Math.min(185, Math.max(90, bpm + 6 * (next() - 0.5) + 2.5 * Math.sin(s / 25)));
    bpms.push(next() < 0.03 ? 219 : Math.round(bpm));
  }
  return (second) => bpms[second] ?? 0;
}

/** What is told, second by second, with a kill at each of these. */
async function told(seed: number, cuts: readonly number[], awayMs: number): Promise<string[]> {
  const heart = heartOf(seed);
  let world = new World().start(PLAN);
  const lines: string[] = [];
  for (let s = 0; s < 260 && world.executor.session.status === 'inProgress'; s++) {
    if (cuts.includes(s)) {
      lines.push(...world.told);
      world = await world.reopened(awayMs);
    }
    world.train(1, heart(world.elapsedS));
  }
  return [...lines, ...world.told];
}

test('whatever is told after a kill is what would have been told without it', async () => {
  const cut = fc.integer({ min: 1, max: 200 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e6 }),
      fc.array(cut, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 1_500 }),
      async (seed, cuts, awayMs) => {
        expect(await told(seed, cuts, awayMs)).toEqual(await told(seed, [], 0));
      },
    ),
    { numRuns: 40, seed: 7 },
  );
});

test('every second of a workout is as good as another to be cut at', async () => {
  const uncut = await told(5, [], 0);
  for (let s = 1; s < 200; s += 3) expect(await told(5, [s], 800), `at ${s}`).toEqual(uncut);
});

test('a strap that was really not heard for a while is judged anew', async () => {
  const before = new World().start(planOf([time(600)])).train(20, 120);
  const after = (await before.reopened(60_000)).train(10, 120);
  expect(before.told).toContain('5 deviation');
  expect(after.told.filter((line) => line.includes('deviation'))).toEqual(['25 deviation']);
  expect(after.snapshots[0]?.workout?.deviation).toBe('none');
  expect(after.snapshots[0]?.heart.bpm).toBeUndefined(); // nobody has heard it yet
});
