import { bounded } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { isBuiltIn, isNameMade, isUuid } from '../../core/plan/planId.ts';
import { gonePlanId, migratedPlanId } from '../../core/plan/planIdentity.ts';
import { RECORD_VERSION, type Stamped } from '../database/records.ts';

/** Which plan a record means that names one by an old id, as `identity.ts` has it. */

/** What a plan of an old id is called, and its new id. */
export interface FormerPlan {
  id: string;
  name: string;
}

/** The plan in these records that had this id, under its new one. */
export function formerPlanOf(record: unknown): (FormerPlan & { former: string; plan: Plan }) | undefined {
  if (!isLiving(record)) return undefined;
  const { id, name } = record.value;
  if (typeof id !== 'string' || isUuid(id) || typeof name !== 'string') return undefined;
  if (!bounded(record.value, LIMITS).ok) return undefined;
  const uuid = migratedPlanId(id, record.value);
  return { id: uuid, name, former: id, plan: { ...(record.value as unknown as Plan), id: uuid } };
}

/** Of a plan as it is read (see `planFile.ts`), with room. */
const LIMITS = { nodes: 100_000, depth: 80 };

/** A record that is not removed, read as it is. */
export type Living = Stamped<unknown> & { value: Record<string, unknown> };
/** A plan under its new id that says which old one it had. */
export type Former = Stamped<unknown> & { former: { id: string; name: string }; id: string };

/** The plans in these records that had an old id. */
export function formersIn(keys: readonly IDBValidKey[], records: readonly unknown[]): Former[] {
  return keys.flatMap((key, i): Former[] => {
    const record = records[i];
    return isUuid(key) && isStamped(record) && record.former ? [{ ...record, former: record.former, id: key }] : [];
  });
}

/** Which plan is meant by this id and this name: one of the `living` by their old ids, or one that has its new id already. */
export function planMeant(
  planId: string,
  name: string,
  { living, formers }: { living: ReadonlyMap<string, FormerPlan>; formers: readonly Former[] },
): string {
  const here = living.get(planId);
  if (here?.name === name) return here.id;
  if (isBuiltIn(planId)) return planId;
  const known = formers.filter(({ former }) => former.id === planId && former.name === name);
  // Of two devices' plans of one id and one name nobody can say which it was: it is neither.
  const kept = known.filter(({ deleted }) => !deleted);
  const [only, ...more] = kept.length > 0 ? kept : known;
  return only && more.length === 0 ? only.id : gonePlanId(planId, name);
}

/** Whether this record of a schedule, a planned workout or a digest names a plan by an old id. */
export function hasNameMadePlan(record: unknown): boolean {
  return isLiving(record) && typeof record.value['planId'] === 'string' && isNameMade(record.value['planId']);
}

/** A workout's record with its plan's own id, and that id. */
export function withPlan(
  record: unknown,
  living: ReadonlyMap<string, FormerPlan>,
): { record: unknown; planId: string } | undefined {
  if (!isLiving(record)) return undefined;
  const { plan } = record.value;
  if (!isRecord(plan) || typeof plan['id'] !== 'string' || !bounded(plan, LIMITS).ok) return undefined;
  const { id } = plan;
  const own = isUuid(id) ? id : migratedPlanId(id, plan);
  // a built-in plan is one, unless a plan of the person's stood in its place
  if (isBuiltIn(id) && living.get(id)?.id !== own) return { record, planId: id };
  return {
    record: own === id ? record : { ...record, value: { ...record.value, plan: { ...plan, id: own } } },
    planId: own,
  };
}

/** The workout that a planned one became. */
export function sessionOf({ value: { end } }: Living): string | undefined {
  if (!isRecord(end) || end['status'] !== 'started') return undefined;
  return typeof end['sessionId'] === 'string' ? end['sessionId'] : undefined;
}

export function isStamped(record: unknown): record is Stamped<unknown> {
  if (!isRecord(record)) return false;
  const { v, revision, updatedAtEpochMs, deleted } = record;
  return (
    v === RECORD_VERSION &&
    typeof revision === 'number' &&
    typeof updatedAtEpochMs === 'number' &&
    typeof deleted === 'boolean'
  );
}

export function isLiving(record: unknown): record is Living {
  return isStamped(record) && !record.deleted && isRecord(record.value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
