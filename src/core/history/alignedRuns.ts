import { executedOf, type ExecutedPhase } from '../load/phaseBands.ts';
import type { FinishedSession } from '../records/finished.ts';

/** A run of a plan: its record, and the raw rate of each of its seconds, 0 where there is none. */
export interface Run {
  record: FinishedSession;
  bpms: Uint8Array;
}

/** What lies over each other: the same elapsed second, or the same second of the same phase. */
export type Alignment = (typeof ALIGNMENTS)[number];
export const ALIGNMENTS = ['phase', 'elapsed'] as const;

/** A run on the axis that it shares with the others. */
export interface AlignedRun {
  phases: readonly ExecutedPhase[];
  /** Where each of its phases begins on the axis, seconds. */
  startsS: readonly number[];
  /** Its rates on the axis, 0 where it has none. */
  bpms: Uint8Array;
}

/**
 * Runs over each other, each as long as the longest. By phase, each phase takes as long as in the run that took longest for
 * it, and those that were done sooner have nothing until the next begins; phases are the same by their order.
 */
export function alignedRuns(runs: readonly Run[], by: Alignment): { lengthS: number; runs: AlignedRun[] } {
  const phasesOfRuns = runs.map(({ record }) => executedOf(record));
  if (by === 'elapsed') {
    const starts = phasesOfRuns.map((phases) => phases[0]?.fromS ?? 0);
    const lengths = phasesOfRuns.map((phases, i) => (phases.at(-1)?.toS ?? 0) - starts[i]!);
    const lengthS = Math.max(0, ...lengths);
    return {
      lengthS,
      runs: runs.map(({ bpms }, i) => {
        const axis = new Uint8Array(lengthS);
        axis.set(bpms.subarray(starts[i], starts[i]! + lengths[i]!));
        const phases = phasesOfRuns[i]!;
        return { phases, startsS: phases.map(({ fromS }) => fromS - starts[i]!), bpms: axis };
      }),
    };
  }
  const count = Math.max(0, ...phasesOfRuns.map((phases) => phases.length));
  const startsS = [0];
  for (let i = 0; i < count; i++) {
    const lengths = phasesOfRuns.map((phases) => lengthOf(phases[i]));
    startsS.push(startsS[i]! + Math.max(...lengths));
  }
  const lengthS = startsS.at(-1) ?? 0;
  return {
    lengthS,
    runs: runs.map(({ bpms }, r) => {
      const axis = new Uint8Array(lengthS);
      const phases = phasesOfRuns[r]!;
      phases.forEach(({ fromS, toS }, i) => axis.set(bpms.subarray(fromS, toS), startsS[i]));
      return { phases, startsS: startsS.slice(0, phases.length), bpms: axis };
    }),
  };
}

const lengthOf = (phase: ExecutedPhase | undefined): number => (phase ? phase.toS - phase.fromS : 0);
