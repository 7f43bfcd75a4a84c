// Ids made of names become UUIDs: every record goes on meaning the plan that it meant, at once or not at all.
import fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { entries as entriesOf, get, set } from 'idb-keyval';
import { afterAll, expect, test, vi } from 'vitest';
import { occurrenceOf, type Occurrence } from '../../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../../src/core/schedule/schedule.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { isBuiltIn, isUuid } from '../../../src/core/plan/planId.ts';
import { isSameContent } from '../../../src/core/plan/planIdentity.ts';
import type { FinishedSession, SessionDigest } from '../../../src/core/records/finished.ts';
import { Scheduler } from '../../../src/engine/scheduler.ts';
import { Agenda } from '../../../src/store/ledger/agenda.ts';
import { Backups } from '../../../src/store/backup/backup.ts';
import type { Entry } from '../../../src/store/backup/keptRecords.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { IdbLedger } from '../../../src/store/ledger/idbLedger.ts';
import { hasNameMadeIds, migratePlanIds } from '../../../src/store/library/identity.ts';
import { Library } from '../../../src/store/library/library.ts';
import {
  stamped,
  CURSOR,
  STORES,
  tombstone,
  type Stamped,
  type StoreName,
} from '../../../src/store/database/records.ts';
import { good, type Parsed } from '../../../src/core/parse/parsed.ts';
import { time } from '../../engine/world.ts';
import { historyOf } from '../../support/history.ts';
import { abortAfter } from '../aborting.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);
afterAll(() => void vi.unstubAllGlobals());

const START_MS = Date.parse('2026-03-02T12:00:00Z');
const HOUR_MS = 3_600_000;
const FINISHED = historyOf(1, START_MS)[0]!;

type Content = Omit<Plan, 'id'>;
const content = (name: string, minutes: number): Content => ({
  name,
  description: '',
  sport: 'run',
  phases: [{ name: 'Go', target: { type: 'open' }, end: time(60 * minutes) }],
});

interface Imported {
  id: string;
  content: Content;
  gone: boolean;
}

/** A device with the version that made ids of names, and what each of its records really means. */
class EarlierDevice {
  readonly db = new Database(new IDBFactory());
  nowMs = START_MS;
  count = 0;
  /** Every plan that was ever imported; `gone` once it was removed. */
  readonly imported: Imported[] = [];
  /** What was meant, by schedule or workout. */
  readonly meant = new Map<string, Imported>();

  get living() {
    return this.imported.filter(({ gone }) => !gone);
  }

  get #library(): Library {
    return new Library(this.db, () => this.nowMs);
  }

  async import(content: Content): Promise<void> {
    const slug =
      content.name
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '') || 'plan';
    let id = slug;
    const isTaken = (id: string): boolean => isBuiltIn(id) || this.living.some((each) => each.id === id);
    for (let n = 2; isTaken(id); n++) id = `${slug}-${String(n)}`;
    await this.#library.savePlan({ ...content, id });
    this.imported.push({ id, content, gone: false });
  }

  async remove(n: number): Promise<void> {
    const plan = this.living[n % this.living.length];
    if (!plan) return;
    await this.#library.removePlan(plan.id);
    plan.gone = true;
  }

  async schedule(n: number): Promise<void> {
    const plan = this.living[n % this.living.length];
    if (!plan) return;
    const schedule: Schedule = {
      id: `schedule-${this.prefix}${String(this.count++)}`,
      planId: plan.id,
      planName: plan.content.name,
      cron: '30 6 * * *',
      timeZone: 'UTC',
      on: true,
      revision: 1,
      sinceEpochMs: this.nowMs,
    };
    this.meant.set(schedule.id, plan);
    await new IdbLedger(this.db, () => this.nowMs).transact((transaction) => {
      transaction.keepSchedule({ ...schedule, revision: 2, earlier: [schedule] });
    });
  }

  async train(n: number): Promise<void> {
    const plan = this.living[n % this.living.length];
    if (!plan) return;
    const id = `workout-${this.prefix}${String(this.count++)}`;
    const { name: planName } = plan.content;
    const session = { ...FINISHED.session, id, plan: { ...plan.content, id: plan.id } };
    const digest = { ...FINISHED.digest, id, planId: plan.id, planName };
    this.meant.set(id, plan);
    await set(id, stamped(session, this.nowMs), this.db.store('sessions'));
    await set(id, stamped(digest, this.nowMs), this.db.store('digests'));
  }

  /** The scheduler of that version did with ids what this one does. */
  async look(): Promise<void> {
    this.nowMs += 20 * HOUR_MS;
    const names = new Map(this.living.map(({ id, content }) => [id, content.name]));
    await schedulerOn(this.db, this.nowMs, (id) => names.get(id)).settle();
  }

  readonly prefix: string;
  constructor(prefix = '') {
    this.prefix = prefix;
  }
}

function schedulerOn(db: Database, nowMs: number, nameOf: (id: string) => string | undefined, told: string[] = []) {
  return new Scheduler({
    ledger: new IdbLedger(db, () => nowMs),
    reminders: {
      ready: (occurrence) => {
        told.push(`${occurrence.planName} ${occurrence.planId}`);
        return Promise.resolve(true);
      },
      waiting: () => Promise.resolve(),
      skipped: () => undefined,
      missed: () => undefined,
    },
    runningPlanId: () => Promise.resolve(undefined),
    planName: (id) => Promise.resolve(nameOf(id)),
    timeZone: () => 'UTC',
    nowMs: () => nowMs,
    newId: () => 'id',
  });
}

const NAMES = ['Бег', '五公里', 'Plan', 'Tempo', 'Hill repeats', 'hill-repeats', 'Hill repeats 2'];
const step = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('import' as const), fc.nat(NAMES.length - 1), fc.nat(2)) },
  fc.tuple(fc.constantFrom('remove' as const, 'schedule' as const, 'train' as const), fc.nat(9)),
  fc.tuple(fc.constant('look' as const)),
);
const script = fc.array(step, { maxLength: 25 });

async function played(steps: typeof script extends fc.Arbitrary<infer T> ? T : never, prefix?: string) {
  const device = new EarlierDevice(prefix);
  for (const [what, n = 0, minutes = 0] of steps) {
    device.nowMs += 60_000;
    if (what === 'import') await device.import(content(NAMES[n]!, minutes + 1));
    else if (what === 'look') await device.look();
    else await device[what](n);
  }
  return device;
}

const all = <T, Key extends IDBValidKey = string>(db: Database, name: StoreName): Promise<[Key, Stamped<T>][]> =>
  entriesOf<Key, Stamped<T>>(db.store(name));

const everything = async (db: Database): Promise<string> =>
  JSON.stringify(await Promise.all(STORES.map((name) => all(db, name))));

/** Every record of this device means on `db` the plan that it meant. */
async function expectMeaning(db: Database, device: EarlierDevice): Promise<void> {
  const plans = (await all<Plan>(db, 'plans')).filter(([, { deleted }]) => !deleted);
  for (const [key, { value }] of plans) {
    expect(key).toSatisfy(isUuid);
    expect(value?.id).toBe(key);
  }
  const planOf = (id: string): Plan | undefined => plans.find(([key]) => key === id)?.[1].value ?? undefined;
  for (const { content } of device.living) {
    const wanted = device.living.filter((each) => isSameContent(each.content, content)).length;
    const found = plans.filter(([, { value }]) => isSameContent(value!, content)).length;
    expect(found, content.name).toBeGreaterThanOrEqual(wanted);
  }
  for (const [id, { value, deleted }] of await all<SessionDigest>(db, 'digests')) {
    const meant = device.meant.get(id);
    if (deleted || !meant) continue;
    expect(value!.planId).toSatisfy(isUuid);
    const plan = planOf(value!.planId);
    if (plan) expect(isSameContent(plan, meant.content)).toBe(true);
    const session = (await get<Stamped<FinishedSession>>(id, db.store('sessions')))!.value!;
    expect(session.plan.id).toBe(value!.planId);
    expect(isSameContent(session.plan, meant.content)).toBe(true);
  }
  const scheduled = new Map<string, string>();
  for (const [id, { value }] of await all<Schedule>(db, 'schedules')) {
    const meant = device.meant.get(id);
    if (!meant) continue;
    scheduled.set(id, value!.planId);
    const plan = planOf(value!.planId);
    const { name } = meant.content;
    if (!meant.gone) expect(plan && isSameContent(plan, meant.content), name).toBe(true);
    const namesake = device.living.some(({ id, content }) => id === meant.id && content.name === name);
    if (!namesake) expect(plan, `${name} rings for ${String(plan?.name)}`).toBeUndefined();
    if (plan) expect(plan.name).toBe(name);
    expect(value!.earlier?.map(({ planId }) => planId)).toEqual([value!.planId]);
  }
  for (const [key, record] of await all<Occurrence, IDBValidKey>(db, 'occurrences')) {
    if (typeof key === 'string') {
      if (scheduled.has(record.value!.scheduleId)) {
        expect(record.value!.planId).toBe(scheduled.get(record.value!.scheduleId));
      }
    } else if (Array.isArray(key) && key[0] === CURSOR) {
      const { schedule } = record as unknown as { schedule: Schedule };
      expect(schedule.planId).toBe(scheduled.get(schedule.id) ?? schedule.planId);
    }
  }
}

test('whatever was imported, removed, planned and done under colliding names, every record means what it meant', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      const device = await played(steps);
      const stamps = async (name: StoreName): Promise<unknown[]> =>
        (await all<unknown, IDBValidKey>(device.db, name))
          .filter(([key, { deleted }]) => typeof key === 'string' && !deleted)
          .map(([, { revision, updatedAtEpochMs }]) => `${String(updatedAtEpochMs)} ${String(revision)}`)
          .sort();
      const names = ['plans', 'schedules', 'occurrences', 'digests', 'sessions'] as const;
      const before = await Promise.all(names.map(stamps));
      await migratePlanIds(device.db);
      await expectMeaning(device.db, device);
      expect(await Promise.all(names.map(stamps))).toEqual(before); // nothing lost, and nothing changed by anybody
      expect(await hasNameMadeIds(device.db)).toBe(false);

      const once = await everything(device.db);
      expect(await migratePlanIds(device.db)).toBe(false);
      expect(await everything(device.db)).toBe(once);
    }),
    { numRuns: 60 },
  );
});

test('cut off at any request, nothing has changed, and the next one does it all', async () => {
  const steps = await played([
    ['import', 0, 0],
    ['schedule', 0],
    ['train', 0],
    ['remove', 0],
    ['import', 1, 1],
    ['schedule', 0],
    ['train', 0],
    ['look'],
  ]);
  const before = await everything(steps.db);
  let cuts = 0;
  for (let requests = 0; ; requests++) {
    const aborted = abortAfter(steps.db, requests);
    const done = await migratePlanIds(steps.db).catch(() => 'cut');
    aborted.over();
    if (!aborted.happened) {
      expect(done).toBe(true);
      break;
    }
    cuts++;
    expect(done).toBe('cut');
    expect(await everything(steps.db), `cut at request ${String(requests)}`).toBe(before);
  }
  expect(cuts).toBeGreaterThan(20);
  await expectMeaning(steps.db, steps);
});

/** A backup as the earlier version made it: every record as it is stored. */
async function* fileOf(db: Database): AsyncGenerator<Parsed<Entry & { line: number }>> {
  let line = 1;
  for (const store of ['digests', 'sessions', 'samples', 'plans', 'settings', 'schedules', 'occurrences'] as const) {
    for (const [key, value] of await all<unknown, IDBValidKey>(db, store)) {
      if (store === 'occurrences' && Array.isArray(key)) continue;
      yield good({ line: ++line, store, key, value });
    }
  }
}

async function merge(db: Database, from: Database) {
  const backups = new Backups(db);
  const preview = await backups.preview(fileOf(from));
  if (!preview.ok) throw new Error(preview.problems[0]?.code);
  await backups.restore(fileOf(from), preview.value.stamps, 'merge');
  return preview.value.tallies;
}

test('two devices whose ids collide: neither’s plans replace the other’s, and every record means what it meant', async () => {
  await fc.assert(
    fc.asyncProperty(script, script, async (ours, theirs) => {
      const [here, there] = [await played(ours, 'a'), await played(theirs, 'b')];
      await merge(here.db, there.db); // their file is of the earlier version; this device is not any more
      await expectMeaning(here.db, here);
      await expectMeaning(here.db, there);
      // again, and their whole database, migrated by itself, brings nothing new
      const once = await everything(here.db);
      const tallies = await merge(here.db, there.db);
      expect(tallies.plans).toMatchObject({ new: 0, newer: 0, removed: 0 });
      expect(await everything(here.db)).toBe(once);
      await migratePlanIds(there.db);
      expect((await merge(here.db, there.db)).plans).toMatchObject({ new: 0, newer: 0, removed: 0 });
      await expectMeaning(here.db, there);
    }),
    { numRuns: 30 },
  );
});

test('a schedule of a removed plan does not ring for one that got its id; its own plan’s does', async () => {
  const device = await played([
    ['import', 0, 0],
    ['schedule', 0],
    ['remove', 0],
    ['import', 1, 0],
    ['schedule', 0],
  ]);
  const told: string[] = [];
  const library = new Library(device.db, () => device.nowMs);
  const plans = await library.plans();
  const nameOf = (id: string): string | undefined => plans.find((plan) => plan.id === id)?.name;
  await schedulerOn(device.db, device.nowMs, nameOf).settle();
  await schedulerOn(device.db, Date.parse('2026-03-03T06:30:00Z'), nameOf, told).settle();
  expect(plans.map(({ name }) => name)).toEqual(['五公里']);
  expect(told).toEqual([`五公里 ${plans[0]!.id}`]);
});

test('what a page of the earlier version writes afterwards follows too', async () => {
  const device = await played([['import', 0, 0]]);
  const library = new Library(device.db, () => device.nowMs);
  const [plan] = await library.plans();
  const agenda = new Agenda(device.db);
  device.nowMs += 1;
  await device.schedule(0); // under the old id, which its list still has
  await device.train(0);
  expect((await agenda.schedules()).items).toMatchObject([{ planId: plan!.id }]);
  expect(await library.digests()).toMatchObject([{ planId: plan!.id }]);

  await device.remove(0);
  expect(await library.plans()).toEqual([]);
  expect((await agenda.schedules()).items).toMatchObject([{ planId: plan!.id }]); // as of any removed plan
  const { id: _id, ...again } = plan!;
  device.nowMs += 1;
  await device.import(again); // *Undo*
  expect(await library.plans()).toEqual([plan]);
});

test('links and reminders from before find their plan by its old id, and another’s never', async () => {
  const device = await played([['import', 4, 0]]);
  const library = new Library(device.db, () => device.nowMs);
  const [plan] = await library.plans();
  expect(await library.plan('hill-repeats')).toMatchObject({ ok: true, value: { id: plan!.id } });
  expect(await library.plan('plan')).toBeUndefined();
  await merge(device.db, (await played([['import', 5, 2]])).db); // another device’s `hill-repeats`
  expect(await library.plans()).toHaveLength(2);
  expect(await library.plan('hill-repeats')).toBeUndefined();
});

test('a plan that stood in the place of a built-in one gets an id of its own; the built-in one’s records stay', async () => {
  const db = new Database(new IDBFactory());
  const own: Plan = { ...content('My tempo', 1), id: 'tempo' };
  const schedule = (id: string, planName: string): Schedule => ({
    ...{ id, planId: 'tempo', planName, cron: '30 6 * * *', timeZone: null, on: true, revision: 1 },
    sinceEpochMs: START_MS,
  });
  await set('tempo', stamped(own, START_MS), db.store('plans'));
  await set('a', stamped(schedule('a', 'My tempo'), START_MS), db.store('schedules'));
  await set('b', stamped(schedule('b', 'Tempo'), START_MS), db.store('schedules'));
  const occurrence = occurrenceOf(schedule('b', 'Tempo'), START_MS, 'UTC');
  await set(occurrence.id, stamped(occurrence, START_MS), db.store('occurrences'));
  const [plan] = await new Library(db, () => START_MS).plans();
  expect(plan).toEqual({ ...own, id: expect.toSatisfy(isUuid) as string });
  expect((await all<Schedule>(db, 'schedules')).map(([, { value }]) => value?.planId)).toEqual([plan!.id, 'tempo']);
  expect((await all<Occurrence>(db, 'occurrences')).map(([, { value }]) => value?.planId)).toEqual(['tempo']);
});

test('records that cannot be read, and those of a newer version, stay as they are', async () => {
  const db = new Database(new IDBFactory());
  const left: [StoreName, string, unknown][] = [
    ['plans', 'broken', { v: 1, plan: 'none' }],
    ['plans', 'newer', { ...stamped({ id: 'newer', name: 'x' }, START_MS), v: 2 }],
    ['plans', 'nameless', stamped({ id: 'nameless' }, START_MS)],
    ['schedules', 'newer', { ...stamped({ planId: 'plan' }, START_MS), v: 2 }],
    ['occurrences', 'broken', 'x'],
    ['digests', 'broken', null],
  ];
  for (const [name, key, record] of left) await set(key, record, db.store(name));
  await set('plan', tombstone(START_MS), db.store('plans'));
  expect(await migratePlanIds(db)).toBe(true);
  expect(await migratePlanIds(db)).toBe(false); // else two windows would tell each other for ever
  for (const [name, key, record] of left) expect(await get(key, db.store(name))).toEqual(record);
});

test('a disk that refuses leaves everything readable under the old ids', async () => {
  const device = await played([
    ['import', 4, 0],
    ['schedule', 0],
  ]);
  const begin = device.db.begin.bind(device.db);
  device.db.begin = () => Promise.reject(new Error('full'));
  const library = new Library(device.db, () => device.nowMs);
  expect(await library.plans()).toMatchObject([{ id: 'hill-repeats' }]);
  expect((await new Agenda(device.db).schedules()).items).toMatchObject([{ planId: 'hill-repeats' }]);
  device.db.begin = begin;
  expect(await library.plans()).toMatchObject([{ id: expect.toSatisfy(isUuid) as string }]);
});
