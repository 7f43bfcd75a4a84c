// A workout from a file is in the history as a whole or not at all, and takes nobody's place.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { get, keys, set } from 'idb-keyval';
import { beforeEach, expect, test, vi } from 'vitest';
import { Database } from '../../../src/store/database/idb.ts';
import { STORES, tombstone } from '../../../src/store/database/records.ts';
import { AlreadyThere, keepImported } from '../../../src/store/library/importedWorkouts.ts';
import { Library } from '../../../src/store/library/library.ts';
import { historyOf } from '../../support/history.ts';
import { abortAfter } from '../aborting.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const NOW_MS = 1_700_000_000_000;
const [WORKOUT] = historyOf(1, NOW_MS) as [ReturnType<typeof historyOf>[number]];
const { id } = WORKOUT.session;

let db: Database;
beforeEach(() => (db = new Database(new IDBFactory())));

const stored = async (): Promise<string[]> =>
  (
    await Promise.all(
      STORES.map(async (name) => (await keys(db.store(name))).map((key) => `${name} ${JSON.stringify(key)}`)),
    )
  ).flat();

test('cut off at any request, nothing of it is there', async () => {
  let requests = 0;
  for (; requests < 50; requests++) {
    const cutting = abortAfter(db, requests);
    const failed = await keepImported(db, WORKOUT, NOW_MS).then(
      () => false,
      () => true,
    );
    cutting.over();
    if (!failed) break;
    expect(await stored()).toEqual([]);
  }
  expect(requests).toBeGreaterThan(5);
  expect(await new Library(db, () => NOW_MS).digests()).toEqual([WORKOUT.digest]);
  expect(await new Library(db, () => NOW_MS).samples(id)).toHaveLength(WORKOUT.chunks.length);
});

test('one that is here is not written over, also where it cannot be read', async () => {
  await keepImported(db, WORKOUT, NOW_MS);
  await expect(keepImported(db, WORKOUT, NOW_MS)).rejects.toThrow(AlreadyThere);
  await set(id, { v: 99, of: 'later' }, db.store('digests'));
  await expect(keepImported(db, WORKOUT, NOW_MS)).rejects.toThrow(AlreadyThere);
  expect(await get(id, db.store('digests'))).toEqual({ v: 99, of: 'later' });
});

test('what is left of one that was removed makes room: samples of another course, and figures', async () => {
  await set(id, tombstone(NOW_MS), db.store('digests'));
  await db.store('samples')('readwrite', (samples) => void samples.put('old', [id, 99]));
  await set(id, { old: 'figures' }, db.store('figures'));
  await keepImported(db, WORKOUT, NOW_MS);
  const left = await stored();
  expect(left).toContain(`sessions "${id}"`);
  expect(left.filter((each) => /99|figures/.test(each))).toEqual([]);
});

test('what could not be read again is not stored', async () => {
  const wrong = { ...WORKOUT, digest: { ...WORKOUT.digest, sparkline: [-1] } };
  await expect(keepImported(db, wrong, NOW_MS)).rejects.toThrow(/digest .*sparkline/);
  expect(await stored()).toEqual([]);
});
