import { expect, test } from 'vitest';
import { chunkOf } from '../../../src/core/samples/samples.ts';
import { secondsAtLeast } from '../../../src/core/samples/secondsAtLeast.ts';
import type { Sample } from '../../../src/core/session/events.ts';

const at = (steadyBpm: number, more: Partial<Sample> = {}): Sample => ({
  ...{ bpm: Math.floor(steadyBpm), steadyBpm, source: 'strap', away: false, rrMs: [] },
  ...more,
});

test('seconds at or above a heart rate are those of the filtered one, in whole bpm; no signal is none', () => {
  const chunks = [chunkOf([at(129), at(129.4), at(129.6), at(130.4)], 0), chunkOf([at(140), at(0)], 4)];
  expect(secondsAtLeast(chunks, 130)).toBe(3);
  expect(secondsAtLeast(chunks, 141)).toBe(0);
  expect(secondsAtLeast([], 60)).toBe(0);
});

test('so are those of the raw one, which the maximum is of, but not where it is in doubt', () => {
  const raw = chunkOf([at(128.9, { bpm: 130 }), at(128, { bpm: 131 }), at(128, { bpm: 129 })], 0);
  expect(secondsAtLeast([raw], 130)).toBe(2);
  const inDoubt = chunkOf([at(128, { bpm: 180, doubtful: true }), at(128)], 0);
  expect(secondsAtLeast([inDoubt], 130)).toBe(0);
});
