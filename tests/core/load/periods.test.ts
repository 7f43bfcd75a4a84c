import { expect, test } from 'vitest';
import { periodOf, periodsLater, weeksOf } from '../../../src/core/load/periods.ts';
import { plannedDays } from '../../../src/core/load/plannedDays.ts';
import type { Occurrence } from '../../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../../src/core/schedule/schedule.ts';

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

test.each([
  ['month', '2026-11-30', 0, '2026-11-01', '2026-11-30'],
  ['month', '2026-01-31', -1, '2025-12-01', '2025-12-31'],
  ['month', '2028-02-10', 0, '2028-02-01', '2028-02-29'],
  ['year', '2026-11-30', 0, '2026-01-01', '2026-12-31'],
  ['year', '2026-11-30', 1, '2027-01-01', '2027-12-31'],
] as const)('the %s of %s, %i later, is %s to %s', (kind, date, later, from, to) => {
  const { fromDay, toDay } = periodOf(kind, dayOf(date), later);
  expect([dateOf(fromDay), dateOf(toDay)]).toEqual([from, to]);
});

test.each([
  ['month', '2026-11-30', '2024-12-28'],
  ['month', '2026-01-31', '2026-02-01'],
  ['year', '2026-01-01', '2024-12-31'],
  ['year', '2026-01-01', '2026-12-31'],
] as const)('the %s so many later than that of %s as is counted holds %s', (kind, from, date) => {
  const { fromDay, toDay } = periodOf(kind, dayOf(from), periodsLater(kind, dayOf(from), dayOf(date)));
  expect(dayOf(date)).toBeGreaterThanOrEqual(fromDay);
  expect(dayOf(date)).toBeLessThanOrEqual(toDay);
});

test('weeks begin on the weekday that they begin on here, and hold each day of the period once', () => {
  const november = periodOf('month', dayOf('2026-11-01')); // a Sunday
  expect(weeksOf(november, 0)[0]?.[0]).toBe(november.fromDay);
  expect(weeksOf(november, 1)[0]).toEqual([...new Array<undefined>(6).fill(undefined), november.fromDay]);
  const year = periodOf('year', dayOf('2026-06-01'));
  for (const firstWeekday of [0, 1, 6]) {
    const days = weeksOf(year, firstWeekday)
      .flat()
      .filter((day) => day !== undefined);
    expect(days).toEqual(Array.from({ length: 365 }, (_, i) => year.fromDay + i));
  }
});

test('planned: what fires of schedules that are on, and what was put off, by day', () => {
  const schedule = (id: string, on: boolean) => ({ id, on, planId: `plan of ${id}` }) as Schedule;
  const occurrence = (own: Partial<Occurrence>) =>
    ({ end: null, movedFrom: null, planId: 'x', fireAtEpochMs: 150, ...own }) as Occurrence;
  const days = plannedDays(
    {
      schedules: [schedule('a', true), schedule('off', false)],
      occurrences: [
        occurrence({}), // fires of its schedule
        occurrence({ movedFrom: 'before', planId: 'moved', fireAtEpochMs: 120 }),
        occurrence({ movedFrom: 'before', fireAtEpochMs: 100 }),
        occurrence({ movedFrom: 'before', end: { status: 'skipped' } as Occurrence['end'] }),
      ],
      due: (_, sinceMs, untilMs) => ({ dueMs: [sinceMs + 50, untilMs] }),
      dayOf: (epochMs) => epochMs / 10,
    },
    100,
    200,
  );
  expect(days).toEqual([
    { day: 12, planId: 'moved' },
    { day: 15, planId: 'plan of a' },
    { day: 20, planId: 'plan of a' },
  ]);
});
