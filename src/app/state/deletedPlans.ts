import { browserIndexedDb } from '../../store/database/factory.ts';
import { Database } from '../../store/database/idb.ts';
import * as stored from '../../store/library/deletedPlans.ts';

export type { DeletedPlan } from '../../store/library/deletedPlans.ts';

/** Plans that were deleted in the last thirty days, the latest first. */
export function deletedPlans(): Promise<stored.DeletedPlan[]> {
  return stored.deletedPlans(new Database(browserIndexedDb()), Date.now());
}
