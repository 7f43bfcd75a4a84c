import type { HeartRate } from '../signal/heartRateMeasurement.ts';
import {
  cueAfter,
  deviationAfter,
  NO_CUE,
  NO_DEVIATION,
  roleOf,
  type CueState,
  type Deviation,
} from '../cues/guidance.ts';
import { cuesDue } from '../cues/cueKinds.ts';
import type { CueWhy, EndedBy, Notice, NoticeBody, PauseReason } from '../cues/notice.ts';
import { SECONDS_MAX } from '../parse/limits.ts';
import { phaseMaxS, phasesOf, sideOf, TOTAL_MAX_S, type Plan, type RunPhase } from '../plan/plan.ts';
import type { Outside } from '../signal/side.ts';
import { judgedBand } from '../plan/reach.ts';
import {
  heard,
  HOLD_MS,
  isSure,
  moved,
  NO_SIGNAL,
  remembered,
  secondPassed,
  silenceForgiven,
  steadyBpm,
  type Signal,
  type Source,
} from '../signal/signal.ts';
import { zoneOf, type Profile } from '../athlete/hrZones.ts';

/**
 * A workout from the first second to the last: one union of plain data, changed by one function.
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

/** A session with a workout: what is cut off when the app is gone. */
export type Cut = Exclude<Session, Idle>;

export interface Idle {
  status: 'idle';
  signal: Signal;
  tickedAtMs: number;
}

/** `interrupted`: the app was gone for too long to go on. */
export type Ending = (typeof ENDINGS)[number];
export const ENDINGS = ['finished', 'stopped', 'interrupted'] as const;

export interface Workout extends WorkoutStart {
  signal: Signal;
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
  cue: CueState;
  /** Of the phase under way. */
  phaseTally: PhaseTally;
  tally: Tally;
  timeline: readonly Stretch[];
  pauses: readonly Pause[];
  gaps: readonly Gap[];
  cues: readonly CueRecord[];
  batteryTold: boolean;
  /** It was told that the strap is lost, and not yet that it is back. */
  lossTold: boolean;
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
export interface Stretch extends PhaseTally {
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
  /** Seconds below zone 1, then in zones 1 to 5. */
  zonesS: readonly [number, number, number, number, number, number];
  noSignalS: number;
  simulatedS: number;
  sumBpm: number;
  validS: number;
  maxBpm: number;
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

export interface CueRecord {
  atS: number;
  side: Outside;
  why: CueWhy;
}

/** Everything that can move a session. Times are on the executor's clock. */
export type SessionEvent =
  | { type: 'start'; atMs: number; workout: WorkoutStart }
  /** One more second is over. `listening`: whether a frame sent in it could have been heard. */
  | { type: 'tick'; listening: boolean }
  | { type: 'heartRate'; atMs: number; heartRate: HeartRate; source: Source }
  | { type: 'battery'; pct: number }
  /** Another heart is listened to from now on, or none. */
  | { type: 'source'; atMs: number; source: Source | 'none' }
  | { type: 'pause'; atMs: number }
  | { type: 'resume'; atMs: number }
  /** The setting changed under the workout. */
  | { type: 'onLoss'; atMs: number; onLoss: OnLoss }
  | { type: 'stop'; atMs: number }
  | { type: 'skip' }
  | { type: 'back' }
  | { type: 'extend'; byS: number }
  /** The wall clock went on while the executor's stood still. */
  | { type: 'slept'; atMs: number; awayMs: number }
  /** Nobody looked for longer than any plan takes: an absence, not seconds to be caught up. */
  | { type: 'absent'; atMs: number; awayMs: number }
  /** The wall clock came back to where it was before what was taken for a sleep. */
  | { type: 'neverSlept'; atMs: number }
  /** The wall clock was set right: the workout began at another time than was thought. */
  | { type: 'clockSet'; byMs: number }
  /**
   * The app is back after having been gone. `present`: it was there in another tab, so that the time away is the
   * workout's. `strapStood`: its strap stood still with it, as a recording does, so that nothing was missed.
   */
  | { type: 'restored'; atMs: number; awayMs: number; present: boolean; strapStood?: boolean | undefined }
  /** The app is back too late to go on. */
  | { type: 'abandoned' }
  | { type: 'countAway'; atMs: number }
  /** The time away is not to be counted. */
  | { type: 'leaveOut' }
  /** It is what was planned: said by the ledger, a moment after the start. */
  | { type: 'tied'; occurrenceId: string }
  | { type: 'discard' };

/** Everything a session can cause. */
export type Effect =
  | { type: 'notice'; notice: Notice }
  | { type: 'sample'; sample: Sample }
  /** So many seconds that nothing was there for, in one. */
  | { type: 'away'; seconds: number }
  | { type: 'keep' }
  | { type: 'finished' };

/** One second as it is stored. */
export interface Sample {
  /** Raw bpm, 0 without a signal. */
  bpm: number;
  /** Filtered bpm, not rounded, 0 where nothing fresh was known. */
  steadyBpm: number;
  source: Source | 'none';
  /** Whether the app was away for it. */
  away: boolean;
  rrMs: readonly number[];
}

/** 2020-01-01: a wall clock that says less was not set yet. */
export const CLOCK_SET_MS = 1_577_836_800_000;
/** A checkpoint at least this often, beside every change. */
const KEEP_EVERY_S = 10;
/** A sleep up to this long is counted without asking. */
const SLEEP_COUNTED_MS = 60_000;
/** After an absence up to this long, as of a reload, nobody asks about its time: less than a minute is no training. */
export const ABSENCE_ASKED_MS = 60_000;
const BATTERY_LOW_PCT = 15;
/** More cues than this are not kept one by one. */
const CUES_MAX = 2_000;

export const IDLE: Idle = { status: 'idle', signal: NO_SIGNAL, tickedAtMs: 0 };

/** The whole state machine. An event that means nothing in this state changes nothing. */
export function advance(session: Session, event: SessionEvent): [Session, ...Effect[]] {
  switch (event.type) {
    case 'start':
      return session.status === 'idle' || session.status === 'completed' ? start(session, event) : [session];
    case 'tick':
      return tick(session, event.listening);
    case 'heartRate':
      return hear(session, event);
    case 'battery':
      return battery(session, event.pct);
    case 'source':
      return sourceChanged(session, event);
    case 'discard':
      return [{ status: 'idle', signal: session.signal, tickedAtMs: session.tickedAtMs }];
    case 'tied':
      return session.status === 'inProgress' || session.status === 'paused'
        ? [{ ...session, occurrenceId: event.occurrenceId }, { type: 'keep' }]
        : [session];
    case 'absent':
      return advance({ ...session, tickedAtMs: event.atMs }, { ...event, type: 'slept' });
    default:
      return advanceWorkout(session, event);
  }
}

function advanceWorkout(session: Session, event: Late): [Session, ...Effect[]] {
  switch (session.status) {
    case 'idle':
    case 'completed':
      return [session];
    case 'inProgress':
      return advanceRunning(session, event);
    case 'paused':
      return advancePaused(session, event);
  }
}

type Running = Session & { status: 'inProgress' };
type Paused = Session & { status: 'paused' };
type Late = Exclude<
  SessionEvent,
  { type: 'start' | 'tick' | 'heartRate' | 'battery' | 'source' | 'discard' | 'absent' | 'tied' }
>;

function advanceRunning(session: Running, event: Late): [Session, ...Effect[]] {
  switch (event.type) {
    case 'pause':
      return pause(session, 'user', event.atMs);
    case 'stop':
      return complete(session, 'stopped', 'stop');
    case 'skip':
      return endPhase(session, currentPhase(session).end.type === 'hand' ? 'hand' : 'skip');
    case 'back':
      return enterPhase(closeStretch(session, 'back'), Math.max(0, session.phaseIndex - 1));
    case 'extend':
      return extend(session, event.byS);
    case 'slept':
      return slept(session, event);
    case 'restored':
      return [restored(session, event), { type: 'keep' }];
    case 'countAway':
      return countAway(session);
    case 'leaveOut':
      return leaveOut(session);
    case 'clockSet':
      return clockSet(session, event.byMs);
    case 'onLoss':
      return [{ ...session, onLoss: event.onLoss }, { type: 'keep' }];
    case 'neverSlept':
      return neverSlept(session);
    case 'abandoned':
      return complete(session, 'interrupted', 'stop');
    case 'resume':
      return [session];
  }
}

function advancePaused(session: Paused, event: Late): [Session, ...Effect[]] {
  switch (event.type) {
    case 'resume':
      return resume(session, event.atMs);
    case 'stop':
      return complete(session, 'stopped', 'stop');
    case 'countAway':
      if (session.reason === 'interrupted') return chain(resume(session, event.atMs), countAway);
      return countAway(session);
    case 'leaveOut':
      return leaveOut(session);
    case 'restored':
      return [{ ...session, signal: signalRestored(session, event), tickedAtMs: event.atMs }, { type: 'keep' }];
    case 'clockSet':
      return clockSet(session, event.byMs);
    case 'onLoss': {
      const next = { ...session, onLoss: event.onLoss };
      if (session.reason === 'signalLost' && event.onLoss === 'continue') return resume(next, event.atMs);
      return [next, { type: 'keep' }];
    }
    case 'neverSlept': {
      const [next, ...effects] = neverSlept(session);
      if (effects.length === 0 || session.reason !== 'interrupted') return [next, ...effects];
      return resume(next, event.atMs);
    }
    case 'abandoned':
      return complete(session, 'interrupted', 'stop');
    // A paused clock has nothing to lose by a sleep, and a paused person is not moving on.
    case 'slept':
    case 'pause':
    case 'skip':
    case 'back':
    case 'extend':
      return [session];
  }
}

function start(before: Session, event: SessionEvent & { type: 'start' }): [Session, ...Effect[]] {
  const session: Running = {
    ...event.workout,
    status: 'inProgress',
    signal: silenceForgiven(before.signal),
    tickedAtMs: event.atMs,
    elapsedS: 0,
    phaseIndex: 0,
    phaseS: 0,
    extendedS: 0,
    heldS: 0,
    deviation: NO_DEVIATION,
    cue: NO_CUE,
    phaseTally: NO_PHASE_TALLY,
    tally: { zonesS: [0, 0, 0, 0, 0, 0], noSignalS: 0, simulatedS: 0, sumBpm: 0, validS: 0, maxBpm: 0 },
    timeline: [],
    pauses: [],
    gaps: [],
    cues: [],
    batteryTold: false,
    lossTold: false,
    asTimer: before.signal.status === 'lost',
  };
  return enterPhase(session, 0);
}

const NO_PHASE_TALLY: PhaseTally = { lowS: 0, inS: 0, highS: 0 };

// ── The second ────────────────────────────────────────────────────────────────────────────────────────────────────

function tick(session: Session, listening: boolean): [Session, ...Effect[]] {
  const tickedAtMs = session.tickedAtMs + 1000;
  const signal = secondPassed(session.signal, tickedAtMs, listening);
  const next = { ...session, signal, tickedAtMs };
  if (next.status !== 'inProgress') return [next];

  // A reading counts until the next one; this second began with one that was young enough, or had one of its own.
  const held = signal.status !== 'none' && signal.ageMs - 1000 < HOLD_MS;
  const sample: Sample = {
    bpm: held ? (signal.bpm ?? 0) : 0,
    steadyBpm: held ? (signal.filter?.bpm ?? 0) : 0,
    source: held ? signal.source : 'none',
    away: !listening,
    rrMs: session.signal.rrMs,
  };
  const [after, ...effects] = second(next, sample, steadyBpm(signal));
  if (signal.status === session.signal.status || after.status !== 'inProgress') return [after, ...effects];

  if (signal.status === 'stale') return [after, ...effects, notice(after, { type: 'signalStale' })];
  if (signal.status !== 'lost') return [after, ...effects];
  if (!after.lossTold) effects.push(notice(after, { type: 'signalLost' }));
  const told: Running = { ...after, lossTold: true };
  if (told.onLoss === 'continue' || told.asTimer) return [told, ...effects];
  return chain([told, ...effects], (running) => pause(running, 'signalLost', tickedAtMs));
}

/** One second of the workout, with the heart rate that it had, if any. */
function second(session: Running, sample: Sample, steady: number | undefined): [Session, ...Effect[]] {
  const elapsedS = session.elapsedS + 1;
  const phaseS = session.phaseS + 1;
  const phase = currentPhase(session);
  const band = judgedBand(phase, session.profile);
  const { signal, phaseIndex } = session;
  const sure = isSure(signal);
  // After the app was gone, what was known stands until something is heard.
  const unheard = signal.status === 'none';
  const deviation = unheard ? session.deviation : deviationAfter(session.deviation, band, steady, sure);
  const role = roleOf(session.plan, phaseIndex, session.profile);
  const [cue, cued] = unheard
    ? [session.cue]
    : cueAfter(session.cue, { elapsedS, phaseIndex, phaseS, role, band, signal });
  const side = band && sample.bpm > 0 ? sideOf(band, sample.bpm) : undefined;

  const next: Running = {
    ...session,
    elapsedS,
    phaseS,
    deviation,
    cue,
    heldS: heldAfter(session, phase, steady),
    tally: counted(session.tally, sample, session.profile),
    phaseTally: side ? { ...session.phaseTally, [`${side}S`]: session.phaseTally[`${side}S`] + 1 } : session.phaseTally,
    cues: cued && session.cues.length < CUES_MAX ? [...session.cues, { atS: elapsedS, ...cued }] : session.cues,
  };

  const effects: Effect[] = [{ type: 'sample', sample }];
  if (deviation.told !== session.deviation.told && steady !== undefined && band) {
    if (deviation.told === 'low' || deviation.told === 'high') {
      effects.push(notice(next, { type: 'deviation', side: deviation.told, bpm: steady, band }));
    } else if (deviation.told === 'in' && session.deviation.told !== 'none') {
      effects.push(notice(next, { type: 'inZone', bpm: steady }));
    }
  }
  const due = cuesDue({ plan: session.plan, elapsedS, phaseIndex, phaseS, bpm: steady, offTarget: cued });
  effects.push(...due.map((cue) => notice(next, cue)));

  const endedBy = phaseEnd(next, phase, sure);
  if (endedBy) return chain([next, ...effects], (running) => endPhase(running, endedBy));
  if (effects.length > 1 || elapsedS % KEEP_EVERY_S === 0) effects.push({ type: 'keep' });
  return [next, ...effects];
}

function counted(tally: Tally, { bpm, source }: Sample, profile: Profile): Tally {
  if (bpm === 0) return { ...tally, noSignalS: tally.noSignalS + 1 };
  const zone = zoneOf(bpm, profile) ?? 0;
  const zonesS: Tally['zonesS'] = tally.zonesS.with(zone, tally.zonesS[zone] + 1) as unknown as Tally['zonesS'];
  return {
    ...tally,
    zonesS,
    simulatedS: tally.simulatedS + (source === 'simulated' ? 1 : 0),
    sumBpm: tally.sumBpm + bpm,
    validS: tally.validS + 1,
    maxBpm: Math.max(tally.maxBpm, bpm),
  };
}

/** The hold of a heart-rate end: grows while reached, starts anew when not, stands still while nothing is heard or believed. */
function heldAfter(session: Running, { end }: RunPhase, steady: number | undefined): number {
  if (end.type !== 'heartRate' || steady === undefined || session.signal.gate?.doubted) return session.heldS;
  const reached = end.from === 'below' ? steady >= end.bpm : steady <= end.bpm;
  return reached ? session.heldS + 1 : 0;
}

/** `sure`: whether there is a heart rate that can be decided on. */
function phaseEnd({ phaseS, heldS, extendedS }: Running, { end }: RunPhase, sure: boolean): EndedBy | undefined {
  switch (end.type) {
    case 'time':
      return phaseS >= end.durationS + extendedS ? 'time' : undefined;
    case 'heartRate':
      if (sure && heldS >= Math.max(1, end.holdS) && phaseS >= end.minS) return 'heartRate';
      return phaseS >= end.maxS + extendedS ? 'maximum' : undefined;
    case 'hand':
      return undefined;
  }
}

// ── Phases ────────────────────────────────────────────────────────────────────────────────────────────────────────

export function currentPhase({ plan, phaseIndex }: Pick<Workout, 'plan' | 'phaseIndex'>): RunPhase {
  const phase = phasesOf(plan)[phaseIndex];
  if (!phase) throw new Error(`plan ${plan.id} has no phase ${String(phaseIndex)}`);
  return phase;
}

function endPhase(session: Running, endedBy: EndedBy): [Session, ...Effect[]] {
  const last = session.phaseIndex + 1 >= phasesOf(session.plan).length;
  if (last) return complete(session, 'finished', endedBy);
  const ended = notice(session, { type: 'phaseEnded', index: session.phaseIndex, endedBy });
  const [next, ...effects] = enterPhase(closeStretch(session, endedBy), session.phaseIndex + 1);
  return [next, ended, ...effects];
}

function closeStretch<T extends Workout>(session: T, endedBy: EndedBy): T {
  const fromS = session.elapsedS - session.phaseS;
  const stretch = { phase: session.phaseIndex, fromS, toS: session.elapsedS, endedBy, ...session.phaseTally };
  return { ...session, timeline: [...session.timeline, stretch] };
}

function enterPhase(session: Running, index: number): [Running, ...Effect[]] {
  const next: Running = {
    ...session,
    phaseIndex: index,
    phaseS: 0,
    extendedS: 0,
    heldS: 0,
    deviation: NO_DEVIATION,
    cue: { ...NO_CUE, lastAtS: session.cue.lastAtS },
    phaseTally: NO_PHASE_TALLY,
  };
  return [next, phaseStarted(next), { type: 'keep' }];
}

function phaseStarted(session: Running): Effect {
  const phases = phasesOf(session.plan);
  return notice(session, {
    type: 'phaseStarted',
    index: session.phaseIndex,
    of: phases.length,
    phase: currentPhase(session),
    next: phases[session.phaseIndex + 1],
    bpm: steadyBpm(session.signal),
  });
}

function extend(session: Running, byS: number): [Session, ...Effect[]] {
  if (!(byS > 0) || currentPhase(session).end.type === 'hand') return [session];
  return [{ ...session, extendedS: Math.min(TOTAL_MAX_S, session.extendedS + Math.round(byS)) }, { type: 'keep' }];
}

function complete(session: Running | Paused, ending: Ending, endedBy: EndedBy): [Session, ...Effect[]] {
  const { timeline, pauses, ...rest } = closeStretch(session, endedBy);
  const { phaseIndex: index } = session;
  return [
    { ...rest, timeline, pauses, status: 'completed', ending },
    notice(session, { type: 'phaseEnded', index, endedBy }),
    notice(session, { type: 'completed', stopped: ending !== 'finished' }),
    { type: 'finished' },
  ];
}

// ── Pauses, sleep and absence ─────────────────────────────────────────────────────────────────────────────────────

function pause(session: Running, reason: PauseReason, atMs: number): [Session, ...Effect[]] {
  const paused: Paused = {
    ...session,
    status: 'paused',
    reason,
    partMs: Math.min(999, Math.max(0, atMs - session.tickedAtMs)),
    deviation: NO_DEVIATION,
    pauses: [...session.pauses, { reason, atS: session.elapsedS, fromMs: atMs }],
  };
  return [paused, notice(paused, { type: 'paused', reason }), { type: 'keep' }];
}

function resume(session: Paused, atMs: number): [Running, ...Effect[]] {
  const { reason, partMs, ...workout } = session;
  const running: Running = {
    ...workout,
    status: 'inProgress',
    signal: silenceForgiven(session.signal),
    asTimer: session.asTimer || session.signal.status === 'stale' || session.signal.status === 'lost',
    tickedAtMs: atMs - partMs,
    pauses: session.pauses.map((pause, i) =>
      i === session.pauses.length - 1 ? { ...pause, forMs: Math.max(0, atMs - pause.fromMs) } : pause,
    ),
  };
  return [running, notice(running, { type: 'resumed', reason }), { type: 'keep' }];
}

/** A short sleep is played back second by second, since its seconds did pass; after a long one the person is asked. */
function slept(session: Running, { atMs, awayMs }: { atMs: number; awayMs: number }): [Session, ...Effect[]] {
  const counted = awayMs <= SLEEP_COUNTED_MS;
  const gap: Gap = { kind: 'slept', atS: session.elapsedS, awayMs, counted };
  const next: Running = { ...session, gaps: withGap(session, gap) };
  if (counted) return [{ ...next, tickedAtMs: session.tickedAtMs - awayMs }, { type: 'keep' }];
  return pause(next, 'interrupted', atMs);
}

function restored(session: Running, event: Restored): Session {
  const { atMs, awayMs, present } = event;
  const gap: Gap = { kind: 'interrupted', atS: session.elapsedS, awayMs, counted: present };
  return {
    ...session,
    signal: signalRestored(session, event),
    tickedAtMs: present ? atMs - awayMs : atMs,
    gaps: withGap(session, gap),
  };
}

type Restored = SessionEvent & { type: 'restored' };

/** Another process counts from elsewhere. */
function signalRestored({ signal, tickedAtMs }: Workout, { atMs, awayMs, present, strapStood }: Restored): Signal {
  if (strapStood) return moved(signal, atMs - tickedAtMs);
  // an absence that is shorter than a reading counts is not the workout's, and nothing went by in it
  const unheardMs = tickedAtMs + awayMs - (signal.lastAtMs ?? -Infinity);
  const wentBy = present || unheardMs >= HOLD_MS;
  return remembered(signal, atMs - tickedAtMs - (wentBy ? awayMs : 0));
}

/** What was taken for a sleep is none, as long as the person has not counted it. */
function neverSlept<T extends Running | Paused>(session: T): [T, ...Effect[]] {
  const gap = awayToCount(session);
  if (gap?.kind !== 'slept') return [session];
  return [{ ...session, gaps: session.gaps.slice(0, -1) }, { type: 'keep' }];
}

/** Durations are not the wall clock's business; the start is, when it was not known. */
function clockSet<T extends Workout & Session>(session: T, byMs: number): [T, ...Effect[]] {
  if (session.startedAt.epochMs >= CLOCK_SET_MS) return [session];
  const startedAt = { ...session.startedAt, epochMs: session.startedAt.epochMs + byMs };
  return [{ ...session, startedAt }, { type: 'keep' }];
}

/** The time away that could still be counted: of the last gap, if that was neither counted nor left out. */
export function awayToCount({ gaps }: Pick<Workout, 'gaps'>): Gap | undefined {
  const gap = gaps.at(-1);
  return gap && !gap.counted && gap.leftOut !== true ? gap : undefined;
}

/**
 * One more gap. A question that stands stays last, where it is asked and where the checkpoint lets it change: a reload
 * must not take it back.
 */
function withGap({ gaps }: Workout, gap: Gap): readonly Gap[] {
  const asked = awayToCount({ gaps });
  const stands = asked && asked.awayMs > ABSENCE_ASKED_MS && gap.awayMs <= ABSENCE_ASKED_MS;
  return stands ? [...gaps.slice(0, -1), gap, asked] : [...gaps, gap];
}

function answered<T extends Running | Paused>(session: T, answer: Partial<Gap>): T {
  const gap = awayToCount(session);
  return gap ? { ...session, gaps: [...session.gaps.slice(0, -1), { ...gap, ...answer }] } : session;
}

function leaveOut(session: Running | Paused): [Session, ...Effect[]] {
  const after = answered(session, { leftOut: true });
  return after === session ? [session] : [after, { type: 'keep' }];
}

/**
 * The seconds away become elapsed seconds without a signal: a phase at a time, however long that is. Phases that ended in
 * them are not announced one by one.
 */
function countAway(session: Running | Paused): [Session, ...Effect[]] {
  const gap = awayToCount(session);
  if (!gap) return [session];
  const { gaps } = answered(session, { counted: true });

  let now: Session = { ...session, gaps, status: 'inProgress' };
  const effects: Effect[] = [];
  const awayS = Math.min(Math.floor(gap.awayMs / 1000), SECONDS_MAX - session.elapsedS);
  for (let leftS = awayS; leftS > 0 && now.status === 'inProgress';) {
    const seconds = Math.min(leftS, longestS(now));
    leftS -= seconds;
    const [next, ...caused] = secondsAway(now, seconds);
    now = next;
    effects.push(...caused.filter(({ type }) => type === 'away' || type === 'finished'));
  }
  if (now.status !== 'inProgress') return [now, ...effects];
  if (now.phaseIndex !== session.phaseIndex) effects.push(phaseStarted(now));
  effects.push({ type: 'keep' });
  if (session.status !== 'paused') return [now, ...effects];
  return [{ ...now, status: 'paused', reason: session.reason, partMs: session.partMs }, ...effects];
}

/** As many seconds of one phase without a heart rate as there are, up to its end. */
function secondsAway(session: Running, seconds: number): [Session, ...Effect[]] {
  const next: Running = {
    ...session,
    elapsedS: session.elapsedS + seconds,
    phaseS: session.phaseS + seconds,
    deviation: NO_DEVIATION,
    cue: { ...NO_CUE, lastAtS: session.cue.lastAtS },
    tally: { ...session.tally, noSignalS: session.tally.noSignalS + seconds },
  };
  const endedBy = phaseEnd(next, currentPhase(next), false);
  const away: Effect = { type: 'away', seconds };
  return endedBy ? chain([next, away], (running) => endPhase(running, endedBy)) : [next, away];
}

/** How long the phase under way lasts without a heart rate. */
function longestS(session: Running): number {
  const maxS = phaseMaxS(currentPhase(session));
  return maxS === undefined ? Infinity : Math.max(1, maxS + session.extendedS - session.phaseS);
}

// ── The strap ─────────────────────────────────────────────────────────────────────────────────────────────────────

function hear(session: Session, event: SessionEvent & { type: 'heartRate' }): [Session, ...Effect[]] {
  const { signal: before } = session;
  const signal = heard(before, event.heartRate, event.source, event.atMs);
  if (signal === before) return [session];
  const next = { ...session, signal };
  if (next.status === 'idle' || next.status === 'completed') return [next];

  if (signal.status !== 'live') return [next];

  // After the app was gone for longer than a reading counts, what was judged was another minute's heart.
  const anew = before.status === 'none' && signal.gate?.backing === 1 && before.gate !== undefined;
  const back = {
    ...next,
    ...(anew && { deviation: NO_DEVIATION, cue: { ...NO_CUE, lastAtS: next.cue.lastAtS } }),
    lossTold: false,
    asTimer: false,
  };
  const effects = next.lossTold ? [notice(next, { type: 'signalRestored', bpm: event.heartRate.bpm })] : [];
  // A workout that was paused for its strap waits for it after a reload too, when nothing has been heard yet.
  if (back.status !== 'paused' || back.reason !== 'signalLost') return [back, ...effects];
  const [running, ...resumed] = resume(back, event.atMs);
  return [running, ...effects, ...resumed];
}

/** What was heard before is another heart's: nothing of it is shown, cued or counted from now on. */
function sourceChanged(session: Session, { atMs, source }: SessionEvent & { type: 'source' }): [Session, ...Effect[]] {
  const signal: Signal = { ...NO_SIGNAL, source: source === 'none' ? session.signal.source : source };
  if (session.status === 'idle' || session.status === 'completed') return [{ ...session, signal }];
  const cue = { ...NO_CUE, lastAtS: session.cue.lastAtS };
  // a strap that is not wanted any more is no loss, and will not be back
  const lossTold = source !== 'none' && session.lossTold;
  const next = { ...session, signal, deviation: NO_DEVIATION, cue, lossTold };
  // Nobody waits for a strap that is not wanted any more: the workout goes on as a timer.
  if (source === 'none' && next.status === 'paused' && next.reason === 'signalLost')
    return advance(next, { type: 'resume', atMs });
  return [next, { type: 'keep' }];
}

function battery(session: Session, pct: number): [Session, ...Effect[]] {
  const next = { ...session, signal: { ...session.signal, batteryPct: pct } };
  if (next.status === 'idle' || next.status === 'completed' || next.batteryTold || pct >= BATTERY_LOW_PCT)
    return [next];
  return [{ ...next, batteryTold: true }, notice(next, { type: 'batteryLow', pct })];
}

// ── Helpers ───────────────────────────────────────────────────────────────────────────────────────────────────────

function notice({ elapsedS: atS }: Pick<Workout, 'elapsedS'>, body: NoticeBody): Effect & { type: 'notice' } {
  return { type: 'notice', notice: { atS, ...body } };
}

/** One step after another: the effects of both, in order. */
function chain(
  [session, ...effects]: [Session, ...Effect[]],
  step: (running: Running) => [Session, ...Effect[]],
): [Session, ...Effect[]] {
  if (session.status !== 'inProgress') return [session, ...effects];
  const [next, ...more] = step(session);
  return [next, ...effects, ...more];
}
