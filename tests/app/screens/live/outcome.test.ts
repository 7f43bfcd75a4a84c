import { expect, test } from 'vitest';
import { outcomeOf } from '../../../../src/app/screens/live/done/outcome.ts';
import { profileOf } from '../../../../src/core/athlete/hrZones.ts';
import { finishedOf } from '../../../../src/core/records/finished.ts';
import { SampleLog } from '../../../../src/core/samples/samples.ts';
import { advance } from '../../../../src/core/session/advance.ts';
import type { SessionEvent } from '../../../../src/core/session/events.ts';
import { IDLE, type Session } from '../../../../src/core/session/session.ts';
import { snapshotOf } from '../../../../src/core/session/snapshot.ts';
import type { HeartRate } from '../../../../src/core/signal/heartRateMeasurement.ts';
import { USUAL_COACHING } from '../../../../src/core/cues/coaching.ts';
import type { Strictness } from '../../../../src/core/cues/strictness.ts';
import { phase, planOf, time } from '../../../core/arbitrary.ts';

const profile = profileOf(190, 60);

interface Script {
  bpm?: number;
  ceilingBpm?: number;
  strictness?: Strictness;
  target?: boolean;
}

/** Two minutes at about one heart rate, since one that never moves is doubted, in 120–140 or without a target: what is said of it before and after it was stored. */
function outcomes({ bpm, ceilingBpm, strictness = 'standard', target = true }: Script) {
  const asked = target ? ({ type: 'bpm', low: 120, high: 140 } as const) : ({ type: 'open' } as const);
  const plan = {
    ...planOf(phase(time(120), asked)),
    ...(ceilingBpm !== undefined && { ceiling: { bpm: ceilingBpm } }),
  };
  const log = new SampleLog();
  let session: Session = IDLE;
  const step = (event: SessionEvent): void => {
    const [next, ...effects] = advance(session, event);
    session = next;
    for (const effect of effects) if (effect.type === 'sample') log.append(effect.sample);
  };
  const startedAt = { epochMs: 0, timeZone: 'UTC', offsetMin: 0 };
  const coaching = { ...USUAL_COACHING, strictness };
  step({ type: 'start', atMs: 0, workout: { id: 'a', plan, profile, startedAt, onLoss: 'continue', coaching } });
  for (let s = 0; s < 120; s++) {
    if (bpm !== undefined) {
      const heartRate: HeartRate = { bpm: bpm + (s % 3), contact: 'unsupported', energyKJ: null, rrMs: [] };
      step({ type: 'heartRate', atMs: s * 1000 + 500, heartRate, source: 'strap' });
    }
    step({ type: 'tick', listening: true });
  }
  const done = session as Session;
  const { workout } = snapshotOf(done, profile);
  if (done.status !== 'completed' || !workout) throw new Error('it is not over');
  const finished = finishedOf(done, log.chunks, { endedAtEpochMs: 120_000, strapName: null });
  return {
    before: outcomeOf(workout, { trace: log.trace }),
    /** As of a long workout, whose trace has means of several seconds. */
    coarse: outcomeOf(workout, { trace: { stepS: 3, bpm: Array.from({ length: 40 }, () => (bpm ?? -1) + 1) } }),
    after: outcomeOf(workout, {
      trace: { stepS: 1, bpm: [] },
      stored: { record: finished.session, samples: finished.chunks },
    }),
  };
}

test.each([
  [{ bpm: 130 }, 1],
  [{ bpm: 150 }, 0],
])('finish: of %j this share was on target, whether it is stored yet or not: %d', (script, share) => {
  const { before, after } = outcomes(script);
  expect(after.target!.inS / after.target!.targetS).toBe(share);
  expect(after.target!.reachableS).toBeGreaterThan(60);
  expect(before.target!.inS).toBe(after.target!.inS);
});

test('finish: single readings at the limit are told with their time once it is known, and never as kept', () => {
  const { before, coarse, after } = outcomes({ bpm: 128, ceilingBpm: 130 }); // 128, 129, 130, 128, …
  expect(coarse.limit).toBeUndefined();
  expect(before.limit!.reachedS).toBeGreaterThan(30);
  expect(after.limit!.reachedS).toBeGreaterThan(30);
});

test('finish: a limit that was reached is told with its time, one that was not is told as kept', () => {
  expect(outcomes({ bpm: 130, ceilingBpm: 130 }).after.limit!.reachedS).toBeGreaterThan(110);
  expect(outcomes({ bpm: 130, ceilingBpm: 130 }).before.limit!.reachedS).toBeGreaterThan(110);
  expect(outcomes({ bpm: 125, ceilingBpm: 131 }).after.limit).toEqual({ bpm: 131, reachedS: 0, unmeasuredS: 0 });
});

test('finish: without a heart rate nothing is said of it, and without a target or a judge nothing of that', () => {
  expect(outcomes({ ceilingBpm: 130 })).toEqual({ before: {}, coarse: {}, after: {} });
  for (const script of [
    { bpm: 130, target: false },
    { bpm: 130, strictness: 'pacing' as const },
  ]) {
    const { before, after } = outcomes(script);
    expect([before.target, after.target]).toEqual([undefined, undefined]);
  }
});
