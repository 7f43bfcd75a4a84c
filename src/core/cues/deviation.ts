import { sideOf, type Band } from '../plan/plan.ts';
import type { Side } from '../signal/side.ts';

/** Seconds outside on one side before it is told. */
const DEVIATION_S = 5;
/** A heart that has been in the target, and goes just across its edge and back with each few breaths, is told of later. */
const EDGE_BPM = 1;
const EDGE_S = 15;
/** Zone deviation: what has been told, and how many seconds on end have been on a side that has not. */
export interface Deviation {
  told: Side | 'none';
  side: Side | 'none';
  runS: number;
}

export const NO_DEVIATION: Deviation = { told: 'none', side: 'none', runS: 0 };

/**
 * After one more second at `bpm` (none: nothing fresh to judge). Outside is told after DEVIATION_S seconds on end, inside at
 * once. Just across the edge it takes longer once the heart has been in the band, so that one which sways there is not told of
 * three times a minute. `sure`: whether `bpm` is more than a wild reading or two; else nothing new is told.
 */
export function deviationAfter(
  deviation: Deviation,
  band: Band | undefined,
  bpm: number | undefined,
  sure: boolean,
): Deviation {
  if (!band || bpm === undefined) return NO_DEVIATION;
  const side = sideOf(band, bpm);
  const runS = side === deviation.side ? deviation.runS + 1 : 1;
  const swayed = deviation.told === 'in' && Math.max(band.lowBpm - bpm, bpm - (band.highBpm ?? bpm)) <= EDGE_BPM;
  const neededS = side === 'in' ? 1 : swayed ? EDGE_S : DEVIATION_S;
  return { told: sure && runS >= neededS ? side : deviation.told, side, runS };
}
