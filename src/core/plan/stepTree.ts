import type { Step } from './plan.ts';

/** Where a step stands: its index in the plan, then its index in that block, and so on. */
export type Path = readonly number[];

/** The step at a path. */
export function stepAt(steps: readonly Step[], path: Path): Step | undefined {
  const [index = -1, ...rest] = path;
  const step = steps[index];
  if (rest.length === 0 || !step) return step;
  return 'repeat' in step ? stepAt(step.phases, rest) : undefined;
}

/** The list that a path points into. */
export function listOf(steps: readonly Step[], path: Path): readonly Step[] | undefined {
  if (path.length <= 1) return path.length === 1 ? steps : undefined;
  const block = stepAt(steps, path.slice(0, -1));
  return block && 'repeat' in block ? block.phases : undefined;
}

/**
 * The same with `count` steps at a path replaced; all that is not on the way there is shared. A block that is left empty
 * goes too. The caller has made sure that the path leads somewhere.
 */
export function spliced(steps: readonly Step[], path: Path, count: number, inserted: readonly Step[]): Step[] {
  const [index = 0, ...rest] = path;
  const step = steps[index];
  if (rest.length === 0 || !step || !('repeat' in step)) return steps.toSpliced(index, count, ...inserted);
  const phases = spliced(step.phases, rest, count, inserted);
  return phases.length === 0 ? steps.toSpliced(index, 1) : steps.with(index, { ...step, phases });
}

/** What goes when the step at a path does: the step, or the outermost block that would be left empty. */
export function removedWith(steps: readonly Step[], path: Path): Path {
  const list = listOf(steps, path);
  return path.length > 1 && list?.length === 1 ? removedWith(steps, path.slice(0, -1)) : path;
}

/** Where what stood at a path stands after `by` steps came in (or, negative, went) at another. */
export function shifted(path: Path, at: Path, by: number): Path {
  const depth = at.length - 1;
  const isBehind = startsWith(path, at.slice(0, -1)) && path.length > depth && path[depth]! >= at[depth]!;
  return isBehind ? path.with(depth, path[depth]! + by) : path;
}

/** Whether two paths lead to the same step; none leads nowhere. */
export const isSamePath = (a: Path | undefined, b: Path | undefined): boolean =>
  a?.length === b?.length && (a ?? []).every((each, i) => each === b?.[i]);

export function startsWith(path: Path, start: Path): boolean {
  return start.every((index, i) => path[i] === index);
}

/** Whether two plans, steps or parts of them say the same, in whatever order. What is shared is not looked into. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}
