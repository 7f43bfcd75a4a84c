// Frames of workouts in the database: written in parts, bounded, gone with their workouts, and in no backup.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { keys, set } from 'idb-keyval';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { RecordingHead } from '../../../src/core/records/recording.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { NO_SIGNAL } from '../../../src/core/signal/signal.ts';
import { Backups } from '../../../src/store/backup/backup.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { stamped } from '../../../src/store/database/records.ts';
import { Library } from '../../../src/store/library/library.ts';
import { Recordings, RECORDINGS_MAX } from '../../../src/store/recordings/recordings.ts';
import { planOf, time } from '../../engine/world.ts';
import { historyOf } from '../../support/history.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);
afterAll(() => void vi.unstubAllGlobals());

let db: Database;
let recordings: Recordings;
beforeEach(() => {
  db = new Database(new IDBFactory());
  recordings = new Recordings(db);
});

const head = (epochMs = 1_700_000_000_000): RecordingHead => ({
  format: 'beatkeeper-recording',
  version: 1,
  startedAt: { epochMs, timeZone: 'UTC', offsetMin: 0 },
  plan: planOf([time(60)]),
  profile: profileOf(190, 60),
  onLoss: 'pause',
  source: 'strap',
  signal: NO_SIGNAL,
  clockMs: epochMs + 0.125,
});

/** A workout of that id is in the history. */
const keep = (id: string): Promise<void> => set(id, stamped({}, 0), db.store('sessions'));
const stored = (): Promise<IDBValidKey[]> => keys(db.store('frames'));

test('parts come back in order, behind their head; what was not recorded is nothing', async () => {
  await recordings.begin('a', head());
  expect(await recordings.open('a')).toMatchObject({ clockMs: 1_700_000_000_000.125, next: 1 });
  for (let i = 1; i <= 12; i++) await recordings.append('a', i, `${String(i)}\n`);
  expect(await recordings.open('a')).toMatchObject({ next: 13 });
  expect(await recordings.has('a')).toBe(true);
  expect(await recordings.read('a')).toEqual({
    ok: true,
    value: { head: head(), lines: Array.from({ length: 12 }, (_, i) => `${String(i + 1)}\n`).join('') },
  });
  expect(await recordings.read('b')).toBeUndefined();
  expect(await recordings.open('b')).toBeUndefined();
});

test('a part that another tab has written is not written over', async () => {
  await recordings.begin('a', head());
  await recordings.append('a', 1, 'theirs\n');
  await expect(recordings.append('a', 1, 'mine\n')).rejects.toMatchObject({ name: 'ConstraintError' });
  expect(await recordings.read('a')).toMatchObject({ value: { lines: 'theirs\n' } });
});

test('a torn part ends the recording, a torn head makes it unreadable', async () => {
  await recordings.begin('a', head());
  for (let i = 1; i <= 3; i++) await recordings.append('a', i, `${String(i)}\n`);
  await set(['a', 2], new Uint8Array([1, 2, 3]), db.store('frames'));
  expect(await recordings.read('a')).toMatchObject({ ok: true, value: { lines: '1\n' } });
  await set(['a', 0], 'what', db.store('frames'));
  expect(await recordings.read('a')).toMatchObject({ ok: false });
});

test('the oldest makes room for a new one, and so does one whose workout is not kept', async () => {
  for (let i = 0; i < RECORDINGS_MAX; i++) {
    await recordings.begin(`s${String(i)}`, head(1_700_000_000_000 + ((i * 7) % RECORDINGS_MAX)));
    await recordings.append(`s${String(i)}`, 1, 'x\n');
    await keep(`s${String(i)}`);
  }
  await recordings.begin('new', head());
  expect(await recordings.has('s0')).toBe(false);
  expect(await recordings.has('s1')).toBe(true);
  expect(new Set((await stored()).map((key) => (key as [string])[0])).size).toBe(RECORDINGS_MAX);

  await recordings.begin('newer', head()); // “new” never came into the history
  expect(await recordings.has('new')).toBe(false);
  expect(await recordings.has('s1')).toBe(true);
});

test('frames go with their workout, and with everything; no backup has them', async () => {
  const [workout] = historyOf(1, Date.now());
  const library = new Library(db, () => Date.now());
  const { id } = workout!.digest;
  await set(id, stamped(workout!.digest, 0), db.store('digests'));
  await set(id, stamped(workout!.session, 0), db.store('sessions'));
  await recordings.begin(id, head());
  await recordings.append(id, 1, 'x\n');
  const inBackup: string[] = [];
  for await (const { store } of new Backups(db).entries(() => undefined)) inBackup.push(store);
  expect(inBackup).toContain('sessions');
  expect(inBackup).not.toContain('frames');

  await library.removeSessions([id]);
  const nextVisit = new Library(db, () => Date.now());
  await nextVisit.digests();
  expect(await recordings.has(id)).toBe(true); // until nobody can want it back
  await nextVisit.sweep();
  expect(await stored()).toEqual([]);

  await recordings.begin('b', head());
  await new Backups(db).eraseAll();
  expect(await stored()).toEqual([]);
});
