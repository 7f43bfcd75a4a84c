// The whole truth as it comes from another tab, checked before a screen has to show it. Loaded by those who follow.
import type { CueWhy } from '../core/cues/cueKind.ts';
import type { Guidance } from '../core/cues/guidance.ts';
import { JUDGE_RULES } from '../core/cues/judge.ts';
import { PAUSE_REASONS } from '../core/cues/notice.ts';
import { STRICTNESSES } from '../core/cues/strictness.ts';
import { DOUBT_REASONS } from '../core/signal/doubt.ts';
import { OUTSIDE, SIDES } from '../core/signal/side.ts';
import type { WindowHrv } from '../core/hrv/beatWindow.ts';
import type { HrvNow } from '../core/samples/hrvShown.ts';
import type { Trace } from '../core/samples/samples.ts';
import { ENDINGS, SHIFT_SCOPES, type CueRecord, type Shift } from '../core/session/session.ts';
import { SIGNAL_STATUSES, SOURCES } from '../core/signal/signal.ts';
import { STRAPS } from '../core/signal/straps.ts';
import type { CeilingNow, Heart, Snapshot, StrapNow, StrapsNow, WorkoutNow } from '../core/session/snapshot.ts';
import { PROVENANCES, type Summary } from '../core/session/summary.ts';
import { isZoneCount, zoneCount, ZONES } from '../core/athlete/hrZones.ts';
import {
  isCount,
  isFlag,
  isNumber,
  isText,
  listOf,
  oneOf,
  optional,
  record,
  variants,
  isObject,
  type Check,
} from './checks.ts';
import type { NowMessage, TickCost } from './messages.ts';
import { isBand, isPlan, isProfile } from './toWorker.ts';

const isStrapNow = record<StrapNow>({
  signal: oneOf(...SIGNAL_STATUSES),
  bpm: optional(isNumber),
  doubt: optional(oneOf(...DOUBT_REASONS)),
  batteryPct: optional(isNumber),
});
const isHeart = record<Heart>({
  signal: oneOf(...SIGNAL_STATUSES),
  source: oneOf(...SOURCES),
  bpm: optional(isNumber),
  steadyBpm: optional(isNumber),
  projectedBpm: optional(isNumber),
  slopeBpmPerS: isNumber,
  zone: optional(oneOf(...ZONES)),
  silentS: isNumber,
  doubt: optional(record<NonNullable<Heart['doubt']>>({ reason: oneOf(...DOUBT_REASONS), forS: isNumber })),
  batteryPct: optional(isNumber),
  straps: optional(
    record<StrapsNow>({
      chosen: oneOf(...STRAPS),
      each: (value) => listOf(isStrapNow, STRAPS.length)(value) && (value as unknown[]).length === STRAPS.length,
      sinceS: optional(isCount),
      apart: isFlag,
      contested: isFlag,
    }),
  ),
});

const isBy = record<{ by: number }>({ by: isNumber });
const isGuidance = variants<Guidance['type']>('type', {
  noStrap: isObject,
  aboveMax: isObject,
  aboveCeiling: isObject,
  noSignal: record<{ forS: number }>({ forS: isNumber }),
  doubt: isObject,
  open: isObject,
  in: isObject,
  rising: isObject,
  falling: isObject,
  letRise: isObject,
  letFall: isObject,
  belowCeiling: record<{ bpm: number }>({ bpm: isNumber }),
  drift: isBy,
  hold: isObject,
  push: isBy,
  ease: isBy,
});

const isEnding = oneOf(...ENDINGS);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const isSummary = record<Summary>({
  elapsedS: isNumber,
  timeInZoneS: (value) => listOf(isNumber, ZONES.length + 1)(value) && isZoneCount((value as number[]).length - 1),
  noSignalS: isNumber,
  meanBpm: orNull(isNumber),
  maxBpm: orNull(isNumber),
  phasesCompleted: isCount,
  phases: isCount,
  provenance: oneOf(...PROVENANCES),
  ending: isEnding,
});

const isCueRecord = record<CueRecord>({
  atS: isCount,
  side: oneOf(...OUTSIDE),
  why: record<CueWhy>({
    bpm: isNumber,
    slopeBpmPerS: isNumber,
    projectedBpm: isNumber,
    tauS: isNumber,
    band: isBand,
    sdBpm: optional(isNumber),
    rule: optional(oneOf(...JUDGE_RULES)),
    level: optional(isCount),
    byBpm: optional(isNumber),
    hold: optional(isFlag),
  }),
  of: optional(oneOf('ceiling')),
});

const isWorkout = record<WorkoutNow>({
  id: isText,
  plan: isPlan,
  profile: isProfile,
  startedAtEpochMs: isNumber,
  elapsedS: isNumber,
  phaseIndex: isCount,
  phaseS: isNumber,
  remainingS: optional(isNumber),
  extendedS: isNumber,
  heldS: isNumber,
  band: optional(isBand),
  shiftBpm: optional(isNumber),
  shifts: optional(
    listOf(record<Shift>({ atS: isCount, phase: isCount, byBpm: isNumber, scope: oneOf(...SHIFT_SCOPES) })),
  ),
  deviation: oneOf('none', ...SIDES),
  guidance: isGuidance,
  pause: optional(oneOf(...PAUSE_REASONS)),
  asTimer: isFlag,
  strictness: optional(oneOf(...STRICTNESSES)),
  corridor: optional(isBand),
  ceiling: optional(record<CeilingNow>({ bpm: isNumber, above: isFlag, confirmed: isFlag, aboveS: isCount })),
  lastCue: optional(isCueRecord),
  ending: optional(isEnding),
  awayToCountMs: optional(isNumber),
  stretches: listOf(
    record<WorkoutNow['stretches'][number]>({ phase: isCount, fromS: isNumber, toS: optional(isNumber) }),
  ),
  summary: isSummary,
});

/** Zones of the profile that stands beside them, and no others. */
function areZonesOf({ heart, workout }: Snapshot): boolean {
  if (!workout) return true;
  const count = zoneCount(workout.profile);
  return workout.summary.timeInZoneS.length === count + 1 && (heart.zone ?? 1) <= count;
}

const isSnapshotRecord = record<Snapshot>({
  status: oneOf('idle', 'inProgress', 'paused', 'completed'),
  heart: isHeart,
  workout: optional(isWorkout),
});

const isSnapshot: Check = (value) => isSnapshotRecord(value) && areZonesOf(value as Snapshot);

const isWindowHrv = record<WindowHrv>({
  rmssdMs: orNull(isNumber),
  sdnnMs: orNull(isNumber),
  dfaAlpha1: orNull(isNumber),
  artefactPct: isNumber,
});

const check = record<NowMessage>({
  seq: isCount,
  snapshot: isSnapshot,
  trace: record<Trace>({ stepS: isNumber, bpm: listOf(isNumber) }),
  dropped: isCount,
  tick: record<TickCost>({ count: isCount, meanMs: isNumber, postMeanMs: isNumber, maxLateMs: isNumber }),
  elsewhere: isFlag,
  deleted: optional(record<NonNullable<NowMessage['deleted']>>({ sessionId: isText, planName: isText })),
  hrv: optional(record<HrvNow>({ forS: isCount, withoutRrS: isCount, figures: optional(isWindowHrv) })),
});

export function isNow(value: unknown): value is NowMessage {
  try {
    return check(value);
  } catch {
    return false; // nested deeper than a stack
  }
}
