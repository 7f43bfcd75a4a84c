import type { Occurrence } from '../../core/schedule/occurrence.ts';
import type { Provenance } from '../../core/session/summary.ts';
import { ordinal } from './ordinal.ts';
import { plural } from './plural.ts';
import { datesOf } from '../dates.ts';
import { formatsOf } from '../formats.ts';

const { date, day, timeOfDay } = datesOf('en');
const { number } = formatsOf('en');

const timeIn = (localTime: string): string => timeOfDay(Date.parse(`${localTime}Z`), 'UTC');

const SUNDAY_MS = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;

const WHY = {
  edited: 'the schedule was changed',
  deleted: 'the schedule was deleted',
  off: 'the schedule was switched off',
  planGone: 'its plan no longer existed',
};

/** The screen of schedules: its list, the form, the week, the log, how reminders work. */
export const schedule = {
  add: 'Add schedule',
  empty: 'Plan your week once',
  emptyWhy: 'Choose a workout, days and a time. You get reminders, and a log of what you completed, skipped or missed.',
  list: 'Your schedules',
  on: (name: string) => `On: ${name}`,
  off: 'Off',
  never: 'No more dates',
  later: 'Next date not known yet',
  edit: 'Edit',
  editOf: (name: string) => `Edit ${name}`,
  remove: (name: string) => `Delete ${name}`,
  removed: (name: string) => `Schedule removed: “${name}”`,
  planGone: 'This plan no longer exists. Choose another, or delete the schedule.',
  planGoneOff: 'No reminders',
  goneMark: 'Plan missing',
  putOff: 'postponed',
  failed: 'Your schedules cannot be read right now',
  failedWhy: (reason: string) => `Nothing is lost. The browser could not open its storage (${reason}).`,
  notStored: 'The change could not be saved on this device.',
  partMissing: 'Part of this screen did not load',
  partMissingWhy: 'You are offline, and that part has not been downloaded yet. Editing, the week and the log need it.',

  form: {
    add: 'New schedule',
    edit: 'Edit schedule',
    plan: 'Plan',
    own: 'Yours',
    builtIn: 'Built in',
    planGone: (name: string) => `${name} (missing)`,
    when: 'When',
    kinds: { weekly: 'Weekly', monthly: 'Monthly', cron: 'Advanced (cron)' },
    days: 'Days',
    /** Of 0, which is Sunday, to 6. */
    weekday: (day: number) => date(SUNDAY_MS + day * DAY_MS, { weekday: 'long' }, 'UTC'),
    weekdayShort: (day: number) => date(SUNDAY_MS + day * DAY_MS, { weekday: 'short' }, 'UTC'),
    day: 'Day',
    dayOf: (day: number) => number(day),
    lastDay: 'Last day',
    dayMissing: (day: number) => `Only months that have a ${ordinal(day)}. For every month, choose the last day.`,
    time: 'Time',
    expression: 'Expression',
    expressionHint: 'Minute, hour, day of the month, month, weekday: 30 6 * * 1-5. For the last Sunday: 0 8 * * 0L',
    /** A field of an expression, as its problem names it. */
    fields: {
      second: 'Second',
      minute: 'Minute',
      hour: 'Hour',
      dayOfMonth: 'Day of the month',
      month: 'Month',
      dayOfWeek: 'Weekday',
    } as Record<string, string>,
    noDays: 'Choose at least one day.',
    noTime: 'Choose a time.',
    noPlan: 'Choose a plan.',
    replaces: { weekly: 'weekdays', monthly: 'a day of the month' },
    cannotShow: (text: string, as: string) =>
      `“${text}” cannot be shown as ${as} and a time. Your expression stays until you choose something here.`,
    unsaved: 'Not saved yet. Your changes stay here until you save or cancel.',
    discarded: 'Changes discarded',
    zone: 'Time zone',
    zones: { floating: 'Follow this device', pinned: 'Fixed' },
    zonesWhy: {
      floating: 'Your reminder stays at the same time of day when you travel.',
      pinned: 'Your reminder keeps to this time zone when you travel.',
    },
    place: 'Fixed time zone',
    preview: 'Preview',
    noPreview: 'A summary and the next times will appear here.',
    next: 'Next times',
    fire(ms: number, zone: string, nowMs: number): string {
      const year = (epochMs: number): string => date(epochMs, { year: 'numeric' }, zone);
      const near = year(ms) === year(nowMs);
      const days = near ? date(ms, { weekday: 'short', day: 'numeric', month: 'short' }, zone) : day(ms, zone);
      return `${days}, ${timeOfDay(ms, zone)}`;
    },
    here: (time: string) => `${time} here`,
    never: 'There are no further dates.',
    save: 'Save schedule',
    cancel: 'Cancel',
    remove: 'Delete',
    gone: 'This schedule was deleted in another window.',
    often: (timesADay: number, closestS: number) =>
      `That is ${plural(timesADay, { one: '# time', other: '# times' })} a day, as close as ${closestS < 60 ? plural(closestS, { one: '# second', other: '# seconds' }) : plural(Math.floor(closestS / 60), { one: '# minute', other: '# minutes' })} apart`,
    oftenWhy: (timesADay: number, single: number) =>
      timesADay > single
        ? plural(single, {
            one: 'You get a reminder for the first time, then one every 5 minutes.',
            other: 'You get a reminder for each of the first # times, then one every 5 minutes.',
          })
        : 'You get a reminder each time.',
    saveOften: 'Save anyway',
    change: 'Keep editing',
    saved: (words: string) => `Saved: ${words}`,
    toRight: 'Not saved yet. Fix the problem above first.',
  },

  inZone: (zone: string) => `in ${zone.replaceAll('_', ' ')}`,

  week: 'The week ahead',
  weekWhy: 'When a workout is due, you can start, snooze or skip it, or postpone it to tomorrow.',
  today: 'Today',
  free: 'Free',
  times: (n: number, more: boolean, from: string, to: string) =>
    `${plural(n, more ? { one: '#+ times', other: '#+ times' } : { one: '# time', other: '# times' })}, ${from}–${to}`,
  moreOf: (n: number) => `${number(n)} more`,
  weekday: (ms: number) => date(ms, { weekday: 'short' }),
  monthday: (ms: number) => date(ms, { day: 'numeric' }),

  fates: {
    pending: 'Upcoming',
    kept: 'Completed',
    tried: 'Simulated',
    skipped: 'Skipped',
    missed: 'Missed',
    moved: 'Postponed',
    cancelled: 'Cancelled',
  },

  ledger: 'Log',
  ledgerEmpty: 'Each planned workout will appear here: completed, skipped or missed.',
  ledgerNone: 'No entries.',
  filter: 'Show',
  filters: {
    all: 'All',
    kept: 'Completed',
    skipped: 'Skipped',
    missed: 'Missed',
    moved: 'Postponed',
    cancelled: 'Cancelled',
  },
  since: (ms: number) => `Since ${date(ms, { day: 'numeric', month: 'long', year: 'numeric' })}`,
  totals: { kept: 'completed', skipped: 'skipped', missed: 'missed' },
  streak: (n: number) => plural(n, { one: 'full week', other: 'full weeks in a row' }),
  streakWhy:
    'A week is full when every workout planned for it was completed. Postponing a workout does not break the streak, nor does a week without plans.',
  tried: (n: number) =>
    plural(n, {
      one: '# workout with a simulated heart rate: shown, not counted.',
      other: '# workouts with a simulated heart rate: shown, not counted.',
    }),
  standsFor: (times: number) =>
    plural(times, { one: 'Covers # time within 5 minutes', other: 'Covers # times within 5 minutes' }),
  ledgerOften: (single: number) =>
    plural(single, {
      one: 'When a schedule runs more often than every 5 minutes, its first time has an entry; after that there is one entry and one reminder every 5 minutes. After an absence, only the last day is listed.',
      other:
        'When a schedule runs more often than every 5 minutes, its first # times have an entry each; after that there is one entry and one reminder every 5 minutes. After an absence, only the last day is listed.',
    }),
  day: (ms: number) => date(ms, { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC'),
  timeIn,
  /** What there is to say beyond the word; nothing, mostly. */
  detail({ end, movedFrom }: Pick<Occurrence, 'end' | 'movedFrom'>, to?: { localTime: string }): string {
    switch (end?.status) {
      case 'skipped':
        return end.by === 'person' ? 'by you' : 'not started within ten minutes';
      case 'missed':
        return end.leapt ? 'your clock skipped this time while you travelled' : 'no notification was shown';
      case 'moved':
        return to
          ? `to ${date(Date.parse(`${to.localTime}Z`), { weekday: 'short' }, 'UTC')} ${timeIn(to.localTime)}`
          : '';
      case 'cancelled':
        return WHY[end.why];
      case 'started':
        return PROVENANCE[end.provenance ?? 'strap'];
      default:
        return movedFrom === null ? '' : 'postponed to this time';
    }
  },
  toWorkout: (name: string) => `${name}: view workout`,
  more: 'Show more',

  reminders: 'Reminders',
  honest:
    'Reminders are on time while Beatkeeper is open in any tab, even in the background. While Beatkeeper is closed, they may be late or missing.',
  honestCalendar: 'For reminders while Beatkeeper is closed, add your schedule to your calendar.',
  allowWhy:
    'A notification tells you when a workout is ready, even while you use another app. You can start, snooze or skip the workout from there.',
  allow: 'Allow notifications',
  allowed: 'Notifications are allowed.',
  unanswered: 'You gave no answer, so nothing has changed. Today still shows when a workout is ready.',
  denied: 'Notifications are not allowed',
  deniedWhy:
    'To change that, tap the icon left of the address, open the site permissions, and allow notifications. Until then, Today shows your reminders, and your log stays correct.',
  unsupported: 'This browser has no notifications. Today shows your reminders, and your log stays correct.',
  noWorker: 'Reminders do not work here',
  noWorkerWhy:
    'This browser or private window cannot run the part of Beatkeeper that watches the clock. Your schedules and your week are shown, but nothing is logged.',
};

const PROVENANCE: Record<Provenance, string> = { strap: '', simulated: 'not counted', none: 'without a strap' };
