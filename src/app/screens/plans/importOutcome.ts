import type { Problem } from '../../../core/parse/parsed.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import type { ImportedPlan } from '../../state/plans.svelte.ts';

/** What became of a plan of the last import, or of all of it. */
export type ImportOutcome = { from: string } & (
  | { type: 'kept'; plan: Plan; notes: readonly Problem[] }
  /** It is here already: the person says what becomes of it. */
  | { type: 'same'; read: ImportedPlan; same: Plan }
  | { type: 'refused'; problems: readonly Problem[] }
  /** It came to nothing before it could be read, or after. */
  | { type: 'failed'; why: string }
);
