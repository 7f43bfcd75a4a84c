// What the app stored at commit 64cef7c opens: `earlier/` is a database and a backup with every kind of record, written
// by the code of that version: settings with the default threshold pulled down to the maximum, an own plan by the name-made
// id of that time and a removed one, two workouts of which one was removed, schedules, what became of their times, and a
// workout under way with two seconds in the journal.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { setMany } from 'idb-keyval';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openBackup } from '../../src/formats/backup/readBackup.ts';
import { Backups } from '../../src/store/backup/backup.ts';
import type { Entries } from '../../src/store/backup/keptRecords.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { IdbBackend } from '../../src/store/checkpoints/idbBackend.ts';
import { Database } from '../../src/store/database/idb.ts';
import { DATABASE, STORES, type StoreName } from '../../src/store/database/records.ts';
import { Agenda } from '../../src/store/ledger/agenda.ts';
import { Annotations } from '../../src/store/library/annotations.ts';
import { Library } from '../../src/store/library/library.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const NOW_MS = 1_700_000_000_000;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const fileOf = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`earlier/${name}`, import.meta.url)));

/** What was not kept then. */
const LATER: StoreName[] = ['frames', 'straps', 'annotations', 'figures'];
const OF_THEN = STORES.filter((name) => !LATER.includes(name));

type Dump = Record<StoreName, [key: IDBValidKey, value: unknown][]>;

const DUMP = JSON.parse(new TextDecoder().decode(fileOf('database.json')), (_, value: unknown) => {
  const isBytes = typeof value === 'object' && value !== null && 'base64' in value;
  return isBytes ? new Uint8Array(Buffer.from(String(value.base64), 'base64')) : value;
}) as Dump;

let db: Database;
let library: Library;
beforeEach(() => {
  db = new Database(new IDBFactory());
  library = new Library(db, () => NOW_MS);
});

async function settingsAndPlans(): Promise<string> {
  const settings = await library.settings();
  expect(settings).toMatchObject({
    ok: true,
    value: {
      profile: { bpmMax: 163, bpmThreshold: 143, estimated: ['bpmResting', 'bpmThreshold'] },
      appearance: 'light',
      source: 'unset', // a simulated heart was the default, and nobody's choice
      knownStraps: [{ id: 'abc', name: 'H10' }], // the only one that such a version knew
      strapId: 'abc',
      volume: 0.5,
      welcomed: true,
    },
  });
  const plans = await library.plans();
  expect(plans.map(({ name }) => name)).toEqual(['Hill repeats']);
  const { id, phases } = plans[0]!;
  expect(id).toMatch(UUID);
  expect(phases).toHaveLength(3);
  return id;
}

async function schedulesOf(planId: string): Promise<void> {
  const agenda = new Agenda(db);
  const { items: schedules } = await agenda.schedules();
  expect(schedules.map(({ planId, cron, timeZone }) => [planId, cron, timeZone]).sort()).toEqual(
    [
      [planId, '30 6 * * *', null],
      ['tempo', '0 18 * * 1', 'Asia/Tokyo'],
    ].sort(),
  );
  const { items: occurrences } = await agenda.occurrences({ sinceEpochMs: 0 });
  expect(occurrences.length).toBeGreaterThan(2);
  expect(new Set(occurrences.map(({ planId }) => planId))).toEqual(new Set([planId]));
}

async function history(): Promise<void> {
  const digests = await library.digests();
  expect(digests).toHaveLength(1);
  const [digest] = digests;
  const session = await library.session(digest!.id);
  if (!session?.ok) throw new Error('the workout cannot be read');
  expect(session.value.elapsedS).toBe(digest!.summary.elapsedS);
  const chunks = await library.samples(digest!.id);
  expect(chunks.reduce((sum, { bpm }) => sum + bpm.length, 0)).toBe(session.value.elapsedS);
}

describe('the database of commit 64cef7c', () => {
  beforeEach(async () => {
    for (const name of OF_THEN) await setMany(DUMP[name], db.store(name));
  });

  test('has records of every kind', () => {
    for (const name of OF_THEN) expect(DUMP[name].length, name).toBeGreaterThan(0);
  });

  test('opens without the stores that came later, which are made, and nothing of it is lost', async () => {
    const factory = new IDBFactory();
    const then = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = factory.open(DATABASE, 1);
      request.onupgradeneeded = () => OF_THEN.forEach((name) => request.result.createObjectStore(name));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
    then.close();
    db = new Database(factory);
    library = new Library(db, () => NOW_MS);
    for (const name of OF_THEN) await setMany(DUMP[name], db.store(name));
    await settingsAndPlans();
    await history();
    const [digest] = await library.digests();
    await new Annotations(db, () => NOW_MS).change([digest!.id], { notes: 'of today' });
    expect((await new Annotations(db, () => NOW_MS).all()).get(digest!.id)?.notes).toBe('of today');
  });

  test('settings, plans, schedules and history open; a plan has a UUID everywhere', async () => {
    const planId = await settingsAndPlans();
    await schedulesOf(planId);
    await history();
  });

  test('the workout under way comes back, with the seconds of its journal', async () => {
    const recovered = await new Checkpoints(new IdbBackend(db, () => NOW_MS), () => NOW_MS).recover();
    if (!recovered.ok || !recovered.value) throw new Error('nothing came back');
    const { session, chunks } = recovered.value.checkpoint;
    expect(session).toMatchObject({ id: 'session-under-way', status: 'inProgress', elapsedS: 702 });
    expect(chunks.reduce((sum, { bpm }) => sum + bpm.length, 0)).toBe(702);
    expect(recovered.value.unknown).toBeUndefined();
  });
});

test('the backup of commit 64cef7c is restored: settings, plans, schedules and history', async () => {
  const file = new Blob([fileOf('backup.jsonl.gz')]);
  const entries = async (): Promise<Entries> => {
    const opened = await openBackup(file);
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
    return opened.value.entries;
  };
  const backups = new Backups(db);
  const preview = await backups.preview(await entries());
  if (!preview.ok) throw new Error(JSON.stringify(preview.problems));
  await backups.restore(await entries(), preview.value.stamps, 'merge');
  const planId = await settingsAndPlans();
  await schedulesOf(planId);
  await history();
});
