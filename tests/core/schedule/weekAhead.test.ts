// Today and the six days after: what became of it, and what is to come.
import { expect, test } from 'vitest';
import { weekAhead } from '../../../src/core/schedule/weekAhead.ts';
import type { Occurrence } from '../../../src/core/schedule/occurrence.ts';
import { occurrences } from './occurrences.ts';

const at = (local: string): number => new Date(local).getTime();

/** Fires at these minutes, for ever. */
const every = (minutes: number) => (sinceMs: number, untilMs: number) => {
  const stepMs = minutes * 60_000;
  const dueMs: number[] = [];
  for (let ms = (Math.floor(sinceMs / stepMs) + 1) * stepMs; ms <= untilMs; ms += stepMs) dueMs.push(ms);
  return { dueMs: dueMs.slice(-100), cut: dueMs.length > 100 };
};

test('a week ahead is today, with what became of it, and six days that are to come', () => {
  const nowMs = at('2026-11-25T12:00');
  const ledger = occurrences('2026-11-24 kept, 2026-11-25 missed, 2026-11-26 moved, 2026-11-27 cancelled');
  const once = (day: string) => ({
    scheduleId: 'a',
    planId: 'tempo',
    planName: 'Tempo',
    due: (sinceMs: number, untilMs: number) => {
      const ms = at(`${day}T06:30`);
      return { dueMs: ms > sinceMs && ms <= untilMs ? [ms] : [], cut: false };
    },
  });
  const days = weekAhead(nowMs, [once('2026-11-26'), once('2026-11-28')], ledger);
  expect(days.map(({ entries }) => entries.map(({ fate }) => fate).join())).toEqual([
    'missed',
    'moved', // and not once more
    '',
    'pending',
    '',
    '',
    '',
  ]);
  expect(days[0]!.startMs).toBe(at('2026-11-25T00:00'));
});

test('what fires all day long is one entry a day', () => {
  const nowMs = at('2026-11-25T12:00');
  const days = weekAhead(nowMs, [{ scheduleId: 'a', planId: 'tempo', planName: 'Tempo', due: every(60) }], []);
  expect(days[0]!.entries).toMatchObject([
    { count: 11, atMs: at('2026-11-25T13:00'), untilMs: at('2026-11-25T23:00') },
  ]);
  expect(days[1]!.entries).toMatchObject([{ count: 24, more: false }]);
  const often = weekAhead(nowMs, [{ scheduleId: 'a', planId: 'tempo', planName: 'Tempo', due: every(1) }], []);
  expect(often[1]!.entries).toMatchObject([{ count: 100, more: true }]);
});

test('every second of a day is one entry, which says how many times', () => {
  const [missed] = occurrences('2026-11-23 missed');
  const seconds = Array.from({ length: 86_400 }, (_, i): Occurrence => {
    const localTime = new Date(Date.UTC(2026, 10, 23) + i * 1000).toISOString().slice(0, 19);
    return { ...missed!, id: localTime, localTime, fireAtEpochMs: new Date(localTime).getTime() };
  });
  const [today] = weekAhead(at('2026-11-23T23:59:59'), [], seconds);
  expect(today!.entries).toMatchObject([{ count: 86_400, fate: 'missed', atMs: at('2026-11-23T00:00:00') }]);
});

test('what the clock has leapt over on a journey is no part of a week', () => {
  const [missed] = occurrences('2026-11-25 missed');
  const leapt = { ...missed!, end: { status: 'missed', atEpochMs: 0, leapt: true } as const };
  expect(weekAhead(at('2026-11-25T05:00'), [], [leapt])[0]!.entries).toEqual([]);
});
