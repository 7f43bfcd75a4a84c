import type { HeartRateName, HeartRateSource } from '../../core/athlete/hrZones.ts';
import type { ImportFormat } from '../../core/records/importedFrom.ts';
import { effort } from './effort.ts';
import { plural } from './plural.ts';
import { formatsOf } from '../formats.ts';

/** A workout as a file for another program. */
type FileFormat = 'fit' | 'tcx' | 'csv' | 'rr' | 'json';

const { number } = formatsOf('en');

/** A number with its sign: +4, −2, 0. */
const signed = (value: number, digits = 0): string => {
  const text = number(Math.abs(value), digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
};

const rateName: Record<HeartRateName, string> = {
  bpmMax: 'maximum',
  bpmResting: 'resting',
  bpmThreshold: 'threshold',
};
const rateSource: Record<Exclude<HeartRateSource, 'given'>, string> = {
  age: 'estimated from your age',
  max: 'estimated from the maximum',
  typical: 'typical',
};

const format = {
  fit: 'FIT',
  tcx: 'TCX',
  gpx: 'GPX',
  csv: 'CSV',
  rr: 'Beats (CSV)',
  json: 'Beatkeeper (JSON)',
} satisfies Record<FileFormat | ImportFormat, string>;

/** The page of one workout that is over, beside what `session` says of it. */
export const workoutPage = {
  chart: {
    what: (from: number, to: number, length: string) =>
      `Heart rate between ${from} and ${to} bpm over ${length}. Arrow keys read each moment, + and − zoom, Shift with an arrow key moves.`,
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    earlier: 'Earlier',
    later: 'Later',
    all: 'Show all',
    controls: 'Zoom and move the chart',
    shows: (from: string, to: string) => `Showing ${from}–${to}`,
    reachable: 'Reachable',
    reachableFitted: 'Reachable: how fast your heart can get there, fitted from your workouts.',
    reachableAssumed: 'Reachable: how fast an average heart gets there. Your own is not known yet.',
    cuesLane: 'Cues on the chart',
    cueAt: (title: string, at: string) => `${title}, at ${at}`,
    cuesAt: (n: number, at: string) => plural(n, { one: '# cue', other: '# cues' }) + `, from ${at}`,
    close: 'Close',
    minutes: 'Heart rate as a table',
    minutesEach: (length: string) => `Each row is ${length}.`,
    time: 'Time',
    avg: 'Avg bpm',
    max: 'Max bpm',
    phase: 'Phase',
  },

  phase: {
    zoomTo: (name: string) => `Show ${name} on the chart`,
    chosen: 'Phase on the chart',
    before: 'Previous phase',
    after: 'Next phase',
    nOf: (n: number, of: number) => `Phase ${number(n)} of ${number(of)}`,
    noFigures: 'No heart rate in this phase.',
    table: 'All phases as a table',
    tableLabel: 'Figures of each phase',
    length: 'Time',
    target: 'Target',
    avg: 'Avg',
    max: 'Max',
    inTarget: 'In target',
    inReach: 'In reach',
    toTarget: 'Time to target',
    never: 'not reached',
    reached: (bpm: number) => `Time to ${bpm} bpm`,
    recovery: 'Fall in 1\u00a0min',
    drift: 'Drift',
    bpm: (bpm: number) => `${Math.round(bpm)}\u00a0bpm`,
    /** A figure of that name: a heart rate may rise as well. */
    fall: (bpm: number) => (bpm < 0 ? `none: rose ${number(-bpm)}\u00a0bpm` : `${number(bpm)}\u00a0bpm`),
    /** The same among what is said of a phase. */
    fell: (bpm: number) => `${bpm < 0 ? 'rose' : 'fell'} ${number(Math.abs(bpm))}\u00a0bpm in 1\u00a0min`,
    driftPct: (pct: number) => `${signed(pct, 1)}\u00a0%`,
    more: (n: number) => plural(n, { one: 'Show # more phase', other: 'Show # more phases' }),
  },

  meaning: {
    title: 'What these mean',
    inTarget: ['In target', 'Share of the time with a clear heart rate that was inside the target band.'] as readonly [
      string,
      string,
    ],
    inReach: [
      'In reach',
      'The same, measured against what a heart can reach: it needs time to rise and fall, so the first minutes of a phase count fairly. First-order response, Hunt 2015.',
    ] as readonly [string, string],
    toTarget: [
      'Time to target',
      'Time until your heart rate was inside the target and stayed there for 10 s.',
    ] as readonly [string, string],
    hrr60: [
      'Fall in 1 min',
      'How far your heart rate fell in the first minute after hard work: heart-rate recovery (HRR60). A bigger fall means a quicker recovery. Cole 1999.',
    ] as readonly [string, string],
    drift: [
      'Drift',
      'How much higher your heart rate was in the second half than in the first. It says something only where the effort was even: then under 5 % is steady. Shown for phases of 20 min or more without a heart-rate target.',
    ] as readonly [string, string],
    trimp: [
      'Load by effort (TRIMP)',
      'Minutes weighted by how hard they were, from resting to maximum heart rate. Banister 1991.',
    ] as readonly [string, string],
    hrss: [
      'Load against threshold (HRSS)',
      'Load by effort as a share of one hour at your threshold, which is 100.',
    ] as readonly [string, string],
    edwards: [
      'Zone minutes (Edwards)',
      'Minutes in each tenth of your maximum from 50 %, times 1 to 5. Edwards 1993.',
    ] as readonly [string, string],
  },

  load: {
    title: 'Training load',
    none: 'No heart rate, so no load.',
    from: (names: readonly string[]) => `Worked out from ${names.join(', ')}.`,
    rate: (name: HeartRateName, bpm: number, source: HeartRateSource) =>
      source === 'given' ? `${rateName[name]} ${bpm} bpm` : `${rateName[name]} ${bpm} bpm (${rateSource[source]})`,
    approximately: 'estimated',
    constants: { male: 'TRIMP with the values for men.', female: 'TRIMP with the values for women.' },
    unchosen: 'Load by effort (TRIMP) and against your threshold (HRSS) need the values for men or for women.',
    choose: 'Choose them in Load and trends',
    hrr60: 'Best fall in 1\u00a0min',
    drift: 'Drift',
    setOwn: 'Set your own in Settings',
    change: 'Change in Settings',
    value: (value: number) => number(value),
  },

  effort,

  says: {
    title: 'How it went',
    name: 'Title',
    notes: 'Notes',
    notesHint: 'Sleep, weather, how it went. Stays on this device.',
    effortSource: 'The whole workout, 0 to 10 (CR10, Foster 2001).',
    tags: 'Tags',
    tagHint: 'Press Enter or comma after each.',
    removeTag: (tag: string) => `Remove tag ${tag}`,
    suggested: 'Used before',
    tagsFull: (n: number) => plural(n, { one: 'At most # tag.', other: 'At most # tags.' }),
    saving: 'Saving…',
    saved: 'Saved',
    failed: 'Your notes could not be saved',
    failedWhy: (reason: string) => `They are kept here until you close the app. ${reason}`,
    again: 'Try again',
    undo: 'Undo changes',
    undone: 'Changes undone',
    /** On leaving: a note, the effort, the trim. */
    leftSaved: 'Changes saved',
  },

  acts: {
    repeat: 'Repeat this',
    repeatThen: 'Repeat as it was',
    repeatNow: 'Repeat as it is now',
    changed: 'You have changed this plan since.',
    more: 'Other formats',
    share: 'Share',
    shareFailed: 'The file could not be shared. Your workout is safe.',
    unloaded: 'Other formats need a network the first time.',
    format,
    isFor: {
      fit: 'For Garmin Connect, Strava, intervals.icu and most watches’ apps.',
      tcx: 'For older programs that do not read FIT.',
      csv: 'A row a second, for spreadsheets.',
      rr: 'The time between beats, for programs that work out heart-rate variability, such as Kubios.',
      json: 'Everything, to open again in Beatkeeper.',
    } satisfies Record<FileFormat, string>,
    lacks: {
      fit: 'Leaves out the cues and the reasons for them.',
      tcx: 'Leaves out targets, cues and beats.',
      csv: 'Leaves out the plan, zones and cues.',
      rr: 'Leaves out everything else.',
      json: 'No other program reads it.',
    } satisfies Record<FileFormat, string>,
  },

  trim: {
    title: 'Trim the ends',
    why: 'Cuts off time before you began or after you finished. Nothing is deleted: you can show all of it again at any time.',
    from: 'Start',
    to: 'End',
    preview: (length: string, avg: string, max: string) => `${length} left · avg ${avg} bpm · max ${max} bpm`,
    apply: 'Trim',
    cancel: 'Cancel',
    trimmed: (from: string, to: string) => `Trimmed to ${from}–${to}. Figures are of this part only.`,
    /** Beside the figures, above the rest. */
    shown: (from: string, to: string) => `Showing ${from}–${to} only: the ends are trimmed.`,
    showAll: 'Undo trim',
    done: 'Workout trimmed',
    undone: 'All of the workout is shown again',
    failed: 'The trim could not be saved.',
    wrong: 'Enter a time such as 12:30.',
    tooShort: 'The start must be before the end.',
  },

  origin: {
    imported: (name: string) => `Imported from ${name}`,
    importedFile: (format: ImportFormat, source: string | null) =>
      `Imported from a ${format.toUpperCase()} file${source === null ? '' : ` (${source})`}`,
    format: 'Format',
    device: 'Device',
    deviceUnknown: 'not named in the file',
    file: 'File',
    noPlan: 'No plan, so no targets or cues.',
    counts: 'Counts in load and trends',
    countsWhy: 'Turn off if it was not you, or if the heart rate is wrong.',
    simulatedNothing: 'Not counted in your totals, load or trends.',
  },

  compare: {
    with: 'Compare with another workout',
    withWhy: 'Workouts with the same plan, newest first.',
    none: 'No other workout with this plan yet.',
    /** Of any sport, and at the head of a column: a letter, the earliest first. */
    run: (n: number) => 'ABCD'[n] ?? String(n + 1),
    nChosen: (n: number) => plural(n, { one: '# workout', other: '# workouts' }),
    align: 'Line up by',
    aligned: { phase: 'Phase start', elapsed: 'Elapsed time' } satisfies Record<'phase' | 'elapsed', string>,
    /** Beside the day of one. */
    simulated: 'simulated',
    chart: 'Heart rates compared',
    /** The bands behind the lines. */
    targetsOf: (run: string) => `Shaded: targets of ${run}`,
    chartWhat: (n: number) =>
      `${plural(n, { one: '# workout', other: '# workouts' })} over the same time. The table below has the figures.`,
    table: 'Phase by phase',
    figures: 'Figures of each workout',
    whole: 'Whole workout',
    differenceOf: (run: string, first: string) => `${run} − ${first}`,
    inTargetOf: (run: string) => `${run} in target`,
    timeOf: (run: string) => `${run} time`,
    tableWhat:
      'Avg bpm of each workout, the difference from A (the earliest), the share of time in target and the length.',
    signed: (bpm: number) => signed(bpm),
    missing: (n: number) => plural(n, { one: '# workout is no longer here.', other: '# workouts are no longer here.' }),
    tooFew: 'Choose two or more workouts to compare',
    tooFewWhy: 'Open a workout and choose one under “Compare with another workout”.',
    otherPlans: 'These workouts did not follow the same plan: phases are compared in order.',
    legend: 'Workouts',
    back: 'Back to the workout',
  },
};
