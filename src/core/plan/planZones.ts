import {
  LEVEL_UNITS,
  phaseMaxS,
  phasesOf,
  targetZone,
  zoneAs,
  type End,
  type Level,
  type Plan,
  type PlanZone,
  type Target,
} from './plan.ts';
import {
  heartRateSource,
  isEstimated,
  noSecondsIn,
  zoneCount,
  zonesOf,
  type HeartRateName,
  type HeartRateSource,
  type Profile,
  type Zone,
  type ZoneBasis,
  type ZoneCount,
} from '../athlete/hrZones.ts';

/** The zones of somebody who has so many, by their names in lower case. */
export const zonesByName = (count: ZoneCount, nameOf: (zone: Zone) => string): ReadonlyMap<string, PlanZone> =>
  new Map(zonesOf(count).map((zone) => [nameOf(zone).toLowerCase(), zoneAs(zone, count)]));

/** Seconds that a plan aims at each zone, at the longest: index 0 for no target or below zone 1. Phases that a hand ends have none. */
export function planZonesS(plan: Plan, profile: Profile): number[] {
  const zonesS = noSecondsIn(zoneCount(profile));
  for (const phase of phasesOf(plan)) {
    const zone = targetZone(phase.target, profile) ?? 0;
    zonesS[zone] = (zonesS[zone] ?? 0) + (phaseMaxS(phase) ?? 0);
  }
  return zonesS;
}

/** The zone that gives a plan its character: the hardest that takes a tenth of it. */
export function mainZone(plan: Plan, profile: Profile): number {
  const zonesS = planZonesS(plan, profile);
  const totalS = zonesS.reduce((sum, s) => sum + s, 0);
  return zonesS.findLastIndex((s) => s > 0 && s * 10 >= totalS);
}

export interface UsedHeartRate {
  name: HeartRateName;
  bpm: number;
  source: HeartRateSource;
  /** Of a maximum that comes from it. */
  ageYears?: number | undefined;
}

/** The heart rates of this person that a plan is worked out from: none, where it says all of its own in bpm, or nothing. */
export function usedHeartRates(plan: Plan, profile: Profile): UsedHeartRate[] {
  const levels = [
    ...(plan.ceiling ? [plan.ceiling] : []),
    ...phasesOf(plan).flatMap(({ target, end }) => [target, end]),
  ];
  const bases = new Set(levels.flatMap((each) => basisOf(each, profile) ?? []));
  const names = new Set<HeartRateName>();
  if (bases.has('max') || bases.has('reserve')) names.add('bpmMax');
  if (bases.has('reserve')) names.add('bpmResting');
  if (bases.has('threshold')) {
    if (isEstimated('bpmThreshold', profile)) names.add('bpmMax'); // which it follows from
    names.add('bpmThreshold');
  }
  return [...names].map((name) => usedHeartRate(name, profile));
}

function usedHeartRate(name: HeartRateName, profile: Profile): UsedHeartRate {
  const source = heartRateSource(name, profile);
  const used = { name, bpm: profile[name], source };
  return source === 'age' ? { ...used, ageYears: profile.ageYears } : used;
}

/** What a target, an end or a ceiling is a share of; nothing where it is open, a time or bpm. */
function basisOf(of: Target | End | Level, { zoneBasis }: Profile): ZoneBasis | undefined {
  const kind = 'type' in of && of.type !== 'heartRate' ? of.type : LEVEL_UNITS.find((unit) => unit in of);
  switch (kind) {
    case 'zone':
      return zoneBasis;
    case 'percentMax':
      return 'max';
    case 'percentReserve':
      return 'reserve';
    case 'percentThreshold':
      return 'threshold';
    default:
      return undefined;
  }
}
