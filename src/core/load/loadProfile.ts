import type { Profile } from '../athlete/hrZones.ts';

/** Which of two formulas a training impulse is worked out by: they were fitted to men and to women (`trimp.ts`). */
export type Sex = (typeof SEXES)[number];
export const SEXES = ['male', 'female'] as const;

/** What a load needs to know of a person. */
export interface LoadProfile extends Pick<Profile, 'bpmMax' | 'bpmResting' | 'bpmThreshold'> {
  sex: Sex;
}
