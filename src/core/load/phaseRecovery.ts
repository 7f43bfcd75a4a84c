import { bandOf, middleOf } from '../plan/plan.ts';
import type { Asked, ExecutedPhase } from './phaseBands.ts';
import { hrr60At, type HeartSeconds } from './recovery.ts';

/**
 * HRR60 after each phase, in order (`hrr60At`, from its last second): `null` for one that something as hard follows, or
 * nothing, and where there is none.
 */
export function recoveriesOf(asked: Asked, phases: readonly ExecutedPhase[], heart: HeartSeconds): (number | null)[] {
  const { bpmMax } = asked.profile;
  return phases.map((phase, i) => (eases(asked, phase, phases[i + 1]) ? hrr60At(heart, phase.toS - 1, bpmMax) : null));
}

/** Whether the next phase is easier, as far as its target says; nothing is asked in one without a target. */
function eases({ profile }: Asked, phase: ExecutedPhase, next: ExecutedPhase | undefined): boolean {
  if (!next) return false;
  const [band, after] = [bandOf(phase.run.target, profile), bandOf(next.run.target, profile)];
  return !after || (band !== undefined && middleOf(after, profile) < middleOf(band, profile));
}
