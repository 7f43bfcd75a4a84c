// The whole truth as it comes from another tab, checked before a screen has to show it. Loaded by those who follow.
import type { Guidance } from '../core/guide.ts';
import type { Trace } from '../core/samples.ts';
import type { Heart, Snapshot, WorkoutNow } from '../core/snapshot.ts';
import type { Summary } from '../core/summary.ts';
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

const isHeart = record<Heart>({
  signal: oneOf('none', 'live', 'stale', 'lost'),
  source: oneOf('strap', 'simulated'),
  bpm: optional(isNumber),
  steadyBpm: optional(isNumber),
  projectedBpm: optional(isNumber),
  slopeBpmPerS: isNumber,
  zone: optional(oneOf(1, 2, 3, 4, 5)),
  silentS: isNumber,
  batteryPct: optional(isNumber),
});

const isBy = record<{ by: number }>({ by: isNumber });
const isGuidance = variants<Guidance['type']>('type', {
  noStrap: isObject,
  aboveMax: isObject,
  noSignal: record<{ forS: number }>({ forS: isNumber }),
  open: isObject,
  in: isObject,
  rising: isObject,
  falling: isObject,
  letRise: isObject,
  letFall: isObject,
  push: isBy,
  ease: isBy,
});

const isEnding = oneOf('finished', 'stopped', 'interrupted');
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const isSummary = record<Summary>({
  elapsedS: isNumber,
  timeInZoneS: (value) => listOf(isNumber, 6)(value) && (value as number[]).length === 6,
  noSignalS: isNumber,
  meanBpm: orNull(isNumber),
  maxBpm: orNull(isNumber),
  phasesCompleted: isCount,
  phases: isCount,
  provenance: oneOf('strap', 'simulated', 'none'),
  ending: isEnding,
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
  deviation: oneOf('none', 'low', 'in', 'high'),
  guidance: isGuidance,
  pause: optional(oneOf('user', 'signalLost', 'interrupted')),
  asTimer: isFlag,
  ending: optional(isEnding),
  awayToCountMs: optional(isNumber),
  stretches: listOf(
    record<WorkoutNow['stretches'][number]>({ phase: isCount, fromS: isNumber, toS: optional(isNumber) }),
  ),
  summary: isSummary,
});

const isSnapshot = record<Snapshot>({
  status: oneOf('idle', 'inProgress', 'paused', 'completed'),
  heart: isHeart,
  workout: optional(isWorkout),
});

const check = record<NowMessage>({
  seq: isCount,
  snapshot: isSnapshot,
  trace: record<Trace>({ stepS: isNumber, bpm: listOf(isNumber) }),
  dropped: isCount,
  tick: record<TickCost>({ count: isCount, meanMs: isNumber, postMeanMs: isNumber, maxLateMs: isNumber }),
  elsewhere: isFlag,
  deleted: optional(record<NonNullable<NowMessage['deleted']>>({ sessionId: isText, planName: isText })),
});

export function isNow(value: unknown): value is NowMessage {
  try {
    return check(value);
  } catch {
    return false; // nested deeper than a stack
  }
}
