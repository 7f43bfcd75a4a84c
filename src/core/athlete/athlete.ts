import { HEART_RATE_NAMES, thresholdFor, type HeartRateName, type Profile } from './hrZones.ts';
import type { Sport, ZonedSport } from './sport.ts';

/** The person, with zones of their own in a sport where they have them. What is run, shown and stored is `profileFor`. */
export interface Athlete extends Omit<Profile, 'sports'> {
  sports?: SportsZones | undefined;
}

export type SportsZones = Readonly<Partial<Record<ZonedSport, SportZones>>>;

/** Zones in one sport. Maximum and threshold are given where they differ: on a bicycle both are lower than on foot. */
export interface SportZones extends Pick<Profile, 'zoneBasis' | 'zoneFloorsPct'> {
  bpmMax?: number | undefined;
  bpmThreshold?: number | undefined;
}

/** The profile that a workout of this sport is run with. */
export function profileFor({ sports, ...profile }: Athlete, sport: Sport): Profile {
  const own = sport === 'other' ? undefined : sports?.[sport];
  if (!own) return profile;
  const { zoneBasis, zoneFloorsPct } = own;
  const bpmMax = own.bpmMax ?? profile.bpmMax;
  const ownThreshold = own.bpmThreshold ?? (own.bpmMax === undefined ? profile.bpmThreshold : undefined);
  const estimated = (name: HeartRateName): boolean => {
    if (name === 'bpmResting') return profile.estimated.includes(name);
    if (own[name] !== undefined) return false;
    return profile.estimated.includes(name) || (name === 'bpmThreshold' && own.bpmMax !== undefined);
  };
  const { ageYears, ...rest } = profile;
  return {
    ...rest,
    bpmMax,
    // a maximum of its own has a threshold of its own: that of another sport may even lie above
    bpmThreshold: ownThreshold ?? thresholdFor(bpmMax),
    zoneBasis,
    zoneFloorsPct,
    estimated: HEART_RATE_NAMES.filter(estimated),
    ...(ageYears !== undefined && own.bpmMax === undefined && { ageYears }),
  };
}
