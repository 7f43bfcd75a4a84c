import type { UseStore } from 'idb-keyval';
import { DATABASE, DATABASE_VERSION, STORES, type StoreName } from './records.ts';

/** What a request is answered with, for what idb-keyval has no call for. */
export { promisifyRequest as answered } from 'idb-keyval';

/**
 * The one database, with all its stores. idb-keyval does the reading and writing; this opens the database, and lets
 * several of its calls share one transaction, so that what belongs together is stored together or not at all.
 */
export class Database {
  readonly #factory: IDBFactory;
  readonly #onGone: () => void;
  #opening: Promise<IDBDatabase> | undefined;

  /**
   * `factory`: `indexedDB`; looked at only when something is asked of it, since a private window may refuse. `onGone`:
   * what was open is not any more, because it was deleted, evicted or changed by another version: it may be empty now.
   */
  constructor(factory: IDBFactory, onGone: () => void = () => undefined) {
    this.#factory = factory;
    this.#onGone = onGone;
  }

  /** One store, one transaction a call: for idb-keyval. */
  store(name: StoreName): UseStore {
    return async (mode, callback) => {
      const transaction = await this.#transaction(name, mode, 'relaxed');
      return callback(transaction.objectStore(name));
    };
  }

  /**
   * Several stores, one transaction, `strict` unless said otherwise: `work` makes its idb-keyval calls through the given
   * stores at once. Resolves when all of it is on the disk; rejects, with nothing changed, when any of it cannot be.
   *
   * The promises of the calls tell only of failure: each of them hangs its own handler on the transaction in place of
   * the last one's, so that most never resolve.
   */
  async together(
    names: readonly StoreName[],
    work: (store: (name: StoreName) => UseStore) => Promise<unknown>[],
    durability: IDBTransactionDurability = 'strict',
  ): Promise<void> {
    const transaction = await this.begin(names, durability);
    await new Promise<void>((resolve, reject) => {
      let failure: Error | undefined;
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () =>
        reject(failure ?? transaction.error ?? new Error('the transaction was aborted')),
      );
      const calls = work((name) => async (_mode, callback) => callback(transaction.objectStore(name)));
      for (const call of calls) {
        call.catch((error: unknown) => {
          failure ??= error instanceof Error ? error : new Error(String(error));
          abort(transaction);
        });
      }
    });
  }

  /** A strict transaction, for whoever asks something of it at once. */
  begin(names: readonly StoreName[], durability: IDBTransactionDurability = 'strict'): Promise<IDBTransaction> {
    return this.#transaction(names, 'readwrite', durability);
  }

  async #transaction(
    names: StoreName | readonly StoreName[],
    mode: IDBTransactionMode,
    durability: IDBTransactionDurability,
  ): Promise<IDBTransaction> {
    const opening = this.#open();
    const db = await opening;
    try {
      return db.transaction(names, mode, { durability });
    } catch {
      // it is being closed, and the event that says so has yet to come
      this.#forget(opening, db);
      return (await this.#open()).transaction(names, mode, { durability });
    }
  }

  async #open(): Promise<IDBDatabase> {
    let opening = this.#opening;
    if (!opening) {
      this.#opening = opening = this.#connect();
      opening.catch(() => {
        // the next call tries again: a private window stays closed, a busy disk may not
        if (this.#opening === opening) this.#opening = undefined;
      });
    }
    return inTime(opening);
  }

  async #connect(): Promise<IDBDatabase> {
    let db = await this.#request(DATABASE_VERSION).catch((error: unknown) => {
      if ((error as Error).name !== 'VersionError') throw error;
      return this.#request(undefined); // stores have been added to it
    });
    // A database of this name that somebody else made, or that lost a store, would refuse every transaction for good.
    for (let tries = 0; STORES.some((name) => !db.objectStoreNames.contains(name)) && tries < TRIES_MAX; tries++) {
      const version = db.version + 1;
      db.close();
      db = await this.#request(version).catch((error: unknown) => {
        if ((error as Error).name !== 'VersionError') throw error;
        return this.#request(undefined); // another tab was quicker
      });
    }
    const opening = this.#opening;
    db.onversionchange = () => this.#forget(opening, db); // somebody wants to delete it or to upgrade it: do not stand in the way
    db.onclose = () => this.#forget(opening, db); // the browser closed it (storage cleared): the next call opens it anew
    return db;
  }

  #forget(opening: Promise<IDBDatabase> | undefined, db: IDBDatabase): void {
    db.close();
    if (this.#opening !== opening) return;
    this.#opening = undefined;
    this.#onGone();
  }

  #request(version: number | undefined): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = version === undefined ? this.#factory.open(DATABASE) : this.#factory.open(DATABASE, version);
      request.onupgradeneeded = () => {
        for (const name of STORES) {
          if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
        }
      };
      request.onerror = () => reject(request.error ?? new Error('IndexedDB would not open'));
      request.onsuccess = () => resolve(request.result);
    });
  }
}

/** As many tabs may be at it. */
const TRIES_MAX = 5;
/** A disk that is busy takes a second. What takes longer than this is told, and taken all the same once it comes. */
const OPEN_MAX_MS = 15_000;

function inTime<T>(opening: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('IndexedDB does not answer')), OPEN_MAX_MS);
    opening.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** Undoes all of it. */
export function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // it has ended already
  }
}
