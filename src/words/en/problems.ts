import type { Problem, ProblemCode } from '../../core/parse/parsed.ts';
import { importLosses } from './importLosses.ts';
import { losses } from './losses.ts';
import { plural } from './plural.ts';
import { textProblems } from './textProblems.ts';
import { workoutLosses } from './workoutLosses.ts';
import { formatsOf } from '../formats.ts';

const { clock, number } = formatsOf('en');

/** What is wrong with something that came from outside: one kind sentence each, with what would be right. */
const problems = {
  ...losses,
  ...importLosses,
  ...workoutLosses,
  ...textProblems,
  'frame.tooShort': ({ bytes = '?', needed = '?' }) =>
    `The strap's message has ${countedAs(bytes, { one: '# byte', other: '# bytes' })}; its flags call for at least ${needed}.`,
  'frame.notHex': ({ text = '' }) => `“${text}” is not pairs of hexadecimal digits (0–9, a–f).`,
  'value.missing': ({ expected = '' }) =>
    expected === '' ? 'This is missing.' : `Missing: ${kind(expected)} is expected here.`,
  'value.unknown': ({ received = 'This' }) => `${received} is unknown here.`,
  'value.type': ({ expected = '', received = 'This' }) => `This should be ${kind(expected)}, not ${received}.`,
  'value.choice': ({ expected = 'the known values', received = 'This' }) =>
    `${received} is not one of ${choices(expected)}.`,
  'value.tooSmall': ({ min = '?', received = 'This' }) => `${received} is too small: at least ${min}.`,
  'value.tooLarge': ({ max = '?', received = 'This' }) => `${received} is too large: at most ${max}.`,
  'value.tooShort': ({ min = 1 }) =>
    Number(min) <= 1 ? 'This must not be empty.' : `This is too short: at least ${min}.`,
  'value.tooLong': ({ max = '?' }) => `This is too long: at most ${max}.`,
  'value.notWhole': ({ received = 'This' }) => `${received} should be a whole number.`,
  'value.id': ({ received = 'This' }) => `${received} cannot be an id: letters, digits, - and _, 64 at most.`,
  'json.syntax': ({ found = '' }) =>
    /^\s*$/.test(String(found))
      ? 'This is not a plan file: a string in its JSON has no closing quote on this line.'
      : `This is not a plan file: its JSON cannot be read, since “${found}” does not belong here.`,
  'json.cut': () => 'This is not a plan file: its JSON ends too early.',
  'xml.syntax': () => 'This file is damaged or incomplete: its XML cannot be read here.',
  'yaml.syntax': () => 'This file is damaged or incomplete: its YAML cannot be read here.',
  'file.include': ({ name = '' }) => `This needs another file: give ${name} together with it.`,
  'gzip.damaged': () => 'This gzip file is damaged or was cut off. Fetch it again, or unpack it first.',
  'zip.damaged': () => 'This archive is damaged, or packed in a way that cannot be read here. Unpack it first.',
  'zip.tooMany': ({ max = '?' }) => `This archive has too many files: at most ${counted(max)}.`,
  'zip.tooLarge': ({ max = '?' }) =>
    `This is too large to be a plan: an archive may have at most ${countedAs(max, { one: '# byte', other: '# bytes' })} unpacked.`,
  'link.cut': () => 'This link is incomplete or damaged. Copy all of it, or ask for the plan as a file.',
  'link.foreign': () => 'This link does not contain a readable plan.',
  'link.tooLarge': () => 'This link is too large to be a plan. Ask for the plan as a file.',
  'file.empty': ({ use = '' }) => `This is not ${uses(use).name}: it is empty.`,
  'file.kind': ({ kind = '', use = '', formats, minutes }) =>
    `This is not ${uses(use).name} but ${fileKind(kind, minutes)}. ${elsewhere[`${use} ${kind}`] ?? uses(use, formats).wanted}`.trim(),
  'file.cut': () => 'This file ends too early: a part of it is missing.',
  'activity.empty': () => 'Nothing is recorded in this file.',
  'activity.noTimes': () => 'No row of this table has a time that can be read.',
  'file.damaged': () => 'This file is damaged: its contents cannot be read.',
  'input.tooLarge': ({ max = '?', use }) =>
    use === 'activity'
      ? `This is too large to be a workout: at most ${countedAs(max, { one: '# byte', other: '# bytes' })}.`
      : `This is too large to be a plan: at most ${countedAs(max, { one: '# character', other: '# characters' })}.`,
  'input.tooDeep': ({ max = '?' }) =>
    `This is nested too deeply: at most ${countedAs(max, { one: '# level', other: '# levels' })}.`,
  'input.tooMany': ({ max = '?' }) => `This file has too many values: at most ${counted(max)}.`,
  'plan.noPhases': () => 'A plan needs at least one phase.',
  'plan.tooManyPhases': ({ count = '?', max = '?' }) =>
    `With all repeats this makes ${countedAs(count, { one: '# phase', other: '# phases' })}: at most ${counted(max)}.`,
  'plan.tooLong': ({ totalS = 0, maxS = 0 }) =>
    `The plan takes ${clock(Number(totalS))}: at most ${clock(Number(maxS))}. For more, let the last phase end by hand.`,
  'plan.rangeReversed': () => 'The lower end of the range is above the upper one.',
  'plan.minAboveMax': () => 'The minimum time (minS) is longer than the maximum (maxS).',
  'plan.repeatFrom': ({ from = '?' }) => `This repeats from step ${from}, where no step or block before it begins.`,
  'plan.noEnd': () => 'Nothing ends this phase: add durationS or end.',
  'plan.endTwice': () => 'Both durationS and end are given: keep one.',
  'plan.noLevel': () => 'No heart rate is given: add bpm, percentMax, percentReserve, percentThreshold or zone.',
  'plan.levelTwice': () =>
    'More than one heart rate is given: keep one of bpm, percentMax, percentReserve, percentThreshold and zone.',
  'plan.maxGiven': ({ maxS = 0 }) =>
    `The file sets no time limit for this phase, which waits for a heart rate: it ends after ${clock(Number(maxS))} at the latest.`,
  'plan.maxHrIgnored': ({ bpm = '?' }) =>
    `The file has a maximum heart rate of ${bpm} bpm. The one in Settings is used instead.`,
  'plan.zoneBeyond': () => 'There is no such zone: zones are of five, unless "of" (3 to 7) says otherwise.',
  'plan.zoneOutsideTarget': ({ zone = 2 }) =>
    `unknown key; a zone belongs in target: "target": { "type": "zone", "zone": ${zone} }.`,
  'edit.noStep': () => 'This part of the plan is no longer there.',
  'edit.intoItself': () => 'A block cannot be moved into itself.',
  'edit.historyLost': () => 'Your plan is here, but earlier changes can no longer be undone.',
  'key.unknown': ({ meant = '' }) => (meant === '' ? 'unknown key.' : `unknown key, did you mean ${meant}?`),
  'reach.target': ({ bpm = '?', bpmMax = '?' }) =>
    `The target begins at ${bpm} bpm, above your maximum of ${bpmMax} bpm. No cue will ask for it.`,
  'reach.targetTop': ({ bpm = '?', bpmMax = '?' }) =>
    `The target goes up to ${bpm} bpm, above your maximum of ${bpmMax} bpm.`,
  'reach.endAbove': ({ bpm = '?', bpmMax = '?' }) =>
    `This phase waits for ${bpm} bpm, above your maximum of ${bpmMax} bpm: it ends at its time limit.`,
  'reach.endBelow': ({ bpm = '?', bpmResting = '?' }) =>
    `This phase waits for ${bpm} bpm, below your resting heart rate of ${bpmResting} bpm: it ends at its time limit.`,
  'reach.targetCeiling': ({ bpm = '?', ceilingBpm = '?' }) =>
    `The target begins at ${bpm} bpm, ${bpm === ceilingBpm ? 'at' : 'above'} the limit of ${ceilingBpm} bpm. No cue will ask for it.`,
  'reach.endCeiling': ({ bpm = '?', ceilingBpm = '?' }) =>
    `This phase waits for ${bpm} bpm, ${bpm === ceilingBpm ? 'at' : 'above'} the limit of ${ceilingBpm} bpm. No cue will ask for it.`,
  'profile.zonesNotAscending': () => 'Each zone must begin above the one before it.',
  'profile.restingAboveMax': () => 'Resting heart rate must be below the maximum.',
  'profile.thresholdAboveMax': () => 'Threshold heart rate must not be above the maximum.',
  'strap.unknown': ({ text = '', forms = '' }) => `“${text}” is not a simulated strap. Choose one of ${forms}.`,
  'strap.form': ({ text = '', form = '' }) => `“${text}” does not have the form ${form}.`,
  'replay.line': ({ text = '' }) => `“${text}” is neither seconds,bpm nor {"atMs": …, "hex": "…"}.`,
  'replay.clock': ({ text = '' }) =>
    `“${text}” has a different time unit from the first line: use seconds, or milliseconds since 1970, throughout.`,
  'recording.none': () => 'This is not a diagnostics file of Beatkeeper.',
  'replay.empty': () => 'There is no heart rate in this recording.',
  'record.newer': () => 'A newer version of Beatkeeper wrote this. Update the app to read it.',
  'record.broken': () => 'The data stored here cannot be read.',
  'record.torn': () => 'The data stored here is damaged.',
  'backup.empty': () => 'This file is empty.',
  'backup.foreign': () => 'This is not a Beatkeeper backup.',
  'backup.newer': () => 'A newer version of Beatkeeper made this backup. Update the app to read it.',
  'backup.tooLarge': ({ max = '?' }) =>
    `This is too large for a backup: at most ${countedAs(max, { one: '# byte', other: '# bytes' })} unpacked.`,
  'backup.cut': () => 'This file ends too early: a part of it is missing.',
  'backup.damaged': () => 'The checksum does not match: the file is damaged.',
  'backup.line': () => 'This line is not a record: the file is damaged.',
  'backup.name': ({ name = '' }) => `“${name}” is not allowed as a name in a backup.`,
  'backup.order': () => 'This record is a duplicate, or in the wrong place.',
  'backup.orphan': () => 'This belongs to a workout that is not in the file.',
  'cron.empty': () => 'This is empty. For example, 30 6 * * 1-5 is 06:30 from Monday to Friday.',
  'cron.tooLong': ({ max = '?' }) =>
    `This is too long: at most ${countedAs(max, { one: '# character', other: '# characters' })}.`,
  'cron.fields': ({ count = '?' }) =>
    `An expression has five fields (minute, hour, day, month, weekday), or six with seconds first: this has ${count}.`,
  'cron.macro': ({ text = '' }) => `“${text}” is not supported: write it in fields, such as 0 0 * * *.`,
  'cron.form': ({ text = '' }) => `“${text}” cannot be read: use numbers, ranges (1-5), lists (1,3) and steps (*/2).`,
  'cron.hash': ({ text = '' }) => `“${text}” would be random: write a number.`,
  'cron.range': ({ text = '', min = '?', max = '?' }) => `“${text}” is not between ${min} and ${max}.`,
  'cron.reversed': ({ text = '' }) => `“${text}” is reversed: put the smaller number first, or write two ranges.`,
  'cron.step': ({ text = '', max = '?' }) => `A step of ${text} is out of range: use 1 to ${max}.`,
  'cron.emptyItem': () => 'Something is missing before or after a comma.',
  'cron.never': () => 'No month has such a day: this would never happen.',
} satisfies Record<ProblemCode, (params: Problem['params']) => string>;

/** The sentence for one problem. */
export function problem({ code, params }: Problem): string {
  return problems[code](params);
}

/** The same with its place in front: `phases[2].durationS: 0 is too small: at least 1.` */
export function problemLine({ code, path, params }: Problem): string {
  const sentence = problems[code](params);
  return path === '' ? sentence : `${path}: ${sentence}`;
}

/** What a file may be instead of what is wanted (`formats/fileKind.ts`); # is where its length belongs. */
const fileKinds: Record<string, string> = {
  gzip: 'a gzip archive',
  zip: 'a ZIP archive',
  pdf: 'a PDF document',
  image: 'an image',
  media: 'a sound or a video',
  database: 'a database',
  binary: 'a file that is not UTF-8 text',
  fit: 'a FIT file',
  fitActivity: 'a recorded activity# (FIT)',
  fitCourse: 'a course (FIT)',
  fitWorkout: 'a workout to do (FIT)',
  fitOther: 'a FIT file without a workout',
  html: 'a web page (HTML)',
  zwo: 'a Zwift workout (ZWO)',
  tcx: 'a recorded activity# (TCX)',
  tcxCourse: 'a course (TCX)',
  tcxWorkout: 'a workout to do (TCX)',
  gpx: 'a track (GPX)',
  kml: 'a map (KML)',
  xml: 'an XML file',
  calendar: 'a calendar',
  csv: 'a table (CSV)',
  workout: 'a workout exported from Beatkeeper',
  backup: 'a Beatkeeper backup',
  plan: 'a plan',
  json: 'another JSON file',
  text: 'plain text',
};

/** The same with its length, where that is known. */
const fileKind = (kind: string | number, minutes?: string | number): string =>
  (fileKinds[kind] ?? 'something else').replace('#', minutes === undefined ? '' : ` of ${minutes} min`);

/** Where it belongs, when it is one of ours. */
const elsewhere: Record<string, string> = {
  'plan backup': 'Restore it in Settings › Data.',
  'plan fit': 'There is nothing in it.',
  'plan fitOther': 'There are no steps in it.',
  'plan fitActivity': 'It holds a workout that was done, not one to do: import it in History.',
  'plan fitCourse': 'It holds a way to go, not phases.',
  'plan tcxCourse': 'It holds a way to go, not phases.',
  'plan tcx': 'It holds a workout that was done, not one to do: import it in History.',
  'plan gpx': 'If it was recorded with a heart rate, import it in History.',
  'plan workout': 'It holds a workout that was done: import it in History.',
  'plan gzip':
    'A workout that was done is imported in History, and a Beatkeeper backup is restored in Settings › Data.',
  'backup plan': 'Import it in Plans.',
  'backup workout': 'Import it in History.',
  'activity fitWorkout': 'Import it in Plans.',
  'activity tcxWorkout': 'Import it in Plans.',
  'activity zwo': 'Import it in Plans.',
  'activity plan': 'Import it in Plans.',
  'activity fitCourse': 'It holds a way to go, and nothing that was done.',
  'activity tcxCourse': 'It holds a way to go, and nothing that was done.',
  'activity gpx': 'Its points have no times: it holds a way to go, and nothing that was done.',
  'activity backup': 'Restore it in Settings › Data.',
  'activity gzip': 'It is packed twice: unpack it first.',
  'activity zip': 'Unpack it first.',
  'activity csv': 'A table needs a column of times and one of heart rates, with their names above them.',
  'backup gzip': 'Its contents are something else.',
};

/** What a file was opened as, and what would be right; not again where the formats are said already (`''`). */
function uses(
  use: string | number,
  formats: string | number = use === 'plan' ? 'JSON files, with a name and phases' : '',
): { name: string; wanted: string } {
  switch (use) {
    case 'plan':
      return { name: 'a plan file', wanted: formats === '' ? '' : `Plans are read from ${formats}.` };
    case 'recording':
      return {
        name: 'a recording',
        wanted: 'A recording has a line of seconds,bpm or {"atMs": …, "hex": "…"} for each reading.',
      };
    case 'activity':
      return { name: 'a recorded workout', wanted: formats === '' ? '' : `Workouts are read from ${formats}.` };
    case 'workout':
      return { name: 'a workout of Beatkeeper', wanted: 'Export one as JSON from the history.' };
    default:
      return {
        name: 'a Beatkeeper backup',
        wanted: 'A backup is a file that Beatkeeper saved: beatkeeper-….jsonl.gz.',
      };
  }
}

function kind(expected: string | number): string {
  const names: Record<string, string> = {
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
    Array: 'a list',
    Object: 'an object',
  };
  return names[String(expected)] ?? choices(expected);
}

function choices(expected: string | number): string {
  return String(expected)
    .replace(/^\((.*)\)$/, '$1')
    .replaceAll(' | ', ', ');
}

/** Parameters may be missing, or no numbers. */
function counted(count: string | number): string {
  return Number.isFinite(Number(count)) ? number(Number(count)) : String(count);
}

function countedAs(count: string | number, forms: Parameters<typeof plural>[1]): string {
  return Number.isFinite(Number(count)) ? plural(Number(count), forms) : forms.other.replace('#', String(count));
}
