// What a plan asks for, zone by zone.
import { expect, test } from 'vitest';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { parsePlan } from '../../../src/formats/plan/importers.ts';
import { mainZone, mayEndSooner, planZonesS } from '../../../src/core/plan/planZones.ts';
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

test('only a plan that waits for a heart rate may end sooner than it says', () => {
  expect(mayEndSooner(plan({ name: 'x', phases: [{ name: 'a', durationS: 60 }] }))).toBe(false);
  const end = { type: 'heartRate', from: 'above', bpm: 120 };
  expect(mayEndSooner(plan({ name: 'x', phases: [{ name: 'a', end }] }))).toBe(true);
});
