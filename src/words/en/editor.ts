import type { EditType } from '../../core/plan/edits.ts';
import type { End, LevelUnit, Target } from '../../core/plan/plan.ts';
import { plural } from './plural.ts';
import { previewBasis, previewMark } from './preview.ts';

/** 4 hours, 1 hour 5 minutes. */
function inWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = plural(Math.floor(seconds / 3600), { one: '# hour', other: '# hours' });
  return minutes === 0 ? hours : `${hours} ${plural(minutes, { one: '# minute', other: '# minutes' })}`;
}

const phaseCount = (n: number): string => plural(n, { one: '# phase', other: '# phases' });

type EditWords = (name: string | undefined) => string;
const of =
  (what: string): EditWords =>
  (name) =>
    name === undefined ? what : `${what} of ${name}`;
const done =
  (what: string): EditWords =>
  (name) =>
    name === undefined ? what : `${what} “${name}”`;

const edits: Record<EditType, EditWords> = {
  setName: of('plan name'),
  setDescription: of('description'),
  setSport: of('sport'),
  setCeiling: of('heart-rate limit'),
  insert: done('new phase'),
  insertBlock: done('inserted block'),
  remove: done('removed phase'),
  move: done('moved phase'),
  duplicate: of('duplicate'),
  wrap: of('repeat'),
  unwrap: done('ungrouped'),
  setRepeat: of('number of repeats'),
  setPhaseName: of('name'),
  setTarget: of('target'),
  setEnd: of('end'),
  setCue: of('cue'),
  setDuration: of('length'),
  replace: of('text'),
};

/** Making a plan, and changing one. */
export const editor = {
  titleNew: 'New plan',
  titleEdit: (name: string) => `Edit ${name}`,
  back: 'Back to the plan',
  backNew: 'All plans',
  backWorkout: 'Back to the workout',
  undo: 'Undo',
  redo: 'Redo',
  undone: (what: string) => `Undone: ${what}`,
  redone: (what: string) => `Redone: ${what}`,
  /** What was undone or redone, and to which step. */
  editOf: (type: EditType, name?: string) => edits[type](name),

  /** What was done to a step of the plan: its name, and which of how many phases it is now. */
  restepped: {
    added: (name: string, n: number, of: number) => `Phase ${n} of ${of} added: ${name}`,
    duplicated: (name: string, n: number, of: number) => `Duplicated: ${name} is phase ${n} of ${of}`,
    moved: (name: string, n: number, of: number) => `Moved: ${name} is phase ${n} of ${of}`,
    repeated: (name: string) => `Repeated: ${name}`,
    ungrouped: (name: string) => `Ungrouped: ${name}`,
  },
  /** How many there are to edit, and how many a workout of it has. */
  nPhases: (n: number, withRepeats: number) =>
    withRepeats === n ? phaseCount(n) : `${phaseCount(n)}, ${withRepeats} with repeats`,
  removed: (name: string, left: number) =>
    `Removed: ${name}. ${left === 0 ? 'No phases left' : `${phaseCount(left)} left`}`,

  // How it is kept. There is no button for it.
  saved: 'Saved',
  saving: 'Saving…',
  notSavedYet: 'Not saved yet',
  notSaved: 'Not saved',
  notSavedWhy: 'This plan could not be saved on this device. It stays here: try again, or export it.',
  noPhases: 'Not saved: a plan needs a phase',
  textNotSaved: (line: number) => `Not saved: line ${line} of the text`,
  begun: (name: string) => `You began “${name}” and did not save it.`,
  begunGoOn: 'Continue with it',
  begunLetGo: 'Discard it',
  changedElsewhere: 'This plan was changed in another window. What you see is the newer one; Undo brings yours back.',
  historyLost: 'The steps to undo could not be read. The plan itself is here.',
  builtIn: 'This is a built-in plan. Your changes go into a copy of your own.',
  scheduled: (n: number) =>
    plural(n, {
      one: 'This plan has a schedule, which uses what you save here.',
      other: 'This plan has # schedules: they use what you save here.',
    }),
  underWay: 'A workout with this plan is in progress. It keeps the plan it was started with.',
  copyOf: (name: string) => `${name} (copy)`,
  madeOfWorkout: 'Saved as a new plan',
  madeOfWorkoutWhy: 'Change it as you like. The workout stays as it is.',
  discard: 'Remove this plan',
  fromWorkout: (name: string) => `${name} (as done)`,

  // The plan.
  planName: 'Plan name',
  planNamePlaceholder: 'Name this plan',
  nameWanted: 'A name is needed.',
  /** The name of a new plan: the n-th that has none of its own. */
  unnamed: (n: number) => (n === 1 ? 'My plan' : `My plan ${n}`),
  description: 'Description',
  sport: 'Sport',
  about: 'Sport, description and limit',
  ceiling: 'Heart-rate limit',
  ceilingBegins: (pct: number, bpmMax: number) =>
    `This begins at ${pct} % of the maximum of ${bpmMax} bpm. If a clinic gave you a limit, enter that one.`,
  ceilingAdd: 'Set a limit',
  ceilingRemove: 'Remove the limit',

  // The picture.
  phaseInPicture: (name: string, target: string, end: string, n: number, of: number) =>
    `${name}, ${end}, ${target}, ${n} of ${of}`,
  pictureKeys:
    'Left and right choose a phase. Shift with left and right changes its length. Up and down change its target. Alt with left and right moves it. D duplicates it, Delete removes it, Enter shows its fields.',
  pictureHelp:
    'Tap a phase, then drag its handles: its side for the length, its top for the target, its foot to move it.',
  /** The same as `pictureKeys`, for those who see it. */
  pictureKeysShort:
    'Keys: ← → choose a phase · Shift ← → length · ↑ ↓ target · Alt ← → move · D duplicate · Delete · Enter for its fields',
  pictureWide: 'The picture is wider than the screen: swipe it sideways to see all of the plan.',
  empty: 'No phases yet',
  emptyWhy: 'Add the first one, or type the plan as text.',

  // The views.
  view: 'Edit as',
  views: { list: 'List', text: 'Text' },
  text: 'Plan as text',
  textWhy: 'One phase a line, in plain words or in short: 10 min easy · 10m Z2 · until <=120 bpm max 4m · lap',
  /** In an empty text, to be typed like it. */
  textExample: `10 min warm-up easy
4 x 4 min at 90% / 3 min until below 120
10 min cool-down easy`,
  textHelp: 'How to write it',
  textExamples: [
    ['Warm-up: 10m Z2', 'Ten minutes in zone 2'],
    ['4 x 4 min at 90% / 3 min until below 120', 'Four rounds; each recovery ends below 120 bpm, or after 3 min'],
    ['4x (4m 85-90% max "short steps", 3m open)', 'Four rounds of work and rest, with a cue'],
    ['until <=120 bpm hold 10s min 30s max 4m', 'Until the heart is down: half a minute at least, four at most'],
    ['20m 140-150 bpm', 'A range in bpm'],
    ['lap Z1', 'Until you tap Lap'],
    ['10m Z2/7', 'Zone 2 of seven; without a number, zones are of five'],
  ] as readonly (readonly [string, string])[],
  textProblems: (n: number) => plural(n, { one: '# problem in the text', other: '# problems in the text' }),
  textKept: 'The plan stays as it was, and your text stays here, until the text can be read.',
  textDiscard: 'Discard this text',
  atLine: (line: number) => `Line ${line}`,

  // A phase.
  add: 'Add phase',
  addToBlock: (n: number) => `Add phase to the ${n}×`,
  addAfter: 'Add after',
  name: 'Name',
  ends: 'Ends',
  endTypes: { time: 'After a time', heartRate: 'At a heart rate', hand: 'When I tap' } satisfies Record<
    End['type'],
    string
  >,
  byHandWhy: 'The phase ends when you tap Lap.',
  length: 'Length',
  lengthWrong: (most: string) => `Write a time, such as 4 for minutes, 4:00 or 4.00, or 90 s. At most ${most}.`,
  /** Of a phase above an hour. */
  lengthLong: (seconds: number) => `That is ${inWords(seconds)}. Minutes are written 4:00, hours 4:00:00.`,
  direction: 'When the heart rate',
  fromTypes: { above: 'Falls to', below: 'Rises to' },
  level: 'Heart rate',
  unit: 'Unit',
  units: {
    bpm: 'bpm',
    percentMax: '% of max',
    percentReserve: '% of reserve',
    percentThreshold: '% of threshold',
    zone: 'zone',
  } satisfies Record<LevelUnit, string>,
  hold: 'Held for',
  atLeast: 'At least',
  atMost: 'At most',
  /** The same beside a phase and beside the whole plan. */
  upTo: (length: string) => `up to ${length}`,
  target: 'Target',
  targetTypes: {
    open: 'No target',
    zone: 'Zone',
    bpm: 'Range in bpm',
    percentMax: 'Range in % of max',
    percentReserve: 'Range in % of reserve',
    percentThreshold: 'Range in % of threshold',
  } satisfies Record<Target['type'], string>,
  zone: 'Zone',
  zoneShort: (zone: number) => `Z${zone}`,
  ownZones: (n: number) => `Use one of your ${n} zones`,
  from: 'From',
  to: 'To',
  between: (min: number, max: number) => `A whole number from ${min} to ${max}.`,
  forYou: (bpm: string) => `${bpm} for you`,
  cue: 'Cue',
  cueWhy: 'Said and shown when the phase starts.',

  // What can be done with it.
  earlier: (name: string) => `Move ${name} earlier`,
  later: (name: string) => `Move ${name} later`,
  /** The same two on their buttons. */
  earlierShort: 'Earlier',
  laterShort: 'Later',
  duplicate: 'Duplicate',
  repeat: 'Repeat',
  unwrap: 'Ungroup',
  remove: (name: string) => `Remove ${name}`,
  times: 'Times',
  block: (n: number) => plural(n, { one: 'the block of # time', other: 'the block of # times' }),

  // Blocks that are kept for other plans.
  blocks: 'Saved blocks',
  blocksWhy: 'Phases that you use in many plans, such as your warm-up.',
  saveBlock: 'Save as block',
  savedBlock: (name: string) => `“${name}” was saved as a block`,
  insertBlock: (name: string) => `Insert ${name}`,
  removeBlock: (name: string) => `Delete the block ${name}`,
  noBlocks: 'No blocks yet. Open a phase or a repeat and save it as one.',

  mark: previewMark,
  previewTitle: (isOwn: boolean) =>
    isOwn
      ? 'The dotted line is simulated, as quick as your own heart'
      : 'The dotted line is a simulated heart, not yours',
  previewOf: previewBasis,
};
