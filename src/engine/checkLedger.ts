import type { Occurrence } from '../core/schedule/occurrence.ts';
import type { Schedule } from '../core/schedule/schedule.ts';
import type { KnownOccurrences } from '../core/schedule/occurrenceDraft.ts';
import { wakeTimeOf, type CheckTime, type ScheduleCursor } from '../core/schedule/scheduleCursor.ts';
import {
  needsSettling,
  neededOccurrences,
  settle,
  type NeededOccurrences,
  type SettleEvent,
} from '../core/schedule/settle.ts';
import type { LedgerTransaction, StoredSchedule } from './ledger.ts';

/** What a check of the whole ledger has brought. */
export interface LedgerCheck {
  events: readonly SettleEvent[];
  /** Those that can be started, snoozed or skipped now. */
  waiting: readonly Occurrence[];
  /** When to check again; none when nothing is planned. */
  wakeAtEpochMs: number | undefined;
}

/** Compares every schedule with the clock: loads what `settle` has to know, and writes what it answers. */
export async function checkLedger(transaction: LedgerTransaction, now: Omit<CheckTime, 'last'>): Promise<LedgerCheck> {
  const stored = await transaction.schedules();
  const unmatched = new Map((await transaction.cursors()).map((cursor) => [cursor.schedule.id, cursor]));
  const at: CheckTime = { ...now, last: await transaction.lastCheck() };
  const events: SettleEvent[] = [];
  const waiting: Occurrence[] = [];
  let wakeAtEpochMs: number | undefined;
  for (const each of stored) {
    const cursor = unmatched.get(each.id);
    unmatched.delete(each.id);
    const schedule = scheduleOf(each, cursor);
    if (!schedule && !each.deleted) continue; // a newer version's: left alone
    let next = cursor;
    const { id, stamp, changedAtEpochMs } = each;
    const current = { id, stamp, changedAtEpochMs, schedule };
    if (needsSettling(cursor, current, at)) {
      const known = await load(transaction, neededOccurrences(cursor, current, at));
      const settled = settle(cursor, current, known, at);
      for (const occurrence of settled.changes) transaction.keep(occurrence);
      next = settled.cursor;
      if (!next) transaction.dropCursor(each.id);
      else if (next !== cursor) transaction.keepCursor(next);
      events.push(...settled.events);
      waiting.push(...settled.waiting);
    }
    const wakeMs = next && wakeTimeOf(next, at.nowMs);
    if (wakeMs !== undefined) wakeAtEpochMs = Math.min(wakeAtEpochMs ?? Infinity, wakeMs);
  }
  // What is known and not stored any more was erased with all that was there.
  for (const id of unmatched.keys()) transaction.dropCursor(id);
  transaction.keepLastCheck({ atEpochMs: at.nowMs, timeZone: at.timeZone });
  return { events, waiting, wakeAtEpochMs };
}

/** A record that is as it was when the cursor was written is not read again. */
function scheduleOf(stored: StoredSchedule, cursor: ScheduleCursor | undefined): Schedule | undefined {
  if (cursor?.stamp === stored.stamp) return cursor.schedule;
  return stored.deleted ? undefined : stored.read();
}

async function load(transaction: LedgerTransaction, { ids, ranges }: NeededOccurrences): Promise<KnownOccurrences> {
  const inRanges = await Promise.all(ranges.map((range) => transaction.occurrencesIn(range)));
  const found = new Map(inRanges.flatMap(({ occurrences }) => occurrences).map((each) => [each.id, each]));
  const add = async (wanted: readonly string[]): Promise<void> => {
    const missing = wanted.filter((id) => !found.has(id));
    for (const each of await Promise.all(missing.map((id) => transaction.occurrence(id)))) {
      if (each) found.set(each.id, each);
    }
  };
  await add(ids);
  // how one came to be where it is: what was snoozed does not follow the device
  await add([...found.values()].flatMap(({ end, movedFrom }) => (end === null ? (movedFrom ?? []) : [])));
  return { occurrences: [...found.values()], newerIds: inRanges.flatMap(({ newerIds }) => newerIds) };
}
