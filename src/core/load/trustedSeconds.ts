import { isTrusted, type SampleChunk } from '../samples/samples.ts';

/**
 * The heart rate of each elapsed second of a workout, in whole bpm, as far as it can be trusted: 0 where there was none, where
 * it was doubted, and where the app was away. What no chunk has is absence.
 */
export function trustedSeconds(chunks: readonly SampleChunk[], elapsedS: number): Uint8Array {
  const bpms = new Uint8Array(elapsedS);
  // from the columns: making an object of each second took four times as long as all that is worked out of them
  for (const { fromS, bpm, flags } of chunks) {
    for (let i = 0; i < bpm.length; i++) if (isTrusted(flags[i] ?? 0)) bpms[fromS + i] = bpm[i] ?? 0;
  }
  return bpms;
}
