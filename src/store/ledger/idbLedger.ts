import type { Occurrence } from '../../core/schedule/occurrence.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import { isInRange, type OccurrenceRange } from '../../core/schedule/occurrenceRange.ts';
import type { Ledger, LedgerTransaction, StoredSchedule } from '../../engine/ledger.ts';
import { parseLastCheck } from '../../core/schedule/ledgerRecord.ts';
import { abort, answered, type Database } from '../database/idb.ts';
import { requireReadable } from '../database/readable.ts';
import { readOccurrence, readSchedule, readCursor } from './ledgerReaders.ts';
import {
  LAST_CHECK,
  RECORD_VERSION,
  stamped,
  CURSOR,
  CURSOR_VERSION,
  tombstone,
  type Stamped,
} from '../database/records.ts';

/** The ledger in IndexedDB: a change is one strict transaction, in which only its own requests are awaited. */
export class IdbLedger implements Ledger {
  readonly #db: Database;
  readonly #wallMs: () => number;

  constructor(db: Database, wallMs: () => number) {
    this.#db = db;
    this.#wallMs = wallMs;
  }

  async transact<T>(work: (transaction: LedgerTransaction) => Promise<T> | T): Promise<T> {
    const transaction = await this.#db.begin(['schedules', 'occurrences']);
    const over = new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('the transaction was aborted')),
      );
    });
    over.catch(() => undefined); // told below
    let result: T;
    try {
      result = await work(ledgerIn(transaction, this.#wallMs()));
    } catch (error) {
      abort(transaction);
      throw error;
    }
    await over;
    return result;
  }
}

function ledgerIn(transaction: IDBTransaction, nowMs: number): LedgerTransaction {
  const schedules = transaction.objectStore('schedules');
  const occurrences = transaction.objectStore('occurrences');
  /** Kept in this change: what is read of them must be that, though it may not be written yet. */
  const kept = new Map<string, Occurrence>();
  /** Of a newer version: left alone. */
  const newer = new Set<string>();
  const all = async (store: IDBObjectStore, range?: IDBKeyRange): Promise<unknown[]> =>
    answered<unknown[]>(store.getAll(range));
  const one = async (store: IDBObjectStore, key: IDBValidKey): Promise<unknown> => answered<unknown>(store.get(key));
  /** Puts a changed record in the place of what is there. */
  const change = (store: IDBObjectStore, id: string, to: (before: Stamped<unknown> | undefined) => unknown): void => {
    const asked = store.get(id) as IDBRequest<unknown>;
    asked.onsuccess = () => {
      if (!isNewer(asked.result)) store.put(to(isStamped(asked.result) ? asked.result : undefined), id);
    };
  };
  return {
    async schedules() {
      const [ids, records] = await Promise.all([answered(schedules.getAllKeys()), all(schedules)]);
      return ids.flatMap((id, i) => storedSchedule(id, records[i]));
    },
    schedule: async (id) => scheduleIn(await one(schedules, id)),
    keepSchedule(schedule) {
      requireReadable(schedule.id, readSchedule(stamped(schedule, nowMs)));
      change(schedules, schedule.id, (before) => stamped(schedule, nowMs, before));
    },
    removeSchedule: (id) => change(schedules, id, (before) => tombstone(nowMs, before)),
    async cursors() {
      const records = await all(occurrences, IDBKeyRange.bound([CURSOR], [CURSOR, []]));
      return records.flatMap((each) => readCursor(each) ?? []);
    },
    cursor: async (id) => readCursor(await one(occurrences, [CURSOR, id])),
    keepCursor: (cursor) => void occurrences.put({ v: CURSOR_VERSION, ...cursor }, [CURSOR, cursor.schedule.id]),
    dropCursor: (id) => void occurrences.delete([CURSOR, id]),
    async lastCheck() {
      const read = parseLastCheck(await one(occurrences, [LAST_CHECK]));
      return read.ok ? read.value : undefined;
    },
    keepLastCheck: (check) => void occurrences.put(check, [LAST_CHECK]),
    occurrence: async (id) => kept.get(id) ?? occurrenceIn(await one(occurrences, id)),
    async occurrencesIn(range) {
      const found = new Map<string, Occurrence>();
      for (const record of await all(occurrences, keysIn(range))) {
        const each = occurrenceIn(record);
        if (each) found.set(each.id, each);
        else if (isNewer(record)) newer.add(String((record.value as { id?: unknown } | null)?.id));
      }
      for (const each of kept.values()) if (isInRange(each, range)) found.set(each.id, each);
      return { occurrences: [...found.values()], newerIds: [...newer] };
    },
    keep(occurrence) {
      if (newer.has(occurrence.id)) return;
      requireReadable(occurrence.id, readOccurrence(stamped(occurrence, nowMs)));
      kept.set(occurrence.id, occurrence);
      change(occurrences, occurrence.id, (before) => stamped(occurrence, nowMs, before));
    },
  };
}

/** A key begins with schedule, revision and local time. */
function keysIn(range: OccurrenceRange): IDBKeyRange {
  const schedule = `${range.scheduleId}/`;
  if (!('revision' in range)) return IDBKeyRange.bound(schedule, `${schedule}\uffff`);
  const revision = `${schedule}${String(range.revision)}/`;
  return IDBKeyRange.bound(`${revision}${range.fromLocalTime}`, `${revision}\uffff`);
}

function storedSchedule(id: unknown, record: unknown): StoredSchedule[] {
  if (typeof id !== 'string' || !isStamped(record)) return [];
  const { revision, updatedAtEpochMs, deleted } = record;
  const stamp = `${String(revision)}@${String(updatedAtEpochMs)}`;
  return [{ id, stamp, changedAtEpochMs: updatedAtEpochMs, deleted, read: () => scheduleIn(record) }];
}

function scheduleIn(record: unknown): Schedule | undefined {
  const read = readSchedule(record);
  return read.ok ? (read.value.value ?? undefined) : undefined;
}

function isStamped(record: unknown): record is Stamped<unknown> {
  if (typeof record !== 'object' || record === null) return false;
  const { v, revision, updatedAtEpochMs, deleted } = record as Record<string, unknown>;
  return (
    typeof v === 'number' &&
    typeof revision === 'number' &&
    typeof updatedAtEpochMs === 'number' &&
    typeof deleted === 'boolean'
  );
}

function isNewer(record: unknown): record is Stamped<unknown> {
  return isStamped(record) && record.v > RECORD_VERSION;
}

function occurrenceIn(record: unknown): Occurrence | undefined {
  const read = record === undefined ? undefined : readOccurrence(record);
  return read?.ok ? (read.value.value ?? undefined) : undefined;
}
