import { bad, good, type Parsed } from '../parse/parsed.ts';
import {
  TOTAL_MAX_S,
  type End,
  type Level,
  type Phase,
  type Plan,
  type Sport,
  type Step,
  type Target,
} from './plan.ts';
import { boundedPlan, parseNewPlan, withinLimits } from './planFile.ts';
import { isEqual, listOf, removedWith, shifted, spliced, startsWith, stepAt, type Path } from './stepTree.ts';

/** Everything that a plan's editor can do to a plan, as plain data. */
export type Edit =
  | { type: 'setName'; name: string }
  | { type: 'setDescription'; description: string }
  | { type: 'setSport'; sport: Sport }
  /** `null` for none, which JSON keeps. */
  | { type: 'setCeiling'; ceiling: Level | null }
  /** Before the step that stands at this path, or at the end of its list. */
  | { type: 'insert'; path: Path; steps: readonly Step[] }
  /** A block that was saved, as it is: an insertion that undo calls by another name. */
  | { type: 'insertBlock'; path: Path; steps: readonly Step[] }
  | { type: 'remove'; path: Path; count?: number | undefined }
  /** `to` is a path before the move: the step then stands before what stood there. */
  | { type: 'move'; path: Path; to: Path }
  | { type: 'duplicate'; path: Path }
  /** The steps from a path on, so many of one list, become a block. */
  | { type: 'wrap'; path: Path; count: number; repeat: number }
  /** The steps of a block, once, in its place. */
  | { type: 'unwrap'; path: Path }
  | { type: 'setRepeat'; path: Path; repeat: number }
  | { type: 'setPhaseName'; path: Path; name: string }
  | { type: 'setTarget'; path: Path; target: Target }
  | { type: 'setEnd'; path: Path; end: End }
  /** An empty one is none. */
  | { type: 'setCue'; path: Path; cue: string }
  /** As long as that, or, where a heart rate ends the phase, at most. */
  | { type: 'setDuration'; path: Path; durationS: number }
  /** `count` steps of the plan from `index` on become others. The whole plan, as from its text, is one such. */
  | { type: 'replace'; index: number; count: number; steps: readonly Step[]; ceiling?: Level | null | undefined };

export type EditType = (typeof EDITS)[number];
export const EDITS = [
  'setName',
  'setDescription',
  'setSport',
  'setCeiling',
  'insert',
  'insertBlock',
  'remove',
  'move',
  'duplicate',
  'wrap',
  'unwrap',
  'setRepeat',
  'setPhaseName',
  'setTarget',
  'setEnd',
  'setCue',
  'setDuration',
  'replace',
] as const satisfies readonly Edit['type'][];

/** A plan after an edit, and the steps that are selected then. */
export interface Edited {
  plan: Plan;
  selection: readonly Path[];
}

/**
 * A plan after an edit, or what is wrong with the edit. Values are as foreign as those of a file; what they are checked
 * for is the same. A plan without phases is a legal draft, which `parseNewPlan` does not let be saved. What an edit does not
 * touch is shared with the plan before.
 */
export function edited(draft: Plan, edit: Edit): Parsed<Edited> {
  const changed = changedBy(draft, edit);
  if (!changed.ok) return changed;
  const { plan } = changed.value;
  if (plan.phases.length === 0 || plan.phases === draft.phases) return changed;
  const small = boundedPlan(plan);
  const limits = small.ok ? withinLimits(good(plan)) : small;
  return limits.ok ? changed : limits;
}

/** What is selected after an edit that `edited` accepts. */
export function selectionAfter(draft: Plan, edit: Edit): readonly Path[] {
  const changed = edited(draft, edit);
  return changed.ok ? changed.value.selection : [];
}

function changedBy(draft: Plan, edit: Edit): Parsed<Edited> {
  switch (edit.type) {
    case 'setName':
      return withField(draft, { name: edit.name });
    case 'setDescription':
      return withField(draft, { description: edit.description });
    case 'setSport':
      return withField(draft, { sport: edit.sport });
    case 'setCeiling':
      return withField(draft, { ceiling: edit.ceiling ?? undefined });
    case 'insert':
    case 'insertBlock':
      return inserted(draft, edit.path, edit.steps);
    case 'replace':
      return replaced(draft, edit);
    case 'remove':
      return removed(draft, edit.path, edit.count ?? 1);
    case 'move':
      return moved(draft, edit.path, edit.to);
    case 'duplicate': {
      const step = stepAt(draft.phases, edit.path);
      return step ? withSteps(draft, edit.path.with(-1, edit.path.at(-1)! + 1), 0, [step]) : noStep();
    }
    case 'wrap':
      return wrapped(draft, edit);
    case 'unwrap': {
      const block = stepAt(draft.phases, edit.path);
      return block && 'repeat' in block ? withSteps(draft, edit.path, 1, block.phases) : noStep();
    }
    case 'setRepeat':
      return withRepeat(draft, edit);
    case 'setPhaseName':
      return withPhase(draft, edit.path, () => ({ name: edit.name }));
    case 'setTarget':
      return withPhase(draft, edit.path, () => ({ target: edit.target }));
    case 'setEnd':
      return withPhase(draft, edit.path, () => ({ end: edit.end }));
    case 'setCue':
      return withPhase(draft, edit.path, () => ({ cue: edit.cue }));
    case 'setDuration':
      return withPhase(draft, edit.path, ({ end }) => ({ end: lasting(end, edit.durationS) }));
  }
}

const noStep = (): Parsed<never> => bad('edit.noStep');

// ── The plan itself ───────────────────────────────────────────────────────────────────────────────────────────────

const PROBE: Phase = { name: 'probe', target: { type: 'open' }, end: { type: 'time', durationS: 1 } };

/** Checked in a plan that has nothing else which could be wrong: an older plan may hold more than a new one. */
function withField(draft: Plan, field: Partial<Plan>): Parsed<Edited> {
  const parsed = parseNewPlan({ id: 'edit', name: 'probe', phases: [PROBE], ...field });
  if (!parsed.ok) return parsed;
  const { ceiling: _, ...rest } = draft;
  if ('ceiling' in field) {
    const given = parsed.value.ceiling;
    return good({ plan: { ...rest, ...(given && { ceiling: given }) }, selection: [] });
  }
  const [key] = Object.keys(field) as ('name' | 'description' | 'sport')[];
  return good({ plan: { ...draft, [key!]: parsed.value[key!] }, selection: [] });
}

// ── Steps ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function withSteps(draft: Plan, path: Path, count: number, steps: readonly Step[]): Parsed<Edited> {
  const plan = { ...draft, phases: spliced(draft.phases, path, count, steps) };
  return good({ plan, selection: steps.map((_, i) => path.with(-1, path.at(-1)! + i)) });
}

function checkedSteps(steps: readonly Step[]): Parsed<Step[]> {
  const parsed = parseNewPlan({ id: 'edit', name: 'probe', phases: steps });
  return parsed.ok ? good(parsed.value.phases) : parsed;
}

function inserted(draft: Plan, path: Path, steps: readonly Step[]): Parsed<Edited> {
  const list = listOf(draft.phases, path);
  if (!list || !isIndex(path.at(-1)!, list.length)) return noStep();
  const checked = checkedSteps(steps);
  return checked.ok ? withSteps(draft, path, 0, checked.value) : checked;
}

function replaced(draft: Plan, { index, count, steps, ceiling }: Edit & { type: 'replace' }): Parsed<Edited> {
  if (!isIndex(index, draft.phases.length) || !isIndex(count, draft.phases.length - index)) return noStep();
  const checked = steps.length === 0 ? good([]) : checkedSteps(steps);
  if (!checked.ok) return checked;
  const withCeiling =
    ceiling !== undefined ? withField(draft, { ceiling: ceiling ?? undefined }) : good({ plan: draft, selection: [] });
  return withCeiling.ok ? withSteps(withCeiling.value.plan, [index], count, checked.value) : withCeiling;
}

/** The whole plan becomes other phases: as an edit of no more than what differs, since an undo keeps it. */
export function replacement(draft: Plan, { phases, ceiling }: Pick<Plan, 'phases' | 'ceiling'>): Edit {
  const before = draft.phases;
  const shorter = Math.min(before.length, phases.length);
  let index = 0;
  while (index < shorter && isEqual(before[index], phases[index])) index++;
  let tail = 0;
  while (tail < shorter - index && isEqual(before.at(-1 - tail), phases.at(-1 - tail))) tail++;
  const steps = phases.slice(index, phases.length - tail);
  const edit = { type: 'replace' as const, index, count: before.length - tail - index, steps };
  return isEqual(ceiling, draft.ceiling) ? edit : { ...edit, ceiling: ceiling ?? null };
}

function removed(draft: Plan, path: Path, count: number): Parsed<Edited> {
  const list = listOf(draft.phases, path);
  const index = path.at(-1) ?? -1;
  if (!list || !isIndex(index, list.length - 1) || !isIndex(count - 1, list.length - index - 1)) return noStep();
  const phases = spliced(draft.phases, path, count, []);
  const gone = count === list.length ? removedWith(draft.phases, path.slice(0, -1)) : path;
  const left = listOf(phases, count === list.length && path.length > 1 ? gone : path) ?? phases;
  const at = count === list.length && path.length > 1 ? gone : path;
  const selection = left.length === 0 ? [] : [at.with(-1, Math.min(at.at(-1)!, left.length - 1))];
  return good({ plan: { ...draft, phases }, selection });
}

function moved(draft: Plan, path: Path, to: Path): Parsed<Edited> {
  const step = stepAt(draft.phases, path);
  const list = listOf(draft.phases, to);
  if (!step || !list || !isIndex(to.at(-1)!, list.length)) return noStep();
  if (to.length > path.length && startsWith(to, path)) return bad('edit.intoItself');
  const phases = spliced(draft.phases, to, 0, [step]);
  const gone = removedWith(phases, shifted(path, to, 1));
  const selection = [shifted(to, gone, -1)];
  return good({ plan: { ...draft, phases: spliced(phases, gone, 1, []) }, selection });
}

function wrapped(draft: Plan, { path, count, repeat }: Edit & { type: 'wrap' }): Parsed<Edited> {
  const list = listOf(draft.phases, path);
  const index = path.at(-1) ?? -1;
  if (!list || count < 1 || !isIndex(index, list.length - 1) || !isIndex(count, list.length - index)) return noStep();
  const checked = checkedSteps([{ repeat, phases: [PROBE] }]);
  return checked.ok ? withSteps(draft, path, count, [{ repeat, phases: list.slice(index, index + count) }]) : checked;
}

function withRepeat(draft: Plan, { path, repeat }: Edit & { type: 'setRepeat' }): Parsed<Edited> {
  const block = stepAt(draft.phases, path);
  if (!block || !('repeat' in block)) return noStep();
  const checked = checkedSteps([{ repeat, phases: [PROBE] }]);
  return checked.ok ? withSteps(draft, path, 1, [{ ...block, repeat }]) : checked;
}

/** As with the plan itself, what is not changed is not checked anew. */
function withPhase(draft: Plan, path: Path, change: (phase: Phase) => Partial<Phase>): Parsed<Edited> {
  const phase = stepAt(draft.phases, path);
  if (!phase || 'repeat' in phase) return noStep();
  const field = change(phase);
  const checked = checkedSteps([{ ...PROBE, ...field }]);
  if (!checked.ok) return checked;
  const probe = checked.value[0] as Phase;
  const { cue: _, ...rest } = phase;
  const [key] = Object.keys(field) as (keyof Phase)[];
  if (key === 'cue') return withSteps(draft, path, 1, [probe.cue ? { ...rest, cue: probe.cue } : rest]);
  return withSteps(draft, path, 1, [{ ...phase, [key!]: probe[key!] }]);
}

function lasting(end: End, durationS: number): End {
  return end.type === 'heartRate' ? { ...end, maxS: Math.max(end.minS, durationS) } : { type: 'time', durationS };
}

const isIndex = (index: number, max: number): boolean => Number.isInteger(index) && index >= 0 && index <= max;

// ── The picture ───────────────────────────────────────────────────────────────────────────────────────────────────

/** The steps of a duration that is dragged: as fine as anybody means it. */
const SNAPS = [
  { belowS: 120, byS: 5 },
  { belowS: 600, byS: 15 },
  { belowS: Infinity, byS: 60 },
] as const;

/** How finely a duration about so long is set by hand. */
export const snapS = (seconds: number): number => (SNAPS.find(({ belowS }) => seconds < belowS) ?? SNAPS[2]).byS;

/** A dragged duration as it is taken. */
export function snappedS(seconds: number): number {
  const byS = snapS(seconds);
  return Math.min(TOTAL_MAX_S, Math.max(SNAPS[0].byS, Math.round(seconds / byS) * byS));
}
