import { advanceOccurrence, type CancelReason, type Occurrence } from './occurrence.ts';
import type { Schedule } from './schedule.ts';
import { OccurrenceDraft, type KnownOccurrences } from './occurrenceDraft.ts';
import type { OccurrenceRange } from './occurrenceRange.ts';
import {
  isAffected,
  newCursor,
  needsCheck,
  openOf,
  type CheckTime,
  type OpenOccurrence,
  type ScheduleCursor,
} from './scheduleCursor.ts';
import { settleRevision, type SettleEvent } from './settleRevision.ts';
import { isZone, offsetMsAt } from './timeZone.ts';

export type { SettleEvent } from './settleRevision.ts';

/** A schedule as it is stored now. */
export interface CurrentSchedule {
  id: string;
  /** Changes whenever the record does. */
  stamp: string;
  changedAtEpochMs: number;
  /** None: it was removed. */
  schedule: Schedule | undefined;
}

export interface Settlement {
  /** The very cursor that was given where nothing has changed; none for a schedule that was removed. */
  cursor: ScheduleCursor | undefined;
  /** Every occurrence that is new, or is not as it was. */
  changes: readonly Occurrence[];
  events: readonly SettleEvent[];
  /** Those that can be started, snoozed or skipped now. */
  waiting: readonly Occurrence[];
}

/**
 * One schedule, brought up to now: what each of its revisions had planned, up to where the next one begins, and then the
 * present one. `known` holds what `neededOccurrences` asks for. Whoever asks again with what came out gets nothing new.
 */
export function settle(
  cursor: ScheduleCursor | undefined,
  current: CurrentSchedule,
  known: KnownOccurrences,
  at: CheckTime,
): Settlement {
  const draft = new OccurrenceDraft(known);
  const events: SettleEvent[] = [];
  const { schedule, stamp } = current;
  let next = cursor;
  const anew = cursor?.stamp !== stamp;
  if (anew) {
    for (const { before, after } of cursor ? changesSince(cursor.schedule, schedule) : []) {
      const last = next ?? newCursor(before, '', at.timeZone);
      // its own time ends where the next revision's begins
      const endMs = Math.min(at.nowMs, after?.sinceEpochMs ?? current.changedAtEpochMs);
      const settled = settleRevision(last, draft, { ...at, nowMs: Math.max(endMs, last.settledEpochMs), anew });
      events.push(...settled.events);
      cancelOpen(draft, settled.cursor.open, at.nowMs, whyOver(after));
      next = undefined;
    }
    if (!schedule) next = undefined;
    else if (next) next = { ...next, schedule, stamp };
    else {
      next = newCursor(schedule, stamp, at.timeZone);
      if (!cursor) next = takenOver(next, known.occurrences, draft, at.nowMs);
    }
  }
  if (next) {
    const settled = settleRevision(next, draft, { ...at, anew });
    events.push(...settled.events);
    next = settled.cursor;
  }
  const waiting = (next?.open ?? [])
    .filter((open) => open.state !== 'over' && isAffected(open, at.nowMs))
    .flatMap(({ id }) => draft.get(id) ?? []);
  return { cursor: next, changes: draft.changes, events, waiting };
}

/** Whether anything can have changed since the cursor was written. */
export function needsSettling(cursor: ScheduleCursor | undefined, current: CurrentSchedule, at: CheckTime): boolean {
  if (!cursor) return current.schedule !== undefined;
  return cursor.stamp !== current.stamp || needsCheck(cursor, at);
}

/** What `settle` has to know of the ledger. */
export interface NeededOccurrences {
  ids: readonly string[];
  ranges: readonly OccurrenceRange[];
}

/** More than any clock was set back in this century, but where a zone changed its day. */
const SET_BACK_MAX_MS = 3 * 3_600_000;

/**
 * Which occurrences can matter: all of a schedule that is not known yet; else those that are open, and those from where
 * each revision was settled last. That is few, since hardly any is written before its time.
 */
export function neededOccurrences(
  cursor: ScheduleCursor | undefined,
  { id: scheduleId, schedule }: CurrentSchedule,
  { nowMs, timeZone: here }: CheckTime,
): NeededOccurrences {
  if (!cursor) return { ids: [], ranges: [{ scheduleId }] };
  const ids = cursor.open.filter((each) => each.state !== 'over' || isAffected(each, nowMs)).map(({ id }) => id);
  const later = changesSince(cursor.schedule, schedule).flatMap(({ after }) => after ?? []);
  const ranges = [cursor.schedule, ...later].map(({ revision, sinceEpochMs, timeZone }, i) => {
    const settledMs = i === 0 ? cursor.settledEpochMs : sinceEpochMs;
    const fromLocalTime = earliestLocalTime(Math.min(settledMs, nowMs), nowMs, [cursor.timeZone, timeZone ?? here]);
    return { scheduleId, revision, fromLocalTime };
  });
  return { ids, ranges };
}

/** No clock in one of these zones shows an earlier time from `fromMs` to `nowMs`. */
function earliestLocalTime(fromMs: number, nowMs: number, timeZones: readonly string[]): string {
  const zones = timeZones.filter(isZone);
  const offsets = zones.flatMap((zone) => [offsetMsAt(fromMs, zone), offsetMsAt(nowMs, zone)]);
  const offsetMs = offsets.length > 0 ? Math.min(...offsets) : 0; // in no known zone nothing fires
  return new Date(fromMs + offsetMs - SET_BACK_MAX_MS).toISOString().slice(0, 19);
}

/** The changes from the revision that was checked last to the one that is stored, one by one; `after` none: removed. */
function changesSince(
  before: Schedule,
  stored: Schedule | undefined,
): { before: Schedule; after: Schedule | undefined }[] {
  if (before.revision === stored?.revision) return [];
  const between = (stored?.earlier ?? []).filter(({ revision }) => revision > before.revision);
  const all = [before, ...between, stored];
  return all.slice(1).map((after, i) => ({ before: all[i]!, after }));
}

function whyOver(after: Schedule | undefined): CancelReason {
  if (!after) return 'deleted';
  return after.on ? 'edited' : 'off';
}

function cancelOpen(draft: OccurrenceDraft, open: readonly OpenOccurrence[], nowMs: number, why: CancelReason): void {
  for (const { id } of open) {
    const occurrence = draft.get(id);
    const after = occurrence && advanceOccurrence(occurrence, { type: 'cancelled', atMs: nowMs, why });
    if (after && after !== occurrence) draft.keep(after);
  }
}

/**
 * What the ledger has of a schedule already, where nothing else is known: restored, or not to be read. The cursor goes on
 * from the latest, and what waits for an answer still does.
 */
function takenOver(
  cursor: ScheduleCursor,
  occurrences: readonly Occurrence[],
  draft: OccurrenceDraft,
  nowMs: number,
): ScheduleCursor {
  const { schedule } = cursor;
  const open: OpenOccurrence[] = [];
  let { settledEpochMs } = cursor;
  for (const each of occurrences) {
    const current = each.revision === schedule.revision;
    if (current && each.movedFrom === null && each.fireAtEpochMs <= nowMs) {
      settledEpochMs = Math.max(settledEpochMs, each.fireAtEpochMs);
    }
    if (each.end !== null) continue;
    if (current && schedule.on) open.push(openOf(each));
    else draft.keep(advanceOccurrence(each, { type: 'cancelled', atMs: nowMs, why: whyOver(schedule) }));
  }
  return { ...cursor, settledEpochMs, open };
}
