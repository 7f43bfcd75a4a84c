// What is written below the charts of Load and trends.
import { expect, test } from 'vitest';
import { dayTicks, placesOf, pointTicks } from '../../../../src/app/screens/trends/days.ts';
import { trends } from '../../../../src/words/en/trends.ts';

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
/** Days as in no region. */
const say = { ...trends, day: iso, dayShort: (ms: number) => iso(ms).slice(5) };
const day = (date: string) => Date.parse(date) / 86_400_000;
const points = (...dates: string[]) =>
  pointTicks(dates.map(day), say).ticks.map(({ at, text }) => `${dateOf(at)} ${text}`);
const dateOf = (at: number) => iso(at * 86_400_000);

test('places of points: each at its day, several of one day in order within it', () => {
  expect(placesOf([10, 40, 40, 41, 41, 41].map((each) => each * 12)).map((each) => each / 12)).toEqual([
    10,
    40,
    40 + 1 / 24,
    41,
    41 + 1 / 36,
    41 + 2 / 36,
  ]);
  expect(placesOf([])).toEqual([]);
});

test('ticks of points: of a few weeks, each names the day of the workout it stands at', () => {
  expect(points('2026-04-02', '2026-04-28', '2026-05-14')).toEqual([
    '2026-04-02 04-02',
    '2026-04-28 04-28',
    '2026-05-14 05-14',
  ]);
});

test('ticks of points: with the year where they are of more than one', () => {
  expect(points('2025-12-31', '2026-01-02')).toEqual(['2025-12-31 2025-12-31', '2026-01-02 2026-01-02']);
});

test('ticks of points: two of one day are written once; of none there are none', () => {
  expect(points('2026-05-14', '2026-05-14', '2026-05-15')).toEqual(['2026-05-14 05-14', '2026-05-15 05-15']);
  expect(points()).toEqual([]);
});

test('ticks of points: of more than a few weeks they are months, and the year is told', () => {
  expect(points('2025-11-20', '2026-02-03')).toEqual(['2025-12-01 Dec', '2026-01-01 2026', '2026-02-01 Feb']);
  expect(points('2024-03-20', '2024-06-03')).toEqual(['2024-04-01 Apr 2024', '2024-05-01 May', '2024-06-01 Jun']);
});

test.each([
  ['months, and a year where one begins', '2025-11-20', '2026-03-03', ['Dec', '2026', 'Feb', 'Mar']],
  [
    'quarters with their year',
    '2024-05-01',
    '2026-01-02',
    ['Jul 2024', 'Oct 2024', '2025', 'Apr 2025', 'Jul 2025', 'Oct 2025', '2026'],
  ],
  ['half years', '2022-12-01', '2026-01-02', ['2023', 'Jul 2023', '2024', 'Jul 2024', '2025', 'Jul 2025', '2026']],
  ['years', '2018-05-01', '2026-01-02', ['2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026']],
])('ticks of days: %s', (_, from, to, texts) => {
  const ticks = dayTicks(day(from), day(to), say);
  expect(ticks.map(({ text }) => text)).toEqual(texts);
  expect(ticks.every(({ at }) => new Date(at * 86_400_000).getUTCDate() === 1)).toBe(true);
});
