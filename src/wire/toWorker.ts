// What the page may say to the worker, and one tab's worker to another's: checked in full, since it is played by.
import {
  LEVEL_UNITS,
  SPORTS,
  type Band,
  type End,
  type HeartRateEnd,
  type LevelUnit,
  type Phase,
  type Plan,
  type Repeat,
  type Target,
} from '../core/plan/plan.ts';
import type { Coaching, KnownResponse } from '../core/cues/coaching.ts';
import { STRICTNESSES, type Strictness } from '../core/cues/strictness.ts';
import { STRAPS } from '../core/signal/straps.ts';
import { ZONED_SPORTS } from '../core/athlete/sport.ts';
import type { Command } from '../core/session/command.ts';
import { ON_LOSS, SHIFT_SCOPES, type Moment, type OnLoss, type ShiftScope } from '../core/session/session.ts';
import type { Recording } from '../core/records/recording.ts';
import { SHIFT_STEP_MAX_BPM } from '../core/session/shift.ts';
import type { Athlete, SportZones } from '../core/athlete/athlete.ts';
import { isZone, isZoneCount, USUAL_ZONE_COUNT, ZONE_BASES, ZONES, type Profile } from '../core/athlete/hrZones.ts';
import {
  isCount,
  isFlag,
  isNumber,
  isObject,
  isText,
  listOf,
  oneOf,
  optional,
  record,
  variants,
  type Check,
} from './checks.ts';
import type { Heard, MessageFields, ToWorker } from './messages.ts';
import type { TabMessage } from './tabs.ts';

const isFloors: Check = (value) => listOf(isNumber, ZONES.length)(value) && isZoneCount((value as number[]).length);
const PROFILE = {
  bpmMax: isNumber,
  bpmResting: isNumber,
  bpmThreshold: isNumber,
  bpmCeiling: optional(isNumber),
  estimated: listOf(isText),
  ageYears: optional(isNumber),
  zoneBasis: oneOf(...ZONE_BASES),
  zoneFloorsPct: isFloors,
};
export const isProfile = record<Profile>({ ...PROFILE, sports: (value) => value === undefined });
const isSportZones = record<SportZones>({
  bpmMax: optional(isNumber),
  bpmThreshold: optional(isNumber),
  zoneBasis: oneOf(...ZONE_BASES),
  zoneFloorsPct: isFloors,
});
const isSports: Check = (value) =>
  isObject(value) &&
  Object.keys(value as object).every((sport) => oneOf<string>(...ZONED_SPORTS)(sport)) &&
  Object.values(value as object).every(isSportZones);
const isAthlete = record<Athlete>({ ...PROFILE, sports: optional(isSports) });

export const isBand = record<Band>({ lowBpm: isNumber, highBpm: optional(isNumber) });

const isRange = record<{ low: number; high: number }>({ low: isNumber, high: isNumber });
/** A zone that there is, of so many. */
const isPlanZone: Check = (value) => {
  if (!isObject(value)) return false;
  const { zone, of = USUAL_ZONE_COUNT } = value as Record<string, unknown>;
  return isZoneCount(of) && isZone(zone as number) && (zone as number) <= of;
};
const isTarget = variants<Target['type']>('type', {
  open: isObject,
  zone: isPlanZone,
  bpm: isRange,
  percentMax: isRange,
  percentReserve: isRange,
  percentThreshold: isRange,
});
const isUnit: Record<LevelUnit, Check> = {
  bpm: isNumber,
  percentMax: isNumber,
  percentReserve: isNumber,
  percentThreshold: isNumber,
  zone: oneOf(...ZONES),
};
/** A level has one of its units, and only one. */
const isLevel: Check = (value) => {
  if (!isObject(value)) return false;
  const units = LEVEL_UNITS.filter((unit) => unit in (value as object));
  if (units.length === 1 && units[0] === 'zone') return isPlanZone(value);
  return units.length === 1 && units.every((unit) => isUnit[unit]((value as Record<string, unknown>)[unit]));
};
const isHeartRateEnd = record<Omit<HeartRateEnd, 'type' | LevelUnit>>({
  from: oneOf('below', 'above'),
  holdS: isCount,
  minS: isCount,
  maxS: isCount,
});
const isEnd = variants<End['type']>('type', {
  time: record<{ durationS: number }>({ durationS: isCount }),
  heartRate: (value) => isLevel(value) && isHeartRateEnd(value),
  hand: isObject,
});
const isPhase = record<Phase>({ name: isText, target: isTarget, end: isEnd, cue: optional(isText) });
const isStep: Check = (value) =>
  isObject(value) && 'repeat' in (value as object)
    ? record<Repeat>({ repeat: isCount, phases: listOf(isStep) })(value)
    : isPhase(value);

export const isPlan = record<Plan>({
  id: isText,
  name: isText,
  description: isText,
  sport: oneOf(...SPORTS),
  ceiling: optional(isLevel),
  endless: optional(oneOf(true)),
  block: optional(oneOf(true)),
  tags: optional(listOf(isText)),
  phases: (value) => listOf(isStep)(value) && (value as unknown[]).length > 0,
});

const isHeard = variants<Heard['source']>('source', {
  strap: isObject,
  none: isObject,
  simulated: record<{ spec: string }>({ spec: isText }),
});
const isLossRule = oneOf(...ON_LOSS);
const isStrictness = oneOf(...STRICTNESSES);
const isSeconds: Check = (value) => isNumber(value) && (value as number) >= 0 && (value as number) <= 1_000;
const isResponse = record<KnownResponse>({
  tauOnS: (value) => isSeconds(value) && (value as number) >= 1,
  tauOffS: (value) => isSeconds(value) && (value as number) >= 1,
  deadS: isSeconds,
  relSd: isSeconds,
  tauOnSdS: optional(isSeconds),
  tauOffSdS: optional(isSeconds),
  deadSdS: optional(isSeconds),
});
const isCoaching = optional(record<Coaching>({ strictness: isStrictness, response: isResponse }));
const isCommand = variants<Command['type']>('type', {
  pause: isObject,
  resume: isObject,
  stop: isObject,
  skip: isObject,
  back: isObject,
  countAway: isObject,
  leaveOut: isObject,
  discard: isObject,
  confirmCeiling: isObject,
  extend: record<{ byS: number }>({ byS: (value) => isNumber(value) && Math.abs(value as number) <= 86_400 }),
  shift: record<{ byBpm: number; scope: ShiftScope }>({
    byBpm: (value) => isNumber(value) && Math.abs(value as number) <= SHIFT_STEP_MAX_BPM,
    scope: oneOf(...SHIFT_SCOPES),
  }),
  onLoss: record<{ onLoss: OnLoss }>({ onLoss: isLossRule }),
  strictness: record<{ strictness: Strictness }>({ strictness: isStrictness }),
});
const isStrap = optional(oneOf(...STRAPS));
const isMoment = record<Moment>({ epochMs: isNumber, offsetMin: isNumber, timeZone: isText });

export const TO_WORKER: MessageFields<ToWorker> = {
  hello: {
    ring: () => true, // the ring looks at it itself
    heard: isHeard,
    speed: (value) => isNumber(value) && (value as number) > 0,
    profile: isAthlete,
    onLoss: isLossRule,
    coaching: isCoaching,
    keepFrames: optional(isFlag),
  },
  settings: { profile: isAthlete, onLoss: isLossRule, coaching: isCoaching, keepFrames: optional(isFlag) },
  source: { heard: isHeard },
  start: { plan: isPlan, startedAt: isMoment },
  // by the page, which has read it from a file with the parser of such files
  playAgain: { recording: record<Recording>({ head: isObject, items: Array.isArray }), startedAt: isMoment },
  command: { command: isCommand },
  battery: { pct: isNumber, strap: isStrap },
  strapName: { name: (value) => value === null || isText(value), strap: isStrap },
  keep: {},
  takeOver: {},
  bringBack: {},
  forgetDeleted: {},
  heard: { seq: isCount },
};

/** Said on a channel that every page of this origin can speak on. What `now` carries, only a follower looks at: see `isNow`. */
export const TAB_MESSAGES: MessageFields<TabMessage> = {
  ask: {},
  now: { now: isObject },
  command: { command: isCommand },
  handOver: {},
};
