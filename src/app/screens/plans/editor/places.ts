import type { Plan, Step } from '../../../../core/plan/plan.ts';
import { NAME_MAX } from '../../../../core/plan/planFile.ts';
import { listOf, stepAt, type Path } from '../../../../core/plan/stepTree.ts';
import type { FinishedSession } from '../../../../core/records/finished.ts';
import { shiftAt } from '../../../../core/session/shift.ts';
import type { HandAt } from './verbs.ts';

// Where a step goes that is added or moved, and what an editor begins with.

/** By how much each phase of a workout was shifted in the end. */
export const movedBy =
  ({ shifts }: Pick<FinishedSession, 'shifts'>) =>
  (phase: number, atS: number): number =>
    shiftAt(shifts, phase, atS);

export const emptyPlan = (id: string, name: string): Plan => ({
  id,
  name,
  description: '',
  sport: 'other',
  phases: [],
});

/** Where the focus goes in the list: nowhere, where the hand is in the picture. */
export const rowOf = (hand: HandAt = 'list'): 'row' | undefined => (hand === 'list' ? 'row' : undefined);

/** The place behind a step, or at the end of the plan. */
export function behind(phases: readonly Step[], path: Path | undefined): Path {
  if (!path || !stepAt(phases, path)) return [phases.length];
  return path.with(-1, path.at(-1)! + 1);
}

/**
 * Where a step goes that is moved by one: past its neighbour, into a block that is its neighbour, or out of its own. A block
 * goes past another.
 */
export function shiftedTo(phases: readonly Step[], path: Path, direction: 1 | -1): Path | undefined {
  const list = listOf(phases, path);
  const step = stepAt(phases, path);
  const index = path.at(-1);
  if (!list || !step || index === undefined) return undefined;
  const parent = path.slice(0, -1);
  const other = list[index + direction];
  if (!other) {
    if (parent.length === 0) return undefined;
    return direction < 0 ? parent : parent.with(-1, parent.at(-1)! + 1);
  }
  const goesIn = 'repeat' in other && !('repeat' in step);
  if (direction < 0) return goesIn ? [...parent, index - 1, other.phases.length] : [...parent, index - 1];
  return goesIn ? [...parent, index + 1, 0] : [...parent, index + 2];
}

/** A name with what is said of it, `Hills (copy)`: where that is too long for a plan, the name is shortened, not the rest. */
export function shortened(name: string, say: (name: string) => string): string {
  const over = say(name).length - NAME_MAX;
  if (over <= 0) return say(name);
  const kept = name.slice(0, -(over + 1)).replace(/[\uD800-\uDBFF]$/, ''); // half of an emoji is no letter
  return say(`${kept.trimEnd()}…`).slice(0, NAME_MAX);
}
