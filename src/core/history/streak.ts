import { fateOf } from '../schedule/fate.ts';
import type { Occurrence } from '../schedule/occurrence.ts';
import { dateOf } from './ledgerDays.ts';

const DAY_MS = 86_400_000;

/**
 * How many whole weeks in a row everything that was planned was kept, up to the last one. What was moved or cancelled
 * neither keeps nor breaks it, nor does a week in which nothing was planned; the week under way can only break it.
 * `todayMs` is today as `byDay` has it, `firstWeekday` 0 for Sunday.
 */
export function weeksKept(
  occurrences: readonly Pick<Occurrence, 'end' | 'localTime'>[],
  todayMs: number,
  firstWeekday: number,
): number {
  const weekOf = (dayMs: number): number => Math.floor((dayMs / DAY_MS + 4 - firstWeekday) / 7); // day 0 was a Thursday
  const days = new Map<string, boolean>();
  for (const each of occurrences) {
    const fate = fateOf(each);
    if (fate !== 'kept' && fate !== 'skipped' && fate !== 'missed') continue;
    const day = dateOf(each);
    days.set(day, (days.get(day) ?? true) && fate === 'kept');
  }
  const weeks = new Map<number, boolean>();
  for (const [date, kept] of days) {
    const week = weekOf(Date.parse(`${date}T00:00:00Z`));
    weeks.set(week, (weeks.get(week) ?? true) && kept);
  }
  let count = 0;
  const thisWeek = weekOf(todayMs);
  for (const [week, kept] of [...weeks].sort(([a], [b]) => b - a)) {
    if (!kept) break;
    if (week < thisWeek) count++;
  }
  return count;
}
