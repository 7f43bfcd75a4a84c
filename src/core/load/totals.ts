import { dayMs, localDay, weekStart } from './localDay.ts';
import type { LoadMeasure } from './loadMeasures.ts';
import { isReal, loadBy, type ProfileOf } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** What real workouts come to: in a day, a week, a month or a year. */
export interface Totals {
  /** Its first day, counted from 1970-01-01. */
  fromDay: number;
  workouts: number;
  seconds: number;
  /** By the formula that was asked for. */
  load: number;
  inTargetS: number;
  /** Of so many that had a target: none in workouts without one. */
  judgedS: number;
}

export type Span = (typeof SPANS)[number];
export const SPANS = ['day', 'week', 'month', 'year'] as const;

/** Who is asking: by whose heart loads are, and on which day their weeks begin (0 Sunday to 6 Saturday). */
export interface TotalsFor {
  profileOf: ProfileOf;
  firstWeekday: number;
  /** HRSS unless another is asked for. */
  measure?: LoadMeasure | undefined;
}

/** By spans of the calendar where each workout was begun, the oldest first. Spans without one are left out. */
export function totalsBy(
  span: Span,
  workouts: readonly WorkoutFigures[],
  { profileOf, firstWeekday, measure = 'hrss' }: TotalsFor,
): Totals[] {
  const spans = new Map<number, Totals>();
  for (const workout of workouts.filter(isReal)) {
    const fromDay = startOf(span, localDay(workout.startedAt), firstWeekday);
    const { workouts: count, seconds, load, inTargetS, judgedS } = spans.get(fromDay) ?? NONE;
    spans.set(fromDay, {
      fromDay,
      workouts: count + 1,
      seconds: seconds + workout.elapsedS,
      load: load + loadBy(measure, workout, profileOf(workout)),
      inTargetS: inTargetS + workout.target.inS,
      judgedS: judgedS + workout.target.judgedS,
    });
  }
  return [...spans.values()].sort((a, b) => a.fromDay - b.fromDay);
}

const NONE = { workouts: 0, seconds: 0, load: 0, inTargetS: 0, judgedS: 0 };

function startOf(span: Span, day: number, firstWeekday: number): number {
  const date = new Date(dayMs(day));
  const of = (year: number, month: number): number => Date.UTC(year, month) / dayMs(1);
  switch (span) {
    case 'day':
      return day;
    case 'week':
      return weekStart(day, firstWeekday);
    case 'month':
      return of(date.getUTCFullYear(), date.getUTCMonth());
    case 'year':
      return of(date.getUTCFullYear(), 0);
  }
}

/** A day of a calendar: how much was done, and which of five shades that is. */
export interface HeatDay extends Pick<Totals, 'workouts' | 'seconds' | 'load'> {
  day: number;
  /** 0 without a workout; 1 to 4 by quarters of the days that have one, the least first. */
  level: 0 | 1 | 2 | 3 | 4;
}

/**
 * Each day from one to another, both inclusive, shaded by load or by time. `days`: of `totalsBy('day', …)`. A day whose load
 * nobody knows is of the first shade.
 */
export function heatMap(
  days: readonly Totals[],
  fromDay: number,
  toDay: number,
  by: 'load' | 'seconds' = 'load',
): HeatDay[] {
  const byDay = new Map(days.map((each) => [each.fromDay, each]));
  const shown = days.filter((each) => each.fromDay >= fromDay && each.fromDay <= toDay);
  const amounts = shown.map((each) => each[by]).sort((a, b) => a - b);
  return Array.from({ length: Math.max(0, toDay - fromDay + 1) }, (_, i): HeatDay => {
    const day = fromDay + i;
    const of = byDay.get(day);
    if (!of) return { day, workouts: 0, seconds: 0, load: 0, level: 0 };
    const { workouts, seconds, load } = of;
    const below = amounts.findIndex((each) => each >= of[by]);
    return { day, workouts, seconds, load, level: (1 + Math.floor((4 * below) / amounts.length)) as HeatDay['level'] };
  });
}
