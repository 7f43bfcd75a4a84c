import { coachAfter, type Coach } from '../cues/coach.ts';
import type { OffTarget } from '../cues/cueKind.ts';
import { coachingOf } from '../cues/coaching.ts';
import type { Deviation } from '../cues/deviation.ts';
import { roleOf } from '../cues/roles.ts';
import type { Strictness } from '../cues/strictness.ts';
import { isEstimated, type Profile } from '../athlete/hrZones.ts';
import { ceilingBpm, middleOf, phaseMaxS, type Band } from '../plan/plan.ts';
import { isSure, slopeBpmPerS } from '../signal/signal.ts';
import type { Step } from './events.ts';
import { currentPhase, type Paused, type Running, type Workout } from './session.ts';
import { bandNow } from './shift.ts';

// The coach in a session: what a second of it is for the coach, and how the person is coached.

/** What the heart is held to: nothing where the ceiling alone counts. */
export function heldTo(workout: Workout): Band | undefined {
  return coachingOf(workout).strictness === 'pacing' ? undefined : bandNow(workout);
}

/** The setting changed under the workout. */
export function strictnessChanged(session: Running | Paused, strictness: Strictness): Step {
  const coaching = coachingOf(session);
  if (coaching.strictness === strictness) return [session];
  return [{ ...session, coaching: { ...coaching, strictness } }, { type: 'keep' }];
}

/** A maximum that was estimated from an age is off by ten for one in three. */
const ESTIMATE_BPM = 20;

/** What no effort is to go beyond where the target itself has no end. */
const topBpm = (profile: Profile): number => profile.bpmMax + (isEstimated('bpmMax', profile) ? ESTIMATE_BPM : 0);

/** The second of which `session` has the numbers. */
interface SecondHeard {
  elapsedS: number;
  phaseS: number;
  reading: number | undefined;
  steadyBpm: number | undefined;
  deviation: Deviation;
}

export function coachSecond(session: Running, second: SecondHeard): [Coach, OffTarget?] {
  const { plan, profile, phaseIndex, extendedS, signal } = session;
  const { elapsedS, phaseS, reading, steadyBpm, deviation } = second;
  const { strictness, response } = coachingOf(session);
  const band = heldTo(session);
  const phase = currentPhase(session);
  const maxS = phaseMaxS(phase);
  return coachAfter(session.coach, {
    elapsedS,
    phaseIndex,
    phaseS,
    leftS: maxS === undefined ? undefined : maxS + extendedS - phaseS,
    role: roleOf(plan, phaseIndex, profile),
    band,
    middleBpm: band && middleOf(band, profile),
    topBpm: topBpm(profile),
    ceilingBpm: ceilingBpm(plan, profile),
    reading,
    steadyBpm,
    slopeBpmPerS: slopeBpmPerS(signal),
    sure: isSure(signal),
    teaches: signal.source === 'strap' && (band !== undefined || phase.end.type === 'heartRate'),
    told: deviation.told,
    strictness,
    response,
  });
}
