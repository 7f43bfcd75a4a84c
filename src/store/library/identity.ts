import type { Schedule } from '../../core/schedule/schedule.ts';
import { isBuiltIn, isNameMade, isUuid } from '../../core/plan/planId.ts';
import { longTransaction, type Turn } from '../database/longTransaction.ts';
import { answered, type Database } from '../database/idb.ts';
import { CURSOR, type Stamped, type StoreName } from '../database/records.ts';
import {
  formerPlanOf,
  formersIn,
  hasNameMadePlan,
  isLiving,
  isRecord,
  isStamped,
  planMeant,
  sessionOf,
  withPlan,
  type Former,
  type FormerPlan,
  type Living,
} from './formerPlans.ts';

/**
 * The step from ids that were made of names to UUIDs (see `core/plan/planIdentity.ts`), for everything that is stored: plans
 * under their new ids, and whatever names one of them by an old id. One strict transaction, so that it has happened or has
 * not; doing it again changes nothing.
 *
 * It is done when a reader meets such an id, and not once for all: a page of the earlier version may be open beside this
 * one and go on writing old ids, and a backup of another device may bring some. No stamp changes, since no person changed
 * anything: copies on other devices stay the same.
 *
 * An old id alone does not say which plan was meant: `plan` may have been one, and after that was removed another.
 *
 * - A workout has its plan with it, and so has its digest, and a planned workout that was started.
 * - A schedule and what it planned have the plan's name. They follow the plan of that id if that is its name; else the
 *   plan that they meant is gone, and no other takes its place.
 *
 * Read as they are: records that cannot be read, or that a newer version wrote, stay as they are.
 */

/** Whether there is anything to do, for whoever reads neither plans nor digests; looks at little. */
export async function hasNameMadeIds(db: Database): Promise<boolean> {
  const [plans, schedules] = await Promise.all([
    db.store('plans')('readonly', (store) => answered(store.getAllKeys())),
    db.store('schedules')('readonly', (store) => answered<unknown[]>(store.getAll())),
  ]);
  return plans.some((key) => !isUuid(key)) || schedules.some(hasNameMadePlan);
}

/** Does the step; whether anything was to be done. A disk that refuses is a rejection, with nothing changed. */
export async function migratePlanIds(db: Database): Promise<boolean> {
  let changes = 0;
  await longTransaction(db, MIGRATED, async (turn) => {
    changes = await migrateIn(turn);
  });
  return changes > 0;
}

const MIGRATED = ['plans', 'schedules', 'occurrences', 'digests', 'sessions'] as const satisfies readonly StoreName[];

type Values = [keys: IDBValidKey[], records: unknown[]];

/**
 * The step within a transaction. `brought`: the plans of a file that has just come in by their old ids, which the records
 * that came with it mean. The number of records that were changed.
 */
export async function migrateIn(turn: Turn, brought?: ReadonlyMap<string, FormerPlan>): Promise<number> {
  const all = async (name: StoreName): Promise<Values> => {
    const [keys, records] = await turn((store) => [
      store(name).getAllKeys(),
      store(name).getAll() as IDBRequest<unknown[]>,
    ]);
    return [keys.result, records.result];
  };

  const [planKeys, plans] = await all('plans');
  const living = new Map(brought);
  for (const record of plans) {
    const plan = formerPlanOf(record);
    if (plan) living.set(plan.former, plan);
  }
  const formers = formersIn(planKeys, plans);
  const meant = (planId: string, name: string): string =>
    // What came in with a file means that file's plans, and no other device's.
    planMeant(planId, name, { living, formers: brought ? [] : formers });
  const isOld = (planId: unknown): planId is string =>
    typeof planId === 'string' && (isNameMade(planId) || (isBuiltIn(planId) && living.has(planId)));

  let changes = 0;
  await turn((store) => {
    changes += movePlans(store('plans'), planKeys, plans, formers);
  });

  const [digestKeys, digests] = await all('digests');
  const [occurrenceKeys, occurrences] = await all('occurrences');
  const old = (keys: IDBValidKey[], records: unknown[]): { key: IDBValidKey; record: Living }[] =>
    keys.flatMap((key, i) => {
      const record = records[i];
      return isLiving(record) && isOld(record.value['planId']) ? [{ key, record }] : [];
    });
  const oldDigests = old(digestKeys, digests);
  const oldOccurrences = old(occurrenceKeys, occurrences);

  const sessionIds = new Set<string>();
  for (const { key } of oldDigests) if (typeof key === 'string') sessionIds.add(key);
  for (const { record } of oldOccurrences) {
    const id = sessionOf(record);
    if (id !== undefined) sessionIds.add(id);
  }
  const planOfSession = new Map<string, string>();
  for (const ids of batched([...sessionIds])) {
    const asked = await turn((store) => ids.map((id) => store('sessions').get(id) as IDBRequest<unknown>));
    const changed = asked.flatMap(({ result }, i): [string, unknown][] => {
      const after = withPlan(result, living);
      if (!after) return [];
      planOfSession.set(ids[i]!, after.planId);
      return after.record === result ? [] : [[ids[i]!, after.record]];
    });
    await turn((store) => changed.forEach(([id, record]) => store('sessions').put(record, id)));
    changes += changed.length;
  }

  const after = (record: Living, sessionId: unknown): Living => {
    const { planId, planName } = record.value;
    const own = planOfSession.get(String(sessionId)) ?? meant(String(planId), String(planName));
    return { ...record, value: { ...record.value, planId: own } };
  };
  await turn((store) => {
    for (const { key, record } of oldDigests) store('digests').put(after(record, key), key);
    for (const { key, record } of oldOccurrences) store('occurrences').put(after(record, sessionOf(record)), key);
  });

  changes += oldDigests.length + oldOccurrences.length;

  const schedule = (before: Schedule): Schedule => ({
    ...before,
    ...(isOld(before.planId) && { planId: meant(before.planId, before.planName) }),
    ...(Array.isArray(before.earlier) && { earlier: before.earlier.map(schedule) }),
  });
  const [scheduleKeys, schedules] = await all('schedules');
  await turn((store) => {
    for (const [i, key] of scheduleKeys.entries()) {
      const record = schedules[i];
      if (!isLiving(record) || !namesOld(record.value, isOld)) continue;
      store('schedules').put({ ...record, value: schedule(record.value as unknown as Schedule) }, key);
      changes++;
    }
    // what was noted of them is what they are: the next check finds nothing changed
    for (const [i, key] of occurrenceKeys.entries()) {
      const note = occurrences[i];
      if (!Array.isArray(key) || key[0] !== CURSOR || !isRecord(note) || !namesOld(note['schedule'], isOld)) continue;
      store('occurrences').put({ ...note, schedule: schedule(note['schedule'] as Schedule) }, key);
      changes++;
    }
  });
  return changes;
}

/** Each plan under its new id. One that is there already, from another device or from before, is the same plan: the later change wins. */
function movePlans(
  store: IDBObjectStore,
  keys: readonly IDBValidKey[],
  records: readonly unknown[],
  formers: readonly Former[],
): number {
  let changes = 0;
  const byKey = new Map(keys.map((key, i) => [key, records[i]]));
  for (const [key, record] of byKey) {
    if (typeof key !== 'string' || isUuid(key) || !isStamped(record)) continue;
    const moved = formerPlanOf(record);
    if (moved || record.deleted) changes++;
    if (moved) {
      const former = { id: moved.former, name: moved.name };
      const there = byKey.get(moved.id);
      if (!isStamped(there) || isLater(record, there)) store.put({ ...record, value: moved.plan, former }, moved.id);
      store.delete(key);
    } else if (record.deleted) {
      // A page of the earlier version removed it since; or it went before, and nothing is left that this could name.
      const known = formers.filter(({ former, deleted }) => former.id === String(key) && !deleted);
      const [only] = known;
      if (known.length === 1 && only && isLater(record, only)) {
        store.put({ ...record, revision: Math.max(record.revision, only.revision + 1), former: only.former }, only.id);
      }
      store.delete(key);
    }
  }
  return changes;
}

const isLater = (a: Stamped<unknown>, b: Stamped<unknown>): boolean =>
  (a.updatedAtEpochMs - b.updatedAtEpochMs || a.revision - b.revision) > 0;

function namesOld(value: unknown, isOld: (planId: unknown) => boolean): boolean {
  if (!isRecord(value)) return false;
  return (
    isOld(value['planId']) ||
    (Array.isArray(value['earlier']) && value['earlier'].some((each) => namesOld(each, isOld)))
  );
}

function* batched<T>(all: readonly T[]): Generator<readonly T[]> {
  const BATCH = 128;
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH);
}
