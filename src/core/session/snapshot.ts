import { coachingOf, responseOf } from '../cues/coaching.ts';
import { corridorAt } from '../cues/corridor.ts';
import { guidanceOf, projectedBpm, type Guidance } from '../cues/guidance.ts';
import type { Strictness } from '../cues/strictness.ts';
import type { PauseReason } from '../cues/notice.ts';
import { ceilingBpm, phaseMaxS, type Band, type Plan } from '../plan/plan.ts';
import type { Side } from '../signal/side.ts';
import { awayToCount, currentPhase, type CueRecord, type Ending, type Session, type Workout } from './session.ts';
import type { Doubt, DoubtReason } from '../signal/doubt.ts';
import {
  bpmShown,
  doubtOf,
  slopeBpmPerS,
  steadyBpm,
  type Signal,
  type SignalStatus,
  type Source,
} from '../signal/signal.ts';
import { areApart, type StrapIndex, type Straps } from '../signal/straps.ts';
import { heldTo } from './coached.ts';
import { shiftOf } from './shift.ts';
import { isContested } from './straps.ts';
import { warned } from './warned.ts';
import { summaryOf, type Summary } from './summary.ts';
import { zoneOf, type Profile, type Zone } from '../athlete/hrZones.ts';

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
  /** How readily the coach speaks; nothing from a worker that is older than the page. */
  strictness?: Strictness | undefined;
  /** Where the heart can be expected now, if the effort is right (see `corridorAt`); none without a target. */
  corridor?: Band | undefined;
  ceiling?: CeilingNow | undefined;
  /** What was said last, with what it saw; none so far, or from a worker that is older than the page. */
  lastCue?: CueRecord | undefined;
  ending?: Ending | undefined;
  /** Time away that the person may still count. */
  awayToCountMs?: number | undefined;
  /** Phases as executed so far: index and elapsed seconds, the one under way last and open. */
  stretches: readonly { phase: number; fromS: number; toS?: number | undefined }[];
  summary: Summary;
}

/** The limit of this workout, and what the heart is to it. */
export interface CeilingNow {
  bpm: number;
  /** It was passed, and the heart has not been well below it since. */
  above: boolean;
  /** The person has confirmed that, and is not told again for a while. */
  confirmed: boolean;
  /** Seconds above it so far. */
  aboveS: number;
}

function ceilingNow({ ceiling, tally }: Workout, bpm: number): CeilingNow {
  return { bpm, above: ceiling.above, confirmed: ceiling.confirmed !== undefined, aboveS: tally.aboveS ?? 0 };
}

export function heartOf(session: Session, profile: Profile): Heart {
  const { signal, straps } = session;
  const coached = session.status === 'idle' ? undefined : session;
  const bpm = bpmShown(signal);
  const doubt = doubtShown(signal);
  return {
    signal: signal.status,
    source: signal.source,
    bpm,
    steadyBpm: steadyBpm(signal),
    projectedBpm: projectedBpm(signal, responseOf(coached ?? {}), coached?.coach),
    slopeBpmPerS: slopeBpmPerS(signal),
    // a rate that may be that of steps is in no zone
    zone: bpm === undefined || doubt || isContested(session) ? undefined : zoneOf(bpm, profile),
    silentS: Math.floor(signal.silentMs / 1000),
    doubt: doubt && { reason: doubt.reason, forS: doubt.forS },
    batteryPct: signal.batteryPct,
    ...(straps && { straps: strapsNow(signal, straps) }),
  };
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
  const { deviation, coach, phaseS } = session;
  const band = heldTo(session);
  const judged = guidanceOf(session.signal, { band, deviation, coach, phaseS });
  const guidance: Guidance = isContested(session) ? { type: 'doubt' } : judged;
  const maxS = phaseMaxS(phase);
  const limit = ceilingBpm(session.plan, session.profile);
  const { startBpm } = coach;
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
    strictness: coachingOf(session).strictness,
    corridor:
      band && startBpm !== undefined
        ? corridorAt(band, { fromBpm: startBpm, phaseS, response: responseOf(session) })
        : undefined,
    ceiling: limit === undefined ? undefined : ceilingNow(session, limit),
    lastCue: session.cues.at(-1),
    ending: done ? session.ending : undefined,
    awayToCountMs: done ? undefined : awayToCount(session)?.awayMs,
    stretches: [...session.timeline.map(({ phase, fromS, toS }) => ({ phase, fromS, toS })), ...(done ? [] : [open])],
    summary: summaryOf(session, done ? session.ending : 'interrupted'),
  };
}
