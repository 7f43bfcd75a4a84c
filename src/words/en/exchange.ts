import { lossKinds } from './lossKinds.ts';
import { plural } from './plural.ts';
import { listText } from './listText.ts';

/** What became of the files of an import. */
interface ImportCounts {
  files: number;
  saved: number;
  toSave: number;
  /** The plan is here already. */
  here: number;
  /** The same plan is among the others. */
  twice: number;
  /** Needs another file. */
  asking: number;
  refused: number;
}

/** Plans that come in and go out: importing, a plan in a link, sharing and exporting. */
export const exchange = {
  title: 'Import plans',
  why: 'Choose files, drop them here, or paste. Nothing leaves your device.',
  whichFormats: 'Formats',
  formats: (names: string) => `${names}; and .zip archives of these.`,
  choose: 'Choose files',
  drop: 'Drop files here',
  paste: 'Or paste a plan or a link',
  pasteHint: '10m Z2\n4x (3m 80-85% max, 2m Z1)\n5m Z1',
  read: 'Import this text',
  pasted: 'Pasted text',
  reading: (done: number, of: number) => (of === 1 ? 'Reading…' : `Reading ${done} of ${of}…`),
  progress: 'Reading files',
  stop: 'Stop',
  unreadable: 'This file could not be read. Nothing was changed.',
  tooLarge: 'This file is too large to be a plan. Nothing was changed.',
  notStored: 'The plan could not be saved on this device. Try again.',
  notUndone: 'The import could not be undone. Try again.',
  failedToLoad: 'Part of the app could not be downloaded. Check your connection and try again.',
  tryAgain: 'Try again',

  /** How many files there were, and what became of them: what needs an answer first. */
  summary: ({ files, ...counts }: ImportCounts): string =>
    [
      plural(files, { one: '# file', other: '# files' }),
      [
        counts.saved > 0 && plural(counts.saved, { one: '# plan saved', other: '# plans saved' }),
        counts.toSave > 0 && plural(counts.toSave, { one: '# plan to save', other: '# plans to save' }),
        counts.here > 0 && `${counts.here} there already`,
        counts.twice > 0 && plural(counts.twice, { one: '# duplicate', other: '# duplicates' }),
        counts.asking > 0 && plural(counts.asking, { one: '# needs another file', other: '# need another file' }),
        counts.refused > 0 && plural(counts.refused, { one: '# is not a plan', other: '# are not plans' }),
      ]
        .filter(Boolean)
        .join(', '),
    ].join(': '),
  leaveOut: 'Leave out',
  twin: 'The same plan is above.',
  each: 'One by one',
  savedMany: (n: number) => plural(n, { one: '# plan saved', other: '# plans saved' }),

  // What waits for the person.
  saveAll: 'Save all',
  saveNone: 'Save none',
  save: 'Save',
  dontSave: 'Don’t save',
  replace: 'Replace it',
  keepBoth: 'Keep both',
  skip: 'Skip',
  same: (name: string) => `You already have “${name}”`,
  sameOwn: 'This is the same plan. If you replace yours, its schedules and history stay.',
  sameBuiltIn: 'This is a built-in plan.',
  power: 'Power targets',
  powerChoice: { open: 'No target', zones: 'Estimated zones' },
  powerWhy: {
    open: 'Beatkeeper guides by heart rate, so times and cues stay and power is left out.',
    zones:
      'Heart-rate zones are estimated from power. A heart needs about two minutes to follow, so go by feel in shorter phases.',
  },
  phases: 'Phases',
  /** What a plan takes, and of how many phases it is. */
  facts: (length: string, phases: string) => `${length} · ${phases}`,

  // What became of each.
  imported: (name: string) => `“${name}” was imported`,
  namesake: (n: number) =>
    plural(n, { one: 'You now have # plan with this name.', other: 'You now have # plans with this name.' }),
  notes: 'Good to know:',
  open: 'Open plan',
  undo: 'Undo',
  refused: (n: number) => plural(n, { one: 'Not imported: # problem', other: 'Not imported: # problems' }),
  refusedMore: 'These are the first problems. There may be more.',
  notOne: (n: number) => plural(n, { one: '# file was not imported', other: '# files were not imported' }),
  toHistory: (n: number) => plural(n, { one: 'Add this workout to History', other: 'Add # workouts to History' }),
  whole: 'This file',
  wholeText: 'This text',
  dismiss: 'Dismiss',
  needs: (names: readonly string[]) => `This plan continues in ${listText(names)}.`,
  chooseIt: (name: string) => `Choose ${name}`,

  // What a plan loses on the way in, or out.
  changes: (n: number) => plural(n, { one: '# change', other: '# changes' }),
  lost: 'Changed or left out',
  phaseByPhase: 'Phase by phase',
  kinds: lossKinds,
  nothingLost: 'Nothing was lost.',
  nothingWillBeLost: 'This format holds all of the plan.',
  wholePlan: 'The whole plan',
  phase: (n: number, name: string) => `Phase ${n} · ${name}`,
  block: (from: number, to: number) => (from === to ? `Repeat of phase ${from}` : `Repeat of phases ${from}–${to}`),
  showAll: (n: number) => `Show all ${n}`,

  // A plan in a link.
  shared: 'Shared plan',
  sharedWhy: 'From a link. Nothing is saved on this device until you save it.',
  badLink: 'This link can’t be opened',
  here: (name: string) => `You already have this plan, as “${name}”.`,
  once: 'Start without saving',
  close: 'Close',
  saved: (name: string) => `Plan saved: “${name}”`,
  allPlans: 'All plans',

  // Sharing and exporting.
  share: 'Share',
  link: 'Link',
  linkWhy: 'The plan itself is in the link. Whoever opens the link sees the plan, and nothing else.',
  /** `limit`: as the plan says it. */
  linkLimit: (limit: string) =>
    `Its heart-rate limit (${limit}) goes with it. If that is yours and not for others, share a copy without it.`,
  copy: 'Copy link',
  copied: 'Copied',
  notCopied: 'The browser did not allow copying. Select the link and copy it.',
  send: 'Send link…',
  sendFile: 'Send file…',
  qrOf: (name: string) => `QR code of the link to “${name}”`,
  qrWhy: 'Scan with the camera of another phone.',
  qrTooLarge: 'This plan is too large for a QR code. Send the link or a file instead.',
  file: 'File',
  format: 'Format',
  formatName: {
    json: 'Beatkeeper',
    fit: 'FIT',
    garmin: 'Garmin Connect',
    intervals: 'intervals.icu',
    zwo: 'Zwift',
  },
  formatWhy: {
    json: 'All of the plan, for Beatkeeper on another device.',
    fit: 'For watches and bike computers.',
    garmin: 'JSON, for tools that upload workouts to Garmin Connect.',
    intervals: 'Text, to paste into the workout builder of intervals.icu.',
    zwo: 'Free rides with messages, since Zwift has no heart-rate targets.',
  },
  export: 'Export',
  exported: (name: string) => `Saved as ${name}`,
};
