// What is said of workouts, on the disk: gone and back with its workout, in backups, and never lost to what cannot be read.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { get, keys, set } from 'idb-keyval';
import { beforeEach, expect, test, vi } from 'vitest';
import { blankAnnotation } from '../../../src/core/records/annotation.ts';
import { openBackup } from '../../../src/formats/backup/readBackup.ts';
import { packBackup } from '../../../src/formats/backup/writeBackup.ts';
import { Backups } from '../../../src/store/backup/backup.ts';
import { Checkpoints } from '../../../src/store/checkpoints/checkpoints.ts';
import { IdbBackend } from '../../../src/store/checkpoints/idbBackend.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { stamped, type Stamped } from '../../../src/store/database/records.ts';
import { Annotations } from '../../../src/store/library/annotations.ts';
import { Library } from '../../../src/store/library/library.ts';
import { anyEdit } from '../../core/records/anyEdit.ts';
import { historyOf } from '../../support/history.ts';
import { abortAfter } from '../aborting.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const NOW_MS = 1_700_000_000_000;
const HISTORY = historyOf(3, NOW_MS);
const [W0, W1, W2] = HISTORY.map(({ session }) => session.id) as [string, string, string];

let db: Database;
beforeEach(() => (db = new Database(new IDBFactory())));

const annotationsOf = (on = db, at = NOW_MS): Annotations => new Annotations(on, () => at);
const libraryOf = (on = db, at = NOW_MS): Library => new Library(on, () => at);

async function train(on = db, at = NOW_MS): Promise<Database> {
  const checkpoints = new Checkpoints(new IdbBackend(on, () => at), () => at);
  for (const finished of HISTORY) await checkpoints.finish(finished);
  return on;
}

async function restored(from: Database, to: Database): Promise<void> {
  const entries = new Backups(from).entries(() => undefined);
  const made = { madeAt: '2026-11-22T18:30:00.000Z', app: '0' };
  const file = await new Response(packBackup(made, entries) as BodyInit).blob();
  const lines = async () => {
    const opened = await openBackup(file);
    if (!opened.ok) throw new Error(opened.problems[0]?.code);
    return opened.value.entries;
  };
  const preview = await new Backups(to).preview(await lines());
  if (!preview.ok) throw new Error(JSON.stringify(preview.problems));
  await new Backups(to).restore(await lines(), preview.value.stamps, 'merge');
}

const titles = async (on = db) =>
  Object.fromEntries([...(await annotationsOf(on).all())].map(([id, { title }]) => [id, title]));

test('several workouts are changed in one step, and put back in one', async () => {
  await annotationsOf().change([W0], { title: 'First', tags: ['easy'] });
  const before = await annotationsOf().change([W0, W1], { addTags: ['forest'] });
  const all = await annotationsOf().all();
  expect([all.get(W0)?.tags, all.get(W1)?.tags]).toEqual([['easy', 'forest'], ['forest']]);
  await annotationsOf().putBack(before);
  expect((await annotationsOf().all()).get(W0)).toEqual({ id: W0, title: 'First', tags: ['easy'] });
  expect((await annotationsOf().all()).get(W1)).toEqual(blankAnnotation(W1));
});

test('a change that is cut off at any request has changed nothing', async () => {
  await annotationsOf().change([W0, W1], { title: 'Before' });
  let requests = 0;
  for (; requests < 20; requests++) {
    const cutting = abortAfter(db, requests);
    const failed = await annotationsOf()
      .change([W0, W1], { title: 'After' })
      .then(
        () => false,
        () => true,
      );
    cutting.over();
    if (!failed) break;
    expect(await titles()).toEqual({ [W0]: 'Before', [W1]: 'Before' });
  }
  expect(requests).toBeGreaterThan(2);
  expect(await titles()).toEqual({ [W0]: 'After', [W1]: 'After' });
});

test('what a later version wrote beside what is known stays', async () => {
  const record = stamped({ id: W0, tags: [], title: 'Old', mood: { of: 'later' } }, 1);
  await set(W0, record, db.store('annotations'));
  await annotationsOf().change([W0], { title: null, effort: 3 });
  const after = await get<Stamped<unknown>>(W0, db.store('annotations'));
  expect(after?.value).toEqual({ id: W0, tags: [], effort: 3, mood: { of: 'later' } });
  expect(after).toMatchObject({ revision: 2, updatedAtEpochMs: NOW_MS });
});

test('a workout that is removed and brought back has what was said of it', async () => {
  await train();
  await annotationsOf().change([W0, W1], { notes: 'kept' });
  await libraryOf().removeSessions([W0, W1]);
  await libraryOf().restoreSessions([HISTORY[0]!.digest]);
  const next = libraryOf();
  await next.digests();
  await next.sweep();
  expect([...(await annotationsOf().all()).keys()]).toEqual([W0]);
});

test('what removes a workout for good takes it along, also where nothing else is left of that', async () => {
  await train();
  await annotationsOf().change([W0], { notes: 'gone' });
  await libraryOf().removeSessions([W0]);
  await db.store('sessions')('readwrite', (sessions) => void sessions.delete(W0));
  const next = libraryOf();
  await next.digests();
  await next.sweep();
  expect(await keys(db.store('annotations'))).toEqual([]);
});

test('a workout that was brought back in another tab meanwhile is not swept', async () => {
  await train();
  await annotationsOf().change([W0], { notes: 'kept' });
  await libraryOf().removeSessions([W0]);
  const next = libraryOf();
  await next.digests();
  await libraryOf().restoreSessions([HISTORY[0]!.digest]);
  await next.sweep();
  expect((await libraryOf().session(W0))?.ok).toBe(true);
  expect((await libraryOf().samples(W0)).length).toBeGreaterThan(0);
  expect((await annotationsOf().all()).get(W0)?.notes).toBe('kept');
});

test('whatever is said goes through a backup', async () => {
  await train();
  await fc.assert(
    fc.asyncProperty(anyEdit, async (edit) => {
      await annotationsOf().change([W0], edit);
      const there = new Database(new IDBFactory());
      await restored(db, there);
      expect(await annotationsOf(there).all()).toEqual(await annotationsOf().all());
    }),
    { numRuns: 20, seed: 11 },
  );
}, 60_000);

test('of two devices the later change wins, whoever goes first', async () => {
  const there = await train(new Database(new IDBFactory()));
  await train();
  await annotationsOf(db, 20).change([W0], { title: 'later' });
  await annotationsOf(there, 10).change([W0], { title: 'earlier' });
  await annotationsOf(there, 10).change([W1], { title: 'there alone' });
  await restored(there, db);
  await restored(db, there);
  expect(await titles()).toEqual({ [W0]: 'later', [W1]: 'there alone' });
  expect(await titles(there)).toEqual(await titles());
});

test('a removal that wins wins over what was said, also later, and there is none without its workout', async () => {
  const there = await train(new Database(new IDBFactory()));
  await train();
  await libraryOf(db, NOW_MS + 5).removeSessions([W0]);
  await annotationsOf(there, NOW_MS + 9).change([W0, W2], { title: 'said later' });
  await libraryOf(db).digests();
  await restored(there, db); // the removal here wins
  expect(await titles()).toEqual({ [W2]: 'said later' });
  await restored(db, there); // and there
  expect(await titles(there)).toEqual({ [W2]: 'said later' });
});

test('one that cannot be read is left out of a backup, and named', async () => {
  await train();
  await annotationsOf().change([W0, W1], { effort: 4 });
  await set(W1, stamped({ id: W1, tags: [], effort: 99 }, 1), db.store('annotations'));
  const leftOut: unknown[] = [];
  const kept: unknown[] = [];
  for await (const { store, key } of new Backups(db).entries((entry) => leftOut.push([entry.store, entry.key])))
    if (store === 'annotations') kept.push(key);
  expect(leftOut).toEqual([['annotations', W1]]);
  expect(kept).toEqual([W0]);
});

test('erasing everything erases it', async () => {
  await annotationsOf().change([W0], { title: 'gone' });
  await set(W0, { any: 'figures' }, db.store('figures'));
  await new Backups(db).eraseAll();
  expect([await keys(db.store('annotations')), await keys(db.store('figures'))]).toEqual([[], []]);
});
