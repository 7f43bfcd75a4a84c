import type { CueWhy, EndedBy, PauseReason } from '../cues/notice.ts';
import type { CeilingWatch } from '../cues/ceiling.ts';
import type { Coach } from '../cues/coach.ts';
import type { Coaching } from '../cues/coaching.ts';
import type { Deviation } from '../cues/deviation.ts';
import { phasesOf, type Plan, type RunPhase } from '../plan/plan.ts';
import type { Profile } from '../athlete/hrZones.ts';
import type { Outside } from '../signal/side.ts';
import { NO_SIGNAL, type Signal } from '../signal/signal.ts';
import type { Straps } from '../signal/straps.ts';

/**
 * A workout from the first second to the last: one union of plain data, changed by `advance` alone.
 *
 *     idle ── start ──▶ inProgress ◀── pause, resume ──▶ paused
 *       ▲                   │                              │
 *       └──── discard ──────┴────── last phase, stop ──────┴──▶ completed ── start ──▶ inProgress
 */
export type Session =
  | Idle
  | (Workout & { status: 'inProgress' })
  /** `partMs`: how much of the second under way had passed, so that pausing often costs nothing. */
  | (Workout & { status: 'paused'; reason: PauseReason; partMs: number })
  | (Workout & { status: 'completed'; ending: Ending });

export type Running = Session & { status: 'inProgress' };
export type Paused = Session & { status: 'paused' };

/** A session with a workout: what is cut off when the app is gone. */
export type Recoverable = Exclude<Session, Idle>;

export interface Idle {
  status: 'idle';
  signal: Signal;
  straps?: Straps | undefined;
  tickedAtMs: number;
}

/** `interrupted`: the app was gone for too long to go on. */
export type Ending = (typeof ENDINGS)[number];
export const ENDINGS = ['finished', 'stopped', 'interrupted'] as const;

export interface Workout extends WorkoutStart {
  /** Of the strap that is listened to. */
  signal: Signal;
  /** With two of them, once the second was heard; none with one. */
  straps?: Straps | undefined;
  /** When the last whole second ended, on the executor's clock. The next one is over 1000 ms later. */
  tickedAtMs: number;
  /** Whole seconds that passed, paused time excepted. */
  elapsedS: number;
  phaseIndex: number;
  phaseS: number;
  /** Seconds added to the phase by hand. */
  extendedS: number;
  /** Seconds on end that a heart-rate end has been held. */
  heldS: number;
  deviation: Deviation;
  coach: Coach;
  ceiling: CeilingWatch;
  /** Of the phase under way. */
  phaseTally: PhaseTally;
  tally: Tally;
  timeline: readonly TimelineEntry[];
  pauses: readonly Pause[];
  gaps: readonly Gap[];
  cues: readonly CueRecord[];
  shifts: readonly Shift[];
  batteryTold: boolean;
  /** It was told that the strap is lost, and not yet that it is back. */
  lossTold: boolean;
  /** It was told that the phase is nearly over, since the heart has nearly come down; left out: not in this phase. */
  recoveryTold?: boolean | undefined;
  /** The person goes on without a signal: nothing is missed until it has come back once. */
  asTimer: boolean;
  /** The planned one that it is, in the ledger. */
  occurrenceId?: string | undefined;
}

/** What a workout is started with, and keeps. */
export interface WorkoutStart {
  id: string;
  plan: Plan;
  profile: Profile;
  startedAt: Moment;
  /** What a lost signal does to the workout. */
  onLoss: OnLoss;
  /** How the person is coached; none said: as is usual. */
  coaching?: Coaching | undefined;
}

export type OnLoss = (typeof ON_LOSS)[number];
export const ON_LOSS = ['pause', 'continue'] as const;

/** A wall-clock time with the place it was read in: IANA zone, and minutes east of UTC. */
export interface Moment {
  epochMs: number;
  timeZone: string;
  offsetMin: number;
}

/** One phase as it was executed. Seconds are elapsed seconds, `toS` exclusive. */
export interface TimelineEntry extends PhaseTally {
  phase: number;
  fromS: number;
  toS: number;
  endedBy: EndedBy;
}

/** Raw valid seconds below, in and above the target; the rest had no signal or no target. */
export interface PhaseTally {
  lowS: number;
  inS: number;
  highS: number;
}

/** Sums over raw valid seconds. */
export interface Tally {
  /** Seconds below zone 1, then in each zone of the profile. */
  zonesS: readonly number[];
  noSignalS: number;
  simulatedS: number;
  sumBpm: number;
  validS: number;
  maxBpm: number;
  /** In which the heart rate was not to be trusted; none said: none, or a version that did not count them. */
  doubtS?: number | undefined;
  /** Above the ceiling; none said: none, or a version that did not count them. */
  aboveS?: number | undefined;
}

export interface Pause {
  reason: PauseReason;
  atS: number;
  /** On the executor's clock; for the length alone. */
  fromMs: number;
  forMs?: number | undefined;
}

/**
 * Time in which the app was not there. `slept`: the device slept under it. `interrupted`: the app was gone.
 * It is elapsed time only when it is counted.
 */
export interface Gap {
  kind: (typeof GAP_KINDS)[number];
  atS: number;
  awayMs: number;
  counted: boolean;
  /** The person said that it is not to be counted; nobody asks again. */
  leftOut?: boolean | undefined;
}

export const GAP_KINDS = ['slept', 'interrupted'] as const;

/** A target that was moved by hand, up or down: of the phase that was under way, or of that and all that follow. */
export interface Shift {
  atS: number;
  phase: number;
  byBpm: number;
  scope: ShiftScope;
}

export type ShiftScope = (typeof SHIFT_SCOPES)[number];
export const SHIFT_SCOPES = ['phase', 'rest'] as const;

export interface CueRecord {
  atS: number;
  side: Outside;
  why: CueWhy;
  /** Of the alarm at the ceiling, which is the upper end of its band; left out of a cue of the target. */
  of?: 'ceiling' | undefined;
}

export const IDLE: Idle = { status: 'idle', signal: NO_SIGNAL, tickedAtMs: 0 };

export function currentPhase({ plan, phaseIndex }: Pick<Workout, 'plan' | 'phaseIndex'>): RunPhase {
  const phase = phasesOf(plan)[phaseIndex];
  if (!phase) throw new Error(`plan ${plan.id} has no phase ${String(phaseIndex)}`);
  return phase;
}

/** After an absence up to this long, as of a reload, nobody asks about its time: less than a minute is no training. */
export const ABSENCE_ASKED_MS = 60_000;

/** The time away that could still be counted: of the last gap, if that was neither counted nor left out. */
export function awayToCount({ gaps }: Pick<Workout, 'gaps'>): Gap | undefined {
  const gap = gaps.at(-1);
  return gap && !gap.counted && gap.leftOut !== true ? gap : undefined;
}
