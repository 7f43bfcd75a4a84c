import type { HeartResponse } from '../athlete/heartResponse.ts';
import type { Band } from '../plan/plan.ts';

/** Nobody hits a curve to the beat. */
const SLACK_BPM = 2;

/**
 * Where a heart can be expected `phaseS` seconds into a phase that it began at `fromBpm`, if the effort is right: the band
 * itself once there was time for it, and the way there before. Both ends inclusive, fractional bpm.
 */
export function corridorAt(
  band: Band,
  { fromBpm, phaseS, response }: { fromBpm: number; phaseS: number; response: HeartResponse },
): Band {
  const { tauOnS, tauOffS, deadS, relSd } = response;
  const left = (tauS: number): number => Math.exp(-Math.max(0, phaseS - deadS) / (tauS * (1 + relSd)));
  const { lowBpm, highBpm } = band;
  if (fromBpm < lowBpm) return { ...band, lowBpm: lowBpm - (lowBpm - fromBpm + SLACK_BPM) * left(tauOnS) };
  if (highBpm !== undefined && fromBpm > highBpm) {
    return { ...band, highBpm: highBpm + (fromBpm - highBpm + SLACK_BPM) * left(tauOffS) };
  }
  return band;
}

/** The corridor in whole bpm, while it is another one than the band. */
export function corridorShown(corridor: Band | undefined, band: Band): Band | undefined {
  if (!corridor) return undefined;
  const lowBpm = Math.round(corridor.lowBpm);
  const highBpm = corridor.highBpm === undefined ? undefined : Math.round(corridor.highBpm);
  return lowBpm === band.lowBpm && highBpm === band.highBpm ? undefined : { lowBpm, highBpm };
}
