import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitnessAhead, fitnessOf, loadsByDay, type DayLoad } from '../../../src/core/load/fitness.ts';
import { localDay, weekStart } from '../../../src/core/load/localDay.ts';
import { figures } from './figures.ts';
import { P } from './series.ts';

const at = (fromDay: number, loads: readonly number[]): DayLoad[] =>
  loads.map((load, i) => ({ day: fromDay + i, load }));

test('fitness: 42 days of 50 from nothing', () => {
  const last = fitnessOf(at(100, new Array<number>(42).fill(50)), 141).at(-1)!;
  expect(last.day).toBe(141);
  expect(last.fitness).toBeCloseTo(31.606, 4);
  expect(last.fatigue).toBeCloseTo(49.8761, 4);
  expect(last.form).toBeCloseTo(-18.6942, 4);
});

test('fitness: hard and easy days from 40 and 50', () => {
  const last = fitnessOf(at(0, [100, 0, 0, 80, 0, 120, 0]), 6, { fitness: 40, fatigue: 50 }).at(-1)!;
  expect(last.fitness).toBeCloseTo(40.4084, 4);
  expect(last.fatigue).toBeCloseTo(44.8291, 4);
  expect(last.form).toBeCloseTo(-10.3312, 4);
});

test('fitness: days without a workout are days too', () => {
  const sparse = [
    { day: 3, load: 80 },
    { day: 0, load: 60 },
    { day: 5, load: 70 },
    { day: 0, load: 40 },
    { day: 9, load: 500 },
  ];
  expect(fitnessOf(sparse, 6)).toEqual(fitnessOf(at(0, [100, 0, 0, 80, 0, 70, 0]), 6));
  expect(fitnessOf([], 6)).toEqual([]);
});

const loads = fc.array(fc.record({ day: fc.nat(400), load: fc.integer({ min: 0, max: 300 }) }), { maxLength: 60 });

test('fitness: in closed form each load counts for less with each day that is past', () => {
  fc.assert(
    fc.property(loads, (all) => {
      const last = fitnessOf(all, 420).at(-1);
      const sum = (tau: number) =>
        all.reduce((of, { day, load }) => of + load * (1 - Math.exp(-1 / tau)) * Math.exp(-(420 - day) / tau), 0);
      expect(last?.fitness ?? 0).toBeCloseTo(sum(42), 6);
      expect(last?.fatigue ?? 0).toBeCloseTo(sum(7), 6);
    }),
  );
});

test('fitness: what is ahead, once it was done, is what was expected', () => {
  fc.assert(
    fc.property(loads, fc.nat(400), (all, today) => {
      const whole = fitnessOf(all, 420);
      const past = whole.filter(({ day }) => day <= today);
      const last = past.at(-1);
      if (!last) return;
      const ahead = fitnessAhead(
        last,
        all.filter(({ day }) => day > last.day),
        420,
      );
      expect([...past, ...ahead]).toEqual(whole);
    }),
  );
});

test('fitness: a year of workouts equals a loop written apart', () => {
  const year = Array.from({ length: 200 }, (_, i) =>
    figures({ day: Math.floor(i * 1.83) + (i % 3), rates: { fromBpm: 120 + (i % 50), seconds: [600 + 13 * i, 300] } }),
  );
  const fitness = fitnessOf(
    loadsByDay(year, () => P),
    380,
  );
  const minute = (bpm: number) => ((bpm - 40) / 160) * 0.64 * Math.exp((1.92 * (bpm - 40)) / 160);
  const hour = 60 * minute(176);
  const daily = new Array<number>(381).fill(0);
  year.forEach((_, i) => {
    const bpm = 120 + (i % 50);
    const trimp = ((600 + 13 * i) * minute(bpm) + 300 * minute(bpm + 1)) / 60;
    daily[Math.floor(i * 1.83) + (i % 3)]! += (100 * trimp) / hour;
  });
  let [x, y] = [0, 0];
  for (let day = 0; day <= 380; day++) {
    const form = x - y;
    x = x + (daily[day]! - x) * (1 - Math.exp(-1 / 42));
    y = y + (daily[day]! - y) * (1 - Math.exp(-1 / 7));
    expect(fitness[day]!.fitness).toBeCloseTo(x, 9);
    expect(fitness[day]!.fatigue).toBeCloseTo(y, 9);
    expect(fitness[day]!.form).toBeCloseTo(form, 9);
  }
});

test('load of days: a simulated heart costs nothing, a day is that of the clock on the wall', () => {
  const rates = { fromBpm: 176, seconds: [3600] };
  const noon = figures({ day: 10, rates });
  const late = { ...noon, startedAt: { epochMs: 10 * 86_400_000 - 60_000, timeZone: 'Europe/Berlin', offsetMin: 60 } };
  const simulated = figures({ day: 12, rates, provenance: 'simulated' });
  const days = loadsByDay([late, simulated, noon], () => P);
  expect(days).toEqual([{ day: 10, load: expect.closeTo(200, 9) as number }]);
});

test.each([
  ['2026-11-30', 1, '2026-11-30'],
  ['2026-11-29', 1, '2026-11-23'],
  ['2026-11-29', 0, '2026-11-29'],
  ['2026-11-28', 0, '2026-11-22'],
  ['1969-12-31', 1, '1969-12-29'],
])('week of %s, with weeks that begin on day %d: from %s', (date, firstWeekday, monday) => {
  const dayOf = (text: string) => localDay({ epochMs: Date.parse(text), timeZone: 'UTC', offsetMin: 0 });
  expect(weekStart(dayOf(date), firstWeekday)).toBe(dayOf(monday));
});
