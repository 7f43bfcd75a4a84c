// The workouts that were done, as the screens list them.
import { get, set } from 'idb-keyval';
import { expect, test, vi } from 'vitest';
import { HistoryState } from '../../../src/app/state/history.svelte.ts';
import { RECORD_VERSION, stamped } from '../../../src/store/database/records.ts';
import { Library } from '../../../src/store/library/library.ts';
import { NOW_MS } from '../../store/trained.ts';
import { disk, keepWorkout } from './stored.ts';

const DAY_MS = 86_400_000;

async function page(...ids: string[]) {
  const { db, library } = disk();
  for (const [day, id] of ids.entries()) await keepWorkout(db, { id, startedAtMs: NOW_MS + day * DAY_MS });
  const history = new HistoryState(library);
  return { db, library, history, idsOf: () => history.items.map(({ id }) => id) };
}

test('until it was read, the history is empty and says so', async () => {
  const { history } = await page('a');
  expect(history).toMatchObject({ items: [], loaded: false, failed: undefined, unread: 0 });
});

test('workouts are listed newest first', async () => {
  const { history, idsOf } = await page('a', 'b', 'c');
  await history.load();
  expect(history.loaded).toBe(true);
  expect(idsOf()).toEqual(['c', 'b', 'a']);
});

test('workouts that cannot be read here are counted and left alone', async () => {
  const { db, history, idsOf } = await page('a');
  const newer = { ...stamped({}, NOW_MS), v: RECORD_VERSION + 1 };
  await set('z', newer, db.store('digests'));
  await history.load();
  expect(history.unread).toBe(1);
  expect(idsOf()).toEqual(['a']);
  expect(await get('z', db.store('digests'))).toEqual(newer);
});

test('a disk that refuses is said, what was read before stays, and the next look mends it', async () => {
  const { library, history, idsOf } = await page('a');
  await history.load();
  const digests = vi.spyOn(library, 'digests').mockRejectedValueOnce(new Error('refused'));
  await history.load();
  expect(history).toMatchObject({ loaded: true, failed: 'refused' });
  expect(idsOf()).toEqual(['a']);
  digests.mockRestore();
  await history.load();
  expect(history.failed).toBeUndefined();
});

test('one workout is read with its samples and its trace', async () => {
  const { history } = await page('a');
  const read = await history.session('a');
  if (!read?.ok) throw new Error('not read');
  const { record, samples, trace } = read.value;
  expect(record).toMatchObject({ id: 'a', elapsedS: 10 });
  expect(samples.flatMap(({ bpm }) => [...bpm])).toEqual(Array(10).fill(150));
  expect([...trace.bpm]).toEqual(Array(10).fill(150));
});

test('a workout that is not there is none; one that cannot be read says why', async () => {
  const { db, history } = await page('a');
  expect(await history.session('b')).toBeUndefined();
  await set('b', { ...stamped({}, NOW_MS), v: RECORD_VERSION + 1 }, db.store('sessions'));
  expect(await history.session('b')).toMatchObject({ ok: false, problems: [{ code: 'record.newer' }] });
});

test('a removed workout is gone from list and disk, and comes back to its place', async () => {
  const { library, history, idsOf } = await page('a', 'b', 'c');
  await history.load();
  await history.remove('b');
  expect(idsOf()).toEqual(['c', 'a']);
  expect((await library.digests()).map(({ id }) => id)).toEqual(['c', 'a']);
  await history.undoRemove();
  expect(idsOf()).toEqual(['c', 'b', 'a']);
  expect((await library.digests()).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

test('a removal is undone once, and only the last one', async () => {
  const { history, idsOf } = await page('a', 'b', 'c');
  await history.load();
  await history.undoRemove(); // nothing was removed
  await history.remove('a');
  await history.remove('b');
  await history.undoRemove();
  await history.undoRemove();
  expect(idsOf()).toEqual(['c', 'b']);
});

test('a removal that the disk refuses leaves the workout in the list', async () => {
  const { library, history, idsOf } = await page('a');
  await history.load();
  vi.spyOn(library, 'removeSessions').mockRejectedValueOnce(new Error('refused'));
  await expect(history.remove('a')).rejects.toThrow('refused');
  expect(idsOf()).toEqual(['a']);
});

test('the space of what was removed in an earlier visit is given back, and not of what was removed in this one', async () => {
  const { db, history } = await page('a', 'b');
  await history.load();
  await history.remove('a');
  await history.sweep();
  expect(await get('a', db.store('sessions'))).toBeDefined();
  const next = new HistoryState(new Library(db, () => NOW_MS));
  await next.load();
  await next.sweep();
  expect(await get('a', db.store('sessions'))).toBeUndefined();
  expect(await get('b', db.store('sessions'))).toBeDefined();
});

test('a sweep that the disk refuses is no error: there is another visit', async () => {
  const { library, history } = await page('a');
  vi.spyOn(library, 'sweep').mockRejectedValueOnce(new Error('refused'));
  await expect(history.sweep()).resolves.toBeUndefined();
});
