import type { Occurrence } from '../../core/schedule/occurrence.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import type { ScheduleCursor } from '../../core/schedule/scheduleCursor.ts';
import type { Parsed } from '../../core/parse/parsed.ts';
import { isNameMade } from '../../core/plan/planId.ts';
import { answered, type Database } from '../database/idb.ts';
import type * as Readers from './ledgerReaders.ts';
import { CURSOR, type Stamped } from '../database/records.ts';

const readers = (): Promise<typeof Readers> => import('./ledgerReaders.ts');

/** What could be read of one kind of record, and how many could not be. */
export interface Kept<T> {
  items: T[];
  /** Of a newer version of the app: left alone until that one is here. */
  newer: number;
  unreadable: number;
}

/** What the page reads of schedules and of what became of them. It changes nothing: that is `IdbLedger`'s. */
export class Agenda {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async schedules(): Promise<Kept<Schedule>> {
    const records = await this.#db.store('schedules')('readonly', (store) => answered(store.getAll()));
    const schedules = await kept(records, async () => (await readers()).readSchedule);
    if (!schedules.items.some(({ planId }) => isNameMade(planId))) return schedules;
    const { migratePlanIds } = await import('../library/identity.ts');
    const migrated = await migratePlanIds(this.#db).catch(() => false);
    return migrated ? this.schedules() : schedules;
  }

  async cursors(): Promise<ScheduleCursor[]> {
    const range = IDBKeyRange.bound([CURSOR], [CURSOR, []]);
    const records = await this.#db.store('occurrences')('readonly', (store) => answered(store.getAll(range)));
    if (records.length === 0) return [];
    const { readCursor } = await readers();
    return records.flatMap((record) => readCursor(record) ?? []);
  }

  /**
   * Those of this moment and later, in order of time; `earlier` says that there are others before. `laterOf` names, by
   * schedule, a later moment up to which they are known: who reads again need not read years again. `count` is of all
   * that there are, and tells when more than that has changed.
   */
  async occurrences({ sinceEpochMs, laterOf = new Map() }: Wanted): Promise<Read> {
    const { records, earlier, count } = await this.#db.store('occurrences')('readonly', (store) =>
      since(store, (scheduleId) => Math.max(sinceEpochMs, laterOf.get(scheduleId) ?? -Infinity)),
    );
    const read = await kept(records, async () => (await readers()).readOccurrence);
    const items = read.items
      .filter(({ fireAtEpochMs }) => fireAtEpochMs >= sinceEpochMs)
      .sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
    return { ...read, items, earlier: earlier || items.length < read.items.length, count };
  }
}

interface Wanted {
  sinceEpochMs: number;
  laterOf?: ReadonlyMap<string, number>;
}

interface Read extends Kept<Occurrence> {
  earlier: boolean;
  count: number;
}

/** Further than any clock is from another. */
const DAY_MS = 86_400_000;
/** So many records at once: the screen is drawn in between. */
const PART = 2_000;

/**
 * A key is schedule, revision and local time: of each revision only what is late enough is read, by leaping from one
 * to the next. A ledger may be years long, and the leaps are few.
 */
async function since(
  store: IDBObjectStore,
  sinceOf: (scheduleId: string) => number,
): Promise<{ records: unknown[]; earlier: boolean; count: number }> {
  const records: unknown[] = [];
  let earlier = false;
  const texts = IDBKeyRange.upperBound([], true); // texts, and no list: those are cursors
  const count = answered(store.count(texts));
  const waiting: [from: string, to: string][] = [];
  await new Promise<void>((resolve, reject) => {
    const leap = store.openKeyCursor(texts);
    leap.onerror = () => reject(leap.error ?? new Error('IndexedDB would not read'));
    leap.onsuccess = () => {
      const cursor = leap.result;
      if (typeof cursor?.key !== 'string') return resolve();
      const revision = /^(.*?\/\d+\/)-?\d{4,6}-\d\d-\d\dT/.exec(cursor.key)?.[1] ?? cursor.key;
      const from = revision + dayOf(sinceOf(revision.slice(0, revision.indexOf('/'))) - DAY_MS);
      earlier ||= cursor.key < from;
      waiting.push([from, `${revision}\uffff`]);
      cursor.continue(`${revision}\uffff`);
    };
  });
  for (const [from, to] of waiting) {
    for (let lower: IDBKeyRange | undefined = IDBKeyRange.bound(from, to); lower;) {
      const [keys, some]: [IDBValidKey[], unknown[]] = await Promise.all([
        answered(store.getAllKeys(lower, PART)),
        answered<unknown[]>(store.getAll(lower, PART)),
      ]);
      for (const each of some) records.push(each);
      lower = some.length < PART ? undefined : IDBKeyRange.bound(keys.at(-1), to, true);
    }
  }
  return { records, earlier, count: await count };
}

/** The calendar day in UTC; what no date can be is before all of them. */
function dayOf(epochMs: number): string {
  return Math.abs(epochMs) > 8.64e15 ? '' : new Date(epochMs).toISOString().slice(0, 10);
}

/** Tombstones are neither kept nor counted. The readers are fetched when there is something to read. */
async function kept<T>(
  records: unknown[],
  reader: () => Promise<(record: unknown) => Parsed<Stamped<T>>>,
): Promise<Kept<T>> {
  const all: Kept<T> = { items: [], newer: 0, unreadable: 0 };
  if (records.length === 0) return all;
  const readOne = await reader();
  for (const [i, record] of records.entries()) {
    if (i % PART === PART - 1) await drawn();
    const read = readOne(record);
    if (!read.ok) all[read.problems.some(({ code }) => code === 'record.newer') ? 'newer' : 'unreadable']++;
    else if (read.value.value !== null) all.items.push(read.value.value);
  }
  return all;
}

/** Whatever else is to be done has been done: what is touched meanwhile is not kept waiting. */
const drawn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
