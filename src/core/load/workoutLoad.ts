import { edwardsOf } from './edwards.ts';
import type { LoadProfile } from './loadProfile.ts';
import { hrssOf, trimpOf } from './trimp.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** Whose heart a workout is weighed by: that of the person now, in its sport, so that a corrected maximum corrects the past too. */
export type ProfileOf = (workout: Pick<WorkoutFigures, 'sport' | 'athlete'>) => LoadProfile;

export type LoadMeasure = (typeof LOAD_MEASURES)[number];
export const LOAD_MEASURES = ['trimp', 'hrss', 'edwards'] as const;

/** What a workout costs this person. */
export function workoutLoad(
  { rates }: Pick<WorkoutFigures, 'rates'>,
  profile: LoadProfile,
): Record<LoadMeasure, number> {
  return { trimp: trimpOf(rates, profile), hrss: hrssOf(rates, profile), edwards: edwardsOf(rates, profile) };
}

/** Simulated hearts cost nothing, and show nothing of anybody. */
export const isReal = ({ provenance }: Pick<WorkoutFigures, 'provenance'>): boolean => provenance !== 'simulated';

/** Measured by a strap while it was done: what a profile is changed for. */
export const isMeasured = ({ provenance }: Pick<WorkoutFigures, 'provenance'>): boolean => provenance === 'strap';
