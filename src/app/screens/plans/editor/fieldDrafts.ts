import {
  bandOf,
  LEVEL_UNITS,
  levelBpm,
  TOTAL_MAX_S,
  zoneAs,
  type End,
  type HeartRateEnd,
  type Level,
  type LevelUnit,
  type PlanZone,
  type Target,
} from '../../../../core/plan/plan.ts';
import { PERCENT_LIMITS } from '../../../../core/plan/planKeys.ts';
import { BPM_MAX, BPM_MIN } from '../../../../core/signal/filter.ts';
import { zoneCount, zoneOf, type Profile } from '../../../../core/athlete/hrZones.ts';

// What stands in the fields of a phase, and what that means: a target in another unit is the same heart rate in it.

export type TargetType = Target['type'];
export const TARGET_TYPES = [
  'open',
  'zone',
  'bpm',
  'percentMax',
  'percentReserve',
  'percentThreshold',
] as const satisfies readonly TargetType[];
export type RangeTarget = Extract<Target, { low: number }>;

/**
 * A length as people type it, in seconds; none where it is no length. `4` is minutes, as are `4 min` and `4.5`; `4:00`,
 * `4.00`, `4,00` and `400` are minutes and seconds, since the number pad of a phone has no colon; `1:05:00` is hours; `90 s`
 * and `1h30m` have their units with them.
 */
export function secondsIn(text: string, maxS = TOTAL_MAX_S): number | undefined {
  const seconds = secondsOf(text.trim().toLowerCase());
  return seconds !== undefined && seconds >= 1 && seconds <= maxS ? seconds : undefined;
}

/** The same where none at all is a length, too. */
export function secondsOrNoneIn(text: string, maxS: number): number | undefined {
  return /^0+([:.,]?0+)*\s*(s|min|m)?$/.test(text.trim()) ? 0 : secondsIn(text, maxS);
}

function secondsOf(text: string): number | undefined {
  const [, hours = '0', minutes, seconds] = /^(?:(\d{1,2})[:.,])?(\d{1,4})[:.,]([0-5]\d)$/.exec(text) ?? [];
  if (minutes !== undefined) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const tenths = /^(\d{1,4})[.,](\d)$/.exec(text);
  if (tenths) return Number(tenths[1]) * 60 + Number(tenths[2]) * 6;
  const digits = /^(\d{0,2}?)(\d{1,2})([0-5]\d)$/.exec(text);
  if (digits) return Number(digits[1]) * 3600 + Number(digits[2]) * 60 + Number(digits[3]);
  if (/^\d{1,2}$/.test(text)) return Number(text) * 60;
  const units = /^(?:(\d{1,2})\s*h(?:\s*|$))?(?:(\d{1,4})\s*m(?:in)?\s*)?(?:(\d{1,5})\s*s(?:ec)?)?$/.exec(text);
  if (!units || text === '') return undefined;
  return Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0);
}

/** Longer than that a phase is rarely meant to be: hours are easily typed where minutes are meant. */
const LONG_S = 3_600;

/** Whether a length is better said in words, too. */
export const isLong = (seconds: number): boolean => seconds > LONG_S;

/** A whole number between these; none where there is none. */
export function wholeIn(text: string, min: number, max: number): number | undefined {
  const value = Number(text.trim());
  return /^\d{1,5}$/.test(text.trim()) && value >= min && value <= max ? value : undefined;
}

/** The bounds of a number in each unit of a heart rate. */
export const UNIT_LIMITS: Record<Exclude<LevelUnit, 'zone'>, { min: number; max: number }> = {
  bpm: { min: BPM_MIN, max: BPM_MAX },
  ...PERCENT_LIMITS,
};

/** The heart rate of this person in another unit, as near as whole numbers come. */
function inUnit(bpm: number, unit: Exclude<LevelUnit, 'zone'>, { bpmMax, bpmResting, bpmThreshold }: Profile): number {
  const { min, max } = UNIT_LIMITS[unit];
  const value = {
    bpm,
    percentMax: (bpm / bpmMax) * 100,
    percentReserve: ((bpm - bpmResting) / (bpmMax - bpmResting)) * 100,
    percentThreshold: (bpm / bpmThreshold) * 100,
  }[unit];
  return Math.min(max, Math.max(min, Math.round(value)));
}

/** The same target, as near as may be, of another type. */
export function retyped(target: Target, type: TargetType, profile: Profile): Target {
  if (target.type === type) return target;
  if (type === 'open') return { type };
  const band = bandOf(target, profile) ?? bandOf({ type: 'zone', zone: 2 }, profile) ?? { lowBpm: 120, highBpm: 140 };
  const highBpm = Math.max(band.lowBpm, band.highBpm ?? profile.bpmMax);
  if (type === 'zone') return { type, ...nearestZone((band.lowBpm + highBpm) / 2, profile) };
  return { type, low: inUnit(band.lowBpm, type, profile), high: inUnit(highBpm, type, profile) };
}

/** The zone of this person, as a plan says it. */
const nearestZone = (bpm: number, profile: Profile): PlanZone =>
  zoneAs(zoneOf(Math.round(bpm), profile) ?? 1, zoneCount(profile));

/** Which unit a level is in. */
export const unitOf = (level: Level): LevelUnit => LEVEL_UNITS.find((unit) => unit in level) ?? 'bpm';

export const valueOf = (level: Level): number => (level as Record<string, number>)[unitOf(level)] ?? 0;

export const levelIn = (unit: Exclude<LevelUnit, 'zone'>, value: number): Level =>
  ({ [unit]: value }) as unknown as Level;

/** The same heart rate in another unit. */
export function relevelled(level: Level, unit: LevelUnit, from: 'below' | 'above', profile: Profile): Level {
  const bpm = levelBpm(level, from, profile);
  return unit === 'zone' ? nearestZone(bpm, profile) : levelIn(unit, inUnit(bpm, unit, profile));
}

/** An end of another type, that takes about as long. */
export function endAs(end: End, type: End['type'], profile: Profile): End {
  if (end.type === type) return end;
  const lengthS = end.type === 'time' ? end.durationS : end.type === 'heartRate' ? end.maxS : 180;
  switch (type) {
    case 'time':
      return { type, durationS: lengthS };
    case 'heartRate':
      return {
        type,
        from: 'above',
        bpm: Math.round(0.65 * profile.bpmMax),
        holdS: 10,
        minS: Math.min(30, lengthS),
        maxS: lengthS,
      };
    case 'hand':
      return { type };
  }
}

/** An end at another level. */
export function endAt({ type, from, holdS, minS, maxS }: HeartRateEnd, level: Level): HeartRateEnd {
  return { ...level, type, from, holdS, minS, maxS };
}
