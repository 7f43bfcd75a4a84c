import type { End, Target } from '../../../../core/plan/plan.ts';
import type { Path } from '../../../../core/plan/stepTree.ts';

/** Where a person works on the steps: what is done in one place does not take the focus, or the page, to another. */
export type HandAt = 'list' | 'picture';

/** What a person can do to the steps of a plan. What is done with one `gesture` is one step to undo. */
export interface PhaseVerbs {
  rename(path: Path, name: string): void;
  setTarget(path: Path, target: Target, gesture?: string): void;
  setEnd(path: Path, end: End, gesture?: string): void;
  setCue(path: Path, cue: string): void;
  setRepeat(path: Path, repeat: number): void;
  /** Before what stands at another place in the plan. */
  move(path: Path, to: Path, hand?: HandAt): void;
  /** One place earlier or later: at the end of a block, out of that; beside one, into it. */
  shift(path: Path, direction: 1 | -1, hand?: HandAt): void;
  duplicate(path: Path, hand?: HandAt): void;
  remove(path: Path, hand?: HandAt): void;
  /** Puts a block around it. */
  wrap(path: Path): void;
  /** Leaves the phases of a block where the block was. */
  unwrap(path: Path): void;
  /** A new phase behind this one, or at the end. */
  add(after: Path | undefined): void;
  /** The hand that pulled has let go. */
  rest(): void;
  /** The keys that pushed may push again in a moment. */
  restSoon(): void;
  /** Shows its fields. */
  open(path: Path): void;
}
