import type { Occurrence, Schedule, Standing } from '../core/ledger.ts';
import type { Parsed } from '../core/parsed.ts';
import { answered, type Database } from './idb.ts';
import type * as Readers from './ledgerReaders.ts';
import { STANDING, type Stamped } from './records.ts';

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
    return kept(records, async () => (await readers()).readSchedule);
  }

  async standings(): Promise<Standing[]> {
    const range = IDBKeyRange.bound([STANDING], [STANDING, []]);
    const records = await this.#db.store('occurrences')('readonly', (store) => answered(store.getAll(range)));
    if (records.length === 0) return [];
    const { readStanding } = await readers();
    return records.flatMap((record) => readStanding(record) ?? []);
  }

  /** Those of this moment and later, in order of time; `earlier` says that there are others before. */
  async occurrences({ sinceEpochMs }: { sinceEpochMs: number }): Promise<Kept<Occurrence> & { earlier: boolean }> {
    const { records, earlier } = await this.#db.store('occurrences')('readonly', (store) => since(store, sinceEpochMs));
    const read = await kept(records, async () => (await readers()).readOccurrence);
    const items = read.items
      .filter(({ fireAtEpochMs }) => fireAtEpochMs >= sinceEpochMs)
      .sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
    return { ...read, items, earlier: earlier || items.length < read.items.length };
  }
}

/** Further than any clock is from another. */
const DAY_MS = 86_400_000;

/**
 * A key is schedule, revision and local time: of each revision only what is late enough is read, by leaping from one
 * to the next. A ledger may be years long, and the leaps are few.
 */
async function since(store: IDBObjectStore, sinceEpochMs: number): Promise<{ records: unknown[]; earlier: boolean }> {
  const firstDay = new Date(sinceEpochMs - DAY_MS).toISOString().slice(0, 10);
  const asked: Promise<unknown[]>[] = [];
  let earlier = false;
  await new Promise<void>((resolve, reject) => {
    const leap = store.openKeyCursor(IDBKeyRange.upperBound([], true)); // texts, and no list: those are standings
    leap.onerror = () => reject(leap.error ?? new Error('IndexedDB would not read'));
    leap.onsuccess = () => {
      const cursor = leap.result;
      if (typeof cursor?.key !== 'string') return resolve();
      const revision = /^(.*?\/\d+\/)-?\d{4,6}-\d\d-\d\dT/.exec(cursor.key)?.[1] ?? cursor.key;
      earlier ||= cursor.key < revision + firstDay;
      asked.push(answered(store.getAll(IDBKeyRange.bound(revision + firstDay, `${revision}\uffff`))));
      cursor.continue(`${revision}\uffff`);
    };
  });
  return { records: (await Promise.all(asked)).flat(), earlier };
}

/** Tombstones are neither kept nor counted. The readers are fetched when there is something to read. */
async function kept<T>(
  records: unknown[],
  reader: () => Promise<(record: unknown) => Parsed<Stamped<T>>>,
): Promise<Kept<T>> {
  const all: Kept<T> = { items: [], newer: 0, unreadable: 0 };
  if (records.length === 0) return all;
  const readOne = await reader();
  for (const record of records) {
    const read = readOne(record);
    if (!read.ok) all[read.problems.some(({ code }) => code === 'record.newer') ? 'newer' : 'unreadable']++;
    else if (read.value.value !== null) all.items.push(read.value.value);
  }
  return all;
}
