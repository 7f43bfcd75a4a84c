import { isId, isOccurrenceId } from '../../core/parse/limits.ts';
import { hasLapsed, type Occurrence } from '../../core/schedule/ledger.ts';
import { bad, good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { isUuid } from '../../core/plan/planId.ts';
import { held, type Turn } from '../database/held.ts';
import { answered, type Database } from '../database/idb.ts';
import { formerPlanOf, hasNameMadePlan, migrateIn, migratePlanIds, type FormerPlan } from '../library/identity.ts';
import { readOccurrence, readSchedule } from '../ledger/ledgerReaders.ts';
import { readChunk, readDigest, readPlan, readSession, readSettings, recover } from '../database/readers.ts';
import type { Key } from '../checkpoints/shelf.ts';
import { EPOCH, STANDING, STORES, type Stamped, type StoreName } from '../database/records.ts';

/**
 * All that is kept, as records on their way into a file and back out of one. The workout under way belongs to this
 * device: it is not among them, and nothing here touches it but `eraseAll`, which refuses while there is one.
 */

export interface Entry {
  store: string;
  key: unknown;
  value: unknown;
}

/** In the order of a file: digests say which sessions there are, sessions which samples. */
const KEPT = ['digests', 'sessions', 'samples', 'plans', 'settings', 'schedules', 'occurrences'] as const;
type Kept = Exclude<StoreName, 'checkpoint'>;
KEPT satisfies readonly Kept[];

/** Those whose stamps say which of two copies wins. A session and its samples go where their digest goes. */
const STAMPED = ['digests', 'plans', 'settings', 'schedules', 'occurrences'] as const;
type StampedStore = (typeof STAMPED)[number];

/** One for each of these stores. */
function perStore<T>(of: (store: StampedStore) => T): Record<StampedStore, T> {
  return Object.fromEntries(STAMPED.map((store) => [store, of(store)])) as Record<StampedStore, T>;
}

type Stamp = Pick<Stamped<unknown>, 'updatedAtEpochMs' | 'revision' | 'deleted'> & {
  /** Of a planned workout: somebody did something with it, which a clock on another device cannot undo. */
  done?: boolean;
};
export type Stamps = Record<StampedStore, ReadonlyMap<string, Stamp>>;

/** What an hour with every heartbeat takes on the disk, all its records together. */
export const HOUR_BYTES = 15_000;

/** So many records are read or written at a time. */
const BATCH = 128;

// ── What a record has to be ───────────────────────────────────────────────────────────────────────────────────────

type Read = (key: unknown, value: unknown) => Parsed<unknown>;

/** How a record is read, here or in a file. */
const READ: Record<Kept, Read> = {
  digests: byId(readDigest),
  sessions: byId(readSession),
  samples: (key, value) => {
    const known =
      Array.isArray(key) && key.length === 2 && isKey(key[0], isId) && Number.isSafeInteger(key[1]) && key[1] >= 0;
    const read = known ? readChunk(value) : bad('record.broken', {}, 'key');
    return read.ok && value instanceof Uint8Array ? good(value) : read; // sealed bytes stay sealed
  },
  plans: asStored(byId(readPlan)),
  settings: asStored((key, value) => (key === 'settings' ? readSettings(value) : bad('record.broken', {}, 'key'))),
  schedules: byId(readSchedule),
  occurrences: byId(readOccurrence, isOccurrenceId),
};

function byId<T extends { id: string }>(
  read: (value: unknown) => Parsed<Stamped<T>>,
  is: (text: string) => boolean = isId,
): (key: unknown, value: unknown) => Parsed<Stamped<T>> {
  return (key, value) => {
    const parsed = isKey(key, is) ? read(value) : bad('record.broken', {}, 'key');
    return parsed.ok && parsed.value.value && parsed.value.value.id !== key ? bad('record.broken', {}, 'id') : parsed;
  };
}

/**
 * Checked by its reader, and kept as it stands: what a later version wrote into it, which this one does not read, is
 * there again for the later one; what an earlier one wrote is migrated where it is read.
 */
function asStored(read: (key: unknown, value: unknown) => Parsed<Stamped<unknown>>): Read {
  return (key, value) => {
    const parsed = read(key, value);
    return parsed.ok && !parsed.value.deleted ? good(value) : parsed;
  };
}

function isKey(key: unknown, is: (text: string) => boolean): key is string {
  return typeof key === 'string' && is(key);
}

/** What the scheduler noted on this device: made anew on another. */
function isNote(store: Kept, key: unknown): boolean {
  return store === 'occurrences' && Array.isArray(key);
}

/**
 * A change that lies ahead of the clock was made by one that was wrong, or by nobody. It counts as made now: it may win
 * this time, and whatever is changed after it wins again.
 */
function asOfNow<T extends Stamped<unknown>>(record: T, nowMs: number): T {
  return record.updatedAtEpochMs > nowMs ? { ...record, updatedAtEpochMs: nowMs } : record;
}

function stampOf(store: StampedStore, record: Stamped<unknown>, nowMs: number): Stamp {
  const { updatedAtEpochMs, revision, deleted, value } = asOfNow(record, nowMs);
  const stamp = { updatedAtEpochMs, revision, deleted };
  if (store !== 'occurrences' || value === null) return stamp;
  const occurrence = value as Occurrence;
  return { ...stamp, done: occurrence.end !== null && !hasLapsed(occurrence) };
}

/** Passes on the records of a file that are what they have to be, and notes their stamps; ends with the first problem. */
class Door {
  readonly #nowMs: number;
  readonly stamps = perStore(() => new Map<string, Stamp>());
  /** Plans of the file that had an id made of their name, by that id (see `identity.ts`). */
  readonly formerPlans = new Map<string, FormerPlan>();
  /** Something in the file names a plan by such an id. */
  hasFormerIds = false;
  readonly #sessions = new Set<string>();
  #last: Place = [-1, '', 0];

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  async *pass(
    entries: AsyncIterable<Parsed<Entry & { line: number }>>,
  ): AsyncGenerator<Parsed<Passed>, void, undefined> {
    for await (const entry of entries) {
      if (!entry.ok) return yield entry;
      const read = this.#read(entry.value);
      if (!read.ok) return yield within(entry.value, read.problems);
      if (read.value) yield good(read.value);
    }
  }

  /** None where a record of the file says nothing that is of use here. */
  #read({ store: name, key, value }: Entry): Parsed<Passed | undefined> {
    const store = KEPT.find((each) => each === name);
    if (!store) return bad('value.unknown', { received: shortened(name) });
    const read = READ[store](key, value);
    if (!read.ok) return read;
    const [id, index] = (store === 'samples' ? key : [key, 0]) as [string, number];
    const place: Place = [KEPT.indexOf(store), id, index];
    if (!isAfter(place, this.#last)) return bad('backup.order');
    this.#last = place;
    if (store === 'plans' && !isUuid(id)) return good(this.#formerPlan(value, read.value as Stamped<Plan>));
    if (store === 'plans' && !this.#isLatest(id, read.value as Stamped<Plan>)) return good(undefined);
    this.hasFormerIds ||= hasNameMadePlan(value);

    const mine = store === 'samples' ? read.value : asOfNow(read.value as Stamped<unknown>, this.#nowMs);
    if (isStampedStore(store)) this.stamps[store].set(id, stampOf(store, mine as Stamped<unknown>, this.#nowMs));
    if (store === 'sessions') {
      if (this.stamps.digests.get(id)?.deleted !== false) return bad('backup.orphan');
      this.#sessions.add(id);
    }
    if (store === 'samples' && !this.#sessions.has(id)) return bad('backup.orphan');
    return good({ store, id, key: key as IDBValidKey, value: mine });
  }

  /**
   * A plan that had an id made of its name, under its own. That such an id was removed means nothing here: the plan that
   * it was on that device need not be the one that it is on this.
   */
  #formerPlan(stored: unknown, read: Stamped<Plan>): Passed | undefined {
    const record = asOfNow(read, this.#nowMs);
    this.hasFormerIds = true;
    const plan = formerPlanOf(stored);
    if (!plan || !record.value) return undefined;
    const { id, name, former } = plan;
    this.formerPlans.set(former, { id, name });
    if (!this.#isLatest(id, record)) return undefined;
    const value = { ...record, value: { ...record.value, id }, former: { id: former, name } };
    this.stamps.plans.set(id, stampOf('plans', value, this.#nowMs));
    return { store: 'plans', id, key: id, value };
  }

  /** A plan may be in a file twice, once under each of its ids. */
  #isLatest(id: string, record: Stamped<Plan>): boolean {
    const other = this.stamps.plans.get(id);
    return !other || isTaken(verdictOn(stampOf('plans', record, this.#nowMs), other));
  }
}

/** Where a record stands in a file. */
type Place = [store: number, id: string, index: number];

interface Passed {
  store: Kept;
  /** The record's, or of the session that it belongs to. */
  id: string;
  key: IDBValidKey;
  value: unknown;
}

function isStampedStore(store: Kept): store is StampedStore {
  return STAMPED.some((each) => each === store);
}

function isAfter(a: Place, b: Place): boolean {
  const i = a.findIndex((each, i) => each !== b[i]);
  return i >= 0 && a[i]! > b[i]!;
}

function within(
  { store, key, line }: Entry & { line: number },
  problems: Problem[],
): { ok: false; problems: Problem[] } {
  const place = [
    `line ${String(line)}`,
    shortened(store),
    shortened(typeof key === 'string' ? key : JSON.stringify(key)),
  ].join(' · ');
  return {
    ok: false,
    problems: problems.map((each) => ({ ...each, path: each.path ? `${place} · ${each.path}` : place })),
  };
}

/** Also of what JSON has no word for. */
const shortened = (text = ''): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

// ── Who wins ──────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * What becomes of a record of the file. `new`, `newer` and `removed` change what a person sees here; `buried` is a
 * removal of something that is not here anyway; `same` and `older` stay as they are here.
 */
export type Verdict = 'new' | 'newer' | 'removed' | 'buried' | 'same' | 'older';
export type Merge = Record<StampedStore, ReadonlyMap<string, Verdict>>;

/**
 * The later change wins, then the higher revision, then the one that is here. Removals are changes like any other. But a
 * planned workout that was done, skipped or moved on one device is not missed because another one was looked at later.
 */
export function mergeOf(here: Stamps, file: Stamps): Merge {
  const judged = (store: StampedStore): Map<string, Verdict> =>
    new Map([...file[store]].map(([id, stamp]) => [id, verdictOn(stamp, here[store].get(id))]));
  return perStore(judged);
}

function verdictOn(file: Stamp, here: Stamp | undefined): Verdict {
  const later = here
    ? Number(file.done ?? false) - Number(here.done ?? false) ||
      file.updatedAtEpochMs - here.updatedAtEpochMs ||
      file.revision - here.revision
    : 1;
  if (later <= 0) return later === 0 ? 'same' : 'older';
  const shown = here?.deleted === false;
  if (file.deleted) return shown ? 'removed' : 'buried';
  return shown ? 'newer' : 'new';
}

const isTaken = (verdict: Verdict | undefined): boolean => verdict !== 'same' && verdict !== 'older';

/** How many of one kind would come, change, go or stay; and how many a replacement would bring. */
export interface Tally {
  inFile: number;
  here: number;
  new: number;
  newer: number;
  removed: number;
  /** In the file, and not changed by it. */
  kept: number;
}

export type Tallies = Record<StampedStore, Tally>;

function talliesOf(here: Stamps, file: Stamps): Tallies {
  const merge = mergeOf(here, file);
  const tally = (store: StampedStore): Tally => {
    const living = (stamps: ReadonlyMap<string, Stamp>): number =>
      [...stamps.values()].filter(({ deleted }) => !deleted).length;
    const verdicts = [...merge[store]];
    const count = (verdict: Verdict): number => verdicts.filter(([, each]) => each === verdict).length;
    const kept = verdicts.filter(([id, each]) => !isTaken(each) && file[store].get(id)?.deleted === false).length;
    return {
      inFile: living(file[store]),
      here: living(here[store]),
      new: count('new'),
      newer: count('newer'),
      removed: count('removed'),
      kept,
    };
  };
  return perStore(tally);
}

// ── In and out ────────────────────────────────────────────────────────────────────────────────────────────────────

export type Entries = AsyncIterable<Parsed<Entry & { line: number }>>;
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
    const door = new Door(nowMs);
    for await (const entry of door.pass(entries)) if (!entry.ok) return entry;
    await migratePlanIds(this.#db); // what is here is compared under the ids that the file's records get
    const here: Record<StampedStore, ReadonlyMap<string, Stamp>> = { ...NOTHING };
    for (const store of STAMPED) {
      const [keys, records] = await this.#db.store(store)('readonly', (each) => recordsIn(each));
      here[store] = stampsIn(store, keys, records, nowMs);
    }
    return good({ stamps: door.stamps, tallies: talliesOf(here, door.stamps) });
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
    await held(
      this.#db,
      KEPT,
      async (turn) => {
        if (mode === 'replace') await turn((store) => KEPT.forEach((name) => store(name).clear()));
        const merge = mergeOf(mode === 'replace' ? NOTHING : await stampsHere(turn, nowMs), stamps);
        if (mode === 'merge') await clearWay(turn, merge);
        // what is noted of schedules is of before: the next look makes it anew, and finds what has come
        await turn((store) => store('occurrences').delete(IDBKeyRange.bound([STANDING], [STANDING, []])));

        let batch: Passed[] = [];
        const flush = async (): Promise<void> => {
          const records = batch;
          batch = [];
          await turn((store) => {
            for (const { store: name, key, value } of records) store(name).put(value, key);
          });
        };
        const door = new Door(nowMs);
        for await (const entry of door.pass(entries)) {
          if (!entry.ok) throw new BackupRefused(entry.problems);
          const { store, id } = entry.value;
          const verdict = isStampedStore(store) ? merge[store].get(id) : merge.digests.get(id);
          if (verdict !== undefined && isTaken(verdict)) batch.push(entry.value);
          if (batch.length === BATCH) await flush();
        }
        await flush();
        if (door.hasFormerIds) await migrateIn(turn, door.formerPlans);
      },
      signal,
    );
  }

  /** Everything that is stored goes; what says who may write the next workout is nobody's, and stays. */
  async eraseAll(): Promise<void> {
    await held(this.#db, STORES, async (turn) => {
      const [keys, records] = await turn((store) => {
        const checkpoint = store('checkpoint');
        return [checkpoint.getAllKeys(), checkpoint.getAll() as IDBRequest<unknown[]>];
      });
      if (isUnderWay(keys.result, records.result)) throw new WorkoutUnderWay();
      await turn((store) => {
        for (const name of KEPT) store(name).clear();
        for (const key of keys.result) if (key !== EPOCH) store('checkpoint').delete(key);
      });
    });
  }
}

const NOTHING: Stamps = perStore(() => new Map<string, Stamp>());

async function stampsHere(turn: Turn, nowMs: number): Promise<Stamps> {
  const asks = await turn((store) =>
    STAMPED.map((name) => [store(name).getAllKeys(), store(name).getAll() as IDBRequest<unknown[]>] as const),
  );
  return perStore((name) => {
    const [keys, records] = asks[STAMPED.indexOf(name)]!;
    return stampsIn(name, keys.result, records.result, nowMs);
  });
}

/** What cannot be read here counts for nothing: a good copy of it may take its place. */
function stampsIn(
  store: StampedStore,
  keys: readonly IDBValidKey[],
  records: readonly unknown[],
  nowMs: number,
): Map<string, Stamp> {
  const stamps = new Map<string, Stamp>();
  for (const [i, key] of keys.entries()) {
    const read = READ[store](key, records[i]) as Parsed<Stamped<unknown>>;
    if (read.ok) stamps.set(key as string, stampOf(store, read.value, nowMs));
  }
  return stamps;
}

/** What the file knows better goes before it comes: another course of the same workout may have fewer samples. */
async function clearWay(turn: Turn, merge: Merge): Promise<void> {
  const ids = [...merge.digests].filter(([, verdict]) => isTaken(verdict)).map(([id]) => id);
  for (let at = 0; at < ids.length; at += BATCH) {
    await turn((store) => {
      for (const id of ids.slice(at, at + BATCH)) {
        store('sessions').delete(id);
        store('samples').delete(IDBKeyRange.bound([id], [id, []]));
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
