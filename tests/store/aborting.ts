import type { Database } from '../../src/store/database/idb.ts';

/** Ends the next transaction when so many things were asked in it. */
export function abortAfter(db: Database, requests: number): { happened: boolean; over: () => void } {
  const state = { happened: false, over: () => void (db.begin = begin) };
  const begin = db.begin.bind(db);
  db.begin = async (...args) => {
    const transaction = await begin(...args);
    let left = requests;
    const counted = (store: IDBObjectStore): IDBObjectStore =>
      new Proxy(store, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target);
          if (typeof value !== 'function') return value;
          return (...given: unknown[]): unknown => {
            const request = Reflect.apply(value, target, given) as unknown;
            if (left-- === 0) {
              state.happened = true;
              transaction.abort();
            }
            return request;
          };
        },
      });
    const objectStore = transaction.objectStore.bind(transaction);
    transaction.objectStore = (name) => counted(objectStore(name));
    return transaction;
  };
  return state;
}
