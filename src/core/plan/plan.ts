import { BPM_MIN } from '../signal/filter.ts';
import type { Side } from '../signal/side.ts';
import {
  bpmAt,
  floorsOf,
  USUAL_ZONE_COUNT,
  zoneCount,
  zoneOf,
  type Profile,
  type Zone,
  type ZoneCount,
} from '../athlete/hrZones.ts';
import type { Sport } from '../athlete/sport.ts';

export { SPORTS, type Sport } from '../athlete/sport.ts';

/** What a person is asked to do: phases in order, some of them repeated. */
export interface Plan {
  id: string;
  name: string;
  description: string;
  sport: Sport;
  /** A heart rate that is not to be passed, whatever a target asks. */
  ceiling?: Level | undefined;
  /** Its last phase begins anew whenever a hand ends it, until the workout is ended: laps of a workout without a plan. */
  endless?: true | undefined;
  /** Not a workout but a part of one, kept to be put into plans: my warm-up. */
  block?: true | undefined;
  /** What a person files it under. */
  tags?: readonly string[] | undefined;
  phases: Step[];
}

export type Step = Phase | Repeat;

/** A block done `repeat` times. Blocks nest. */
export interface Repeat {
  repeat: number;
  phases: Step[];
}

export interface Phase {
  name: string;
  target: Target;
  end: End;
  /** What to say when it starts, beyond its name and target. */
  cue?: string | undefined;
}

/**
 * A zone as a plan means it: zone 2 of five is easy, zone 2 of three is not. `of` stands where it is not USUAL_ZONE_COUNT, so
 * that each zone is written in one way.
 */
export type PlanZone = { zone: Zone; of?: ZoneCount | undefined };

/** Where the heart should be. Ranges include both ends. */
export type Target =
  | { type: 'open' }
  | ({ type: 'zone' } & PlanZone)
  | { type: 'bpm'; low: number; high: number }
  | { type: 'percentMax'; low: number; high: number }
  | { type: 'percentReserve'; low: number; high: number }
  | { type: 'percentThreshold'; low: number; high: number };

/** What ends a phase. */
export type End =
  | { type: 'time'; durationS: number }
  | HeartRateEnd
  /** The person says so (lap). */
  | { type: 'hand' };

/**
 * The heart rate comes up to a level (from below) or down to it (from above) and stays for `holdS`; not before `minS`, and
 * at `maxS` whatever it does.
 */
export type HeartRateEnd = Level & {
  type: 'heartRate';
  from: 'below' | 'above';
  holdS: number;
  minS: number;
  maxS: number;
};

/** One heart rate, in bpm or relative to the person: the one of these keys that stands, beside those of what it belongs to. */
export type Level =
  | { bpm: number }
  | { percentMax: number }
  | { percentReserve: number }
  | { percentThreshold: number }
  | PlanZone;

export type LevelUnit = (typeof LEVEL_UNITS)[number];
export const LEVEL_UNITS = ['bpm', 'percentMax', 'percentReserve', 'percentThreshold', 'zone'] as const;

/** A phase as it is run: repeats unrolled. */
export interface RunPhase extends Phase {
  /** Which time round of its innermost block it is. */
  round?: { n: number; of: number };
  /** Which time it is that the last phase of an endless plan is done. */
  lap?: number;
}

/** A day: the longest that anybody plans by the second. */
export const TOTAL_MAX_S = 86_400;
export const PHASES_MAX = 1_000;
export const TAG_MAX = 30;
export const TAGS_MAX = 10;

const unrolled = new WeakMap<Plan, readonly RunPhase[]>();

/** The phases in the order they are run. At most PHASES_MAX, as parsing has made sure. */
export function phasesOf(plan: Plan): readonly RunPhase[] {
  let phases = unrolled.get(plan);
  if (!phases) unrolled.set(plan, (phases = unroll(plan.phases)));
  return phases;
}

function unroll(steps: readonly Step[], round?: RunPhase['round']): RunPhase[] {
  return steps.flatMap((step): RunPhase[] => {
    if (!('repeat' in step)) return [round ? { ...step, round } : step];
    return Array.from({ length: step.repeat }, (_, i) => unroll(step.phases, { n: i + 1, of: step.repeat })).flat();
  });
}

/** The longest a phase can take in seconds; `undefined` when only a hand ends it. */
export function phaseMaxS(phase: Phase): number | undefined {
  switch (phase.end.type) {
    case 'time':
      return phase.end.durationS;
    case 'heartRate':
      return phase.end.maxS;
    case 'hand':
      return undefined;
  }
}

/** Seconds the plan takes at most; `undefined` when it is open-ended. */
export const totalMaxS = (plan: Plan): number | undefined => phasesMaxS(phasesOf(plan));

/** The longest that all of these take in seconds; `undefined` when only a hand ends one of them. */
export function phasesMaxS(phases: readonly Phase[]): number | undefined {
  return phases.reduce<number | undefined>((sum, phase) => {
    const maxS = phaseMaxS(phase);
    return sum === undefined || maxS === undefined ? undefined : sum + maxS;
  }, 0);
}

/** The heart rates that are in the target, both inclusive, in whole bpm. No `highBpm`: open upwards. */
export interface Band {
  lowBpm: number;
  highBpm?: number | undefined;
}

/** A heart at an even effort goes up and down by two beats: nobody keeps to a narrower band. */
const BAND_MIN_BPM = 4;

/**
 * The target as heart rates of this person, wide enough to be kept to: "90 %" of 163 is 145–149. `undefined` for an open
 * target.
 */
export function bandOf(target: Target, profile: Profile): Band | undefined {
  const band = askedBand(target, profile);
  if (band?.highBpm === undefined || band.highBpm - band.lowBpm >= BAND_MIN_BPM) return band;
  if (band.lowBpm > profile.bpmMax) return band;
  const middle = (band.lowBpm + band.highBpm) / 2;
  const highest = Math.max(band.highBpm, profile.bpmMax);
  return {
    lowBpm: Math.max(BPM_MIN, Math.floor(middle - BAND_MIN_BPM / 2)),
    highBpm: Math.min(highest, Math.ceil(middle + BAND_MIN_BPM / 2)),
  };
}

/** The target as the plan has it, however narrow. */
export function askedBand(target: Target, profile: Profile): Band | undefined {
  switch (target.type) {
    case 'open':
      return undefined;
    case 'zone': {
      const of = countOf(target);
      const floors = floorsOf(of, profile);
      const floor = (zone: number): number => Math.ceil(bpmAt(floors[zone - 1] ?? 0, profile.zoneBasis, profile));
      const lowBpm = floor(target.zone);
      return target.zone >= of ? { lowBpm } : { lowBpm, highBpm: Math.max(lowBpm, floor(target.zone + 1) - 1) };
    }
    case 'bpm':
      return { lowBpm: target.low, highBpm: target.high };
    case 'percentMax':
      return wholeBand(bpmAt(target.low, 'max', profile), bpmAt(target.high, 'max', profile));
    case 'percentReserve':
      return wholeBand(bpmAt(target.low, 'reserve', profile), bpmAt(target.high, 'reserve', profile));
    case 'percentThreshold':
      return wholeBand(bpmAt(target.low, 'threshold', profile), bpmAt(target.high, 'threshold', profile));
  }
}

/**
 * The whole heart rate at which an end is reached, or that a ceiling allows. A zone is reached from below at its floor, and
 * from above (or as a ceiling) at its top; the last zone ends at the maximum.
 */
export function levelBpm(level: Level, from: 'below' | 'above', profile: Profile): number {
  if ('bpm' in level) return level.bpm;
  if ('zone' in level) {
    const band = askedBand({ type: 'zone', zone: level.zone, of: level.of }, profile);
    const lowBpm = band?.lowBpm ?? BPM_MIN;
    return from === 'below' ? lowBpm : (band?.highBpm ?? Math.max(lowBpm, profile.bpmMax));
  }
  const at =
    'percentMax' in level
      ? bpmAt(level.percentMax, 'max', profile)
      : 'percentReserve' in level
        ? bpmAt(level.percentReserve, 'reserve', profile)
        : bpmAt(level.percentThreshold, 'threshold', profile);
  return Math.max(BPM_MIN, from === 'below' ? Math.ceil(at) : Math.floor(at));
}

/** The whole heart rate that ends a phase, for this person. */
export const endBpm = (end: HeartRateEnd, profile: Profile): number => levelBpm(end, end.from, profile);

/** The highest heart rate that is allowed: the plan's ceiling or the person's own, whichever is lower; none where neither has one. */
export function ceilingBpm({ ceiling }: Pick<Plan, 'ceiling'>, profile: Profile): number | undefined {
  const { bpmCeiling } = profile;
  if (!ceiling) return bpmCeiling;
  return Math.min(levelBpm(ceiling, 'above', profile), bpmCeiling ?? Infinity);
}

/** A level alone, out of what it belongs to. */
export function levelOf(from: Level): Level {
  const unit = LEVEL_UNITS.find((each) => each in from);
  if (unit === 'zone') return zoneAs((from as PlanZone).zone, countOf(from as PlanZone));
  return { [unit ?? 'bpm']: (from as Record<string, unknown>)[unit ?? 'bpm'] } as Level;
}

/** Percentages may begin where no heart beats: "up to 65 %" is written as 1–65 %. */
function wholeBand(low: number, high: number): Band {
  const lowBpm = Math.max(BPM_MIN, Math.ceil(low));
  return { lowBpm, highBpm: Math.max(lowBpm, Math.floor(high)) };
}

/** A band as it was moved by hand, up or down. */
export function shiftedBand({ lowBpm, highBpm }: Band, byBpm: number): Band {
  const low = Math.max(BPM_MIN, lowBpm + byBpm);
  return highBpm === undefined ? { lowBpm: low } : { lowBpm: low, highBpm: Math.max(low, highBpm + byBpm) };
}

/** Where a whole heart rate lies in relation to a band. */
export function sideOf(band: Band, bpm: number): Side {
  if (bpm < band.lowBpm) return 'low';
  return band.highBpm !== undefined && bpm > band.highBpm ? 'high' : 'in';
}

/** What to aim at: the middle of the band, the last zone ending at the maximum. */
export function middleOf(band: Band, profile: Profile): number {
  return (band.lowBpm + Math.max(band.lowBpm, band.highBpm ?? profile.bpmMax)) / 2;
}

/** How many zones there are where a plan means this one. */
export const countOf = ({ of = USUAL_ZONE_COUNT }: PlanZone): ZoneCount => of;

/** A zone of so many, as a plan says it. */
export const zoneAs = (zone: Zone, of: ZoneCount): PlanZone => (of === USUAL_ZONE_COUNT ? { zone } : { zone, of });

/** The zone of this person's own that lies where one of five does. */
export function ownZone(zone: Zone, profile: Profile): PlanZone {
  return zoneAs(targetZone({ type: 'zone', zone }, profile) ?? 1, zoneCount(profile));
}

/**
 * The zone of this person that a target belongs to, for its colour and height; `undefined` when it is open or below zone 1. A
 * zone of another number of zones belongs where its middle lies.
 */
export function targetZone(target: Target, profile: Profile): Zone | undefined {
  if (target.type === 'zone' && countOf(target) === zoneCount(profile)) return target.zone;
  const band = bandOf(target, profile);
  return band && zoneOf(Math.round(middleOf(band, profile)), profile);
}
