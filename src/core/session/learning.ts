import { fitHeart } from '../athlete/heartFit.ts';
import { usableStretch } from '../athlete/heartStretch.ts';
import { coachingOf, type Coaching } from '../cues/coaching.ts';
import type { Workout } from './session.ts';

/**
 * How the person is coached after the phase under way: what its start says of the heart is learnt at once, in the first
 * workout too. What was known before it is the prior, so that nothing but the response has to be kept.
 */
export function coachingAfterPhase(workout: Workout): Coaching | undefined {
  const { start } = workout.coach;
  if (!start || !usableStretch(start.bpms)) return workout.coaching;
  const { strictness, response } = coachingOf(workout);
  const { onPhases: _on, offPhases: _off, ...fitted } = fitHeart([start], response);
  return { strictness, response: fitted };
}
