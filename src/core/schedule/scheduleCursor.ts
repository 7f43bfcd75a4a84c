import { CLAIM_MS, READY_MS, type Occurrence } from './occurrence.ts';
import type { Schedule } from './schedule.ts';

export const OPEN_STATES = ['waiting', 'told', 'over'] as const;

export interface OpenOccurrence {
  id: string;
  fireAtEpochMs: number;
  /** `over`: a start that is heard of late may still be its own. */
  state: (typeof OPEN_STATES)[number];
}

/**
 * What the scheduler knows of one schedule between two checks: what the schedule is, as the ledger took it up, and how far
 * it has been settled. Made anew from the schedule where it is missing; the ledger's keys see to it that nothing is there
 * twice.
 */
export interface ScheduleCursor {
  schedule: Schedule;
  /** Of the stored record that `schedule` was read from. */
  stamp: string;
  /** Everything that fired up to here has its record. */
  settledEpochMs: number;
  /** The zone that `nextEpochMs` was computed in. */
  timeZone: string;
  /** When it fires next, after `settledEpochMs`; `null` for never. */
  nextEpochMs: number | null;
  /** What may still be started, skipped or moved. */
  open: readonly OpenOccurrence[];
}

/** When and where the ledger was checked last: up to then every cursor was settled, in that zone. */
export interface LastCheck {
  atEpochMs: number;
  timeZone: string;
}

/** The moment and the place of a check, and of the one before. */
export interface CheckTime {
  nowMs: number;
  /** Where the device is. */
  timeZone: string;
  last: LastCheck | undefined;
}

export function newCursor(schedule: Schedule, stamp: string, here: string): ScheduleCursor {
  return {
    schedule,
    stamp,
    settledEpochMs: schedule.sinceEpochMs,
    timeZone: schedule.timeZone ?? here,
    nextEpochMs: null,
    open: [],
  };
}

/** Whether the time that has passed can have changed something: for most cursors, at most checks, it has not. */
export function needsCheck(cursor: ScheduleCursor, at: CheckTime): boolean {
  return mayFire(cursor, at) || cursor.open.some((open) => isAffected(open, at.nowMs));
}

/** The next fire time has come, the clock was set back, or the device is in another zone. */
export function mayFire(cursor: ScheduleCursor, { nowMs, timeZone: here }: CheckTime): boolean {
  const { schedule, settledEpochMs, timeZone, nextEpochMs } = cursor;
  if (!schedule.on) return false;
  return nowMs < settledEpochMs || timeZone !== (schedule.timeZone ?? here) || (nextEpochMs ?? Infinity) <= nowMs;
}

/** Whether the time that has passed can have changed this occurrence. */
export function isAffected(open: OpenOccurrence, nowMs: number): boolean {
  return open.state === 'over' ? isForgotten(open, nowMs) : nowMs >= open.fireAtEpochMs;
}

/** No start that could be its own is heard of any more. */
export function isForgotten({ fireAtEpochMs }: OpenOccurrence, nowMs: number): boolean {
  return nowMs > fireAtEpochMs + CLAIM_MS;
}

export function openOf(occurrence: Occurrence): OpenOccurrence {
  const { id, fireAtEpochMs, end, readyAtEpochMs } = occurrence;
  const state = end !== null ? 'over' : readyAtEpochMs === null ? 'waiting' : 'told';
  return { id, fireAtEpochMs, state };
}

/** As it is after a change of this occurrence. */
export function withOccurrence(cursor: ScheduleCursor, occurrence: Occurrence): ScheduleCursor {
  return { ...cursor, open: [...cursor.open.filter(({ id }) => id !== occurrence.id), openOf(occurrence)] };
}

/** When to check this schedule again. */
export function wakeTimeOf({ schedule, nextEpochMs, open }: ScheduleCursor, nowMs: number): number | undefined {
  let wakeMs = schedule.on && nextEpochMs !== null ? nextEpochMs : Infinity;
  for (const { fireAtEpochMs, state } of open) {
    if (state === 'over') continue;
    wakeMs = Math.min(wakeMs, fireAtEpochMs > nowMs ? fireAtEpochMs : fireAtEpochMs + READY_MS + 1);
  }
  return wakeMs === Infinity ? undefined : wakeMs;
}
