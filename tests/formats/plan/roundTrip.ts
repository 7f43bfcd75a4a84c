import fc from 'fast-check';
import { TOTAL_MAX_S, totalMaxS, type Phase, type Plan, type Sport, type Step } from '../../../src/core/plan/plan.ts';

/** Texts as they stand in a plan: trimmed, not empty, of characters that every format can write. */
export const texts = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', maxLength })
    .map((text) => text.replace(/\s+/g, ' ').trim().slice(0, maxLength).toWellFormed().trim())
    .filter((text) => text !== '');

/** Plans of these phases, in blocks too where `blocks` says so. */
export function plansOf(phase: fc.Arbitrary<Phase>, sports: readonly Sport[], blocks = false): fc.Arbitrary<Plan> {
  const block = fc.record({
    repeat: fc.integer({ min: 2, max: 5 }),
    phases: fc.array(phase, { minLength: 1, maxLength: 3 }),
  });
  const step: fc.Arbitrary<Step> = blocks ? fc.oneof(phase, block) : phase;
  const plans = fc.record({
    id: fc.constant('5ad00000-0000-4000-8000-000000000002'),
    name: texts(80),
    description: fc.oneof(fc.constant(''), texts(100)),
    sport: fc.constantFrom(...sports),
    phases: fc.array(step, { minLength: 1, maxLength: 6 }),
  });
  return plans.filter((plan) => (totalMaxS(plan) ?? 0) <= TOTAL_MAX_S);
}

/** A plan without what its device calls it. */
export const contentOf = ({ id: _id, ...content }: Plan): Omit<Plan, 'id'> => content;
