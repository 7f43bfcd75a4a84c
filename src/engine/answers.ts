import {
  advanceOccurrence,
  READY_MS,
  SNOOZE_MS,
  type CancelReason,
  type Occurrence,
} from '../core/schedule/occurrence.ts';
import { OccurrenceDraft } from '../core/schedule/occurrenceDraft.ts';
import { successorOf } from '../core/schedule/postponed.ts';
import { openOf, type OpenOccurrence } from '../core/schedule/scheduleCursor.ts';
import { instantOf, isZone, localOf } from '../core/schedule/timeZone.ts';
import type { LedgerTransaction } from './ledger.ts';

// What is done with one occurrence: it is told, skipped, put off or given up. Each within one transaction.

/** When, and where the device is. */
interface Now {
  nowMs: number;
  timeZone: string;
}

/** Nothing has become of it yet, and it is not too late for anything. */
export function waitsAt({ end, fireAtEpochMs }: Occurrence, nowMs: number): boolean {
  return end === null && nowMs <= fireAtEpochMs + READY_MS;
}

export async function announce(
  transaction: LedgerTransaction,
  id: string,
  nowMs: number,
): Promise<Occurrence | undefined> {
  const occurrence = await transaction.occurrence(id);
  if (!occurrence) return undefined;
  const after = advanceOccurrence(occurrence, { type: 'announced', atMs: nowMs });
  if (after === occurrence) return occurrence;
  transaction.keep(after);
  await replaceOpen(transaction, after, (open) => [{ ...open, state: 'told' }]);
  return after;
}

export async function cancel(
  transaction: LedgerTransaction,
  id: string,
  nowMs: number,
  why: CancelReason,
): Promise<Occurrence | undefined> {
  const occurrence = await transaction.occurrence(id);
  if (!occurrence) return undefined;
  const after = advanceOccurrence(occurrence, { type: 'cancelled', atMs: nowMs, why });
  if (after !== occurrence) await close(transaction, after);
  return after;
}

/** What was skipped; none where it had ended already. */
export async function skip(transaction: LedgerTransaction, id: string, nowMs: number): Promise<Occurrence | undefined> {
  const occurrence = await transaction.occurrence(id);
  if (!occurrence || !waitsAt(occurrence, nowMs)) return undefined;
  const after = advanceOccurrence(occurrence, { type: 'skipped', atMs: nowMs });
  await close(transaction, after);
  return after;
}

/** In ten minutes again. Its successor, unless it had ended already. */
export function snooze(transaction: LedgerTransaction, id: string, now: Now): Promise<Occurrence | undefined> {
  return move(transaction, id, now, () => now.nowMs + SNOOZE_MS);
}

/** Tomorrow at the time of day that it was planned for, however often it was put off. */
export function postpone(transaction: LedgerTransaction, id: string, now: Now): Promise<Occurrence | undefined> {
  return move(transaction, id, now, (first, timeZone) => {
    const [, time] = first.localTime.split('T');
    const [today] = localOf(now.nowMs, timeZone).localTime.split('T');
    return instantOf(Date.parse(`${today}T${time}Z`) + 86_400_000, timeZone);
  });
}

async function move(
  transaction: LedgerTransaction,
  id: string,
  { nowMs, timeZone: here }: Now,
  to: (first: Occurrence, timeZone: string) => number,
): Promise<Occurrence | undefined> {
  const occurrence = await transaction.occurrence(id);
  if (occurrence === undefined || !waitsAt(occurrence, nowMs)) return undefined;
  const timeZone = isZone(occurrence.timeZone) ? occurrence.timeZone : here;
  const atMs = to(await firstOf(transaction, occurrence), timeZone);
  const { scheduleId, revision } = occurrence;
  const fromLocalTime = localOf(atMs, timeZone).localTime;
  const there = new OccurrenceDraft(await transaction.occurrencesIn({ scheduleId, revision, fromLocalTime }));
  const successor = successorOf(there, occurrence, atMs, timeZone);
  transaction.keep(successor);
  await close(
    transaction,
    advanceOccurrence(occurrence, { type: 'moved', atMs: nowMs, to: successor.id }),
    openOf(successor),
  );
  return successor;
}

/** What was planned, before it was put off. */
async function firstOf(transaction: LedgerTransaction, occurrence: Occurrence): Promise<Occurrence> {
  const seen = new Set<string>(); // a restored ledger may go in a circle
  let first = occurrence;
  while (first.movedFrom !== null && !seen.has(first.id)) {
    seen.add(first.id);
    first = (await transaction.occurrence(first.movedFrom)) ?? first;
  }
  return first;
}

/** It has ended, and nothing may be done with it any more; `successor` takes its place. */
async function close(transaction: LedgerTransaction, ended: Occurrence, successor?: OpenOccurrence): Promise<void> {
  transaction.keep(ended);
  await replaceOpen(transaction, ended, () => [], successor ? [successor] : []);
}

async function replaceOpen(
  transaction: LedgerTransaction,
  { id, scheduleId }: Occurrence,
  by: (open: OpenOccurrence) => OpenOccurrence[],
  added: readonly OpenOccurrence[] = [],
): Promise<void> {
  const cursor = await transaction.cursor(scheduleId);
  if (!cursor) return;
  const open = cursor.open.flatMap((each) => (each.id === id ? by(each) : [each]));
  transaction.keepCursor({ ...cursor, open: [...open, ...added] });
}
