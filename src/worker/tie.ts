import { started, type Start } from '../engine/tie.ts';
import { Database } from '../store/idb.ts';
import { IdbLedger } from '../store/idbLedger.ts';

/** Loaded after a workout has begun: finds out which planned one it is. */
export async function tie(start: Start): Promise<string | undefined> {
  const occurrence = await started(new IdbLedger(new Database(self.indexedDB), () => Date.now()), start);
  return occurrence?.id;
}
