// What is planned and what became of it, as the page reads it from the ledger that the service worker keeps.
import { flushSync } from 'svelte';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { del, set } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  advanceOccurrence,
  occurrenceOf,
  READY_MS,
  type Occurrence,
  type OccurrenceEvent,
} from '../../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../../src/core/schedule/schedule.ts';
import { weekAhead } from '../../../src/core/schedule/weekAhead.ts';
import { newCursor } from '../../../src/core/schedule/scheduleCursor.ts';
import { AgendaState, type LedgerKeeper } from '../../../src/app/state/agenda.svelte.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { RECORD_VERSION, stamped } from '../../../src/store/database/records.ts';
import { IdbLedger } from '../../../src/store/ledger/idbLedger.ts';
import { following } from './following.svelte.ts';
import { FakeWindow } from './window.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ZONE = 'Europe/Berlin';

let page: FakeWindow;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOW_MS });
  globalThis.IDBKeyRange = IDBKeyRange; // a browser's own
  page = new FakeWindow().open();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const scheduleOf = (id: string, more: Partial<Schedule> = {}): Schedule => ({
  ...{ id, planId: 'tempo', planName: `Plan ${id}`, cron: '30 6 * * *', timeZone: ZONE, on: true, revision: 1 },
  sinceEpochMs: NOW_MS - DAY_MS,
  ...more,
});

const after = (occurrence: Occurrence, ...events: OccurrenceEvent[]): Occurrence =>
  events.reduce(advanceOccurrence, occurrence);

/** A service worker that notes what it is told, and a ledger to write into as it does. */
class World implements LedgerKeeper {
  readonly db = new Database(new IDBFactory());
  readonly ledger = new IdbLedger(this.db, () => Date.now());
  readonly told: Parameters<LedgerKeeper['tellServiceWorker']>[0][] = [];
  there = true;
  news: () => void = () => undefined;

  onLedgerNews(call: () => void): void {
    this.news = call;
  }

  tellServiceWorker(message: Parameters<LedgerKeeper['tellServiceWorker']>[0]): Promise<boolean> {
    this.told.push(message);
    return Promise.resolve(this.there);
  }

  async open(): Promise<AgendaState> {
    const agenda = AgendaState.open(this.db, this);
    await agenda.opened;
    return agenda;
  }

  /** The schedule, and up to when it was settled and when it fires next, as the service worker notes it. */
  async plan(schedule: Schedule, nextEpochMs?: number | null): Promise<Schedule> {
    await this.ledger.transact((transaction) => {
      transaction.keepSchedule(schedule);
      if (nextEpochMs === undefined) return;
      transaction.keepCursor({ ...newCursor(schedule, '1@1', ZONE), settledEpochMs: NOW_MS, nextEpochMs });
    });
    return schedule;
  }

  async keep(...occurrences: Occurrence[]): Promise<void> {
    await this.ledger.transact((transaction) => occurrences.forEach((each) => transaction.keep(each)));
  }
}

const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

test('with nothing planned nothing comes', async () => {
  const agenda = AgendaState.open(new World().db, new World());
  expect(agenda.loaded).toBe(false);
  await agenda.opened;
  expect(agenda).toMatchObject({ loaded: true, failed: undefined, schedules: [], occurrences: [], coming: [] });
  expect(agenda).toMatchObject({ ready: [], newer: 0, unreadable: 0, earlier: false, nowMs: NOW_MS });
});

test('schedules are listed by the names of their plans; what cannot be read is counted', async () => {
  const world = new World();
  for (const id of ['c', 'a', 'b']) await world.plan(scheduleOf(id));
  await world.plan(scheduleOf('d', { planName: 'Plan a' }));
  await set('e', { ...stamped({}, NOW_MS), v: RECORD_VERSION + 1 }, world.db.store('schedules'));
  await set('f', stamped({ id: 7 }, NOW_MS), world.db.store('schedules'));
  const agenda = await world.open();
  expect(ids(agenda.schedules)).toEqual(['a', 'd', 'b', 'c']);
  expect(agenda).toMatchObject({ newer: 1, unreadable: 1 });
});

test('what comes is in order of time: what each schedule fires next, and what was put off', async () => {
  const world = new World();
  await world.plan(scheduleOf('a'), NOW_MS + 5 * HOUR_MS);
  await world.plan(scheduleOf('b'), NOW_MS + HOUR_MS);
  await world.plan(scheduleOf('c', { on: false }), NOW_MS + HOUR_MS);
  await world.plan(scheduleOf('d'), null);
  const first = occurrenceOf(scheduleOf('a'), NOW_MS - HOUR_MS, ZONE);
  const second = { ...occurrenceOf(scheduleOf('a'), NOW_MS + 2 * HOUR_MS, ZONE), movedFrom: first.id };
  await world.keep(after(first, { type: 'moved', atMs: NOW_MS, to: second.id }), second);
  const agenda = await world.open();
  expect(
    agenda.coming.map(({ scheduleId, fireAtEpochMs, moved }) => [scheduleId, fireAtEpochMs - NOW_MS, moved]),
  ).toEqual([
    ['b', HOUR_MS, false],
    ['a', 2 * HOUR_MS, true],
    ['a', 5 * HOUR_MS, false],
  ]);
  const [a, , c, d] = ['a', 'b', 'c', 'd'].map((id) => agenda.schedules.find((each) => each.id === id)!);
  expect(agenda.comingOf(a!)).toEqual({ fireAtEpochMs: NOW_MS + 2 * HOUR_MS, moved: true });
  expect([agenda.comingOf(c!), agenda.comingOf(d!)]).toEqual([undefined, undefined]);
  expect(agenda.successorOf(first)?.id).toBe(second.id);
  expect(agenda.occurrenceAt('a', NOW_MS + 2 * HOUR_MS)?.id).toBe(second.id);
  expect(agenda.occurrenceAt('b', NOW_MS + HOUR_MS)).toMatchObject({ scheduleId: 'b', end: null });
  expect(agenda.occurrenceAt('gone', NOW_MS + HOUR_MS)).toBeUndefined();
});

test('what was started early or skipped does not come again', async () => {
  const world = new World();
  const schedule = await world.plan(scheduleOf('a'), NOW_MS + HOUR_MS);
  await world.keep(after(occurrenceOf(schedule, NOW_MS + HOUR_MS, ZONE), { type: 'skipped', atMs: NOW_MS }));
  const agenda = await world.open();
  expect(agenda.coming).toEqual([]);
});

test('a clock that ran ahead and was set right: nothing is shown as missed before its time, and the workout comes', async () => {
  const world = new World();
  const schedule = await world.plan(scheduleOf('a'), NOW_MS + HOUR_MS);
  const planned = [1, 25].map((hours) => occurrenceOf(schedule, NOW_MS + hours * HOUR_MS, ZONE));
  const ended = planned.map((each) => after(each, { type: 'checked', atMs: NOW_MS + 5 * DAY_MS }));
  expect(ended.map(({ end }) => end?.status)).toEqual(['missed', 'missed']);
  await world.keep(...ended);
  const agenda = await world.open();
  expect(agenda.occurrences).toEqual([]);
  expect(agenda.coming.map(({ fireAtEpochMs }) => fireAtEpochMs)).toEqual([NOW_MS + HOUR_MS]);
  const due = (sinceMs: number, untilMs: number) => ({
    dueMs: planned.map(({ fireAtEpochMs }) => fireAtEpochMs).filter((atMs) => atMs > sinceMs && atMs <= untilMs),
    cut: false,
  });
  const week = weekAhead(NOW_MS, [{ ...schedule, scheduleId: schedule.id, due }], agenda.occurrences);
  expect(week.flatMap(({ entries }) => entries.map(({ fate }) => fate))).toEqual(['pending', 'pending']);

  vi.setSystemTime(NOW_MS + HOUR_MS);
  await world.keep(after(ended[0]!, { type: 'due', atMs: NOW_MS + HOUR_MS })); // the service worker forgives
  await agenda.refresh();
  expect(ids(agenda.ready)).toEqual([planned[0]!.id]);
});

test('a schedule that the service worker has yet to take up is asked of cron, and once for each time', async () => {
  const world = new World();
  const known = await world.plan(scheduleOf('a'), NOW_MS + HOUR_MS);
  await world.plan({ ...known, revision: 2 });
  const agenda = await world.open();
  const [schedule] = agenda.schedules;
  expect(agenda.nextOf(schedule!)).toBeUndefined(); // cron is the screen's of schedules
  const nextFire = vi.fn(() => NOW_MS + 3 * HOUR_MS);
  agenda.bringNextFire(nextFire);
  expect(agenda.nextOf(schedule!)).toBe(NOW_MS + 3 * HOUR_MS);
  expect(agenda.nextOf(schedule!)).toBe(NOW_MS + 3 * HOUR_MS);
  expect(nextFire).toHaveBeenCalledOnce();
});

test('a workout is ready from its time on until ten minutes later, as the clock goes on', async () => {
  const world = new World();
  const schedule = await world.plan(scheduleOf('a'), NOW_MS + DAY_MS);
  await world.keep(occurrenceOf(schedule, NOW_MS + 90_000, ZONE));
  const agenda = await world.open();
  const seen: number[] = [];
  const end = following(() => void seen.push(agenda.ready.length));
  const unwatch = agenda.watch();
  flushSync();
  await vi.advanceTimersByTimeAsync(89_000);
  flushSync();
  expect(seen).not.toContain(1);
  await vi.advanceTimersByTimeAsync(1000);
  flushSync();
  expect(seen.at(-1)).toBe(1);
  expect(world.told).toEqual([]); // the ledger has it already
  await vi.advanceTimersByTimeAsync(READY_MS + 2000);
  flushSync();
  expect(seen.at(-1)).toBe(0);
  unwatch();
  end();
});

test('a fire time that comes wakes the service worker, once', async () => {
  const world = new World();
  await world.plan(scheduleOf('a'), NOW_MS + 3000);
  const agenda = await world.open();
  const unwatch = agenda.watch();
  await vi.advanceTimersByTimeAsync(2500);
  expect(world.told).toEqual([]);
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
  expect(world.told).toEqual([{ type: 'wake' }]);
  unwatch();
});

test('the clock is as exact as a countdown needs: minutes far from a fire time, seconds close to one', async () => {
  const world = new World();
  await world.plan(scheduleOf('a'), NOW_MS + 10 * MINUTE_MS + 500);
  const agenda = await world.open();
  const unwatch = agenda.watch();
  const seenAt: number[] = [];
  const end = following(() => void seenAt.push(agenda.nowMs - NOW_MS));
  flushSync();
  for (let s = 0; s < 600; s++) {
    await vi.advanceTimersByTimeAsync(1000);
    flushSync();
  }
  const far = seenAt.filter((atMs) => atMs > 0 && atMs < 8 * MINUTE_MS);
  const close = seenAt.filter((atMs) => atMs > 8 * MINUTE_MS + 1000);
  expect(far.length).toBeLessThanOrEqual(9);
  expect(close.length).toBeGreaterThan(110);
  unwatch();
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
  flushSync();
  expect(agenda.nowMs - NOW_MS).toBeLessThanOrEqual(600_000); // nobody looks
  end();
});

test('news of the service worker, and coming back to the page, have the ledger read again', async () => {
  const world = new World();
  const agenda = await world.open();
  await world.plan(scheduleOf('a'), NOW_MS + HOUR_MS);
  world.news();
  await vi.waitFor(() => expect(ids(agenda.schedules)).toEqual(['a']));
  await world.plan(scheduleOf('b'), NOW_MS + HOUR_MS);
  page.see('hidden');
  page.see('visible');
  await vi.waitFor(() => expect(ids(agenda.schedules)).toEqual(['a', 'b']));
});

test('a ledger that grew in the past, as by a restore, is read anew as a whole', async () => {
  const world = new World();
  const schedule = await world.plan(scheduleOf('a'), NOW_MS + HOUR_MS);
  const dayAgo = (days: number) =>
    after(occurrenceOf(schedule, NOW_MS - days * DAY_MS, ZONE), { type: 'checked', atMs: NOW_MS });
  await world.keep(dayAgo(1), dayAgo(9));
  const agenda = await world.open();
  await world.keep(dayAgo(8));
  await agenda.refresh();
  expect(ids(agenda.occurrences)).toEqual(ids([dayAgo(9), dayAgo(8), dayAgo(1)]));
});

test('as much of the ledger is read as is asked for', async () => {
  const world = new World();
  const schedule = await world.plan(scheduleOf('a'), NOW_MS + HOUR_MS);
  await world.keep(
    ...[1, 200].map((days) =>
      after(occurrenceOf(schedule, NOW_MS - days * DAY_MS, ZONE), { type: 'checked', atMs: NOW_MS }),
    ),
  );
  const agenda = await world.open();
  expect(agenda.occurrences).toHaveLength(1);
  expect(agenda.earlier).toBe(true);
  await agenda.reachBack(365 * DAY_MS);
  expect(agenda.occurrences).toHaveLength(2);
  expect(agenda).toMatchObject({ earlier: false, sinceEpochMs: NOW_MS - 365 * DAY_MS });
  await agenda.reachBack(DAY_MS); // that is read already
  expect(agenda.sinceEpochMs).toBe(NOW_MS - 365 * DAY_MS);
});

test.each(['skip', 'snooze', 'postpone', 'announced'] as const)('%s is told to the service worker', async (word) => {
  const world = new World();
  const agenda = await world.open();
  const occurrence = occurrenceOf(scheduleOf('a'), NOW_MS, ZONE);
  expect(await agenda.answer(word, occurrence)).toBe(true);
  world.there = false;
  expect(await agenda.answer(word, occurrence)).toBe(false);
  expect(world.told).toEqual(Array(2).fill({ type: word, occurrenceId: occurrence.id }));
});

test('a disk that refuses is said, what was read before stays, and the next look mends it', async () => {
  const world = new World();
  await world.plan(scheduleOf('a'), NOW_MS + HOUR_MS);
  const agenda = await world.open();
  const store = vi.spyOn(world.db, 'store').mockImplementation(() => () => Promise.reject(new Error('refused')));
  await agenda.load();
  expect(agenda.failed).toBe('refused');
  expect(ids(agenda.schedules)).toEqual(['a']);
  store.mockRestore();
  await agenda.load();
  expect(agenda.failed).toBeUndefined();
});

test('after the database was lost, what was known is stored again, and the service worker woken', async () => {
  const world = new World();
  const schedule = await world.plan(scheduleOf('a'), NOW_MS + HOUR_MS);
  const missed = after(occurrenceOf(schedule, NOW_MS - DAY_MS, ZONE), { type: 'checked', atMs: NOW_MS });
  await world.keep(missed);
  const agenda = await world.open();
  agenda.noteLoss();
  await del('a', world.db.store('schedules'));
  await del(missed.id, world.db.store('occurrences'));
  await agenda.load(); // the service worker may have looked meanwhile
  expect(agenda.schedules).toEqual([]);
  await agenda.keepAgain();
  expect(ids(agenda.schedules)).toEqual(['a']);
  expect(ids(agenda.occurrences)).toEqual([missed.id]);
  expect(world.told).toEqual([{ type: 'wake' }]);
});

test('what nobody wants back after a loss is shown as gone, and is not stored again later', async () => {
  const world = new World();
  await world.plan(scheduleOf('a'), NOW_MS + HOUR_MS);
  const agenda = await world.open();
  agenda.noteLoss();
  await del('a', world.db.store('schedules'));
  await agenda.forgetLost();
  expect(agenda.schedules).toEqual([]);
  await agenda.keepAgain();
  expect(agenda.schedules).toEqual([]);
});
