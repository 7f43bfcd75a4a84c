import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileOf, thresholdFor } from '../../src/core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../src/core/athlete/zonePresets.ts';
import { samplesOf } from '../../src/core/samples/samples.ts';
import { planOf, time, World } from './world.ts';

const HOUR_MS = 3_600_000;

test('a workout is run with the zones of its sport, and keeps them when the settings change', () => {
  const world = new World();
  const ride = { zoneBasis: 'max', zoneFloorsPct: ZONE_PRESETS.max[3], bpmMax: 180 } as const;
  const person = profileOf(200, 60);
  world.executor.configure({ profile: { ...person, sports: { ride } }, onLoss: 'pause' });
  world.start({ ...planOf([time(600)]), sport: 'ride' }).train(10, 150);
  const profile = { ...person, ...ride, bpmThreshold: thresholdFor(180) };
  expect(world.executor.session).toMatchObject({ profile });
  expect(world.executor.session).not.toHaveProperty('profile.sports');
  expect(world.snapshots.at(-1)).toMatchObject({
    heart: { zone: 2 },
    workout: { summary: { timeInZoneS: [0, 0, 10, 0] } },
  });
  world.executor.configure({ profile: person, onLoss: 'pause' });
  expect(world.executor.session).toMatchObject({ profile });
});

describe('time is what the clock says', () => {
  test('a minute that nobody looked is a minute', () => {
    const world = new World().start(planOf([time(600)])).train(10, 150);
    world.pass(60_400).look();
    expect(world.elapsedS).toBe(70);
    world.pass(600).look();
    expect(world.elapsedS).toBe(71);
  });

  test('lateness never adds up', () => {
    const world = new World().start(planOf([time(3600)]));
    for (let i = 0; i < 1000; i++) world.pass(1013).look();
    expect(world.elapsedS).toBe(1013);
  });

  test('one whole snapshot a look, however many seconds it caught up', () => {
    const world = new World().start(planOf([time(600)]));
    world.snapshots = [];
    world.pass(30_000).look();
    expect(world.snapshots).toHaveLength(1);
    expect(world.snapshots[0]?.workout?.elapsedS).toBe(30);
    world.look().look();
    expect(world.snapshots).toHaveLength(1);
  });

  test('a frame between two seconds is published at once', () => {
    const world = new World().start(planOf([time(600)]));
    world.hear(150).pass(300).look();
    expect(world.beats).toBe(1);
    expect(world.executor.session.signal.bpm).toBe(150);
  });

  test('the same frames and times give the same session, whatever the lateness of the looks', () => {
    const frames = fc.array(fc.tuple(fc.integer({ min: 0, max: 119_999 }), fc.integer({ min: 60, max: 190 })), {
      maxLength: 150,
    });
    const looks = fc.array(fc.integer({ min: 1, max: 1_900 }), { minLength: 60, maxLength: 200 });
    const plan = planOf(
      [time(20)],
      [{ type: 'heartRate', from: 'above', bpm: 120, holdS: 3, minS: 5, maxS: 40 }],
      [time(60)],
    );
    const run = (beats: [number, number][], waitsMs: number[]): object => {
      const world = new World(undefined, 'continue').start(plan);
      const startMs = world.nowMs;
      const sorted = [...beats].sort(([a], [b]) => a - b);
      const sent = (untilMs: number): void => {
        for (let next = sorted[0]; next && startMs + next[0] <= untilMs; next = sorted[0]) {
          sorted.shift();
          world.hear(next[1], world.nowMs - startMs - next[0]);
        }
      };
      for (let i = 0; world.nowMs < startMs + 120_000; i++) {
        const waitMs = waitsMs[i % waitsMs.length] ?? 1_000;
        world.pass(Math.min(waitMs, startMs + 120_000 - world.nowMs));
        sent(world.nowMs);
        world.look();
      }
      return { session: world.executor.session, notices: world.notices, trace: world.executor.trace };
    };
    fc.assert(
      fc.property(frames, looks, (beats, waits) => {
        expect(run(beats, waits)).toEqual(
          run(
            beats,
            Array.from({ length: 480 }, () => 250),
          ),
        );
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe('a busy, frozen or sleeping device', () => {
  test('after 60 s frozen elapsed is right to the second and the strap is not lost', () => {
    const world = new World().start(planOf([time(600)])).train(20, 150);
    world.pass(60_000).look().train(3, 150);
    expect(world.elapsedS).toBe(83);
    expect(world.told).toEqual(['0 phaseStarted']);
  });

  test("a page that does not answer is deaf, and its silence is not the strap's", () => {
    const world = new World().start(planOf([time(600)])).train(20, 150);
    world.deaf = true;
    world.train(50, 0);
    expect(world.executor.session.status).toBe('inProgress');
    world.deaf = false;
    world.train(30, 0);
    expect(world.told).toContain('100 signalLost');
  });

  test('frames that come late in a burst keep their order and are all heard', () => {
    const world = new World().start(planOf([time(600)])).train(5, 150);
    for (let s = 0; s < 5; s++) world.pass(1000).look();
    for (let s = 0; s < 5; s++) world.hear(151 + s, 0);
    world.pass(1).look();
    expect(world.executor.session.signal).toMatchObject({ status: 'live', bpm: 155, rrMs: { length: 5 } });
  });

  test('a short sleep is counted, a long one asked about', () => {
    const world = new World().start(planOf([time(600)])).train(20, 150);
    world.wallMs += 40_000;
    world.pass(1000).look();
    expect(world.elapsedS).toBe(61);
    world.wallMs += 400_000;
    world.pass(1000).look();
    expect(world.executor.session).toMatchObject({ status: 'paused', reason: 'interrupted' });
  });

  test('a clock set back means nothing', () => {
    const world = new World().start(planOf([time(600)])).train(20, 150);
    world.wallMs -= HOUR_MS;
    world.train(5, 150);
    expect(world.executor.session).toMatchObject({ status: 'inProgress', elapsedS: 25, gaps: [] });
  });

  test('frozen for days is an absence, not hundreds of thousands of seconds', () => {
    const world = new World().start(planOf([{ type: 'hand' }])).train(20, 150);
    world.pass(72 * HOUR_MS).look();
    expect(world.executor.session).toMatchObject({ status: 'paused', reason: 'interrupted', elapsedS: 20 });
  });
});

describe('what is kept', () => {
  test('a workout that was cut off goes on where it was, with its samples', async () => {
    const before = new World().start(planOf([time(60)], [time(600)])).train(65, 150);
    await before.executor.keep();
    const after = await before.reopened(20_000);
    expect(after.executor.session).toMatchObject({
      status: 'inProgress',
      elapsedS: 65,
      phaseIndex: 1,
      id: 'session-1',
    });
    expect(after.executor.trace.bpm).toHaveLength(65);
    expect(after.snapshots.at(-1)?.workout?.awayToCountMs).toBe(20_000);
    after.train(535 + 60, 150);
    await after.executor.settled();
    const finished = after.checkpoints.history.get('session-1');
    expect(finished?.session).toMatchObject({
      elapsedS: 660,
      ending: 'finished',
      gaps: [{ kind: 'interrupted', awayMs: 20_000, counted: false }],
    });
    expect(finished?.chunks.flatMap(samplesOf)).toHaveLength(660);
    expect(after.checkpoints.kept).toBeUndefined();
  });

  test('without a word of warning at most ten seconds are missing, and they are time away', async () => {
    const before = new World().start(planOf([time(600)])).train(28, 150);
    const after = await before.reopened(3_000);
    expect(after.elapsedS).toBeGreaterThanOrEqual(19);
    const away = after.snapshots.at(-1)?.workout?.awayToCountMs ?? 0;
    expect(after.elapsedS * 1000 + away).toBe(31_000);
  });

  test('a paused workout is still paused', async () => {
    const before = new World().start(planOf([time(600)])).train(28, 150);
    before.executor.command({ type: 'pause' });
    const after = await before.reopened(3_000);
    expect(after.executor.session).toMatchObject({ status: 'paused', reason: 'user', elapsedS: 28 });
  });

  test("one older than an hour is in the history as interrupted, and in nobody's way", async () => {
    const before = new World().start(planOf([time(600)])).train(28, 150);
    const after = await before.reopened(2 * HOUR_MS);
    await after.executor.settled();
    expect(after.executor.session.status).toBe('idle');
    expect(after.checkpoints.history.get('session-1')?.session).toMatchObject({ ending: 'interrupted' });
    expect(after.checkpoints.kept).toBeUndefined();
    expect(after.start(planOf([time(5)])).executor.session.status).toBe('inProgress');
  });

  test('a crash between storing the finished workout and forgetting its checkpoint loses nothing and doubles nothing', async () => {
    const before = new World().start(planOf([time(30)])).train(20, 150);
    before.checkpoints.betweenTheTwo = () => {
      throw new Error('gone');
    };
    before.train(10, 150);
    await before.executor.settled();
    before.checkpoints.betweenTheTwo = () => undefined;
    const after = await before.reopened(1_000);
    after.train(30, 150);
    await after.executor.settled();
    expect([...after.checkpoints.history.keys()]).toEqual(['session-1']);
    expect(after.checkpoints.history.get('session-1')?.session.elapsedS).toBe(30);
  });

  test('discarded is gone', async () => {
    const before = new World().start(planOf([time(600)])).train(28, 150);
    before.executor.command({ type: 'discard' });
    const after = await before.reopened(1_000);
    expect(after.executor.session.status).toBe('idle');
  });
});

describe('a full disk', () => {
  test('is told once, tried again, and the workout goes on', async () => {
    const world = new World().start(planOf([time(60)]));
    world.checkpoints.full = true;
    world.train(30, 150);
    await world.executor.settled();
    expect(world.troubles).toEqual([{ code: 'checkpointFailing', reason: 'Error: full' }]);
    expect(world.elapsedS).toBe(30);
    world.checkpoints.full = false;
    world.train(12, 150);
    await world.executor.settled();
    expect(world.over).toEqual(['checkpointFailing']);
    expect(world.checkpoints.kept?.session).toMatchObject({ status: 'inProgress' });
  });

  test('at the very end keeps the finished workout until it can be stored, whatever is done meanwhile', async () => {
    const world = new World().start(planOf([time(20)]));
    world.checkpoints.full = true;
    world.train(20, 150);
    await world.executor.settled();
    expect(world.executor.session.status).toBe('completed');
    expect(world.stored).toEqual([]);
    world.start(planOf([time(600)])).train(20, 150);
    world.checkpoints.full = false;
    world.train(12, 150);
    await world.executor.settled();
    expect(world.stored).toEqual(['session-1']);
    expect(world.checkpoints.kept?.session.id).toBe('session-2'); // the one under way is not cleared away with it
  });

  test('that cannot even be read is said, and a workout can be started', async () => {
    const world = new World();
    world.checkpoints.readable = false;
    expect(await world.executor.restore()).toBeUndefined();
    expect(world.troubles.map(({ code }) => code)).toEqual(['checkpointFailing']);
    expect(world.start(planOf([time(5)])).train(5, 150).executor.session.status).toBe('completed');
  });
});

test('a malformed frame is no frame', () => {
  const world = new World().start(planOf([time(600)]));
  world.line.push({ atMs: world.nowMs, bytes: new Uint8Array([0]) }, { atMs: world.nowMs, bytes: new Uint8Array() });
  world.pass(1000).look();
  expect(world.executor.session.signal.status).toBe('none');
});

test('a second workout cannot be started over the first', () => {
  const world = new World()
    .start(planOf([time(600)]))
    .train(5, 150)
    .start(planOf([time(10)]));
  expect(world.executor.session).toMatchObject({ id: 'session-1', elapsedS: 5 });
});

test('ten hours cost a blink', () => {
  const world = new World().start(planOf([{ type: 'hand' }])).train(36_000, 150);
  expect(world.elapsedS).toBe(36_000);
  expect(world.executor.trace.bpm.length).toBeLessThanOrEqual(480);
});
