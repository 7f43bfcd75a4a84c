import type { Provenance } from '../core/session/summary.ts';
import { finishOccurrence, linkOccurrence, type Start } from '../engine/linkOccurrence.ts';
import { browserIndexedDb } from '../store/database/factory.ts';
import { Database } from '../store/database/idb.ts';
import { IdbLedger } from '../store/ledger/idbLedger.ts';

const ledger = new IdbLedger(new Database(browserIndexedDb()), () => Date.now());

/** A planned workout was given up: whose heart it was is known all the same. */
export function giveUp(occurrenceId: string, sessionId: string, provenance: Provenance): Promise<void> {
  return finishOccurrence(ledger, occurrenceId, { sessionId, provenance, finishedAtEpochMs: Date.now() });
}

/** Loaded after a workout has begun: finds out which planned one it is. */
export async function linkWorkout(start: Start): Promise<string | undefined> {
  return (await linkOccurrence(ledger, start))?.id;
}
