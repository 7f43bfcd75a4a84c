// What is stored, as a whole: into a file, back out of one, and gone; one at a time, and what fails has changed nothing.
import { get, set } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DataState, type DataHost } from '../../../src/app/state/data.svelte.ts';
import type { Database } from '../../../src/store/database/idb.ts';
import { STORES } from '../../../src/store/database/records.ts';
import { Checkpoints } from '../../../src/store/checkpoints/checkpoints.ts';
import { IdbBackend } from '../../../src/store/checkpoints/idbBackend.ts';
import { NOW_MS, trained } from '../../store/trained.ts';
import { disk, keepWorkout } from './stored.ts';
import { FakeWindow } from './window.ts';

let page: FakeWindow;

beforeEach(() => {
  page = new FakeWindow().open();
  vi.stubEnv('VERSION', '0.1.0');
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function device({ choice = 'bluetooth', begun = false, busy = false, elsewhere = false } = {}) {
  const { db, library } = disk();
  const saved: File[] = [];
  const said: string[] = [];
  const loading = (name: string) => ({
    load: () => {
      said.push(`load ${name}`);
      return Promise.resolve();
    },
  });
  const app: DataHost = {
    settings: loading('settings'),
    plans: loading('plans'),
    history: loading('history'),
    strap: {
      ...{ choice: choice as DataHost['strap']['choice'], begun },
      begin: () => Promise.resolve(void said.push('begin strap')),
      disconnect: () => void said.push('disconnect strap'),
    },
    live: { busy, elsewhere, leave: () => void said.push('leave') },
    update: { wake: () => Promise.resolve(void said.push('wake')) },
    tellOthers: (part) => void said.push(`tell ${part}`),
  };
  const data = new DataState(app, db, (file) => void saved.push(file));
  return { db, library, data, saved, said };
}

async function idsOf({ library }: ReturnType<typeof device>): Promise<string[]> {
  return (await library.digests()).map(({ id }) => id).sort();
}

/** The backup of a device with these workouts. */
async function backupWith(...ids: string[]): Promise<File> {
  const at = device();
  for (const id of ids) await keepWorkout(at.db, { id });
  await at.data.backUp();
  return at.saved[0]!;
}

/** A workout is under way on this disk. */
async function beginWorkout(db: Database): Promise<void> {
  await new Checkpoints(new IdbBackend(db, () => NOW_MS), () => NOW_MS).save(trained(30, 'under-way'));
}

test('a backup is saved as a file with a date in its name, and what was left out is said', async () => {
  const at = device();
  await keepWorkout(at.db, { id: 'a' });
  await set('broken', { what: 'nobody reads' }, at.db.store('plans'));
  await at.data.backUp();
  const [file] = at.saved;
  expect(file?.name).toMatch(/^beatkeeper-\d{4}-\d\d-\d\d\.jsonl\.gz$/);
  expect(at.data.doing).toBeUndefined();
  expect(at.data.outcome).toEqual({ type: 'backedUp', file: file?.name, bytes: file?.size, leftOut: 1 });
});

test('a file is looked at to its end, and says what it would do, before anything is changed', async () => {
  const file = await backupWith('a', 'b');
  const at = device();
  await keepWorkout(at.db, { id: 'c' });
  await at.data.look(file);
  expect(at.data.outcome).toBeUndefined();
  expect(at.data.offer).toMatchObject({ file, head: { app: '0.1.0' } });
  expect(await idsOf(at)).toEqual(['c']);
  at.data.decline();
  expect(at.data.offer).toBeUndefined();
});

test.each([
  ['merge', ['a', 'b', 'c']],
  ['replace', ['a', 'b']],
] as const)('%s: what was offered is there afterwards, and all that shows it reads it anew', async (mode, ids) => {
  const at = device();
  await keepWorkout(at.db, { id: 'c' });
  await at.data.look(await backupWith('a', 'b'));
  await at.data.restore(mode);
  expect(at.data).toMatchObject({ outcome: { type: 'restored', mode }, offer: undefined, doing: undefined });
  expect(await idsOf(at)).toEqual(ids);
  expect(at.said).toEqual([
    ...['load settings', 'load plans', 'load history', 'wake'],
    ...['tell settings', 'tell plans', 'tell history', 'begin strap'],
  ]);
});

test.each([
  [{ choice: 'none' }, ['disconnect strap']],
  [{ choice: 'bluetooth', begun: true }, []],
  [{ choice: 'none', busy: true }, []],
])('after a restore with %j the strap is as the restored settings want it', async (state, said) => {
  const at = device(state);
  await at.data.look(await backupWith('a'));
  await at.data.restore('merge');
  expect(at.said.filter((each) => each.endsWith('strap'))).toEqual(said);
});

test('without an offer nothing is restored', async () => {
  const at = device();
  await at.data.restore('replace');
  expect(at.data).toMatchObject({ outcome: undefined, doing: undefined });
  expect(at.said).toEqual([]);
});

test('a file that is no backup is refused with its problems, and takes the last offer away', async () => {
  const at = device();
  await at.data.look(await backupWith('a'));
  await at.data.look(new File(['hello'], 'note.txt'));
  expect(at.data.offer).toBeUndefined();
  expect(at.data.outcome).toMatchObject({ type: 'refused', file: 'note.txt' });
  if (at.data.outcome?.type === 'refused') expect(at.data.outcome.problems).not.toEqual([]);
});

test('one exported workout is no backup, and is there for an import until another file is looked at', async () => {
  const at = device();
  const workout = new File(['{\n  "format": "beatkeeper-session",\n  "version": 1\n}\n'], 'workout.beatkeeper.json');
  await at.data.look(workout);
  expect(at.data.workoutFile).toBe(workout);
  expect(at.data.outcome).toMatchObject({ type: 'refused', problems: [{ params: { kind: 'workout' } }] });
  await at.data.look(new File(['hello'], 'note.txt'));
  expect(at.data.workoutFile).toBeUndefined();
});

test('erasing leaves nothing but the epoch, and the app as on a first visit', async () => {
  const at = device();
  await keepWorkout(at.db, { id: 'a' });
  await at.data.look(await backupWith('b'));
  await at.data.erase();
  expect(at.data).toMatchObject({ outcome: undefined, offer: undefined, answer: undefined, doing: undefined });
  expect(await idsOf(at)).toEqual([]);
  for (const store of STORES) expect(await get('a', at.db.store(store)), store).toBeUndefined();
  expect(at.said.at(-1)).toBe('leave');
});

test.each(['restore', 'erase'] as const)(
  'with a workout under way nothing is taken from under it: %s',
  async (doing) => {
    const at = device();
    await keepWorkout(at.db, { id: 'a' });
    await at.data.look(await backupWith('b'));
    await beginWorkout(at.db);
    await (doing === 'restore' ? at.data.restore('replace') : at.data.erase());
    expect(at.data.outcome).toMatchObject({ type: 'failed', doing, why: 'underWay' });
    expect(await idsOf(at)).toEqual(['a']);
    expect(at.said).toEqual([]);
  },
);

test.each([
  [{}, undefined],
  [{ busy: true }, 'here'],
  [{ busy: true, elsewhere: true }, 'otherTab'],
] as const)('with %j the workout is under way: %s', (state, underWay) => {
  expect(device(state).data.underWay).toBe(underWay);
});

test('what is cancelled has changed nothing', async () => {
  const at = device();
  await keepWorkout(at.db, { id: 'a' });
  const file = await backupWith('b');
  const looked = at.data.look(file);
  at.data.cancel();
  await looked;
  expect(at.data).toMatchObject({ outcome: { type: 'cancelled', doing: 'look' }, offer: undefined });
  await at.data.look(file);
  const restored = at.data.restore('replace');
  at.data.cancel();
  await restored;
  expect(at.data.outcome).toEqual({ type: 'cancelled', doing: 'restore' });
  expect(await idsOf(at)).toEqual(['a']);
});

test('a page that is frozen in the middle of a restore lets go of it', async () => {
  const at = device();
  await keepWorkout(at.db, { id: 'a' });
  await at.data.look(await backupWith('b'));
  const { document } = page;
  vi.spyOn(document, 'addEventListener').mockImplementation((...listener) => {
    EventTarget.prototype.addEventListener.apply(document, listener);
    queueMicrotask(() => document.dispatchEvent(new Event('freeze')));
  });
  const restored = at.data.restore('replace');
  await restored;
  expect(at.data.outcome).toEqual({ type: 'cancelled', doing: 'restore' });
  expect(await idsOf(at)).toEqual(['a']);
});

test('one thing is done at a time', async () => {
  const at = device();
  const file = await backupWith('a');
  const first = at.data.look(file);
  expect(at.data.doing).toBe('look');
  await at.data.erase();
  expect(at.data.doing).toBe('look');
  await first;
  expect(at.data.offer).toBeDefined();
});

test.each([
  ['QuotaExceededError', 'noRoom'],
  ['NotReadableError', 'unreadable'],
  ['NotFoundError', 'unreadable'],
  ['UnknownError', 'other'],
] as const)('%s is said as %s', async (name, why) => {
  const at = device();
  vi.spyOn(at.db, 'store').mockImplementation(() => () => Promise.reject(new DOMException('no', name)));
  await at.data.backUp();
  expect(at.data.outcome).toEqual({ type: 'failed', doing: 'backUp', why, reason: 'no' });
  expect(at.saved).toEqual([]);
});

test('the room that there is, and the promise to keep what is stored, are as the browser says', async () => {
  const at = device();
  expect(at.data).toMatchObject({ room: {}, answer: undefined });
  let kept = false;
  page.navigator['storage'] = {
    estimate: () => Promise.resolve({ usage: 1000, quota: 5000 }),
    persisted: () => Promise.resolve(kept),
    persist: () => Promise.resolve((kept = true)),
  };
  await at.data.measure();
  expect(at.data.room).toEqual({ usedBytes: 1000, quotaBytes: 5000, keptForGood: false });
  await at.data.keepForGood();
  expect(at.data).toMatchObject({ answer: true, room: { keptForGood: true } });
});
