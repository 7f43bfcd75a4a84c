import type { Problem, WorkoutLossCode } from '../../core/parse/parsed.ts';
import { phasesOf } from '../../core/plan/plan.ts';
import { secondsOf } from './workoutLaps.ts';
import type { ExportedSession } from './sessionExporter.ts';

/** What some formats have a place for, beside heart rates, times and phases. */
export type Held = 'beats' | 'plan' | 'provenance' | 'steady' | 'targets';

/** What of a workout a format has no place for; only what this workout has. */
export function lossesOf({ session, chunks }: ExportedSession, held: readonly Held[]): Problem[] {
  const { summary, cues, shifts, pauses, doubtS = 0, plan } = session;
  let [beats, secondStrapS, readingS, simulatedS] = [0, 0, 0, 0];
  for (const { bpm, rrMs, strap, source } of secondsOf(chunks)) {
    beats += rrMs.length;
    if (strap === 1) secondStrapS++;
    if (bpm > 0) readingS++;
    if (bpm > 0 && source === 'simulated') simulatedS++;
  }
  const isMixed = simulatedS > 0 && simulatedS < readingS;
  const hasTargets = phasesOf(plan).some(({ target }) => target.type !== 'open');
  const isHeld = (what: Held): boolean => held.includes(what);

  const losses: Problem[] = [];
  const lose = (isLost: boolean, code: WorkoutLossCode, params: Problem['params'] = {}): void => {
    if (isLost) losses.push({ code, path: '', params });
  };
  lose(summary.provenance === 'simulated', 'loss.workoutSimulated');
  lose(isMixed && !isHeld('provenance'), 'loss.workoutMixed', { seconds: simulatedS });
  lose(beats > 0 && !isHeld('beats'), 'loss.workoutBeats', { count: beats });
  lose(readingS > 0 && !isHeld('steady'), 'loss.workoutSteady');
  lose(doubtS > 0, 'loss.workoutDoubt', { seconds: doubtS });
  lose(secondStrapS > 0, 'loss.workoutSecondStrap', { seconds: secondStrapS });
  lose(!isHeld('plan'), 'loss.workoutPlan');
  lose(hasTargets && !isHeld('plan') && !isHeld('targets'), 'loss.workoutTargets');
  lose(shifts.length > 0 && isHeld('plan') && !isHeld('targets'), 'loss.workoutShifts', { count: shifts.length });
  lose(cues.length > 0, 'loss.workoutCues', { count: cues.length });
  lose(pauses.length > 0, 'loss.workoutPauses', { count: pauses.length });
  lose(true, 'loss.workoutProfile');
  return losses;
}
