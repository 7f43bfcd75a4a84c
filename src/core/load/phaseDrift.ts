import { bandOf } from '../plan/plan.ts';
import { isBroken } from './clockBreaks.ts';
import { driftPctOf } from './drift.ts';
import type { Asked, ExecutedPhase } from './phaseBands.ts';
import type { HeartSeconds } from './recovery.ts';

/**
 * The drift of each phase, in order (`driftPctOf`): `null` for one that a heart rate steers, as its target or as its end, for one
 * with a pause in it, and where there is none.
 */
export function driftsOf(
  { profile }: Asked,
  phases: readonly ExecutedPhase[],
  { bpms, breaks = [] }: HeartSeconds,
): (number | null)[] {
  return phases.map(({ run, fromS, toS }) => {
    if (bandOf(run.target, profile) || run.end.type === 'heartRate') return null;
    if (isBroken(breaks, fromS, toS - 1)) return null;
    return driftPctOf(Array.from({ length: toS - fromS }, (_, i) => bpms[fromS + i] ?? 0));
  });
}
