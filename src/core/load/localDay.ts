import { localMsOf } from '../schedule/localTime.ts';
import type { Moment } from '../session/session.ts';

const DAY_MS = 86_400_000;
export const WEEK_DAYS = 7;

/** The calendar day of a moment where it was noted, counted from 1970-01-01: a day has no zone here. */
export const localDay = (moment: Moment): number => Math.floor(localMsOf(moment) / DAY_MS);

/** Its midnight, as if in UTC. */
export const dayMs = (day: number): number => day * DAY_MS;

/** The first day of the week that a day is in. `firstWeekday`: 0 Sunday to 6 Saturday. */
export function weekStart(day: number, firstWeekday: number): number {
  const weekday = (day + 4) % WEEK_DAYS; // day 0 was a Thursday
  return day - ((weekday - firstWeekday + 2 * WEEK_DAYS) % WEEK_DAYS);
}
