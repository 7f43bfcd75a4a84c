import { dayMs } from '../../../core/load/localDay.ts';
import type { TrendsWords } from '../../../words/language.ts';

export interface DayTick {
  at: number;
  text: string;
  /** Where there is no room for all, the lower stay. */
  rank?: number;
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
    .map((day) => ({ at: day, text: monthText(day, every !== undefined, say), rank: rankOf(day) }));
}

/** Of months that are too close together years stay, then halves and quarters of one: never March, then June, then the year. */
function rankOf(day: number): number {
  const month = dateOf(day).getUTCMonth();
  return month === 0 ? 0 : month === 6 ? 1 : month % 3 === 0 ? 2 : 3;
}

function monthText(day: number, withYear: boolean, say: TrendsWords): string {
  if (dateOf(day).getUTCMonth() === 0) return say.year(dayMs(day));
  return withYear ? say.monthYear(dayMs(day)) : say.monthShort(dayMs(day));
}

/** Room for a date below a chart: 14 May, and 14 May 2025. */
const DAY_PX = 58;
const DATE_PX = 96;

/** Where workouts stand along an axis of days: at their day, and those of one day side by side within it. `days` ascend. */
export function placesOf(days: readonly number[]): number[] {
  const countOf = new Map<number, number>();
  for (const day of days) countOf.set(day, (countOf.get(day) ?? 0) + 1);
  let nth = 0;
  return days.map((day, i) => {
    nth = day === days[i - 1] ? nth + 1 : 0;
    return day + nth / countOf.get(day)!;
  });
}

/**
 * What is written below workouts that stand at their days: months or, where they are of a few weeks, the days of the workouts
 * themselves. A year is in it wherever the reader would not know which. `days` ascend.
 */
export function pointTicks(days: readonly number[], say: TrendsWords): { ticks: DayTick[]; tickPx: number } {
  const [from = 0, to = 0] = [days[0], days.at(-1)];
  if (to - from >= FEW_DAYS) {
    const ticks = dayTicks(from, to, say);
    const hasYear = ticks.some(({ text, at }) => text !== say.monthShort(dayMs(at)));
    return {
      ticks: hasYear
        ? ticks
        : ticks.map((tick, i) => (i === 0 ? { ...tick, text: say.monthYear(dayMs(tick.at)) } : tick)),
      tickPx: DAY_PX,
    };
  }
  const inYear = isSameYear(from, to);
  const ticks = [...new Set(days)].map((day) => ({
    at: day,
    text: inYear ? say.dayShort(dayMs(day)) : say.day(dayMs(day)),
  }));
  return { ticks, tickPx: inYear ? DAY_PX : DATE_PX };
}
