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

/** Whether the next phase is easier: its target is lower, or it has none, or it waits for the heart to come down. */
function eases({ profile }: Asked, { run }: ExecutedPhase, next: ExecutedPhase | undefined): boolean {
  if (!next) return false;
  const { target, end } = next.run;
  if (end.type === 'heartRate') return end.from === 'above';
  const [band, after] = [bandOf(run.target, profile), bandOf(target, profile)];
  // of two without a target nobody knows which was the harder one
  if (!band) return false;
  return !after || middleOf(after, profile) < middleOf(band, profile);
}
