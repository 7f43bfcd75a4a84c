import type { Command } from '../core/session/command.ts';
import type { NowMessage, WIRE_VERSION } from './messages.ts';

/**
 * All that the workers of several tabs ever say to each other, on one BroadcastChannel. One of them runs the workout (the
 * one with the lock, `worker/lease.ts`), the others follow it. Nothing is said while nobody follows.
 */
export const TABS = 'beatkeeper-workout';

export type TabMessage =
  /** From those who follow, every second: is there somebody? */
  | { v: typeof WIRE_VERSION; type: 'ask' }
  /** From the one who runs it: the whole truth, every second for as long as somebody asks. */
  | { v: typeof WIRE_VERSION; type: 'now'; now: NowMessage }
  /** The person has pressed a button in a tab that follows. */
  | { v: typeof WIRE_VERSION; type: 'command'; command: Command }
  /** The person wants the workout in a tab that follows. */
  | { v: typeof WIRE_VERSION; type: 'handOver' };

/** How often those who follow ask. */
export const ASK_MS = 1_000;
