// Random plans as people might name them, in every unit there is: for what has to carry a plan as it is.
import fc from 'fast-check';
import type { End, Level, Phase, Plan, Step, Target } from '../../../src/core/plan/plan.ts';
import { planZone, plans } from '../arbitrary.ts';

const ODD = [
  '"',
  '\\',
  ':',
  ',',
  '(',
  ')',
  '#',
  '4x (',
  '3m Z2',
  '💓',
  'é',
  '“',
  '”',
  '\n',
  '\t',
  '\r',
  ' ',
  'ceiling',
];
const oddText = (max: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'grapheme', maxLength: 4 }), fc.string({ maxLength: 4 })),
    )
    .map((parts) => parts.join('').slice(0, max).trim());
export const oddNames = oddText(80).filter((name) => name !== '');
export const oddCues = oddText(200).filter((cue) => cue !== '');

const percent = (low: number, high: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: low, max: high }), fc.double({ min: low, max: high, noNaN: true }));
const range = (type: 'percentMax' | 'percentReserve' | 'percentThreshold', high: number): fc.Arbitrary<Target> =>
  fc
    .tuple(fc.oneof(fc.constant(1), percent(14, high)), percent(14, high))
    .map(([a, b]): Target => ({ type, low: Math.min(a, b), high: Math.max(a, b) }));
const bpm = fc.integer({ min: 30, max: 220 });
export const oddTargets: fc.Arbitrary<Target> = fc.oneof(
  fc.constant<Target>({ type: 'open' }),
  planZone.map((zone): Target => ({ type: 'zone', ...zone })),
  fc.tuple(bpm, bpm).map(([a, b]): Target => ({ type: 'bpm', low: Math.min(a, b), high: Math.max(a, b) })),
  range('percentMax', 100),
  range('percentReserve', 100),
  range('percentThreshold', 130),
);
export const oddLevels: fc.Arbitrary<Level> = fc.oneof(
  bpm.map((bpm): Level => ({ bpm })),
  percent(14, 100).map((percentMax): Level => ({ percentMax })),
  percent(14, 100).map((percentReserve): Level => ({ percentReserve })),
  percent(14, 130).map((percentThreshold): Level => ({ percentThreshold })),
  planZone,
);
const seconds = fc.integer({ min: 0, max: 3_000 });
export const oddEnds: fc.Arbitrary<End> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4_000 }).map((durationS): End => ({ type: 'time', durationS })) },
  { weight: 1, arbitrary: fc.constant<End>({ type: 'hand' }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('below' as const, 'above' as const), oddLevels, seconds, seconds, seconds)
      .map(([from, level, holdS, a, b]): End => {
        return { type: 'heartRate', from, ...level, holdS, minS: Math.min(a, b), maxS: Math.max(1, a, b) };
      }),
  },
);
export const oddPhases: fc.Arbitrary<Phase> = fc
  .record({ name: oddNames, target: oddTargets, end: oddEnds, cue: fc.option(oddCues, { nil: undefined }) })
  .map(({ cue, ...phase }) => (cue === undefined ? phase : { ...phase, cue }));

const { steps } = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: oddPhases },
    { weight: 1, arbitrary: fc.record({ repeat: fc.integer({ min: 1, max: 3 }), phases: tie('steps') }) },
  ),
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 4 }),
}));
const odd: fc.Arbitrary<Plan> = fc
  .record({ phases: steps, ceiling: fc.option(oddLevels, { nil: undefined }) })
  .filter(({ phases }) => secondsOf(phases) <= 86_400)
  .map(({ phases, ceiling }) => ({
    id: '5ad00000-0000-4000-8000-000000000003',
    name: 'P',
    description: '',
    sport: 'other',
    phases,
    ...(ceiling && { ceiling }),
  }));

function secondsOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    if ('repeat' in step) return sum + step.repeat * secondsOf(step.phases);
    return sum + (step.end.type === 'time' ? step.end.durationS : step.end.type === 'hand' ? 0 : step.end.maxS);
  }, 0);
}

/** These, and the plain ones that the session's tests run. */
export const oddPlans: fc.Arbitrary<Plan> = fc.oneof({ weight: 4, arbitrary: odd }, { weight: 1, arbitrary: plans });
