import type { Plan } from '../../core/plan/plan.ts';
import type { Importer } from '../importer.ts';

/** What a file of plans has in it. */
export interface Plans {
  readonly plans: readonly [Plan, ...Plan[]];
}

export type PlanImporter = Importer<Plans>;
