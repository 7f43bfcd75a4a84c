import { isReal } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** A plan that was done again and again, and what each time came to. */
export interface RepeatedPlan {
  planId: string;
  asksId: string;
  /** The oldest first, two or more. */
  runs: readonly PlanRun[];
}

export interface PlanRun {
  workoutId: string;
  startedAtEpochMs: number;
  /**
   * Mean bpm of its long phases of work, once the heart had settled. Where the effort is the same, a lower one is a fitter heart;
   * where a heart rate steers the effort, it is that of the target.
   */
  steadyBpm: number | null;
  /** Share of the judged seconds in the target, 0 to 1. */
  inTarget: number | null;
  hrr60: number | null;
}

/** How the same plan went over time: real workouts in which the same was asked. The plan done last comes first. */
export function repeatedPlans(workouts: readonly WorkoutFigures[]): RepeatedPlan[] {
  const plans = new Map<string, WorkoutFigures[]>();
  const told = workouts.filter((each) => isReal(each) && (each.steady !== null || each.target.judgedS > 0));
  for (const each of told.sort((a, b) => a.startedAt.epochMs - b.startedAt.epochMs)) {
    const key = `${each.planId} ${each.asksId}`;
    plans.set(key, [...(plans.get(key) ?? []), each]);
  }
  return [...plans.values()]
    .filter((runs) => runs.length > 1)
    .sort((a, b) => b.at(-1)!.startedAt.epochMs - a.at(-1)!.startedAt.epochMs)
    .map((runs) => ({ planId: runs[0]!.planId, asksId: runs[0]!.asksId, runs: runs.map(runOf) }));
}

function runOf({ id, startedAt, steady, target, hrr60 }: WorkoutFigures): PlanRun {
  return {
    workoutId: id,
    startedAtEpochMs: startedAt.epochMs,
    steadyBpm: steady?.meanBpm ?? null,
    inTarget: target.judgedS === 0 ? null : target.inS / target.judgedS,
    hrr60,
  };
}
