import { entries, update } from 'idb-keyval';
import type { Plan } from '../../core/plan/plan.ts';
import type { Database } from '../database/idb.ts';
import { readPlan } from '../database/readers.ts';
import type { Stamped } from '../database/records.ts';
import { canComeBack, DELETED_FOR_MS, isDeletedPlan } from './tombstone.ts';

/**
 * Plans that were deleted in the last thirty days. Each is kept within its tombstone (`removed`), so that merging two
 * copies goes by the deletion: an older backup does not bring it back, only a person does (`Library.bringBackPlan`). One
 * that was deleted by an earlier version left nothing.
 */

export interface DeletedPlan {
  plan: Plan;
  deletedAtEpochMs: number;
  /** From then on it is gone. */
  goneAtEpochMs: number;
}

/** Those that can be brought back, the latest first. Ones that cannot be read are left out. */
export async function deletedPlans(db: Database, nowMs: number): Promise<DeletedPlan[]> {
  const records = await entries<string, unknown>(db.store('plans'));
  const deleted = records.flatMap(([id, record]): DeletedPlan[] => {
    if (!isDeletedPlan(record)) return [];
    const read = readPlan(record);
    if (!read.ok || read.value.removed?.id !== id || !canComeBack(read.value, nowMs)) return [];
    const deletedAtEpochMs = Math.min(read.value.updatedAtEpochMs, nowMs);
    return [{ plan: read.value.removed, deletedAtEpochMs, goneAtEpochMs: deletedAtEpochMs + DELETED_FOR_MS }];
  });
  return deleted.sort((a, b) => b.deletedAtEpochMs - a.deletedAtEpochMs);
}

/** Of those that were deleted before, the tombstones stay, as they are to any other copy. */
export async function forgetDeletedPlans(db: Database, nowMs: number): Promise<void> {
  for (const [id, record] of await entries<string, unknown>(db.store('plans'))) {
    if (!isDeletedPlan(record) || canComeBack(record, nowMs)) continue;
    const without = (now?: Stamped<Plan>): Stamped<Plan> => {
      if (!isDeletedPlan(now) || canComeBack(now, nowMs)) throw new Error('it was changed meanwhile');
      const { removed: _, ...left } = now;
      return left;
    };
    await update<Stamped<Plan>>(id, without, db.store('plans')).catch(() => undefined);
  }
}
