import type { Coaching } from '../core/cues/coaching.ts';
import type { Notice } from '../core/cues/notice.ts';
import type { Problem } from '../core/parse/parsed.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { HrvNow } from '../core/samples/hrvShown.ts';
import type { Trace } from '../core/samples/samples.ts';
import type { Command } from '../core/session/command.ts';
import type { Recording } from '../core/records/recording.ts';
import type { Moment, OnLoss } from '../core/session/session.ts';
import type { Heart, Snapshot } from '../core/session/snapshot.ts';
import type { StrapIndex } from '../core/signal/straps.ts';
import type { Athlete } from '../core/athlete/athlete.ts';
import { isCount, isFlag, isNumber, isObject, isText, optional, record, type Fields } from './checks.ts';

/**
 * All that the page and the worker ever say to each other. Heart-rate frames are not among it where memory can be
 * shared: they travel in the ring. The worker answers every second with the whole truth, so a message lost or late
 * leaves nothing to repair. Every message carries the version of this list: an old page may meet a new worker.
 */
export const WIRE_VERSION = 1;

export type ToWorker =
  | {
      v: typeof WIRE_VERSION;
      type: 'hello';
      /** Where frames come from; none: they come as messages (see `post.ts`). */
      ring?: SharedArrayBuffer | undefined;
      heard: Heard;
      /** How many times as fast as the wall clock, while a simulated heart is listened to; 1 but for demos and checks. */
      speed: number;
      profile: Athlete;
      onLoss: OnLoss;
      /** Left out by a page that is older than the worker: as is usual. */
      coaching?: Coaching | undefined;
      /** Whether the frames of the next workout are kept. */
      keepFrames?: boolean | undefined;
    }
  | {
      v: typeof WIRE_VERSION;
      type: 'settings';
      profile: Athlete;
      onLoss: OnLoss;
      coaching?: Coaching | undefined;
      keepFrames?: boolean | undefined;
    }
  /** Another heart is listened to from now on. What was heard of the last one is forgotten. */
  | { v: typeof WIRE_VERSION; type: 'source'; heard: Heard }
  | { v: typeof WIRE_VERSION; type: 'start'; plan: Plan; startedAt: Moment }
  /** A workout that was recorded, to be played again. */
  | { v: typeof WIRE_VERSION; type: 'playAgain'; recording: Recording; startedAt: Moment }
  | { v: typeof WIRE_VERSION; type: 'command'; command: Command }
  | { v: typeof WIRE_VERSION; type: 'battery'; pct: number; strap?: StrapIndex | undefined }
  /** `strap`: which of two; left out for the first. */
  | { v: typeof WIRE_VERSION; type: 'strapName'; name: string | null; strap?: StrapIndex | undefined }
  /** The page may be gone in a moment: keep what there is. */
  | { v: typeof WIRE_VERSION; type: 'keep' }
  /** Another tab runs the workout, and the person wants it here. */
  | { v: typeof WIRE_VERSION; type: 'takeOver' }
  /** What became of the workout that was deleted (`NowMessage.deleted`). */
  | { v: typeof WIRE_VERSION; type: 'bringBack' | 'forgetDeleted' }
  /** The page has taken snapshot `seq`: it is alive, and a strap that speaks is heard. */
  | { v: typeof WIRE_VERSION; type: 'heard'; seq: number };

/** Which heart is listened to: a strap's, whose frames come from the page, a simulated one (`spec` as in the URL), or none. */
export type Heard = { source: 'strap' | 'none' } | { source: 'simulated'; spec: string };

export type FromWorker =
  /** When what was left by the last visit has been looked at; again when a workout came here from another tab. */
  | { v: typeof WIRE_VERSION; type: 'ready'; restored?: Restored | undefined }
  | ({ v: typeof WIRE_VERSION; type: 'now' } & NowMessage)
  /** A frame was heard between two snapshots. */
  | { v: typeof WIRE_VERSION; type: 'heart'; heart: Heart }
  | { v: typeof WIRE_VERSION; type: 'notice'; notice: Notice }
  /** A finished workout is in the history store. */
  | { v: typeof WIRE_VERSION; type: 'stored'; sessionId: string }
  /** Something that is planned is due, and the service worker cannot be asked from here. */
  | { v: typeof WIRE_VERSION; type: 'wakeServiceWorker' }
  | { v: typeof WIRE_VERSION; type: 'trouble'; trouble: Trouble }
  | { v: typeof WIRE_VERSION; type: 'troubleOver'; code: Trouble['code'] };

/** The whole truth, once a second. */
export interface NowMessage {
  seq: number;
  snapshot: Snapshot;
  trace: Trace;
  dropped: number;
  tick: TickCost;
  /** Another tab runs it. */
  elsewhere: boolean;
  /** The workout that was deleted last, as long as it can be brought back. */
  deleted?: { sessionId: string; planName: string } | undefined;
  /** How the beats vary; nothing from a worker that is older than the page. */
  hrv?: HrvNow | undefined;
}

/** What came back from the checkpoint. */
export interface Restored {
  awayMs: number;
  /** It was under way and is again; else it was paused and still is. */
  running: boolean;
  /** It came here from another tab while it was seen here too: nobody was away. */
  present: boolean;
}

/** What the world would not do. The workout goes on all the same; the page says so. */
export type Trouble =
  /** Checkpoints cannot be written: a reload would lose the workout. */
  | { code: 'checkpointFailing'; reason: string }
  /** The finished workout cannot be stored yet; it is kept and retried. */
  | { code: 'historyFailing'; reason: string }
  /** What was left by the last visit cannot be read; it was set aside, untouched. */
  | { code: 'checkpointBroken'; problems: Problem[] }
  /** A workout from a last visit too long ago was put into the history as interrupted. */
  | { code: 'savedAsInterrupted'; sessionId: string }
  /** What was stored was deleted under the workout, in part or as a whole. It was kept in memory, and is stored anew. */
  | { code: 'storeLost' }
  /** The frames of this workout are not kept any more. It goes on. */
  | { code: 'recordingStopped'; reason: string }
  /** Another tab has the workout, is frozen, and is in the way of the database. */
  | { code: 'otherTabAsleep' }
  /** What the person asked for was not begun: another tab has the workout, or is just taking it. */
  | { code: 'startRefused' }
  /** A message that was not understood: page and worker are of different versions. */
  | { code: 'versionMixed' };

/** How long the worker's seconds take, for diagnostics and the benchmark. */
export interface TickCost {
  count: number;
  /** To play a second and make its snapshot. */
  meanMs: number;
  /** To post it to the page. */
  postMeanMs: number;
  maxLateMs: number;
}

/** What each message must carry, by its type. */
export type MessageFields<M extends { type: string }> = {
  [T in M['type']]: Fields<Omit<Of<M, T>, 'v' | 'type'>>;
};
type Of<M extends { type: string }, T> = M extends unknown ? (T extends M['type'] ? M : never) : never;

/** A message as what it says it is, or `undefined` when it is of another version, nobody's, or not whole. Never throws. */
export function readMessage<M extends { v: typeof WIRE_VERSION; type: string }>(
  data: unknown,
  fields: MessageFields<M>,
): M | undefined {
  try {
    if (typeof data !== 'object' || data === null || !('v' in data) || !('type' in data)) return undefined;
    if (data.v !== WIRE_VERSION || typeof data.type !== 'string' || !Object.hasOwn(fields, data.type)) return undefined;
    return record(fields[data.type as M['type']])(data) ? (data as M) : undefined;
  } catch {
    return undefined; // nested deeper than a stack
  }
}

/** From the page's own worker, which has checked what it was told. */
export const FROM_WORKER: MessageFields<FromWorker> = {
  ready: { restored: optional(isObject) },
  now: {
    seq: isCount,
    snapshot: record<Snapshot>({ status: isText, heart: isObject, workout: optional(isObject) }),
    trace: record<Trace>({ stepS: isNumber, bpm: Array.isArray }),
    dropped: isCount,
    tick: isObject,
    elsewhere: isFlag,
    deleted: optional(isObject),
    hrv: optional(isObject),
  },
  heart: { heart: isObject },
  notice: { notice: isObject },
  stored: { sessionId: isText },
  wakeServiceWorker: {},
  trouble: { trouble: isObject },
  troubleOver: { code: isText },
};
