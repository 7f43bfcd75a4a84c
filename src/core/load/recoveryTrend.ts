import { localDay } from './localDay.ts';
import { isReal } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** The best recovery of a workout, and how it usually was by then. */
export interface RecoveryPoint {
  workoutId: string;
  day: number;
  hrr60: number;
  /** The middle of the last five, this one included: one recovery depends on what one did after the effort. */
  usual: number;
}

const USUAL_OF = 5;

/** Heart-rate recovery over time, the oldest first: of real workouts that tell of one. */
export function recoveryTrend(workouts: readonly WorkoutFigures[]): RecoveryPoint[] {
  const told = workouts
    .filter(isReal)
    .sort((a, b) => a.startedAt.epochMs - b.startedAt.epochMs)
    .flatMap(({ id, startedAt, hrr60 }) =>
      hrr60 === null ? [] : [{ workoutId: id, day: localDay(startedAt), hrr60 }],
    );
  return told.map((each, i) => ({
    ...each,
    usual: middleOf(told.slice(Math.max(0, i + 1 - USUAL_OF), i + 1).map(({ hrr60 }) => hrr60)),
  }));
}

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}
