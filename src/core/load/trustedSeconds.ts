import { samplesOf, type SampleChunk } from '../samples/samples.ts';

/**
 * The heart rate of each elapsed second of a workout, in whole bpm, as far as it can be trusted: 0 where there was none, where
 * it was doubted, and where the app was away. What no chunk has is absence.
 */
export function trustedSeconds(chunks: readonly SampleChunk[], elapsedS: number): Uint8Array {
  const bpms = new Uint8Array(elapsedS);
  for (const chunk of chunks) {
    samplesOf(chunk).forEach(({ bpm, away, doubtful }, i) => {
      if (!away && !doubtful) bpms[chunk.fromS + i] = bpm;
    });
  }
  return bpms;
}
