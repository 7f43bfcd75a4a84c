import { profileFor, type Athlete } from '../athlete/athlete.ts';
import { heartRateSource, isEstimated, thresholdFor, type HeartRateSource } from '../athlete/hrZones.ts';
import { ZONED_SPORTS, type Sport, type ZonedSport } from '../athlete/sport.ts';
import { maximumSeen, restingSeen, type SeenRate } from './seenRates.ts';
import { isMeasured } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** A heart rate that the profile may take on, if the person agrees. */
export interface RateOffer extends SeenRate {
  name: 'bpmMax' | 'bpmResting';
  /** Whose maximum it is, where a sport has one of its own. */
  sport?: ZonedSport;
  /** What the profile has, and where that comes from. */
  knownBpm: number;
  source: HeartRateSource;
}

/** Sports with a maximum of their own. */
const ownMaximum = ({ sports = {} }: Athlete): ZonedSport[] =>
  ZONED_SPORTS.filter((sport) => sports[sport]?.bpmMax !== undefined);

/**
 * What these workouts offer (`maximumSeen`, `restingSeen`), but of those in which the person says that it was not them, or not
 * their heart. The maximum of a sport that has its own is offered for that sport alone. Whoever has a limit (a clinic's, say) is
 * offered none: what went beyond it is nothing to build zones on.
 */
export function rateOffers(
  workouts: readonly WorkoutFigures[],
  athlete: Athlete,
  notMine: ReadonlySet<string>,
): RateOffer[] {
  const mine = workouts.filter(({ id }) => !notMine.has(id));
  const own = ownMaximum(athlete);
  const inSport = (sport: Sport, all: readonly ZonedSport[]): boolean => all.some((each) => each === sport);
  const maximum = [
    { profile: profileFor(athlete, 'other'), of: mine.filter(({ sport }) => !inSport(sport, own)) },
    ...own.map((sport) => ({
      sport,
      profile: profileFor(athlete, sport),
      of: mine.filter((each) => each.sport === sport),
    })),
  ];
  const resting = restingSeen(mine, athlete);
  return [
    ...(athlete.bpmCeiling === undefined ? maximum : []).flatMap(({ profile, of, ...sport }): RateOffer[] => {
      const seen = maximumSeen(of, profile);
      const known = { knownBpm: profile.bpmMax, source: heartRateSource('bpmMax', profile) };
      return seen ? [{ ...seen, name: 'bpmMax', ...sport, ...known }] : [];
    }),
    ...(resting
      ? [
          {
            ...resting,
            name: 'bpmResting' as const,
            knownBpm: athlete.bpmResting,
            source: heartRateSource('bpmResting', athlete),
          },
        ]
      : []),
  ];
}

/** The person with that heart rate: it is given from then on, and an estimated threshold follows the maximum. */
export function takeOn(athlete: Athlete, { name, bpm, sport }: Pick<RateOffer, 'name' | 'bpm' | 'sport'>): Athlete {
  if (sport) {
    const of = athlete.sports?.[sport];
    return of ? { ...athlete, sports: { ...athlete.sports, [sport]: { ...of, bpmMax: bpm } } } : athlete;
  }
  const { ageYears: _, ...rest } = athlete;
  const estimated = athlete.estimated.filter((each) => each !== name);
  if (name === 'bpmResting') return { ...athlete, bpmResting: bpm, estimated };
  const bpmThreshold = isEstimated('bpmThreshold', athlete) ? thresholdFor(bpm) : athlete.bpmThreshold;
  return { ...rest, bpmMax: bpm, bpmThreshold, estimated };
}

/** The highest rate that was held for ten seconds, and the lowest of five calm minutes, of workouts with a strap. */
export interface SeenExtremes {
  highest: SeenRate | undefined;
  calmest: SeenRate | undefined;
}

export function seenExtremes(workouts: readonly WorkoutFigures[], notMine: ReadonlySet<string>): SeenExtremes {
  let highest: SeenRate | undefined;
  let calmest: SeenRate | undefined;
  for (const { id, heldMaxBpm, calmBpm, ...of } of workouts) {
    if (!isMeasured(of) || notMine.has(id)) continue;
    if (heldMaxBpm !== null && heldMaxBpm > (highest?.bpm ?? 0)) highest = { bpm: heldMaxBpm, workoutId: id };
    const calm = calmBpm === null ? Infinity : Math.round(calmBpm);
    if (calm < (calmest?.bpm ?? Infinity)) calmest = { bpm: calm, workoutId: id };
  }
  return { highest, calmest };
}

/** Those of the one, where they go beyond the other. */
export const beyondOf = ({ highest, calmest }: SeenExtremes, other: SeenExtremes): SeenExtremes => ({
  highest: highest && highest.bpm > (other.highest?.bpm ?? 0) ? highest : undefined,
  calmest: calmest && calmest.bpm < (other.calmest?.bpm ?? Infinity) ? calmest : undefined,
});
