import * as v from 'valibot';
import { bad, good, type Parsed } from '../parse/parsed.ts';
import { parseWith } from '../parse/schema.ts';
import {
  DEFAULT_PROFILE,
  HEART_RATE_NAMES,
  isEstimated,
  thresholdFor,
  TYPICAL_RESTING_BPM,
  ZONE_BASES,
  ZONE_COUNTS,
  type HeartRateName,
  type Profile,
  type ZoneFloors,
} from './hrZones.ts';
import { profileFor, type Athlete, type SportZones } from './athlete.ts';
import { ZONED_SPORTS, type ZonedSport } from './sport.ts';

const pct = v.pipe(v.number(), v.minValue(1), v.maxValue(150));
/** People who train, from the first school sports to the oldest who ever did. */
export const AGE_YEARS = { min: 5, max: 110 };

const zoneFloorsPct = v.pipe(
  v.array(pct),
  v.minLength(ZONE_COUNTS[0]),
  v.maxLength(ZONE_COUNTS.at(-1)!),
  v.check((floors) => floors.every((floor, i) => i === 0 || floor > (floors[i - 1] ?? 0)), 'profile.zonesNotAscending'),
  v.transform((floors) => floors as unknown as ZoneFloors),
);

/** A limit below that of anybody who can train is a slip; one above any maximum is none. */
const BPM_CEILING = { min: 60, max: 220 };

const profileSchema = v.pipe(
  v.object({
    bpmMax: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(220)),
    bpmResting: v.pipe(v.number(), v.integer(), v.minValue(30), v.maxValue(120)),
    bpmThreshold: v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(220)),
    zoneBasis: v.picklist(ZONE_BASES),
    zoneFloorsPct,
    // a limit that cannot be read is not left out: without it the profile would be another one
    bpmCeiling: v.optional(v.pipe(v.number(), v.integer(), v.minValue(BPM_CEILING.min), v.maxValue(BPM_CEILING.max))),
    // they say where a heart rate comes from, never what it is: none of them makes a profile unreadable
    estimated: v.fallback(v.array(v.picklist(HEART_RATE_NAMES)), []),
    ageYears: v.fallback(
      v.optional(v.pipe(v.number(), v.integer(), v.minValue(AGE_YEARS.min), v.maxValue(AGE_YEARS.max))),
      undefined,
    ),
  }),
  v.forward(
    v.partialCheck([['bpmMax'], ['bpmResting']], (p) => p.bpmResting < p.bpmMax, 'profile.restingAboveMax'),
    ['bpmResting'],
  ),
  v.forward(
    v.partialCheck([['bpmMax'], ['bpmThreshold']], (p) => p.bpmThreshold <= p.bpmMax, 'profile.thresholdAboveMax'),
    ['bpmThreshold'],
  ),
);

/** A profile from the outside, as it was: that of a workout keeps its numbers, estimated or not. */
export function parseProfile(value: unknown): Parsed<Profile> {
  const read = parseWith(profileSchema, value);
  if (!read.ok) return read;
  const { ageYears, bpmCeiling, ...profile } = read.value;
  return good({
    ...profile,
    ...(bpmCeiling !== undefined && { bpmCeiling }),
    ...(ageYears !== undefined && { ageYears }),
  });
}

/** The person that the next workout is of: what is estimated in the profile follows from the rest. */
export function parseAthlete(value: unknown): Parsed<Athlete> {
  const read = parseProfile(value);
  if (!read.ok) return read;
  const saysWhatIsEstimated = typeof value === 'object' && value !== null && 'estimated' in value;
  const profile = withEstimates(
    saysWhatIsEstimated ? read.value : { ...read.value, estimated: neverGiven(read.value) },
  );
  const { sports } = value as { sports?: unknown };
  return sports === undefined ? good(profile) : withSports(profile, sports);
}

/**
 * The same with zones for sports: those of a sport are right where the profile is that they make of this one. A sport that is
 * not known here has zones that cannot be read: the person is refused, and so kept.
 */
function withSports(profile: Profile, given: unknown): Parsed<Athlete> {
  if (!isObject(given)) return bad('value.type', { expected: 'Object', received: typeof given }, 'sports');
  const sports: Partial<Record<ZonedSport, SportZones>> = {};
  for (const [name, own] of Object.entries(given)) {
    const sport = ZONED_SPORTS.find((each) => each === name);
    if (!sport || !isObject(own))
      return bad('value.unknown', { received: name.slice(0, 40) }, `sports.${name.slice(0, 40)}`);
    const zones = own as unknown as SportZones;
    const read = parseProfile(profileFor({ ...profile, sports: { [sport]: zones } }, sport));
    if (!read.ok)
      return { ok: false, problems: read.problems.map((each) => ({ ...each, path: `sports.${sport}.${each.path}` })) };
    const { bpmMax, bpmThreshold, zoneBasis, zoneFloorsPct } = read.value;
    sports[sport] = {
      zoneBasis,
      zoneFloorsPct,
      ...(zones.bpmMax !== undefined && { bpmMax }),
      ...(zones.bpmThreshold !== undefined && { bpmThreshold }),
    };
  }
  return good({ ...profile, sports });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The same with its estimated threshold as it follows from the maximum. */
function withEstimates(profile: Profile): Profile {
  return isEstimated('bpmThreshold', profile) ? { ...profile, bpmThreshold: thresholdFor(profile.bpmMax) } : profile;
}

/** The highest threshold that people have been measured with, in percent of maximum. */
const THRESHOLD_PCT_MAX = 95;

/**
 * What a profile holds that its person never gave, where it does not say so itself: an earlier version filled all of it
 * in, and kept the threshold out of sight unless the zones were by threshold.
 *
 * The threshold is the app's own where it is the estimate anyway; where it equals the maximum, down to which a lower one
 * pulled it (nobody can hold their maximum for an hour); and, as long as it was out of sight, where it is that of the
 * default profile or above any that people have. Whoever has zones by threshold has seen theirs: it is kept. What is
 * left in doubt is kept too, since it is somebody's perhaps, within what a threshold can be, and from now on in sight.
 *
 * A resting heart rate of 60 and a maximum of 190 are what the fields were filled with. Of both, only the label follows.
 */
function neverGiven({ bpmMax, bpmResting, bpmThreshold, zoneBasis }: Profile): HeartRateName[] {
  const unseen = zoneBasis !== 'threshold';
  const ownThreshold =
    bpmThreshold === thresholdFor(bpmMax) ||
    bpmThreshold === bpmMax ||
    (unseen && bpmThreshold === DEFAULT_PROFILE.bpmThreshold) ||
    (unseen && bpmThreshold * 100 > THRESHOLD_PCT_MAX * bpmMax);
  const typicalResting = bpmResting === TYPICAL_RESTING_BPM;
  return [
    ...(bpmMax === DEFAULT_PROFILE.bpmMax && typicalResting ? ['bpmMax' as const] : []),
    ...(typicalResting ? ['bpmResting' as const] : []),
    ...(ownThreshold ? ['bpmThreshold' as const] : []),
  ];
}
