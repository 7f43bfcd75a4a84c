import type { Problem, TextCode } from '../../core/parse/parsed.ts';

/** What cannot be read in a plan that is typed as text: what is wrong, and what to write instead. */
export const textProblems = {
  'text.unknown': ({ text = 'This' }) =>
    `“${text}” is not understood here. A phase is written as 10m Z2, or Warm-up: 10m Z2.`,
  'text.noUnit': ({ text = 'A number' }) => `${text} what? Add m or s for a time, bpm for a heart rate, or % max.`,
  'text.percentOf': ({ text = 'A percentage' }) => `${text} of what? Add max, reserve or threshold.`,
  'text.clock': ({ text = 'This' }) => `“${text}” is not a time. Write 3:00 for minutes, 1:05:00 for hours, or 3m.`,
  'text.zone': ({ text = 'This', of = 5 }) =>
    `“${text}” is not a zone: Z1 to Z${of}.${of === 5 ? ' For other zones, write of how many: Z6/7.' : ''}`,
  'text.zoneCount': ({ text = 'This' }) => `“${text}” is not a zone: there are three to seven of them, as in Z2/3.`,
  'text.zoneRange': () => 'A target is one zone, such as Z2. For more than that, write a range such as 120-150 bpm.',
  'text.oneRate': () => 'One heart rate is expected here, such as 120 bpm, 85% max or Z2.',
  'text.noTarget': ({ text = 'This' }) => `${text} what? Add a target such as Z2 or 140-150 bpm, or open.`,
  'text.targetTwice': () => 'This phase has two targets: keep one.',
  'text.noEnd': ({ text = 'This' }) =>
    `${text} for how long? Add a time such as 3m, until <=120 bpm, or lap to end it by hand.`,
  'text.endTwice': () => 'Two things end this phase: keep one.',
  'text.noLevel': () => 'Until which heart rate? Write <=120 bpm, >=85% max or <=Z2.',
  'text.whichWay': ({ text = 'This' }) => `Down to ${text}, or up to it? Write until <=${text} or until >=${text}.`,
  'text.looseTime': ({ text = 'This' }) => `${text} of what? Write hold ${text}, min ${text} or max ${text}.`,
  'text.holdAlone': ({ text = 'This' }) => `“${text}” belongs after until, as in until <=120 bpm ${text}.`,
  'text.holdTwice': () => 'This is given twice: keep one.',
  'text.cueTwice': () => 'This phase has two cues: keep one.',
  'text.quoteOpen': () => 'The closing quote is missing on this line.',
  'text.noName': () => 'The name before the colon is missing.',
  'text.noCount': () => 'How many times? Put a number before the bracket, as in 4x (3m Z4, 2m open).',
  'text.blockName': () => 'A block has no name: name the phases in it.',
  'text.blockEmpty': () => 'There is no phase in this block.',
  'text.blockMore': ({ count = 4 }) =>
    `What is repeated ${count}×? Put it in brackets, as in ${count}x (4 min easy, 3 min open), 10 min easy.`,
  'text.blockOpen': () => 'The closing bracket of this block is missing.',
  'text.bracket': () => 'This closing bracket has no opening one.',
  'text.tooDeep': ({ max = '?' }) => `Blocks are nested too deeply here: at most ${max} deep.`,
  'text.ceilingTwice': () => 'The plan has two limits: keep one.',
  'text.ceilingMore': () => 'A limit is one heart rate on a line of its own, such as limit 150 bpm.',
} satisfies Record<TextCode, (params: Problem['params']) => string>;
