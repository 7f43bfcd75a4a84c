import { samplesOf, type SampleChunk } from './samples.ts';

/**
 * Seconds in which the heart rate was this one or above: the filtered one, in whole bpm as it is judged, or the raw one where it
 * can be trusted, which the maximum is of. A maximum of 131 is not below 130.
 */
export function secondsAtLeast(chunks: readonly SampleChunk[], bpm: number): number {
  return chunks.reduce((sum, chunk) => {
    const reached = samplesOf(chunk).filter(
      ({ steadyBpm, bpm: rawBpm, doubtful }) => Math.round(steadyBpm) >= bpm || (rawBpm >= bpm && !doubtful),
    );
    return sum + reached.length;
  }, 0);
}
