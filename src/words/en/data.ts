import { datesOf } from '../dates.ts';
import { formatsOf } from '../formats.ts';

const { date } = datesOf('en');
const { number } = formatsOf('en');

/** What is told of one kind of record: how many come, change, go and stay. */
interface Counts {
  inFile: number;
  here: number;
  new: number;
  newer: number;
  removed: number;
  kept: number;
}

const counted = (n: number, one: string): string => `${number(n)} ${n === 1 ? one : `${one}s`}`;
const workouts = (n: number): string => counted(n, 'workout');
const plans = (n: number): string => `${counted(n, 'plan')} of your own`;
const schedules = (n: number): string => counted(n, 'schedule');

/** `120 workouts: 20 new, 3 changed since, 97 already here`; no line when there is nothing to say. */
function sum(what: (n: number) => string, { inFile, new: added, newer, removed, kept }: Counts): string[] {
  const parts = [
    added > 0 && `${number(added)} new`,
    newer > 0 && `${number(newer)} changed since`,
    kept > 0 && `${number(kept)} already here`,
    removed > 0 && `${number(removed)} to be removed here, as on the other side`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? [] : [`${what(inFile)}: ${parts.join(', ')}`];
}

interface All {
  digests: Counts;
  plans: Counts;
  schedules: Counts;
  settings: Counts;
}

/** `12 workouts, 1 plan of your own, 2 schedules and the settings` */
function listed(all: All, side: 'here' | 'inFile', settings: string): string {
  const [nWorkouts, nPlans, nSchedules] = [all.digests[side], all.plans[side], all.schedules[side]];
  const parts = [
    nWorkouts > 0 && workouts(nWorkouts),
    nPlans > 0 && plans(nPlans),
    nSchedules > 0 && schedules(nSchedules),
    all.settings[side] > 0 && settings,
  ].filter((part) => part !== false);
  return new Intl.ListFormat('en').format(parts);
}

const WHY: Record<string, string> = {
  noRoom: 'There is not enough room on this device.',
  unreadable: 'The file was moved or changed, or may not be read.',
  underWay: 'A workout is under way.',
};

/** What Settings › Data says. */
export const data = {
  why: 'All of it is on this device, in this browser, and nowhere else.',
  storage: {
    refused: [
      'This browser refuses to store anything here (a private window does that).',
      'Workouts run all the same, but nothing stays once the page is closed.',
    ],
    private: [
      'This looks like a private window',
      'Everything works, but all of it is gone once the last private window is closed. Make a backup before.',
    ],
  } satisfies Record<string, [string, string]>,

  workouts: 'Workouts',
  ownPlans: 'Plans of your own',
  stored: 'Room used',
  storedOf: (used: string, quota: string) => `${used} of ${quota}`,
  hour: 'An hour of workout',
  hourAbout: (size: string) => `about ${size}`,
  kept: 'Kept',
  keptYes: 'for good',
  keptNo: 'while there is room',
  unknown: 'the browser does not tell',
  eviction:
    'A browser may clear what it has not promised to keep when the disk runs full; Safari does so after a week without a visit, unless the app is on the home screen. In a private window all of it goes in the end.',
  keep: 'Keep for good',
  keepYes: 'The browser promised: it stays until you clear it yourself.',
  keepNo:
    'Not now, says the browser. It agrees sooner once the app is installed, or when you come often. Until then, a backup now and then is a good idea.',

  backup: 'Backup',
  backupWhy:
    'Workouts, plans, schedules and settings in one file. Keep it somewhere else, and bring it back here or on another device.',
  backUp: 'Back up',
  restore: 'Restore from a file',
  underWay: {
    here: 'A workout is under way. Restoring and erasing wait until it has ended.',
    otherTab: 'A workout is under way in another tab. Restoring and erasing wait until it has ended.',
  },

  doing: {
    backUp: 'Making the backup',
    look: 'Reading the file',
    restore: 'Bringing it in',
    erase: 'Erasing',
  },
  cancel: 'Cancel',

  madeOn: (epochMs: number) =>
    `Made on ${date(epochMs, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' })}`,
  how: 'How to bring it in',
  ways: { merge: 'Merge', replace: 'Replace' },
  waysWhy: {
    merge: 'Both are kept. Where something is in both, the later change wins.',
    replace: 'What is here goes, and what is in the file takes its place.',
  },
  merge: (all: All): string[] => [
    ...sum(workouts, all.digests),
    ...sum(plans, all.plans),
    ...sum(schedules, all.schedules),
    all.settings.new + all.settings.newer > 0
      ? 'Settings: those of the file, which are later'
      : all.settings.inFile > 0
        ? 'Settings: they stay as they are here'
        : 'Settings: none in the file',
  ],
  nothingNew: 'All of it is here already.',
  replace: (all: All): string[] => [
    `Goes: ${listed(all, 'here', 'your settings') || 'nothing, for there is nothing here'}`,
    `Comes: ${listed(all, 'inFile', 'the settings') || 'nothing, for the file is empty'}`,
  ],
  bringIn: { merge: 'Merge them', replace: 'Replace everything' },
  notNow: 'Not now',
  sure: 'Really replace everything here?',
  sureWhy: (nWorkouts: number, nPlans: number) => {
    const counted = [nWorkouts > 0 && workouts(nWorkouts), nPlans > 0 && plans(nPlans)].filter(
      (part) => part !== false,
    );
    const all = new Intl.ListFormat('en').format([...counted, 'what is planned', 'your settings']);
    return `${all} go from this device. Only a backup brings them back.`;
  },
  sureYes: 'Yes, replace',
  backUpFirst: 'Back up first',
  keepIt: 'No, keep it all',

  erase: 'Erase everything',
  eraseSure: 'Really erase everything?',
  eraseYes: 'Yes, erase',
  erased: 'Everything is erased',

  backedUp: (file: string, size: string) => `Saved as ${file} (${size})`,
  leftOut: (n: number) => `${counted(n, 'record')} could not be read and ${n === 1 ? 'is' : 'are'} not in it.`,
  restored: 'It is all here',
  restoredWhat: {
    merge: (n: number) => `What the file knew better was taken. There are ${workouts(n)} now.`,
    replace: (n: number) => `Everything is as in the file, with ${workouts(n)}.`,
  },
  cancelled: 'Cancelled',
  notRestored: (file: string) => `“${file}” was not restored`,
  moreProblems: (n: number) => `And ${number(n)} more.`,
  unchanged: 'Nothing was changed.',
  failed: {
    backUp: 'The backup could not be made',
    look: 'The file could not be read',
    restore: 'It could not be brought in',
    erase: 'It could not be erased',
  },
  failedWhy: (why: string, reason: string) => WHY[why] ?? `The browser said: ${reason}.`,
};
