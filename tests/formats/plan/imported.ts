// What an import gives, in the form that tests compare.
import type { Plan } from '../../../src/core/plan/plan.ts';
import { importPlan } from '../../../src/formats/plan/importers.ts';
import type { ImportContext, Loss } from '../../../src/formats/importer.ts';
import { problemLine } from '../../../src/words/en/problems.ts';

interface Read {
  plan: Plan;
  plans: readonly Plan[];
  losses: readonly Loss[];
}

/** The plans of a file that is one. */
export function read(file: Uint8Array | string, context: ImportContext = {}): Read {
  const imported = importPlan(file, context);
  if (!imported.ok) throw new Error(imported.problems.map(problemLine).join('\n'));
  return { plan: imported.value.plans[0], ...imported.value };
}

/** Why a file is none, in the lines that a person reads. */
export function refusal(file: Uint8Array | string): string {
  const imported = importPlan(file);
  return imported.ok ? 'ok' : imported.problems.map(problemLine).join('\n');
}

/** `phases[0].end: endByHand` */
export const told = (losses: readonly Loss[]): string[] =>
  losses.map(({ code, path }) => `${path}: ${code.replace('loss.', '')}`);
