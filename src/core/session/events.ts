import type { HeartRate } from '../signal/heartRateMeasurement.ts';
import type { Notice, NoticeBody } from '../cues/notice.ts';
import type { Strictness } from '../cues/strictness.ts';
import type { Source } from '../signal/signal.ts';
import type { StrapIndex } from '../signal/straps.ts';
import type { OnLoss, Running, Session, ShiftScope, Workout, WorkoutStart } from './session.ts';

/** Everything that can move a session. Times are on the executor's clock. */
export type SessionEvent =
  | { type: 'start'; atMs: number; workout: WorkoutStart }
  /** One more second is over. `listening`: whether a frame sent in it could have been heard. */
  | { type: 'tick'; listening: boolean }
  /**
   * `strap`: with two straps, which one it came from; left out for the first. `recorded`: of a simulated heart that is a real
   * one, played again (see `Signal`).
   */
  | {
      type: 'heartRate';
      atMs: number;
      heartRate: HeartRate;
      source: Source;
      strap?: StrapIndex | undefined;
      recorded?: boolean | undefined;
    }
  | { type: 'battery'; pct: number; strap?: StrapIndex | undefined }
  /** Of two straps this one is listened to from now on. */
  | { type: 'strap'; atMs: number; strap: StrapIndex }
  /** Another heart is listened to from now on, or none. */
  | { type: 'source'; atMs: number; source: Source | 'none' }
  | { type: 'pause'; atMs: number }
  | { type: 'resume'; atMs: number }
  /** The setting changed under the workout. */
  | { type: 'onLoss'; atMs: number; onLoss: OnLoss }
  | { type: 'strictness'; strictness: Strictness }
  /** The alarm at the ceiling was understood. */
  | { type: 'confirmCeiling' }
  | { type: 'stop'; atMs: number }
  | { type: 'skip' }
  | { type: 'back' }
  | { type: 'extend'; byS: number }
  /** The target is moved by hand. */
  | { type: 'shift'; byBpm: number; scope: ShiftScope }
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
  /** The strap that its reading came from, where it was the second of two. */
  strap?: StrapIndex | undefined;
  /** Whether the app was away for it. */
  away: boolean;
  rrMs: readonly number[];
  /**
   * These intervals go on those of the second before: no beat was lost between them, and the heart is not doubted. Left
   * out: that is not so, or not known.
   */
  beatsFollow?: boolean | undefined;
  /** Its heart rate was not to be trusted. Left out: it was, or that was not known (before it was kept). */
  doubtful?: boolean | undefined;
}

/** The session after an event, and what the event caused. */
export type Step<S extends Session = Session> = [S, ...Effect[]];

export function notice({ elapsedS: atS }: Pick<Workout, 'elapsedS'>, body: NoticeBody): Effect & { type: 'notice' } {
  return { type: 'notice', notice: { atS, ...body } };
}

/** One step after another: the effects of both, in order. */
export function chain([session, ...effects]: Step, step: (running: Running) => Step): Step {
  if (session.status !== 'inProgress') return [session, ...effects];
  const [next, ...more] = step(session);
  return [next, ...effects, ...more];
}
