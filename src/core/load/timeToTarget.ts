import { sideOf } from '../plan/plan.ts';
import type { ReachableSecond } from './reachable.ts';

/** What is over sooner was a wave through the band. */
const HELD_S = 10;

/**
 * How many seconds into a phase the heart was in its target to stay: the first second from which it is in the band for ten
 * seconds on end. `null` where it never was, or had no target. `bpms`: one for each elapsed second, 0 where there is none to be
 * trusted; a hole begins the count anew.
 */
export function timeToTargetS(seconds: readonly ReachableSecond[], bpms: ArrayLike<number>): number | null {
  const startS = seconds[0]?.atS ?? 0;
  let inS = 0;
  for (const { atS, band } of seconds) {
    const bpm = bpms[atS] ?? 0;
    inS = bpm > 0 && sideOf(band, bpm) === 'in' ? inS + 1 : 0;
    if (inS === HELD_S) return atS - HELD_S + 1 - startS;
  }
  return null;
}
