import type { Problem, ProblemCode } from '../../core/parse/parsed.ts';
import { formatsOf } from '../formats.ts';

const { clock, number } = formatsOf('en');

/** What is wrong with something that came from outside: one kind sentence each, with what would be right. */
const problems = {
  'frame.tooShort': ({ bytes = '?', needed = '?' }) =>
    `The strap's message has ${plural(bytes, 'byte')}; what it announces needs at least ${needed}.`,
  'frame.notHex': ({ text = '' }) => `“${text}” is not pairs of hexadecimal digits (0–9, a–f).`,
  'value.missing': ({ expected = '' }) =>
    expected === '' ? 'This is missing.' : `Missing: ${kind(expected)} belongs here.`,
  'value.unknown': ({ received = 'This' }) => `${received} is not known here.`,
  'value.type': ({ expected = '', received = 'This' }) => `This should be ${kind(expected)}, not ${received}.`,
  'value.choice': ({ expected = 'what is known here', received = 'This' }) =>
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
      ? 'This is not a plan file: a text in its JSON has no closing quote on this line.'
      : `This is not a plan file: its JSON cannot be read, since “${found}” does not belong here.`,
  'json.cut': () => 'This is not a plan file: its JSON ends too early.',
  'file.empty': ({ use = '' }) => `This is not ${uses(use).name}: it is empty.`,
  'file.kind': ({ kind = '', use = '' }) =>
    `This is not ${uses(use).name} but ${fileKinds[kind] ?? 'something else'}. ${elsewhere[`${use} ${kind}`] ?? uses(use).wanted}`,
  'input.tooLarge': ({ max = '?' }) => `This is too large to be a plan: at most ${counted(max)} characters.`,
  'input.tooDeep': ({ max = '?' }) => `This is nested too deeply: at most ${max} levels.`,
  'input.tooMany': ({ max = '?' }) => `There is too much in here: at most ${counted(max)} values.`,
  'plan.noPhases': () => 'A plan needs at least one phase.',
  'plan.tooManyPhases': ({ count = '?', max = '?' }) =>
    `With all repeats this makes ${counted(count)} phases: at most ${counted(max)}.`,
  'plan.tooLong': ({ totalS = 0, maxS = 0 }) =>
    `The plan takes ${clock(Number(totalS))}: at most ${clock(Number(maxS))}. Let the last phase end by hand for more.`,
  'plan.rangeReversed': () => 'The lower end of the range is above the upper one.',
  'plan.minAboveMax': () => 'The least time (minS) is longer than the most (maxS).',
  'plan.noEnd': () => 'Nothing ends this phase: give it durationS or end.',
  'plan.endTwice': () => 'Both durationS and end are given: keep one of them.',
  'plan.maxGiven': ({ maxS = 0 }) =>
    `This phase waits for a heart rate; it ends after ${clock(Number(maxS))} at the latest.`,
  'plan.maxHrIgnored': ({ bpm = '?' }) =>
    `The file's maximum heart rate of ${bpm} bpm is left aside: yours is in Settings.`,
  'plan.zoneOutsideTarget': ({ zone = 2 }) =>
    `unknown key; a zone belongs in target: "target": { "type": "zone", "zone": ${zone} }.`,
  'key.unknown': ({ meant = '' }) => (meant === '' ? 'unknown key.' : `unknown key, did you mean ${meant}?`),
  'reach.target': ({ bpm = '?', bpmMax = '?' }) =>
    `The target begins at ${bpm} bpm, above your maximum of ${bpmMax} bpm. No cue will ask for it.`,
  'reach.targetTop': ({ bpm = '?', bpmMax = '?' }) =>
    `The target goes up to ${bpm} bpm, above your maximum of ${bpmMax} bpm.`,
  'reach.endAbove': ({ bpm = '?', bpmMax = '?' }) =>
    `This phase waits for ${bpm} bpm, above your maximum of ${bpmMax} bpm: it ends at its time limit.`,
  'reach.endBelow': ({ bpm = '?', bpmResting = '?' }) =>
    `This phase waits for ${bpm} bpm, below your resting heart rate of ${bpmResting} bpm: it ends at its time limit.`,
  'profile.zonesNotAscending': () => 'Each zone must begin above the one before it.',
  'profile.restingAboveMax': () => 'Resting heart rate must be below the maximum.',
  'profile.thresholdAboveMax': () => 'Threshold heart rate must not be above the maximum.',
  'strap.unknown': ({ text = '', forms = '' }) => `“${text}” is not a simulated strap. There are: ${forms}.`,
  'strap.form': ({ text = '', form = '' }) => `“${text}” is not written as ${form}.`,
  'replay.line': ({ text = '' }) => `“${text}” is neither seconds,bpm nor {"atMs": …, "hex": "…"}.`,
  'replay.clock': ({ text = '' }) =>
    `“${text}” has another time unit than the first line: use seconds, or milliseconds since 1970, throughout.`,
  'replay.empty': () => 'There is no heart rate in this recording.',
  'record.newer': () => 'A newer version of Beatkeeper wrote this. Update the app to read it.',
  'record.broken': () => 'What was stored here cannot be read.',
  'record.torn': () => 'What was stored here was damaged.',
  'backup.empty': () => 'This file is empty.',
  'backup.foreign': () => 'This is not a backup of Beatkeeper.',
  'backup.newer': () => 'A newer version of Beatkeeper made this backup. Update the app to read it.',
  'backup.tooLarge': ({ max = '?' }) => `This unpacks to more than any backup does: at most ${counted(max)}.`,
  'backup.cut': () => 'This file ends too early: a part of it is missing.',
  'backup.damaged': () => 'Its checksum does not fit: the file is damaged.',
  'backup.line': () => 'This line is no record: the file is damaged.',
  'backup.name': ({ name = '' }) => `“${name}” must not be a name in a backup.`,
  'backup.order': () => 'This record stands twice, or in the wrong place.',
  'backup.orphan': () => 'This belongs to a workout that is not in the file.',
  'cron.empty': () => 'There is nothing here yet. 30 6 * * 1-5 is 06:30 from Monday to Friday.',
  'cron.tooLong': ({ max = '?' }) => `This is too long: at most ${max} characters.`,
  'cron.fields': ({ count = '?' }) =>
    `Five fields belong here (minute, hour, day, month, weekday), or six with seconds first: there ${Number(count) === 1 ? 'is' : 'are'} ${count}.`,
  'cron.macro': ({ text = '' }) => `“${text}” is not known here: write it in fields, such as 0 0 * * *.`,
  'cron.form': ({ text = '' }) => `“${text}” cannot be read: numbers, ranges (1-5), lists (1,3) and steps (*/2) can.`,
  'cron.hash': ({ text = '' }) => `“${text}” would be left to chance: write the number.`,
  'cron.range': ({ text = '', min = '?', max = '?' }) => `“${text}” is not from ${min} to ${max}.`,
  'cron.reversed': ({ text = '' }) => `“${text}” runs backwards: put the smaller one first, or write two ranges.`,
  'cron.step': ({ text = '', max = '?' }) => `A step of ${text} does not fit: from 1 to ${max}.`,
  'cron.emptyItem': () => 'Something is missing before or after a comma.',
  'cron.never': () => 'No month has such a day: this would never come.',
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

/** What a file may be instead of what is wanted (`formats/fileKind.ts`). */
const fileKinds: Record<string, string> = {
  gzip: 'a gzip archive',
  zip: 'a ZIP archive',
  pdf: 'a PDF document',
  image: 'an image',
  media: 'a sound or a video',
  database: 'a database',
  binary: 'a file that is not UTF-8 text',
  fit: 'a FIT file',
  html: 'a web page (HTML)',
  zwo: 'a Zwift workout (ZWO)',
  tcx: 'an activity (TCX)',
  gpx: 'a track (GPX)',
  kml: 'a map (KML)',
  xml: 'an XML file',
  calendar: 'a calendar',
  csv: 'a table (CSV)',
  workout: 'a workout exported from Beatkeeper',
  backup: 'a backup of Beatkeeper',
  plan: 'a plan',
  json: 'another JSON file',
  text: 'plain text',
};

/** Where it belongs, when it is one of ours. */
const elsewhere: Record<string, string> = {
  'plan backup': 'Restore it in Settings › Data.',
  'plan gzip': 'If it is a backup of Beatkeeper, restore it in Settings › Data.',
  'backup plan': 'Import it in Plans.',
  'backup gzip': 'Its contents are something else.',
};

/** What a file was opened as, and what would be right. */
function uses(use: string | number): { name: string; wanted: string } {
  switch (use) {
    case 'plan':
      return { name: 'a plan file', wanted: 'Plans are read from JSON files, with a name and phases.' };
    case 'recording':
      return {
        name: 'a recording',
        wanted: 'A recording has a line of seconds,bpm or {"atMs": …, "hex": "…"} for each reading.',
      };
    default:
      return {
        name: 'a backup of Beatkeeper',
        wanted: 'A backup is a file that Beatkeeper saved: beatkeeper-….jsonl.gz.',
      };
  }
}

function kind(expected: string | number): string {
  const names: Record<string, string> = {
    string: 'a text',
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

function counted(count: string | number): string {
  return Number.isFinite(Number(count)) ? number(Number(count)) : String(count);
}

function plural(count: string | number, one: string): string {
  return Number(count) === 1 ? `1 ${one}` : `${count} ${one}s`;
}
