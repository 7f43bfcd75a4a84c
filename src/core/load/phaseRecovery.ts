import { bandOf, middleOf } from '../plan/plan.ts';
import type { Asked, ExecutedPhase } from './phaseBands.ts';
import { AFTER_S, bestOf, clearHrr60, HARD_PCT, restedHrr60At, type HeartSeconds } from './recovery.ts';

/** A target up to this share of the heart-rate reserve is light or moderate effort (ACSM): one can recover in it. */
const EASY_RESERVE_PCT = 60;

/**
 * HRR60 after each phase, in order (`restedHrr60At`, from its last second): `null` for one that no minute of rest follows, and
 * where there is none.
 */
export function recoveriesOf(asked: Asked, phases: readonly ExecutedPhase[], heart: HeartSeconds): (number | null)[] {
  const { bpmMax } = asked.profile;
  return phases.map((phase, i) => {
    const minute = phases.slice(i + 1).filter(({ fromS }) => fromS < phase.toS + AFTER_S);
    const isRest = minute.length > 0 && minute.every((next) => eases(asked, phase, next));
    return isRest ? restedHrr60At(heart, phase.toS - 1, bpmMax) : null;
  });
}

/** The best of a workout: after its phases where a plan has hard ones, else after peaks that are clear. */
export function bestRecovery(
  { profile }: Asked,
  recoveries: readonly (number | null)[],
  heart: HeartSeconds,
): number | null {
  return bestOf(recoveries) ?? clearHrr60(heart, profile);
}

/** Whether a later phase is one to recover in: its target is lower and easy, or it has none, or it waits for the heart to come down. */
function eases({ profile }: Asked, { run }: ExecutedPhase, next: ExecutedPhase): boolean {
  const { target, end } = next.run;
  if (end.type === 'heartRate') return end.from === 'above';
  const [band, after] = [bandOf(run.target, profile), bandOf(target, profile)];
  // of two without a target nobody knows which was the harder one
  if (!band) return false;
  if (!after) return true;
  const bpm = middleOf(after, profile);
  const { bpmMax, bpmResting } = profile;
  const isEasy = bpm * 100 < HARD_PCT * bpmMax || (bpm - bpmResting) * 100 < EASY_RESERVE_PCT * (bpmMax - bpmResting);
  return isEasy && bpm < middleOf(band, profile);
}
