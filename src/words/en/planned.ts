import { duration } from './common.ts';
import { plural } from './plural.ts';
import { datesOf, daysBetween } from '../dates.ts';
import { formatsOf } from '../formats.ts';

const { date, timeOfDay } = datesOf('en');
const { clock, number } = formatsOf('en');

/** How long until then: 2 days 3 h, 3 h 20 min, 12 min, 1:45. */
function span(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds <= 120) return clock(seconds);
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 1440) return duration(minutes * 60);
  const hours = Math.floor((minutes % 1440) / 60);
  return `${plural(Math.floor(minutes / 1440), { one: '# day', other: '# days' })}${hours === 0 ? '' : ` ${number(hours)} h`}`;
}

/** What is said of planned workouts, on Today and on the screen of schedules. */
export const planned = {
  next: 'Next workout',
  moved: 'Postponed until',
  ready: 'Workout ready',
  left: 'left to start',
  early: 'Starting now counts as this workout.',
  snooze: 'Snooze 10 min',
  skip: 'Skip',
  postpone: 'Postpone to tomorrow',
  movedTo: (when: string) => `Postponed: ${when}`,
  skipped: 'Skipped. The next workout stays as planned.',
  plannedToo: (schedules: number) =>
    schedules === 0
      ? ''
      : plural(schedules, {
          one: '. # schedule will no longer remind you',
          other: '. # schedules will no longer remind you',
        }),
  simulated: 'With the simulated strap, this workout does not count as completed.',
  offToo: (when: string) => `Turned off, with its postponed workout: ${when}`,
  gone: 'This plan no longer exists. In Schedule, choose another or delete the schedule.',
  unheard: 'That did not work. Reload the page and try again.',
  schedule: 'Schedule',
  /** `sinceMs`: the first one's own local time, as if in UTC. */
  lapsed: (missed: number, skipped: number, sinceMs: number, nowMs: number) => {
    const many = missed + skipped > 1;
    const what =
      missed === 0
        ? plural(skipped, { one: '# planned workout was skipped', other: '# planned workouts were skipped' })
        : plural(missed, { one: '# planned workout was missed', other: '# planned workouts were missed' }) +
          (skipped > 0 ? ` and ${number(skipped)} skipped` : '');
    const day: Intl.DateTimeFormatOptions =
      nowMs - sinceMs < 6 * 86_400_000 ? { weekday: 'long' } : { day: 'numeric', month: 'long' };
    return `${what} ${many ? 'since' : 'on'} ${date(sinceMs, day, 'UTC')}`;
  },
  lapsedDo: 'View',

  toCalendar: 'Add to calendar',
  calendarOf: (name: string) => `Add to calendar: ${name}`,
  calendarMissing: 'You are offline, and the calendar export has not been downloaded yet.',

  time: timeOfDay,
  /** Today at 18:30, Tomorrow at 06:30, Wed 25 Nov at 06:30 */
  whenAt(epochMs: number, nowMs: number): string {
    const days = daysBetween(nowMs, epochMs);
    const day =
      days === 0
        ? 'Today'
        : days === 1
          ? 'Tomorrow'
          : `${date(epochMs, { weekday: 'short' })} ${date(epochMs, { day: 'numeric', month: 'short' })}`;
    return `${day} at ${timeOfDay(epochMs)}`;
  },
  /** in 3 h 20 min; its last two minutes by the second. */
  inTime: (ms: number): string => `in ${span(ms)}`,
  span,
};
