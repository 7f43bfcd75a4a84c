import { expect, test } from 'vitest';
import { chunkOf } from '../../../src/core/samples/samples.ts';
import { secondsAtLeast } from '../../../src/core/samples/secondsAtLeast.ts';
import type { Sample } from '../../../src/core/session/events.ts';

const at = (steadyBpm: number): Sample => ({ bpm: 150, steadyBpm, source: 'strap', away: false, rrMs: [] });

test('seconds at or above a heart rate are those of the filtered one, in whole bpm: one wild reading is none, and no signal is none', () => {
  const chunks = [chunkOf([at(129), at(129.4), at(129.6), at(130.4)], 0), chunkOf([at(140), at(0)], 4)];
  expect(secondsAtLeast(chunks, 130)).toBe(3);
  expect(secondsAtLeast(chunks, 141)).toBe(0);
  expect(secondsAtLeast([], 60)).toBe(0);
});
