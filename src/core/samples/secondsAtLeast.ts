import { samplesOf, type SampleChunk } from './samples.ts';

/** Seconds in which the filtered heart rate, in whole bpm as it is judged and shown, was this one or above. */
export function secondsAtLeast(chunks: readonly SampleChunk[], bpm: number): number {
  return chunks.reduce(
    (sum, chunk) => sum + samplesOf(chunk).filter(({ steadyBpm }) => Math.round(steadyBpm) >= bpm).length,
    0,
  );
}
