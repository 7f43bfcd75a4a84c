// The mean heart rate of a lap or a phase, from the trace that every screen has.
import { expect, test } from 'vitest';
import { traceMean } from '../../../src/core/samples/traceMean.ts';

const EVERY_SECOND = { stepS: 1, bpm: [100, 110, 0, 120, 130] };

test.each<[string, number, number, number | undefined]>([
  ['all of it', 0, 5, 115],
  ['a part', 3, 5, 125],
  ['nothing but silence', 2, 3, undefined],
  ['no second at all', 1, 1, undefined],
  ['beyond the end', 4, 90, 130],
  ['past the end', 90, 100, undefined],
])('the mean of %s', (_, fromS, toS, mean) => {
  expect(traceMean(EVERY_SECOND, fromS, toS)).toBe(mean);
});

test('a point of several seconds counts for those that lie within', () => {
  expect(traceMean({ stepS: 4, bpm: [100, 140, 160] }, 3, 9)).toBeCloseTo((100 + 4 * 140 + 160) / 6);
});
