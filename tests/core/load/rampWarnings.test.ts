import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitnessOf, type FitnessDay } from '../../../src/core/load/fitness.ts';
import { RAMP_CODES, rampNow, rampWarnings } from '../../../src/core/load/rampWarnings.ts';

/** Stretches of days that cost the same each: `[days, load]`. */
const fitness = (...stretches: [number, number][]): FitnessDay[] => {
  const loads = stretches.flatMap(([days, load]) => new Array<number>(days).fill(load));
  return fitnessOf(
    loads.map((load, day) => ({ day, load })),
    loads.length - 1,
  );
};
/** After so many days it no longer shows that fitness was counted from nothing. */
const SETTLED = 600;

const spans = (days: FitnessDay[], code: string) =>
  rampWarnings(days)
    .filter((each) => each.code === code)
    .map(({ fromDay, toDay }) => [fromDay, toDay]);

test('ramp: even training is never warned of, nor are the first four weeks, however hard', () => {
  for (const load of [60, 120, 300]) expect(rampWarnings(fitness([365, load]))).toEqual([]);
  expect(rampWarnings(fitness([28, 200]))).toEqual([]);
  expect(rampWarnings([])).toEqual([]);
});

test('ramp: a week that costs more than 1.5 times the mean of the four before, until it is 1.3 times', () => {
  const days = fitness([60, 40], [14, 70], [30, 55]);
  // 40 (7 − n) + 70 n > 1.5 · 280 from the fifth day on
  const [[fromDay] = []] = spans(days, 'weekLoad');
  expect(fromDay).toBe(64);
  const [warning] = rampWarnings(days.slice(0, 67)).filter(({ code }) => code === 'weekLoad');
  expect(warning).toMatchObject({ weekLoad: 490, meanLoad: 280, fromDay: 64, toDay: 66 });
  // 1.3 of what the mean has become
  const last = days.findIndex((_, day) => {
    if (day < 67) return false;
    const load = (from: number, to: number) => days.slice(from, to).reduce((sum, each) => sum + each.load, 0);
    return load(day - 6, day + 1) <= (1.3 * load(day - 34, day - 6)) / 4;
  });
  expect(spans(days, 'weekLoad')).toEqual([[64, last - 1]]);
});

test('ramp: of hardly any load nothing is warned, however little there was before', () => {
  expect(spans(fitness([60, 5], [7, 20]), 'weekLoad')).toEqual([]);
  expect(spans(fitness([30, 60], [35, 0], [7, 60]), 'weekLoad')).toEqual([[67, 71]]);
});

test('ramp: fitness that grows by more than 8 in a week, until it is 5', () => {
  const days = fitness([SETTLED, 50], [40, 130], [30, 60]);
  const [[fromDay = 0, toDay = 0] = []] = spans(days, 'fitnessRamp');
  const grown = (day: number) => days[day]!.fitness - days[day - 7]!.fitness;
  expect(grown(fromDay)).toBeGreaterThan(8);
  expect(grown(fromDay - 1)).toBeLessThanOrEqual(8);
  expect(grown(toDay)).toBeGreaterThan(5);
  expect(grown(toDay + 1)).toBeLessThanOrEqual(5);
  expect(rampWarnings(days).find(({ code }) => code === 'fitnessRamp')).toMatchObject({
    perWeek: expect.closeTo(grown(toDay), 3) as number,
  });
});

test('ramp: form below −30, until it is −20', () => {
  const days = fitness([SETTLED, 50], [20, 110], [30, 50]);
  const [[fromDay = 0, toDay = 0] = []] = spans(days, 'formLow');
  expect(days[fromDay]!.form).toBeLessThan(-30);
  expect(days[fromDay - 1]!.form).toBeGreaterThanOrEqual(-30);
  expect(days[toDay]!.form).toBeLessThan(-20);
  expect(days[toDay + 1]!.form).toBeGreaterThanOrEqual(-20);
});

test('ramp: a warning that comes back within two weeks is the same, later it is another one', () => {
  const again = (restDays: number) => fitness([SETTLED, 50], [8, 160], [restDays, 20], [8, 190]);
  expect(spans(again(8), 'formLow')).toHaveLength(1);
  expect(spans(again(30), 'formLow')).toHaveLength(2);
});

test('ramp: what stands today is what ended today at the earliest', () => {
  const days = fitness([SETTLED, 50], [20, 110], [60, 50]);
  const [{ fromDay, toDay } = { fromDay: 0, toDay: 0 }] = rampWarnings(days).filter(({ code }) => code === 'formLow');
  const standsOn = (day: number) => rampNow(days.slice(0, day + 1)).some(({ code }) => code === 'formLow');
  expect([fromDay - 1, fromDay, toDay, toDay + 1].map(standsOn)).toEqual([false, true, true, false]);
});

test('ramp: a day more changes no warning of the days before, but for how long the last one of a kind stood', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 250 }), { minLength: 30, maxLength: 150 }), (loads) => {
      const days = fitness(...loads.map((load): [number, number] => [1, load]));
      for (const code of RAMP_CODES) {
        const [before, after] = [spans(days.slice(0, -1), code), spans(days, code)];
        expect(after.slice(0, before.length).map(([fromDay]) => fromDay)).toEqual(before.map(([fromDay]) => fromDay));
        expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
      }
    }),
    { numRuns: 50 },
  );
});
