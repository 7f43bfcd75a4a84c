// Workouts of Garmin Connect: its numbers win over its keys; what is written is what its tools take and we read.
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { profileOf, type Zone } from '../../../src/core/athlete/hrZones.ts';
import { totalMaxS, type Phase, type Plan, type Step, type Target } from '../../../src/core/plan/plan.ts';
import { exportPlan } from '../../../src/formats/plan/exporters.ts';
import { planOf, plans as randomPlans, time } from '../../core/arbitrary.ts';
import { runs } from '../../support/nightly.ts';
import { read, refusal, told } from './imported.ts';
import { absent, realFile } from './importing.ts';
import { expectedOf } from './realFiles.ts';

const step = (more: object = {}): object => ({
  type: 'ExecutableStepDTO',
  stepType: { stepTypeId: 3, stepTypeKey: 'interval' },
  endCondition: { conditionTypeId: 2, conditionTypeKey: 'time' },
  endConditionValue: 60,
  targetType: { workoutTargetTypeId: 1, workoutTargetTypeKey: 'no.target' },
  ...more,
});
const group = (count: unknown, ...workoutSteps: object[]): object => ({
  type: 'RepeatGroupDTO',
  stepType: { stepTypeId: 6, stepTypeKey: 'repeat' },
  numberOfIterations: count,
  workoutSteps,
});
const workout = (workoutSteps: unknown, more: object = {}): string =>
  JSON.stringify({ workoutName: 'Test', workoutSegments: [{ segmentOrder: 1, workoutSteps }], ...more });
const endOf = (id: number, key: string, value?: unknown, more: object = {}): object =>
  step({ endCondition: { conditionTypeId: id, conditionTypeKey: key }, endConditionValue: value, ...more });
const targetOf = (id: number, key: string, more: object = {}): object =>
  step({ targetType: { workoutTargetTypeId: id, workoutTargetTypeKey: key }, ...more });

test.skipIf(absent)(`the sample of python-garminconnect${absent ? ` (${absent})` : ''}`, () => {
  const file = 'garminconnect-sample_workout.json';
  const { plan, losses } = read(realFile(file));
  expect(totalMaxS(plan)).toBe(expectedOf<{ estimatedDurationInSecs: number }>(file).estimatedDurationInSecs);
  expect(plan).toMatchObject({
    name: 'Simple session',
    sport: 'run',
    phases: [
      { name: 'Warm-up', end: { durationS: 180 } },
      { repeat: 6, phases: [{ name: 'Interval' }, { name: 'Recovery' }] },
      { repeat: 3, phases: [{ name: 'Interval' }, { name: 'Recovery' }] },
      { name: 'Cool-down', end: { durationS: 120 } },
    ],
  });
  expect(losses).toEqual([]);
});

const byHand = { type: 'hand' };
const heartRate = (from: string, level: object): object => ({ type: 'heartRate', from, ...level, maxS: 600 });

test.each<[string, object, object, string[]]>([
  ['the lap button', endOf(1, 'lap.button'), byHand, []],
  ['a time', endOf(2, 'time', 90), { type: 'time', durationS: 90 }, []],
  ['a time in fractions', endOf(2, 'time', 90.6), { type: 'time', durationS: 91 }, ['timeRounded']],
  ['a rest', endOf(8, 'fixed.rest', 20), { type: 'time', durationS: 20 }, []],
  ['a distance', endOf(3, 'distance', 400), byHand, ['endByHand']],
  ['calories', endOf(4, 'calories', 100), byHand, ['endByHand']],
  ['power', endOf(5, 'power', 250), byHand, ['endByHand']],
  ['repetitions', endOf(10, 'reps', 12), byHand, ['endByHand']],
  ['what nobody knows', endOf(77, 'moon.phase', 12), byHand, ['endByHand']],
  [
    'a heart rate from above',
    endOf(6, 'heart.rate', 120, { endConditionCompare: 'lt' }),
    heartRate('above', { bpm: 120 }),
    ['plan.maxGiven'],
  ],
  [
    'a heart rate from below',
    endOf(6, 'heart.rate', 150, { endConditionCompare: '>' }),
    heartRate('below', { bpm: 150 }),
    ['plan.maxGiven'],
  ],
  [
    'a zone of heart rate',
    endOf(6, 'heart.rate', null, { endConditionCompare: 'gt', endConditionZone: 4 }),
    heartRate('below', { zone: 4 }),
    ['plan.maxGiven'],
  ],
  [
    'a heart rate of no side',
    endOf(6, 'heart.rate', 120, { stepType: { stepTypeId: 4 } }),
    heartRate('above', { bpm: 120 }),
    ['unitGuessed', 'plan.maxGiven'],
  ],
  ['5 is power, whatever its key', endOf(5, 'heart.rate', 150), byHand, ['endByHand', 'keyDropped']],
  ['a key counts where the number is none', endOf(NaN, 'time', 30), { type: 'time', durationS: 30 }, []],
])('end: %s', (_, given, end, losses) => {
  const imported = read(workout([given]));
  expect(imported.plan.phases[0]).toMatchObject({ end });
  expect(told(imported.losses)).toEqual(losses.map((code) => `phases[0].end: ${code}`));
});

test.each<[string, object, Target, string[]]>([
  ['a zone', targetOf(4, 'heart.rate.zone', { zoneNumber: 3 }), { type: 'zone', zone: 3 }, []],
  [
    'bpm',
    targetOf(4, 'heart.rate.zone', { targetValueOne: 140, targetValueTwo: 155.0 }),
    { type: 'bpm', low: 140, high: 155 },
    [],
  ],
  [
    'bpm, the higher first',
    targetOf(4, 'heart.rate.zone', { targetValueOne: 155, targetValueTwo: 140 }),
    { type: 'bpm', low: 140, high: 155 },
    [],
  ],
  [
    'a zone wins over bpm',
    targetOf(4, 'heart.rate.zone', { zoneNumber: 3, targetValueOne: 140, targetValueTwo: 155 }),
    { type: 'zone', zone: 3 },
    ['keyDropped'],
  ],
  [
    'a zone where bpm belong',
    targetOf(4, 'heart.rate.zone', { targetValueOne: 3, targetValueTwo: 3 }),
    { type: 'zone', zone: 3 },
    ['unitGuessed'],
  ],
  ['no heart rate', targetOf(4, 'heart.rate.zone'), { type: 'open' }, ['targetDropped']],
  ['power', targetOf(2, 'power.zone', { targetValueOne: 200, targetValueTwo: 220 }), { type: 'open' }, ['powerOpen']],
  ['pace', targetOf(6, 'pace.zone', { targetValueOne: 3.3, targetValueTwo: 3.5 }), { type: 'open' }, ['targetDropped']],
  ['cadence', targetOf(3, 'cadence', { targetValueOne: 80, targetValueTwo: 90 }), { type: 'open' }, ['targetDropped']],
  [
    '2 is power, whatever its key',
    targetOf(2, 'heart.rate.zone', { zoneNumber: 3 }),
    { type: 'open' },
    ['powerOpen', 'keyDropped'],
  ],
  [
    'power first and a heart rate second',
    targetOf(2, 'power.zone', {
      targetValueOne: 200,
      targetValueTwo: 220,
      secondaryTargetType: { workoutTargetTypeId: 4 },
      secondaryZoneNumber: 3,
    }),
    { type: 'zone', zone: 3 },
    ['keyDropped'],
  ],
])('target: %s', (_, given, target, losses) => {
  const imported = read(workout([given]));
  expect(imported.plan.phases[0]).toMatchObject({ target });
  expect(told(imported.losses)).toEqual(losses.map((code) => `phases[0].target: ${code}`));
});

test('a zone of power is estimated where that is wanted', () => {
  const { plan } = read(workout([targetOf(2, 'power.zone', { zoneNumber: 4, endConditionValue: 300 })]), {
    power: 'zones',
  });
  expect(plan.phases[0]).toMatchObject({ target: { type: 'zone', zone: 4 } });
});

test('groups are nested, and steps are in the order that they say', () => {
  const { plan } = read(
    workout([
      step({ stepOrder: 5, stepType: { stepTypeId: 2 } }),
      { ...group(2, group(3, step({ description: 'inner' })), step()), stepOrder: 1 },
    ]),
  );
  expect(plan.phases).toMatchObject([
    { repeat: 2, phases: [{ repeat: 3, phases: [{ cue: 'inner' }] }, {}] },
    { name: 'Cool-down' },
  ]);
});

test('what a group and a workout say beyond is named', () => {
  const { losses } = read(
    workout(
      [
        { ...group(2, step({ exerciseName: 'PUSH_UP', strokeType: { strokeTypeId: 6 } })), skipLastRestStep: true },
        { ...group(undefined, step()), endCondition: { conditionTypeId: 2 }, endConditionValue: 600 },
      ],
      { poolLength: 25, sportType: { sportTypeId: 6, sportTypeKey: 'cardio_training' } },
    ),
  );
  expect(losses).toEqual([
    { code: 'loss.keyDropped', path: '', params: { key: 'poolLength, sportType cardio_training' } },
    { code: 'loss.keyDropped', path: 'phases[0]', params: { key: 'skipLastRestStep' } },
    { code: 'loss.keyDropped', path: 'phases[0].phases[0]', params: { key: 'exerciseName, strokeType' } },
    { code: 'loss.repeatGiven', path: 'phases[1]', params: { until: 'time', count: 1 } },
  ]);
});

const AT = 'workoutSegments[0].workoutSteps';

test.each([
  [workout('none'), `${AT}: This should be a list, not string.`],
  [workout([7]), `${AT}[0]: This should be an object, not number.`],
  [workout([endOf(2, 'time')]), `${AT}[0].endConditionValue: Missing: a number is expected here.`],
  [workout([endOf(2, 'time', -5)]), `${AT}[0].endConditionValue: -5 s is too small: at least 0.`],
  [workout([endOf(2, 'time', 1e9)]), `${AT}[0].endConditionValue: 1000000000 s is too large: at most 86400 s.`],
  [workout([group(0, step())]), `${AT}[0].numberOfIterations: 0 is too small: at least 1.`],
  [workout([group(2.5, step())]), `${AT}[0].numberOfIterations: 2.5 should be a whole number.`],
  [workout([group(undefined, step())]), `${AT}[0].numberOfIterations: Missing: a number is expected here.`],
  [workout([group(2000, step())]), `${AT}[0].numberOfIterations: 2000 is too large: at most 1000.`],
  [workout([]), 'phases: A plan needs at least one phase.'],
])('refused with its place: %#', (file, line) => {
  expect(refusal(file)).toBe(line);
});

test('a list of workouts is a plan each', () => {
  const file = `[${workout([step()])}, ${workout([step(), step()])}]`;
  expect(read(file).plans.map(({ phases }) => phases.length)).toEqual([1, 2]);
});

test('a list within an archive is counted with the plans before it', () => {
  const one = new TextEncoder().encode(workout([step()]));
  const list = new TextEncoder().encode(`[${workout([step()])}, ${workout([endOf(3, 'distance', 400)])}]`);
  const { plans, losses } = read(zipSync({ 'a.json': one, 'b.json': list }));
  expect(plans.length).toBe(3);
  expect(told(losses)).toEqual(['plans[2].phases[0].end: endByHand']);
});

test('segments follow each other, and another sport within is said', () => {
  const { plan, losses } = read(
    JSON.stringify({
      workoutName: 'Brick',
      sportType: { sportTypeId: 2 },
      workoutSegments: [
        { sportType: { sportTypeId: 2 }, workoutSteps: [step()] },
        { sportType: { sportTypeId: 1 }, workoutSteps: [step()] },
      ],
    }),
  );
  expect(plan).toMatchObject({ sport: 'ride', phases: [{}, {}] });
  expect(told(losses)).toEqual([': keyDropped']);
});

// ── Written ───────────────────────────────────────────────────────────────────────────────────────────────────────

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constant<Target>({ type: 'open' }),
  fc.constantFrom<Zone>(1, 2, 3, 4, 5).map((zone): Target => ({ type: 'zone', zone })),
  fc
    .tuple(fc.integer({ min: 30, max: 220 }), fc.integer({ min: 30, max: 220 }))
    .map(([a, b]): Target => ({ type: 'bpm', low: Math.min(a, b), high: Math.max(a, b) })),
);
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((each) => each === each.trim() && /\S/.test(each) && !/\p{Cc}/u.test(each));
const phaseThatFits: fc.Arbitrary<Phase> = fc.record(
  {
    name: fc.constantFrom('Warm-up', 'Interval', 'Recovery', 'Rest', 'Cool-down', 'Steady'),
    target,
    end: fc.oneof(fc.integer({ min: 1, max: 60 }).map(time), fc.constant({ type: 'hand' as const })),
    cue: line,
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
  name: line,
  description: fc.oneof(fc.constant(''), line),
  sport: fc.constantFrom('run', 'ride', 'swim', 'other'),
  phases: fc.array(stepThatFits, { minLength: 1, maxLength: 5 }),
});

test('a random plan that the format can hold is written and read as the same, and nothing is lost', () => {
  fc.assert(
    fc.property(planThatFits, (plan) => {
      const file = exportPlan(plan, 'garmin');
      expect(file.losses).toEqual([]);
      const imported = read(file.bytes);
      expect({ ...imported.plan, id: plan.id }).toEqual(plan);
      expect(imported.losses).toEqual([]);
    }),
    { numRuns: runs(200) },
  );
});

test('a random plan of any kind is as nested after it was written and read', () => {
  const shape = (steps: readonly Step[]): unknown[] =>
    steps.map((each) => ('repeat' in each ? [each.repeat, shape(each.phases)] : each.end.type));
  fc.assert(
    fc.property(randomPlans, (plan) => {
      expect(shape(read(exportPlan(plan, 'garmin').bytes).plan.phases)).toEqual(shape(plan.phases));
    }),
    { numRuns: runs(100) },
  );
});

test('what the format has no place for is said', () => {
  const plan: Plan = {
    ...planOf(
      { name: 'Hill', target: { type: 'percentMax', low: 85, high: 90 }, end: time(60), cue: 'Short steps' },
      {
        name: 'Recovery',
        target: { type: 'open' },
        end: { type: 'heartRate', from: 'above', percentReserve: 50, holdS: 10, minS: 30, maxS: 300 },
      },
    ),
    sport: 'row',
    ceiling: { percentMax: 95 },
  };
  const { losses, bytes } = exportPlan(plan, 'garmin', { profile: profileOf(200, 50) });
  expect(losses).toEqual([
    { code: 'loss.ceilingUnsaid', path: 'ceiling', params: { limitBpm: 190 } },
    { code: 'loss.sportUnsaid', path: 'sport', params: {} },
    { code: 'loss.nameUnsaid', path: 'phases[0].name', params: { name: 'Hill' } },
    { code: 'loss.resolvedBpm', path: 'phases[0].target', params: { text: '85–90 %', bpm: '170–180' } },
    { code: 'loss.holdUnsaid', path: 'phases[1].end', params: { holdS: 10 } },
    { code: 'loss.minUnsaid', path: 'phases[1].end', params: { minS: 30 } },
    { code: 'loss.maxUnsaid', path: 'phases[1].end', params: { maxS: 300 } },
    { code: 'loss.resolvedBpm', path: 'phases[1].end', params: { text: '50 %', bpm: '125' } },
  ]);
  expect(read(bytes).plan).toMatchObject({
    sport: 'other',
    phases: [
      { name: 'Interval', cue: 'Hill: Short steps', target: { type: 'bpm', low: 170, high: 180 } },
      { name: 'Recovery', end: { from: 'above', bpm: 125 } },
    ],
  });
});

test('steps and groups are numbered as Garmin Connect numbers them', () => {
  const one: Step = { name: 'Interval', target: { type: 'zone', zone: 4 }, end: time(60) };
  const { bytes } = exportPlan(planOf(one, { repeat: 2, phases: [one, one] }, one), 'garmin');
  const file = JSON.parse(new TextDecoder().decode(bytes)) as { workoutSegments: { workoutSteps: object[] }[] };
  expect(file.workoutSegments[0]?.workoutSteps).toMatchObject([
    { stepOrder: 1, endCondition: { conditionTypeId: 2 }, targetType: { workoutTargetTypeId: 4 }, zoneNumber: 4 },
    { stepOrder: 2, childStepId: 1, workoutSteps: [{ stepOrder: 3, childStepId: 1 }, { stepOrder: 4 }] },
    { stepOrder: 5 },
  ]);
});
