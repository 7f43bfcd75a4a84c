import { parseNewPlan } from '../../core/plan/planFile.ts';
import { readPlanNotation } from '../../core/plan/text/readNotation.ts';
import type { ForeignFile } from '../foreignFile.ts';
import type { ImportContext } from '../importer.ts';
import { plansOf } from './beatkeeper.ts';
import { lossOf } from './making.ts';
import { PHASE_NAMES } from './phaseNames.ts';
import type { PlanImporter } from './planImporter.ts';

// The text of a plan, as the editor shows it and a person sends it to another.

/** Longer than any plan that a person has typed. */
const CHARS_MAX = 50_000;
/** What the plan is called that has no name in its text, where the file has none either. */
const NAME = 'Plan';

/** It says for each phase what ends it, so hardly a text is one that was not meant to be. */
function phasesIn(
  { kind, text = '' }: ForeignFile,
  { zones }: ImportContext,
): ReturnType<typeof readPlanNotation> | undefined {
  if ((kind !== 'text' && kind !== 'csv') || text.length > CHARS_MAX) return undefined;
  // a percentage alone would be a power in texts of others
  const read = readPlanNotation(text, PHASE_NAMES, { zones });
  return read.ok && read.value.phases.length > 0 ? read : undefined;
}

export const notation: PlanImporter = {
  id: 'notation',
  label: 'Beatkeeper text',
  extensions: ['.txt'],
  detect: (file, context) => phasesIn(file, context) !== undefined,
  read(file, context) {
    const { name = '' } = context;
    const read = phasesIn(file, context);
    if (!read?.ok) throw new Error('asked of a text that was not detected');
    const given = name.trim() === '' ? NAME : name;
    const parsed = plansOf(parseNewPlan({ ...read.value, name: given }));
    if (!parsed.ok) return parsed;
    const [plan] = parsed.value.plans;
    return { ...parsed, value: { ...parsed.value, losses: [lossOf('loss.nameGiven', 'name', { name: plan.name })] } };
  },
};
