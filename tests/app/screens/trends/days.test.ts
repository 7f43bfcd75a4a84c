// What is written below the charts of Load and trends.
import { expect, test } from 'vitest';
import { dayTicks, pointTicks } from '../../../../src/app/screens/trends/days.ts';
import { trends } from '../../../../src/words/en/trends.ts';

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
/** Days as in no region. */
const say = { ...trends, day: iso, dayShort: (ms: number) => iso(ms).slice(5) };
const day = (date: string) => Date.parse(date) / 86_400_000;
const points = (...dates: string[]) => pointTicks(dates.map(day), say).ticks.map(({ at, text }) => `${at} ${text}`);

test('ticks of points: each names the day of the point it stands at, whatever lies between', () => {
  expect(points('2026-04-02', '2026-04-28', '2026-05-14')).toEqual(['0 04-02', '1 04-28', '2 05-14']);
});

test('ticks of points: with the year where they are of more than one', () => {
  expect(points('2024-05-14', '2025-05-14')).toEqual(['0 2024-05-14', '1 2025-05-14']);
  expect(points('2025-12-31', '2026-01-02')).toEqual(['0 2025-12-31', '1 2026-01-02']);
});

test('ticks of points: two of one day are written once; of none there are none', () => {
  expect(points('2026-05-14', '2026-05-14', '2026-05-15')).toEqual(['0 05-14', '2 05-15']);
  expect(points()).toEqual([]);
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
