import { expect, test } from 'vitest';
import { planned } from '../../src/words/en/planned.ts';

const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;
const at = (local: string): number => new Date(local).getTime();

test.each([
  [0, '0:00'],
  [104.2 * S, '1:45'],
  [2 * MIN, '2:00'],
  [2 * MIN + 1, '3 min'],
  [59 * MIN, '59 min'],
  [3 * H + 20 * MIN, '3 h 20 min'],
  [24 * H, '1 day'],
  [51 * H, '2 days 3 h'],
])('%d ms away is %s', (ms, text) => {
  expect(planned.span(ms)).toBe(text);
});

test.each([
  ['2026-11-23T18:30', 'Today at 18:30'],
  ['2026-11-24T06:30', 'Tomorrow at 06:30'],
  ['2026-11-25T00:00', 'Wed Nov 25 at 00:00'],
])('%s is %s', (local, text) => {
  expect(planned.whenAt(at(local), at('2026-11-23T12:00'))).toBe(text);
});

test.each<[number, number, string, string]>([
  [1, 0, '2026-11-22T06:30', '1 planned workout was missed on Sunday'],
  [3, 0, '2026-11-22T06:30', '3 planned workouts were missed since Sunday'],
  [2, 1, '2026-11-01T06:30', '2 planned workouts were missed and 1 skipped since November 1'],
  [0, 1, '2026-11-22T06:30', '1 planned workout was skipped on Sunday'],
])('%i missed and %i skipped since %s', (missed, skipped, since, text) => {
  expect(planned.lapsed(missed, skipped, Date.parse(`${since}Z`), at('2026-11-23T12:00'))).toBe(text);
});
