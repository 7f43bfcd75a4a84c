import type { Checkpoint } from '../../src/core/records/checkpoint.ts';
import type { FinishedSession, SessionDigest } from '../../src/core/records/finished.ts';
import type { SampleChunk } from '../../src/core/samples/samples.ts';
import type { Key } from '../../src/store/checkpoints/checkpointBackend.ts';
import { recover } from '../../src/store/checkpoints/recovery.ts';
import { readChunk, readDigest, readSession } from '../../src/store/database/readers.ts';
import { DATABASE, type StoreName } from '../../src/store/database/records.ts';
import type { OwnPage } from '../support/browser.ts';
import type { Parsed } from '../../src/core/parse/parsed.ts';

/** All that lies in the database, read at one moment. */
export type Records = ReadonlyMap<StoreName, readonly (readonly [IDBValidKey, unknown])[]>;

/** Reads the database through a page of the app's origin, past the app. */
export async function readRecords(page: OwnPage): Promise<Records> {
  const read = await page.evaluate<[StoreName, [IDBValidKey, unknown][]][]>(READ);
  return new Map(read.map(([store, records]) => [store, records.map(([key, value]) => [key, revived(value)])]));
}

/**
 * The workout that was acknowledged: what the project's own reader makes of the records. It has to make something of
 * all of them; what it sets aside, or would set aside, is a failure here.
 */
export function acknowledged(records: Records): Checkpoint | undefined {
  const kept = new Map((records.get('checkpoint') ?? []) as [Key, unknown][]);
  const aside = [...kept.keys()].filter((key) => typeof key === 'string' && /^(broken|later):/.test(key));
  if (aside.length > 0) throw new Error(`something was set aside: ${aside.join(', ')}`);
  const recovered = recover(kept);
  if (!recovered.ok) throw new Error(`the records cannot be read: ${JSON.stringify(recovered.problems)}`);
  return recovered.value?.checkpoint;
}

/** The same without each of the two slots in turn: what a torn one would have left. */
export function withoutASlot(records: Records): (Checkpoint | undefined)[] {
  const all = records.get('checkpoint') ?? [];
  const slots = all.filter(([key]) => typeof key === 'string' && key.startsWith('slot:'));
  if (slots.length < 2) return [];
  return slots.map(([slot]) => acknowledged(new Map([['checkpoint', all.filter(([key]) => key !== slot)]])));
}

/** One workout of the history, with everything that is stored of it. */
export interface Kept {
  session: FinishedSession;
  digest: SessionDigest;
  chunks: SampleChunk[];
}

/** The history, by the project's own readers; what has no counterpart in every store is a failure. */
export function historyIn(records: Records): Map<string, Kept> {
  const history = new Map<string, Kept>();
  const digests = new Map(records.get('digests') ?? []);
  const samples = records.get('samples') ?? [];
  for (const [key, record] of records.get('sessions') ?? []) {
    const id = key as string;
    const mine = samples.filter(([key]) => (key as [string, number])[0] === id);
    mine.forEach(([key], i) => {
      if ((key as [string, number])[1] !== i) throw new Error(`chunk ${i} of ${id} is missing`);
    });
    history.set(id, {
      session: valueOf(readSession(record)).value!,
      digest: valueOf(readDigest(digests.get(id))).value!,
      chunks: mine.map(([, chunk]) => valueOf(readChunk(chunk))),
    });
  }
  if (digests.size !== history.size) throw new Error(`${digests.size} digests of ${history.size} workouts`);
  const owners = new Set(samples.map(([key]) => (key as [string, number])[0]));
  for (const owner of owners) if (!history.has(owner)) throw new Error(`samples of ${owner}, which is not there`);
  return history;
}

/** Puts a record into the database through a page of the app's origin. */
export async function putRecord(page: OwnPage, store: StoreName, key: string, value: unknown): Promise<void> {
  await page.evaluate(`(async () => {
    const db = await ${OPEN};
    const transaction = db.transaction('${store}', 'readwrite');
    transaction.objectStore('${store}').put(${JSON.stringify(value)}, ${JSON.stringify(key)});
    await new Promise((done, failed) => { transaction.oncomplete = done; transaction.onabort = () => failed(transaction.error); });
    db.close();
  })()`);
}

export const OPEN = `new Promise((opened, failed) => {
  const request = indexedDB.open('${DATABASE}');
  request.onupgradeneeded = () => request.transaction.abort(); // it is the app's to make
  request.onsuccess = () => opened(request.result);
  request.onerror = () => failed(request.error);
})`;

/** Only what JSON can say travels, so typed arrays are written down by name and bytes. */
const READ = `(async () => {
  const written = (value) => {
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return { typed: value.constructor.name, base64: btoa(text) };
    }
    if (Array.isArray(value)) return value.map(written);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).map(([key, each]) => [key, written(each)]));
  };
  const db = await ${OPEN};
  const names = [...db.objectStoreNames];
  const transaction = db.transaction(names, 'readonly');
  const all = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
  const stores = await Promise.all(names.map(async (name) => {
    const store = transaction.objectStore(name);
    const [keys, values] = await Promise.all([all(store.getAllKeys()), all(store.getAll())]);
    return [name, keys.map((key, i) => [key, written(values[i])])];
  }));
  db.close();
  return stores;
})()`;

const TYPED = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array };

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  if ('typed' in value && 'base64' in value) {
    const { buffer } = Uint8Array.from(Buffer.from(value.base64 as string, 'base64'));
    return new TYPED[value.typed as keyof typeof TYPED](buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revived(each)]));
}

function valueOf<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(`a record cannot be read: ${JSON.stringify(parsed.problems)}`);
  return parsed.value;
}
