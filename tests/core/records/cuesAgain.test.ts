import { expect, test } from 'vitest';
import { USUAL_COACHING } from '../../../src/core/cues/coaching.ts';
import type { Strictness } from '../../../src/core/cues/strictness.ts';
import { cuesAgain } from '../../../src/core/records/cuesAgain.ts';
import type { Finished } from '../../../src/core/records/finished.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import type { CueRecord } from '../../../src/core/session/session.ts';
import { encodeFrame } from '../../../src/core/signal/heartRateMeasurement.ts';
import { NIGHTLY } from '../../support/nightly.ts';
import { Chance } from '../../torture/chance.ts';
import { Recorded } from '../../engine/recorded.ts';
import { planOf, time } from '../../engine/world.ts';

const PLAN: Plan = {
  ...planOf(
    [time(150), { type: 'zone', zone: 2 }],
    [{ type: 'hand' }, { type: 'zone', zone: 4 }],
    [
      { type: 'heartRate', from: 'above', percentMax: 65, holdS: 5, minS: 30, maxS: 180 } as never,
      { type: 'zone', zone: 1 },
    ],
    [time(240), { type: 'zone', zone: 3 }],
    [time(120), { type: 'open' }],
  ),
};

interface Day {
  strictness?: Strictness;
  plan?: Plan;
  /** Pauses, skips, moved targets. */
  hands?: boolean;
  /** Spikes, dropouts, lost contact, a page that was away, a strap without intervals. */
  faults?: boolean;
}

/** A heart that follows an effort of its own, late, through a strap that is as faulty as they are. */
async function workout(seed: number, { strictness = 'standard', plan = PLAN, hands = true, faults = true }: Day = {}) {
  const chance = new Chance(seed);
  const world = new Recorded();
  const { executor, recorder } = world;
  recorder.wanted = false;
  executor.command({ type: 'strictness', strictness });
  const withRr = !faults || chance.next() < 0.6;
  let [heart, effort, silentS, skinlessS] = [95, 115, 0, 0];
  const second = (): void => {
    if (chance.next() < 0.012) effort = chance.between(95, 178);
    heart += (effort - heart) / 35;
    const bpm = Math.round(heart + chance.next() * 2 - 1);
    world.pass(1000);
    if (faults && chance.next() < 0.005) silentS = chance.between(2, 45);
    if (faults && chance.next() < 0.004) skinlessS = chance.between(2, 20);
    const lateMs = chance.next() * 300;
    const spike = faults && chance.next() < 0.01 ? chance.pick([215, 40]) : bpm;
    const rrMs = withRr ? [60_000 / bpm + chance.between(-9, 9)] : [];
    if (silentS > 0) silentS--;
    else if (skinlessS > 0) {
      skinlessS--;
      world.hear(encodeFrame({ bpm, contact: 'absent' }), 300 + lateMs);
    } else if (chance.next() > 0.02 || !faults)
      world.hear(encodeFrame({ bpm: spike, contact: 'present', rrMs }), 300 + lateMs);
    world.deaf = faults && (world.deaf ? chance.next() < 0.8 : chance.next() < 0.002);
    executor.catchUp();
    if (!hands) return;
    const what = chance.next();
    if (what < 0.003) executor.command({ type: 'skip' });
    else if (what < 0.004) executor.command({ type: 'back' });
    else if (what < 0.006) executor.command({ type: 'shift', byBpm: chance.pick([-5, 5]), scope: 'rest' });
    else if (what < 0.008) executor.command({ type: 'pause' });
    else if (what < 0.08 && executor.session.status === 'paused') executor.command({ type: 'resume' });
  };
  for (let s = 0; s < chance.between(0, 30); s++) second();
  world.start(plan);
  for (let s = 0; s < (NIGHTLY ? 2_000 : 800) && executor.session.status !== 'completed'; s++) second();
  executor.command({ type: 'resume' });
  executor.command({ type: 'stop' });
  return (await world.done()).finished;
}

function again(
  finished: Pick<Finished, 'session' | 'chunks'>,
  strictness: Strictness = 'standard',
): readonly CueRecord[] {
  const cues = cuesAgain(finished, { ...USUAL_COACHING, strictness });
  for (;;) {
    const { done, value } = cues.next();
    if (done) return value;
  }
}

const told = (cues: readonly CueRecord[]): string[] => cues.map(({ atS, side, of }) => `${atS} ${of ?? side}`);

/** How many cues of these workouts come again at their second, of how many; and how many come that did not. */
async function comparedOver(seeds: number, day: Day): Promise<{ then: number; same: number; more: number }> {
  const sum = { then: 0, same: 0, more: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const finished = await workout(seed, day);
    const then = told(finished.session.cues);
    const now = told(again(finished, day.strictness));
    sum.then += then.length;
    sum.same += then.filter((cue) => now.includes(cue)).length;
    sum.more += now.filter((cue) => !then.includes(cue)).length;
  }
  return sum;
}

test('through a good strap, its stored seconds give the cues of a workout again, each at its second', async () => {
  for (const strictness of ['gentle', 'strict'] as const) {
    const { then, same, more } = await comparedOver(NIGHTLY ? 40 : 1, { strictness, faults: false });
    expect(then, strictness).toBeGreaterThan(3);
    expect({ same, more }, strictness).toEqual({ same: then, more: 0 });
  }
});

test('through spikes, holes, lost contact and time away nearly all of them', async () => {
  const { then, same, more } = await comparedOver(NIGHTLY ? 60 : 2, {});
  expect(then).toBeGreaterThan(8);
  expect(same).toBeGreaterThanOrEqual(0.9 * then);
  expect(more).toBeLessThanOrEqual(0.1 * then);
});
