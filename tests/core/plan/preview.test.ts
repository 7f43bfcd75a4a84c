import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { phasesOf, type End, type Plan, type Target } from '../../../src/core/plan/plan.ts';
import { heartPreview, PREVIEW_MARKS, PREVIEW_OPTIONS } from '../../../src/core/plan/preview.ts';
import { previewBasis, previewMark } from '../../../src/words/en/preview.ts';
import { phase, planOf, time } from '../arbitrary.ts';
import { oddPlans } from './oddPlans.ts';

// Max 200, resting 60: zone n begins at 100 + 20 × (n − 1).
const PROFILE = { ...profileOf(200, 60), estimated: [] };
const bpm = (low: number, high: number): Target => ({ type: 'bpm', low, high });
const until = (from: 'below' | 'above', level: number, maxS: number, holdS = 0, minS = 0): End => {
  return { type: 'heartRate', from, bpm: level, holdS, minS, maxS };
};
const OPEN: Target = { type: 'open' };
/** The lag in closed form. */
const after = (s: number, fromBpm: number, aimBpm: number, tauS = 58): number =>
  aimBpm + (fromBpm - aimBpm) * Math.exp(-s / tauS);
const types = (plan: Plan, i: number): string[] => heartPreview(plan, PROFILE).phases[i]!.marks.map(({ type }) => type);

test('the trace is the closed form of a first-order lag, phase after phase', () => {
  const { trace, everyS, totalS, phases } = heartPreview(
    planOf(phase(time(180), bpm(140, 160)), phase(time(120), bpm(90, 110))),
    PROFILE,
  );
  expect([everyS, totalS, trace.length]).toEqual([1, 300, 301]);
  for (const s of [0, 1, 58, 180]) expect(trace[s]).toBeCloseTo(after(s, 60, 150), 9);
  const top = after(180, 60, 150);
  for (const s of [1, 58, 120]) expect(trace[180 + s]).toBeCloseTo(after(s, top, 100), 9);
  expect(phases.map(({ fromS, toS }) => [fromS, toS])).toEqual([
    [0, 180],
    [180, 300],
  ]);
});

test('a target is reached when the closed form says so', () => {
  // 60 → 150, in the target from 139.5 (rounded 140) on: 58 × ln(90 ÷ 10.5) = 124.6 s
  const [first] = heartPreview(planOf(phase(time(180), bpm(140, 160))), PROFILE).phases;
  expect(first).toMatchObject({ reachedAfterS: 125, inTargetS: 56 });
  expect(first!.marks).toEqual([{ type: 'reachedAfter', afterS: 125, ofS: 180 }]);
  expect(previewMark(first!.marks[0]!)).toBe('Simulated: on target after 2:05 of 3:00.');
});

test('a target that is not reached says how far it is off', () => {
  const [first] = heartPreview(planOf(phase(time(58), bpm(140, 160))), PROFILE).phases;
  // 150 − 90 ÷ e = 116.9
  expect(first).toMatchObject({ reachedAfterS: undefined, inTargetS: 0 });
  expect(first!.marks).toEqual([{ type: 'notReached', offBpm: 23, ofS: 58 }]);
});

test('a target that is missed by a bpm or two is no warning: hearts differ by more', () => {
  // 150 − 90 × e^(−t ÷ 58): 138.4 after 119 s, 137.2 after 113 s
  expect(heartPreview(planOf(phase(time(119), bpm(140, 160))), PROFILE).phases[0]!.marks).toEqual([
    { type: 'nearlyReached', offBpm: 2, ofS: 119 },
  ]);
  expect(types(planOf(phase(time(113), bpm(140, 160))), 0)).toEqual(['notReached']);
});

test('a recovery is judged by the heart rate that ends it, not by a target beside that', () => {
  const plan = (maxS: number): Plan =>
    planOf(phase(time(600), bpm(160, 180)), phase(until('above', 120, maxS), bpm(95, 115)));
  expect(types(plan(240), 1)).toEqual(['endsAfter']);
  expect(types(plan(30), 1)).toEqual(['endsAtMaximum']);
});

test('a recovery that is too short says so', () => {
  const plan = (recoveryS: number): Plan =>
    planOf(phase(time(600), bpm(160, 180)), phase(time(recoveryS), bpm(100, 120)));
  // 170 → 110, down at 120.5 after 58 × ln(60 ÷ 10.5) = 101.1 s
  expect(types(plan(90), 1)).toEqual(['recoveryTooShort']);
  expect(types(plan(102), 1)).toEqual(['reachedAfter']);
});

test('a heart with a limit levels off at it: it rises in what asks for more, and falls in the recovery', () => {
  const plan: Plan = {
    ...planOf(phase(time(300), bpm(110, 120)), phase(time(240), bpm(160, 180)), phase(until('above', 120, 180), OPEN)),
    ceiling: { bpm: 130 },
  };
  const { trace, phases } = heartPreview(plan, PROFILE);
  expect(Math.max(...trace)).toBeLessThanOrEqual(130);
  expect(trace[540]).toBeCloseTo(after(240, after(300, 60, 115), 130), 9);
  // 129.8 → 110, at 120.5 after 58 × ln(19.8 ÷ 10.5) = 36.7 s
  expect(phases.slice(1).map(({ marks }) => marks)).toEqual([
    [{ type: 'outOfReach', what: 'targetCeiling', bpm: 160, limitBpm: 130 }],
    [{ type: 'endsAfter', afterS: 37, bpm: 120 }],
  ]);
  expect(phases.flatMap(({ marks }) => marks.map(previewMark))).toEqual([
    expect.any(String),
    'The target begins at 160 bpm, above the limit of 130 bpm. You will be asked to stay below 130 instead.',
    'Simulated: this phase ends after about 0:37, once 120 bpm is reached.',
  ]);
});

test('what waits for more than the limit waits there until its time is over', () => {
  const plan: Plan = { ...planOf(phase(until('below', 150, 240), OPEN)), ceiling: { bpm: 130 } };
  const { trace, phases } = heartPreview(plan, PROFILE);
  expect(trace.at(-1)).toBeCloseTo(after(240, 60, 130), 9);
  expect(phases[0]!.marks.map(previewMark)).toEqual([
    '150 bpm is above the limit of 130 bpm. No cue will ask for it: the time limit ends this phase.',
    'Simulated: not at 150 bpm by the time limit of 4:00.',
  ]);
});

test('a target above the maximum is worked towards, not rested in', () => {
  const { trace } = heartPreview(planOf(phase(time(600), bpm(210, 220))), PROFILE);
  expect(trace.at(-1)).toBeCloseTo(after(600, 60, 200), 9);
});

test('a recovery behind what lies above the limit is one', () => {
  const plan: Plan = {
    ...planOf(phase(time(600), bpm(160, 180)), phase(time(30), bpm(90, 100))),
    ceiling: { bpm: 130 },
  };
  expect(types(plan, 1)).toEqual(['recoveryTooShort']);
});

test('a phase that waits for a heart rate ends when the heart is there, has been held, and not before its minimum', () => {
  const work = phase(time(900), bpm(160, 160));
  const ends = (end: End): unknown => heartPreview(planOf(work, phase(end, OPEN)), PROFILE).phases[1]!.marks;
  // 160 → 110 (ten beyond), at 120.5 after 58 × ln(50 ÷ 10.5) = 90.5 s
  expect(ends(until('above', 120, 240))).toEqual([{ type: 'endsAfter', afterS: 91, bpm: 120 }]);
  expect(ends(until('above', 120, 240, 10))).toEqual([{ type: 'endsAfter', afterS: 100, bpm: 120 }]);
  expect(ends(until('above', 120, 240, 10, 200))).toEqual([{ type: 'endsAfter', afterS: 200, bpm: 120 }]);
  expect(ends(until('above', 120, 60))).toEqual([{ type: 'endsAtMaximum', maxS: 60, bpm: 120 }]);
  expect(ends(until('below', 170, 600))).toEqual([
    // 160 → 180, at 169.5 after 58 × ln(20 ÷ 10.5) = 37.4 s
    { type: 'endsAfter', afterS: 38, bpm: 170 },
  ]);
});

test('what is beyond this heart is marked', () => {
  expect(types(planOf(phase(time(600), bpm(205, 210))), 0)).toEqual(['outOfReach']);
  expect(types(planOf(phase(time(600), bpm(190, 210))), 0)).toContain('outOfReach');
  expect(types(planOf(phase(until('above', 55, 90), OPEN)), 0)).toEqual(['outOfReach', 'endsAtMaximum']);
});

test('the heart is that of the person: time constants up and down, dead time and start', () => {
  const plan = planOf(phase(time(100), bpm(150, 150)), phase(time(100), bpm(100, 100)));
  const { trace } = heartPreview(plan, PROFILE, { tauOnS: 40, tauOffS: 90, deadS: 8, startBpm: 80 });
  expect(trace[8]).toBe(80);
  expect(trace[100]).toBeCloseTo(after(92, 80, 150, 40), 9);
  const top = after(100, 80, 150, 40);
  expect(trace[108]).toBeCloseTo(top, 9);
  expect(trace[200]).toBeCloseTo(after(92, top, 100, 90), 9);
});

test('a phase that a hand ends takes a nominal time, and says that it is a guess', () => {
  const plan = planOf(phase({ type: 'hand' }, bpm(120, 140)));
  expect(heartPreview(plan, PROFILE).phases[0]).toMatchObject({ toS: 300, guessed: true });
  expect(heartPreview(plan, PROFILE, { handS: 60 }).phases[0]).toMatchObject({ toS: 60 });
  const { tauOnS, handS } = PREVIEW_OPTIONS;
  expect(previewBasis(tauOnS, handS, false)).toBe(
    'When the effort changes, a typical heart has covered two thirds of the way after 58 s, and nearly all of it after 3 min (average of treadmill tests, Hunt 2015). Yours may be much quicker or slower, more so with heart medication. Phases that you end yourself are shown as 5:00.',
  );
});

test('the target ends below the plan’s ceiling', () => {
  const plan = { ...planOf(phase(time(900), bpm(130, 170))), ceiling: { bpm: 140 } };
  expect(Math.round(heartPreview(plan, PROFILE).trace.at(-1)!)).toBe(134);
});

test('a day is thinned, and every phase of every plan is told of', () => {
  const day = heartPreview(planOf(phase(time(86_400))), PROFILE);
  expect(day.trace.length).toBeLessThanOrEqual(2_000);
  expect((day.trace.length - 1) * day.everyS).toBeLessThanOrEqual(day.totalS);
  fc.assert(
    fc.property(oddPlans, (plan) => {
      const { phases, totalS } = heartPreview(plan, PROFILE);
      expect(phases).toHaveLength(phasesOf(plan).length);
      expect(phases.at(-1)!.toS).toBe(totalS);
      for (const { marks, fromS, toS, inTargetS } of phases) {
        expect(inTargetS).toBeLessThanOrEqual(toS - fromS);
        for (const mark of marks) {
          expect(PREVIEW_MARKS).toContain(mark.type);
          expect(previewMark(mark)).toMatch(/^[A-Z\d].*\.$/);
        }
      }
    }),
    { numRuns: 30 },
  );
});
