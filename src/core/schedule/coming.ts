import { isLeapt, type Occurrence } from './occurrence.ts';
import type { Schedule } from './schedule.ts';
import type { ScheduleCursor } from './scheduleCursor.ts';

/** What comes next of everything that is planned. */
export interface Coming {
  scheduleId: string;
  planId: string;
  planName: string;
  fireAtEpochMs: number;
  /** It was put off to then. */
  moved: boolean;
}

const MINUTE_MS = 60_000;

/** When a schedule fires next, as far as is known. */
type NextOf = (schedule: Schedule) => number | undefined;

/**
 * The next of each schedule that has not ended before its time, and what waits, in order of time. What was tried early waits
 * and is its schedule's next: it comes once.
 */
export function comingOf(
  schedules: readonly Schedule[],
  waiting: readonly Occurrence[],
  { nextOf, ended }: { nextOf: NextOf; ended: ReadonlySet<string> },
): Coming[] {
  const waits = new Set(waiting.map((each) => keyOf(each.scheduleId, each.fireAtEpochMs)));
  const planned = schedules.flatMap((schedule): Coming[] => {
    const fireAtEpochMs = nextOf(schedule);
    if (fireAtEpochMs === undefined) return [];
    const key = keyOf(schedule.id, fireAtEpochMs);
    return ended.has(key) || waits.has(key)
      ? []
      : [{ ...schedule, scheduleId: schedule.id, fireAtEpochMs, moved: false }];
  });
  const put = waiting.map((each): Coming => ({ ...each, moved: each.movedFrom !== null }));
  return [...put, ...planned].sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
}

/** What comes next of one schedule: what was put off, or where it fires next. */
export function comingOfOne(
  { id }: Schedule,
  waiting: readonly Occurrence[],
  nextMs: number | undefined,
): { fireAtEpochMs: number; moved: boolean } | undefined {
  const put = waiting.find((each) => each.scheduleId === id && each.movedFrom !== null);
  if (put && put.fireAtEpochMs <= (nextMs ?? Infinity)) return { fireAtEpochMs: put.fireAtEpochMs, moved: true };
  return nextMs === undefined ? undefined : { fireAtEpochMs: nextMs, moved: false };
}

/** When the ledger says that it fires next, `null` for never; `undefined` where this revision, here, was not taken up yet. */
export function knownNextMs(
  schedule: Schedule,
  cursor: ScheduleCursor | undefined,
  zoneHere: string,
): number | null | undefined {
  return cursor?.schedule.revision === schedule.revision && cursor.timeZone === (schedule.timeZone ?? zoneHere)
    ? cursor.nextEpochMs
    : undefined;
}

/** Which fire times are over before they come: what was started early, or skipped. */
export function endedBefore(occurrences: readonly Occurrence[], nowMs: number): Set<string> {
  const ended = occurrences.filter(
    (each) => each.end !== null && each.fireAtEpochMs > nowMs - MINUTE_MS && !isLeapt(each),
  );
  return new Set(ended.map((each) => keyOf(each.scheduleId, each.fireAtEpochMs)));
}

/** The next moment at which something falls due, also one that has just gone by; `Infinity` for none. */
export function soonestMs(cursors: Iterable<ScheduleCursor>, waiting: readonly Occurrence[]): number {
  let soonest = Infinity;
  for (const { schedule, nextEpochMs } of cursors) {
    if (schedule.on && nextEpochMs !== null) soonest = Math.min(soonest, nextEpochMs);
  }
  for (const { fireAtEpochMs } of waiting) soonest = Math.min(soonest, fireAtEpochMs);
  return soonest;
}

const keyOf = (scheduleId: string, fireAtEpochMs: number): string => `${scheduleId} ${String(fireAtEpochMs)}`;
