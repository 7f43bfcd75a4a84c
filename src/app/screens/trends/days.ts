import { dayMs } from '../../../core/load/localDay.ts';
import type { TrendsWords } from '../../../words/language.ts';

const FEW_DAYS = 50;

/** What is written along an axis of days: months, or days where there are few. */
export function dayTicks(fromDay: number, toDay: number, say: TrendsWords): { at: number; text: string }[] {
  const days = Array.from({ length: toDay - fromDay + 1 }, (_, i) => fromDay + i);
  if (days.length < FEW_DAYS)
    return days.filter((day) => (day - fromDay) % 7 === 3).map((day) => ({ at: day, text: say.dayShort(dayMs(day)) }));
  return days
    .filter((day) => new Date(dayMs(day)).getUTCDate() === 1)
    .map((day) => ({ at: day, text: say.monthShort(dayMs(day)) }));
}
