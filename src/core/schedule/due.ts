import type { Cron } from './cron.ts';
import { advanceOccurrence, occurrenceOf, type Occurrence } from './occurrence.ts';
import type { Schedule } from './schedule.ts';
import type { OccurrenceDraft } from './occurrenceDraft.ts';
import { nextRecordedMs, recordedBetween, timesOf } from './often.ts';
import type { ScheduleCursor } from './scheduleCursor.ts';
import { instantOf, isZone, offsetMsAt } from './timeZone.ts';

/** So many at most of one schedule at once. */
const DUE_MAX = 1_000;

export interface Due {
  occurrence: Occurrence;
  /** The device's clock was set ahead of it on a journey. */
  leapt: boolean;
}

/**
 * What falls due in (sinceMs, nowMs]. Where the device has come east, its clock has leapt over times of day: nobody is
 * reminded of those, since it is another time of day by now. `cut` says that there were too many, and the earliest are
 * left out.
 */
export function dueSince(
  cron: Cron,
  { schedule, timeZone: was }: ScheduleCursor,
  { sinceMs, nowMs, timeZone }: { sinceMs: number; nowMs: number; timeZone: string },
): { due: Due[]; cut: boolean } {
  const begun = { timeZone, begunMs: schedule.sinceEpochMs };
  const { dueMs, cut } = recordedBetween(cron, { sinceMs, untilMs: nowMs, max: DUE_MAX, ...begun });
  const due = dueMs.map((atMs) => {
    const times = timesOf(cron, atMs, begun);
    const occurrence = occurrenceOf(schedule, atMs, timeZone);
    return { occurrence: times === 1 ? occurrence : { ...occurrence, times }, leapt: false };
  });
  if (cron.elapsed || was === timeZone || !isZone(was)) return { due, cut };
  const untilMs = instantOf(sinceMs + offsetMsAt(sinceMs, timeZone), was);
  if (untilMs <= sinceMs) return { due, cut };
  const leaptMs = recordedBetween(cron, { sinceMs, untilMs, max: DUE_MAX, ...begun, timeZone: was }).dueMs;
  return {
    due: [...leaptMs.map((atMs) => ({ occurrence: occurrenceOf(schedule, atMs, was), leapt: true })), ...due],
    cut,
  };
}

/** All occurrences of a schedule that have a record in (sinceMs, untilMs], as they are planned. */
export function plannedBetween(
  cron: Cron,
  schedule: Schedule,
  { timeZone, ...span }: { sinceMs: number; untilMs: number; timeZone: string },
): Occurrence[] {
  const begun = { timeZone, begunMs: schedule.sinceEpochMs };
  const { dueMs } = recordedBetween(cron, { ...span, max: DUE_MAX, ...begun });
  return dueMs.map((atMs) => occurrenceOf(schedule, atMs, timeZone));
}

/**
 * A record for what fell due, unless there is one. Where the device has come to another zone, a time of day that was
 * there already in the last one does not come twice; of what follows elapsed time each one counts.
 */
export function enter(
  draft: OccurrenceDraft,
  { occurrence: due, leapt }: Due,
  { nowMs, elapsed }: { nowMs: number; elapsed: boolean },
): Occurrence | undefined {
  const same = draft.get(due.id);
  if (same) {
    const again = advanceOccurrence(same, { type: leapt ? 'leapt' : 'due', atMs: nowMs });
    if (again !== same) draft.keep(again);
    return again === same && same.end !== null ? undefined : again;
  }
  if (draft.has(due.id)) return undefined; // a newer version's
  if (!elapsed && isTravelDuplicate(due, draft)) return undefined;
  const entered = leapt ? advanceOccurrence(due, { type: 'leapt', atMs: nowMs }) : due;
  draft.keep(entered);
  return entered;
}

/** When it fires next. A time of day that was there already, in a zone further east, is none. */
export function nextFireOf(
  draft: OccurrenceDraft,
  cron: Cron,
  schedule: Schedule,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): number | null {
  const begun = { timeZone, begunMs: schedule.sinceEpochMs };
  let nextMs = nextRecordedMs(cron, nowMs, begun);
  while (nextMs !== undefined && schedule.timeZone === null && !cron.elapsed) {
    if (!isTravelDuplicate(occurrenceOf(schedule, nextMs, timeZone), draft)) break;
    nextMs = nextRecordedMs(cron, nextMs, begun);
  }
  return nextMs ?? null;
}

/** It was there already at this time of day, where the device was then. */
function isTravelDuplicate(occurrence: Occurrence, draft: OccurrenceDraft): boolean {
  const there = draft.at(occurrence);
  return (
    there.every(({ id }) => id !== occurrence.id) &&
    there.some(({ movedFrom, timeZone }) => movedFrom === null && timeZone !== occurrence.timeZone)
  );
}
