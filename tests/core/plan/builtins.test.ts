import { expect, test } from 'vitest';
import { BUILT_IN_IDS, builtInPlans } from '../../../src/core/plan/builtins.ts';
import { bandOf, phasesOf, targetZone, totalMaxS, type Plan } from '../../../src/core/plan/plan.ts';
import { parsePlan } from '../../../src/formats/plan/importers.ts';
import { profileOf, type Profile } from '../../../src/core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../../src/core/athlete/zonePresets.ts';
import { enPlans } from '../../../src/words/en/plans.ts';

const PROFILE = profileOf(190, 60);
const plans = new Map(builtInPlans(enPlans).map((plan) => [plan.id, plan]));

/** A plan as seconds and zones: `600 Z2, 180 Z4`. */
function shape(plan: Plan): string {
  return phasesOf(plan)
    .map(
      (phase) =>
        `${phase.end.type === 'time' ? phase.end.durationS : '?'} Z${targetZone(phase.target, PROFILE) ?? '-'}`,
    )
    .join(', ');
}

test('they are the ten that addresses and schedules name', () => {
  expect([...plans.keys()]).toEqual([...BUILT_IN_IDS]);
});

test.each<[string, number, string]>([
  ['demo-60s', 60, '15 Z1, 20 Z2, 15 Z1, 10 Z-'],
  ['easy-recovery', 30 * 60, '300 Z1, 1200 Z1, 300 Z1'],
  ['base-endurance', 45 * 60, '300 Z1, 2100 Z2, 300 Z1'],
  ['tempo', 40 * 60, '600 Z2, 1200 Z3, 300 Z1, 300 Z1'],
  ['threshold-4x4', 49 * 60, `600 Z2, 180 Z3, ${'240 Z4, 180 Z2, '.repeat(4)}480 Z1`],
  ['vo2max-5x3', 48 * 60, `600 Z2, 180 Z3, ${'180 Z5, 120 Z2, '.repeat(5)}600 Z1`],
  [
    'pyramid',
    45 * 60,
    '600 Z2, 60 Z4, 90 Z2, 120 Z4, 90 Z2, 180 Z4, 90 Z2, 240 Z4, 120 Z2, 180 Z4, 90 Z2, 120 Z4, 90 Z2, 60 Z4, 90 Z2, 480 Z1',
  ],
  ['sweet-spot', 60 * 60, `600 Z2, ${'600 Z4, 240 Z2, '.repeat(3)}480 Z1`],
  ['long-endurance', 90 * 60, '600 Z1, 4200 Z2, 600 Z1'],
  ['5k-intervals', 40 * 60, `600 Z2, ${'180 Z4, 120 Z2, '.repeat(3)}600 Z3, 300 Z1`],
])('%s takes %i s: %s', (id, totalS, expected) => {
  const plan = plans.get(id)!;
  expect(totalMaxS(plan)).toBe(totalS);
  expect(shape(plan)).toBe(expected);
});

const PEOPLE: Profile[] = [
  profileOf(150, 80),
  profileOf(220, 40),
  { ...PROFILE, zoneBasis: 'reserve' },
  { ...PROFILE, zoneBasis: 'threshold', zoneFloorsPct: ZONE_PRESETS.threshold[5] },
];

test.each([...plans.values()].map((plan): [string, Plan] => [plan.id, plan]))(
  '%s is a plan like any other',
  (_, plan) => {
    expect(parsePlan(JSON.parse(JSON.stringify(plan)))).toEqual({ ok: true, value: plan });
    expect(plan.description).toMatch(/^[A-Z].*\.$/);
    // It begins and ends gently, for everyone.
    const phases = phasesOf(plan);
    for (const edge of [phases[0]!, phases.at(-1)!])
      expect(targetZone(edge.target, PROFILE) ?? 1).toBeLessThanOrEqual(2);
    for (const profile of PEOPLE) {
      for (const { target } of phases) {
        const band = bandOf(target, profile);
        if (band) expect(band.lowBpm).toBeLessThanOrEqual(band.highBpm ?? profile.bpmMax);
      }
    }
  },
);

/** What the name of a phase promises, in zones. */
const PROMISED: Record<string, readonly number[]> = {
  'Warm-up': [1, 2],
  'Wake up': [1],
  Easy: [1],
  Endurance: [2],
  Steady: [3],
  Tempo: [3],
  'Sweet spot': [3, 4],
  Threshold: [4],
  Hard: [5],
  Interval: [4],
  Recovery: [1, 2],
  'Cool-down': [1],
};

test.each([...plans.values()].filter(({ id }) => id !== 'demo-60s').map((plan): [string, Plan] => [plan.name, plan]))(
  'the phases of %s are marked with zones that their names promise, for everyone',
  (_, plan) => {
    for (const profile of PEOPLE) {
      for (const { name, target } of phasesOf(plan))
        expect(PROMISED[name], name).toContain(targetZone(target, profile));
    }
  },
);
