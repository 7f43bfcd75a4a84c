import {
  advanceOccurrence,
  closed,
  EARLY_MS,
  isInTime,
  isTried,
  occurrenceOf,
  type Occurrence,
} from '../core/schedule/occurrence.ts';
import { withOccurrence, type ScheduleCursor } from '../core/schedule/scheduleCursor.ts';
import { localOf } from '../core/schedule/localTime.ts';
import type { Provenance } from '../core/session/summary.ts';
import type { Ledger, LedgerTransaction } from './ledger.ts';

/** A workout that began. */
export interface Start {
  sessionId: string;
  planId: string;
  startedAtEpochMs: number;
}

/** One that is over. */
export interface Finish {
  sessionId: string;
  provenance: Provenance;
  finishedAtEpochMs: number;
}

/**
 * Links a workout to the occurrence that it is: of its plan, from half an hour before its time to ten minutes after it,
 * the nearest in time. Saying it twice is saying it once. Needs no cron: when a schedule fires next is noted.
 */
export function linkOccurrence(ledger: Ledger, start: Start): Promise<Occurrence | undefined> {
  return ledger.transact(async (transaction) => {
    for await (const { occurrence, cursor } of candidates(transaction, start)) {
      if (occurrence.end?.status === 'started' && occurrence.end.sessionId === start.sessionId) return occurrence;
      const { sessionId, startedAtEpochMs: atMs } = start;
      const after = advanceOccurrence(occurrence, { type: 'started', atMs, sessionId });
      if (after === occurrence) continue;
      transaction.keep(after);
      transaction.keepCursor(withOccurrence(cursor, after));
      return after;
    }
    return undefined;
  });
}

/** That workout is over, and it is known whose heart it was. */
export function finishOccurrence(ledger: Ledger, occurrenceId: string, session: Finish): Promise<void> {
  return ledger.transact(async (transaction) => {
    const occurrence = await transaction.occurrence(occurrenceId);
    if (!occurrence) return;
    const { sessionId, provenance, finishedAtEpochMs: atMs } = session;
    const after = advanceOccurrence(occurrence, { type: 'finished', atMs, sessionId, provenance });
    if (after === occurrence) return;
    const cursor = await transaction.cursor(after.scheduleId);
    transaction.keep(cursor ? after : closed(after));
    if (cursor && after.end === null) transaction.keepCursor(withOccurrence(cursor, after));
  });
}

interface Candidate {
  occurrence: Occurrence;
  cursor: ScheduleCursor;
}

/** What may be done now, and then what was only tried on that day. */
async function* candidates(transaction: LedgerTransaction, start: Start): AsyncGenerator<Candidate, void> {
  yield* await candidatesInTime(transaction, start);
  for (const cursor of await transaction.cursors()) {
    if (cursor.schedule.planId === start.planId) yield* await triedThatDay(transaction, cursor, start.startedAtEpochMs);
  }
}

/** The nearest first; of two as near, the one that was to be first. */
async function candidatesInTime(
  transaction: LedgerTransaction,
  { planId, startedAtEpochMs }: Start,
): Promise<Candidate[]> {
  const inTime = (fireAtEpochMs: number): boolean => isInTime({ fireAtEpochMs }, startedAtEpochMs);
  const found: Candidate[] = [];
  for (const cursor of await transaction.cursors()) {
    const { schedule, open, nextEpochMs, timeZone } = cursor;
    for (const { id, fireAtEpochMs } of open) {
      const occurrence = inTime(fireAtEpochMs) ? await transaction.occurrence(id) : undefined;
      if (!occurrence) continue; // nothing is of no plan
      if (occurrence.planId === planId && !isTried(occurrence)) found.push({ occurrence, cursor });
    }
    if (schedule.planId !== planId || !schedule.on || nextEpochMs === null || !inTime(nextEpochMs)) continue;
    const next = occurrenceOf(schedule, nextEpochMs, timeZone);
    if (!open.some(({ id }) => id === next.id)) {
      found.push({ occurrence: (await transaction.occurrence(next.id)) ?? next, cursor });
    }
  }
  const farMs = ({ occurrence }: Candidate): number => Math.abs(occurrence.fireAtEpochMs - startedAtEpochMs);
  return found.sort((a, b) => farMs(a) - farMs(b) || a.occurrence.fireAtEpochMs - b.occurrence.fireAtEpochMs);
}

/** What was tried with a simulated heart may be done for real later on that day, however late. */
async function triedThatDay(
  transaction: LedgerTransaction,
  cursor: ScheduleCursor,
  startedAtEpochMs: number,
): Promise<Candidate[]> {
  const { id: scheduleId, revision } = cursor.schedule;
  const fromLocalTime = `${localOf(startedAtEpochMs, cursor.timeZone).localTime.slice(0, 10)}T00:00:00`;
  const { occurrences } = await transaction.occurrencesIn({ scheduleId, revision, fromLocalTime });
  const tried = occurrences.filter((each) => isTried(each) && each.fireAtEpochMs <= startedAtEpochMs + EARLY_MS);
  return tried.map((occurrence) => ({ occurrence, cursor }));
}
