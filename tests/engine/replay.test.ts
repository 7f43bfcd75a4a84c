import { expect, test } from 'vitest';
import type { Command } from '../../src/core/session/command.ts';
import { strapStretches } from '../../src/core/samples/strapStretches.ts';
import { encodeFrame } from '../../src/core/signal/heartRateMeasurement.ts';
import { RECORDING_BYTES_MAX } from '../../src/engine/recorder.ts';
import { Chance } from '../torture/chance.ts';
import { comparable, playAgain, Recorded } from './recorded.ts';
import { planOf, time } from './world.ts';

const PLAN = planOf(
  [time(60)],
  [{ type: 'heartRate', from: 'below', percentMax: 70, holdS: 5, minS: 0, maxS: 240 } as never],
  [{ type: 'hand' }],
  [time(120), { type: 'zone', zone: 4 }],
);

const COMMANDS: readonly Command[] = [
  { type: 'pause' },
  { type: 'resume' },
  { type: 'resume' },
  { type: 'skip' },
  { type: 'back' },
  { type: 'extend', byS: 60 },
  { type: 'shift', byBpm: -5, scope: 'rest' },
  { type: 'onLoss', onLoss: 'continue' },
  { type: 'onLoss', onLoss: 'pause' },
  { type: 'countAway' },
  { type: 'leaveOut' },
];

/** A workout as bad as they come: late frames, garbage, dropouts, freezes, sleeps, everything that a hand can do. */
function hardDay(world: Recorded, chance: Chance, { steps = 400, second = false, sources = true } = {}): void {
  let bpm = 100;
  let silentSteps = 0;
  const step = (): void => {
    world.pass(chance.next() * 1500);
    if (silentSteps > 0) silentSteps--;
    else {
      bpm = Math.min(185, Math.max(60, bpm + chance.between(-3, 4)));
      const rrMs = chance.next() < 0.8 ? [60_000 / bpm + chance.between(-20, 20)] : [];
      const contact = chance.pick(['present', 'present', 'present', 'absent', 'unsupported'] as const);
      world.hear(encodeFrame({ bpm: chance.next() < 0.02 ? 240 : bpm, contact, rrMs }), chance.next() * 400);
    }
    if (second && chance.next() < 0.8) {
      // the other strap, which slips less
      const rrMs = [60_000 / bpm];
      world.hear(encodeFrame({ bpm: bpm + chance.between(-1, 1), contact: 'present', rrMs }), chance.next() * 400, 1);
    }
    const what = chance.next();
    if (what < 0.05) world.hear(Uint8Array.from({ length: chance.between(0, 3) }, () => chance.between(0, 255)));
    else if (what < 0.08) world.executor.command(chance.pick(COMMANDS));
    else if (what < 0.09) silentSteps = chance.between(5, 60);
    else if (what < 0.1) world.pass(chance.between(2_000, 30_000)); // frozen
    else if (what < 0.105) world.wallMs += chance.pick([4_000, 20_000, 59_000, 200_000]); // asleep
    else if (what < 0.11) world.hear(encodeFrame({ bpm }), chance.between(1000, 4000)); // late
    else if (what < 0.115) world.executor.batteryAt(chance.between(5, 100));
    else if (what < 0.13) world.deaf = !world.deaf;
    else if (what < 0.135 && sources) {
      const source = chance.pick(['strap', 'simulated', 'none'] as const);
      if (source !== 'none') world.source = source;
      world.executor.changeSource(source);
    }
    if (chance.next() < 0.6) world.executor.catchUp();
    if (chance.next() < 0.1) world.recorder.flush();
  };
  for (let i = 0; i < 70; i++) step(); // the strap is there before the start
  world.start(PLAN);
  for (let i = 0; i < steps && world.executor.session.status !== 'completed'; i++) step();
  if (world.executor.session.status === 'completed') return;
  world.executor.command({ type: 'resume' });
  world.executor.command({ type: 'stop' });
}

test('a recorded workout, played again by the executor, is the same workout: any frames, commands, freezes and sleeps', async () => {
  let pauses = 0;
  let losses = 0;
  for (let seed = 1; seed <= 25; seed++) {
    const world = new Recorded();
    hardDay(world, new Chance(seed));
    const { finished, text } = await world.done();
    const noticesThen = world.notices;
    const again = await playAgain(text, { lookMs: [1000, 137, 9_000][seed % 3]! });
    expect(again.notices, `seed ${String(seed)}`).toEqual(noticesThen);
    expect(comparable(again.finished), `seed ${String(seed)}`).toEqual(comparable(finished));
    pauses += finished.session.pauses.length;
    losses += noticesThen.filter(({ type }) => type === 'signalLost').length;
  }
  expect(pauses).toBeGreaterThan(15);
  expect(losses).toBeGreaterThan(4);
});

test('so is one with two straps: which one was used in each second is the same', async () => {
  let changes = 0;
  for (let seed = 1; seed <= 15; seed++) {
    const world = new Recorded();
    hardDay(world, new Chance(seed), { second: true });
    const { finished, text } = await world.done();
    const again = await playAgain(text, { lookMs: [1000, 137, 9_000][seed % 3]! });
    expect(again.notices, `seed ${String(seed)}`).toEqual(world.notices);
    expect(comparable(again.finished), `seed ${String(seed)}`).toEqual(comparable(finished));
    changes += strapStretches(finished.chunks).length - 1;
  }
  expect(changes).toBeGreaterThan(5);
});

/** A strap that counts steps for a while, so that its heart is doubted. */
function doubted(world: Recorded): void {
  const train = (seconds: number, bpm: number): void => {
    for (let s = 0; s < seconds; s++) {
      world.hear(encodeFrame({ bpm, rrMs: [60_000 / bpm + (s % 2)] }), 100);
      world.pass(1000);
      world.executor.catchUp();
    }
  };
  train(20, 110);
  world.start(planOf([time(120), { type: 'zone', zone: 2 }]));
  train(40, 115);
  train(40, 170);
  train(40, 118);
}

test('played again for somebody else it is simulated in every second, and doubted where the strap was', async () => {
  const world = new Recorded();
  doubted(world);
  const { finished, text } = await world.done();
  const { finished: again, notices } = await playAgain(text, { as: 'simulated' });
  expect(again.session.summary).toEqual({ ...finished.session.summary, provenance: 'simulated' });
  expect(again.session.timeline).toEqual(finished.session.timeline);
  expect(again.session.cues).toEqual(finished.session.cues);
  expect(notices).toEqual(world.notices);
  expect(again.chunks.map(({ steady }) => steady)).toEqual(finished.chunks.map(({ steady }) => steady));

  // without the mark of a real heart it would never be doubted, and be told of
  const plain = await playAgain(text.replace('"source":"strap"', '"source":"simulated"'));
  expect(plain.notices).not.toEqual(world.notices);
});

test('so it is with two straps, each of which is doubted as it was', async () => {
  let doubted = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const world = new Recorded();
    hardDay(world, new Chance(seed), { second: true, sources: false });
    const { finished, text } = await world.done();
    const { finished: again, notices } = await playAgain(text, { as: 'simulated' });
    expect(notices, `seed ${String(seed)}`).toEqual(world.notices);
    expect(again.chunks.map(({ steady }) => steady)).toEqual(finished.chunks.map(({ steady }) => steady));
    const second = ({ flags }: (typeof again.chunks)[number]): number[] => Array.from(flags, (flag) => flag & 8);
    expect(again.chunks.map(second)).toEqual(finished.chunks.map(second));
    doubted += finished.session.doubtS ?? 0;
  }
  expect(doubted).toBeGreaterThan(10);
});

test('a workout that goes on after a reload goes on being recorded, and is the same when it is played again', async () => {
  const world = new Recorded();
  const train = (of: Recorded, seconds: number, bpm: number): void => {
    for (let s = 0; s < seconds; s++) {
      of.hear(encodeFrame({ bpm: bpm + (s % 7), rrMs: [60_000 / bpm] }), 90);
      of.pass(1000);
      of.executor.catchUp();
    }
  };
  world.start(planOf([time(90), { type: 'zone', zone: 2 }]));
  train(world, 35, 118);
  world.recorder.flush(); // as the page does when it goes
  await world.executor.keep();
  await world.recorder.settled;

  const { recordings, checkpoints } = world;
  const next = new Recorded({ nowMs: world.nowMs + 7_000, wallMs: world.wallMs + 7_000, recordings, checkpoints });
  await next.executor.restore();
  train(next, 60, 121);
  const { finished, text } = await next.done();
  expect(text).toContain('"restored"');
  const again = await playAgain(text);
  expect(comparable(again.finished)).toEqual(comparable(finished));
  expect(again.notices).toEqual([...world.notices, ...next.notices]);
});

test('a full disk gives up the recording, once and with room made, and never the workout', async () => {
  const world = new Recorded();
  world.start(planOf([time(60)]));
  for (let s = 0; s < 70; s++) {
    world.hear(encodeFrame({ bpm: 120 }));
    world.pass(1000);
    world.executor.catchUp();
    if (s === 20) world.recordings.full = true;
    if (s % 10 === 0) world.recorder.flush();
    await world.recorder.settled;
  }
  await world.executor.settled();
  expect(world.failures).toEqual(['full']);
  expect(world.recordings.parts.size).toBe(0);
  expect(world.checkpoints.history.get('recorded')?.session.elapsedS).toBe(60);
});

test('a recording ends where it is as long as one may be; what there is stays', async () => {
  const world = new Recorded();
  world.start(planOf([time(1_000)]));
  const rrMs = Array.from({ length: 100 }, () => 500);
  for (let s = 0; s < 1_000; s++) {
    for (let i = 0; i < 12; i++) world.hear(encodeFrame({ bpm: 120, rrMs }), i);
    world.pass(1000);
    world.executor.catchUp();
    if (s % 10 > 0) continue;
    world.recorder.flush();
    await world.recorder.settled;
  }
  const { text } = await world.done();
  expect(text.length).toBeLessThanOrEqual(RECORDING_BYTES_MAX + 10_000);
  expect(text.length).toBeGreaterThan(RECORDING_BYTES_MAX * 0.9);
  expect(world.failures).toEqual([]);
});

test('nothing is recorded that nobody wants, nor what is itself played again', async () => {
  const world = new Recorded();
  world.recorder.wanted = false;
  world.start(planOf([time(10)]));
  world.pass(11_000);
  world.executor.catchUp();
  await world.done();
  expect(world.recordings.heads.size).toBe(0);
});
