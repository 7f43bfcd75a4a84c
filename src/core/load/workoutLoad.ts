import { edwardsOf } from './edwards.ts';
import type { LoadMeasure } from './loadMeasures.ts';
import type { LoadProfile } from './loadProfile.ts';
import type { Rates } from './rateHistogram.ts';
import { hrssOf, trimpOf } from './trimp.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

export { LOAD_MEASURES, type LoadMeasure } from './loadMeasures.ts';

/** Whose heart a workout is weighed by: that of the person now, in its sport, so that a corrected maximum corrects the past too. */
export type ProfileOf = (workout: Pick<WorkoutFigures, 'sport' | 'athlete'>) => LoadProfile;

/** What a workout costs this person, by one formula. */
export function loadBy(measure: LoadMeasure, { rates }: { rates: Rates }, profile: LoadProfile): number {
  return LOAD_OF[measure](rates, profile);
}

/** What an hour at threshold costs: what makes loads of different formulas comparable. 0 where the profile has no such hour. */
export function thresholdHour(measure: LoadMeasure, profile: LoadProfile): number {
  return LOAD_OF[measure]([{ bpm: profile.bpmThreshold, countsS: 3600 }], profile);
}

const LOAD_OF: Readonly<Record<LoadMeasure, (rates: Rates, profile: LoadProfile) => number>> = {
  trimp: trimpOf,
  hrss: hrssOf,
  edwards: edwardsOf,
};

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
