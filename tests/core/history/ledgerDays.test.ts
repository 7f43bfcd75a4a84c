// The ledger as it is listed: by local day, in rows.
import { expect, test } from 'vitest';
import { byDay } from '../../../src/core/history/ledgerDays.ts';
import { fateOf } from '../../../src/core/schedule/fate.ts';
import type { Occurrence } from '../../../src/core/schedule/occurrence.ts';
import { occurrences } from '../schedule/occurrences.ts';

test('the ledger is by local day, the newest first, each day in order', () => {
  const [a, b, c] = occurrences('2026-11-22 kept, 2026-11-23 kept, 2026-11-23 missed');
  const late = { ...c!, localTime: '2026-11-23T23:59:59' };
  expect(byDay([a!, late, b!])).toEqual([
    {
      dayMs: Date.UTC(2026, 10, 23),
      rows: [b, late].map((it) => ({ first: it, last: it, count: 1, times: 1 })),
      left: 0,
    },
    { dayMs: Date.UTC(2026, 10, 22), rows: [{ first: a, last: a, count: 1, times: 1 }], left: 0 },
  ]);
});

test('what ended alike all day long is one row; each workout that was begun is its own', () => {
  const [missed, kept] = occurrences('2026-11-23 missed, 2026-11-23 kept');
  const hour = (it: Occurrence, n: number): Occurrence => ({
    ...it,
    id: `${it.id} ${String(n)}`,
    localTime: `2026-11-23T${String(10 + n)}:00:00`,
  });
  const hours = [0, 1, 2, 3, 4];
  const [day] = byDay([...hours.map((n) => hour(missed!, n)), ...hours.map((n) => hour(kept!, n + 5))]);
  expect(
    day!.rows.map(({ first, last, count }) => [
      fateOf(first),
      first.localTime.slice(11, 13),
      last.localTime.slice(11, 13),
      count,
    ]),
  ).toEqual([['missed', '10', '14', 5], ...hours.map((n) => ['kept', String(15 + n), String(15 + n), 1])]);
});

test('a ledger of a hundred thousand has as many rows as are asked for, of the newest days', () => {
  const [kept] = occurrences('2026-11-23 kept');
  const all = Array.from({ length: 100_000 }, (_, i): Occurrence => {
    const localTime = new Date(Date.UTC(2026, 10, 23) - i * 600_000).toISOString().slice(0, 19);
    return { ...kept!, id: localTime, localTime };
  });
  const days = byDay(all, 150);
  expect(days.map(({ rows, left }) => [rows.length, left])).toEqual([
    [1, 0],
    [144, 0],
    [5, 139],
  ]);
  expect(byDay(all.slice(0, 10), 150).at(-1)!.left).toBe(0);
});

test('every second of a day is one row, which says how many times', () => {
  const [missed] = occurrences('2026-11-23 missed');
  const seconds = Array.from({ length: 86_400 }, (_, i): Occurrence => {
    const localTime = new Date(Date.UTC(2026, 10, 23) + i * 1000).toISOString().slice(0, 19);
    return { ...missed!, id: localTime, localTime, fireAtEpochMs: new Date(localTime).getTime() };
  });
  expect(byDay(seconds)[0]!.rows).toMatchObject([{ count: 86_400, times: 86_400 }]);
  const grouped = seconds.filter((_, i) => i % 300 === 0).map((each) => ({ ...each, times: 300 }));
  expect(byDay(grouped)[0]!.rows).toMatchObject([{ count: 288, times: 86_400 }]);
});

test('what the clock has leapt over on a journey is in the ledger', () => {
  const [missed] = occurrences('2026-11-25 missed');
  const leapt = { ...missed!, end: { status: 'missed', atEpochMs: 0, leapt: true } as const };
  expect(byDay([leapt])[0]!.rows).toHaveLength(1);
});
