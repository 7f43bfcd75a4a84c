// What comes next of everything that is planned, from what the ledger says and what cron says.
import { expect, test } from 'vitest';
import { comingOf, comingOfOne, endedBefore, knownNextMs, soonestMs } from '../../../src/core/schedule/coming.ts';
import { advanceOccurrence, occurrenceOf } from '../../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../../src/core/schedule/schedule.ts';
import { newCursor } from '../../../src/core/schedule/scheduleCursor.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const HOUR_MS = 3_600_000;
const ZONE = 'Europe/Berlin';

const scheduleOf = (id: string, more: Partial<Schedule> = {}): Schedule => ({
  ...{ id, planId: 'tempo', planName: `Plan ${id}`, cron: '30 6 * * *', timeZone: ZONE, on: true, revision: 1 },
  sinceEpochMs: NOW_MS - HOUR_MS,
  ...more,
});
const [a, b] = [scheduleOf('a'), scheduleOf('b')];
const at = (schedule: Schedule, hours: number) => occurrenceOf(schedule, NOW_MS + hours * HOUR_MS, ZONE);
const skipped = (schedule: Schedule, hours: number) =>
  advanceOccurrence(at(schedule, hours), { type: 'skipped', atMs: NOW_MS });
const putOffTo = (schedule: Schedule, hours: number) => ({ ...at(schedule, hours), movedFrom: 'before' });

test('what fires next and what was put off come in order of time', () => {
  const nextOf = ({ id }: Schedule): number => NOW_MS + (id === 'a' ? 3 : 1) * HOUR_MS;
  const coming = comingOf([a, b], [putOffTo(a, 2)], { nextOf, ended: new Set() });
  expect(coming.map(({ scheduleId, fireAtEpochMs, moved }) => [scheduleId, fireAtEpochMs, moved])).toEqual([
    ['b', NOW_MS + HOUR_MS, false],
    ['a', NOW_MS + 2 * HOUR_MS, true],
    ['a', NOW_MS + 3 * HOUR_MS, false],
  ]);
});

test('what never fires, and what ended before its time, does not come', () => {
  const ended = endedBefore([skipped(a, 3)], NOW_MS);
  const nextOf = ({ id }: Schedule): number | undefined => (id === 'a' ? NOW_MS + 3 * HOUR_MS : undefined);
  expect(comingOf([a, b], [], { nextOf, ended })).toEqual([]);
  expect(comingOf([a, b], [], { nextOf, ended: endedBefore([skipped(a, 4)], NOW_MS) })).toHaveLength(1);
});

test('what was tried before its time, and waits, comes once', () => {
  const nextOf = (): number => NOW_MS + 3 * HOUR_MS;
  const coming = comingOf([a], [at(a, 3)], { nextOf, ended: new Set() });
  expect(coming.map(({ scheduleId, fireAtEpochMs }) => [scheduleId, fireAtEpochMs])).toEqual([['a', nextOf()]]);
});

test('an end of long ago, and one that is pending, has ended nothing before its time', () => {
  expect(endedBefore([skipped(a, -1), at(a, 1)], NOW_MS).size).toBe(0);
});

test('of one schedule the sooner comes: what was put off, or the next fire time', () => {
  const waiting = [at(a, 1), putOffTo(a, 2), putOffTo(b, 1)];
  expect(comingOfOne(a, waiting, NOW_MS + 3 * HOUR_MS)).toEqual({ fireAtEpochMs: NOW_MS + 2 * HOUR_MS, moved: true });
  expect(comingOfOne(a, waiting, NOW_MS + HOUR_MS)).toEqual({ fireAtEpochMs: NOW_MS + HOUR_MS, moved: false });
  expect(comingOfOne(a, waiting, undefined)).toEqual({ fireAtEpochMs: NOW_MS + 2 * HOUR_MS, moved: true });
  expect(comingOfOne(a, [], undefined)).toBeUndefined();
});

test('a cursor is believed for its own revision and zone only', () => {
  const cursor = { ...newCursor(a, '', ZONE), nextEpochMs: NOW_MS };
  expect(knownNextMs(a, cursor, 'UTC')).toBe(NOW_MS);
  expect(knownNextMs(a, { ...cursor, nextEpochMs: null }, 'UTC')).toBeNull();
  expect(knownNextMs({ ...a, revision: 2 }, cursor, 'UTC')).toBeUndefined();
  expect(knownNextMs({ ...a, timeZone: null }, cursor, 'UTC')).toBeUndefined();
  expect(knownNextMs(a, undefined, ZONE)).toBeUndefined();
});

test('the soonest is of schedules that are on, and of what waits', () => {
  const cursorOf = (schedule: Schedule, nextEpochMs: number | null) => ({
    ...newCursor(schedule, '', ZONE),
    nextEpochMs,
  });
  const off = scheduleOf('c', { on: false });
  const cursors = [cursorOf(a, NOW_MS + 3), cursorOf(b, null), cursorOf(off, NOW_MS + 1)];
  expect(soonestMs(cursors, [])).toBe(NOW_MS + 3);
  expect(soonestMs(cursors, [{ ...at(a, 0), fireAtEpochMs: NOW_MS + 2 }])).toBe(NOW_MS + 2);
  expect(soonestMs([], [])).toBe(Infinity);
});
