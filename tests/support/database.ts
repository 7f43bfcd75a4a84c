// The app's database, from outside: records are put into it and read out of it in a page, whatever the app is doing.
import type { Page } from '@playwright/test';
import { DATABASE, DATABASE_VERSION, STORES, type StoreName } from '../../src/store/database/records.ts';

/** Keys and records; only what JSON can say. */
export type Records = readonly (readonly [key: IDBValidKey, record: unknown])[];

/** A script that puts them there. */
export function putting(records: Partial<Record<StoreName, Records>>): string {
  return opened(`
    const records = ${JSON.stringify(records)};
    const all = db.transaction(Object.keys(records), 'readwrite');
    for (const [name, each] of Object.entries(records)) {
      for (const [key, record] of each) all.objectStore(name).put(record, key);
    }
    await new Promise((resolve, reject) => {
      all.oncomplete = resolve;
      all.onabort = () => reject(all.error);
    });`);
}

export async function put(page: Page, records: Partial<Record<StoreName, Records>>): Promise<void> {
  await page.evaluate(putting(records));
}

/** All of one store, in the order of their keys. */
export function recordsOf(page: Page, name: StoreName): Promise<Records> {
  return page.evaluate<Records>(
    opened(`
    const store = db.transaction('${name}').objectStore('${name}');
    const [keys, records] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
    return keys.map((key, i) => [key, records[i]]);`),
  );
}

/** Where records can be stored before the app is there for the first time: a page of its origin without any script. */
export const EMPTY_PAGE = '/licences.txt';

const opened = (script: string): string => `(async () => {
  const answered = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const opening = indexedDB.open('${DATABASE}', ${DATABASE_VERSION});
  opening.onupgradeneeded = () => ${JSON.stringify(STORES)}.forEach((name) => opening.result.createObjectStore(name));
  const db = await answered(opening);
  try {${script}
  } finally {
    db.close();
  }
})()`;
