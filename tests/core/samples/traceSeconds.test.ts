import { expect, test } from 'vitest';
import { traceSeconds } from '../../../src/core/samples/traceSeconds.ts';

test('trace: each of its points is the seconds that it stands for, and beyond its end there is nothing', () => {
  expect([...traceSeconds({ stepS: 2, bpm: [120.4, 0, 121.6] }, 7)]).toEqual([120, 120, 0, 0, 122, 122, 0]);
  expect([...traceSeconds({ stepS: 4, bpm: [120, 130] }, 5)]).toEqual([120, 120, 120, 120, 130]);
  expect([...traceSeconds({ stepS: 1, bpm: [] }, 0)]).toEqual([]);
});
