import type { Schedule } from '../../core/schedule/schedule.ts';
import { dueBetween, nextFireMs, nextFireTimes, parseCron, type Cron } from '../../core/schedule/fireTimes.ts';
import { isZone } from '../../core/schedule/timeZone.ts';
import { zoneHere } from '../device/moment.ts';

// When schedules fire, worked out in the page: for the screen of schedules, which alone loads what that takes.

/** So many of one day at most; more are said to be more. */
const DAY_MAX = 100;

type Timed = Pick<Schedule, 'cron' | 'timeZone' | 'on'>;

/** `undefined`: never, or what is stored is not understood here. */
export function nextFire(schedule: Timed, afterMs: number): number | undefined {
  const timing = timingOf(schedule);
  return timing && nextFireMs(timing.cron, afterMs, timing.timeZone);
}

export function dueOf(schedule: Timed, sinceMs: number, untilMs: number): { dueMs: number[]; cut: boolean } {
  const timing = timingOf(schedule);
  return timing
    ? dueBetween(timing.cron, { sinceMs, untilMs, timeZone: timing.timeZone, max: DAY_MAX })
    : { dueMs: [], cut: false };
}

export function nextFires(cron: Cron, timeZone: string | null, afterMs: number, count: number): number[] {
  return nextFireTimes(cron, { after: new Date(afterMs), timeZone: timeZone ?? zoneHere(), count }).map((date) =>
    date.getTime(),
  );
}

function timingOf({ cron: text, timeZone, on }: Timed): { cron: Cron; timeZone: string } | undefined {
  const cron = on ? parseCron(text) : undefined;
  const zone = timeZone ?? zoneHere();
  return cron?.ok && isZone(zone) ? { cron: cron.value, timeZone: zone } : undefined;
}
