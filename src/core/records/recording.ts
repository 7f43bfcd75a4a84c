import type { Coaching } from '../cues/coaching.ts';
import type { Profile } from '../athlete/hrZones.ts';
import type { Plan } from '../plan/plan.ts';
import type { SessionEvent } from '../session/events.ts';
import type { Moment, OnLoss } from '../session/session.ts';
import { moved, type Signal, type Source } from '../signal/signal.ts';
import type { StrapIndex, Straps } from '../signal/straps.ts';

/**
 * A workout as the executor met it: what it began with, and in order every frame as it was sent and every event that moved
 * the session, but for the seconds, which follow from the clock. Played again, it gives the same session.
 */
export interface Recording {
  head: RecordingHead;
  items: readonly RecordedItem[];
}

export const RECORDING_FORMAT = 'beatkeeper-recording';
export const RECORDING_VERSION = 1;

export interface RecordingHead {
  format: typeof RECORDING_FORMAT;
  version: number;
  startedAt: Moment;
  plan: Plan;
  /** As resolved for the sport of the plan. */
  profile: Profile;
  onLoss: OnLoss;
  /** Left out by versions before there was a choice. */
  coaching?: Coaching | undefined;
  /** What was listened to at the start. */
  source: Source;
  /** What was known of the heart at the start: a strap is often there before. Its times count from the start, in ms. */
  signal: Signal;
  /** The same of the second of two straps, and of the choice between them. */
  straps?: Straps | undefined;
  /** The executor's clock at the start, in ms: a recording that goes on after a reload counts from there. */
  clockMs: number;
}

/** Times are ms since the start, on the executor's clock, and are not rounded: a second may end between two of them. */
export type RecordedItem = RecordedFrame | RecordedEvent;

export interface RecordedFrame {
  /** When it was received. */
  atMs: number;
  /** Where it came too late for its own second: from when on it was heard. */
  heardMs?: number | undefined;
  /** Where it is of another source than the last one: a new one may speak before the change of source is applied. */
  source?: Source | undefined;
  /** Of two straps the second; left out for the first. */
  strap?: StrapIndex | undefined;
  bytes: Uint8Array;
}

/** Times within the event count from the start as well. A `tick` is one in which no frame could have been heard. */
export interface RecordedEvent {
  /** When its turn is: after all seconds that were over by then. */
  atMs: number;
  event: SessionEvent;
}

/** The event, with times that are `byMs` later. */
export function eventMoved<E extends SessionEvent>(event: E, byMs: number): E {
  return 'atMs' in event ? { ...event, atMs: event.atMs + byMs } : event;
}

/** What is known of the heart, told by a clock that is `byMs` ahead. */
export function heartMoved({ signal, straps }: Pick<RecordingHead, 'signal' | 'straps'>, byMs: number): KnownHeart {
  return { signal: moved(signal, byMs), ...(straps && { straps: { ...straps, other: moved(straps.other, byMs) } }) };
}

export type KnownHeart = Pick<RecordingHead, 'signal' | 'straps'>;

/** One line of a recording in a file, without its end. */
export function recordedLine(item: RecordedItem): string {
  if ('event' in item) return JSON.stringify(item);
  const { bytes, ...times } = item;
  return JSON.stringify({ ...times, hex: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') });
}
