import { history } from './history.ts';
import { importedWorkouts } from './importedWorkouts.ts';
import { plan, plans } from './planScreens.ts';
import { problem, problemLine } from './problems.ts';
import { recordings } from './recordings.ts';
import { session } from './session.ts';
import { strapDiary } from './strapDiary.ts';
import { settings } from './settings.ts';
import { today } from './today.ts';
import { welcome } from './welcome.ts';
import { datesOf, firstWeekday } from '../dates.ts';
import { formatsOf } from '../formats.ts';

const { date, month, timeOfDay, timeOfDayS } = datesOf('en');
const { number } = formatsOf('en');

/** As `getDay` counts them. Here, since Intl's first date takes a browser 10 to 30 ms, and Today needs no other. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** What every screen but Live says; loaded with the first of them. */
export const pages = {
  /** The sentence for a problem. */
  problem,
  problemLine,

  today,
  welcome,
  plans,
  plan,
  history,
  importedWorkouts,
  session,
  recordings,
  strapDiary,
  settings,

  /** A record that this version cannot show. */
  unshown: {
    name: { digests: 'Workout', plans: 'Plan', schedules: 'Schedule' },
    title: {
      digests: 'This workout can’t be shown',
      plans: 'This plan can’t be shown',
      schedules: 'This schedule can’t be shown',
    },
    newer: 'Saved by a newer version of Beatkeeper. Update the app to see it.',
    why: 'The stored data is damaged. Save it as a file, or delete it.',
    remove: 'Delete',
    sure: 'Tap again to delete',
  },

  notRemoved: (name: string) => `“${name}” could not be removed and is still here.`,
  notBroughtBack: (name: string) => `“${name}” could not be restored. Try again.`,

  /** Bytes as people count them: 340 kB, 3.4 MB. */
  bytes(bytes: number): string {
    if (bytes < 1e6) return `${number(bytes / 1e3)} kB`;
    if (bytes < 1e9) return `${number(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
    return `${number(bytes / 1e9, bytes < 1e10 ? 1 : 0)} GB`;
  },

  month,
  timeOfDay,
  timeOfDayS,
  /** Sun 22: of a local time, as if it were in UTC. */
  shortDay: (localMs: number): string =>
    `${date(localMs, { weekday: 'short' }, 'UTC')} ${date(localMs, { day: 'numeric' }, 'UTC')}`,
  /** 22 Nov 2026: of a local time, as if it were in UTC. */
  localDate: (localMs: number): string => date(localMs, { day: 'numeric', month: 'short', year: 'numeric' }, 'UTC'),
  /** Sunday, 22 November 2026 */
  longDay: (epochMs: number, timeZone?: string): string =>
    date(epochMs, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, timeZone),
  /** 22 Nov 2026 */
  date: (epochMs: number): string => date(epochMs, { day: 'numeric', month: 'short', year: 'numeric' }),
  /** 20:05 (Asia/Tokyo) */
  timeThere: (time: string, timeZone: string): string => `${time} (${timeZone.replaceAll('_', ' ')})`,
  /** The day on which a week begins, 0 for Sunday. */
  firstWeekday,
  /** Sunday */
  weekdayLong: (epochMs: number): string => WEEKDAYS[new Date(epochMs).getDay()]!,
  /** S */
  weekdayLetter: (epochMs: number): string => WEEKDAYS[new Date(epochMs).getDay()]![0]!,
};

export { takeRegion } from '../dates.ts';
