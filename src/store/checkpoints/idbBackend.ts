import { entries, set, type UseStore } from 'idb-keyval';
import type { Finished, FinishedSession } from '../../core/records/finished.ts';
import { advanceOccurrence, closed, type Occurrence } from '../../core/schedule/occurrence.ts';
import { withOccurrence, type ScheduleCursor } from '../../core/schedule/scheduleCursor.ts';
import { recordable } from '../../core/parse/limits.ts';
import { packed } from '../../core/samples/packed.ts';
import { isSame, Lost, type Change, type CheckpointBackend, type Key } from './checkpointBackend.ts';
import type { Database } from '../database/idb.ts';
import { CURSOR, EPOCH, RECORD_VERSION, stamped, type Stamped } from '../database/records.ts';
import { encodeEnvelope } from '../database/envelope.ts';

/** Another tab has taken the workout: what this one still wants to write is not the truth any more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** What is stored of a workout under way, for whoever only looks. */
export async function checkpointRecords(db: Database): Promise<Map<Key, unknown>> {
  const all = new Map(await entries<Key, unknown>(db.store('checkpoint')));
  all.delete(EPOCH);
  return all;
}

/**
 * The backend in IndexedDB, and its fence. Whoever claims it counts the epoch up; each write looks, in its own transaction,
 * whether the epoch is still the writer's. A tab that was frozen while another took its workout cannot write when it
 * thaws, however sure it is that the workout is its own.
 *
 * An epoch that is not there, or is no number, is nobody's: what was stored was deleted or evicted under the workout. Its
 * writer claims it again. No two claims give the same number, also not in a database that was begun anew meanwhile.
 */
export class IdbBackend implements CheckpointBackend {
  readonly #db: Database;
  readonly #wallMs: () => number;
  readonly #onFenced: () => void;
  readonly #onLost: () => void;
  /** The epoch in which this writer may write; none: the next write begins one. */
  #epoch: number | undefined;

  /** `onLost`: what was stored is gone, in part or as a whole, and is being stored anew. */
  constructor(
    db: Database,
    wallMs: () => number,
    onFenced: () => void = () => undefined,
    onLost: () => void = () => undefined,
  ) {
    this.#db = db;
    this.#wallMs = wallMs;
    this.#onFenced = onFenced;
    this.#onLost = onLost;
  }

  /** From now on nobody else can write. When the disk refuses, the next write claims. */
  async claim(): Promise<void> {
    this.#epoch = undefined;
    await this.write({ put: [], drop: [] }, true);
  }

  read(): Promise<Map<Key, unknown>> {
    return checkpointRecords(this.#db);
  }

  async write(change: Change, strict: boolean): Promise<void> {
    await this.#fenced(change, (guard) =>
      this.#db.together(
        ['checkpoint'],
        (store) => [guard(store('checkpoint')), changed(store('checkpoint'), change)],
        strict ? 'strict' : 'relaxed',
      ),
    );
  }

  async finish({ session, digest, chunks }: Finished, change: Change): Promise<void> {
    const now = this.#wallMs();
    await this.#fenced(change, (guard) =>
      this.#db.together(['sessions', 'digests', 'samples', 'occurrences', 'checkpoint'], (store) => [
        guard(store('checkpoint')),
        ...(session.occurrenceId === null
          ? []
          : [finishOccurrence(store('occurrences'), session.occurrenceId, session, now)]),
        set(session.id, stamped(session, now), store('sessions')),
        set(session.id, stamped(digest, now), store('digests')),
        ...chunks.map((chunk, i) =>
          set([session.id, i], encodeEnvelope('samples', {}, packed(chunk)), store('samples')),
        ),
        changed(store('checkpoint'), change),
      ]),
    );
  }

  async #fenced(change: Change, write: (guard: (store: UseStore) => Promise<void>) => Promise<void>): Promise<void> {
    const { upon } = change;
    let mine = this.#epoch;
    const seen = { all: true, epoch: true };
    const guard = (store: UseStore): Promise<void> =>
      store('readwrite', (objects) => {
        return new Promise((resolve, reject) => {
          if (upon) look(objects, upon, () => (seen.all = false));
          const asked = objects.get(EPOCH) as IDBRequest<unknown>; // last: all else is answered by then
          asked.onsuccess = () => {
            const current = isEpoch(asked.result) ? asked.result : undefined;
            if (current !== undefined && mine !== undefined && current !== mine)
              return reject(new Fenced('another tab has the workout'));
            seen.epoch = mine === undefined || current !== undefined;
            if (!seen.all || (!seen.epoch && upon)) return reject(new Lost('what was stored is gone'));
            if (current !== mine || mine === undefined) {
              objects.put((mine = epochAfter(current ?? 0, this.#wallMs())), EPOCH);
            }
            resolve();
          };
        });
      });
    try {
      await write(guard);
    } catch (error) {
      if (error instanceof Fenced) this.#onFenced();
      throw error;
    }
    this.#epoch = mine;
    if (!seen.epoch || change.anew) this.#onLost();
  }
}

function isEpoch(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function epochAfter(current: number, nowMs: number): number {
  return Math.max(current, recordable(nowMs), 0) + 1 + Math.floor(Math.random() * 1_000_000);
}

/** Whether what has to stand there does: every key, and every record that is to be looked at. */
function look(objects: IDBObjectStore, upon: NonNullable<Change['upon']>, miss: () => void): void {
  const asked = objects.getAllKeys();
  asked.onsuccess = () => {
    const there = new Set(asked.result);
    if ([...upon.keys()].some((key) => !there.has(key))) miss();
  };
  for (const [key, written] of upon) {
    if (!written) continue;
    const found = objects.get(key) as IDBRequest<unknown>;
    found.onsuccess = () => {
      if (!isSame(found.result, written)) miss();
    };
  }
}

/** The ledger says whose heart it was, which is known only now. What it says otherwise is not this workout's. */
function finishOccurrence(store: UseStore, id: string, { id: sessionId, summary }: FinishedSession, nowMs: number) {
  return store('readwrite', (objects) => {
    const asked = objects.get(id) as IDBRequest<Stamped<Occurrence> | undefined>;
    asked.onsuccess = () => {
      const before = asked.result;
      if (before?.v !== RECORD_VERSION || !before.value) return;
      const { provenance } = summary;
      const after = advanceOccurrence(before.value, { type: 'finished', atMs: nowMs, sessionId, provenance });
      if (after === before.value) return;
      if (after.end !== null) objects.put(stamped(after, nowMs, before), id);
      else reopen(objects, after, (open) => objects.put(stamped(open, nowMs, before), id));
    };
  });
}

/** Tried with a simulated heart, it is open again: what is noted of its schedule has to say so, or nobody would end it. */
function reopen(objects: IDBObjectStore, occurrence: Occurrence, keep: (occurrence: Occurrence) => void): void {
  const key = [CURSOR, occurrence.scheduleId];
  const asked = objects.get(key) as IDBRequest<ScheduleCursor | undefined>;
  asked.onsuccess = () => {
    const cursor = asked.result;
    const isKnown = Array.isArray(cursor?.open);
    keep(isKnown ? occurrence : closed(occurrence));
    if (isKnown) objects.put(withOccurrence(cursor, occurrence), key);
  };
}

function changed(store: UseStore, { put, drop }: Change): Promise<void> {
  return store('readwrite', (objects) => {
    for (const [key, record] of put) objects.put(record, key);
    for (const key of drop) objects.delete(key);
  });
}
