// The plan that a workout was in the end.
import { expect, test } from 'vitest';
import type { Phase, Plan } from '../../../src/core/plan/plan.ts';
import { parseNewPlan } from '../../../src/core/plan/planFile.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { lapTarget, planOfWorkout, type Done } from '../../../src/core/plan/planOfWorkout.ts';

const work: Phase = {
  name: 'Work',
  target: { type: 'zone', zone: 4 },
  end: { type: 'time', durationS: 240 },
  cue: 'Go',
};
const rest: Phase = {
  name: 'Rest',
  target: { type: 'open' },
  end: { type: 'heartRate', from: 'above', bpm: 120, holdS: 0, minS: 0, maxS: 180 },
};
const plan: Plan = {
  id: 'p',
  name: 'Hills',
  description: 'Up',
  sport: 'run',
  ceiling: { bpm: 170 },
  tags: ['A'],
  phases: [{ repeat: 2, phases: [work, rest] }],
};

const PROFILE = profileOf(200, 60);
const done = (of: Plan, timeline: Done['timeline']): Done => ({ plan: of, profile: PROFILE, timeline });
const unmoved = (): number => 0;

test('a target that was moved by hand is as it was moved, in bpm, and all others as they were planned', () => {
  const timeline = [
    { phase: 0, fromS: 0, toS: 200 },
    { phase: 1, fromS: 200, toS: 300 },
    { phase: 2, fromS: 300, toS: 400 },
  ];
  const made = planOfWorkout(done(plan, timeline), 'Hills', (phase, atS) => (phase < 2 && atS >= 200 ? -5 : 0));
  expect(made?.phases).toMatchObject([
    { target: { type: 'bpm', low: 155, high: 174 } },
    { target: { type: 'open' } },
    { target: { type: 'zone', zone: 4 } },
  ]);
  expect(parseNewPlan(made)).toMatchObject({ ok: true });
});

test('each phase is as long as it took, with all else that it had', () => {
  const made = planOfWorkout(
    done(plan, [
      { phase: 0, fromS: 0, toS: 200 },
      { phase: 1, fromS: 200, toS: 300 },
      { phase: 2, fromS: 300, toS: 300 },
      { phase: 3, fromS: 300, toS: 345 },
    ]),
    'Hills (as done)',
    unmoved,
  );
  expect(made).toEqual({
    name: 'Hills (as done)',
    description: 'Up',
    sport: 'run',
    ceiling: { bpm: 170 },
    phases: [
      { ...work, end: { type: 'time', durationS: 200 } },
      { ...rest, end: { type: 'time', durationS: 100 } },
      { ...rest, end: { type: 'time', durationS: 45 } },
    ],
  });
  expect(parseNewPlan(made)).toMatchObject({ ok: true });
});

test('laps of a workout without a plan are phases, and the plan has an end', () => {
  const free: Plan = { ...plan, endless: true, phases: [{ ...work, name: 'Lap', end: { type: 'hand' } }] };
  const made = planOfWorkout(
    done(free, [
      { phase: 0, fromS: 0, toS: 60 },
      { phase: 0, fromS: 60, toS: 90 },
    ]),
    'Laps',
    unmoved,
  );
  expect(made?.phases.map((step) => 'end' in step && step.end)).toEqual([
    { type: 'time', durationS: 60 },
    { type: 'time', durationS: 30 },
  ]);
  expect(made).not.toHaveProperty('endless');
});

test('nothing that was done is no plan, nor is more than a day', () => {
  expect(planOfWorkout(done(plan, []), 'A', unmoved)).toBeUndefined();
  expect(planOfWorkout(done(plan, [{ phase: 0, fromS: 5, toS: 5 }]), 'A', unmoved)).toBeUndefined();
  expect(planOfWorkout(done(plan, [{ phase: 0, fromS: 0, toS: 86_401 }]), 'A', unmoved)).toBeUndefined();
});

test('what had no target may be given one; all else keeps its own', () => {
  const made = planOfWorkout(
    done(plan, [
      { phase: 0, fromS: 0, toS: 200 },
      { phase: 1, fromS: 200, toS: 300 },
    ]),
    'Hills',
    unmoved,
    ({ fromS, toS }) => ({ type: 'bpm', low: fromS / 2, high: toS / 2 }),
  );
  expect(made?.phases).toMatchObject([
    { target: { type: 'zone', zone: 4 } },
    { target: { type: 'bpm', low: 100, high: 150 } },
  ]);
});

test.each<[string, { meanBpm: number | null; heardS: number; lengthS: number; bpmCeiling?: number }, string]>([
  ['measured', { meanBpm: 132.4, heardS: 300, lengthS: 300 }, '127–137'],
  ['half of it measured', { meanBpm: 132.4, heardS: 150, lengthS: 300 }, '127–137'],
  ['less than half of it measured', { meanBpm: 132.4, heardS: 149, lengthS: 300 }, 'open'],
  ['not measured', { meanBpm: null, heardS: 0, lengthS: 300 }, 'open'],
  ['too short for a heart to settle', { meanBpm: 132.4, heardS: 59, lengthS: 59 }, 'open'],
  ['near the maximum', { meanBpm: 198, heardS: 300, lengthS: 300 }, '193–200'],
  ['above the maximum', { meanBpm: 201, heardS: 300, lengthS: 300 }, 'open'],
  ['near a limit', { meanBpm: 127, heardS: 300, lengthS: 300, bpmCeiling: 130 }, '122–129'],
  ['just below a limit', { meanBpm: 129, heardS: 300, lengthS: 300, bpmCeiling: 130 }, '124–129'],
  ['at a limit', { meanBpm: 130, heardS: 300, lengthS: 300, bpmCeiling: 130 }, 'open'],
])('the target of a lap is around its average, below the limit: %s', (_, { lengthS, bpmCeiling, ...figures }, text) => {
  const target = lapTarget(figures, lengthS, { ...PROFILE, bpmCeiling });
  expect(target.type === 'bpm' ? `${String(target.low)}–${String(target.high)}` : target.type).toBe(text);
});
