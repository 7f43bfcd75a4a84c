import { dayMs } from '../../../core/load/localDay.ts';
import type { TrendsWords } from '../../../words/language.ts';

export interface DayTick {
  at: number;
  text: string;
}

const FEW_DAYS = 50;
/** From so many days on, months are written with their year, a few of them. */
const YEARS = [
  { fromDays: 2200, everyMonths: 12 },
  { fromDays: 1100, everyMonths: 6 },
  { fromDays: 550, everyMonths: 3 },
] as const;

const dateOf = (day: number): Date => new Date(dayMs(day));
const isSameYear = (a: number, b: number): boolean => dateOf(a).getUTCFullYear() === dateOf(b).getUTCFullYear();

/** What is written along an axis of days: months, or days where there are few. The first month of another year is that year. */
export function dayTicks(fromDay: number, toDay: number, say: TrendsWords): DayTick[] {
  const days = Array.from({ length: toDay - fromDay + 1 }, (_, i) => fromDay + i);
  if (days.length < FEW_DAYS)
    return days.filter((day) => (day - fromDay) % 7 === 3).map((day) => ({ at: day, text: say.dayShort(dayMs(day)) }));
  const every = YEARS.find(({ fromDays }) => days.length >= fromDays)?.everyMonths;
  return days
    .filter((day) => dateOf(day).getUTCDate() === 1 && dateOf(day).getUTCMonth() % (every ?? 1) === 0)
    .map((day) => ({ at: day, text: monthText(day, every !== undefined, say) }));
}

function monthText(day: number, withYear: boolean, say: TrendsWords): string {
  if (dateOf(day).getUTCMonth() === 0) return say.year(dayMs(day));
  return withYear ? say.monthYear(dayMs(day)) : say.monthShort(dayMs(day));
}

/** Room for a date below a chart: 14 May, and 14 May 2025. */
const DAY_PX = 58;
const DATE_PX = 96;

/**
 * What is written below points that stand side by side, however long lies between them: the day of the point itself, with its
 * year where the points are of more than one; of several on one day, below the first. `days`: of each point, ascending.
 */
export function pointTicks(days: readonly number[], say: TrendsWords): { ticks: DayTick[]; tickPx: number } {
  const inYear = isSameYear(days[0] ?? 0, days.at(-1) ?? 0);
  const ticks = days.flatMap((day, i) =>
    day === days[i - 1] ? [] : [{ at: i, text: inYear ? say.dayShort(dayMs(day)) : say.day(dayMs(day)) }],
  );
  return { ticks, tickPx: inYear ? DAY_PX : DATE_PX };
}
