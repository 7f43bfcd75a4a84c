import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { keys, set } from 'idb-keyval';
import { expect, test, vi } from 'vitest';
import { parseDigest } from '../../src/core/records/finishedRecord.ts';
import { Database } from '../../src/store/database/idb.ts';
import { Library } from '../../src/store/library/library.ts';
import { parseStamped } from '../../src/store/database/readers.ts';
import { stamped } from '../../src/store/database/records.ts';
import { isWrittenDigest } from '../../src/store/library/writtenDigest.ts';
import { historyOf } from '../support/history.ts';
import { damaged, FOREIGN, placesOf } from './damaged.ts';

const NOW_MS = 1_700_000_000_000;
const history = historyOf(23, NOW_MS);
const records = history.map(({ digest }) => stamped(digest, NOW_MS));
const imported = { format: 'fit', source: 'Forerunner 955', fileName: 'ride' } as const;
const elsewhere = stamped({ ...history[0]!.digest, imported }, NOW_MS);

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

test('a digest as it is written is known at a glance', () => {
  expect(records.filter((record) => !isWrittenDigest(structuredClone(record)))).toEqual([]);
  expect(isWrittenDigest(stamped(history[0]?.digest, NOW_MS, records[0]))).toBe(true);
  expect(isWrittenDigest(elsewhere)).toBe(true);
});

/** What is known at a glance is what the schema reads, to the letter. */
function agrees(record: object): boolean {
  const known = isWrittenDigest(record);
  if (known) expect(parseStamped(record, parseDigest)).toEqual({ ok: true, value: record });
  return known;
}

test('what is known at a glance is what the schema reads, whatever stands in any of its places', () => {
  const known = { yes: 0, no: 0 };
  for (const record of [records[0]!, elsewhere]) {
    const look = (...how: [place: number, way: 'put' | 'take' | 'add', value: unknown]): void => {
      known[agrees(damaged(structuredClone(record), ...how)) ? 'yes' : 'no']++;
    };
    for (const place of placesOf(record).keys()) {
      for (const value of FOREIGN) look(place, 'put', value);
      look(place, 'take', undefined);
      look(place, 'add', 1);
    }
  }
  expect(Math.min(known.yes, known.no)).toBeGreaterThan(100);
  fc.assert(
    fc.property(fc.nat(22), fc.nat(), fc.anything(), (i, place, value) => {
      agrees(damaged(structuredClone(records[i]!), place, 'put', value));
    }),
    { seed: 7 },
  );
});

async function library(): Promise<{ db: Database; library: Library }> {
  const db = new Database(new IDBFactory());
  for (const { session, digest, chunks } of history) {
    await set(digest.id, stamped(digest, NOW_MS), db.store('digests'));
    await set(session.id, stamped(session, NOW_MS), db.store('sessions'));
    for (const [n, chunk] of chunks.entries()) {
      await db.store('samples')('readwrite', (samples) => void samples.put(chunk, [session.id, n]));
    }
  }
  return { db, library: new Library(db, () => NOW_MS) };
}

test('lists have the newest first, without what was removed and what cannot be read', async () => {
  const { db, library: store } = await library();
  await store.removeSessions(['workout-3']);
  await set('workout-4', { ...records[4], value: { ...records[4]?.value, sparkline: 'no' } }, db.store('digests'));
  await set('workout-5', { ...records[5], v: 2 }, db.store('digests'));
  const left = history.map(({ digest }) => digest).filter((_, i) => ![3, 4, 5].includes(i));
  expect(await store.digests()).toEqual(left);
});

test('a digest that an older or a newer hand wrote more into is read without what nobody knows', async () => {
  const { db, library: store } = await library();
  await set('workout-2', stamped({ ...records[2]?.value, mood: 'good' }, NOW_MS), db.store('digests'));
  expect((await store.digests())[2]).toEqual(records[2]?.value);
});

test('what was removed in an earlier visit is swept with its samples, once, and its tombstone stays', async () => {
  const { db, library: before } = await library();
  await before.removeSessions(['workout-1']);
  const store = new Library(db, () => NOW_MS);
  await store.digests();
  await store.removeSessions(['workout-2']);
  await store.digests();
  await store.sweep();
  const left = history.map(({ session }) => session.id).filter((id) => id !== 'workout-1');
  expect((await keys(db.store('sessions'))).sort()).toEqual(left.sort());
  const sampled = (await keys<[string, number]>(db.store('samples'))).map(([id]) => id);
  expect([...new Set(sampled)]).toEqual(['workout-0', 'workout-2', 'workout-3', 'workout-4']);
  expect(await keys(db.store('digests'))).toHaveLength(history.length);

  const next = new Library(db, () => NOW_MS);
  await next.digests();
  await next.sweep();
  expect(await keys(db.store('sessions'))).toHaveLength(history.length - 2);
  const written = vi.spyOn(db, 'together');
  await new Library(db, () => NOW_MS).sweep();
  await next.sweep();
  expect(written).not.toHaveBeenCalled();
});
