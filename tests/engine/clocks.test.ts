// Which clock: what counts is the wall clock's lead over the most it ever had against the monotonic one.
import { expect, test } from 'vitest';
import { planOf, time, World } from './world.ts';

const HOUR_S = 3_600;

/**
 * A workout of 200 s in which the wall clock is set: `at:by` (seconds; by what), `sleep@at:s` the device sleeps, `kill@at:s`
 * the app is gone for so long.
 */
async function elapsedAfter(script: string): Promise<World> {
  let world = new World().start(planOf([time(4 * HOUR_S)]));
  const steps = script.split(' ').filter(Boolean);
  for (let s = 0; s < 200; s++) {
    for (const step of steps) {
      const [, what = '', at = '', by = '0'] = /^(\w*)@(-?\d+):(-?[\d.]+)$/.exec(step) ?? [];
      if (Number(at) !== s) continue;
      if (what === 'set' || what === 'sleep') world.wallMs += Number(by) * 1000;
      if (what === 'kill') world = await world.reopened(Number(by) * 1000);
    }
    world.train(1, 150);
  }
  return world;
}

test.each([
  ['', 200],
  ['set@50:-30 set@70:30', 200],
  ['set@50:-3600 set@70:3600', 200],
  ['set@50:-3600 set@70:3590 set@90:10', 200],
  ['set@50:-30 set@60:-30 set@70:30 set@80:30', 200],
  ['set@10:-3600 set@20:3600 set@30:-3600 set@40:3600', 200],
  ['set@50:3600 set@50:-3600', 200],
  ['set@50:-2 set@52:2', 200],
  // a real sleep among them
  ['sleep@50:40', 240],
  ['sleep@20:40 set@50:-30 set@70:30', 240],
  ['set@20:-30 set@40:30 sleep@60:40', 240],
  ['set@20:-3600 set@40:3600 sleep@60:40 set@80:-3600 set@100:3600 sleep@120:20', 260],
  ['sleep@50:5', 205],
  // and across kills
  ['set@50:-30 kill@60:5 set@70:30', 200],
  ['set@50:-3600 kill@60:5 set@70:3600', 200],
  ['set@50:-3600 kill@60:5 kill@65:5 set@70:3600 sleep@100:40', 240],
  ['kill@40:-3600 set@70:3600', 200], // set back while the app was gone
])('%s → %i s', async (script, elapsedS) => {
  const world = await elapsedAfter(script);
  expect(world.executor.session.status).toBe('inProgress');
  expect(world.elapsedS).toBe(elapsedS);
});

test.each([4, 8, -4, -9, 3])('a clock that trembles by %i s adds nothing', (byS) => {
  const world = new World().start(planOf([time(4 * HOUR_S)]));
  for (let s = 0; s < 200; s++) {
    world.wallMs += (s % 2 === 0 ? byS : -byS) * 1000;
    world.train(1, 150);
  }
  expect(world.elapsedS).toBe(200);
  expect(world.executor.session).toMatchObject({ status: 'inProgress', gaps: [] });
});

test('an hour ahead is a sleep until it is back, and then it was none', () => {
  const world = new World().start(planOf([time(4 * HOUR_S)])).train(50, 150);
  world.wallMs += HOUR_S * 1000;
  world.train(5, 150);
  expect(world.executor.session).toMatchObject({ status: 'paused', reason: 'interrupted' });
  world.wallMs -= HOUR_S * 1000;
  world.train(20, 150);
  expect(world.executor.session).toMatchObject({ status: 'inProgress', gaps: [] });
  expect(world.elapsedS).toBeGreaterThanOrEqual(69);
  expect(world.snapshots.at(-1)?.workout?.awayToCountMs).toBeUndefined();
});

test('a clock that came right while the app was gone: the time away is what is left', async () => {
  const before = new World().start(planOf([time(4 * HOUR_S)])).train(50, 150);
  before.wallMs -= HOUR_S * 1000;
  before.train(20, 150);
  const after = await before.reopened(HOUR_S * 1000 + 30_000);
  expect(after.snapshots.at(-1)?.workout?.awayToCountMs).toBe(30_000);
});

test('an hour ahead that was set right is forgotten: a clock set back later, and right while the app was gone, is no absence', async () => {
  const before = new World().start(planOf([time(4 * HOUR_S)])).train(50, 150);
  before.wallMs += HOUR_S * 1000;
  before.train(5, 150);
  before.wallMs -= HOUR_S * 1000;
  before.train(5, 150);
  before.wallMs -= 2_160_000;
  before.train(20, 150);
  const after = await before.reopened(2_160_000 + 5_000);
  expect(after.executor.session.status).toBe('inProgress');
  expect(after.snapshots.at(-1)?.workout?.awayToCountMs ?? 0).toBeLessThan(7_000); // not the 36 minutes of the clock
  expect(after.elapsedS).toBeLessThanOrEqual(85);
});

test('a month away in a phase that a hand ends costs nothing, and can be read back', async () => {
  const world = new World().start(planOf([{ type: 'hand' }])).train(1000, 150);
  world.pass(30 * 24 * HOUR_S * 1000).look();
  expect(world.executor.session).toMatchObject({ status: 'paused', reason: 'interrupted' });
  const startMs = performance.now();
  world.executor.command({ type: 'countAway' });
  world.train(400, 140);
  expect(performance.now() - startMs).toBeLessThan(20_000);
  const elapsedS = 1400 + 30 * 24 * HOUR_S;
  expect(world.elapsedS).toBe(elapsedS);
  expect(world.executor.trace.bpm.length).toBeLessThanOrEqual(480);
  const after = await world.reopened(5_000);
  expect(after.elapsedS).toBe(elapsedS);
  expect(after.executor.trace).toEqual(world.executor.trace);
  after.train(10, 140).executor.command({ type: 'stop' });
  await after.executor.settled();
  const finished = after.checkpoints.history.get('session-1');
  expect(finished?.session.summary).toMatchObject({ elapsedS: elapsedS + 10, noSignalS: 30 * 24 * HOUR_S });
  expect(finished?.chunks.length).toBeLessThan(12);
  expect(finished?.chunks.at(-1)?.fromS).toBeGreaterThan(30 * 24 * HOUR_S);
  expect(finished?.digest.sparkline).toHaveLength(60);
  expect([finished?.digest.sparkline[0], finished?.digest.sparkline[30]]).toEqual([150, 0]);
});
