// How far back the chart of fitness reaches, of recordings that may be old.
import { expect, test } from 'vitest';
import { fittingPeriod, periodDays, periodsSince } from '../../../../src/app/screens/trends/periods.ts';

const TODAY = 20_000;

test.each([
  [0, '3'],
  [90, '3'],
  [91, '6'],
  [182, '6'],
  [183, '12'],
  [364, '12'],
  [365, 'all'],
  [3000, 'all'],
])('period: the last workout %i days ago is in %s', (daysAgo, period) => {
  expect(fittingPeriod(TODAY - daysAgo, TODAY)).toBe(period);
});

test('period: all is offered where there is more than a year', () => {
  expect(periodsSince(TODAY - 364, TODAY)).toEqual(['3', '6', '12']);
  expect(periodsSince(TODAY - 365, TODAY)).toEqual(['3', '6', '12', 'all']);
  expect(periodDays('all')).toBe(Infinity);
});
