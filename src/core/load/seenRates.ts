import { isEstimated, type Profile } from '../athlete/hrZones.ts';
import { isMeasured } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** A heart rate that was measured and lies beyond the profile's: what the profile may be corrected to, if the person agrees. */
export interface SeenRate {
  bpm: number;
  /** Where it was seen. */
  workoutId: string;
}

/** What a profile can hold. */
const BPM_MAX = 220;
const BPM_MIN = 30;
/** Further from what the person has given themselves, one workout may be a strap that was wrong: it takes a second. */
const UNLIKELY_BPM = 15;

type Known = Pick<Profile, 'bpmMax' | 'bpmResting' | 'estimated'>;

/**
 * The highest rate held for ten seconds in a workout with a strap, where that is above the maximum: no more than 220, and no more
 * than 15 above a maximum that the person has given unless a second workout went as high.
 */
export function maximumSeen(workouts: readonly WorkoutFigures[], profile: Known): SeenRate | undefined {
  const seen = seenIn(workouts, ({ heldMaxBpm }) => heldMaxBpm)
    .filter(({ bpm }) => bpm > profile.bpmMax && bpm <= BPM_MAX)
    .sort((a, b) => b.bpm - a.bpm);
  const likely = isEstimated('bpmMax', profile) ? Infinity : profile.bpmMax + UNLIKELY_BPM;
  return seen.find(({ bpm }, i) => bpm <= likely || i > 0);
}

/**
 * The lowest mean over five calm minutes (`calmBpm`) of a workout with a strap, where that is below the resting heart rate: no
 * less than 30, and no more than 15 below one that the person has given unless a second workout went as low. Somebody who stands
 * ready rests less than in bed: it is the resting heart rate at most.
 */
export function restingSeen(workouts: readonly WorkoutFigures[], profile: Known): SeenRate | undefined {
  const seen = seenIn(workouts, ({ calmBpm }) => calmBpm && Math.round(calmBpm))
    .filter(({ bpm }) => bpm < profile.bpmResting && bpm >= BPM_MIN)
    .sort((a, b) => a.bpm - b.bpm);
  const likely = isEstimated('bpmResting', profile) ? -Infinity : profile.bpmResting - UNLIKELY_BPM;
  return seen.find(({ bpm }, i) => bpm >= likely || i > 0);
}

/** Once for each workout, however often it is among these. */
function seenIn(workouts: readonly WorkoutFigures[], bpmOf: (of: WorkoutFigures) => number | null): SeenRate[] {
  const byId = new Map(workouts.filter(isMeasured).map((workout) => [workout.id, workout]));
  return [...byId.values()].flatMap((workout) => {
    const bpm = bpmOf(workout);
    return bpm === null ? [] : [{ bpm, workoutId: workout.id }];
  });
}
