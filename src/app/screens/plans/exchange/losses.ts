// What a plan loses on its way in or out, by the phases that it concerns.
import type { Problem } from '../../../../core/parse/parsed.ts';
import type { Step } from '../../../../core/plan/plan.ts';

/** Which part of a plan a loss is about. Phases are counted as the plan lists them, those in a block once. */
export type Part =
  | { readonly type: 'plan' }
  | { readonly type: 'phase'; readonly n: number; readonly name: string }
  | { readonly type: 'block'; readonly from: number; readonly to: number };

export interface LossGroup {
  readonly part: Part;
  readonly losses: readonly Problem[];
}

/** The losses of a plan: first those of all of it, then phase by phase. A block stands before its first phase. */
export function lossGroups(phases: readonly Step[], losses: readonly Problem[]): readonly LossGroup[] {
  const groups = new Map<string, { at: number; part: Part; losses: Problem[] }>();
  for (const loss of worstFirst(losses)) {
    const part = partAt(phases, loss.path);
    const key = JSON.stringify(part);
    const group = groups.get(key) ?? { at: orderOf(part), part, losses: [] };
    group.losses.push(loss);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.at - b.at).map(({ part, losses }) => ({ part, losses }));
}

/** A limit that is gone comes before all others: whoever has one relies on it. */
function worstFirst(losses: readonly Problem[]): Problem[] {
  const isLimit = ({ code }: Problem): boolean => code === 'loss.ceilingUnsaid';
  return [...losses.filter(isLimit), ...losses.filter((loss) => !isLimit(loss))];
}

/** Losses of one kind, wherever they are. */
export interface LossKind {
  readonly code: Problem['code'];
  readonly losses: readonly [Problem, ...Problem[]];
  /** Which parts of the plan it concerns, each once. */
  readonly parts: readonly Part[];
}

/** The same losses by what is lost, in the order in which each kind comes first, but a limit that is gone before all. */
export function lossKinds(phases: readonly Step[], losses: readonly Problem[]): readonly LossKind[] {
  const kinds = new Map<string, [Problem, ...Problem[]]>();
  for (const loss of worstFirst(losses)) {
    const key = `${loss.code} ${String(loss.params['what'] ?? '')}`;
    const kind = kinds.get(key);
    if (kind) kind.push(loss);
    else kinds.set(key, [loss]);
  }
  return [...kinds.values()].map((of) => ({
    code: of[0].code,
    losses: of,
    parts: lossGroups(phases, of).map(({ part }) => part),
  }));
}

/** The first so many losses, in the same groups. */
export function firstLosses(groups: readonly LossGroup[], max: number): readonly LossGroup[] {
  let left = max;
  return groups.flatMap(({ part, losses }) => {
    const shown = losses.slice(0, Math.max(0, left));
    left -= losses.length;
    return shown.length > 0 ? [{ part, losses: shown }] : [];
  });
}

/** The part of a plan that a place names: `phases[2].phases[0].target` is in the first phase of its third step. */
export function partAt(phases: readonly Step[], path: string): Part {
  let steps = phases;
  let before = 0;
  let part: Part = { type: 'plan' };
  for (const [, index] of path.matchAll(/(?:^|\.)phases\[(\d+)\]/g)) {
    const at = Number(index);
    const step = steps[at];
    if (!step) return part;
    before += steps.slice(0, at).reduce((sum, each) => sum + countOf(each), 0);
    if (!('repeat' in step)) return { type: 'phase', n: before + 1, name: step.name };
    part = { type: 'block', from: before + 1, to: before + countOf(step) };
    steps = step.phases;
  }
  return part;
}

/** How many phases are listed in a step. */
const countOf = (step: Step): number =>
  'repeat' in step ? step.phases.reduce((sum, each) => sum + countOf(each), 0) : 1;

/** A block is before its first phase, and the longer of two that begin together is outside. */
function orderOf(part: Part): number {
  if (part.type === 'plan') return 0;
  return part.type === 'phase' ? part.n : part.from - 0.5 - part.to / 1e6;
}
