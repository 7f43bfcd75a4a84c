import type { HeartResponse } from '../athlete/heartResponse.ts';
import { corridorAt } from '../cues/corridor.ts';
import { sideOf, type Band } from '../plan/plan.ts';
import type { InTarget } from './inTarget.ts';
import { bandsOf, type Asked, type ExecutedPhase } from './phaseBands.ts';

/** Where the heart was to be in a second: as it was asked, and as far as it could be there yet. Fractional bpm in `reachable`. */
export interface ReachableSecond {
  atS: number;
  band: Band;
  reachable: Band;
}

/**
 * The reachable corridor of each second of a phase that has a target (`corridorAt`): the way to the band from the first heart rate
 * of the phase, and from when that was heard; anew from each second at which the target was moved. Until something was heard it
 * is the band. `bpms`: one for each elapsed second, 0 where there is none to be trusted.
 */
export function reachableOf(
  asked: Asked,
  phase: ExecutedPhase,
  { bpms, response }: { bpms: ArrayLike<number>; response: HeartResponse },
): ReachableSecond[] {
  const bands = bandsOf(asked, phase);
  return bands.flatMap(({ fromS, band }, i) => {
    if (!band) return [];
    const toS = bands[i + 1]?.fromS ?? phase.toS;
    const heardS = firstHeard(bpms, fromS, toS);
    const fromBpm = bpms[heardS] ?? 0;
    return secondsOf(fromS, toS).map((atS): ReachableSecond => ({
      atS,
      band,
      reachable: atS < heardS ? band : corridorAt(band, { fromBpm, phaseS: atS - heardS, response }),
    }));
  });
}

/** How much of a phase the heart was in its target, and in what was reachable of it. Shares of 0 to 1. */
export interface Compliance extends Pick<InTarget, 'judgedS'> {
  raw: number;
  reachable: number;
}

/** `null` where there was no target, or no heart rate to be trusted. */
export function complianceOf(seconds: readonly ReachableSecond[], bpms: ArrayLike<number>): Compliance | null {
  const judged = seconds.filter(({ atS }) => (bpms[atS] ?? 0) > 0);
  if (judged.length === 0) return null;
  const shareIn = (bandOf: (second: ReachableSecond) => Band): number =>
    judged.filter((second) => sideOf(bandOf(second), bpms[second.atS] ?? 0) === 'in').length / judged.length;
  return {
    judgedS: judged.length,
    raw: shareIn(({ band }) => band),
    reachable: shareIn(({ reachable }) => reachable),
  };
}

const secondsOf = (fromS: number, toS: number): number[] =>
  Array.from({ length: Math.max(0, toS - fromS) }, (_, i) => fromS + i);

/** `toS` where nothing was. */
function firstHeard(bpms: ArrayLike<number>, fromS: number, toS: number): number {
  let s = fromS;
  while (s < toS && (bpms[s] ?? 0) === 0) s++;
  return s;
}
