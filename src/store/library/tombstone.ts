import type { Plan } from '../../core/plan/plan.ts';
import type { Stamped } from '../database/records.ts';

/** For so long a plan that was deleted can be brought back. */
export const DELETED_FOR_MS = 30 * 86_400_000;

/** Whether a plan was deleted and is still kept. */
export function isDeletedPlan(record: unknown): record is Stamped<Plan> & { removed: Plan } {
  const { deleted, removed } = (record ?? {}) as Partial<Stamped<Plan>>;
  return deleted === true && removed !== undefined;
}

/** A clock that ran ahead when it was deleted costs nobody a plan. */
export function canComeBack({ updatedAtEpochMs }: Stamped<Plan>, nowMs: number): boolean {
  return nowMs - updatedAtEpochMs < DELETED_FOR_MS;
}
