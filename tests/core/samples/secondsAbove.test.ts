import { expect, test } from 'vitest';
import { chunkOf } from '../../../src/core/samples/samples.ts';
import { secondsAbove } from '../../../src/core/samples/secondsAbove.ts';
import type { Sample } from '../../../src/core/session/events.ts';

const at = (steadyBpm: number): Sample => ({ bpm: 150, steadyBpm, source: 'strap', away: false, rrMs: [] });

test('seconds above a heart rate are those of the filtered one, in whole bpm: one wild reading is none, and no signal is none', () => {
  const chunks = [chunkOf([at(129), at(130.4), at(130.6)], 0), chunkOf([at(140), at(0)], 3)];
  expect(secondsAbove(chunks, 130)).toBe(2);
  expect(secondsAbove(chunks, 140)).toBe(0);
  expect(secondsAbove([], 60)).toBe(0);
});
