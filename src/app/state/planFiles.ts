// Plans as files and links, for the screens: every format is fetched when it is asked for.
import type { Parsed } from '../../core/parse/parsed.ts';
import type { Profile } from '../../core/athlete/hrZones.ts';
import type { Problem } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { PlanFormat } from '../../formats/plan/exporters.ts';
import { planLink, readPlanLink } from '../../formats/plan/link.ts';

export type { PowerChoice } from '../../formats/importer.ts';
/** What a plan is saved as. */
export type FileFormat = Exclude<PlanFormat, 'link'>;

/** The formats that are read, as a person reads them. */
export async function importFormats(): Promise<string> {
  const [{ PLAN_IMPORTERS }, { formatsOf }] = await Promise.all([
    import('../../formats/plan/importers.ts'),
    import('../../formats/importer.ts'),
  ]);
  return formatsOf(PLAN_IMPORTERS);
}

/** The files in an archive by their paths; none where it is no archive. */
export async function filesIn(bytes: Uint8Array): Promise<Parsed<ReadonlyMap<string, Uint8Array>> | undefined> {
  const { isArchive, unpackedFiles } = await import('../../formats/packed/archive.ts');
  return isArchive(bytes) ? unpackedFiles(bytes) : undefined;
}

/** A plan as a file, and what of the plan the format cannot hold. */
export async function planFile(
  plan: Plan,
  format: FileFormat,
  profile: Profile,
): Promise<{ file: File; losses: readonly Problem[] }> {
  const { exportPlan } = await import('../../formats/plan/exporters.ts');
  const { bytes, name, mime, losses } = exportPlan(plan, format, { profile, atMs: Date.now() });
  return { file: new File([bytes], name, { type: mime }), losses };
}

/** The address that opens a plan wherever the app is: the plan is behind the #, which no browser sends to a server. */
export const linkOf = (plan: Plan): string => location.origin + location.pathname + planLink(plan);

/** The plan in what stands behind `p=` in such an address. */
export const planInLink = (packed: string): Parsed<Plan> => readPlanLink(`#/plans/open?p=${packed}`);
