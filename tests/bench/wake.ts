// What a wake-up costs when there are many schedules, and ten of them are due.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Ledger } from '../../src/engine/ledger.ts';
import { MemoryLedger } from '../../src/engine/memoryLedger.ts';
import { Scheduler } from '../../src/engine/scheduler.ts';
import { Database } from '../../src/store/database/idb.ts';
import { IdbLedger } from '../../src/store/ledger/idbLedger.ts';
import { bar, compare, type Case } from './measure.ts';

const DUE = 10;
const DAY_MS = 86_400_000;

globalThis.IDBKeyRange = IDBKeyRange;

/** Ten fire at noon, the others on a day of the winter; a case of one more noon, with what is left of the one before. */
async function noon(name: string, schedules: number, ledgerOf: (nowMs: () => number) => Ledger): Promise<Case> {
  let now = Date.UTC(2026, 2, 1);
  let waiting = 0;
  const ledger = ledgerOf(() => now);
  const scheduler = new Scheduler({
    ledger,
    reminders: {
      ready: () => Promise.resolve(true),
      waiting: (occurrences) => Promise.resolve(void (waiting = occurrences.length)),
      skipped: () => undefined,
      missed: () => undefined,
    },
    nowMs: () => now,
    timeZone: () => 'UTC',
    runningPlanId: () => Promise.resolve(undefined),
    planName: (id) => Promise.resolve(id),
    newId: () => 'new',
  });
  await ledger.transact((transaction) => {
    for (let i = 0; i < schedules; i++) {
      const cron = i < DUE ? '0 12 * * *' : `${i % 60} ${i % 24} ${(i % 28) + 1} 1 *`;
      const [id, plan] = [`schedule-${i}`, { planId: `plan-${i}`, planName: 'Plan' }];
      transaction.keepSchedule({ id, ...plan, cron, timeZone: null, on: true, revision: 1, sinceEpochMs: now });
    }
  });
  now += DAY_MS / 2;
  await scheduler.settle();
  return {
    name,
    work: async () => {
      now += DAY_MS;
      await scheduler.settle();
      if (waiting !== DUE) throw new Error(`${waiting} of ${DUE} wait`);
      return 1;
    },
  };
}

export async function wake(): Promise<void> {
  const kinds: [string, (nowMs: () => number) => Ledger][] = [
    ['in memory', (nowMs) => new MemoryLedger(nowMs)],
    ['in IndexedDB (fake)', (nowMs) => new IdbLedger(new Database(new IDBFactory()), nowMs)],
  ];
  for (const [where, ledgerOf] of kinds) {
    const cases = [await noon('100 schedules', 100, ledgerOf), await noon('1,000 schedules', 1_000, ledgerOf)];
    const [, many = NaN] = await compare(`A wake-up with ten workouts due, ${where}`, cases);
    bar('with 1,000 schedules', many, 50, 'ms');
  }
}
