import type { Plan } from '../../core/plan/plan.ts';
import { exportedAs, fileNameOf, type ExportContext, type ExportedFile, type Exporter } from '../exporter.ts';
import { beatkeeperJson } from './beatkeeper.ts';
import { fitWorkout } from './fit/fitExport.ts';
import { garminJson } from './garmin/garminExport.ts';
import { intervalsText } from './intervals/write.ts';
import { planLinkText } from './link.ts';
import { zwoFile } from './zwo/write.ts';

/** Every format that a plan can be written in. A new one is a file beside these and a line here. */
export const PLAN_EXPORTERS = [
  beatkeeperJson,
  zwoFile,
  intervalsText,
  planLinkText,
  fitWorkout,
  garminJson,
] as const satisfies readonly Exporter<Plan>[];

export type PlanFormat = (typeof PLAN_EXPORTERS)[number]['id'];
export const PLAN_FORMATS: readonly PlanFormat[] = PLAN_EXPORTERS.map(({ id }) => id);

/** A plan as a file in one of them. */
export function exportPlan(plan: Plan, format: PlanFormat, context: ExportContext = {}): ExportedFile {
  return exportedAs(PLAN_EXPORTERS, format, plan, fileNameOf(plan.name) || 'plan', context);
}
