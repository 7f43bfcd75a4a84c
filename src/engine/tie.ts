import {
  isInTime,
  moved,
  occurrenceOf,
  type Occurrence,
  type OpenOccurrence,
  type Standing,
} from '../core/schedule/ledger.ts';
import type { Provenance } from '../core/session/summary.ts';
import type { Book, Ledger } from './book.ts';

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
 * The occurrence that this workout is: of its plan, from half an hour before its time to ten minutes after it, the
 * nearest in time. Saying it twice is saying it once. Needs no cron: when a schedule fires next is noted.
 */
export function started(ledger: Ledger, start: Start): Promise<Occurrence | undefined> {
  return ledger.change(async (book) => {
    for (const { occurrence, standing } of await candidates(book, start)) {
      if (occurrence.end?.status === 'started' && occurrence.end.sessionId === start.sessionId) return occurrence;
      const { sessionId, startedAtEpochMs: atMs } = start;
      const after = moved(occurrence, { type: 'started', atMs, sessionId });
      if (after === occurrence) continue;
      book.keep(after);
      const over: OpenOccurrence = { id: after.id, fireAtEpochMs: after.fireAtEpochMs, state: 'over' };
      book.keepStanding({ ...standing, open: [...standing.open.filter(({ id }) => id !== after.id), over] });
      return after;
    }
    return undefined;
  });
}

/** That workout is over, and it is known whose heart it was. */
export function finished(ledger: Ledger, occurrenceId: string, session: Finish): Promise<void> {
  return ledger.change(async (book) => {
    const occurrence = await book.occurrence(occurrenceId);
    if (occurrence) book.keep(moved(occurrence, { type: 'finished', ...session }));
  });
}

interface Candidate {
  occurrence: Occurrence;
  standing: Standing;
}

/** The nearest first; of two as near, the one that was to be first. */
async function candidates(book: Book, { planId, startedAtEpochMs }: Start): Promise<Candidate[]> {
  const inTime = (fireAtEpochMs: number): boolean => isInTime({ fireAtEpochMs }, startedAtEpochMs);
  const found: Candidate[] = [];
  for (const standing of await book.standings()) {
    const { schedule, open, nextEpochMs, timeZone } = standing;
    for (const { id, fireAtEpochMs } of open) {
      const occurrence = inTime(fireAtEpochMs) ? await book.occurrence(id) : undefined;
      if (!occurrence) continue; // nothing is of no plan
      if (occurrence.planId === planId) found.push({ occurrence, standing });
    }
    if (schedule.planId !== planId || !schedule.on || nextEpochMs === null || !inTime(nextEpochMs)) continue;
    const next = occurrenceOf(schedule, nextEpochMs, timeZone);
    if (!open.some(({ id }) => id === next.id)) {
      found.push({ occurrence: (await book.occurrence(next.id)) ?? next, standing });
    }
  }
  const farMs = ({ occurrence }: Candidate): number => Math.abs(occurrence.fireAtEpochMs - startedAtEpochMs);
  return found.sort((a, b) => farMs(a) - farMs(b) || a.occurrence.fireAtEpochMs - b.occurrence.fireAtEpochMs);
}
