import { localDay } from './localDay.ts';
import { isReal } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** The best recovery of a workout, and how it usually was by then. */
export interface RecoveryPoint {
  workoutId: string;
  day: number;
  hrr60: number;
  /** The median of the last five, this one included: one recovery depends on what one did after the effort. */
  usual: number;
  /** Of how many it is: fewer at first. */
  usualOf: number;
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
  return told.map((each, i) => {
    const last = told.slice(Math.max(0, i + 1 - USUAL_OF), i + 1);
    return { ...each, usual: middleOf(last.map(({ hrr60 }) => hrr60)), usualOf: last.length };
  });
}

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}
