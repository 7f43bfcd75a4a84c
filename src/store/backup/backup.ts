import { good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import { longTransaction, type Turn } from '../database/longTransaction.ts';
import { answered, type Database } from '../database/idb.ts';
import { migrateIn, migratePlanIds } from '../library/identity.ts';
import { recover } from '../checkpoints/recovery.ts';
import type { Key } from '../checkpoints/checkpointBackend.ts';
import { EPOCH, CURSOR, STORES, type Stamped } from '../database/records.ts';
import {
  isNote,
  isStampedStore,
  KEPT,
  perStore,
  READ,
  STAMPED,
  type Entries,
  type Entry,
  type Kept,
  type StampedStore,
} from './keptRecords.ts';
import {
  isTaken,
  mergeOf,
  NOTHING,
  stampsIn,
  talliesOf,
  type Merge,
  type Stamp,
  type Stamps,
  type Tallies,
} from './merge.ts';
import { EntryValidator, type Passed } from './validate.ts';

/**
 * All that is kept, as records on their way into a file and back out of one. The workout under way belongs to this
 * device: it is not among them, and nothing here touches it but `eraseAll`, which refuses while there is one.
 */

/** What an hour with every heartbeat takes on the disk, all its records together. */
export const HOUR_BYTES = 15_000;

/** So many records are read or written at a time. */
const BATCH = 128;

export type RestoreMode = 'merge' | 'replace';

/** What a file holds, every record of it read: enough to say what a restore would do. */
export interface Preview {
  stamps: Stamps;
  tallies: Tallies;
}

/** A workout is under way, or waits to be gone on with: nothing may be taken from under it. */
export class WorkoutUnderWay extends Error {
  override name = 'WorkoutUnderWay';
}

/** What was good when it was looked at is not any more. */
export class BackupRefused extends Error {
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    super('the backup was refused');
    this.problems = problems;
  }
}

export class Backups {
  readonly #db: Database;
  readonly #wallMs: () => number;

  constructor(db: Database, wallMs: () => number = () => Date.now()) {
    this.#db = db;
    this.#wallMs = wallMs;
  }

  /** About how many records `entries` will give. */
  async count(): Promise<number> {
    const counts = await Promise.all(
      KEPT.map((name) => this.#db.store(name)('readonly', (store) => answered(store.count()))),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /**
   * Every record that can be read, in the order of a file; `leftOut` is told of the others. No transaction is held open
   * meanwhile, so that a workout under way is stored as ever; one that ends meanwhile is not in the file, or wholly is.
   */
  async *entries(leftOut: (entry: Entry) => void): AsyncGenerator<Entry, void, undefined> {
    await migratePlanIds(this.#db).catch(() => undefined); // a full disk can be backed up
    const sessions = new Set<string>();
    const samples = new Set<string>();
    for (const store of KEPT) {
      for await (const [key, value] of this.#all(store)) {
        if (isNote(store, key)) continue;
        const [id] = [key].flat() as [string];
        if (store === 'sessions' && !sessions.has(id)) continue; // removed: it goes at the next visit
        if (store === 'samples' && !samples.has(id)) continue;
        if (store === 'annotations' && !sessions.has(id)) continue; // of a workout that is removed, or is left out itself
        const read = READ[store](key, value);
        if (!read.ok) {
          leftOut({ store, key, value });
          continue;
        }
        if (store === 'digests' && !(read.value as Stamped<unknown>).deleted) sessions.add(id);
        if (store === 'sessions') samples.add(id);
        yield { store, key, value: read.value };
      }
    }
  }

  async *#all(name: Kept): AsyncGenerator<[IDBValidKey, unknown], void, undefined> {
    for (let after: IDBKeyRange | undefined; ;) {
      const [keys, values] = await this.#db.store(name)('readonly', (store) => recordsIn(store, after, BATCH));
      for (const [i, key] of keys.entries()) yield [key, values[i]];
      if (keys.length < BATCH) return;
      after = IDBKeyRange.lowerBound(keys.at(-1), true);
    }
  }

  /** Reads a file to its end, without changing anything. */
  async preview(entries: Entries): Promise<Parsed<Preview>> {
    const nowMs = this.#wallMs();
    const validator = new EntryValidator(nowMs);
    for await (const entry of validator.pass(entries)) if (!entry.ok) return entry;
    await migratePlanIds(this.#db); // what is here is compared under the ids that the file's records get
    const here: Record<StampedStore, ReadonlyMap<string, Stamp>> = { ...NOTHING };
    for (const store of STAMPED) {
      const [keys, records] = await this.#db.store(store)('readonly', (each) => recordsIn(each));
      here[store] = stampsIn(store, keys, records, nowMs);
    }
    return good({ stamps: validator.stamps, tallies: talliesOf(here, validator.stamps) });
  }

  /**
   * Brings the records of a file in, all or none: what fails, is cut off or is given up half way has changed nothing.
   * `stamps` are those of the preview. Fails with what `entries` fails with, or at once with the reason of `signal`.
   */
  async restore(entries: Entries, stamps: Stamps, mode: RestoreMode, signal?: AbortSignal): Promise<void> {
    const nowMs = this.#wallMs();
    const kept = await this.#db.store('checkpoint')('readonly', (store) => recordsIn(store));
    if (isUnderWay(...kept)) throw new WorkoutUnderWay();
    await migratePlanIds(this.#db);
    await longTransaction(
      this.#db,
      [...KEPT, 'figures'],
      async (turn) => {
        if (mode === 'replace')
          await turn((store) => [...KEPT, 'figures' as const].forEach((name) => store(name).clear()));
        const merge = mergeOf(mode === 'replace' ? NOTHING : await stampsHere(turn, nowMs), stamps);
        if (mode === 'merge') await clearWay(turn, merge, stamps);
        // what is noted of schedules is of before: the next look makes it anew, and finds what has come
        await turn((store) => store('occurrences').delete(IDBKeyRange.bound([CURSOR], [CURSOR, []])));

        let batch: Passed[] = [];
        const flush = async (): Promise<void> => {
          const records = batch;
          batch = [];
          await turn((store) => {
            for (const { store: name, key, value } of records) store(name).put(value, key);
          });
        };
        const validator = new EntryValidator(nowMs);
        for await (const entry of validator.pass(entries)) {
          if (!entry.ok) throw new BackupRefused(entry.problems);
          const { store, id } = entry.value;
          const verdict = isStampedStore(store) ? merge[store].get(id) : merge.digests.get(id);
          if (verdict !== undefined && isTaken(verdict)) batch.push(entry.value);
          if (batch.length === BATCH) await flush();
        }
        await flush();
        if (validator.hasFormerIds) await migrateIn(turn, validator.formerPlans);
      },
      signal,
    );
  }

  /** Everything that is stored goes; what says who may write the next workout is nobody's, and stays. */
  async eraseAll(): Promise<void> {
    await longTransaction(this.#db, STORES, async (turn) => {
      const [keys, records] = await turn((store) => {
        const checkpoint = store('checkpoint');
        return [checkpoint.getAllKeys(), checkpoint.getAll() as IDBRequest<unknown[]>];
      });
      if (isUnderWay(keys.result, records.result)) throw new WorkoutUnderWay();
      await turn((store) => {
        for (const name of [...KEPT, 'frames', 'figures'] as const) store(name).clear();
        for (const key of keys.result) if (key !== EPOCH) store('checkpoint').delete(key);
      });
    });
  }
}

async function stampsHere(turn: Turn, nowMs: number): Promise<Stamps> {
  const asks = await turn((store) =>
    STAMPED.map((name) => [store(name).getAllKeys(), store(name).getAll() as IDBRequest<unknown[]>] as const),
  );
  return perStore((name) => {
    const [keys, records] = asks[STAMPED.indexOf(name)]!;
    return stampsIn(name, keys.result, records.result, nowMs);
  });
}

/** What the file knows better goes before it comes: another course of the same workout may have fewer samples. */
async function clearWay(turn: Turn, merge: Merge, file: Stamps): Promise<void> {
  const ids = [...merge.digests].filter(([, verdict]) => isTaken(verdict)).map(([id]) => id);
  for (let at = 0; at < ids.length; at += BATCH) {
    await turn((store) => {
      for (const id of ids.slice(at, at + BATCH)) {
        store('sessions').delete(id);
        store('samples').delete(IDBKeyRange.bound([id], [id, []]));
        store('figures').delete(id);
        if (file.digests.get(id)?.deleted) store('annotations').delete(id);
      }
    });
  }
}

/** By what the checkpoint store holds. A workout that nobody here can read, or that was set aside, is not under way. */
function isUnderWay(keys: readonly IDBValidKey[], records: readonly unknown[]): boolean {
  const read = recover(new Map(keys.map((key, i) => [key as Key, records[i]])));
  return read.ok && read.value !== undefined && read.value.aside === undefined;
}

/** Keys and records: all, or so many at most. */
function recordsIn(store: IDBObjectStore, keys?: IDBKeyRange, max?: number): Promise<[IDBValidKey[], unknown[]]> {
  return Promise.all([answered(store.getAllKeys(keys, max)), answered<unknown[]>(store.getAll(keys, max))]);
}
