// A number and its noun agree, in every phrase of the catalogue.
import { expect, test } from 'vitest';
import { PROBLEM_CODES } from '../../src/core/parse/parsed.ts';
import { calendarWords } from '../../src/words/en/calendar.ts';
import { cli } from '../../src/words/en/cli.ts';
import { data } from '../../src/words/en/data.ts';
import { editor } from '../../src/words/en/editor.ts';
import { frames } from '../../src/words/en/frames.ts';
import { exchange } from '../../src/words/en/exchange.ts';
import { en } from '../../src/words/en/index.ts';
import { ORDINAL_CATEGORIES, ordinal } from '../../src/words/en/ordinal.ts';
import { heart } from '../../src/words/en/heart.ts';
import { pages } from '../../src/words/en/pages.ts';
import { planned } from '../../src/words/en/planned.ts';
import { CATEGORIES, plural } from '../../src/words/en/plural.ts';
import { problem } from '../../src/words/en/problems.ts';
import { reminders } from '../../src/words/en/reminders.ts';
import { schedule } from '../../src/words/en/schedule.ts';
import { workout } from '../../src/words/en/workout.ts';
import { trends } from '../../src/words/en/trends.ts';
import { workoutPage } from '../../src/words/en/workoutPage.ts';
import { pluralsOf } from '../../src/words/plurals.ts';

const COUNTS = [0, 1, 2, 11, 1000];

const all = (n: number) => ({ inFile: n, here: n, new: n, newer: 0, removed: 0, kept: 0 });
const backup = (n: number) => ({
  digests: all(n),
  annotations: all(n),
  plans: all(n),
  schedules: all(n),
  settings: all(0),
});

test.each<[string, (n: number) => string, string[]]>([
  [
    'workouts of a month',
    (n) => pages.history.monthTotal(n, '1 h'),
    ['0 workouts · 1 h', '1 workout · 1 h', '2 workouts · 1 h', '11 workouts · 1 h', '1,000 workouts · 1 h'],
  ],
  ['phases of a plan', pages.plan.nPhases, ['0 phases', '1 phase', '2 phases', '11 phases', '1,000 phases']],
  ['rounds of a block', pages.plan.repeat, ['0 times', '1 time', '2 times', '11 times', '1,000 times']],
  [
    'problems of a plan',
    exchange.refused,
    [
      'Not imported: 0 problems',
      'Not imported: 1 problem',
      'Not imported: 2 problems',
      'Not imported: 11 problems',
      'Not imported: 1,000 problems',
    ],
  ],
  [
    'weeks of a streak, whose number stands above',
    schedule.streak,
    ['full weeks in a row', 'full week', 'full weeks in a row', 'full weeks in a row', 'full weeks in a row'],
  ],
  [
    'workouts after a merge',
    data.restoredWhat.merge,
    [
      'Newer entries were taken from the file. There are 0 workouts now.',
      'Newer entries were taken from the file. There is 1 workout now.',
      'Newer entries were taken from the file. There are 2 workouts now.',
      'Newer entries were taken from the file. There are 11 workouts now.',
      'Newer entries were taken from the file. There are 1,000 workouts now.',
    ],
  ],
  [
    'records that a backup lacks',
    data.leftOut,
    [
      '0 records could not be read and are not in the backup.',
      '1 record could not be read and is not in the backup.',
      '2 records could not be read and are not in the backup.',
      '11 records could not be read and are not in the backup.',
      '1,000 records could not be read and are not in the backup.',
    ],
  ],
  [
    'missed workouts in a notification',
    (n) => reminders.missed(n, n >= 1000),
    [
      '0 planned workouts were missed',
      'A planned workout was missed',
      '2 planned workouts were missed',
      '11 planned workouts were missed',
      '1,000+ planned workouts were missed',
    ],
  ],
  [
    'phases of a run',
    (n) => cli.phases(0, n),
    ['0 of 0 phases', '0 of 1 phase', '0 of 2 phases', '0 of 11 phases', '0 of 1,000 phases'],
  ],
])('%s: 0, 1, 2, 11, 1000', (_, phrase, said) => {
  expect(COUNTS.map((n) => phrase(n))).toEqual(said);
});

test('ordinals follow the last digits, but for the teens', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 29, 30, 31].map(ordinal).join(' ')).toBe(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 29th 30th 31st',
  );
});

test('the categories of English are those of Intl', () => {
  const named = (type: Intl.PluralRuleType): string[] =>
    new Intl.PluralRules('en', { type }).resolvedOptions().pluralCategories.sort();
  expect(named('cardinal')).toEqual([...CATEGORIES, 'other'].sort());
  expect(named('ordinal')).toEqual([...ORDINAL_CATEGORIES, 'other'].sort());
});

test('a language with more categories takes a form for each, and writes numbers its own way', () => {
  const polish = pluralsOf<'one' | 'few' | 'many'>('pl');
  const workouts = { one: '# trening', few: '# treningi', many: '# treningów', other: '# treningu' };
  expect([1, 2, 5, 22, 25, 1.5].map((n) => polish(n, workouts))).toEqual([
    '1 trening',
    '2 treningi',
    '5 treningów',
    '22 treningi',
    '25 treningów',
    '2 treningu',
  ]);
  // @ts-expect-error: a form is missing
  polish(1, { one: '# trening', few: '# treningi', other: '# treningu' });
  // @ts-expect-error: so is one here
  plural(1, { other: '# workouts' });
});

test('a category that is newer than the forms is said as other', () => {
  expect(pluralsOf<'other'>('en')(1, { other: '# (others)' })).toBe('1 (others)');
});

const CUE_OF_ONE = {
  atS: 1,
  side: 'low',
  why: {
    ...{ bpm: 1, slopeBpmPerS: 1 / 60, projectedBpm: 1, tauS: 1, band: { lowBpm: 2, highBpm: 3 } },
    ...{ sdBpm: 1, rule: 'sure', level: 1, byBpm: 1 },
  },
};

/** For functions that take more than numbers and text. */
const SPECIAL: Record<string, unknown[]> = {
  'calendar.phase': [{ name: 'Work', target: { type: 'open' }, end: { type: 'hand' } }],
  'calendar.saved': [{ events: 2, dated: 1, untilMs: 1 }, 'UTC'],
  'cli.became': [[['missed', 1]]],
  'cli.broken': [[{ code: 'frame.tooShort', path: '', params: { bytes: 1 } }]],
  'cli.load': [{ trimp: 1, hrss: 1, edwards: 1, zonesS: [1, 1, 1, 1, 1, 1, 1], hrr60: 1, driftPct: 1 }],
  'data.merge': [backup(1)],
  'data.replace': [backup(1)],
  'en.band': [{ lowBpm: 1 }],
  'en.end': [{ type: 'heartRate', from: 'above', bpm: 1, holdS: 2 }],
  'en.guidance': [{ type: 'noSignal', forS: 1 }],
  'en.phaseName': [{ name: 'Work', round: { n: 1, of: 1 } }],
  'en.zoneName': [1, 5],
  'editor.editOf': ['setTarget', 'x'],
  'editor.ownZones': [3],
  'pages.settings.sportZones': [3, '% of maximum'],
  'en.target': [{ type: 'zone', zone: 1 }],
  'pages.plan.heartRate': [{ name: 'bpmMax', bpm: 1, estimated: true }],
  'workoutPage.load.rate': ['bpmMax', 1, 'typical'],
  'pages.plan.yours': [['1']],
  'pages.problem': [{ code: 'frame.tooShort', path: '', params: { bytes: 1 } }],
  'pages.problemLine': [{ code: 'frame.tooShort', path: '', params: { bytes: 1 } }],
  'schedule.detail': [{ end: null, movedFrom: null }],
  'editor.mark': [{ type: 'notReached', offBpm: 1, ofS: 60 }],
  'cli.hrv': [{ rmssdMs: 1, sdnnMs: 1, artefactPct: 1, dfaAlpha1: 1 }],
  'cli.heartFitted': [{ tauOnS: 1, tauOffS: 1, deadS: 1, relSd: 0.01, phases: 1 }],
  'cli.recorded': [
    { name: 'x', format: 'fit', source: 'x', startedAt: 'x', elapsedS: 1, meanBpm: 1, maxBpm: 1, laps: 1, rr: 1 },
  ],
  'cli.workoutHrv': [{ rmssdMs: 2, sdnnMs: 2, coveredS: 1, artefactPct: 1, dfaAlpha1: { stepS: 60, values: [1] } }],
  'cli.choiceWrong': ['--to', 'x', ['fit']],
  'frames.rr': [[2]],
  'pages.strapDiary.because': [{ pct: 1, day: 'x' }, { pct: 1, day: 'x' }, 'x', 1],
  'trends.offer': [{ name: 'bpmMax', bpm: 1, knownBpm: 1, source: 'age' }, 'x'],
  'trends.spoken': ['x', { fitness: 1, fatigue: 1, form: 1, load: 1 }],
  'trends.taken': [{ name: 'bpmMax', bpm: 1 }],
  'trends.warningWhy': [{ code: 'fitnessRamp', perWeek: 1 }],
  'workout.dial': [1, 1, { lowBpm: 1 }],
  'workout.notice': [{ type: 'batteryLow', pct: 1 }],
  'workout.cue.title': [CUE_OF_ONE],
  'workout.cue.reasons': [CUE_OF_ONE],
  'pages.session.cueTitle': [CUE_OF_ONE],
  'pages.session.cueReasons': [CUE_OF_ONE],
  'cli.strictnessWrong': ['1', ['1']],
};
const GIVEN = [
  [1, 1, 1, 1, 1],
  [1, 0, 0, 0, 0],
  [1, 'x', 'x', 'x', 'x'],
  ['2026-11-25T06:30', 1, 1, 1, 1],
  [1, 'UTC'],
  [{}],
  [['x', 'y']],
];

function functionsOf(of: unknown, path: string): [path: string, phrase: (...given: unknown[]) => unknown][] {
  if (typeof of === 'function') return [[path, of as () => unknown]];
  if (typeof of !== 'object' || of === null) return [];
  return Object.entries(of).flatMap(([key, inner]) => functionsOf(inner, `${path}.${key}`));
}

/** All that a phrase says of one, in whichever ways it can be asked. */
function saidOfOne(path: string, phrase: (...given: unknown[]) => unknown): string[] {
  const special = SPECIAL[path];
  return (special ? [special] : GIVEN).flatMap((given) => {
    try {
      const said = phrase(...given);
      return said === undefined ? [] : [JSON.stringify(said)];
    } catch {
      return []; // another kind of argument is wanted
    }
  });
}

/** Verbs, behind what stands for a name. */
const SINGULAR = /^(is|was|has|needs|holds|takes|starts)$/;
const disagreeing = (said: string): string[] =>
  [...said.matchAll(/\b1 ([a-z]+s)\b/gi)].filter(([, noun = '']) => !SINGULAR.test(noun)).map(([found]) => found);

const CATALOGUE = {
  calendar: calendarWords,
  cli,
  data,
  editor,
  en,
  frames,
  heart,
  pages,
  planned,
  reminders,
  schedule,
  trends,
  workout,
  workoutPage,
};
const PHRASES = Object.entries(CATALOGUE).flatMap(([name, of]) => functionsOf(of, name));

test('one of a thing is never said in the plural, in all of the catalogue', () => {
  expect(disagreeing('1 workouts and 1 minutes')).toEqual(['1 workouts', '1 minutes']);
  expect(PHRASES.length).toBeGreaterThan(150);
  const unasked = PHRASES.filter(([path, phrase]) => saidOfOne(path, phrase).length === 0).map(([path]) => path);
  expect(unasked).toEqual([]);
  expect(
    PHRASES.flatMap(([path, phrase]) =>
      saidOfOne(path, phrase)
        .flatMap(disagreeing)
        .map((found) => `${path}: ${found}`),
    ),
  ).toEqual([]);
});

test('nor is it in a problem', () => {
  const params = new Proxy({}, { get: () => 1 });
  expect(PROBLEM_CODES.flatMap((code) => disagreeing(problem({ code, path: '', params })))).toEqual([]);
});
