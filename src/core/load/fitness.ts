import { localDay } from './localDay.ts';
import { isReal, workoutLoad, type ProfileOf } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** What a calendar day cost; several of one day add up. */
export interface DayLoad {
  /** Counted from 1970-01-01 (`localDay`). */
  day: number;
  load: number;
}

/** Where a person is at the end of a day. */
export interface FitnessDay extends DayLoad {
  /** Mean load a day, over a time constant of 42 days. */
  fitness: number;
  /** The same over 7 days. */
  fatigue: number;
  /** Fitness less fatigue of the day before: what one brings to this day. */
  form: number;
}

export const FITNESS_DAYS = 42;
export const FATIGUE_DAYS = 7;

/** From where it is counted: the day before the first, with nothing done yet unless given. */
type Start = Pick<FitnessDay, 'fitness' | 'fatigue'>;
const NOTHING_YET: Start = { fitness: 0, fatigue: 0 };

/** What each day has cost, in HRSS, the oldest first. Days without a workout are left out. */
export function loadsByDay(workouts: readonly WorkoutFigures[], profileOf: ProfileOf): DayLoad[] {
  return summed(
    workouts.filter(isReal).map((workout) => ({
      day: localDay(workout.startedAt),
      load: workoutLoad(workout, profileOf(workout)).hrss,
    })),
  );
}

/**
 * Fitness, fatigue and form of every day from the first load to `toDay`, days without one included: the impulse-response model
 * (Banister 1975; Morton, Fitz-Clarke, Banister 1990) with the time constants of 42 and 7 days that are in common use, as
 * running means: x += (load − x)(1 − e^(−1/τ)). Loads in any order; those after `toDay` are left out.
 */
export function fitnessOf(loads: readonly DayLoad[], toDay: number, start: Start = NOTHING_YET): FitnessDay[] {
  const first = summed(loads)[0];
  return first ? counted(loads, first.day, toDay, start) : [];
}

/** How it goes on from a day with these loads ahead, up to `toDay`: the days after `last`. */
export function fitnessAhead(last: FitnessDay, ahead: readonly DayLoad[], toDay: number): FitnessDay[] {
  return counted(ahead, last.day + 1, toDay, last);
}

function counted(loads: readonly DayLoad[], fromDay: number, toDay: number, start: Start): FitnessDay[] {
  const byDay = new Map(summed(loads).map(({ day, load }) => [day, load]));
  const days: FitnessDay[] = [];
  let { fitness, fatigue } = start;
  for (let day = fromDay; day <= toDay; day++) {
    const load = byDay.get(day) ?? 0;
    const form = fitness - fatigue;
    fitness += (load - fitness) * (1 - Math.exp(-1 / FITNESS_DAYS));
    fatigue += (load - fatigue) * (1 - Math.exp(-1 / FATIGUE_DAYS));
    days.push({ day, load, fitness, fatigue, form });
  }
  return days;
}

function summed(loads: readonly DayLoad[]): DayLoad[] {
  const byDay = new Map<number, number>();
  for (const { day, load } of loads) byDay.set(day, (byDay.get(day) ?? 0) + load);
  return [...byDay].map(([day, load]) => ({ day, load })).sort((a, b) => a.day - b.day);
}
