import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { set } from 'idb-keyval';
import { expect, test } from 'vitest';
import { occurrenceOf } from '../../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../../src/core/schedule/schedule.ts';
import { Agenda } from '../../../src/store/ledger/agenda.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { IdbLedger } from '../../../src/store/ledger/idbLedger.ts';
import { RECORD_VERSION, CURSOR, CURSOR_VERSION, stamped } from '../../../src/store/database/records.ts';

globalThis.IDBKeyRange = IDBKeyRange; // a browser's own

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;

const scheduleOf = (id: string, revision = 1): Schedule => ({
  id,
  planId: 'tempo',
  planName: 'Tempo',
  cron: '30 6 * * *',
  timeZone: null,
  on: true,
  revision,
  sinceEpochMs: NOW_MS,
});

function world() {
  const db = new Database(new IDBFactory());
  return { db, agenda: new Agenda(db), ledger: new IdbLedger(db, () => NOW_MS) };
}

test('with nothing planned there is nothing', async () => {
  const { agenda } = world();
  expect(await agenda.schedules()).toEqual({ items: [], newer: 0, unreadable: 0 });
  expect(await agenda.cursors()).toEqual([]);
  expect(await agenda.occurrences({ sinceEpochMs: 0 })).toEqual({
    items: [],
    newer: 0,
    unreadable: 0,
    earlier: false,
    count: 0,
  });
});

test('a schedule is read; a removed one is gone, a newer and a broken one are counted', async () => {
  const { db, agenda, ledger } = world();
  await ledger.transact((transaction) => {
    transaction.keepSchedule(scheduleOf('a'));
    transaction.keepSchedule(scheduleOf('b'));
  });
  await ledger.transact((transaction) => transaction.removeSchedule('b'));
  await set('c', { ...stamped(scheduleOf('c'), NOW_MS), v: RECORD_VERSION + 1 }, db.store('schedules'));
  await set('d', { ...stamped(scheduleOf('d'), NOW_MS), value: { id: 7 } }, db.store('schedules'));
  expect(await agenda.schedules()).toEqual({ items: [scheduleOf('a')], newer: 1, unreadable: 1 });
});

test('a cursor is read; one of another version is left out', async () => {
  const { db, agenda, ledger } = world();
  const cursor = {
    schedule: scheduleOf('a'),
    stamp: '1@1',
    settledEpochMs: NOW_MS,
    timeZone: 'Europe/Zurich',
    nextEpochMs: NOW_MS + DAY_MS,
    open: [],
  };
  await ledger.transact((transaction) => transaction.keepCursor(cursor));
  await set([CURSOR, 'b'], { ...cursor, v: CURSOR_VERSION + 1 }, db.store('occurrences'));
  expect(await agenda.cursors()).toEqual([expect.objectContaining(cursor)]);
});

test('only as much of the ledger is read as is asked for, of every revision of every schedule', async () => {
  const { agenda, ledger } = world();
  await ledger.transact((transaction) => {
    for (const [id, revision] of [
      ['a', 1],
      ['a', 2],
      ['a-b', 10],
    ] as const) {
      for (let day = -40; day <= 1; day++) {
        transaction.keep(occurrenceOf(scheduleOf(id, revision), NOW_MS + day * DAY_MS, 'Pacific/Kiritimati'));
      }
    }
    transaction.keepCursor({
      schedule: scheduleOf('a'),
      stamp: '',
      settledEpochMs: NOW_MS,
      timeZone: 'UTC',
      nextEpochMs: null,
      open: [],
    });
  });
  const month = await agenda.occurrences({ sinceEpochMs: NOW_MS - 30 * DAY_MS });
  expect(month.items).toHaveLength(3 * 32);
  expect(month.items.map(({ fireAtEpochMs }) => fireAtEpochMs)).toEqual(
    month.items.map(({ fireAtEpochMs }) => fireAtEpochMs).sort((a, b) => a - b),
  );
  expect(month).toMatchObject({ earlier: true, newer: 0, unreadable: 0 });
  const all = await agenda.occurrences({ sinceEpochMs: NOW_MS - 40 * DAY_MS });
  expect([all.items.length, all.earlier]).toEqual([3 * 42, false]);
});
