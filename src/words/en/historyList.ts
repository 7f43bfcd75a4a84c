import type { WorkoutOrder, WorkoutOrigin } from '../../core/history/find.ts';
import { datesOf } from '../dates.ts';
import { formatsOf } from '../formats.ts';
import { plural } from './plural.ts';
import { unended } from './unended.ts';

const { number } = formatsOf('en');
const { date } = datesOf('en');

const workouts = (n: number): string => plural(n, { one: '# workout', other: '# workouts' });

const formatNames = { fit: 'FIT', tcx: 'TCX', csv: 'CSV', json: 'Beatkeeper' };
type Format = keyof typeof formatNames;

/** The list of workouts: searching, selecting, exporting, importing. */
export const historyList = {
  // Finding.
  search: 'Search workouts',
  order: 'Sort by',
  orders: {
    newest: 'Newest first',
    oldest: 'Oldest first',
    longest: 'Longest',
    highestMean: 'Highest average',
    hardest: 'Hardest',
  } satisfies Record<WorkoutOrder, string>,
  // A heading over those that the others are not in the order with.
  lacks: { effort: 'No effort noted' },
  tags: 'Tags',
  allTags: (n: number) => `All tags (${number(n)})`,
  fewerTags: 'Fewer tags',
  filters: (n: number) => (n === 0 ? 'Filter' : `Filter (${number(n)})`),
  clearFilters: 'Clear filters',
  plan: 'Plan',
  anyPlan: 'Any plan',
  /** One of which there is no workout any more. */
  unknownPlan: 'Unknown plan',
  sport: 'Sport',
  anySport: 'Any sport',
  sports: { run: 'Run', ride: 'Ride', row: 'Row', walk: 'Walk', swim: 'Swim', other: 'Other' },
  origin: 'Source',
  anyOrigin: 'Any source',
  origins: { real: 'Recorded here', simulated: 'Simulated', imported: 'Imported' } satisfies Record<
    WorkoutOrigin,
    string
  >,
  length: 'Length',
  anyLength: 'Any length',
  lengths: { short: 'Under 20 min', medium: '20–45 min', long: '45–90 min', longest: '90 min and more' },
  when: 'Dates',
  anyTime: 'Any time',
  lastDays: (n: number) => plural(n, { one: 'Last # day', other: 'Last # days' }),
  ownDates: 'Choose dates',
  from: 'From',
  to: 'To',
  found: (n: number) => plural(n, { one: '# workout found', other: '# workouts found' }),
  all: workouts,
  nothing: 'No workout found',
  nothingWhy: 'Search looks at plans, titles, notes and tags. Try fewer words or filters.',
  clear: 'Clear search',
  list: 'Workouts',
  notesFailed: 'Titles, tags and notes could not be read. The workouts themselves are fine.',

  // Selecting.
  select: 'Select',
  done: 'Done',
  selected: (n: number) => `${number(n)} selected`,
  selectAll: (n: number) => plural(n, { one: 'Select all', other: 'Select all #' }),
  selectNone: 'Select none',
  selectOf: (name: string, day: string) => `Select ${name}, ${day}`,
  actions: 'Selected workouts',
  export: 'Export',
  tag: 'Tag',
  delete: 'Delete',
  deleted: (n: number) => plural(n, { one: '# workout deleted', other: '# workouts deleted' }),
  notDeleted: 'Nothing was deleted: the browser could not change its storage. Try again.',
  notRestored: 'The workouts could not be restored. Try again.',
  tagTitle: (n: number) => `Tags of ${workouts(n)}`,
  newTag: 'New tag',
  addTag: 'Add tag',
  tagOn: (tag: string, n: number, of: number) => (n === of ? tag : `${tag}, on ${number(n)} of ${number(of)}`),
  tagged: (tag: string, n: number) => `“${tag}” added to ${workouts(n)}`,
  untagged: (tag: string, n: number) => `“${tag}” removed from ${workouts(n)}`,
  notTagged: 'Tags could not be saved. Nothing was changed. Try again.',
  close: 'Close',

  // Exporting.
  exportAll: 'Export all',
  exportAllOf: (n: number) => plural(n, { one: 'Export all: # workout', other: 'Export all: # workouts' }),
  exportTitle: (n: number) => `Export ${workouts(n)}`,
  exportWhy: (n: number) =>
    plural(n, {
      one: 'One file, saved on your device.',
      other: 'One .zip with a file for each workout, saved on your device.',
    }),
  format: 'Format',
  formatNames,
  formatWhy: {
    fit: 'For Garmin, Strava, intervals.icu and most other programs.',
    tcx: 'For programs that do not read FIT.',
    csv: 'A table of every second, for a spreadsheet.',
    json: 'All of the workout, to import it in Beatkeeper again.',
  } satisfies Record<Format, string>,
  save: 'Save file',
  exporting: (done: number, of: number) => `Exporting ${number(done)} of ${number(of)}…`,
  exportProgress: 'Export progress',
  cancel: 'Cancel',
  exported: (file: string, n: number) => `${workouts(n)} saved as ${file}`,
  exportLeftOut: (n: number) =>
    plural(n, {
      one: '# workout could not be read and is not in the file.',
      other: '# workouts could not be read and are not in the file.',
    }),
  exportCancelled: 'Export cancelled',
  exportCancelledWhy: 'No file was saved.',
  exportFailed: 'The file could not be saved',
  exportFailedWhy: (reason: string) => `The browser said: ${unended(reason)}. Your workouts are unchanged.`,
  exportNothing: 'None of these workouts could be read',
  notInFiles: 'Not exported',

  // Importing.
  import: 'Import workouts',
  // Two buttons beside a heading on a phone; each is announced by its full name.
  importShort: 'Import',
  trendsShort: 'Trends',
  importTitle: 'Import workouts',
  importWhy:
    'Files that a watch, a bike computer or an app recorded. Heart rate and times are kept; distance, speed, power and position are not. Nothing leaves your device, and nothing is saved until you say so.',
  importFormats: (names: string) => `${names}. Each may be packed as .gz, and many of them as one .zip.`,
  whichFormats: 'Formats',
  choose: 'Choose files',
  drop: 'Drop files here',
  importFailedToLoad: 'Import could not be opened. Check your connection and try again.',
  looking: (done: number, of: number) => (of === 1 ? 'Reading…' : `Reading file ${number(done)} of ${number(of)}…`),
  lookProgress: 'Reading files',
  lookFailed: 'Your history cannot be read, so duplicates cannot be found',
  foundInFiles: (n: number, files: number) => `${workouts(n)} in ${plural(files, { one: '# file', other: '# files' })}`,
  nothingInFiles: 'No workout found in these files',
  counts: {
    new: (n: number) => `${number(n)}\u00a0new`,
    similar: (n: number) => plural(n, { one: '#\u00a0probable duplicate', other: '#\u00a0probable duplicates' }),
    twice: (n: number) => `${number(n)}\u00a0twice in this selection`,
    here: (n: number) => `${number(n)}\u00a0already here`,
  },
  already: 'Already in your history',
  twice: 'Twice in this selection: it is added once',
  similar: (name: string, day: string) => `Probably the same as ${name}, ${day}`,
  keep: { skip: 'Skip', both: 'Keep both' },
  keepLabel: 'What to do',
  include: (name: string, day: string) => `Add ${name}, ${day}`,
  noHeart: 'no heart rate',
  avg: (bpm: number) => `avg ${number(bpm)} bpm`,
  max: (bpm: number) => `max ${number(bpm)} bpm`,
  leftOut: (n: number) => plural(n, { one: '# change', other: '# changes' }),
  refused: (n: number) => plural(n, { one: '# file was not read', other: '# files were not read' }),
  toPlans: (n: number) => plural(n, { one: 'Open this plan in Plans', other: 'Open # plans in Plans' }),
  unreadable: (reason: string) => `The browser could not read this file: ${reason}`,
  add: (n: number) => (n === 0 ? 'Nothing to add' : plural(n, { one: 'Add # workout', other: 'Add # workouts' })),
  dismiss: 'Close',
  adding: (done: number, of: number) => `Adding ${number(done)} of ${number(of)}…`,
  addProgress: 'Adding workouts',
  added: (n: number) => plural(n, { one: '# workout added', other: '# workouts added' }),
  addedNone: 'No workout was added',
  addCancelled: (left: number) => `Cancelled. ${workouts(left)} left out.`,
  addFailed: (reason: string) => `Adding stopped: ${unended(reason)}. What was added before is in your history.`,
  undo: 'Undo',
  undone: (n: number) => plural(n, { one: '# workout removed again', other: '# workouts removed again' }),
  notUndone: 'The import could not be undone. Try again.',
  view: 'View',
  more: (n: number) => `Show all ${number(n)}`,
  dayAndTime: (localMs: number): string =>
    date(
      localMs,
      { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' },
      'UTC',
    ),
};
