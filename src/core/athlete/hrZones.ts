import { USUAL_ZONE_COUNT, type ListOf, type ZoneBasis, type ZoneCount } from './zoneCounts.ts';
import { ZONE_PRESETS } from './zonePresets.ts';

export { isZoneCount, USUAL_ZONE_COUNT, ZONE_BASES, ZONE_COUNTS } from './zoneCounts.ts';
export type { ListOf, ZoneBasis, ZoneCount } from './zoneCounts.ts';

/** The number of a zone; which of them a person has, `zonesOf` says. */
export type Zone = (typeof ZONES)[number];
export const ZONES = [1, 2, 3, 4, 5, 6, 7] as const;

export const isZone = (value: number): value is Zone => ZONES.some((zone) => zone === value);

/**
 * The person, as far as a heart-rate plan needs to know them, in one sport: `profileFor` makes it of an `Athlete`. A finished
 * session keeps the one it was run with.
 */
export interface Profile {
  /** An athlete with zones for a sport is no profile until the sport is known. */
  sports?: undefined;
  /** Maximum heart rate, 100–220 bpm. */
  bpmMax: number;
  /** Resting heart rate, bpm. */
  bpmResting: number;
  /** Heart rate at the lactate (or functional) threshold, bpm. */
  bpmThreshold: number;
  zoneBasis: ZoneBasis;
  /** Where each zone begins, in percent of the basis; strictly ascending. */
  zoneFloorsPct: ZoneFloors;
  /** The heart rates above that the person has not given: an estimated threshold follows the maximum. */
  estimated: readonly HeartRateName[];
  /** The person's own limit (a clinic's, say), 60–220 bpm: it holds in every plan, below whatever limit that has. */
  bpmCeiling?: number | undefined;
  /** The age that an estimated maximum comes from, in years. */
  ageYears?: number | undefined;
}

/** The heart rates of a profile, each of which may be estimated. */
export type HeartRateName = (typeof HEART_RATE_NAMES)[number];
export const HEART_RATE_NAMES = ['bpmMax', 'bpmResting', 'bpmThreshold'] as const;

/** One number for each zone, three to seven of them. */
export type ZoneFloors = ListOf<number, ZoneCount>;

/** What a resting heart rate is taken to be until the person gives it. */
export const TYPICAL_RESTING_BPM = 60;
/** Where the threshold lies until the person gives it, in percent of maximum. */
export const THRESHOLD_PCT = 88;

export const DEFAULT_PROFILE: Profile = { ...profileOf(190, TYPICAL_RESTING_BPM), estimated: HEART_RATE_NAMES };

/** A profile with the usual zones, from the two heart rates that people know. The threshold is estimated. */
export function profileOf(bpmMax: number, bpmResting: number): Profile {
  return {
    bpmMax,
    bpmResting,
    bpmThreshold: thresholdFor(bpmMax),
    zoneBasis: 'max',
    zoneFloorsPct: ZONE_PRESETS.max[USUAL_ZONE_COUNT],
    estimated: ['bpmThreshold'],
  };
}

/** The estimated threshold heart rate for a maximum. */
export function thresholdFor(bpmMax: number): number {
  return Math.round((bpmMax * THRESHOLD_PCT) / 100);
}

export function isEstimated(name: HeartRateName, { estimated }: Pick<Profile, 'estimated'>): boolean {
  return estimated.includes(name);
}

/** Where a heart rate of a profile comes from: the person, their age, their maximum, or what is typical. */
export type HeartRateSource = 'given' | 'age' | 'max' | 'typical';

export function heartRateSource(
  name: HeartRateName,
  profile: Pick<Profile, 'estimated' | 'ageYears'>,
): HeartRateSource {
  if (!isEstimated(name, profile)) return 'given';
  if (name === 'bpmThreshold') return 'max';
  return name === 'bpmMax' && profile.ageYears !== undefined ? 'age' : 'typical';
}

/** Expected maximum heart rate for an age in years: 208 − 0.7 × age (Tanaka 2001, doi 10.1016/S0735-1097(00)01054-8). */
export function bpmMaxForAge(ageYears: number): number {
  return Math.min(220, Math.max(100, Math.round(208 - 0.7 * ageYears)));
}

/** How many zones a person has. */
export const zoneCount = ({ zoneFloorsPct }: Pick<Profile, 'zoneFloorsPct'>): ZoneCount => zoneFloorsPct.length;

/** No second yet below zone 1, nor in any of so many zones. */
export const noSecondsIn = (count: ZoneCount): number[] => new Array<number>(count + 1).fill(0);

/** The zones that there are of so many, the easiest first. */
export const zonesOf = (count: ZoneCount): readonly Zone[] => ZONES.slice(0, count);

/**
 * The zone a heart rate falls in, or `undefined` below zone 1. Lower bounds are inclusive, the last zone is open upwards.
 * Compared without dividing, so that the bounds are exact: 126 of 180 is zone 3.
 */
export function zoneOf(bpm: number, profile: Profile): Zone | undefined {
  const zone = profile.zoneFloorsPct.findLastIndex((floorPct) => reaches(bpm, floorPct, profile)) + 1;
  return zone === 0 ? undefined : (zone as Zone);
}

/** Where a zone begins, in bpm (rounded up: the first whole heart rate that is in it). */
export function zoneFloorBpm(zone: Zone, profile: Profile): number {
  return bpmAt(profile.zoneFloorsPct[zone - 1] ?? 0, profile.zoneBasis, profile);
}

/**
 * The floors of zones that are of `of`, for a person: their own where they have as many, else the usual ones of that
 * number. Zone 2 of five is easy; for somebody with three zones, zone 2 of their own is not.
 */
export function floorsOf(of: ZoneCount, { zoneBasis, zoneFloorsPct }: Profile): ZoneFloors {
  return zoneFloorsPct.length === of ? zoneFloorsPct : ZONE_PRESETS[zoneBasis][of];
}

/** The same person with as many zones as most have: what is compared between people and sports is counted in these. */
export const inUsualZones = (profile: Profile): Profile => ({
  ...profile,
  zoneFloorsPct: floorsOf(USUAL_ZONE_COUNT, profile),
});

/** A percentage of the basis as bpm, not rounded. */
export function bpmAt(pct: number, basis: ZoneBasis, profile: Profile): number {
  switch (basis) {
    case 'max':
      return (pct * profile.bpmMax) / 100;
    case 'reserve':
      return profile.bpmResting + (pct * (profile.bpmMax - profile.bpmResting)) / 100;
    case 'threshold':
      return (pct * profile.bpmThreshold) / 100;
  }
}

function reaches(bpm: number, floorPct: number, { zoneBasis, bpmMax, bpmResting, bpmThreshold }: Profile): boolean {
  switch (zoneBasis) {
    case 'max':
      return bpm * 100 >= floorPct * bpmMax;
    case 'reserve':
      return (bpm - bpmResting) * 100 >= floorPct * (bpmMax - bpmResting);
    case 'threshold':
      return bpm * 100 >= floorPct * bpmThreshold;
  }
}
