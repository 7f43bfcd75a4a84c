import { expect, test } from 'vitest';
import { filtered, plausible, type Filter } from '../../../src/core/signal/filter.ts';

const after = (samples: number[]): Filter | undefined =>
  samples.reduce<Filter | undefined>((filter, bpm) => filtered(filter, bpm), undefined);

const steady = (bpm: number, seconds: number): number[] => Array.from({ length: seconds }, () => bpm);

test.each([
  [0, false],
  [29, false],
  [30, true],
  [220, true],
  [221, false],
  [NaN, false],
])('%d bpm is a heart rate: %s', (bpm, valid) => {
  expect(plausible(bpm)).toBe(valid);
});

test('the first sample is the state, not a constant that the next minute climbs away from', () => {
  expect(after([163])?.bpm).toBe(163);
});

test.each([0, 29, 221, 255, NaN])('%d leaves it unchanged', (bpm) => {
  const filter = after([120, 122, 121]);
  expect(filtered(filter, bpm)).toBe(filter);
  expect(filtered(undefined, bpm)).toBeUndefined();
});

test('what is steady is believed exactly', () => {
  expect(after(steady(141, 100))?.bpm).toBe(141);
});

test('the gain settles at 0.20', () => {
  const before = after(steady(100, 200));
  expect(filtered(before, 110)!.bpm - before!.bpm).toBeCloseTo(2, 1);
});

test('a step is followed about four seconds behind: 63 % after 5 s, 95 % after 14 s', () => {
  const step = (seconds: number): number => after([...steady(100, 200), ...steady(150, seconds)])!.bpm;
  expect(step(5)).toBeGreaterThan(100 + 50 * 0.63);
  expect(step(3)).toBeLessThan(100 + 50 * 0.63);
  expect(step(14)).toBeGreaterThan(100 + 50 * 0.95);
});

test('a single wild beat moves it by a fifth', () => {
  expect(after([...steady(140, 60), 200])!.bpm).toBeCloseTo(152, 0);
});
