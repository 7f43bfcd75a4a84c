// What was worked out of workouts, on the disk: a cache, which goes with the workout and is in no backup.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { keys, set } from 'idb-keyval';
import { beforeEach, expect, test, vi } from 'vitest';
import { trimmedFiguresOf } from '../../../src/core/load/trimmedFigures.ts';
import { FIGURES_VERSION } from '../../../src/core/load/workoutFigures.ts';
import { Backups } from '../../../src/store/backup/backup.ts';
import { Checkpoints } from '../../../src/store/checkpoints/checkpoints.ts';
import { IdbBackend } from '../../../src/store/checkpoints/idbBackend.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { stamped } from '../../../src/store/database/records.ts';
import { Figures, readFigures, type StoredFigures } from '../../../src/store/library/figures.ts';
import { Library } from '../../../src/store/library/library.ts';
import { historyOf } from '../../support/history.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const NOW_MS = 1_700_000_000_000;
const HISTORY = historyOf(2, NOW_MS);
const [W0, W1] = HISTORY.map(({ session }) => session.id) as [string, string];
const FIGURES = HISTORY.map(({ session, chunks }): StoredFigures => ({
  figures: trimmedFiguresOf(session, chunks, undefined),
  trim: null,
}));

let db: Database;
let figures: Figures;
beforeEach(async () => {
  db = new Database(new IDBFactory());
  figures = new Figures(db);
  const checkpoints = new Checkpoints(new IdbBackend(db, () => NOW_MS), () => NOW_MS);
  for (const finished of HISTORY) await checkpoints.finish(finished);
});

test('what was kept is there, by session', async () => {
  await figures.keep(FIGURES);
  expect(await figures.all()).toEqual(
    new Map([
      [W0, FIGURES[0]],
      [W1, FIGURES[1]],
    ]),
  );
});

test('of a workout that is not there any more none are kept', async () => {
  await db.store('sessions')('readwrite', (sessions) => void sessions.delete(W0));
  await figures.keep(FIGURES);
  expect(await keys(db.store('figures'))).toEqual([W1]);
});

test.each<[string, unknown]>([
  ['nothing that is known', 'figures'],
  ['of another version', { ...FIGURES[0], figures: { ...FIGURES[0]!.figures, v: FIGURES_VERSION + 1 } }],
  ['of another workout', FIGURES[1]],
  ['without what was cut', { figures: FIGURES[0]!.figures }],
  ['with a cut that is none', { figures: FIGURES[0]!.figures, trim: 'half' }],
  ['with more seconds than there are', { trim: null, figures: { ...FIGURES[0]!.figures, elapsedS: 1 } }],
])('what is stored %s is not there', async (_, record) => {
  await set(W0, record, db.store('figures'));
  expect([...(await figures.all()).keys()]).toEqual([]);
});

test('what somebody wrote beside them is read past', () => {
  expect(readFigures({ ...FIGURES[0], figures: { ...FIGURES[0]!.figures, more: 1 } })).toEqual(FIGURES[0]);
});

test('a backup has none; a workout that the file knows better loses its own', async () => {
  await figures.keep(FIGURES);
  const better = { ...HISTORY[0]!.digest, planName: 'Better' };
  const file = [
    { store: 'digests', key: W0, value: stamped(better, NOW_MS + 1) },
    { store: 'sessions', key: W0, value: stamped(HISTORY[0]!.session, NOW_MS + 1) },
  ];
  async function* entries() {
    for (const [line, entry] of file.entries())
      yield await Promise.resolve({ ok: true as const, value: { ...entry, line } });
  }
  const stores: string[] = [];
  for await (const { store } of new Backups(db).entries(() => undefined)) stores.push(store);
  expect(stores).not.toContain('figures');

  const backups = new Backups(db, () => NOW_MS + 2);
  const preview = await backups.preview(entries());
  if (!preview.ok) throw new Error(JSON.stringify(preview.problems));
  await backups.restore(entries(), preview.value.stamps, 'merge');
  expect([...(await figures.all()).keys()]).toEqual([W1]);
  await backups.restore(entries(), preview.value.stamps, 'replace');
  expect(await keys(db.store('figures'))).toEqual([]);
});

test('a workout that is swept takes them along', async () => {
  await figures.keep(FIGURES);
  await new Library(db, () => NOW_MS).removeSessions([W0]);
  const next = new Library(db, () => NOW_MS);
  await next.digests();
  await next.sweep();
  expect([...(await figures.all()).keys()]).toEqual([W1]);
});
