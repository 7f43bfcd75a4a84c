// Workouts of RunnerUp and of the old Garmin Connect: times in milliseconds, groups by number.
import { expect, test } from 'vitest';
import { phasesOf, totalMaxS } from '../../../src/core/plan/plan.ts';
import { read, refusal, told } from './imported.ts';
import { absent, realFile } from './importing.ts';

const KEY = 'com.garmin.connect.workout.json.UserWorkoutJson';
const workout = (...workoutSteps: object[]): string =>
  JSON.stringify({ [KEY]: { workoutName: 'Test', sportTypeKey: 'running', workoutSteps } });
const step = (more: object = {}): object => ({
  stepTypeKey: 'interval',
  endConditionTypeKey: 'time',
  endConditionValue: 60_000,
  endConditionUnitKey: 'ms',
  targetTypeKey: 'no.target',
  ...more,
});
const repeat = (groupId: number | undefined, count: unknown, parentGroupId?: number): object => ({
  stepTypeKey: 'repeat',
  endConditionTypeKey: 'iterations',
  endConditionValue: count,
  groupId,
  parentGroupId,
});

test.skipIf(absent)(`4 × 4 of RunnerUp, which has no name${absent ? ` (${absent})` : ''}`, () => {
  const { plan, losses } = read(realFile('runnerup-4x4.json'), { name: '4x4' });
  expect(plan).toMatchObject({
    name: '4x4',
    phases: [
      { name: 'Warm-up', end: { type: 'hand' } },
      {
        repeat: 4,
        phases: [
          { name: 'Interval', end: { durationS: 240 } },
          { name: 'Recovery', end: { durationS: 180 } },
        ],
      },
      { name: 'Cool-down', end: { type: 'hand' } },
    ],
  });
  expect(losses).toEqual([{ code: 'loss.nameGiven', path: 'name', params: { name: '4x4' } }]);
});

test.skipIf(absent)(`Malin Ewerlöf's workout of RunnerUp${absent ? ` (${absent})` : ''}`, () => {
  const { plan, losses } = read(realFile('runnerup-MalinEwerlov.json'));
  expect(plan).toMatchObject({ name: 'MalinEverlow', sport: 'run' });
  expect(plan.phases.map((each) => ('repeat' in each ? each.repeat : each.name))).toEqual([
    'Warm-up',
    4,
    4,
    4,
    4,
    'Cool-down',
  ]);
  expect(phasesOf(plan).length).toBe(2 + 4 * 4 * 2);
  const timed = { ...plan, phases: plan.phases.filter((each) => 'repeat' in each) };
  expect(totalMaxS(timed)).toBe(4 * 2 * (90 + 60 + 30 + 15));
  expect(losses).toEqual([]);
});

test('groups are nested by their numbers, and steps are in the order that they say', () => {
  const { plan } = read(
    workout(
      step({ stepOrder: 9, stepTypeKey: 'cooldown' }),
      { ...repeat(1, 2), stepOrder: 1 },
      { ...repeat(2, 3, 1), stepOrder: 2 },
      step({ stepOrder: 3, parentGroupId: 2 }),
      step({ stepOrder: 4, parentGroupId: 1, stepTypeKey: 'rest' }),
    ),
  );
  expect(plan.phases).toMatchObject([
    { repeat: 2, phases: [{ repeat: 3, phases: [{ name: 'Interval' }] }, { name: 'Rest' }] },
    { name: 'Cool-down' },
  ]);
});

test.each<[string, object, object, string[]]>([
  ['milliseconds', {}, { end: { type: 'time', durationS: 60 } }, []],
  ['seconds', { endConditionValue: 60, endConditionUnitKey: 'seconds' }, { end: { durationS: 60 } }, []],
  ['no unit', { endConditionUnitKey: 'dimensionless' }, { end: { durationS: 60 } }, ['end: unitGuessed']],
  ['a text', { endConditionValue: '60000' }, { end: { durationS: 60 } }, []],
  [
    'a distance',
    { endConditionTypeKey: 'distance', endConditionValue: 20_000, endConditionUnitKey: 'centimeter' },
    { end: { type: 'hand' } },
    ['end: endByHand'],
  ],
  [
    'a heart rate',
    { endConditionTypeKey: 'heart.rate', endConditionValue: 150, endConditionUnitKey: 'bpm' },
    { end: { type: 'heartRate', from: 'below', bpm: 150, maxS: 600 } },
    ['end: unitGuessed', 'end: plan.maxGiven'],
  ],
  [
    'a target in bpm',
    { targetTypeKey: 'heart.rate.zone', targetValueOne: 150, targetValueTwo: 170, targetValueUnitKey: 'bpm' },
    { target: { type: 'bpm', low: 150, high: 170 } },
    [],
  ],
  [
    'a target in pace',
    {
      targetTypeKey: 'pace.zone',
      targetValueOne: 0.3,
      targetValueTwo: 0.4,
      targetValueUnitKey: 'centimetersPerMillisecond',
    },
    { target: { type: 'open' } },
    ['target: targetDropped'],
  ],
])('%s', (_, more, phase, losses) => {
  const imported = read(workout(step(more)));
  expect(imported.plan.phases[0]).toMatchObject(phase);
  expect(told(imported.losses)).toEqual(losses.map((loss) => `phases[0].${loss}`));
});

test('a distance that is left to the hand has its metres', () => {
  const given = { endConditionTypeKey: 'distance', endConditionValue: 20_000, endConditionUnitKey: 'centimeter' };
  expect(read(workout(step(given))).losses[0]?.params).toEqual({ what: 'distance', amount: '200 m' });
});

const group = (n: number, more: string): string => `workoutSteps[${n}].${more}`;

test.each<[string, object[], string]>([
  ['of a group that is none', [step({ parentGroupId: 7 })], `${group(0, 'parentGroupId')}: 7 is unknown here.`],
  [
    'of groups within each other',
    [repeat(1, 2, 2), repeat(2, 2, 1), step({ parentGroupId: 1 })],
    group(0, 'parentGroupId'),
  ],
  ['of a group within itself', [repeat(1, 2, 1), step({ parentGroupId: 1 })], group(0, 'parentGroupId')],
  ['of two groups of one number', [repeat(1, 2), step({ parentGroupId: 1 }), repeat(1, 3)], group(2, 'groupId')],
  ['of a group without a number', [repeat(undefined, 2), step()], group(0, 'groupId')],
  ['repeated never', [repeat(1, 0), step({ parentGroupId: 1 })], group(0, 'endConditionValue')],
  ['repeated by halves', [repeat(1, 2.5), step({ parentGroupId: 1 })], group(0, 'endConditionValue')],
  ['without a time', [step({ endConditionValue: null })], group(0, 'endConditionValue')],
])('a step %s is refused with its place', (_, steps, line) => {
  expect(refusal(workout(...steps))).toContain(line);
});

test('a repeat of nothing is left out, and said', () => {
  const { plan, losses } = read(workout(step(), repeat(1, 3)));
  expect(plan.phases.length).toBe(1);
  expect(told(losses)).toEqual(['phases: stepDropped']);
});
