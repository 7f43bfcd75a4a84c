// The ledger of a database that was deleted or evicted under the page, stored again from what the page knows.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, expect, test } from 'vitest';
import { Scheduler } from '../../../src/engine/scheduler.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { DATABASE } from '../../../src/store/database/records.ts';
import { Agenda } from '../../../src/store/ledger/agenda.ts';
import { IdbLedger } from '../../../src/store/ledger/idbLedger.ts';
import { keepLedgerAgain, type KnownLedger } from '../../../src/store/ledger/keepAgain.ts';
import { World } from '../../engine/scheduling.ts';

beforeAll(() => {
  globalThis.IDBKeyRange = IDBKeyRange;
});

const DAY_MS = 86_400_000;

class LosingWorld extends World {
  readonly #factory = new IDBFactory();
  readonly db = new Database(this.#factory);
  readonly agenda = new Agenda(this.db);
  readonly #ledger = new IdbLedger(this.db, () => this.now);

  override get scheduler(): Scheduler {
    return new Scheduler({ ...this.ports, ledger: this.#ledger });
  }

  async plan(planId: string, cron: string): Promise<string> {
    const added = await this.scheduler.scheduleSession({ id: planId, name: planId }, cron, { timeZone: null });
    if (!added.ok) throw new Error(cron);
    return added.value;
  }

  /** What a page reads. */
  async known(): Promise<KnownLedger> {
    const { items: schedules } = await this.agenda.schedules();
    const { items: occurrences } = await this.agenda.occurrences({ sinceEpochMs: this.now - 92 * DAY_MS });
    return { schedules, occurrences };
  }

  async lose(): Promise<void> {
    const request = this.#factory.deleteDatabase(DATABASE);
    await new Promise<void>((done) => (request.onsuccess = () => done()));
    expect(await this.known()).toEqual({ schedules: [], occurrences: [] });
  }
}

/** Five mornings: the first workout was done, the second skipped, the rest were missed. */
async function afterFiveDays(): Promise<LosingWorld> {
  const world = new LosingWorld('2026-11-22T12:00:00Z');
  await world.plan('tempo', '30 6 * * *');
  await world.at('2026-11-23T05:31:00Z');
  await world.scheduler.started({ sessionId: 'w1', planId: 'tempo', startedAtEpochMs: world.now });
  await world.at('2026-11-24T05:31:00Z');
  await world.scheduler.skip(world.shown[0]!);
  for (const day of [25, 26, 27]) await world.at(`2026-11-${day}T12:00:00Z`);
  return world;
}

test('schedules and what became of them are as they were, also after the next check, and go on', async () => {
  const world = await afterFiveDays();
  const known = await world.known();
  expect(known.schedules).toHaveLength(1);
  expect(new Set(known.occurrences.map(({ end }) => end?.status))).toEqual(new Set(['started', 'skipped', 'missed']));
  const told = world.told.length;

  await world.lose();
  await world.scheduler.settle(); // the service worker may be quicker
  await keepLedgerAgain(world.db, known, world.now);
  expect(await world.known()).toEqual(known);
  await world.scheduler.settle();
  expect(await world.known()).toEqual(known);
  expect(world.told).toHaveLength(told);

  await world.at('2026-11-28T05:31:00Z');
  expect(world.told.slice(told)).toEqual(['ready tempo 2026-11-28T06:30:00']);
});

test('what was deleted before or after the loss stays deleted, and what is there is not written over', async () => {
  const world = await afterFiveDays();
  const deletedBefore = await world.plan('base', '0 18 * * *');
  await world.scheduler.remove(deletedBefore);
  const deletedAfter = await world.plan('easy', '0 20 * * *');
  const known = await world.known();

  await world.lose();
  await keepLedgerAgain(world.db, known, world.now);
  await world.scheduler.remove(deletedAfter);
  const [tempo] = known.schedules.filter(({ planId }) => planId === 'tempo');
  await world.scheduler.change(tempo!.id, { cron: '0 7 * * *' });
  await keepLedgerAgain(world.db, known, world.now); // told twice, by page and worker
  const { schedules } = await world.known();
  expect(schedules.map(({ planId, cron }) => [planId, cron])).toEqual([['tempo', '0 7 * * *']]);
});

test('what the disk refuses leaves nothing half stored', async () => {
  const world = await afterFiveDays();
  const known = await world.known();
  await world.lose();
  const unclonable = { ...known.occurrences[0]!, id: 'x', planName: (() => 'x') as unknown as string };
  const broken = { ...known, occurrences: [...known.occurrences, unclonable] };
  await expect(keepLedgerAgain(world.db, broken, world.now)).rejects.toThrow();
  expect(await world.known()).toEqual({ schedules: [], occurrences: [] });
});
