import { targetZone } from '../../../core/plan/plan.ts';
import { bandAt, bandsOf, executedOf, type Asked, type ExecutedPhase } from '../../../core/load/phaseBands.ts';
import { firstHeard, type BandStretch } from './corridor.ts';
import type { PhaseBand } from './trace.ts';

/** The target of one phase, or of a part of it between two moves of the target. */
export interface TraceBand extends PhaseBand, BandStretch {}

/**
 * Every target of a workout, in the order of time: what was judged, and what could not be since nothing was heard. `bpms`: one
 * a second, 0 where there is none.
 */
export function traceBands(asked: Asked, bpms: ArrayLike<number>): TraceBand[] {
  return executedOf(asked).flatMap((phase) => {
    const bands = firstHeard(bpms, phase) === undefined ? unheardBands(asked, phase) : bandsOf(asked, phase);
    return bands.flatMap(({ fromS, band }, i): TraceBand[] => {
      if (!band) return [];
      const toS = bands[i + 1]?.fromS ?? phase.toS;
      const zone = targetZone(phase.run.target, asked.profile) ?? 0;
      return [{ ...band, band, fromS, toS, zone, fromBpm: firstHeard(bpms, { fromS, toS }) }];
    });
  });
}

const unheardBands = (asked: Asked, { phase, fromS, toS }: ExecutedPhase): ReturnType<typeof bandsOf> => [
  { fromS, band: bandAt(asked, phase, toS) },
];
