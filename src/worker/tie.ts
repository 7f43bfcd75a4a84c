import { moved } from '../core/ledger.ts';
import type { Provenance } from '../core/summary.ts';
import { started, type Start } from '../engine/tie.ts';
import { Database } from '../store/idb.ts';
import { IdbLedger } from '../store/idbLedger.ts';

/** A planned workout was given up: whose heart it was is known all the same. */
export async function giveUp(occurrenceId: string, sessionId: string, provenance: Provenance): Promise<void> {
  await new IdbLedger(new Database(self.indexedDB), () => Date.now()).change(async (book) => {
    const occurrence = await book.occurrence(occurrenceId);
    if (occurrence) book.keep(moved(occurrence, { type: 'finished', sessionId, provenance }));
  });
}

/** Loaded after a workout has begun: finds out which planned one it is. */
export async function tie(start: Start): Promise<string | undefined> {
  const occurrence = await started(new IdbLedger(new Database(self.indexedDB), () => Date.now()), start);
  return occurrence?.id;
}
