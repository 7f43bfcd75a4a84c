import { expect, test } from 'vitest';
import { chunkOf, samplesOf } from '../../../src/core/samples/samples.ts';
import { trimmedChunks } from '../../../src/core/samples/trimmedChunks.ts';
import type { Sample } from '../../../src/core/session/events.ts';

const second = (s: number): Sample => ({
  bpm: 100 + (s % 50),
  steadyBpm: 100,
  source: 'strap',
  away: false,
  rrMs: Array.from({ length: s % 3 }, (_, i) => 600 + s + i),
  ...(s % 4 === 0 && { doubtful: true }),
});
const seconds = (fromS: number, toS: number) => Array.from({ length: toS - fromS }, (_, i) => second(fromS + i));
// from 40 to 100 nobody was there
const CHUNKS = [chunkOf(seconds(0, 40), 0), chunkOf(seconds(100, 130), 100), chunkOf(seconds(130, 160), 130)];

test.each([
  [0, 160],
  [10, 150],
  [39, 101],
  [40, 100],
  [110, 120],
  [130, 131],
])('from %i to %i s the seconds are those that there were, at their place, beats and all', (fromS, toS) => {
  const left = trimmedChunks(CHUNKS, { fromS, toS });
  const placed = left.flatMap((chunk) => samplesOf(chunk).map((sample, i) => [chunk.fromS + i, sample]));
  const wanted = CHUNKS.flatMap((chunk) => samplesOf(chunk).map((sample, i) => [chunk.fromS + i, sample] as const));
  expect(placed).toEqual(wanted.filter(([s]) => s >= fromS && s < toS));
});
