import type { Band } from '../plan/plan.ts';

/** In a long even effort a heart rate rises by itself (cardiovascular drift): from here on, so much, and no more. */
const AFTER_S = 1200;
const BPM_PER_S = 6 / 3600;
const MOST_BPM = 6;

/** How much higher than its target a heart may be after `phaseS` seconds of a phase, bpm. */
export function driftBpm(phaseS: number): number {
  return Math.min(MOST_BPM, Math.max(0, phaseS - AFTER_S) * BPM_PER_S);
}

/** The band as drift allows; never at or above the ceiling, if there is one. */
export function drifted(band: Band, phaseS: number, ceilingBpm = Infinity): Band {
  const { highBpm } = band;
  if (highBpm === undefined) return band;
  const allowed = Math.min(highBpm + driftBpm(phaseS), ceilingBpm - 1);
  return { ...band, highBpm: Math.max(highBpm, allowed) };
}
