// Two straps through the executor: frames of both in, one heart out, and every second knows which strap it was.
import { expect, test } from 'vitest';
import { samplesOf } from '../../src/core/samples/samples.ts';
import type { StrapIndex } from '../../src/core/signal/straps.ts';
import type { Finished } from '../../src/core/records/finished.ts';
import { planOf, time, World } from './world.ts';

/** What each strap says in each second; 0: nothing. */
type Rates = readonly [first: number, second: number];

function train(world: World, seconds: number, [first, second]: Rates): World {
  for (let s = 0; s < seconds; s++) {
    if (first > 0) world.hear(first, 0, 0);
    if (second > 0) world.hear(second, 0, 1);
    world.pass(1000).look();
  }
  return world;
}

async function finished(world: World): Promise<Finished> {
  world.executor.command({ type: 'stop' });
  await world.executor.settled();
  return [...world.checkpoints.history.values()].at(-1)!;
}

/** One letter a second: the strap that it is of, or `.` without a reading. */
const lettersOf = ({ chunks }: Finished): string =>
  chunks
    .flatMap(samplesOf)
    .map(({ bpm, strap }) => (bpm === 0 ? '.' : strap === 1 ? 'b' : 'a'))
    .join('');

const heart = (world: World) => world.snapshots.at(-1)!.heart;
const cues = (world: World): string[] => {
  const { session } = world.executor;
  return session.status === 'inProgress' ? session.cues.map(({ side }) => side) : [session.status];
};
const plan = (): ReturnType<typeof planOf> => planOf([time(1200), { type: 'bpm', low: 130, high: 150 }]);

test('the first falls silent: the second goes on, with no second without a rate and none twice', async () => {
  const world = new World();
  world.executor.strapNamed('H10 1F2A');
  world.executor.strapNamed('Armband', 1);
  train(world.start(plan()), 60, [140, 142]);
  train(world, 60, [0, 142]);
  train(world, 60, [140, 142]);
  const { session, chunks, digest } = await finished(world);

  expect(lettersOf({ session, chunks, digest })).toBe('a'.repeat(62) + 'b'.repeat(88) + 'a'.repeat(30));
  expect(session.elapsedS).toBe(180);
  expect(session.summary.noSignalS).toBe(0);
  expect(session).toMatchObject({ strapName: 'H10 1F2A', secondStrapName: 'Armband' });
  // nothing was lost, so nothing is told
  expect(world.told.filter((told) => /signal|paused/.test(told))).toEqual([]);
  // the beats of one do not go on those of the other, and go on within each
  const follow = chunks.flatMap(samplesOf).map(({ beatsFollow }) => beatsFollow === true);
  expect([61, 62, 63, 149, 150, 151].map((s) => follow[s])).toEqual([true, false, true, true, false, true]);
  // each beat once: what the unused one says is nobody's interval
  for (const { rrMs } of chunks.flatMap(samplesOf)) expect(rrMs.length).toBeLessThanOrEqual(1);
});

test('with one strap nothing knows of another', async () => {
  const world = train(new World().start(plan()), 30, [140, 0]);
  expect(heart(world)).not.toHaveProperty('straps');
  await world.executor.settled();
  expect(world.checkpoints.kept!.session).not.toHaveProperty('straps');
  for (const event of world.checkpoints.entries.flatMap(({ events }) => events))
    expect(event).not.toHaveProperty('strap');
  const { session, chunks } = await finished(world);
  expect(session).not.toHaveProperty('secondStrapName');
  expect(chunks.flatMap(samplesOf).filter((sample) => 'strap' in sample)).toEqual([]);
});

test('a change is no slope, no deviation and no cue, though the other says another rate, and was rising', () => {
  const world = new World();
  train(world.start(plan()), 100, [140, 142]);
  for (let bpm = 143; bpm <= 162; bpm++) train(world, 1, [140, bpm]);
  for (let bpm = 163; bpm <= 165; bpm++) train(world, 1, [0, bpm]);
  expect(heart(world)).toMatchObject({ bpm: 165, slopeBpmPerS: 0, straps: { chosen: 1, sinceS: 1 } });
  train(world, 28, [0, 165]);
  expect(cues(world)).toEqual([]);
  // so many too many is said in the end: they are the heart’s, not the change’s
  train(world, 10, [0, 165]);
  expect(cues(world)).toEqual(['high']);
});

test('a workout that waits for its strap goes on with the other one', () => {
  const world = new World();
  train(world.start(plan()), 30, [140, 142]);
  train(world, 40, [0, 0]);
  expect(world.executor.session.status).toBe('paused');
  train(world, 3, [0, 142]);
  expect(world.executor.session.status).toBe('inProgress');
  expect(heart(world)).toMatchObject({ bpm: 142, straps: { chosen: 1 } });
});

test('what is contested is not coached by, and is when intervals vouch for it', () => {
  const world = new World();
  // rates without intervals: neither is vouched for
  const hear = (bpm: number, strap: StrapIndex): void => {
    world.line.push({ atMs: world.nowMs, bytes: Uint8Array.of(0, bpm), strap });
  };
  world.start(plan());
  for (let s = 0; s < 120; s++) {
    hear(165 + (s % 2), 0);
    hear(140 + (s % 2), 1);
    world.pass(1000).look();
  }
  expect(heart(world)).toMatchObject({ bpm: 166, straps: { chosen: 0, apart: true, contested: true } });
  expect(cues(world)).toEqual([]);
  expect(world.snapshots.at(-1)!.workout).toMatchObject({ deviation: 'none', guidance: { type: 'doubt' } });
  expect(heart(world).zone).toBeUndefined();

  train(world, 40, [165, 140]);
  expect(heart(world)).toMatchObject({ straps: { apart: true, contested: false } });
  expect(world.snapshots.at(-1)!.workout).toMatchObject({ deviation: 'high' });
});

test('with a limit, one of two rates above it is enough where nothing says which is right', () => {
  const guidanceAt = (rates: Rates, limitBpm: number): unknown => {
    const world = new World();
    world.start({ ...plan(), ceiling: { bpm: limitBpm } });
    for (let s = 0; s < 60; s++) {
      rates.forEach((bpm, i) =>
        world.line.push({ atMs: world.nowMs, bytes: Uint8Array.of(0, bpm + (s % 2)), strap: i === 0 ? 0 : 1 }),
      );
      world.pass(1000).look();
    }
    expect(heart(world).straps).toMatchObject({ chosen: 0, contested: true });
    return world.snapshots.at(-1)!.workout!.guidance;
  };
  expect(guidanceAt([120, 140], 130)).toEqual({ type: 'aboveCeiling', bpm: 130 });
  expect(guidanceAt([140, 120], 130)).toEqual({ type: 'aboveCeiling', bpm: 130 });
  expect(guidanceAt([120, 140], 150)).toEqual({ type: 'doubt' });
});

test('cut off in any second it comes back with the strap that was used, and goes on', async () => {
  for (const cutS of [61, 62, 63, 64, 70, 92, 93, 94]) {
    const world = train(new World().start(plan()), 60, [140, 142]);
    for (let s = 60; s < cutS; s++) {
      train(world, 1, [0, s < 63 ? 142 : 143]);
      await world.executor.settled();
    }
    const before = world.executor.session;
    const next = await world.reopened(2_000);
    const { session } = next.executor;
    expect([cutS, session.straps?.choice.chosen]).toEqual([cutS, before.straps?.choice.chosen]);
    train(next, 40, [141, 142]);
    const letters = lettersOf(await finished(next));
    expect(letters.slice(0, cutS).replace(/^a+b*/, '')).toBe('');
    expect(letters).toHaveLength(next.elapsedS);
  }
});

test('another heart is not that of the second strap', () => {
  const world = train(new World().start(plan()), 30, [0, 142]);
  expect(heart(world)).toMatchObject({ bpm: 142 });
  world.executor.changeSource('strap');
  expect(heart(world)).not.toHaveProperty('straps');
  expect(heart(world).bpm).toBeUndefined();
});

test('while nobody could hear, nothing is decided', () => {
  const world = train(new World().start(plan()), 30, [140, 142]);
  world.deaf = true;
  train(world, 10, [0, 0]);
  world.deaf = false;
  train(world, 2, [140, 142]);
  expect(heart(world)).toMatchObject({ bpm: 140, straps: { chosen: 0 } });
  expect(heart(world).straps).not.toHaveProperty('sinceS', expect.any(Number));
});
