import { parseCron, type Cron } from './cron.ts';
import { dueSince, enter, nextFireOf } from './due.ts';
import { advanceOccurrence, LOOK_BACK_MS, type Occurrence } from './occurrence.ts';
import type { Schedule } from './schedule.ts';
import type { OccurrenceDraft } from './occurrenceDraft.ts';
import { followDevice, keepsItsTime } from './postponed.ts';
import { isAffected, isForgotten, mayFire, openOf, type CheckTime, type ScheduleCursor } from './scheduleCursor.ts';
import { isZone } from './timeZone.ts';

/** What a check has brought that a person may want to hear of. */
export type SettleEvent =
  | { type: 'skipped' | 'missed'; occurrence: Occurrence }
  /** There was more than is written down: the earliest are left out. */
  | { type: 'leftOut' };

export interface SettledRevision {
  cursor: ScheduleCursor;
  events: readonly SettleEvent[];
}

/**
 * One revision of a schedule, brought up to a moment: what fell due has its record, and what nobody started in time has
 * ended. The same cursor comes back where nothing has changed. `anew`: the cursor has not been settled as it is.
 */
export function settleRevision(
  cursor: ScheduleCursor,
  draft: OccurrenceDraft,
  at: CheckTime & { anew: boolean },
): SettledRevision {
  const { nowMs } = at;
  const timeZone = cursor.schedule.timeZone ?? at.timeZone;
  const floats = cursor.schedule.timeZone === null;
  const fires = mayFire(cursor, at) || (at.anew && cursor.schedule.on);
  const due = fires ? settleDue(cursor, draft, { ...at, timeZone }) : { cursor, events: [] };
  const events = [...due.events];
  let changed = fires || at.anew;

  const open = new Map(due.cursor.open.map((each) => [each.id, each]));
  if (fires && floats) {
    for (const each of followDevice(draft, [...open.values()], nowMs, timeZone)) open.set(each.id, each);
  }
  for (const each of [...open.values()]) {
    if (!isAffected(each, nowMs)) continue;
    const before = draft.get(each.id);
    let after = before && advanceOccurrence(before, { type: 'checked', atMs: nowMs });
    if (after && after !== before) events.push(...lapsed(after));
    if (after?.end === null && floats && !keepsItsTime(draft, after, timeZone)) {
      after = advanceOccurrence(after, { type: 'leapt', atMs: nowMs });
    }
    if (after && after !== before) draft.keep(after);
    const isOpen = after !== undefined && (after.end === null || !isForgotten(each, nowMs));
    if (isOpen) open.set(each.id, { ...each, state: openOf(after!).state });
    else open.delete(each.id);
    changed ||= open.get(each.id)?.state !== each.state;
  }
  return { cursor: changed ? { ...due.cursor, open: [...open.values()] } : cursor, events };
}

/** Enters what fell due, and computes when the schedule fires next. */
function settleDue(
  cursor: ScheduleCursor,
  draft: OccurrenceDraft,
  { nowMs, timeZone, last }: CheckTime,
): SettledRevision {
  const { schedule } = cursor;
  const cron = cronIn(schedule, timeZone);
  // up to the last check it was in its old zone for certain
  const travelled = timeZone !== cursor.timeZone;
  const checkedMs = travelled && last?.timeZone === cursor.timeZone ? last.atEpochMs : 0;
  const settledMs = Math.max(cursor.settledEpochMs, checkedMs);
  // It was nothing before it began, wherever the clock has been since; unless it was the clock of then that ran ahead.
  const begunMs = schedule.sinceEpochMs <= nowMs ? schedule.sinceEpochMs : -Infinity;
  const sinceMs = Math.max(Math.min(settledMs, nowMs), nowMs - LOOK_BACK_MS, begunMs);
  const { due, cut } = cron ? dueSince(cron, cursor, { sinceMs, nowMs, timeZone }) : { due: [], cut: false };
  const leftOut = cut || sinceMs > Math.max(begunMs, cursor.nextEpochMs ?? Infinity);

  const open = new Map(cursor.open.map((each) => [each.id, each]));
  for (const each of due) {
    const occurrence = enter(draft, each, { nowMs, elapsed: cron!.elapsed });
    if (occurrence) open.set(occurrence.id, openOf(occurrence));
  }
  const nextEpochMs = cron ? nextFireOf(draft, cron, schedule, { nowMs, timeZone }) : null;
  return {
    cursor: { ...cursor, timeZone, settledEpochMs: nowMs, nextEpochMs, open: [...open.values()] },
    events: leftOut ? [{ type: 'leftOut' }] : [],
  };
}

function lapsed(occurrence: Occurrence): SettleEvent[] {
  const status = occurrence.end?.status;
  return status === 'skipped' || status === 'missed' ? [{ type: status, occurrence }] : [];
}

/** None where it cannot be read, or where the zone is not known: a restored one may be of another device. */
export function cronIn({ cron }: Schedule, timeZone: string): Cron | undefined {
  const parsed = parseCron(cron);
  return parsed.ok && isZone(timeZone) ? parsed.value : undefined;
}
