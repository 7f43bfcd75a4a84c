// What is said, sentence by sentence: times, targets, guidance, moments, and that every code has its words.
import { expect, test } from 'vitest';
import type { Guidance } from '../../src/core/cues/guidance.ts';
import type { NoticeBody } from '../../src/core/cues/notice.ts';
import { PROBLEM_CODES } from '../../src/core/parse/parsed.ts';
import type { End, RunPhase, Target } from '../../src/core/plan/plan.ts';
import { bandOf } from '../../src/core/plan/plan.ts';
import { judgedBand } from '../../src/core/plan/reach.ts';
import { profileOf } from '../../src/core/athlete/hrZones.ts';
import { FILE_KINDS, notThis } from '../../src/formats/fileKind.ts';
import { problemLine } from '../../src/words/en/problems.ts';
import { en } from '../../src/words/en/index.ts';
import { workout } from '../../src/words/en/workout.ts';
import { workoutPage } from '../../src/words/en/workoutPage.ts';
import { datesOf } from '../../src/words/dates.ts';
import { formatsOf } from '../../src/words/formats.ts';
import { languageOf } from '../../src/words/words.ts';

test.each([
  [0, '0:00'],
  [5.9, '0:05'],
  [65, '1:05'],
  [750, '12:30'],
  [3599, '59:59'],
  [3723, '1:02:03'],
  [36_000, '10:00:00'],
  [-3, '0:00'],
])('%d s is %s', (seconds, text) => {
  expect(en.clock(seconds)).toBe(text);
});

test.each([
  [45, '45 s'],
  [60, '1 min'],
  [90, '1 min 30 s'],
  [599, '9 min 59 s'],
  [2640, '44 min'],
  [3600, '1 h'],
  [3599.6, '1 h'],
  [5400, '1 h 30 min'],
])('%d s lasts %s', (seconds, text) => {
  expect(en.duration(seconds)).toBe(text);
});

test.each<[Target, string]>([
  [{ type: 'zone', zone: 4 }, 'Zone 4'],
  [{ type: 'bpm', low: 140, high: 150 }, '140–150 bpm'],
  [{ type: 'bpm', low: 140, high: 140 }, '140 bpm'],
  [{ type: 'percentMax', low: 70, high: 80 }, '70–80 % of max'],
  [{ type: 'percentReserve', low: 60, high: 70 }, '60–70 % of reserve'],
  [{ type: 'percentThreshold', low: 95, high: 100 }, '95–100 % of threshold'],
  [{ type: 'open' }, 'No target'],
])('%j is said as %s', (target, text) => {
  expect(en.target(target)).toBe(text);
});

test.each<[End, string]>([
  [{ type: 'time', durationS: 240 }, '4:00'],
  [{ type: 'heartRate', from: 'above', bpm: 120, holdS: 10, minS: 0, maxS: 300 }, 'until at or below 120 bpm for 10 s'],
  [{ type: 'heartRate', from: 'below', bpm: 150, holdS: 0, minS: 0, maxS: 300 }, 'until at or above 150 bpm'],
  [{ type: 'hand' }, 'until you tap'],
])('%j ends %s', (end, text) => {
  expect(en.end(end)).toBe(text);
});

test.each<[Guidance, string]>([
  [{ type: 'ease', by: 8 }, 'Ease off — 8 above'],
  [{ type: 'push', by: 3 }, 'Push — 3 below'],
  [{ type: 'rising' }, 'Rising, on track'],
  [{ type: 'falling' }, 'Falling, on track'],
  [{ type: 'in' }, 'On target'],
  [{ type: 'open' }, 'No target'],
  [{ type: 'aboveMax' }, 'Stay below your max'],
  [{ type: 'aboveCeiling' }, 'Stay below the limit'],
  [{ type: 'aboveCeiling', bpm: 130 }, 'Stay below 130'],
  [{ type: 'aboveCeiling', bpm: 130, by: 12 }, 'Ease off — 12 above'],
  [{ type: 'noSignal', forS: 12 }, 'No signal for 12 s'],
  [{ type: 'doubt' }, 'Unsure reading'],
  [{ type: 'noStrap' }, 'No heart rate — timer only'],
])('%j is said as “%s”', (guidance, text) => {
  expect(en.guidance(guidance)).toBe(text);
});

const WORK: RunPhase = {
  name: 'Work',
  target: { type: 'zone', zone: 4 },
  end: { type: 'time', durationS: 240 },
  cue: 'Even effort',
  round: { n: 2, of: 4 },
};
const EASY: RunPhase = { name: 'Easy', target: { type: 'zone', zone: 2 }, end: { type: 'hand' } };

test.each<[NoticeBody, string, string]>([
  [
    { type: 'phaseStarted', index: 1, of: 9, phase: WORK, next: EASY, bpm: 132 },
    'Work 2 of 4 — Zone 4',
    '4:00. Even effort. Now 132 bpm. Then Easy, zone 2.',
  ],
  [{ type: 'phaseStarted', index: 8, of: 9, phase: EASY }, 'Easy — Zone 2', 'Until you tap.'],
  [{ type: 'phaseEnded', index: 0, endedBy: 'heartRate' }, 'Phase over', 'Heart rate reached.'],
  [
    { type: 'deviation', side: 'high', bpm: 178, band: { lowBpm: 151, highBpm: 169 } },
    'Ease off — 9 above',
    '178 bpm. Target 151–169 bpm.',
  ],
  [
    { type: 'deviation', side: 'low', bpm: 160, band: { lowBpm: 170 } },
    'Push — 10 below',
    '160 bpm. Target 170 bpm and up.',
  ],
  [{ type: 'inZone', bpm: 160 }, 'On target', '160 bpm.'],
  [
    {
      type: 'cue',
      side: 'low',
      why: { bpm: 140, slopeBpmPerS: 0, projectedBpm: 141.6, tauS: 58, band: { lowBpm: 151, highBpm: 169 } },
    },
    'Push — 11 below',
    '140 bpm, heading for 142. Target 151–169 bpm.',
  ],
  [{ type: 'signalStale' }, 'No signal', 'The workout continues.'],
  [{ type: 'signalLost' }, 'Strap lost', 'No signal for 30 s. Reconnecting…'],
  [{ type: 'signalRestored', bpm: 128 }, 'Signal restored', '128 bpm.'],
  [
    { type: 'batteryLow', pct: 12 },
    'Strap battery at 12 %',
    'Charge the strap or change its battery after this workout.',
  ],
  [{ type: 'paused', reason: 'user' }, 'Paused', 'You paused the workout.'],
  [{ type: 'resumed', reason: 'user' }, 'Resumed', 'The workout continues.'],
  [{ type: 'completed', stopped: false }, 'Workout done', 'Well done.'],
  [{ type: 'completed', stopped: true }, 'Workout ended', 'See how it went.'],
])('%j', (notice, title, body) => {
  expect(workout.notice(notice)).toEqual({ title, body });
});

test.each([
  [
    'value.tooSmall',
    'phases[2].durationS',
    { min: '1', received: '0' },
    'phases[2].durationS: 0 is too small: at least 1.',
  ],
  ['value.missing', 'name', { expected: 'string' }, 'name: Missing: text is expected here.'],
  ['value.choice', 'sport', { expected: '(run | ride)', received: '"golf"' }, 'sport: "golf" is not one of run, ride.'],
  [
    'plan.tooLong',
    'phases',
    { totalS: 15_000, maxS: 14_400 },
    'phases: The plan takes 4:10:00: at most 4:00:00. For more, let the last phase end by hand.',
  ],
  [
    'json.syntax',
    'line 3, column 7',
    { found: '<' },
    'line 3, column 7: This is not a plan file: its JSON cannot be read, since “<” does not belong here.',
  ],
] as const)('%s at “%s”', (code, path, params, line) => {
  expect(problemLine({ code, path, params })).toBe(line);
});

test.each(PROBLEM_CODES)('%s has a sentence, whatever its parameters', (code) => {
  expect(problemLine({ code, path: '', params: {} })).toMatch(/^[“\w?].*[.)?]$/);
});

test.each(FILE_KINDS)('a file that is %s is named, and what would be right is said', (kind) => {
  for (const use of ['plan', 'backup', 'recording'] as const) {
    const [problem] = notThis(kind, use).problems;
    expect(problemLine(problem!)).toMatch(
      /^This is not a (plan file|Beatkeeper backup|recording)(: it is empty| but .+\. .+)\.$/,
    );
    expect(problemLine(problem!)).not.toContain('but something else');
  }
});

test('names with markup are said as they are', () => {
  const notice = workout.notice({ type: 'phaseStarted', index: 0, of: 1, phase: { ...EASY, name: '<b>Easy</b>' } });
  expect(notice.title).toBe('<b>Easy</b> — Zone 2');
});

test.each([
  [['en-GB'], 'en'],
  [['xx', 'EN_us'], 'en'],
  [['tlh'], 'en'],
  [['constructor'], 'en'],
  [[], 'en'],
])('for %j the language is %s', (wanted, language) => {
  expect(languageOf(wanted)).toBe(language);
});

test('numbers and dates are written as the locale writes them', () => {
  const german = formatsOf('de');
  expect(german.number(1234.5, 1)).toBe('1.234,5');
  expect(german.percent(38)).toBe('38\u00a0%');
  expect(formatsOf('en').percent(38)).toBe('38\u00a0%');
  expect(formatsOf('tr').percent(38)).toBe('%38');
  expect(datesOf('en').day(Date.UTC(2026, 7, 3, 12), 'UTC')).toBe('Mon, Aug 3, 2026');
});

test.each<[string, Target, number | undefined, string]>([
  ['in bpm', { type: 'bpm', low: 115, high: 130 }, undefined, '115–130 bpm'],
  ['in bpm, up to the limit', { type: 'bpm', low: 115, high: 130 }, 130, '115–129 bpm'],
  ['narrow, in bpm', { type: 'bpm', low: 120, high: 120 }, 130, '120 bpm'],
  ['a share, up to the limit', { type: 'percentMax', low: 60, high: 70 }, 130, '60–70 % of max · 120–129 bpm'],
  ['open upwards', { type: 'zone', zone: 5 }, undefined, 'Zone 5 · 180 bpm and up'],
  ['open upwards, up to the limit', { type: 'zone', zone: 5 }, 190, 'Zone 5 · 180–189 bpm'],
  ['above the limit', { type: 'bpm', low: 140, high: 150 }, 130, '140–150 bpm'],
])('a target ends one below the limit wherever it is said: %s', (_, target, bpmCeiling, text) => {
  const profile = { ...profileOf(200, 60), bpmCeiling };
  const phase = { name: 'Work', target, end: { type: 'time', durationS: 60 } } as const;
  expect(en.targetWithBand(target, 5, judgedBand(phase, {}, profile) ?? bandOf(target, profile))).toBe(text);
});

test.each([
  [15.4, '15\u00a0bpm', 'fell 15\u00a0bpm in 1\u00a0min'],
  [-3, 'none: rose 3\u00a0bpm', 'rose 3\u00a0bpm in 1\u00a0min'],
])('a heart rate that fell by %d bpm in a minute is no minus', (bpm, figure, sentence) => {
  expect([workoutPage.phase.fall(bpm), workoutPage.phase.fell(bpm)]).toEqual([figure, sentence]);
});

test('an imported workout names its file, and the device where the file does', () => {
  expect(workoutPage.origin.importedFile('fit', 'Garmin Forerunner 55')).toBe(
    'Imported from a FIT file (Garmin Forerunner 55)',
  );
  expect(workoutPage.origin.importedFile('csv', null)).toBe('Imported from a CSV file');
});
