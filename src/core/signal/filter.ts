/** The smallest and largest rate that training takes for a heart's. Outside is an artefact. */
export const BPM_MIN = 30;
export const BPM_MAX = 220;

export function plausible(bpm: number): boolean {
  return bpm >= BPM_MIN && bpm <= BPM_MAX;
}

/** A one-dimensional Kalman filter between two samples: the rate it believes in, and how much it doubts it (variance). */
export interface Filter {
  bpm: number;
  variance: number;
}

const PROCESS_NOISE = 0.1;
const MEASUREMENT_NOISE = 2;

/**
 * The filter after one more sample (whole or fractional bpm), `afterS` seconds after the last. The first sample *is* the
 * state, never a constant that the next minute would have to climb away from. A sample outside the valid range leaves it
 * unchanged. Steady gain 0.20 at one sample a second, about 4 s behind; more for a sender that speaks less often.
 */
export function filtered(filter: Filter | undefined, sampleBpm: number, afterS = 1): Filter | undefined {
  if (!plausible(sampleBpm)) return filter;
  if (!filter) return { bpm: sampleBpm, variance: MEASUREMENT_NOISE };
  const variance = filter.variance + PROCESS_NOISE * Math.max(1, afterS);
  const gain = variance / (variance + MEASUREMENT_NOISE);
  return { bpm: filter.bpm + gain * (sampleBpm - filter.bpm), variance: (1 - gain) * variance };
}
