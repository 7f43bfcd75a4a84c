import type { RestoreCounts } from '../../core/records/restoreCounts.ts';
import { plural } from './plural.ts';
import { datesOf } from '../dates.ts';
import { formatsOf } from '../formats.ts';
import { unended } from './unended.ts';
import { listText } from './listText.ts';

const { date } = datesOf('en');
const { number } = formatsOf('en');

const workouts = (n: number): string => plural(n, { one: '# workout', other: '# workouts' });
const annotated = (n: number): string => plural(n, { one: 'Notes on # workout', other: 'Notes on # workouts' });
const plans = (n: number): string => plural(n, { one: '# plan of your own', other: '# plans of your own' });
const schedules = (n: number): string => plural(n, { one: '# schedule', other: '# schedules' });

/** `120 workouts: 20 new, 3 updated, 97 already here`; no line when there is nothing to say. */
function sum(what: (n: number) => string, { inFile, new: added, newer, removed, kept }: RestoreCounts): string[] {
  const parts = [
    added > 0 && `${number(added)} new`,
    newer > 0 && `${number(newer)} updated`,
    kept > 0 && `${number(kept)} already here`,
    removed > 0 && `${number(removed)} to be removed here, as on the other device`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? [] : [`${what(inFile)}: ${parts.join(', ')}`];
}

interface All {
  digests: RestoreCounts;
  plans: RestoreCounts;
  schedules: RestoreCounts;
  settings: RestoreCounts;
  annotations: RestoreCounts;
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
  return listText(parts);
}

const WHY: Record<string, string> = {
  noRoom: 'There is not enough storage on this device.',
  unreadable: 'The file was moved or changed, or cannot be read.',
  underWay: 'A workout is in progress.',
};

/** What Settings › Data says. */
export const data = {
  why: 'All your data is on this device, in this browser, and nowhere else.',
  storage: {
    refused: [
      'This browser refuses to store anything here (private windows do that).',
      'Workouts still run, but nothing is kept once the page is closed.',
    ],
    private: [
      'This looks like a private window',
      'Everything works, but your data will be gone when you close the last private window. Make a backup first.',
    ],
  } satisfies Record<string, [string, string]>,

  workouts: 'Workouts',
  ownPlans: 'Plans of your own',
  stored: 'Storage used',
  storedOf: (used: string, quota: string) => `${used} of ${quota}`,
  hour: 'One hour of workout',
  hourAbout: (size: string) => `about ${size}`,
  kept: 'Protected',
  keptYes: 'yes',
  keptNo: 'no, may be cleared if the disk fills',
  unknown: 'the browser does not say',
  eviction:
    'A browser may clear unprotected data when the disk fills. Safari does so after a week without a visit, unless the app is on the home screen. Private windows always clear it.',
  keep: 'Protect my data',
  keepYes: 'Your data stays until you clear it yourself.',
  keepNo:
    'The browser declined for now. It is more likely to agree once you install the app or use it often. Until then, back up now and then.',

  backup: 'Backup',
  backupWhy:
    'Workouts, plans, schedules and settings in one file. Keep it somewhere safe, and restore it here or on another device.',
  backUp: 'Back up',
  restore: 'Restore from a file',
  underWay: {
    here: 'A workout is in progress. You can restore or erase once it has ended.',
    otherTab: 'A workout is in progress in another tab. You can restore or erase once it has ended.',
  },

  doing: {
    backUp: 'Making the backup',
    look: 'Reading the file',
    restore: 'Importing',
    erase: 'Erasing',
  },
  cancel: 'Cancel',

  madeOn: (epochMs: number) =>
    `Made on ${date(epochMs, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' })}`,
  how: 'How to import',
  ways: { merge: 'Merge', replace: 'Replace' },
  waysWhy: {
    merge: 'Keeps both. Where something is in both, the later change wins.',
    replace: 'Everything here is replaced by what is in the file.',
  },
  merge: (all: All): string[] => [
    ...sum(workouts, all.digests),
    ...sum(annotated, all.annotations),
    ...sum(plans, all.plans),
    ...sum(schedules, all.schedules),
    all.settings.new + all.settings.newer > 0
      ? 'Settings: taken from the file, which is newer'
      : all.settings.inFile > 0
        ? 'Settings: yours stay'
        : 'Settings: none in the file',
  ],
  nothingNew: 'Everything in the file is already here.',
  replace: (all: All): string[] => [
    `Removes: ${listed(all, 'here', 'your settings') || 'nothing (there is nothing here)'}`,
    `Adds: ${listed(all, 'inFile', 'the settings') || 'nothing (the file is empty)'}`,
  ],
  bringIn: { merge: 'Merge now', replace: 'Replace everything' },
  notNow: 'Not now',
  sure: 'Really replace everything here?',
  sureWhy: (nWorkouts: number, nPlans: number) => {
    const counted = [nWorkouts > 0 && workouts(nWorkouts), nPlans > 0 && plans(nPlans)].filter(
      (part) => part !== false,
    );
    return `This removes ${listText([...counted, 'your schedule', 'your settings'])} from this device. Only a backup brings them back.`;
  },
  sureYes: 'Yes, replace',
  backUpFirst: 'Back up first',
  keepIt: 'No, keep everything',

  erase: 'Erase everything',
  eraseSure: 'Really erase everything?',
  eraseYes: 'Yes, erase',
  erased: 'Everything was erased',

  backedUp: (file: string, size: string) => `Saved as ${file} (${size})`,
  leftOut: (n: number) =>
    plural(n, {
      one: '# record could not be read and is not in the backup.',
      other: '# records could not be read and are not in the backup.',
    }),
  restored: 'Restored',
  restoredWhat: {
    merge: (n: number) =>
      `Newer entries were taken from the file. ${plural(n, { one: 'There is # workout now.', other: 'There are # workouts now.' })}`,
    replace: (n: number) => `Everything is now as in the file, with ${workouts(n)}.`,
  },
  cancelled: 'Cancelled',
  workoutToHistory: 'Add this workout to History',
  notRestored: (file: string) => `“${file}” was not restored`,
  moreProblems: (n: number) => `And ${number(n)} more.`,
  unchanged: 'Nothing was changed.',
  failed: {
    backUp: 'The backup could not be made',
    look: 'The file could not be read',
    restore: 'The backup could not be restored',
    erase: 'Your data could not be erased',
  },
  failedWhy: (why: string, reason: string) => WHY[why] ?? `The browser said: ${unended(reason)}.`,
};
