import { localDay } from './localDay.ts';
import { totalsBy, type Totals, type TotalsFor } from './totals.ts';
import { isReal, workoutLoad } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** Bests that say something of a heart, or of somebody who keeps at it. Speed and distance are not among them: nobody measures them. */
export type BestCode = (typeof BESTS)[number];
export const BESTS = [
  /** Seconds on end in the target. */
  'longestInTarget',
  /** HRR60, bpm. */
  'fastestRecovery',
  /** Seconds. */
  'longestWorkout',
  /** HRSS of one workout. */
  'mostLoad',
  /** Seconds in a calendar week. */
  'longestWeek',
  /** HRSS in a calendar week. */
  'mostLoadInWeek',
] as const;

export interface Best {
  code: BestCode;
  value: number;
  /** On which day, or in the week from which. */
  day: number;
  /** In which workout; none for a week. */
  workoutId?: string;
}

/** Each best there is, in the order of BESTS. Of equals the first one stands: a best is there to be beaten. */
export function bestsOf(workouts: readonly WorkoutFigures[], of: TotalsFor): Best[] {
  const real = workouts.filter(isReal).sort((a, b) => a.startedAt.epochMs - b.startedAt.epochMs);
  const weeks = totalsBy('week', real, of);
  const workout = (code: BestCode, valueOf: (each: WorkoutFigures) => number | null): Best[] => {
    const best = most(real, valueOf);
    return best ? [{ code, value: best.value, day: localDay(best.of.startedAt), workoutId: best.of.id }] : [];
  };
  const week = (code: BestCode, valueOf: (each: Totals) => number): Best[] => {
    const best = most(weeks, valueOf);
    return best ? [{ code, value: best.value, day: best.of.fromDay }] : [];
  };
  return [
    ...workout('longestInTarget', ({ target }) => target.longestS),
    ...workout('fastestRecovery', ({ hrr60 }) => hrr60),
    ...workout('longestWorkout', ({ elapsedS }) => elapsedS),
    ...workout('mostLoad', (each) => workoutLoad(each, of.profileOf(each)).hrss),
    ...week('longestWeek', ({ seconds }) => seconds),
    ...week('mostLoadInWeek', ({ load }) => load),
  ];
}

/** The first with the highest value above 0. */
function most<T>(all: readonly T[], valueOf: (each: T) => number | null): { of: T; value: number } | undefined {
  let best: { of: T; value: number } | undefined;
  for (const each of all) {
    const value = valueOf(each) ?? 0;
    if (value > (best?.value ?? 0)) best = { of: each, value };
  }
  return best;
}
