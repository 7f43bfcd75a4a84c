// What a plan asks for, zone by zone.
import { expect, test } from 'vitest';
import { DEFAULT_PROFILE, profileOf, type Profile } from '../../../src/core/athlete/hrZones.ts';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { parsePlan } from '../../../src/formats/plan/importers.ts';
import { mainZone, planZonesS, usedHeartRates } from '../../../src/core/plan/planZones.ts';
import { live } from '../../../src/words/en/live.ts';
import { enPlans } from '../../../src/words/en/plans.ts';

const plan = (value: unknown): Plan => {
  const parsed = parsePlan(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
};

test('the time per zone counts every round of a block', () => {
  const of = plan({
    name: 'x',
    phases: [
      { name: 'a', durationS: 60 },
      {
        repeat: 3,
        phases: [
          { name: 'b', target: { type: 'zone', zone: 4 }, durationS: 100 },
          { name: 'c', target: { type: 'bpm', low: 96, high: 110 }, end: { type: 'hand' } },
        ],
      },
    ],
  });
  expect(planZonesS(of, DEFAULT_PROFILE)).toEqual([60, 0, 0, 0, 300, 0]);
});

test.each([
  ['easy-recovery', 1],
  ['threshold-4x4', 4],
  ['vo2max-5x3', 5],
  ['tempo', 3],
])('%s has the character of zone %i', (id, zone) => {
  const of = builtInPlans(enPlans).find((each) => each.id === id);
  expect(of && mainZone(of, DEFAULT_PROFILE)).toBe(zone);
});

const given = profileOf(185, 52);
const byAge: Profile = { ...profileOf(163, 60), estimated: ['bpmMax', 'bpmResting', 'bpmThreshold'], ageYears: 64 };

test.each<[string, object, Profile, string]>([
  ['zones', { target: { type: 'zone', zone: 2 } }, DEFAULT_PROFILE, 'a typical maximum of 190 bpm'],
  ['zones', { target: { type: 'zone', zone: 2 } }, byAge, 'a maximum of 163 bpm, estimated from your age of 64'],
  ['percent', { target: { type: 'percentMax', low: 60, high: 70 } }, given, 'your maximum of 185 bpm'],
  [
    'reserve',
    { target: { type: 'percentReserve', low: 60, high: 70 } },
    byAge,
    'a maximum of 163 bpm, estimated from your age of 64, and a typical resting heart rate of 60 bpm',
  ],
  [
    'an estimated threshold',
    { target: { type: 'percentThreshold', low: 80, high: 90 } },
    given,
    'your maximum of 185 bpm and a threshold of 163 bpm, estimated from the maximum',
  ],
  [
    'a threshold of one’s own',
    { target: { type: 'percentThreshold', low: 80, high: 90 } },
    { ...given, bpmThreshold: 165, estimated: [] },
    'your threshold of 165 bpm',
  ],
  [
    'an end by a share',
    { end: { type: 'heartRate', from: 'above', percentMax: 60, holdS: 5, maxS: 300 } },
    given,
    'your maximum of 185 bpm',
  ],
])(
  '%s: the plan says what its heart rates are worked out from, and where that comes from',
  (_, phase, profile, text) => {
    const of = plan({ name: 'x', phases: [{ name: 'a', end: { type: 'time', durationS: 60 }, ...phase }] });
    expect(live.basedOn.line(usedHeartRates(of, profile))).toBe(`Targets are based on ${text}.`);
  },
);

test('a plan without a target, and one in bpm, are worked out from nobody’s heart rate', () => {
  const end = { type: 'heartRate', from: 'above', bpm: 120 };
  const phases = [
    { name: 'a', durationS: 60 },
    { name: 'b', target: { type: 'bpm', low: 100, high: 120 }, end },
  ];
  expect(usedHeartRates(plan({ name: 'x', phases }), DEFAULT_PROFILE)).toEqual([]);
  const limited = { ...plan({ name: 'x', phases }), ceiling: { percentMax: 85 } };
  expect(usedHeartRates(limited, DEFAULT_PROFILE)).toMatchObject([{ name: 'bpmMax', source: 'typical' }]);
});
