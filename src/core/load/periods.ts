import { dayMs, WEEK_DAYS, weekStart } from './localDay.ts';

/** A month or a year of the calendar, by its first and its last day. */
export interface Period {
  fromDay: number;
  toDay: number;
}

export type PeriodKind = (typeof PERIOD_KINDS)[number];
export const PERIOD_KINDS = ['month', 'year'] as const;

/** The one that a day is in, or one that is so many later. */
export function periodOf(kind: PeriodKind, day: number, later = 0): Period {
  const date = new Date(dayMs(day));
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const [from, to] =
    kind === 'month'
      ? [Date.UTC(year, month + later), Date.UTC(year, month + later + 1)]
      : [Date.UTC(year + later, 0), Date.UTC(year + later + 1, 0)];
  return { fromDay: from / dayMs(1), toDay: to / dayMs(1) - 1 };
}

/** How many months or years one day's is after another's: as `periodOf` counts them. */
export function periodsLater(kind: PeriodKind, from: number, day: number): number {
  const [then, now] = [new Date(dayMs(day)), new Date(dayMs(from))];
  const years = then.getUTCFullYear() - now.getUTCFullYear();
  return kind === 'year' ? years : 12 * years + then.getUTCMonth() - now.getUTCMonth();
}

/** Its weeks, each of seven days in order; days of another period are left empty. */
export function weeksOf({ fromDay, toDay }: Period, firstWeekday: number): (number | undefined)[][] {
  const weeks: (number | undefined)[][] = [];
  for (let first = weekStart(fromDay, firstWeekday); first <= toDay; first += WEEK_DAYS) {
    weeks.push(
      Array.from({ length: WEEK_DAYS }, (_, i) => {
        const day = first + i;
        return day >= fromDay && day <= toDay ? day : undefined;
      }),
    );
  }
  return weeks;
}
