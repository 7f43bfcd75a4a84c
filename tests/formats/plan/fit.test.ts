// FIT workouts: what is read of one and what is said of the rest; what is written is read by another program as the same.
import { FitBaseType, FitEncoder } from 'fit-file-parser/encoder';
import FitParser from 'fit-file-parser';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_PROFILE, profileOf, type Zone } from '../../../src/core/athlete/hrZones.ts';
import {
  SPORTS,
  totalMaxS,
  type End,
  type Phase,
  type Plan,
  type Step,
  type Target,
} from '../../../src/core/plan/plan.ts';
import { exportPlan } from '../../../src/formats/plan/exporters.ts';
import { planOf, plans as randomPlans, time } from '../../core/arbitrary.ts';
import { runs } from '../../support/nightly.ts';
import {
  enums,
  FILE_ID,
  fileOf,
  mended,
  stepFields,
  text,
  uint16,
  uint32,
  workout,
  workoutOf,
  type StepFields,
} from './fitFiles.ts';
import { costMs } from '../../support/cost.ts';
import { read, refusal, told } from './imported.ts';
import { absent, realFile } from './importing.ts';
import { expectedOf } from './realFiles.ts';

// ── Files of others ───────────────────────────────────────────────────────────────────────────────────────────────

interface TheirSteps {
  name: string;
  steps: { name: string; durType: number; dur: number; tgtType: number; tgt: number }[];
}

test.skipIf(absent)(`the SDK's example of single steps${absent ? ` (${absent})` : ''}`, () => {
  const file = 'fitparse-WorkoutIndividualSteps.fit';
  const expected = expectedOf<TheirSteps>(file);
  const { plan, losses } = read(realFile(file));
  expect(plan.name).toBe(expected.name);
  expect(plan.phases.map((step) => 'name' in step && step.name)).toEqual(expected.steps.map(({ name }) => name));
  expect(plan.phases.map((step) => 'end' in step && step.end)).toEqual([
    { type: 'time', durationS: 60 },
    { type: 'hand' },
    { type: 'hand' },
    { type: 'heartRate', from: 'above', bpm: 125, holdS: 0, minS: 0, maxS: 600 },
  ]);
  expect(plan.phases[0]).toMatchObject({ target: { type: 'zone', zone: 2 } });
  expect(told(losses)).toEqual([
    'phases[1].end: endByHand',
    'phases[1].target: powerOpen',
    'phases[2].end: endByHand',
    'phases[2].target: powerOpen',
    'phases[3].target: powerOpen',
    'phases[3].end: plan.maxGiven',
  ]);
});

test.skipIf(absent)(
  `the SDK's example of a repeat, which says four steps and has five${absent ? ` (${absent})` : ''}`,
  () => {
    const file = 'fitparse-WorkoutRepeatSteps.fit';
    const expected = expectedOf<TheirSteps>(file);
    const { plan, losses } = read(realFile(file), { power: 'zones' });
    expect(plan.name).toBe(expected.name);
    expect(plan.phases).toMatchObject([
      { name: '_A_' },
      {
        repeat: 3,
        phases: [
          { name: 'B1_', target: { type: 'zone', zone: 5 } },
          { name: 'B2_', target: { zone: 3 } },
        ],
      },
      { name: '_C_', target: { zone: 1 } },
    ]);
    expect(told(losses)).toContain('phases[1].phases[0].target: powerEstimated');
  },
);

// ── Targets ───────────────────────────────────────────────────────────────────────────────────────────────────────

test.each<[string, Omit<StepFields, 'index'>, Target, string[]]>([
  ['no target', { target: 2 }, { type: 'open' }, []],
  ['a zone', { target: 1, zone: 4 }, { type: 'zone', zone: 4 }, []],
  ['a sixth zone is the fifth', { target: 1, zone: 6 }, { type: 'zone', zone: 5 }, ['targetCut']],
  [
    'up to 100 is % of maximum',
    { target: 1, zone: 0, low: 80, high: 100 },
    { type: 'percentMax', low: 80, high: 100 },
    [],
  ],
  ['above 100 is bpm + 100', { target: 1, zone: 0, low: 101 + 59, high: 240 }, { type: 'bpm', low: 60, high: 140 }, []],
  ['bounds in the wrong order', { target: 1, low: 250, high: 240 }, { type: 'bpm', low: 140, high: 150 }, []],
  ['no lower bound', { target: 1, low: 0, high: 240 }, { type: 'bpm', low: 30, high: 140 }, []],
  ['no upper bound', { target: 1, low: 240 }, { type: 'bpm', low: 140, high: 220 }, []],
  ['more than a heart does', { target: 1, low: 240, high: 400 }, { type: 'bpm', low: 140, high: 220 }, ['targetCut']],
  ['less than a heart does', { target: 1, low: 101, high: 102 }, { type: 'bpm', low: 30, high: 30 }, ['targetCut']],
  ['two units', { target: 1, low: 80, high: 240 }, { type: 'open' }, ['targetDropped']],
  ['a heart rate that is none', { target: 1, zone: 0, low: 0, high: 0 }, { type: 'open' }, ['targetDropped']],
  ['a heart rate over the lap', { target: 13, zone: 2 }, { type: 'zone', zone: 2 }, ['keyDropped']],
  ['speed', { target: 0, low: 2500, high: 3000 }, { type: 'open' }, ['targetDropped']],
  ['cadence', { target: 3, low: 80, high: 90 }, { type: 'open' }, ['targetDropped']],
  ['a slope', { target: 5, low: 2, high: 3 }, { type: 'open' }, ['targetDropped']],
  ['resistance', { target: 6, zone: 3 }, { type: 'open' }, ['targetDropped']],
  ['a target that nobody knows', { target: 77, zone: 3 }, { type: 'open' }, ['targetDropped']],
  ['power', { target: 4, low: 1200, high: 1220 }, { type: 'open' }, ['powerOpen']],
  ['power over 3 s', { target: 7, low: 80, high: 90 }, { type: 'open' }, ['powerOpen']],
  [
    'power first and a heart rate second',
    { target: 4, low: 1200, high: 1220, second: { target: 1, zone: 3 } },
    { type: 'zone', zone: 3 },
    ['keyDropped'],
  ],
  [
    'a heart rate first and cadence second',
    { target: 1, zone: 3, second: { target: 3, low: 80, high: 90 } },
    { type: 'zone', zone: 3 },
    ['keyDropped'],
  ],
])('target: %s', (_, step, target, losses) => {
  const imported = read(workoutOf(step));
  expect(imported.plan.phases[0]).toMatchObject({ target });
  expect(told(imported.losses)).toEqual(losses.map((code) => `phases[0].target: ${code}`));
});

test.each([
  [{ target: 4, low: 80, high: 90 }, 3, []],
  [{ target: 4, zone: 7 }, 5, []],
  [{ target: 4, low: 1200, high: 1220 }, undefined, []],
  [{ target: 4, low: 80, high: 90, value: 30_000 }, 3, ['phases[0].target: powerShort']],
])('power %j is estimated as zone %s where that is wanted and can be', (step, zone, more) => {
  const { plan, losses } = read(workoutOf({ value: 300_000, ...step }), { power: 'zones' });
  expect(plan.phases[0]).toMatchObject({ target: zone ? { type: 'zone', zone } : { type: 'open' } });
  expect(told(losses)).toEqual([`phases[0].target: ${zone ? 'powerEstimated' : 'powerOpen'}`, ...more]);
});

test('the words of what is left out have its unit', () => {
  const { losses } = read(
    workoutOf(
      { target: 0, low: 2500, high: 3000 },
      { target: 4, low: 1200, high: 1220 },
      { target: 1, low: 80, high: 240 },
      { type: 1, value: 50_000 },
    ),
  );
  expect(losses.map(({ params }) => params['text'] ?? params['amount'])).toEqual([
    '2.5–3 m/s',
    '200–220 W',
    '80 % – 140 bpm',
    '500 m',
  ]);
});

// ── Ends ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const heartRate = (from: 'above' | 'below', level: object): object => ({
  type: 'heartRate',
  from,
  ...level,
  maxS: 600,
});
const byHand = { type: 'hand' };

test.each<[string, StepFields, object, string[]]>([
  ['a time', { type: 0, value: 90_000 }, { type: 'time', durationS: 90 }, []],
  ['a time in fractions', { type: 0, value: 90_400 }, { type: 'time', durationS: 90 }, ['timeRounded']],
  ['a moment', { type: 0, value: 3 }, { type: 'time', durationS: 1 }, ['timeRounded']],
  ['a rest of the pool', { type: 28, value: 20_000 }, { type: 'time', durationS: 20 }, []],
  ['a time without a lap', { type: 31, value: 20_000 }, { type: 'time', durationS: 20 }, []],
  ['the lap button', { type: 5, value: 0 }, byHand, []],
  ['a heart rate from above', { type: 2, value: 225 }, heartRate('above', { bpm: 125 }), ['plan.maxGiven']],
  ['a heart rate from below', { type: 3, value: 260 }, heartRate('below', { bpm: 160 }), ['plan.maxGiven']],
  ['a share of the maximum', { type: 2, value: 65 }, heartRate('above', { percentMax: 65 }), ['plan.maxGiven']],
  ['100 is a share', { type: 3, value: 100 }, heartRate('below', { percentMax: 100 }), ['plan.maxGiven']],
  [
    'no heart comes there',
    { type: 3, value: 4_000_000 },
    heartRate('below', { bpm: 220 }),
    ['targetCut', 'plan.maxGiven'],
  ],
  ['no heart rate', { type: 2, value: 0 }, byHand, ['endByHand']],
  ['a distance', { type: 1, value: 50_000 }, byHand, ['endByHand']],
  ['calories', { type: 4, value: 100 }, byHand, ['endByHand']],
  ['power', { type: 14, value: 1200 }, byHand, ['endByHand']],
  ['power over 30 s', { type: 24, value: 1200 }, byHand, ['endByHand']],
  ['a training load', { type: 16, value: 80 }, byHand, ['endByHand']],
  ['repetitions', { type: 29, value: 12 }, byHand, ['endByHand']],
  ['what nobody knows', { type: 99, value: 12 }, byHand, ['endByHand']],
])('end: %s', (_, step, end, losses) => {
  const imported = read(workoutOf({ name: 'Go', ...step }));
  expect(imported.plan.phases[0]).toMatchObject({ end });
  expect(told(imported.losses)).toEqual(losses.map((code) => `phases[0].end: ${code}`));
});

test('a step of no time is left out, and said', () => {
  const { plan, losses } = read(workoutOf({ value: 0 }, { name: 'Go' }));
  expect(plan.phases).toMatchObject([{ name: 'Go' }]);
  expect(losses).toEqual([{ code: 'loss.stepDropped', path: 'phases', params: { text: 'step 1 (0 s)' } }]);
});

test.each([
  [{ value: 86_401_000 }, 'step 1: 86401 s is too large: at most 86400 s.'],
  [{ value: 0xffffffff }, 'step 1: Missing: a number is expected here.'],
])('a time of %j is refused with its place', (step, line) => {
  expect(refusal(workoutOf(step))).toBe(line);
});

// ── Repeats ───────────────────────────────────────────────────────────────────────────────────────────────────────

const repeat = (from: number, count: number, type = 6): StepFields => ({ type, value: from, zone: count });

test('repeats are nested by the index of their first step', () => {
  const a = (name: string): StepFields => ({ name });
  const { plan } = read(workoutOf(a('A'), a('B'), a('C'), repeat(2, 3), repeat(1, 2), a('D')));
  expect(plan.phases).toMatchObject([
    { name: 'A' },
    { repeat: 2, phases: [{ name: 'B' }, { repeat: 3, phases: [{ name: 'C' }] }] },
    { name: 'D' },
  ]);
});

test('steps are in the order of their index, wherever they stand', () => {
  const { plan } = read(workoutOf({ name: 'B', index: 1 }, { name: 'A', index: 0 }, { ...repeat(0, 2), index: 2 }));
  expect(plan.phases).toMatchObject([{ repeat: 2, phases: [{ name: 'A' }, { name: 'B' }] }]);
});

test('steps of one index are in the order of the file', () => {
  const { plan } = read(workoutOf({ name: 'A', index: 3 }, { name: 'B', index: 3 }));
  expect(plan.phases).toMatchObject([{ name: 'A' }, { name: 'B' }]);
});

test.each<[string, StepFields[], string]>([
  ['forward', [{}, repeat(2, 2), {}], 'step 2: This repeats from step 3, where no step or block before it begins.'],
  ['to itself', [{}, repeat(1, 2)], 'step 2: This repeats from step 2, where no step or block before it begins.'],
  ['beyond the file', [{}, repeat(70_000, 2)], 'step 2: This repeats from step 70001, where no'],
  ['into a block', [{}, {}, repeat(0, 2), repeat(1, 2)], 'step 4: This repeats from step 2, where no step'],
  ['never', [{}, repeat(0, 0)], 'step 2: 0 is too small: at least 1.'],
  ['too often', [{}, repeat(0, 5000)], 'step 2: 5000 is too large: at most 1000.'],
  ['too many in all', [{}, {}, repeat(0, 1000)], 'phases: With all repeats this makes 2,000 phases: at most 1,000.'],
  [
    'too deeply',
    [{}, ...Array.from({ length: 30 }, () => repeat(0, 1))],
    'step 27: This is nested too deeply: at most 25 levels.',
  ],
])('a repeat that refers %s is refused with its place', (_, steps, line) => {
  expect(refusal(workoutOf(...steps))).toContain(line);
});

test('a repeat of nothing but steps of no time is left out', () => {
  const { plan } = read(workoutOf({ name: 'Go' }, { value: 0 }, repeat(1, 3)));
  expect(plan.phases).toMatchObject([{ name: 'Go' }]);
});

test.each([
  ['a time', 7, 600_000, 5],
  ['a distance', 8, 100_000, 1],
  ['a heart rate', 10, 220, 1],
  ['power', 13, 1200, 1],
])('a repeat until %s has a count, and that is said', (_, type, value, count) => {
  const { plan, losses } = read(workoutOf({ value: 120_000 }, repeat(0, value, type)));
  expect(plan.phases).toMatchObject([{ repeat: count }]);
  expect(losses).toMatchObject([{ code: 'loss.repeatGiven', path: 'phases[0]', params: { count } }]);
});

// ── The rest of a file ────────────────────────────────────────────────────────────────────────────────────────────

test('names are those of the file, or say what the step is for', () => {
  const { plan } = read(
    workoutOf(
      { name: 'Mine', notes: 'Stay\r\nloose' },
      { intensity: 2 },
      { intensity: 3 },
      { intensity: 4 },
      { intensity: 1 },
      { intensity: 99 },
    ),
  );
  expect(plan.phases.map((step) => 'name' in step && step.name)).toEqual([
    'Mine',
    'Warm-up',
    'Cool-down',
    'Recovery',
    'Rest',
    'Interval',
  ]);
  expect(plan.phases[0]).toMatchObject({ cue: 'Stay\nloose' });
});

test('a text ends at its first NUL, and one cut within a character before it', () => {
  const bytes = (...given: number[]): { number: number; size: number; baseType: FitBaseType; value: Uint8Array } => ({
    number: 8,
    size: given.length,
    baseType: FitBaseType.String,
    value: new Uint8Array(given),
  });
  const name = (...given: number[]): string =>
    read(fileOf(FILE_ID, [26, [bytes(...given)]], [27, stepFields({}, 0)])).plan.name;
  expect(name(0x41, 0x42, 0, 0x58)).toBe('AB');
  expect(name(0x4c, 0xc3, 0xa4, 0xc3)).toBe('Lä');
  expect(name(0x4c, 0xe4, 0x75)).toBe('Läu');
});

test('a name that is missing is that of the file, and said', () => {
  const file = fileOf(FILE_ID, [26, [enums(4, 2)]], [27, stepFields({}, 0)]);
  expect(read(file, { name: 'Tuesday' })).toMatchObject({
    plan: { name: 'Tuesday', sport: 'ride' },
    losses: [{ code: 'loss.nameGiven', path: 'name', params: { name: 'Tuesday' } }],
  });
});

test.each([
  [[enums(4, 15)], 'row', []],
  [[enums(4, 4), enums(11, 14)], 'row', []],
  [[enums(4, 1), enums(11, 1)], 'run', ['sub_sport 1']],
  [[enums(4, 8)], 'other', ['sport 8']],
  [[enums(4, 2), uint16(14, 2500)], 'ride', ['field 14']],
])('workout %#: sport %s', (fields, sport, keys) => {
  const { plan, losses } = read(fileOf(FILE_ID, [26, [text(8, 'Test'), ...fields]], [27, stepFields({}, 0)]));
  expect(plan.sport).toBe(sport);
  expect(losses.map(({ params }) => params['key'])).toEqual(keys);
});

test('fields and messages that nobody reads are named, those of one place together', () => {
  const step = [...stepFields({}, 0), uint16(10, 3), uint16(11, 4), uint16(200, 7)];
  const { losses } = read(fileOf(FILE_ID, workout(), [27, step], [158, [uint16(0, 1)]]));
  expect(losses).toEqual([
    { code: 'loss.keyDropped', path: '', params: { key: 'message 158' } },
    { code: 'loss.keyDropped', path: 'phases[0]', params: { key: 'exercise_category, exercise_name, field 200' } },
  ]);
});

test('fields of developers are passed over, and said', () => {
  // file_id as it is, then a workout_step whose definition has a developer field of two bytes
  const head = fileOf(FILE_ID, workout());
  const definition = [0x61, 0, 0, 27, 0, 2, 1, 1, 0, 2, 4, 0x86, 1, 0, 2, 0];
  const data = [1, 0, ...[0x60, 0xea, 0, 0], 0x12, 0x34];
  const file = mended(new Uint8Array([...head.subarray(0, -2), ...definition, ...data, 0, 0]));
  expect(read(file)).toMatchObject({
    plan: { phases: [{ end: { type: 'time', durationS: 60 } }] },
    losses: [{ code: 'loss.keyDropped', path: 'phases[0]', params: { key: 'developer fields' } }],
  });
});

test('a checksum that is wrong is said, and the steps are read', () => {
  const whole = workoutOf({ name: 'Go' });
  const wrong = whole.slice();
  wrong[wrong.length - 1]! ^= 0xff;
  expect(read(wrong)).toMatchObject({ plan: read(whole).plan, losses: [{ code: 'loss.checksum', path: '' }] });
  const older = whole.slice();
  older[1] = 2; // a version of the protocol as a plain number, which checksums are not asked about here
  expect(read(older).plan).toEqual(read(whole).plan);
});

test('a file as Node reads it from a disk, within a larger memory, is read and left as it is', () => {
  const whole = workoutOf({ name: 'Go' });
  const wrong = Buffer.concat([Buffer.alloc(5), whole]).subarray(5);
  wrong[wrong.length - 1]! ^= 0xff;
  const before = Buffer.from(wrong);
  expect(read(wrong).plan).toEqual(read(whole).plan);
  expect(wrong.equals(before)).toBe(true);
});

test('files that follow each other in one are plans each, and what is after them is said', () => {
  const one = workoutOf({ name: 'One' });
  const file = new Uint8Array([...one, ...workoutOf({ name: 'Two' }), 1, 2, 3]);
  const { plans, losses } = read(file);
  expect(plans.map(({ phases }) => phases)).toMatchObject([[{ name: 'One' }], [{ name: 'Two' }]]);
  expect(losses).toMatchObject([{ code: 'loss.keyDropped', params: { key: '3 bytes' } }]);
});

test('workouts of one file are plans each', () => {
  const named = (name: string): [number, ReturnType<typeof text>[]] => [26, [text(8, name)]];
  const file = fileOf(FILE_ID, named('A'), [27, stepFields({}, 0)], named('B'), [27, stepFields({}, 0)]);
  expect(read(file).plans.map(({ name }) => name)).toEqual(['A', 'B']);
});

const SESSION_41_MIN: [number, ReturnType<typeof uint32>[]] = [18, [uint32(7, 41 * 60_000 + 9_000)]];

test.each([
  ['an activity', fileOf([0, [enums(0, 4)]], SESSION_41_MIN), 'a recorded activity of 41 min (FIT)'],
  ['an activity without its end', fileOf([0, [enums(0, 4)]]), 'a recorded activity (FIT)'],
  ['a course', fileOf([0, [enums(0, 6)]]), 'a course (FIT)'],
  ['settings', fileOf([0, [enums(0, 2)]]), 'a FIT file without a workout'],
])('%s is refused as what it is', (_, file, what) => {
  expect(refusal(file)).toContain(`This is not a plan file but ${what}. `);
});

const RECORDINGS = resolve(import.meta.dirname, '../../../../shared/data/recordings');
const recordings = existsSync(RECORDINGS) ? readdirSync(RECORDINGS).filter((name) => /\.(fit|tcx)$/.test(name)) : [];

test.skipIf(recordings.length === 0)(`workouts that real devices recorded are named as such (in ${RECORDINGS})`, () => {
  for (const name of recordings) {
    expect(refusal(new Uint8Array(readFileSync(join(RECORDINGS, name)))), name).toMatch(
      /^This is not a plan file but a recorded activity of \d+ min \((FIT|TCX)\)\. /,
    );
  }
});

test('a file that is cut, damaged or without a step is refused as such', () => {
  const whole = workoutOf({ name: 'Go' });
  expect(refusal(whole.subarray(0, 60))).toBe('This file ends too early: a part of it is missing.');
  const torn = whole.slice();
  torn.fill(0xff, 14, 40);
  expect(refusal(mended(torn))).toBe('This file is damaged: its contents cannot be read.');
  expect(refusal(fileOf(FILE_ID, workout()))).toBe('workout_step: A plan needs at least one phase.');
});

test('a million messages of one byte are refused soon and take no memory', () => {
  const head = fileOf(FILE_ID, workout());
  const bomb = new Uint8Array(2_000_000);
  bomb.set(head.subarray(0, -2));
  bomb.set([0x41, 0, 0, 27, 0, 0], head.length - 2);
  bomb.fill(1, head.length + 4);
  const file = mended(bomb);
  const damaged = 'This file is damaged: its contents cannot be read.';
  expect(costMs(() => expect(refusal(file)).toBe(damaged))).toBeLessThan(1_000);
});

// ── Written ───────────────────────────────────────────────────────────────────────────────────────────────────────

const written = (plan: Plan, profile?: Parameters<typeof exportPlan>[2]): ReturnType<typeof exportPlan> =>
  exportPlan(plan, 'fit', profile);

/** What the format has a place for. */
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constant<Target>({ type: 'open' }),
  fc.constantFrom<Zone>(1, 2, 3, 4, 5).map((zone): Target => ({ type: 'zone', zone })),
  range('bpm', 30, 220),
  range('percentMax', 14, 100),
);
function range(type: 'bpm' | 'percentMax', min: number, max: number): fc.Arbitrary<Target> {
  const value = fc.integer({ min, max });
  return fc.tuple(value, value).map(([a, b]): Target => ({ type, low: Math.min(a, b), high: Math.max(a, b) }));
}
const line = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .filter((each) => each === each.trim() && /\S/.test(each) && !/\p{Cc}/u.test(each));
const phaseThatFits: fc.Arbitrary<Phase> = fc.record(
  {
    name: line(12),
    target,
    end: fc.oneof(fc.integer({ min: 1, max: 60 }).map(time), fc.constant<End>({ type: 'hand' })),
    cue: line(20),
  },
  { requiredKeys: ['name', 'target', 'end'] },
);
const { step: stepThatFits } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { weight: 4, arbitrary: phaseThatFits },
    {
      weight: 1,
      arbitrary: fc.record({
        repeat: fc.integer({ min: 1, max: 4 }),
        phases: fc.array(tie('step'), { minLength: 1, maxLength: 3 }),
      }),
    },
  ),
}));
const planThatFits: fc.Arbitrary<Plan> = fc.record({
  id: fc.constant('somebody-elses'),
  name: line(20),
  description: fc.oneof(fc.constant(''), line(40)),
  sport: fc.constantFrom(...SPORTS),
  phases: fc.array(stepThatFits, { minLength: 1, maxLength: 5 }),
});

test('a random plan that the format can hold is written and read as the same, and nothing is lost', () => {
  fc.assert(
    fc.property(planThatFits, (plan) => {
      const file = written(plan);
      expect(file.losses).toEqual([]);
      const imported = read(file.bytes);
      expect({ ...imported.plan, id: plan.id }).toEqual(plan);
      expect(imported.losses).toEqual([]);
    }),
    { numRuns: runs(200) },
  );
});

test('a random plan of any kind takes as long after it was written and read, and is as nested', () => {
  const shape = (steps: readonly Step[]): unknown[] =>
    steps.map((step) => ('repeat' in step ? [step.repeat, shape(step.phases)] : step.end.type));
  fc.assert(
    fc.property(randomPlans, (plan) => {
      const { plan: again } = read(written(plan, { profile: DEFAULT_PROFILE }).bytes);
      expect(shape(again.phases)).toEqual(shape(plan.phases));
      const waits = JSON.stringify(plan).includes('heartRate');
      if (!waits) expect(totalMaxS(again)).toBe(totalMaxS(plan));
    }),
    { numRuns: runs(100) },
  );
});

interface TheirStep {
  message_index?: { value: number } | number;
  wkt_step_name?: string;
  notes?: string;
  duration_type?: string;
  duration_value?: number;
  target_type?: string;
  target_value?: number;
  custom_target_value_low?: number;
  custom_target_value_high?: number;
}

test('another program reads what is written with the same steps', async () => {
  const plan: Plan = {
    ...planOf(
      { name: 'Warm-up', target: { type: 'zone', zone: 2 }, end: time(600) },
      {
        repeat: 4,
        phases: [
          { name: 'Läufe', target: { type: 'percentMax', low: 85, high: 92 }, end: time(240), cue: 'Short steps' },
          {
            name: 'Down',
            target: { type: 'open' },
            end: { type: 'heartRate', from: 'above', bpm: 120, holdS: 0, minS: 0, maxS: 300 },
          },
        ],
      },
      { name: 'Tempo', target: { type: 'bpm', low: 145, high: 160 }, end: { type: 'hand' } },
    ),
    name: 'Four by four',
    sport: 'run',
  };
  const { bytes } = exportPlan(plan, 'fit', { atMs: Date.UTC(2026, 10, 29) });
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const parsed = (await new FitParser({ force: false }).parseAsync(buffer)) as unknown as {
    messages: Record<string, TheirStep[]>;
  };
  const steps = parsed.messages['workout_step']!;
  expect(parsed.messages['workout']).toMatchObject([
    { wkt_name: 'Four by four', sport: 'running', num_valid_steps: 5 },
  ]);
  expect(parsed.messages['file_id']).toMatchObject([
    { type: 'workout', time_created: new Date(Date.UTC(2026, 10, 29)) },
  ]);
  expect(steps.map((each) => each.wkt_step_name)).toEqual(['Warm-up', 'Läufe', 'Down', undefined, 'Tempo']);
  expect(steps.map((each) => each.duration_type)).toEqual([
    'time',
    'time',
    'hr_less_than',
    'repeat_until_steps_cmplt',
    'open',
  ]);
  expect(steps.map((each) => each.duration_value)).toEqual([600_000, 240_000, 220, 1, undefined]);
  expect(steps.map((each) => each.target_value)).toEqual([2, 0, 0, 4, 0]);
  expect(steps.map((each) => each.custom_target_value_low)).toEqual([0, 85, 0, undefined, 245]);
  expect(steps.map((each) => each.custom_target_value_high)).toEqual([0, 92, 0, undefined, 260]);
  expect(steps[1]).toMatchObject({ notes: 'Short steps', target_type: 'heart_rate', intensity: 'active' });
});

test('what is relative to the person is written in bpm where the format has no unit for it, and said', () => {
  const plan = planOf(
    { name: 'A', target: { type: 'percentReserve', low: 50, high: 60 }, end: time(60) },
    { name: 'B', target: { type: 'percentThreshold', low: 90, high: 95 }, end: time(60) },
    { name: 'C', target: { type: 'percentMax', low: 62.5, high: 70 }, end: time(60) },
    {
      name: 'D',
      target: { type: 'open' },
      end: { type: 'heartRate', from: 'below', zone: 4, holdS: 10, minS: 30, maxS: 300 },
    },
  );
  const profile = profileOf(200, 50);
  const { losses, bytes } = written(plan, { profile });
  expect(losses).toEqual([
    { code: 'loss.resolvedBpm', path: 'phases[0].target', params: { text: '50–60 %', bpm: '125–140' } },
    { code: 'loss.resolvedBpm', path: 'phases[1].target', params: { text: '90–95 %', bpm: '159–167' } },
    { code: 'loss.resolvedBpm', path: 'phases[2].target', params: { text: '62.5–70 %', bpm: '125–140' } },
    { code: 'loss.holdUnsaid', path: 'phases[3].end', params: { holdS: 10 } },
    { code: 'loss.minUnsaid', path: 'phases[3].end', params: { minS: 30 } },
    { code: 'loss.maxUnsaid', path: 'phases[3].end', params: { maxS: 300 } },
    { code: 'loss.resolvedBpm', path: 'phases[3].end', params: { text: 'Z4', bpm: '160' } },
  ]);
  expect(read(bytes).plan.phases).toMatchObject([
    { target: { type: 'bpm', low: 125, high: 140 } },
    { target: { type: 'bpm', low: 159, high: 167 } },
    { target: { type: 'bpm', low: 125, high: 140 } },
    { end: { type: 'heartRate', from: 'below', bpm: 160 } },
  ]);
  const assumed = written(plan).losses.filter(({ code }) => code === 'loss.profileAssumed');
  expect(assumed).toEqual([{ code: 'loss.profileAssumed', path: '', params: { bpmMax: DEFAULT_PROFILE.bpmMax } }]);
});

test('a ceiling has no place, and texts have 254 bytes', () => {
  const plan = {
    ...planOf({ name: 'A', target: { type: 'open' }, end: time(60), cue: '💚'.repeat(100) }),
    ceiling: { bpm: 150 },
    description: 'x'.repeat(300),
  };
  const { losses, bytes } = written(plan);
  expect(losses).toEqual([
    { code: 'loss.ceilingUnsaid', path: 'ceiling', params: { limitBpm: 150 } },
    { code: 'loss.textCut', path: 'description', params: { max: 254 } },
    { code: 'loss.textCut', path: 'phases[0].cue', params: { max: 126 } },
  ]);
  const { plan: again } = read(bytes);
  expect(again.description).toBe('x'.repeat(254));
  expect(again.phases[0]).toMatchObject({ cue: '💚'.repeat(63) });
});

test('the checksums of what is written are right', () => {
  const { bytes } = written(planOf({ name: 'A', target: { type: 'open' }, end: time(60) }));
  expect(FitEncoder.calculateCRC(bytes)).toBe(0);
});
