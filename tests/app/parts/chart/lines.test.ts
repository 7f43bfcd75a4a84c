import { expect, test } from 'vitest';
import { apart, nearest, pathOf, rangeOf, valueTicks, written } from '../../../../src/app/parts/chart/lines.ts';

const x = { from: 0, to: 10, startPx: 0, endPx: 100 };
const y = { from: 0, to: 10, startPx: 100, endPx: 0 };

test('lines: a path goes through each point', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 5, y: 10 },
  ];
  expect(pathOf(points, x, y)).toBe('M0 100L50 0');
  expect(pathOf([], x, y)).toBe('');
});

test.each([
  [0, 100, 4, [0, 50, 100]],
  [-30, 45, 5, [-20, 0, 20, 40]],
  [24, 40, 5, [25, 30, 35, 40]],
  [0, 0.9, 3, [0, 0.5]],
])('lines: round values from %d to %d, about %d of them', (from, to, count, ticks) => {
  expect(valueTicks(from, to, count)).toEqual(ticks);
});

test('lines: the range holds every value with room, and is no narrower than asked', () => {
  expect(rangeOf([], 10)).toEqual({ from: 0, to: 10 });
  const one = rangeOf([50], 10);
  expect(one.from).toBeLessThanOrEqual(45);
  expect(one.to).toBeGreaterThanOrEqual(55);
  const many = rangeOf([-20, 80], 10);
  expect(many.from).toBeLessThan(-20);
  expect(many.to).toBeGreaterThan(80);
});

test('lines: of what is written along an axis nothing touches its neighbour', () => {
  const ticks = [0, 1, 2, 5, 9].map((at) => ({ at }));
  expect(written(ticks, x, 25).map(({ at }) => at)).toEqual([0, 5, 9]);
  const ranked = [0, 1, 2, 5, 9].map((at) => ({ at, rank: at === 2 ? 0 : 1 }));
  expect(written(ranked, x, 25).map(({ at }) => at)).toEqual([2, 5, 9]);
  const months = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => ({ at, rank: at % 4 === 0 ? 0 : at % 2 === 0 ? 1 : 2 }));
  expect(written(months, x, 20).map(({ at }) => at)).toEqual([0, 2, 4, 6]);
  expect(written(months, x, 21).map(({ at }) => at)).toEqual([0, 4]);
});

test('lines: names at their ends keep their order and a line’s height, and stay above the ground', () => {
  expect(apart([50, 52, 20], 17, 200)).toEqual([50, 67, 20]);
  expect(apart([98, 99, 100], 17, 100)).toEqual([66, 83, 100]);
});

test.each([
  [-5, 0],
  [3, 0],
  [6, 1],
  [19, 2],
  [99, 2],
])('lines: nearest to %d is stop %d', (value, stop) => {
  expect(nearest([0, 10, 20], value)).toBe(stop);
});
