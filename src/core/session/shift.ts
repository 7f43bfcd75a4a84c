import { bandOf } from '../plan/plan.ts';
import { judgedBand } from '../plan/reach.ts';
import type { Step } from './events.ts';
import { currentPhase, type Running, type Shift, type ShiftScope, type Workout } from './session.ts';

/** One tap moves a target by this much at most. */
export const SHIFT_STEP_MAX_BPM = 10;
/** All taps together: what is further off is another plan. */
const SHIFT_MAX_BPM = 30;
const SHIFTS_MAX = 500;

/** By how much the target of a phase was moved, in bpm. */
export function shiftOf(shifts: readonly Shift[], phase: number): number {
  return shifts.reduce(
    (sum, { scope, phase: of, byBpm }) => ((scope === 'phase' ? of === phase : of <= phase) ? sum + byBpm : sum),
    0,
  );
}

/** The target of the phase under way, as it was moved. */
export function bandNow({ plan, profile, phaseIndex, shifts }: Workout): ReturnType<typeof judgedBand> {
  return judgedBand(currentPhase({ plan, phaseIndex }), plan, profile, shiftOf(shifts, phaseIndex));
}

/**
 * The target is moved by whole bpm, for this phase or for this and all that follow. An open phase has none to move; beyond
 * SHIFT_MAX_BPM, or above the maximum, nothing is moved.
 */
export function shifted(session: Running, { byBpm, scope }: { byBpm: number; scope: ShiftScope }): Step {
  const by = Math.round(Math.max(-SHIFT_STEP_MAX_BPM, Math.min(SHIFT_STEP_MAX_BPM, byBpm)));
  const { phaseIndex, elapsedS, profile } = session;
  const band = bandOf(currentPhase(session).target, profile);
  if (!band || Number.isNaN(by) || by === 0 || session.shifts.length >= SHIFTS_MAX) return [session];
  const shifts = [...session.shifts, { atS: elapsedS, phase: phaseIndex, byBpm: by, scope }];
  const sum = shiftOf(shifts, phaseIndex);
  if (Math.abs(sum) > SHIFT_MAX_BPM || (by > 0 && band.lowBpm + sum > profile.bpmMax)) return [session];
  return [{ ...session, shifts }, { type: 'keep' }];
}
