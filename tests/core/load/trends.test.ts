import { expect, test } from 'vitest';
import { DEFAULT_PROFILE, profileOf } from '../../../src/core/athlete/hrZones.ts';
import { bestsOf } from '../../../src/core/load/bests.ts';
import { expectedLoad, plannedLoads } from '../../../src/core/load/expectedLoad.ts';
import { asksIdOf } from '../../../src/core/load/asksId.ts';
import { recoveryTrend } from '../../../src/core/load/recoveryTrend.ts';
import { repeatedPlans } from '../../../src/core/load/repeatedPlans.ts';
import { maximumSeen, restingSeen } from '../../../src/core/load/seenRates.ts';
import { heatMap, totalsBy, type TotalsFor } from '../../../src/core/load/totals.ts';
import { phase, planOf, time } from '../arbitrary.ts';
import { figures } from './figures.ts';
import { P } from './series.ts';

const FOR: TotalsFor = { profileOf: () => P, firstWeekday: 1 };
const GIVEN = { ...profileOf(180, 60), estimated: [] };
const held = (...bpms: (number | null)[]) => bpms.map((heldMaxBpm, day) => figures({ day, heldMaxBpm }));
const calm = (...bpms: (number | null)[]) => bpms.map((calmBpm, day) => figures({ day, calmBpm }));

test.each([
  ['as high as it is known', held(180, 170, null), undefined],
  ['above', held(170, 184, 182), 184],
  ['15 above', held(195), 195],
  ['further above in one workout: the highest that is likely', held(196, 183), 183],
  ['further above in one workout alone', held(196, 170), undefined],
  ['further above in two', held(210, 199), 199],
  ['beyond what a heart does', held(221, 185), 185],
])('maximum seen, where 180 was given: %s', (_, workouts, bpm) => {
  expect(maximumSeen(workouts, GIVEN)?.bpm).toBe(bpm);
});

test('maximum seen: an estimate is no reason to doubt what was measured, in one workout', () => {
  expect(maximumSeen(held(205), { ...GIVEN, estimated: ['bpmMax'] })).toEqual({ bpm: 205, workoutId: 'workout-0' });
});

test('maximum seen: the same workout twice is one; a simulated or absent heart shows nothing', () => {
  const once = held(199)[0]!;
  expect(maximumSeen([once, once], GIVEN)).toBeUndefined();
  expect(maximumSeen([figures({ heldMaxBpm: 190, provenance: 'simulated' })], GIVEN)).toBeUndefined();
});

test.each([
  ['no lower than it is known', calm(60, 72, null), undefined],
  ['lower', calm(54.4, 57), 54],
  ['further below in one workout: the lowest that is likely', calm(40, 52), 52],
  ['further below in two', calm(40, 43), 43],
  ['below what a profile holds', calm(28, 55), 55],
])('resting seen, where 60 was given: %s', (_, workouts, bpm) => {
  expect(restingSeen(workouts, GIVEN)?.bpm).toBe(bpm);
});

test('recovery: each beside the median of the last five, and of how many that is', () => {
  const workouts = [30, null, 34, 28, 41, 36, 50].map((hrr60, day) => figures({ day, hrr60 }));
  const trend = recoveryTrend([...workouts.reverse(), figures({ day: 9, hrr60: 60, provenance: 'simulated' })]);
  expect(trend.map(({ day, hrr60, usual, usualOf }) => [day, hrr60, usual, usualOf])).toEqual([
    [0, 30, 30, 1],
    [2, 34, 32, 2],
    [3, 28, 30, 3],
    [4, 41, 32, 4],
    [5, 36, 34, 5],
    [6, 50, 36, 5],
  ]);
});

test('repeated plans: real workouts in which the same was asked, twice or more', () => {
  const steady = (meanBpm: number) => ({ steady: { seconds: 600, meanBpm } });
  const target = (inS: number) => ({ target: { inS, judgedS: 1000, longestS: inS } });
  const plans = repeatedPlans([
    figures({ day: 5, ...steady(140), ...target(900) }),
    figures({ day: 1, ...steady(146), ...target(700) }),
    figures({ day: 2, ...steady(120), provenance: 'simulated' }),
    figures({ day: 3, ...steady(150), asksId: 'harder' }),
    figures({ day: 7, planId: 'other', ...target(500) }),
    figures({ day: 6, planId: 'other', ...target(400), hrr60: 30 }),
    figures({ day: 8, planId: 'other', provenance: 'none' }),
  ]);
  expect(
    plans.map(({ planId, runs }) => [planId, runs.map((run) => [run.steadyBpm, run.inTarget, run.hrr60])]),
  ).toEqual([
    [
      'other',
      [
        [null, 0.4, 30],
        [null, 0.5, null],
      ],
    ],
    [
      'plan',
      [
        [146, 0.7, null],
        [140, 0.9, null],
      ],
    ],
  ]);
});

const DAY = (date: string) => Date.parse(date) / 86_400_000;
const YEAR = ['2025-12-31', '2026-01-01', '2026-01-04', '2026-01-05', '2026-02-28'].map((date) =>
  figures({
    day: DAY(date),
    rates: { fromBpm: 176, seconds: [1800] },
    target: { inS: 600, judgedS: 1000, longestS: 60 },
  }),
);

test.each([
  [
    'week',
    [
      ['2025-12-29', 3],
      ['2026-01-05', 1],
      ['2026-02-23', 1],
    ],
  ],
  [
    'month',
    [
      ['2025-12-01', 1],
      ['2026-01-01', 3],
      ['2026-02-01', 1],
    ],
  ],
  [
    'year',
    [
      ['2025-01-01', 1],
      ['2026-01-01', 4],
    ],
  ],
] as const)('totals by %s', (span, expected) => {
  const simulated = figures({ day: DAY('2026-01-02'), provenance: 'simulated' });
  const totals = totalsBy(span, [...YEAR, simulated], FOR);
  expect(totals.map(({ fromDay, workouts }) => [fromDay, workouts])).toEqual(
    expected.map(([date, count]) => [DAY(date), count]),
  );
  for (const { workouts, seconds, load, inTargetS, judgedS } of totals) {
    expect([seconds, inTargetS, judgedS]).toEqual([3600 * workouts, 600 * workouts, 1000 * workouts]);
    expect(load).toBeCloseTo(50 * workouts, 9);
  }
});

test('heat map: each day, in quarters of the days with a workout', () => {
  const loads = [10, 0, 40, 20, 30, 30, 80, 60];
  const days = loads.flatMap((load, i) =>
    load === 0 ? [] : [{ fromDay: 100 + i, workouts: 1, seconds: 60 * load, load, inTargetS: 0, judgedS: 0 }],
  );
  const map = heatMap(days, 99, 108);
  expect(map.map(({ day }) => day)).toEqual(Array.from({ length: 10 }, (_, i) => 99 + i));
  expect(map.map(({ level }) => level)).toEqual([0, 1, 0, 3, 1, 2, 2, 4, 3, 0]);
  expect(map[3]).toEqual({ day: 102, workouts: 1, seconds: 2400, load: 40, level: 3 });
  expect(heatMap([], 5, 4)).toEqual([]);
});

test('bests: the first of equals, of real workouts; those of weeks have no workout', () => {
  const target = (longestS: number) => ({ target: { inS: longestS, judgedS: longestS, longestS } });
  const bests = bestsOf(
    [
      figures({ day: 12, elapsedS: 5000, ...target(700), hrr60: 30 }),
      figures({ day: 4, elapsedS: 5000, ...target(600), hrr60: 35, rates: { fromBpm: 176, seconds: [3600] } }),
      figures({ day: 5, elapsedS: 9000, ...target(999), hrr60: 99, provenance: 'simulated' }),
      figures({ day: 13, elapsedS: 4000 }),
    ],
    FOR,
  );
  const at = (day: number) => ({ day, workoutId: `workout-${day}` });
  expect(bests).toEqual([
    { code: 'longestInTarget', value: 700, ...at(12) },
    { code: 'fastestRecovery', value: 35, ...at(4) },
    { code: 'longestWorkout', value: 5000, ...at(4) },
    { code: 'mostLoad', value: expect.closeTo(100, 9) as number, ...at(4) },
    // day 11 was a Monday
    { code: 'longestWeek', value: 9000, day: 11 },
    { code: 'mostLoadInWeek', value: expect.closeTo(100, 9) as number, day: 4 },
  ]);
  expect(bestsOf([], FOR)).toEqual([]);
});

const PLAN = planOf(phase(time(300), { type: 'zone', zone: 1 }), phase(time(1800), { type: 'zone', zone: 4 }));
const PERSON = { profile: DEFAULT_PROFILE, sex: 'male' } as const;
const done = (day: number, seconds: number, own = {}) =>
  figures({
    day,
    planId: PLAN.id,
    asksId: asksIdOf(PLAN),
    elapsedS: seconds,
    rates: { fromBpm: 167, seconds: [seconds] },
    ...own,
  });

test('expected load: the mean of the last three times, by the profile of now', () => {
  const runs = [done(1, 360), done(5, 3600), done(3, 1800), done(4, 900)];
  const expected = expectedLoad(PLAN, runs, PERSON);
  expect(expected).toEqual({ load: expect.closeTo((100 + 50 + 25) / 3, 9) as number, from: 'runs', runs: 3 });
});

test('expected load: no simulated workout counts, none of another plan, none in which hardly anything was heard', () => {
  const others = [
    done(1, 3600, { provenance: 'simulated' }),
    done(2, 3600, { planId: 'other' }),
    done(3, 3600, { asksId: 'as it was' }),
    done(4, 3600, { elapsedS: 4600 }),
  ];
  expect(expectedLoad(PLAN, others, PERSON)).toMatchObject({ from: 'plan', runs: 0 });
  expect(expectedLoad(PLAN, [...others, done(5, 3600)], PERSON)).toMatchObject({ from: 'runs', runs: 1 });
});

test('expected load: of a plan that was never done, what a heart that follows it would cost', () => {
  const { load } = expectedLoad(PLAN, [], PERSON);
  // half an hour a little below threshold, after five easy minutes
  expect(load).toBeGreaterThan(35);
  expect(load).toBeLessThan(50);
  const twice = planOf(...PLAN.phases, ...PLAN.phases);
  expect(expectedLoad(twice, [], PERSON).load).toBeGreaterThan(1.9 * load);
  const slow = { ...PERSON, response: { tauOnS: 120, tauOffS: 140, deadS: 10, relSd: 0.2 } };
  expect(expectedLoad(PLAN, [], slow).load).toBeLessThan(load);
});

test('planned loads: by day; a plan of which nothing is known adds none', () => {
  const planned = [
    { day: 3, planId: 'a' },
    { day: 5, planId: 'gone' },
    { day: 3, planId: 'a' },
  ];
  const expected = (planId: string) => (planId === 'a' ? ({ load: 40, from: 'plan', runs: 0 } as const) : undefined);
  expect(plannedLoads(planned, expected)).toEqual([
    { day: 3, load: 40 },
    { day: 3, load: 40 },
  ]);
});
