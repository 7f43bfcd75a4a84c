// The ledger's folder under fire: its disk stops at any byte, and others want it at the same time.
import { expect, test } from 'vitest';
import { occurrenceOf, type Occurrence } from '../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../src/core/schedule/schedule.ts';
import { Scheduler } from '../../src/engine/scheduler.ts';
import { LedgerFolder } from '../../src/node/ledgerFolder.ts';
import { SILENT } from '../../src/node/planner.ts';
import { MemoryDisk } from './memoryDisk.ts';

const SCHEDULE: Schedule = {
  id: 's',
  planId: 'tempo',
  planName: 'Tempo',
  cron: '30 6 * * *',
  timeZone: null,
  on: true,
  revision: 1,
  sinceEpochMs: 0,
};
const HOUR_MS = 3_600_000;

const occurrenceAt = (hour: number): Occurrence => occurrenceOf(SCHEDULE, hour * HOUR_MS, 'UTC');
const write = (ledger: LedgerFolder, hour: number): Promise<void> =>
  ledger.transact((transaction) => {
    transaction.keepSchedule(SCHEDULE);
    transaction.keep(occurrenceAt(hour));
  });
const written = (ledger: LedgerFolder): Promise<string[]> =>
  ledger.transact(async (transaction) =>
    (await transaction.occurrencesIn({ scheduleId: 's' })).occurrences.map(({ id }) => id),
  );
const ids = (hours: number): string[] => Array.from({ length: hours }, (_, hour) => occurrenceAt(hour).id);

test('whatever byte is the last that reaches the disk, what was acknowledged is there', async () => {
  const disk = new MemoryDisk();
  const ledger = new LedgerFolder('f', disk);
  const acknowledged: number[] = [];
  for (let hour = 0; hour < 4; hour++) {
    await write(ledger, hour);
    acknowledged.push(disk.done.length);
  }

  const before = new MemoryDisk();
  let bytesCut = 0;
  for (const [i, done] of disk.done.entries()) {
    const sure = acknowledged.filter((count) => count <= i).length;
    const lengths = done.type === 'write' ? Array.from({ length: done.bytes.length + 1 }, (_, n) => n) : [undefined];
    for (const length of lengths) {
      bytesCut++;
      const cut = new MemoryDisk(new Map(before.files));
      await cut.do(done.type === 'write' ? { ...done, bytes: done.bytes.subarray(0, length) } : done);
      const there = await written(new LedgerFolder('f', cut, () => false));
      const what = `${done.type} ${i} cut at ${String(length)}`;
      expect([ids(sure), ids(sure + 1)], what).toContainEqual(there);
      expect(
        [...cut.files.keys()].filter((path) => path.includes('lock-')),
        what,
      ).toEqual([]);
    }
    await before.do(done);
  }
  expect(bytesCut).toBeGreaterThan(3_000);
  expect([...before.files.keys()]).toEqual(['f/ledger.json']);
});

test('several at once: no change is lost', async () => {
  const disk = new MemoryDisk();
  const ledgers = Array.from({ length: 4 }, () => new LedgerFolder('f', disk, () => true));
  await Promise.all(Array.from({ length: 40 }, (_, hour) => write(ledgers[hour % 4]!, hour)));
  expect((await written(ledgers[0]!)).sort()).toEqual(ids(40).sort());
});

test('a look that brings nothing leaves the ledger as it is, whatever is open, and is known all the same', async () => {
  const disk = new MemoryDisk();
  let nowMs = Date.parse('2026-11-23T06:00:00Z');
  const [one, other] = [1, 2].map(
    () =>
      new Scheduler({
        ledger: new LedgerFolder('f', disk),
        reminders: { ...SILENT, ready: () => Promise.resolve(true) },
        nowMs: () => nowMs,
        timeZone: () => 'UTC',
        newId: () => 's',
        planName: () => Promise.resolve('Tempo'),
        runningPlanId: () => Promise.resolve(undefined),
      }),
  ) as [Scheduler, Scheduler];
  const replacedBy = async (scheduler: Scheduler): Promise<string> => {
    disk.done.length = 0;
    await scheduler.settle();
    return disk.done.flatMap((done) => (done.type === 'rename' ? done.to.slice(2, -5) : [])).join(' ');
  };
  await one.scheduleSession({ id: 'tempo', name: 'Tempo' }, '30 6 * * *');
  for (const [time, replaced] of [
    ['06:00:01', 'look'],
    ['06:30:00', 'ledger look ledger'], // it fell due, and was told
    ['06:35:00', 'look'],
    ['06:41:00', 'ledger look'], // skipped
    ['06:50:00', 'look'],
    ['07:31:00', 'ledger look'], // a start of it will not be heard of any more
    ['07:32:00', 'look'],
  ] as const) {
    nowMs = Date.parse(`2026-11-23T${time}Z`);
    expect([await replacedBy(one), await replacedBy(other)], time).toEqual([replaced, 'look']);
  }
  const look = await new LedgerFolder('f', disk).transact((transaction) => transaction.lastCheck());
  expect(look).toEqual({ atEpochMs: nowMs, timeZone: 'UTC' });
});

test('what reads nothing and writes nothing leaves no trace', async () => {
  const disk = new MemoryDisk();
  expect(await written(new LedgerFolder('f', disk))).toEqual([]);
  expect(disk.files.size).toBe(0);
});

test('a change that fails changes nothing, and is in nobody’s way', async () => {
  const ledger = new LedgerFolder('f', new MemoryDisk());
  await write(ledger, 0);
  const failing = ledger.transact((transaction) => {
    transaction.keep(occurrenceAt(1));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await written(ledger)).toEqual(ids(1));
});

test('a lock of a process that is gone, or asleep for long, is taken over', async () => {
  const lock = (pid: number, ms: number): [string, Uint8Array] => [`f/lock-${pid}-${ms}-x`, new Uint8Array()];
  const disk = new MemoryDisk(new Map([lock(1, Date.now()), lock(2, Date.now() - 3 * HOUR_MS)]));
  const ledger = new LedgerFolder('f', disk, (pid) => pid !== 1);
  await write(ledger, 0);
  expect(await written(ledger)).toEqual(ids(1));
  expect([...disk.files.keys()]).toEqual(['f/ledger.json']);
});

test('whoever was taken over while it slept changes nothing', async () => {
  const disk = new MemoryDisk();
  const ledger = new LedgerFolder('f', disk);
  await write(ledger, 0);
  const asleep = ledger.transact((transaction) => {
    for (const path of disk.files.keys()) if (path.includes('lock-')) disk.files.delete(path);
    transaction.keep(occurrenceAt(1));
  });
  await expect(asleep).rejects.toThrow('taken over');
  expect(await written(ledger)).toEqual(ids(1));
});

test('a lock of one that lives is waited for', async () => {
  const disk = new MemoryDisk();
  const path = `f/lock-1-${Date.now()}-x`;
  disk.files.set(path, new Uint8Array());
  let over = false;
  const writing = write(new LedgerFolder('f', disk, () => true), 0).then(() => (over = true));
  await expect.poll(() => disk.done.length).toBeGreaterThan(4); // tried more than once
  expect(over).toBe(false);
  disk.files.delete(path);
  await writing;
});
