// The ledger in IndexedDB: the same as in memory, whatever happens, and each change whole or not at all.
import * as fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, expect, test } from 'vitest';
import type { Occurrence } from '../../../src/core/schedule/occurrence.ts';
import { revised, type Schedule } from '../../../src/core/schedule/schedule.ts';
import { Scheduler } from '../../../src/engine/scheduler.ts';
import { answered, Database } from '../../../src/store/database/idb.ts';
import { IdbLedger } from '../../../src/store/ledger/idbLedger.ts';
import { stamped, CURSOR, type StoreName } from '../../../src/store/database/records.ts';
import { World } from '../../engine/scheduling.ts';
import { abortAfter } from '../aborting.ts';

beforeAll(() => {
  globalThis.IDBKeyRange = IDBKeyRange;
});

const START = '2026-03-25T12:00:00Z';
const MINUTE_MS = 60_000;

/** A world whose ledger is in a database. */
class StoredWorld extends World {
  readonly factory = new IDBFactory();
  readonly db = new Database(this.factory);
  readonly stored = new IdbLedger(this.db, () => this.now);

  override get scheduler(): Scheduler {
    return new Scheduler({ ...this.ports, ledger: this.stored });
  }

  /** All that is there. */
  async records(name: StoreName): Promise<[IDBValidKey, unknown][]> {
    const store = (await this.db.begin([name])).objectStore(name);
    const [keys, values] = await Promise.all([answered(store.getAllKeys()), answered<unknown[]>(store.getAll())]);
    return keys.map((key, i) => [key, values[i]]);
  }

  async put(name: StoreName, key: IDBValidKey, record: unknown): Promise<void> {
    await answered((await this.db.begin([name])).objectStore(name).put(record, key));
  }
}

const CRONS = ['30 6 * * *', '*/20 * * * *', '30 2 * * *', '0 7 * * 1-5', '15 18 L * *'];
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'];

/** What may be done to a world. Those before are named by their place. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('wait'), minutes: fc.integer({ min: -60, max: 3000 }) }) },
  fc.record({ type: fc.constant('wake') }),
  fc.record({ type: fc.constant('add'), cron: fc.constantFrom(...CRONS), pinned: fc.constantFrom(null, ...ZONES) }),
  fc.record({ type: fc.constant('change'), of: fc.nat(), cron: fc.constantFrom(...CRONS), on: fc.boolean() }),
  fc.record({ type: fc.constant('rename'), of: fc.nat() }),
  fc.record({ type: fc.constant('remove'), of: fc.nat() }),
  fc.record({ type: fc.constant('travel'), to: fc.constantFrom(...ZONES) }),
  fc.record({ type: fc.constant('train'), lateMinutes: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ type: fc.constantFrom('snooze', 'skip', 'postpone'), of: fc.nat() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function act(world: World, script: readonly Step[]): Promise<unknown[]> {
  const schedules: string[] = [];
  const answers: unknown[] = [];
  let waiting: readonly Occurrence[] = [];
  for (const each of script) {
    const id = 'of' in each ? schedules[each.of % schedules.length] : undefined;
    const ready = 'of' in each ? waiting[each.of % waiting.length] : undefined;
    switch (each.type) {
      case 'wait':
        world.now += ('minutes' in each ? each.minutes : 0) * MINUTE_MS;
        break;
      case 'wake': {
        const { wakeAtEpochMs = world.now } = await world.scheduler.settle();
        world.now = Math.max(world.now, wakeAtEpochMs);
        break;
      }
      case 'add':
        if ('pinned' in each) {
          const added = await world.scheduler.scheduleSession({ id: 'tempo', name: 'Tempo' }, each.cron, {
            timeZone: each.pinned,
          });
          if (added.ok) schedules.push(added.value);
        }
        break;
      case 'change':
        if (id && 'on' in each) await world.scheduler.change(id, { cron: each.cron, on: each.on });
        break;
      case 'rename':
        if (id) await world.scheduler.change(id, { planName: 'Other' });
        break;
      case 'remove':
        if (id) await world.scheduler.remove(id);
        break;
      case 'travel':
        if ('to' in each) world.zone = each.to;
        break;
      case 'train': {
        const startedAtEpochMs = world.now - ('lateMinutes' in each ? each.lateMinutes : 0) * MINUTE_MS;
        const linked = await world.scheduler.started({ sessionId: `w${world.now}`, planId: 'tempo', startedAtEpochMs });
        answers.push(linked?.id ?? 'none');
        break;
      }
      case 'snooze':
      case 'skip':
      case 'postpone':
        if (ready) answers.push(await world.scheduler[each.type](ready.id));
    }
    const settled = await world.scheduler.settle();
    ({ waiting } = settled);
    answers.push(settled);
  }
  return [...answers, ...world.told];
}

test('whatever is done, it is the same as in memory', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (script) => {
      const [memory, stored] = [new World(START), new StoredWorld(START)];
      const first = { type: 'add' as const, cron: '*/20 * * * *', pinned: null };
      const answers = await act(stored, [first, ...script]);
      expect(answers).toEqual(await act(memory, [first, ...script]));
      const kept = (await stored.records('occurrences')).filter(([key]) => typeof key === 'string');
      const values = kept.map(([, record]) => (record as { value: Occurrence }).value);
      const byId = (a: Occurrence, b: Occurrence): number => (a.id < b.id ? -1 : 1);
      expect(values.sort(byId)).toEqual([...memory.ledger.occurrences.values()].sort(byId));
    }),
    { numRuns: 60, seed: 7 },
  );
});

/** Two schedules, one of them told; then the next wake has much to do. */
async function busy(): Promise<StoredWorld> {
  const world = new StoredWorld(START);
  await world.scheduler.scheduleSession({ id: 'tempo', name: 'Tempo' }, '30 6 * * *');
  await world.scheduler.scheduleSession({ id: 'easy', name: 'Easy' }, '*/20 * * * *');
  await world.at('2026-03-25T12:20:00Z');
  await world.stored.transact(async (transaction) => {
    const [stored] = await transaction.schedules();
    transaction.keepSchedule(revised(stored!.read()!, { cron: '0 7 * * *' }, world.now));
  });
  world.now = Date.parse('2026-03-26T06:41:00Z');
  return world;
}

test('a transaction that ends at any of its requests leaves nothing half done', { timeout: 60_000 }, async () => {
  const whole = await busy();
  await whole.scheduler.settle();
  const after = JSON.stringify([await whole.records('occurrences'), await whole.records('schedules')]);

  let ends = 0;
  for (let requests = 0; ; requests++) {
    const world = await busy();
    const before = JSON.stringify([await world.records('occurrences'), await world.records('schedules')]);
    const aborted = abortAfter(world.db, requests);
    const settled = await world.scheduler.settle().then(
      () => true,
      () => false,
    );
    aborted.over();
    if (!aborted.happened) {
      expect(settled).toBe(true);
      break;
    }
    ends++;
    expect(settled, `cut at request ${requests}`).toBe(false);
    const there = JSON.stringify([await world.records('occurrences'), await world.records('schedules')]);
    expect(there, `cut at request ${requests}`).toBe(before);
    await world.scheduler.settle(); // and the next look does it all
    expect(JSON.stringify([await world.records('occurrences'), await world.records('schedules')])).toBe(after);
  }
  expect(ends).toBeGreaterThan(50);
});

test('records of a newer version are left alone, and the others go on', async () => {
  const world = new StoredWorld(START);
  await world.scheduler.scheduleSession({ id: 'tempo', name: 'Tempo' }, '30 6 * * *');
  await world.scheduler.scheduleSession({ id: 'easy', name: 'Easy' }, '30 6 * * *');
  const later = { ...stamped({ id: 'later', when: 'at dawn' }, world.now), v: 99 };
  await world.put('schedules', 'later', later);
  const id = 'id1/1/2026-03-26T06:30:00+01:00';
  const occurrence = { ...stamped({ id, became: 'a legend' }, world.now), v: 99 };
  await world.put('occurrences', id, occurrence);
  await world.at('2026-03-26T05:30:00Z');
  await world.at('2026-03-26T06:00:00Z');
  expect(world.told).toEqual(['ready easy 2026-03-26T06:30:00', 'skipped 2026-03-26T06:30:00']);
  expect(new Map(await world.records('schedules')).get('later')).toEqual(later);
  expect(new Map(await world.records('occurrences')).get(id)).toEqual(occurrence);
});

test.each([
  ['that cannot be read', { v: 1, schedule: 7 }],
  ['of another version', { v: 99 }],
  ['that is none', null],
])('a cursor %s is made anew, and nothing is there twice', async (_, record) => {
  const world = new StoredWorld(START);
  await world.scheduler.scheduleSession({ id: 'tempo', name: 'Tempo' }, '30 6 * * *');
  await world.at('2026-03-26T05:30:00Z');
  await world.put('occurrences', [CURSOR, 'id1'], record);
  await world.at('2026-03-26T05:35:00Z');
  await world.at('2026-03-26T06:00:00Z');
  expect(world.told).toEqual(['ready tempo 2026-03-26T06:30:00', 'skipped 2026-03-26T06:30:00']);
  const kept = (await world.records('occurrences')).filter(([key]) => typeof key === 'string');
  expect(kept).toHaveLength(1);
});

test('a record that its own reader would refuse is not written, nor is anything else of that change', async () => {
  const world = new StoredWorld(START);
  const good: Schedule = {
    id: crypto.randomUUID(),
    planId: 'tempo',
    planName: 'Tempo',
    cron: '0 7 * * *',
    timeZone: null,
    on: true,
    revision: 1,
    sinceEpochMs: world.now,
  };
  const writing = world.stored.transact((transaction) => {
    transaction.keepSchedule(good);
    transaction.keepSchedule({ ...good, id: crypto.randomUUID(), sinceEpochMs: 1e300 });
  });
  await expect(writing).rejects.toThrow(/could not be read again: \S+ sinceEpochMs/);
  expect(await world.records('schedules')).toEqual([]);
});
