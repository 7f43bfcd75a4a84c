import { guidanceOf, projectedBpm, type Guidance } from '../cues/guidance.ts';
import type { PauseReason } from '../cues/notice.ts';
import { ceilingBpm, phaseMaxS, type Band, type Plan, type RunPhase } from '../plan/plan.ts';
import type { Side } from '../signal/side.ts';
import { isAboveCeiling, isChased } from '../plan/reach.ts';
import { awayToCount, currentPhase, type Ending, type Session, type Workout } from './session.ts';
import type { Doubt, DoubtReason } from '../signal/doubt.ts';
import {
  doubtOf,
  isSure,
  slopeBpmPerS,
  steadyBpm,
  type Signal,
  type SignalStatus,
  type Source,
} from '../signal/signal.ts';
import { areApart, type StrapIndex, type Straps } from '../signal/straps.ts';
import { bandNow, shiftOf } from './shift.ts';
import { isContested } from './straps.ts';
import { summaryOf, type Summary } from './summary.ts';
import { isEstimated, zoneOf, type Profile, type Zone } from '../athlete/hrZones.ts';

/**
 * Everything a screen shows, whole, once a second: whoever missed the last one needs nothing but this one.
 * Plain data that can be posted.
 */
export interface Snapshot {
  status: Session['status'];
  heart: Heart;
  workout?: WorkoutNow | undefined;
}

/** The heart right now, with or without a workout. */
export interface Heart {
  signal: SignalStatus;
  source: Source;
  /** The last good reading, whole bpm; shown greyed when the signal is stale, none when it is lost. */
  bpm?: number | undefined;
  steadyBpm?: number | undefined;
  /** Where it is heading (see `projectedBpm`). */
  projectedBpm?: number | undefined;
  slopeBpmPerS: number;
  zone?: Zone | undefined;
  silentS: number;
  /** Why the rate is not to be trusted, and for how many seconds it has not been; nothing from a worker that is older than the page. */
  doubt?: Pick<Doubt, 'reason' | 'forS'> | undefined;
  batteryPct?: number | undefined;
  /** Both straps, where there are two. */
  straps?: StrapsNow | undefined;
}

/** Two straps on one heart, as screens say it. */
export interface StrapsNow {
  chosen: StrapIndex;
  each: readonly [StrapNow, StrapNow];
  /** Seconds since the other one was listened to; none when there was no change. */
  sinceS?: number | undefined;
  /** They say different rates, and have for long. */
  apart: boolean;
  /** And nothing vouches for the one that is used, so that nobody is guided by it. */
  contested: boolean;
}

export interface StrapNow {
  signal: SignalStatus;
  bpm?: number | undefined;
  doubt?: DoubtReason | undefined;
  batteryPct?: number | undefined;
}

export interface WorkoutNow {
  id: string;
  plan: Plan;
  profile: Profile;
  startedAtEpochMs: number;
  elapsedS: number;
  phaseIndex: number;
  phaseS: number;
  /** Seconds until the phase ends at the latest; none when a hand ends it. */
  remainingS?: number | undefined;
  extendedS: number;
  heldS: number;
  /** What the heart is held to: none without a target, and where all of it lies above the maximum. */
  band?: Band | undefined;
  /** By how much the person moved the target of this phase; nothing from a worker that is older than the page. */
  shiftBpm?: number | undefined;
  /** Each of these moves, so that the last one can be taken back. */
  shifts?: Workout['shifts'] | undefined;
  deviation: Side | 'none';
  guidance: Guidance;
  pause?: PauseReason | undefined;
  /** It goes on without a signal, since the person said so. */
  asTimer: boolean;
  ending?: Ending | undefined;
  /** Time away that the person may still count. */
  awayToCountMs?: number | undefined;
  /** Phases as executed so far: index and elapsed seconds, the one under way last and open. */
  stretches: readonly { phase: number; fromS: number; toS?: number | undefined }[];
  summary: Summary;
}

export function heartOf(session: Session, profile: Profile): Heart {
  const { signal, straps } = session;
  const bpm = bpmShown(signal);
  const doubt = doubtShown(signal);
  return {
    signal: signal.status,
    source: signal.source,
    bpm,
    steadyBpm: steadyBpm(signal),
    projectedBpm: projectedBpm(signal),
    slopeBpmPerS: slopeBpmPerS(signal),
    // a rate that may be that of steps is in no zone
    zone: bpm === undefined || doubt || isContested(session) ? undefined : zoneOf(bpm, profile),
    silentS: Math.floor(signal.silentMs / 1000),
    doubt: doubt && { reason: doubt.reason, forS: doubt.forS },
    batteryPct: signal.batteryPct,
    ...(straps && { straps: strapsNow(signal, straps) }),
  };
}

/** Whoever shows a rate shows this one: a lost signal has none, on no screen and in no words. */
function bpmShown(signal: Signal): number | undefined {
  return signal.status === 'lost' ? undefined : signal.bpm;
}

function strapsNow(signal: Signal, straps: Straps): StrapsNow {
  const { choice, other } = straps;
  const [used, unused] = [strapNow(signal), strapNow(other)];
  const { chosen, sinceS } = choice;
  return {
    chosen,
    each: chosen === 0 ? [used, unused] : [unused, used],
    sinceS,
    apart: areApart(choice),
    contested: isContested({ signal, straps }),
  };
}

function strapNow(signal: Signal): StrapNow {
  const { status, batteryPct } = signal;
  return { signal: status, bpm: bpmShown(signal), doubt: doubtShown(signal)?.reason, batteryPct };
}

/** Of a strap that says nothing, only that it has no skin is worth saying. */
function doubtShown(signal: Signal): Doubt | undefined {
  const doubt = doubtOf(signal);
  return signal.status === 'live' || doubt?.reason === 'contact' ? doubt : undefined;
}

/** The session as a screen needs it. `profile` is whose zones are meant while no workout says so. */
export function snapshotOf(session: Session, profile: Profile): Snapshot {
  if (session.status === 'idle') return { status: 'idle', heart: heartOf(session, profile) };
  return {
    status: session.status,
    heart: heartOf(session, session.profile),
    workout: workoutNow(session),
  };
}

function workoutNow(session: Workout & Exclude<Session, { status: 'idle' }>): WorkoutNow {
  const phase = currentPhase(session);
  const band = bandNow(session);
  const judged = guidanceOf(session.signal, { band, deviation: session.deviation, cue: session.cue });
  const guidance: Guidance = isContested(session) ? { type: 'doubt' } : judged;
  const maxS = phaseMaxS(phase);
  const done = session.status === 'completed';
  const open = { phase: session.phaseIndex, fromS: session.elapsedS - session.phaseS };
  return {
    id: session.id,
    plan: session.plan,
    profile: session.profile,
    startedAtEpochMs: session.startedAt.epochMs,
    elapsedS: session.elapsedS,
    phaseIndex: session.phaseIndex,
    phaseS: session.phaseS,
    remainingS: maxS === undefined ? undefined : Math.max(0, maxS + session.extendedS - session.phaseS),
    extendedS: session.extendedS,
    heldS: session.heldS,
    band,
    shiftBpm: shiftOf(session.shifts, session.phaseIndex),
    shifts: session.shifts,
    // what was told before the app was gone is not the colour of a heart that nobody hears
    deviation: steadyBpm(session.signal) === undefined ? 'none' : session.deviation.told,
    guidance: warned(session, phase, guidance),
    pause: session.status === 'paused' ? session.reason : undefined,
    asTimer: session.asTimer,
    ending: done ? session.ending : undefined,
    awayToCountMs: done ? undefined : awayToCount(session)?.awayMs,
    stretches: [...session.timeline.map(({ phase, fromS, toS }) => ({ phase, fromS, toS })), ...(done ? [] : [open])],
    summary: summaryOf(session, done ? session.ending : 'interrupted'),
  };
}

/** Whether the guidance is about a heart that is heard. */
const isHeard = ({ type }: Guidance): boolean => type !== 'noStrap' && type !== 'noSignal';

/**
 * A heart above the ceiling is told so, by how much, whatever else there is to say: on its way down or in a young phase, too.
 * Else, what would be said is as if all were well, and the phase asks for more than the maximum or the ceiling, or the heart
 * is above a maximum that the person gave. The last zone has no upper end, and an open phase no end at all: neither is a reason to say
 * nothing then. An estimated maximum may be off by ten, and is no limit of anybody's.
 *
 * A ceiling comes before a doubt, too: a rise that no healthy heart makes may be that of somebody with a limit from a clinic,
 * who is not told of the strap alone while the rate on the screen is above it, or that of one of two straps that disagree.
 */
function warned(workout: Workout & { signal: Signal }, phase: RunPhase, guidance: Guidance): Guidance {
  const { signal, plan, profile } = workout;
  const ceiling = ceilingBpm(plan, profile);
  if (guidance.type === 'doubt') {
    const other = isContested(workout) ? bpmShown(workout.straps?.other ?? signal) : undefined;
    const mostBpm = Math.max(signal.bpm ?? 0, other ?? 0);
    return ceiling !== undefined && mostBpm > ceiling ? { type: 'aboveCeiling', bpm: ceiling } : guidance;
  }
  if (!isHeard(guidance)) return guidance;
  const bpm = isSure(signal) ? (steadyBpm(signal) ?? 0) : 0;
  if (ceiling !== undefined && bpm > ceiling) return { type: 'aboveCeiling', bpm: ceiling, by: bpm - ceiling };
  if (guidance.type !== 'open' && guidance.type !== 'in') return guidance;
  const isOpen = guidance.type === 'open';
  if (ceiling !== undefined && isOpen && isAboveCeiling(phase, plan, profile)) {
    return { type: 'aboveCeiling', bpm: ceiling };
  }
  const isPastMax = bpm > profile.bpmMax && !isEstimated('bpmMax', profile);
  return isPastMax || (isOpen && isChased(phase, profile)) ? { type: 'aboveMax' } : guidance;
}
