import { describe, expect, test } from 'vitest';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import { parseStoredPlan } from '../../../src/core/plan/planFile.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { heartLesson, isEnough, learntHeart, type HeartLesson } from '../../../src/core/records/heartLearnt.ts';
import { packed } from '../../../src/core/samples/packed.ts';
import { unpacked } from '../../../src/core/samples/unpacked.ts';
import type { Finished } from '../../../src/core/records/finished.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { runHeart, type HeartRun } from '../../support/heartWorkouts.ts';

const DAY_MS = 86_400_000;
const heart = { tauOnS: 44, tauOffS: 60, deadS: 6 };
const builtIn = (id: string): Plan => builtInPlans(enPlans).find((plan) => plan.id === id)!;
const steps = (plan: object): Plan => {
  const parsed = parseStoredPlan({ id: 'steps', name: 'Steps', sport: 'run', ...plan });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
};
const zone = (n: number): object => ({ type: 'zone', zone: n });
/** Two minutes easy, four hard. */
const twoPhases = steps({
  phases: [
    { name: 'Easy', target: zone(1), end: { type: 'time', durationS: 300 } },
    { name: 'Hard', target: zone(4), end: { type: 'time', durationS: 240 } },
  ],
});

/** What the hard phase says: the length of its stretch, or nothing. It begins with second 300. */
function hardPhase(run: Partial<HeartRun>, change = (finished: Finished): Finished => finished): string {
  const lesson = heartLesson(change(runHeart({ id: 'a', plan: twoPhases, heart, ...run })));
  const [last] = lesson.stretches.filter(({ bpms }) => bpms.some((bpm) => bpm > 150));
  return last ? `${last.side} ${String(last.bpms.length)}` : 'none';
}

describe('what a phase says ends', () => {
  test.each<[string, Partial<HeartRun>, string]>([
    ['after three minutes', {}, 'on 180'],
    [
      'at a pause',
      {
        happens: (s) =>
          s === 401 ? { type: 'pause', atMs: 401_000 } : s === 460 ? { type: 'resume', atMs: 460_000 } : undefined,
      },
      'on 100',
    ],
    [
      'at a pause that comes too early',
      {
        happens: (s) =>
          s === 351 ? { type: 'pause', atMs: 351_000 } : s === 410 ? { type: 'resume', atMs: 410_000 } : undefined,
      },
      'none',
    ],
    [
      'at a shifted target',
      { happens: (s) => (s === 421 ? { type: 'shift', byBpm: 5, scope: 'phase' } : undefined) },
      'on 120',
    ],
    ['at a hole', { said: (bpm, s) => (s > 430 && s < 450 ? 0 : bpm) }, 'on 135'],
    ['where the heart is doubted', { said: (bpm, s) => (s > 400 && s < 412 ? 60 : bpm) }, 'on 100'],
  ])('%s', (_, run, outcome) => {
    expect(hardPhase(run)).toBe(outcome);
  });

  test('five seconds after the first cue', () => {
    const cue = { atS: 400, side: 'low' as const, why: undefined as never };
    const withCue = (atS: number) => (finished: Finished) => ({
      ...finished,
      session: {
        ...finished.session,
        cues: [
          { ...cue, atS: 20 },
          { ...cue, atS },
        ],
      },
    });
    expect(hardPhase({}, withCue(400))).toBe('on 105');
    expect(hardPhase({}, withCue(360))).toBe('none');
    expect(hardPhase({}, withCue(290))).toBe('on 180');
  });
});

test('a simulated heart teaches nothing, nor does a workout with a simulated second', () => {
  expect(heartLesson(runHeart({ id: 'a', plan: twoPhases, heart, source: 'simulated' })).stretches).toEqual([]);
  const { session, chunks } = runHeart({ id: 'a', plan: twoPhases, heart });
  const mixed = { ...session, summary: { ...session.summary, provenance: 'simulated' as const } };
  expect(heartLesson({ session: mixed, chunks }).stretches).toEqual([]);
});

test('doubt in a record that does not say of which seconds teaches nothing', () => {
  const { session, chunks } = runHeart({ id: 'a', plan: twoPhases, heart });
  expect(heartLesson({ session: { ...session, doubtS: 90 }, chunks }).stretches).toEqual([]);
  expect(heartLesson({ session, chunks }).stretches.length).toBeGreaterThan(0);
});

test('a phase that asks for no effort says nothing, and one that a heart rate ends does', () => {
  const open = { type: 'open' };
  const plan = (end: object): Plan =>
    steps({
      phases: [
        { name: 'Hard', target: zone(4), end: { type: 'time', durationS: 400 } },
        { name: 'Rest', target: open, end },
      ],
    });
  const falls = (end: object): number =>
    heartLesson(runHeart({ id: 'a', plan: plan(end), heart })).stretches.filter(({ side }) => side === 'off').length;
  expect(falls({ type: 'time', durationS: 200 })).toBe(0);
  expect(falls({ type: 'heartRate', from: 'above', bpm: 112, holdS: 3, minS: 0, maxS: 300 })).toBe(1);
});

test('doubt is kept with each second, packed as well', () => {
  const { chunks, session } = runHeart({
    id: 'a',
    plan: twoPhases,
    heart,
    said: (bpm, s) => (s > 400 && s < 412 ? 60 : bpm),
  });
  expect(session.doubtS).toBeGreaterThan(60);
  const again = chunks.map((chunk) => unpacked(packed(chunk))).flatMap((read) => (read.ok ? [read.value] : []));
  expect(heartLesson({ session, chunks: again })).toEqual(heartLesson({ session, chunks }));
});

test.each(['threshold-4x4', 'easy-recovery', 'pyramid', 'vo2max-5x3', '5k-intervals', 'base-endurance'])(
  'two workouts of %s are enough to know a heart',
  (planId) => {
    const lessons = [1, 2].map((seed) =>
      heartLesson(runHeart({ id: `${planId}${String(seed)}`, plan: builtIn(planId), heart, seed })),
    );
    const fit = learntHeart(lessons);
    expect(fit.workouts).toBe(2);
    expect(Math.abs(fit.tauOnS / heart.tauOnS - 1)).toBeLessThan(0.2);
    expect(Math.abs(fit.tauOffS / heart.tauOffS - 1)).toBeLessThan(0.2);
  },
);

const lessonOf = (tauOnS: number, day: number): HeartLesson => ({
  ...heartLesson(runHeart({ id: `day ${String(day)}`, plan: twoPhases, heart: { ...heart, tauOnS }, seed: day + 1 })),
  startedAtEpochMs: day * DAY_MS,
});

test('what is old counts for less: training shows within weeks, and a long rest makes it less sure', () => {
  const before = [0, 2, 4, 6].map((day) => lessonOf(80, day));
  const after = [180, 182].map((day) => lessonOf(45, day));
  const both = learntHeart([...before, ...after]).tauOnS;
  const asFresh = learntHeart([...before, ...after].map((lesson) => ({ ...lesson, startedAtEpochMs: 0 }))).tauOnS;
  expect(both).toBeLessThan(asFresh - 3);
  const sd = (atDay: number): number => learntHeart(before, atDay * DAY_MS).tauOnSdS;
  expect(sd(720)).toBeGreaterThan(2 * sd(6));
});

test('without one of them it is as if that had never been', () => {
  const [a, b, c] = [lessonOf(50, 0), lessonOf(70, 1), lessonOf(52, 2)];
  const all = learntHeart([a, b, c]);
  const without = learntHeart([a, c]);
  expect(without).toEqual(learntHeart([a, c], 2 * DAY_MS));
  expect(without.tauOnS).toBeLessThan(all.tauOnS);
  expect(without.workouts).toBe(2);
});

test('there are enough of them once both sides are full', () => {
  const stretch = { bpms: Array.from({ length: 80 }, () => 120) };
  const lesson = (on: number, off: number): HeartLesson => ({
    sessionId: 'a',
    startedAtEpochMs: 0,
    stretches: [
      ...Array.from({ length: on }, () => ({ ...stretch, side: 'on' as const })),
      ...Array.from({ length: off }, () => ({ ...stretch, side: 'off' as const })),
    ],
  });
  expect(isEnough([lesson(24, 23)])).toBe(false);
  expect(isEnough([lesson(20, 0), lesson(4, 24)])).toBe(true);
});
