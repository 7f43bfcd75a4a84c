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
  #opening: Promise<IDBDatabase> | undefined;

  /** `factory`: `indexedDB`; looked at only when something is asked of it, since a private window may refuse. */
  constructor(factory: IDBFactory) {
    this.#factory = factory;
  }

  /** One store, one transaction a call: for idb-keyval. */
  store(name: StoreName): UseStore {
    return async (mode, callback) => {
      const db = await this.#open();
      return callback(db.transaction(name, mode, { durability: 'relaxed' }).objectStore(name));
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
  async begin(names: readonly StoreName[], durability: IDBTransactionDurability = 'strict'): Promise<IDBTransaction> {
    return (await this.#open()).transaction(names, 'readwrite', { durability });
  }

  #open(): Promise<IDBDatabase> {
    this.#opening ??= this.#connect().catch((error: unknown) => {
      this.#opening = undefined; // the next call tries again: a private window stays closed, a busy disk may not
      throw error;
    });
    return this.#opening;
  }

  #connect(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = this.#factory.open(DATABASE, DATABASE_VERSION);
      request.onupgradeneeded = () => {
        for (const name of STORES) {
          if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
        }
      };
      request.onerror = () => reject(request.error ?? new Error('IndexedDB would not open'));
      request.onsuccess = () => {
        const db = request.result;
        const forget = (): void => {
          this.#opening = undefined;
          db.close();
        };
        db.onversionchange = forget; // a newer version of the app wants to upgrade: do not stand in its way
        db.onclose = forget; // the browser closed it (storage cleared): the next call opens it anew
        resolve(db);
      };
    });
  }
}

/** Undoes all of it. */
export function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // it has ended already
  }
}
