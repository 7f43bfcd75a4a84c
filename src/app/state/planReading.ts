// Fetched when something is imported.
import { good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import type { PlanContent } from '../../core/plan/planIdentity.ts';
import type { ImportContext } from '../../formats/importer.ts';
import { importPlanFiles } from '../../formats/plan/importers.ts';
import { lossesOfPlan } from '../../formats/plan/lossesOfPlan.ts';

/** A plan as a file has it. */
export interface ReadPlan {
  content: PlanContent;
  /** The id of its format. */
  format: string;
  /** What was changed, filled in or left out; places are in this plan. */
  losses: readonly Problem[];
  /** Of the files that were given with it those that are parts of this one. */
  includes: readonly string[];
}

/** The plans of a file, or of a text that was pasted: that has no name. */
export function readPlans(
  from: Uint8Array | string,
  fileName: string,
  context: Omit<ImportContext, 'name'> = {},
): Parsed<readonly ReadPlan[]> {
  const name = fileName.slice(fileName.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const parsed = importPlanFiles(from, name === '' ? context : { ...context, name });
  if (!parsed.ok) return parsed;
  return good(
    parsed.value.flatMap(({ plans, losses, format, includes = [] }) =>
      plans.map(({ id: _id, ...content }, i) => ({
        content,
        format,
        includes,
        losses: lossesOfPlan(losses, i, plans.length),
      })),
    ),
  );
}
