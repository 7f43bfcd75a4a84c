// Plans that were deleted: kept for thirty days within their tombstones, in backups too, and brought back by a person alone.
import { Readable } from 'node:stream';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { get, set } from 'idb-keyval';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { good } from '../../../src/core/parse/parsed.ts';
import { Backups } from '../../../src/store/backup/backup.ts';
import type { Entries, Entry } from '../../../src/store/backup/keptRecords.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { readPlan } from '../../../src/store/database/readers.ts';
import { stamped, tombstone } from '../../../src/store/database/records.ts';
import { deletedPlans } from '../../../src/store/library/deletedPlans.ts';
import { Library } from '../../../src/store/library/library.ts';
import { DELETED_FOR_MS } from '../../../src/store/library/tombstone.ts';
import { planOf, time } from '../../engine/world.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 10, 1, 8);
const ID = '5ad00000-0000-4000-8000-000000000001';
const PLAN: Plan = { ...planOf([time(600)]), id: ID, name: 'Mine' };

beforeAll(() => {
  globalThis.IDBKeyRange = IDBKeyRange;
});

let now = START_MS;
let device: ReturnType<typeof deviceOf>;
beforeEach(() => {
  now = START_MS;
  device = deviceOf();
});

function deviceOf() {
  const db = new Database(new IDBFactory());
  const backups = new Backups(db, () => now);
  const names = async (): Promise<string[]> => (await deletedPlans(db, now)).map(({ plan }) => plan.name);
  return { db, library: new Library(db, () => now), backups, names };
}

async function fileOf({ backups }: typeof device): Promise<Entry[]> {
  const file: Entry[] = [];
  for await (const entry of backups.entries(() => undefined)) file.push(entry);
  return structuredClone(file);
}

async function restore({ backups }: typeof device, file: Entry[]): Promise<void> {
  const entries = () => Readable.from(file.map((entry, line) => good({ ...entry, line }))) as Entries;
  const preview = await backups.preview(entries());
  if (!preview.ok) throw new Error(JSON.stringify(preview.problems));
  await backups.restore(entries(), preview.value.stamps, 'merge');
}

test('a plan that was removed can be brought back for thirty days, as it was', async () => {
  const { library, names, db } = device;
  await library.savePlan(PLAN);
  now += DAY_MS;
  await library.removePlan(ID);
  expect(await library.plans()).toEqual([]);
  expect(await deletedPlans(db, now)).toEqual([
    { plan: PLAN, deletedAtEpochMs: now, goneAtEpochMs: now + DELETED_FOR_MS },
  ]);
  now += DELETED_FOR_MS - 1;
  expect(await names()).toEqual(['Mine']);
  expect(await library.bringBackPlan(ID)).toEqual(PLAN);
  expect(await library.plans()).toEqual([PLAN]);
  expect(await names()).toEqual([]);
  expect(await get(ID, db.store('plans'))).not.toHaveProperty('removed');
});

test('after that it is gone for good, and its tombstone is as it was', async () => {
  const { library, names, db } = device;
  await library.savePlan(PLAN);
  await library.removePlan(ID);
  const { removed: _, ...tombstoneLeft } = (await get<ReturnType<typeof stamped<Plan>>>(ID, db.store('plans')))!;
  now += DELETED_FOR_MS;
  expect(await names()).toEqual([]);
  const next = new Library(db, () => now);
  await next.plans();
  await next.sweep();
  expect(await get(ID, db.store('plans'))).toEqual(tombstoneLeft);
  await expect(next.bringBackPlan(ID)).rejects.toThrow();
  expect(await get(ID, db.store('plans'))).toEqual(tombstoneLeft);
});

test('an older backup does not bring it back, and takes nothing from what is kept', async () => {
  await device.library.savePlan(PLAN);
  const file = await fileOf(device);
  now += DAY_MS;
  await device.library.removePlan(ID);
  await restore(device, file);
  expect(await device.library.plans()).toEqual([]);
  expect(await device.names()).toEqual(['Mine']);
});

test('a backup has it: on another device it is removed too, and can be brought back there', async () => {
  await device.library.savePlan(PLAN);
  const other = deviceOf();
  await restore(other, await fileOf(device));
  now += DAY_MS;
  await device.library.removePlan(ID);
  await restore(other, await fileOf(device));
  expect(await other.library.plans()).toEqual([]);
  expect(await other.names()).toEqual(['Mine']);
  expect(await fileOf(other)).toEqual(await fileOf(device));
  await other.library.bringBackPlan(ID);
  expect(await other.library.plans()).toEqual([PLAN]);
});

test('*Erase everything* leaves nothing of it', async () => {
  await device.library.savePlan(PLAN);
  await device.library.removePlan(ID);
  await device.backups.eraseAll();
  expect(await get(ID, device.db.store('plans'))).toBeUndefined();
});

test('what an earlier version removed left nothing to bring back; what a later one wrote into a plan stays in it', async () => {
  const { library, db, names } = device;
  await set(ID, tombstone(now, stamped(PLAN, now)), db.store('plans'));
  expect(await names()).toEqual([]);
  await expect(library.bringBackPlan(ID)).rejects.toThrow();
  const later = { ...PLAN, ofALaterVersion: { kept: true } };
  await set(ID, stamped(later, now), db.store('plans'));
  await library.removePlan(ID);
  await library.removePlan(ID);
  await library.bringBackPlan(ID);
  expect(await get(ID, db.store('plans'))).toMatchObject({ deleted: false, revision: 3, value: later });
});

test.each<[string, unknown]>([
  ['no plan', { nothing: 'of ours' }],
  ['a number', 7],
  ['a plan of another id', { ...PLAN, id: '5ad00000-0000-4000-8000-000000000002' }],
])('a tombstone with %s in it is one without', async (_, removed) => {
  const { db, library, names } = device;
  const record = { ...tombstone(now, stamped(PLAN, now)), removed };
  await set(ID, record, db.store('plans'));
  expect(readPlan(record)).toMatchObject({ ok: true, value: { deleted: true, value: null } });
  expect(await names()).toEqual([]);
  await expect(library.bringBackPlan(ID)).rejects.toThrow();
  expect(await get(ID, db.store('plans'))).toEqual(record);
});
