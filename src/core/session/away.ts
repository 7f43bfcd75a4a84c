import { unheard } from '../cues/coach.ts';
import { NO_DEVIATION } from '../cues/deviation.ts';
import { SECONDS_MAX } from '../parse/limits.ts';
import { phaseMaxS } from '../plan/plan.ts';
import { HOLD_MS, moved, remembered, type Signal } from '../signal/signal.ts';
import { chain, type Effect, type SessionEvent, type Step } from './events.ts';
import { pause } from './pauses.ts';
import { endPhase, phaseEnd, phaseStarted } from './phases.ts';
import {
  ABSENCE_ASKED_MS,
  awayToCount,
  currentPhase,
  type Gap,
  type Paused,
  type Running,
  type Session,
  type Workout,
} from './session.ts';

// Time in which nobody looked: the device slept, the app was gone, or the wall clock was set and it only seemed so.

/** 2020-01-01: a wall clock that says less was not set yet. */
export const CLOCK_SET_MS = 1_577_836_800_000;
/** A sleep up to this long is counted without asking. */
const SLEEP_COUNTED_MS = 60_000;

/** A short sleep is played back second by second, since its seconds did pass; after a long one the person is asked. */
export function slept(session: Running, { atMs, awayMs }: { atMs: number; awayMs: number }): Step {
  const counted = awayMs <= SLEEP_COUNTED_MS;
  const gap: Gap = { kind: 'slept', atS: session.elapsedS, awayMs, counted };
  const next: Running = { ...session, gaps: withGap(session, gap) };
  if (counted) return [{ ...next, tickedAtMs: session.tickedAtMs - awayMs }, { type: 'keep' }];
  return pause(next, 'interrupted', atMs);
}

export function restored(session: Running, event: Restored): Session {
  const { atMs, awayMs, present } = event;
  const gap: Gap = { kind: 'interrupted', atS: session.elapsedS, awayMs, counted: present };
  return {
    ...session,
    ...signalsRestored(session, event),
    tickedAtMs: present ? atMs - awayMs : atMs,
    gaps: withGap(session, gap),
  };
}

type Restored = SessionEvent & { type: 'restored' };

/** Of the strap that is listened to, and of the other one where there are two. */
export function signalsRestored(workout: Workout, event: Restored): Pick<Workout, 'signal' | 'straps'> {
  const signal = signalRestored(workout, event);
  if (!workout.straps) return { signal };
  const other = signalRestored({ ...workout, signal: workout.straps.other }, event);
  return { signal, straps: { ...workout.straps, other } };
}

/** Another process counts from elsewhere. */
function signalRestored({ signal, tickedAtMs }: Workout, { atMs, awayMs, present, strapStood }: Restored): Signal {
  if (strapStood) return moved(signal, atMs - tickedAtMs);
  // an absence that is shorter than a reading counts is not the workout's, and nothing went by in it
  const unheardMs = tickedAtMs + awayMs - (signal.lastAtMs ?? -Infinity);
  const wentBy = present || unheardMs >= HOLD_MS;
  return remembered(signal, atMs - tickedAtMs - (wentBy ? awayMs : 0));
}

/** What was taken for a sleep is none, as long as the person has not counted it. */
export function neverSlept<T extends Running | Paused>(session: T): Step<T> {
  const gap = awayToCount(session);
  if (gap?.kind !== 'slept') return [session];
  return [{ ...session, gaps: session.gaps.slice(0, -1) }, { type: 'keep' }];
}

/** Durations are not the wall clock's business; the start is, when it was not known. */
export function clockSet<T extends Workout & Session>(session: T, byMs: number): Step<T> {
  if (session.startedAt.epochMs >= CLOCK_SET_MS) return [session];
  const startedAt = { ...session.startedAt, epochMs: session.startedAt.epochMs + byMs };
  return [{ ...session, startedAt }, { type: 'keep' }];
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

export function leaveOut(session: Running | Paused): Step {
  const after = answered(session, { leftOut: true });
  return after === session ? [session] : [after, { type: 'keep' }];
}

/**
 * The seconds away become elapsed seconds without a signal: a phase at a time, however long that is. Phases that ended in
 * them are not announced one by one.
 */
export function countAway(session: Running | Paused): Step {
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
function secondsAway(session: Running, seconds: number): Step {
  const next: Running = {
    ...session,
    elapsedS: session.elapsedS + seconds,
    phaseS: session.phaseS + seconds,
    deviation: NO_DEVIATION,
    coach: unheard(session.coach, session.elapsedS + seconds),
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
