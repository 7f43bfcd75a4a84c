import type { Edit, EditType } from '../../../../core/plan/edits.ts';
import type { Step } from '../../../../core/plan/plan.ts';
import { startsWith, stepAt, type Path } from '../../../../core/plan/stepTree.ts';
import type { EditorWords } from '../../../../words/words.ts';

/** What the editor tells of an edit whose outcome may be out of sight, or unseen. */
export type Told =
  /** `name`: of the step that it was done to. */
  | { type: 'undone' | 'redone'; edit: EditType; name?: string | undefined }
  /** The step, and which of how many phases it is now, from 1. */
  | { type: (typeof RESTEPPED)[number]; name: string; n: number; of: number }
  /** `left`: how many phases there still are. */
  | { type: 'removed'; name: string; left: number };
export const RESTEPPED = ['added', 'duplicated', 'moved', 'repeated', 'ungrouped'] as const;

export function sentenceOf(told: Told, say: EditorWords): string {
  if ('edit' in told) return say[told.type](say.editOf(told.edit, told.name));
  if ('left' in told) return say.removed(told.name, told.left);
  return say.restepped[told.type](told.name, told.n, told.of);
}

/** Which phase of the plan a step is, or begins with, from 1, and how many there are: each round is the same phase. */
export function placeIn(phases: readonly Step[], path: Path): { n: number; of: number } {
  const paths = pathsOf(phases, []);
  return { n: paths.findIndex((each) => startsWith(each, path)) + 1, of: paths.length };
}

/** How many phases there are to edit: each round of a block is the same ones. */
export const phaseCount = (steps: readonly Step[]): number => pathsOf(steps, []).length;

/** The phase at a place, or the next one; behind the last, that. None where there are none. */
export function phaseNear(phases: readonly Step[], path: Path): Path | undefined {
  const paths = pathsOf(phases, []);
  return paths.find((each) => startsWith(each, path) || isBehind(each, path)) ?? paths.at(-1);
}

function isBehind(path: Path, other: Path): boolean {
  const i = path.findIndex((index, depth) => index !== other[depth]);
  return i >= 0 && i < other.length && path[i]! > other[i]!;
}

/** What a step is called: 4 × Interval, Recovery. */
export function nameOf(step: Step): string {
  return 'repeat' in step ? `${String(step.repeat)} × ${step.phases.map(nameOf).join(', ')}` : step.name;
}

/**
 * What an edit is called by whoever undoes it, and the step that it is done to: a length, where both the end before and the
 * one after are a time.
 */
export function editTold(
  edit: Edit,
  before: readonly Step[],
  after: readonly Step[],
): { edit: EditType; name?: string | undefined } {
  if (edit.type === 'insert' && edit.steps.length === 1) return { edit: edit.type, name: nameOf(edit.steps[0]!) };
  if (!('path' in edit) || edit.type === 'insert' || edit.type === 'insertBlock') return { edit: edit.type };
  const [was, is] = [stepAt(before, edit.path), stepAt(after, edit.path)];
  const isLength = [was, is].every((step) => step && 'end' in step && step.end.type === 'time');
  return {
    edit: edit.type === 'setEnd' && isLength ? 'setDuration' : edit.type,
    name: was && nameOf(was),
  };
}

function pathsOf(steps: readonly Step[], parent: Path): Path[] {
  return steps.flatMap((step, i) => ('repeat' in step ? pathsOf(step.phases, [...parent, i]) : [[...parent, i]]));
}
