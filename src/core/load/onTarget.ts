import { sideOf } from '../plan/plan.ts';
import type { HeartResponse } from '../athlete/heartResponse.ts';
import { executedOf, type Asked } from './phaseBands.ts';
import { reachableOf } from './reachable.ts';

/** How long a heart was in its targets, of all the time that asked for one and of the time in which it could be there. */
export interface OnTarget {
  inS: number;
  /** Seconds with a target and a rate to be trusted. */
  targetS: number;
  /** The same without those in which the heart was on its way as fast as hearts are. */
  reachableS: number;
}

/** Over a whole workout. `bpms`: one for each elapsed second, 0 where there is none to be trusted. */
export function onTargetOf(
  asked: Asked,
  { bpms, response }: { bpms: ArrayLike<number>; response: HeartResponse },
): OnTarget {
  let [inS, targetS, reachableS] = [0, 0, 0];
  for (const phase of executedOf(asked)) {
    for (const { atS, band, reachable } of reachableOf(asked, phase, { bpms, response })) {
      const bpm = bpms[atS] ?? 0;
      if (bpm === 0) continue;
      const isIn = sideOf(band, bpm) === 'in';
      const isOnItsWay = !isIn && sideOf(reachable, bpm) === 'in';
      targetS++;
      if (isIn) inS++;
      if (!isOnItsWay) reachableS++;
    }
  }
  return { inS, targetS, reachableS };
}
