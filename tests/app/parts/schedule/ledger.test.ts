import { expect, test } from 'vitest';
import { byDay, fateOf, tally, weeksKept } from '../../../../src/app/parts/schedule/ledger.ts';
import { weekAhead } from '../../../../src/app/parts/schedule/weekAhead.ts';
import type { Occurrence, OccurrenceEnd } from '../../../../src/core/schedule/ledger.ts';

const ENDS: Record<string, OccurrenceEnd | null> = {
  pending: null,
  kept: { status: 'started', atEpochMs: 0, sessionId: 's', provenance: 'strap' },
  underWay: { status: 'started', atEpochMs: 0, sessionId: 's', provenance: null },
  tried: { status: 'started', atEpochMs: 0, sessionId: 's', provenance: 'simulated' },
  skipped: { status: 'skipped', atEpochMs: 0, by: 'person' },
  lapsed: { status: 'skipped', atEpochMs: 0, by: 'time' },
  missed: { status: 'missed', atEpochMs: 0 },
  moved: { status: 'moved', atEpochMs: 0, to: 'x' },
  cancelled: { status: 'cancelled', atEpochMs: 0, why: 'edited' },
};

/** `2026-11-23 kept`: planned for 06:30 of that day, as this device counts, and what became of it. */
function occurrences(script: string): Occurrence[] {
  return script
    .split(',')
    .map((each) => each.trim().split(' '))
    .filter(([day]) => day !== '')
    .map(([day = '', end = ''], i) => ({
      id: `${day}/${String(i)}`,
      scheduleId: 'a',
      revision: 1,
      planId: 'tempo',
      planName: 'Tempo',
      localTime: `${day}T06:30:00`,
      offsetMin: 0,
      timeZone: 'UTC',
      fireAtEpochMs: new Date(`${day}T06:30`).getTime(),
      movedFrom: null,
      readyAtEpochMs: null,
      end: ENDS[end] ?? null,
    }));
}

test('what was tried with a simulated heart is not kept; what is under way is', () => {
  const all = occurrences(
    Object.keys(ENDS)
      .map((end) => `2026-11-23 ${end}`)
      .join(','),
  );
  expect(all.map(fateOf).join(' ')).toBe('pending kept kept tried skipped skipped missed moved cancelled');
  expect(tally(all)).toEqual({ pending: 1, kept: 2, tried: 1, skipped: 2, missed: 1, moved: 1, cancelled: 1 });
});

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

// Today is Wednesday, 25 November 2026; weeks begin on Monday.
test.each<[string, number]>([
  ['', 0],
  ['2026-11-24 kept', 0], // the week under way is not over
  ['2026-11-20 kept', 1],
  ['2026-11-20 kept, 2026-11-13 kept, 2026-11-06 kept', 3],
  ['2026-11-24 kept, 2026-11-20 kept, 2026-11-13 kept', 2],
  ['2026-11-24 missed, 2026-11-20 kept, 2026-11-13 kept', 0],
  ['2026-11-20 kept, 2026-11-18 skipped, 2026-11-13 kept', 0],
  ['2026-11-20 kept, 2026-11-13 lapsed, 2026-11-06 kept', 1],
  ['2026-11-20 kept, 2026-11-06 kept', 2], // nothing was planned in between
  ['2026-11-20 kept, 2026-11-18 moved, 2026-11-17 cancelled, 2026-11-16 tried', 1],
  ['2026-11-16 tried', 0],
  ['2026-11-22 kept, 2026-11-23 missed', 0], // a Sunday, and the Monday after it
  ['2026-11-22 missed, 2026-11-23 kept', 0],
])('%s: %i weeks in a row', (script, weeks) => {
  expect(weeksKept(occurrences(script), Date.UTC(2026, 10, 25), 1)).toBe(weeks);
});

test('where weeks begin on Sunday, a Sunday is of the week that follows', () => {
  const script = occurrences('2026-11-22 missed, 2026-11-16 kept');
  expect(weeksKept(script, Date.UTC(2026, 10, 22), 0)).toBe(0);
  expect(weeksKept(occurrences('2026-11-22 kept, 2026-11-16 kept'), Date.UTC(2026, 10, 28), 0)).toBe(1);
  expect(weeksKept(occurrences('2026-11-22 kept, 2026-11-16 kept'), Date.UTC(2026, 10, 29), 0)).toBe(2);
});

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

test('every second of a day is one row and one entry, which says how many times', () => {
  const [missed] = occurrences('2026-11-23 missed');
  const seconds = Array.from({ length: 86_400 }, (_, i): Occurrence => {
    const localTime = new Date(Date.UTC(2026, 10, 23) + i * 1000).toISOString().slice(0, 19);
    return { ...missed!, id: localTime, localTime, fireAtEpochMs: new Date(localTime).getTime() };
  });
  expect(byDay(seconds)[0]!.rows).toMatchObject([{ count: 86_400, times: 86_400 }]);
  const grouped = seconds.filter((_, i) => i % 300 === 0).map((each) => ({ ...each, times: 300 }));
  expect(byDay(grouped)[0]!.rows).toMatchObject([{ count: 288, times: 86_400 }]);
  const [today] = weekAhead(at('2026-11-23T23:59:59'), [], seconds);
  expect(today!.entries).toMatchObject([{ count: 86_400, fate: 'missed', atMs: at('2026-11-23T00:00:00') }]);
});

test('what the clock has leapt over on a journey is in the ledger, and no part of a week', () => {
  const [missed] = occurrences('2026-11-25 missed');
  const leapt = { ...missed!, end: { status: 'missed', atEpochMs: 0, leapt: true } as const };
  expect(weekAhead(at('2026-11-25T05:00'), [], [leapt])[0]!.entries).toEqual([]);
  expect(byDay([leapt])[0]!.rows).toHaveLength(1);
});
