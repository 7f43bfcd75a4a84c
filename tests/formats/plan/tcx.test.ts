// Workouts of Training Center: what each kind of duration and target becomes; activities and courses are refused as such.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Target } from '../../../src/core/plan/plan.ts';
import { costMs } from '../../support/cost.ts';
import { read, refusal, told } from './imported.ts';

const time = (seconds: string | number): string =>
  `<Duration xsi:type="Time_t"><Seconds>${seconds}</Seconds></Duration>`;
const step = (inner: string, tag = 'Step'): string =>
  `<${tag} xsi:type="Step_t"><StepId>1</StepId>${inner}<Intensity>Active</Intensity></${tag}>`;
const repeat = (count: string | number, children: string, tag = 'Step'): string =>
  `<${tag} xsi:type="Repeat_t"><StepId>2</StepId><Repetitions>${count}</Repetitions>${children}</${tag}>`;
const workout = (steps: string, more = ''): string =>
  `<?xml version="1.0"?>\n<TrainingCenterDatabase xmlns="x" xmlns:xsi="y"><Workouts><Workout Sport="Biking"><Name>Test</Name>\n${steps}${more}</Workout></Workouts></TrainingCenterDatabase>`;
const level = (tag: string, value: number, type = 'HeartRateInBeatsPerMinute_t'): string =>
  `<${tag} xsi:type="${type}"><Value>${value}</Value></${tag}>`;
const percent = (tag: string, value: number): string => level(tag, value, 'HeartRateAsPercentOfMax_t');
const custom = (bounds: string): string =>
  `<Target xsi:type="HeartRate_t"><HeartRateZone xsi:type="CustomHeartRateZone_t">${bounds}</HeartRateZone></Target>`;

test('a workout is read with its names, its notes and its repeats', () => {
  const { plan, losses } = read(readFileSync(join(import.meta.dirname, 'fixtures/tcx.tcx'), 'utf8'));
  expect(plan).toMatchObject({
    name: 'Hills',
    description: 'On the long slope',
    sport: 'run',
    phases: [
      { name: 'Warm-up', target: { type: 'zone', zone: 2 }, end: { type: 'time', durationS: 600 } },
      {
        repeat: 5,
        phases: [
          { name: 'Up', target: { type: 'bpm', low: 150, high: 165 }, end: { durationS: 90 } },
          { name: 'Rest', target: { type: 'open' }, end: { type: 'heartRate', from: 'above', percentMax: 65 } },
        ],
      },
      { name: 'Interval', end: { type: 'hand' } },
    ],
  });
  expect(told(losses)).toEqual(['phases[1].phases[1].end: plan.maxGiven']);
});

test.each<[string, string, object, string[]]>([
  ['a time in fractions', time('59.6'), { type: 'time', durationS: 60 }, ['timeRounded']],
  [
    'a heart rate from below',
    `<Duration xsi:type="HeartRateAbove_t">${level('HeartRate', 150)}</Duration>`,
    { type: 'heartRate', from: 'below', bpm: 150 },
    ['plan.maxGiven'],
  ],
  ['a heart rate that is none', '<Duration xsi:type="HeartRateAbove_t"/>', { type: 'hand' }, ['endByHand']],
  ['a distance', '<Duration xsi:type="Distance_t"><Meters>400</Meters></Duration>', { type: 'hand' }, ['endByHand']],
  [
    'calories',
    '<Duration xsi:type="CaloriesBurned_t"><Calories>90</Calories></Duration>',
    { type: 'hand' },
    ['endByHand'],
  ],
  ['what nobody knows', '<Duration xsi:type="Moon_t"/>', { type: 'hand' }, ['endByHand']],
  ['nothing', '', { type: 'hand' }, ['endByHand']],
])('end: %s', (_, duration, end, losses) => {
  const imported = read(workout(step(duration)));
  expect(imported.plan.phases[0]).toMatchObject({ end });
  expect(told(imported.losses)).toEqual(losses.map((code) => `phases[0].end: ${code}`));
});

test.each<[string, string, Target, string[]]>([
  ['% of maximum', custom(percent('Low', 80) + percent('High', 90)), { type: 'percentMax', low: 80, high: 90 }, []],
  ['an upper bound alone', custom(level('High', 140)), { type: 'bpm', low: 30, high: 140 }, []],
  [
    'more than a heart does',
    custom(level('Low', 140) + level('High', 400)),
    { type: 'bpm', low: 140, high: 220 },
    ['targetCut'],
  ],
  ['two units', custom(percent('Low', 80) + level('High', 160)), { type: 'open' }, ['targetDropped']],
  ['no heart rate', custom(''), { type: 'open' }, ['targetDropped']],
  [
    'speed',
    '<Target xsi:type="Speed_t"><SpeedZone xsi:type="PredefinedSpeedZone_t"><Number>3</Number></SpeedZone></Target>',
    { type: 'open' },
    ['targetDropped'],
  ],
  [
    'cadence',
    '<Target xsi:type="Cadence_t"><Low>80</Low><High>90</High></Target>',
    { type: 'open' },
    ['targetDropped'],
  ],
  ['what nobody knows', '<Target xsi:type="Moon_t"/>', { type: 'open' }, ['targetDropped']],
])('target: %s', (_, given, target, losses) => {
  const imported = read(workout(step(time(60) + given)));
  expect(imported.plan.phases[0]).toMatchObject({ target });
  expect(told(imported.losses)).toEqual(losses.map((code) => `phases[0].target: ${code}`));
});

test('prefixes are called what they may', () => {
  const file = workout(step(time(60)))
    .replaceAll('xsi:type="', 'i:type="t:')
    .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1t:');
  expect(read(file).plan).toMatchObject({ name: 'Test', sport: 'ride', phases: [{ end: { durationS: 60 } }] });
});

test('repeats are nested, and a step of no time in one is left out', () => {
  const inner = repeat(3, step(time(30), 'Child') + step(time(0), 'Child'), 'Child');
  const { plan, losses } = read(workout(repeat(2, inner)));
  expect(plan.phases).toMatchObject([{ repeat: 2, phases: [{ repeat: 3, phases: [{ end: { durationS: 30 } }] }] }]);
  expect(told(losses)).toEqual(['phases: stepDropped']);
});

test('several workouts of a file are plans each, and what else is in it is named', () => {
  const one = workout(step(`${time(60)}<Extensions/>`), '<ScheduledOn>2026-11-29</ScheduledOn>');
  const two = one.replace(
    '</Workouts>',
    '<Workout Sport="Swimming">' + step(time(30)) + '</Workout></Workouts><Activities/>',
  );
  const { plans, losses } = read(two, { name: 'Week' });
  expect(plans.map(({ name, sport }) => [name, sport])).toEqual([
    ['Test', 'ride'],
    ['Week', 'other'],
  ]);
  expect(losses.map(({ path, params }) => `${path}: ${params['key'] ?? params['name']}`)).toEqual([
    ': Activities',
    'plans[0]: ScheduledOn',
    'plans[0].phases[0]: Extensions',
    'plans[1]: Sport Swimming',
    'plans[1].name: Week',
  ]);
});

test.each([
  [workout(step(time(-5))), 'line 3, Seconds: -5 s is too small: at least 0.'],
  [workout(step(time('NaN'))), 'line 3, Seconds: Missing: a number is expected here.'],
  [workout(step(time('1e9'))), 'line 3, Seconds: 1000000000 s is too large: at most 86400 s.'],
  [workout(repeat(0, step(time(60), 'Child'))), 'line 3, Repetitions: 0 is too small: at least 1.'],
  [workout(repeat(1.5, step(time(60), 'Child'))), 'line 3, Repetitions: 1.5 should be a whole number.'],
  [workout(repeat(5000, step(time(60), 'Child'))), 'line 3, Repetitions: 5000 is too large: at most 1000.'],
  [workout(''), 'phases: A plan needs at least one phase.'],
])('refused with its place: %#', (file, line) => {
  expect(refusal(file)).toBe(line);
});

test('XML that is not well-formed is refused with its place', () => {
  expect(refusal(workout('<Step>'))).toMatch(/^line \d+, column \d+: /);
});

const lap = (seconds: number): string => `<Lap><TotalTimeSeconds>${seconds}</TotalTimeSeconds></Lap>`;
const database = (inner: string): string => `<TrainingCenterDatabase xmlns="x">${inner}</TrainingCenterDatabase>`;

test.each([
  [
    database(`<Activities><Activity>${lap(1200)}${lap(1260.4)}</Activity></Activities>`),
    'a recorded activity of 41 min (TCX)',
  ],
  [database('<Activities><Activity></Activity></Activities>'), 'a recorded activity (TCX)'],
  [database('<Courses><Course><Name>Lake</Name></Course></Courses>'), 'a course (TCX)'],
])('refused as what it is: %#', (file, what) => {
  expect(refusal(file)).toContain(`This is not a plan file but ${what}. `);
});

test('repeats within repeats without end are refused soon', () => {
  const deep = `${'<Child xsi:type="Repeat_t"><Repetitions>2</Repetitions>'.repeat(20_000)}${'</Child>'.repeat(20_000)}`;
  expect(costMs(() => expect(refusal(workout(repeat(2, deep)))).toContain('This is nested too deeply'))).toBeLessThan(
    1_000,
  );
});
