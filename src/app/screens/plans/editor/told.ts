import type { EditType } from '../../../../core/plan/edits.ts';
import type { Step } from '../../../../core/plan/plan.ts';
import { startsWith, type Path } from '../../../../core/plan/stepTree.ts';

/** What the editor tells of an edit whose outcome may be out of sight, or unseen. */
export type Told =
  | { type: 'undone' | 'redone'; edit: EditType }
  /** The step, and which of how many phases it is now, or is the next after it, from 1; 0 of 0: none is left. */
  | { type: (typeof RESTEPPED)[number]; name: string; n: number; of: number };
export const RESTEPPED = ['added', 'duplicated', 'removed', 'moved', 'repeated', 'ungrouped'] as const;

/** Which phase of the plan a step is, or begins with, from 1, and how many there are: each round is the same phase. */
export function placeIn(phases: readonly Step[], path: Path): { n: number; of: number } {
  const paths = pathsOf(phases, []);
  return { n: paths.findIndex((each) => startsWith(each, path)) + 1, of: paths.length };
}

function pathsOf(steps: readonly Step[], parent: Path): Path[] {
  return steps.flatMap((step, i) => ('repeat' in step ? pathsOf(step.phases, [...parent, i]) : [[...parent, i]]));
}
