// The diary of each strap in the database: by strap, in backups, gone with the strap and back with it.
import { IDBFactory } from 'fake-indexeddb';
import { get, set } from 'idb-keyval';
import { beforeEach, expect, test } from 'vitest';
import type { StrapEntry } from '../../src/core/records/strapDiary.ts';
import { Backups } from '../../src/store/backup/backup.ts';
import { Database } from '../../src/store/database/idb.ts';
import { StrapDiaries } from '../../src/store/straps/strapDiaries.ts';

const entry = (sessionId: string, startedAtEpochMs = 1_700_000_000_000): StrapEntry => ({
  sessionId,
  startedAtEpochMs,
  endedAtEpochMs: startedAtEpochMs + 60_000,
  elapsedS: 60,
  dropouts: 1,
  dropoutS: 7,
  doubtS: 0,
});

let db: Database;
let diaries: StrapDiaries;
beforeEach(() => {
  db = new Database(new IDBFactory());
  diaries = new StrapDiaries(db, () => 1_700_000_000_000);
});

test('a workout goes into the diary of its strap alone, and noted twice it is there once', async () => {
  await diaries.add('kQ3b/x+==', entry('w1'));
  await diaries.add('other', entry('w2'));
  await diaries.add('kQ3b/x+==', entry('w1'));
  await diaries.add('kQ3b/x+==', entry('w0', 1_600_000_000_000));
  const all = await diaries.all();
  expect(all.get('kQ3b/x+==')?.entries.map(({ sessionId }) => sessionId)).toEqual(['w0', 'w1']);
  expect(all.get('other')?.entries).toEqual([entry('w2')]);
});

test('what is forgotten is gone, and can be brought back beside what has come since', async () => {
  await diaries.add('a', entry('w1'));
  const removed = await diaries.remove('a');
  expect((await diaries.all()).size).toBe(0);
  await diaries.add('a', entry('w2', 1_700_000_100_000));
  await diaries.bringBack(removed!);
  expect((await diaries.all()).get('a')?.entries.map(({ sessionId }) => sessionId)).toEqual(['w1', 'w2']);
  expect(await diaries.remove('never')).toBeUndefined();
});

test('a diary that cannot be read is left out, and a newer version’s is not written over', async () => {
  const newer = { v: 2, revision: 1, updatedAtEpochMs: 0, deleted: false, value: { id: 'a', chapters: [] } };
  await set('a', newer, db.store('straps'));
  await diaries.add('b', entry('w1'));
  expect([...(await diaries.all()).keys()]).toEqual(['b']);
  await expect(diaries.add('a', entry('w2'))).rejects.toThrow('newer version');
  expect(await get('a', db.store('straps'))).toEqual(newer);
});

test('a backup has it, and erasing everything erases it', async () => {
  await diaries.add('a', entry('w1'));
  const rows: unknown[] = [];
  for await (const { store, key } of new Backups(db).entries(() => undefined)) rows.push([store, key]);
  expect(rows).toEqual([['straps', 'a']]);
  await new Backups(db).eraseAll();
  expect((await diaries.all()).size).toBe(0);
});
