import type { Occurrence } from '../../core/schedule/ledger.ts';
import type { Provenance } from '../../core/session/summary.ts';
import { datesOf } from '../dates.ts';
import { formatsOf } from '../formats.ts';

const { date, day, timeOfDay } = datesOf('en');
const { number } = formatsOf('en');

const counted = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;

const timeIn = (localTime: string): string => timeOfDay(Date.parse(`${localTime}Z`), 'UTC');

const SUNDAY_MS = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;

const WHY = {
  edited: 'the schedule was changed',
  deleted: 'the schedule was deleted',
  off: 'the schedule was switched off',
  planGone: 'its plan was gone',
};

/** The screen of schedules: its list, the form, the week, the ledger, how reminders come. */
export const schedule = {
  add: 'Add schedule',
  empty: 'Plan your week once',
  emptyWhy:
    'Say which workout, on which days, at what time. You are reminded, and see what became of each: kept, skipped or missed.',
  list: 'Your schedules',
  on: (name: string) => `On: ${name}`,
  off: 'Off',
  never: 'No further date',
  later: 'Next date not known yet',
  edit: 'Edit',
  editOf: (name: string) => `Edit ${name}`,
  remove: (name: string) => `Delete ${name}`,
  removed: (name: string) => `“${name}” is off the schedule`,
  planGone: 'This plan is gone. Choose another, or delete the schedule.',
  planGoneOff: 'No reminders',
  goneMark: 'Its plan is gone',
  putOff: 'put off',
  failed: 'Your schedules cannot be read just now',
  failedWhy: (reason: string) => `They are not lost: the browser would not open its storage (${reason}).`,
  notStored: 'This could not be stored on this device. Nothing was changed.',
  partMissing: 'The rest of this screen did not load',
  partMissingWhy: 'It was never fetched, and there is no network. Editing, the week and the ledger wait for it.',

  form: {
    add: 'New schedule',
    edit: 'Edit schedule',
    plan: 'Plan',
    own: 'Yours',
    builtIn: 'Built in',
    planGone: (name: string) => `${name} (gone)`,
    when: 'When',
    kinds: { weekly: 'Weekly', monthly: 'Monthly', cron: 'Cron' },
    days: 'Days',
    /** Of 0, which is Sunday, to 6. */
    weekday: (day: number) => date(SUNDAY_MS + day * DAY_MS, { weekday: 'long' }, 'UTC'),
    weekdayShort: (day: number) => date(SUNDAY_MS + day * DAY_MS, { weekday: 'short' }, 'UTC'),
    day: 'Day',
    dayOf: (day: number) => number(day),
    lastDay: 'Last day',
    dayMissing: (day: number) =>
      `Only months that have a ${number(day)}${day === 31 ? 'st' : 'th'}. For every month, choose the last day.`,
    time: 'Time',
    expression: 'Expression',
    expressionHint: 'Minute, hour, day of the month, month, weekday: 30 6 * * 1-5. The last Sunday: 0 8 * * 0L',
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
    noTime: 'Give it a time.',
    noPlan: 'Choose a plan.',
    replaces: { weekly: 'weekdays', monthly: 'a day of the month' },
    cannotShow: (text: string, as: string) =>
      `“${text}” cannot be shown as ${as} and a time. It stays as you typed it until you choose something here.`,
    unsaved: 'Not saved yet. Your changes stay here until you save or cancel.',
    discarded: 'Changes discarded',
    zone: 'Where that time is',
    zones: { floating: 'Wherever I am', pinned: 'Always in one place' },
    zonesWhy: {
      floating: 'It follows this device: 06:30 stays 06:30 when you travel.',
      pinned: 'It stays with that place, and is another time of day when you travel.',
    },
    place: 'Time zone',
    preview: 'What this means',
    noPreview: 'What it means, and the next times, stand here once it can be read.',
    next: 'The next times',
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
      `That is ${counted(timesADay, 'time')} a day, as close as ${closestS < 60 ? counted(closestS, 'second') : counted(Math.floor(closestS / 60), 'minute')} apart`,
    oftenWhy: (timesADay: number, single: number) =>
      timesADay > single
        ? `You get a reminder for each of the first ${number(single)} times, then one every 5 minutes.`
        : 'You get a reminder for each of them.',
    saveOften: 'Save anyway',
    change: 'Change it',
    saved: (words: string) => `Saved: ${words}`,
    toRight: 'Not saved yet: something above is still to be put right.',
  },

  inZone: (zone: string) => `in ${zone.replaceAll('_', ' ')}`,

  week: 'The week ahead',
  weekWhy: 'When its time has come, each can be started, snoozed, skipped or moved to tomorrow.',
  today: 'Today',
  free: 'Free',
  times: (n: number, more: boolean, from: string, to: string) => `${number(n)}${more ? '+' : ''} times, ${from}–${to}`,
  moreOf: (n: number) => `${number(n)} more`,
  weekday: (ms: number) => date(ms, { weekday: 'short' }),
  monthday: (ms: number) => date(ms, { day: 'numeric' }),

  fates: {
    pending: 'To come',
    kept: 'Kept',
    tried: 'Tried with a simulated heart',
    skipped: 'Skipped',
    missed: 'Missed',
    moved: 'Moved',
    cancelled: 'Cancelled',
  },

  ledger: 'What became of it',
  ledgerEmpty: 'Each planned workout will stand here: kept, skipped or missed, told straight and without blame.',
  ledgerNone: 'None of these.',
  filter: 'Show',
  filters: { all: 'All', kept: 'Kept', skipped: 'Skipped', missed: 'Missed', moved: 'Moved', cancelled: 'Cancelled' },
  since: (ms: number) => `Since ${date(ms, { day: 'numeric', month: 'long', year: 'numeric' })}`,
  totals: { kept: 'kept', skipped: 'skipped', missed: 'missed' },
  streak: (n: number) => (n === 1 ? 'whole week kept' : 'whole weeks kept in a row'),
  streakWhy:
    'A week counts when all that was planned in it was kept. Moving one does not break it; a week without plans neither counts nor breaks it.',
  tried: (n: number) => `${counted(n, 'workout')} with a simulated heart: shown, not counted.`,
  standsFor: (times: number) => `Covers ${number(times)} times within 5 minutes`,
  ledgerOften: (single: number) =>
    `When a schedule runs more often than every 5 minutes, its first ${number(single)} times have an entry each; after that there is one entry and one reminder every 5 minutes. After an absence, only its last day is listed.`,
  day: (ms: number) => date(ms, { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC'),
  timeIn,
  /** What there is to say beyond the word; nothing, mostly. */
  detail({ end, movedFrom }: Pick<Occurrence, 'end' | 'movedFrom'>, to?: { localTime: string }): string {
    switch (end?.status) {
      case 'skipped':
        return end.by === 'person' ? 'by you' : 'not started within ten minutes';
      case 'missed':
        return end.leapt ? 'your clock skipped this time on a journey' : 'no notification came';
      case 'moved':
        return to
          ? `to ${date(Date.parse(`${to.localTime}Z`), { weekday: 'short' }, 'UTC')} ${timeIn(to.localTime)}`
          : '';
      case 'cancelled':
        return WHY[end.why];
      case 'started':
        return PROVENANCE[end.provenance ?? 'strap'];
      default:
        return movedFrom === null ? '' : 'put off to this time';
    }
  },
  toWorkout: (name: string) => `${name}: see the workout`,
  more: 'Show more',

  reminders: 'Reminders',
  honest:
    'With a page of Beatkeeper open anywhere, also in the background, reminders come on time. With everything closed, the browser wakes it now and then at best.',
  honestCalendar: 'For reminders with everything closed, put the schedule into your calendar.',
  allowWhy:
    'A notification says when a workout is ready, also while you look at something else. It can be started, snoozed or skipped from there.',
  allow: 'Allow notifications',
  allowed: 'Notifications are allowed.',
  unanswered: 'The browser was given no answer, so nothing has changed. Until then, Today shows what is ready.',
  denied: 'Notifications are not allowed',
  deniedWhy:
    'To change that: tap the icon left of the address, open the permissions of this site, and allow notifications. Until then, Today shows what they would have said, and the ledger is just as right.',
  unsupported:
    'This browser has no notifications. Today shows what they would have said, and the ledger is just as right.',
  noWorker: 'Reminders cannot come here',
  noWorkerWhy:
    'This browser, or this private window, would not install the part of Beatkeeper that watches the clock. Your schedules are kept and your week is shown; what becomes of each cannot be noted.',
};

const PROVENANCE: Record<Provenance, string> = { strap: '', simulated: 'not counted', none: 'without a strap' };
