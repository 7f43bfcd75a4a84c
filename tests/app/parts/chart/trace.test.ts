import { expect, test } from 'vitest';
import {
  areaPath,
  bpmRange,
  linePath,
  px,
  silences,
  timeTicks,
  valueAt,
  type Scale,
} from '../../../../src/app/parts/chart/trace.ts';

const x: Scale = { from: 0, to: 10, startPx: 0, endPx: 100 };
/** Up is less, as on a screen. */
const y: Scale = { from: 100, to: 200, startPx: 100, endPx: 0 };

test.each([
  ['a line through what was heard', [100, 150, 200], 'M5 100L15 50L25 0'],
  ['the pen is lifted where nothing was heard', [100, 0, 200, 200], 'M5 100h0.1M25 0L35 0'],
  ['a single reading is a dot', [0, 150, 0], 'M15 50h0.1'],
  ['silence draws nothing', [0, 0, 0], ''],
  ['nothing draws nothing', [], ''],
])('%s', (_name, bpm, path) => {
  expect(linePath({ stepS: 1, bpm }, x, y)).toBe(path);
});

test('the area below the line is one shape for each stretch that was heard', () => {
  expect(areaPath({ stepS: 1, bpm: [150, 150, 0, 200] }, x, y)).toBe(
    'M5 100L5 50L15 50L15 100Z' + 'M35 100L35 0L35 100Z',
  );
});

test.each([
  ['nothing is silent', [120, 121], 2, []],
  ['silence at the end stops with the workout', [120, 0, 0], 5, [{ fromS: 2, toS: 5 }]],
  [
    'each silence is apart',
    [0, 120, 0, 0, 120],
    10,
    [
      { fromS: 0, toS: 2 },
      { fromS: 4, toS: 8 },
    ],
  ],
])('%s', (_name, bpm, endS, found) => {
  expect(silences({ stepS: 2, bpm }, endS)).toEqual(found);
});

test.each([
  [-5, 0],
  [0, 0],
  [50, 5],
  [250, 10],
])('a pointer at %i px reads second %i, and none outside the workout', (atPx, s) => {
  expect(valueAt(x, atPx)).toBe(s);
});

test('a scale and its reading agree', () => {
  for (const value of [100, 133, 200]) expect(valueAt(y, px(y, value))).toBeCloseTo(value);
});

test.each([
  ['what was heard has room around it', [95, 172], [114], { from: 80, to: 180 }],
  ['a target nobody reached is in sight too', [120], [171, 190], { from: 110, to: 200 }],
  ['silence has no say', [0, 120], [], { from: 110, to: 130 }],
  ['without anything it is what hearts do', [], [], { from: 60, to: 180 }],
])('%s', (_name, heard, aimedAt, range) => {
  expect(bpmRange(heard, aimedAt)).toEqual(range);
});

test.each([
  [0, 60, 4, [15, 30, 45]],
  [0, 2700, 4, [900, 1800]],
  [0, 14_400, 4, [3600, 7200, 10_800]],
  [0, 1, 4, []],
  [1000, 1010, 4, [1005]],
  [1003.5, 1013.5, 4, [1005, 1010]],
])('from %d to %d s there are about %i ticks, at round times, none at the ends', (fromS, toS, count, ticks) => {
  expect(timeTicks(fromS, toS, count)).toEqual(ticks);
});
