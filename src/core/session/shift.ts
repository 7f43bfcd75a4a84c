import { responseOf } from '../cues/coaching.ts';
import { targetMoved } from '../cues/coach.ts';
import { bandOf, ceilingBpm } from '../plan/plan.ts';
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

/** The same at an elapsed second: of the shifts that had been made by then. */
export function shiftAt(shifts: readonly Shift[], phase: number, atS: number): number {
  return shiftOf(
    shifts.filter((each) => each.atS <= atS),
    phase,
  );
}

/** Whether the target of the phase under way can be moved by so much: there is one, and it stays within reach. */
export function canShift(workout: Pick<Workout, 'plan' | 'profile' | 'phaseIndex' | 'shifts'>, byBpm: number): boolean {
  const { phaseIndex, profile, shifts } = workout;
  const band = bandOf(currentPhase(workout).target, profile);
  if (!band || shifts.length >= SHIFTS_MAX) return false;
  const sum = shiftOf(shifts, phaseIndex) + byBpm;
  // a target that was above the maximum, or the plan's ceiling, from the start may come back to where it was
  const topBpm = Math.min(profile.bpmMax, ceilingBpm(workout.plan, profile) ?? Infinity);
  return Math.abs(sum) <= SHIFT_MAX_BPM && !(byBpm > 0 && sum > 0 && band.lowBpm + sum > topBpm);
}

/** The target is moved by whole bpm, for this phase or for this and all that follow; beyond reach, nothing is moved. */
export function shifted(session: Running, { byBpm, scope }: { byBpm: number; scope: ShiftScope }): Step {
  const by = Math.round(Math.max(-SHIFT_STEP_MAX_BPM, Math.min(SHIFT_STEP_MAX_BPM, byBpm)));
  if (Number.isNaN(by) || by === 0 || !canShift(session, by)) return [session];
  const { phaseIndex: phase, elapsedS: atS } = session;
  const coach = targetMoved(session.coach, atS, responseOf(session));
  return [{ ...session, coach, shifts: [...session.shifts, { atS, phase, byBpm: by, scope }] }, { type: 'keep' }];
}

/** What takes the last shift back that has a part in the target of this phase; none where that stands as it was planned. */
export function undoOf(shifts: readonly Shift[], phase: number): Pick<Shift, 'byBpm' | 'scope'> | undefined {
  const standing: Shift[] = [];
  for (const shift of shifts) {
    if (shift.scope === 'phase' ? shift.phase !== phase : shift.phase > phase) continue;
    const last = standing.at(-1);
    if (last?.byBpm === -shift.byBpm && last.scope === shift.scope) standing.pop();
    else standing.push(shift);
  }
  const last = standing.at(-1);
  return last && { byBpm: -last.byBpm, scope: last.scope };
}
