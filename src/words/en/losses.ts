import type { LossCode, Problem } from '../../core/parse/parsed.ts';
import { formatsOf } from '../formats.ts';
import { listText } from './listText.ts';

const { clock } = formatsOf('en');

/** What a phase ended by, in another program. */
export const ends: Record<string, string> = {
  distance: 'a distance',
  calories: 'calories',
  power: 'power',
  reps: 'a number of repetitions',
  time: 'a time',
  heartRate: 'a heart rate',
  load: 'a training load',
  lap: 'a lap',
  unknown: 'something unknown',
};

/** What was aimed at there. */
export const targets: Record<string, string> = {
  power: 'power',
  pace: 'pace',
  speed: 'speed',
  cadence: 'cadence',
  incline: 'incline',
  resistance: 'resistance',
  heartRate: 'heart-rate',
  unknown: 'unknown',
};

export const named = (names: Record<string, string>, what: string | number): string =>
  names[String(what)] ?? String(what);

/** What a plan loses, or is given, on its way from one format to another: one sentence each. */
export const losses = {
  'loss.endByHand': ({ what = '', amount = '' }) =>
    `This phase ended by ${named(ends, what)}${amount === '' ? '' : ` (${amount})`}: now you tap Lap to end it.`,
  'loss.endGiven': ({ maxS = 0 }) => `The file does not say when this phase ends: it takes ${clock(Number(maxS))}.`,
  'loss.powerOpen': ({ text = '' }) => `The power target${text === '' ? '' : ` (${text})`} is left out: no target.`,
  'loss.powerEstimated': ({ text = '', zone = '?' }) =>
    `Estimated: the power target${text === '' ? '' : ` (${text})`} became heart-rate zone ${zone}.`,
  'loss.powerShort': () => 'Under two minutes a heart cannot follow power: go by feel.',
  'loss.targetDropped': ({ what = '', text = '' }) =>
    `The ${named(targets, what)} target${text === '' ? '' : ` (${text})`} is left out: no target.`,
  'loss.targetCut': ({ text = '' }) => `The target (${text}) was beyond what a heart can do and is limited.`,
  'loss.targetWidened': ({ text = '', range = '?' }) => `“${text}” is one value: the target is ${range}.`,
  'loss.zoneRange': ({ text = '', range = '?' }) => `“${text}” is several zones: the target is ${range} of maximum.`,
  'loss.rampRange': ({ text = '' }) => `The ramp${text === '' ? '' : ` (${text})`} became one range.`,
  'loss.unitGuessed': ({ text = '', unit = '' }) => `“${text}” has no unit: read as ${unit}.`,
  'loss.keyDropped': ({ key = '?' }) => `Left out: ${key}.`,
  'loss.stepDropped': ({ text = '' }) => `This step is left out${text === '' ? '' : `: ${text}`}.`,
  'loss.fileDropped': ({ name = '?' }) => `${name} is not a plan and is left out.`,
  'loss.nameGiven': ({ name = '' }) => `The file gives no name: it is called “${name}”.`,
  'loss.textCut': ({ max = '?' }) => `This text is cut: at most ${max} fit.`,
  'loss.timeRounded': ({ fromS = '?', toS = '?' }) => `${fromS} s is rounded to ${toS} s.`,
  'loss.checksum': () => 'The checksum does not match: the file may be damaged. Check the phases.',
  'loss.repeatGiven': ({ until = '', amount = '', count = '?' }) =>
    `The file repeats this until ${named(ends, until)}${amount === '' ? '' : ` (${amount})`}: now ${count} ×.`,
  'loss.cueJoined': ({ count = '?' }) =>
    Number(count) === 1
      ? 'The message during this phase became its cue, at the start.'
      : `${count} messages became one cue at the start of this phase.`,
  'loss.resolvedBpm': ({ text = '?', bpm = '?' }) => `${text} is written as ${bpm} bpm, from your heart rates.`,
  'loss.resolvedPercent': ({ text = '?', percent = '?' }) =>
    `${text} is written as ${percent} % of maximum, from your heart rates.`,
  'loss.asText': ({ what = '' }) =>
    `The format has no place for this phase's ${listText(String(what).split(', '))}: a message at its start shows it instead.`,
  'loss.textChanged': ({ text = '' }) => `Written as “${text}”: the original would be misread there.`,
  'loss.profileAssumed': ({ bpmMax = '?' }) => `Heart rates are worked out for a maximum of ${bpmMax} bpm.`,
  'loss.unrolled': () => 'Repeats are written out one by one.',
  'loss.targetUnsaid': () => 'The format cannot hold this target.',
  'loss.endUnsaid': ({ maxS = '' }) =>
    `The format cannot hold what ends this phase${maxS === '' ? '' : `: there it takes ${clock(Number(maxS))}`}.`,
  'loss.holdUnsaid': ({ holdS = '?' }) =>
    `The format cannot hold “for ${holdS} s”: there it ends as soon as the heart rate is reached.`,
  'loss.minUnsaid': ({ minS = 0 }) =>
    `The format cannot hold “at least ${clock(Number(minS))}”: there it may end sooner.`,
  'loss.maxUnsaid': ({ maxS = 0 }) =>
    `The format cannot hold “at most ${clock(Number(maxS))}”: there it ends only when the heart rate is reached.`,
  'loss.ceilingUnsaid': ({ limitBpm = '?', upToBpm }) =>
    `The limit of ${limitBpm} bpm is not in the file: ${
      upToBpm === undefined ? 'another device knows nothing of it' : `another device will ask for up to ${upToBpm} bpm`
    }.`,
  'loss.cueUnsaid': () => 'The format cannot hold this cue.',
  'loss.descriptionUnsaid': () => 'The format cannot hold the description.',
  'loss.sportUnsaid': () => 'The file cannot say the sport of this plan: the other program may show another one.',
  'loss.nameUnsaid': ({ name = '' }) => `The format has no names for phases: “${name}” is written as a note.`,
  'loss.zoneScheme': ({ of = '?' }) => `The file's zones are of ${of}: they are kept by their share of your maximum.`,
} satisfies Record<LossCode, (params: Problem['params']) => string>;
