import { isEstimated } from '../athlete/hrZones.ts';
import type { Guidance } from '../cues/guidance.ts';
import { ceilingBpm, type RunPhase } from '../plan/plan.ts';
import { isAboveCeiling, isChased } from '../plan/reach.ts';
import { bpmShown, isSure, steadyBpm, type Signal } from '../signal/signal.ts';
import { coachingOf } from '../cues/coaching.ts';
import type { Workout } from './session.ts';
import { isContested } from './straps.ts';

/** Whether the guidance is about a heart that is heard. */
const isHeard = ({ type }: Guidance): boolean => type !== 'noStrap' && type !== 'noSignal';

/**
 * A heart above the ceiling is told so, by how much, whatever else there is to say: on its way down or in a young phase, too.
 * Else, what would be said is as if all were well, and the phase asks for more than the maximum or the ceiling, or the heart
 * is above a maximum that the person gave. The last zone has no upper end, and an open phase no end at all: neither is a reason to say
 * nothing then. An estimated maximum may be off by ten, and is no limit of anybody's.
 *
 * A ceiling comes before a doubt, too: a rise that no healthy heart makes may be that of somebody with a limit from a clinic,
 * who is not told of the strap alone while the rate on the screen is above it, or that of one of two straps that disagree.
 */
export function warned(workout: Workout & { signal: Signal }, phase: RunPhase, guidance: Guidance): Guidance {
  const { signal, plan, profile, coach } = workout;
  const ceiling = ceilingBpm(plan, profile);
  if (guidance.type === 'doubt') {
    const other = isContested(workout) ? bpmShown(workout.straps?.other ?? signal) : undefined;
    const mostBpm = Math.max(signal.bpm ?? 0, other ?? 0);
    return ceiling !== undefined && mostBpm >= ceiling ? { type: 'aboveCeiling', bpm: ceiling } : guidance;
  }
  if (!isHeard(guidance)) return guidance;
  const bpm = isSure(signal) ? (steadyBpm(signal) ?? 0) : 0;
  if (ceiling !== undefined && bpm > ceiling) return { type: 'aboveCeiling', bpm: ceiling, by: bpm - ceiling };
  // the alarm goes on until the heart is well below
  if (ceiling !== undefined && workout.ceiling.above) return { type: 'aboveCeiling', bpm: ceiling };
  const isPacing = coachingOf(workout).strictness === 'pacing';
  if (ceiling !== undefined && isPacing) return { type: 'belowCeiling', bpm: ceiling };
  if (guidance.type !== 'open' && guidance.type !== 'in' && !isPacing) return guidance;
  const isOpen = guidance.type === 'open';
  if (ceiling !== undefined && isOpen && isAboveCeiling(phase, plan, profile)) {
    return { type: 'aboveCeiling', bpm: ceiling };
  }
  const isPastMax = (bpm > profile.bpmMax && !isEstimated('bpmMax', profile)) || coach.verdict === 'high';
  if (isPastMax || (isOpen && isChased(phase, profile))) return { type: 'aboveMax' };
  // with no limit set there is nothing to stay below, and still nobody is pushed
  return isPacing ? { type: 'open' } : guidance;
}
