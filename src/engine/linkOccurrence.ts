import { advanceOccurrence, isInTime, occurrenceOf, type Occurrence } from '../core/schedule/occurrence.ts';
import { openOf, type ScheduleCursor } from '../core/schedule/scheduleCursor.ts';
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
}

/**
 * Links a workout to the occurrence that it is: of its plan, from half an hour before its time to ten minutes after it,
 * the nearest in time. Saying it twice is saying it once. Needs no cron: when a schedule fires next is noted.
 */
export function linkOccurrence(ledger: Ledger, start: Start): Promise<Occurrence | undefined> {
  return ledger.transact(async (transaction) => {
    for (const { occurrence, cursor } of await candidates(transaction, start)) {
      if (occurrence.end?.status === 'started' && occurrence.end.sessionId === start.sessionId) return occurrence;
      const { sessionId, startedAtEpochMs: atMs } = start;
      const after = advanceOccurrence(occurrence, { type: 'started', atMs, sessionId });
      if (after === occurrence) continue;
      transaction.keep(after);
      const others = cursor.open.filter(({ id }) => id !== after.id);
      transaction.keepCursor({ ...cursor, open: [...others, openOf(after)] });
      return after;
    }
    return undefined;
  });
}

/** That workout is over, and it is known whose heart it was. */
export function finishOccurrence(ledger: Ledger, occurrenceId: string, session: Finish): Promise<void> {
  return ledger.transact(async (transaction) => {
    const occurrence = await transaction.occurrence(occurrenceId);
    if (occurrence) transaction.keep(advanceOccurrence(occurrence, { type: 'finished', ...session }));
  });
}

interface Candidate {
  occurrence: Occurrence;
  cursor: ScheduleCursor;
}

/** The nearest first; of two as near, the one that was to be first. */
async function candidates(transaction: LedgerTransaction, { planId, startedAtEpochMs }: Start): Promise<Candidate[]> {
  const inTime = (fireAtEpochMs: number): boolean => isInTime({ fireAtEpochMs }, startedAtEpochMs);
  const found: Candidate[] = [];
  for (const cursor of await transaction.cursors()) {
    const { schedule, open, nextEpochMs, timeZone } = cursor;
    for (const { id, fireAtEpochMs } of open) {
      const occurrence = inTime(fireAtEpochMs) ? await transaction.occurrence(id) : undefined;
      if (!occurrence) continue; // nothing is of no plan
      if (occurrence.planId === planId) found.push({ occurrence, cursor });
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
