import { update } from 'idb-keyval';
import type { Occurrence } from '../../core/schedule/occurrence.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import type { Database } from '../database/idb.ts';
import { stamped, type Stamped } from '../database/records.ts';

/** What a page knows of the ledger. */
export interface KnownLedger {
  schedules: readonly Schedule[];
  occurrences: readonly Occurrence[];
}

/**
 * The database was deleted or evicted: of what is known, what is not there any more is stored again, all or nothing. What
 * is there stays, a tombstone too, since a removal is later than what is known here. Cursors are made anew by the next
 * check of the ledger.
 */
export async function keepLedgerAgain(db: Database, known: KnownLedger, nowMs: number): Promise<void> {
  const { schedules, occurrences } = known;
  const again = <T>(value: T) => {
    return (before: Stamped<T> | undefined): Stamped<T> => before ?? stamped(value, nowMs);
  };
  await db.together(['schedules', 'occurrences'], (store) => [
    ...schedules.map((each) => update(each.id, again(each), store('schedules'))),
    ...occurrences.map((each) => update(each.id, again(each), store('occurrences'))),
  ]);
}
