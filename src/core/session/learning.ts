import { fitHeart } from '../athlete/heartFit.ts';
import { usableStretch } from '../athlete/heartStretch.ts';
import { coachingOf, type Coaching } from '../cues/coaching.ts';
import type { Workout } from './session.ts';

/**
 * One phase is one effort, and what is uneven about that one is alike from its start to its end: believed in full, the first
 * phase is so sure of itself that later ones, cut short by the cues which it led to, cannot put it right.
 */
const WEIGHT_OF_ONE = 0.5;

/**
 * How the person is coached after the phase under way: what its start says of the heart is learnt at once, in the first
 * workout too. What was known before it is the prior, so that nothing but the response has to be kept.
 */
export function coachingAfterPhase(workout: Workout): Coaching | undefined {
  const { start } = workout.coach;
  if (!start || !usableStretch(start.bpms)) return workout.coaching;
  const { strictness, response } = coachingOf(workout);
  const {
    onPhases: _on,
    offPhases: _off,
    ...fitted
  } = fitHeart([{ bpms: start.bpms, weight: WEIGHT_OF_ONE }], response);
  return { strictness, response: fitted };
}
