import * as v from 'valibot';
import { bad, good, type Parsed } from '../parse/parsed.ts';
import { edited, EDITS, replacement, type Edit, type Edited, type EditType } from './edits.ts';
import { parseStoredPlan } from './planFile.ts';
import { PHASES_MAX, type Plan } from './plan.ts';
import { isEqual } from './stepTree.ts';

/**
 * What was done to a plan in the editor. Stored are the plan that it began with and the edits, never a plan for each; the
 * plans between are worked out again after a reload, and share all that an edit did not touch.
 */
export interface EditHistory {
  base: Plan;
  entries: readonly HistoryEntry[];
  /** How many of the entries are done; those behind can be redone. */
  cursor: number;
}

export interface HistoryEntry {
  edit: Edit;
  atMs: number;
  /** The plan after it. */
  plan: Plan;
  /** What belongs together is undone together. */
  run?: string | undefined;
}

/** The form in which a history is stored. */
export interface StoredHistory {
  base: Plan;
  edits: readonly Omit<HistoryEntry, 'plan'>[];
  cursor: number;
}

/** More than anybody goes back by hand; the oldest go first. In memory an entry is a list of the plan's steps, not the steps. */
const ENTRIES_MAX = 2_000;
/** Edits of one kind and place, so close together, are one to undo. */
const RUN_MS = 1_000;

export const historyOf = (base: Plan): EditHistory => ({ base, entries: [], cursor: 0 });

/** The plan as it is now. */
export function draftOf({ base, entries, cursor }: EditHistory): Plan {
  return entries[cursor - 1]?.plan ?? base;
}

export const canUndo = ({ cursor }: EditHistory): boolean => cursor > 0;
export const canRedo = ({ cursor, entries }: EditHistory): boolean => cursor < entries.length;

/** One step back. The edit that was undone is `entries[cursor]` then. */
export const undone = (history: EditHistory): EditHistory =>
  canUndo(history) ? { ...history, cursor: history.cursor - 1 } : history;

export const redone = (history: EditHistory): EditHistory =>
  canRedo(history) ? { ...history, cursor: history.cursor + 1 } : history;

/** The history with one more edit, or what is wrong with it. An edit that changes nothing is none. */
export function done(
  history: EditHistory,
  edit: Edit,
  { atMs, run }: { atMs: number; run?: string | undefined },
): Parsed<Edited & { history: EditHistory }> {
  const draft = draftOf(history);
  const change = edited(draft, edit);
  if (!change.ok) return change;
  const { plan, selection } = change.value;
  if (isEqual(draft, plan)) return good({ plan: draft, selection, history });
  const kept = history.entries.slice(0, history.cursor);
  const last = kept.at(-1);
  const entry = { atMs, plan, ...(run !== undefined && { run }) };
  if (last && history.cursor === history.entries.length && isOneRun(last, edit, atMs, run)) {
    const before = kept.at(-2)?.plan ?? history.base;
    const merged = edit.type === 'replace' ? replacement(before, plan) : edit;
    const entries = isEqual(before, plan) ? kept.slice(0, -1) : kept.with(-1, { ...entry, edit: merged });
    return good({ plan, selection, history: { ...history, entries, cursor: entries.length } });
  }
  const entries = [...kept, { ...entry, edit }];
  const over = Math.max(0, entries.length - ENTRIES_MAX);
  const base = over > 0 ? entries[over - 1]!.plan : history.base;
  return good({ plan, selection, history: { base, entries: entries.slice(over), cursor: entries.length - over } });
}

/** What an edit sets, where a later one of the same makes it as if it had not been. */
function setBy(edit: Edit): string | undefined {
  switch (edit.type) {
    case 'setName':
    case 'setDescription':
    case 'setSport':
    case 'setCeiling':
    case 'replace':
      return edit.type;
    case 'setPhaseName':
    case 'setTarget':
    case 'setEnd':
    case 'setCue':
    case 'setDuration':
    case 'setRepeat':
      return `${edit.type} ${edit.path.join('.')}`;
    default:
      return undefined;
  }
}

function isOneRun(last: HistoryEntry, edit: Edit, atMs: number, run: string | undefined): boolean {
  const key = setBy(edit);
  if (key === undefined || key !== setBy(last.edit)) return false;
  return run === undefined && last.run === undefined ? Math.abs(atMs - last.atMs) <= RUN_MS : run === last.run;
}

// ── As it is stored ───────────────────────────────────────────────────────────────────────────────────────────────

export function storedHistory({ base, entries, cursor }: EditHistory): StoredHistory {
  return { base, edits: entries.map(({ plan: _, ...entry }) => entry), cursor };
}

const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(PHASES_MAX));
const path = v.pipe(v.array(index), v.minLength(1), v.maxLength(64));
const number = v.number();
const list = v.pipe(v.array(v.unknown()), v.maxLength(PHASES_MAX));
const given = v.unknown();
/** The shape alone: whether the values are those of a plan is looked at when the edit is done again. */
const FIELDS: Record<EditType, v.ObjectEntries> = {
  setName: { name: given },
  setDescription: { description: given },
  setSport: { sport: given },
  setCeiling: { ceiling: v.optional(given) },
  insert: { path, steps: list },
  insertBlock: { path, steps: list },
  remove: { path, count: v.optional(index) },
  move: { path, to: path },
  duplicate: { path },
  wrap: { path, count: index, repeat: number },
  unwrap: { path },
  setRepeat: { path, repeat: number },
  setPhaseName: { path, name: given },
  setTarget: { path, target: given },
  setEnd: { path, end: given },
  setCue: { path, cue: given },
  setDuration: { path, durationS: number },
  replace: { index, count: index, steps: list, ceiling: v.optional(given) },
};
const edit = v.variant('type', [...EDITS.map((type) => v.object({ type: v.literal(type), ...FIELDS[type] }))]);
const stored = v.object({
  base: v.unknown(),
  edits: v.pipe(v.array(v.object({ edit, atMs: number, run: v.optional(v.string()) })), v.maxLength(ENTRIES_MAX)),
  cursor: v.pipe(number, v.integer(), v.minValue(0)),
});

/** The history of a draft as it was stored. Where anything in it is broken the draft stays, and a note says what is gone. */
export function parseEditHistory(value: unknown, draft: Plan): Parsed<EditHistory> & { ok: true } {
  const read = v.safeParse(stored, value);
  const again = read.success ? replayed(read.output as unknown as StoredHistory) : undefined;
  const isOfDraft = again && isEqual(draftOf(again), draft);
  return isOfDraft ? good(again) : good(historyOf(draft), bad('edit.historyLost').problems);
}

function replayed({ base, edits, cursor }: StoredHistory): EditHistory | undefined {
  const first = parsedDraft(base);
  if (!first || cursor > edits.length) return undefined;
  const entries: HistoryEntry[] = [];
  for (const { edit, atMs, run } of edits) {
    const change = edited(entries.at(-1)?.plan ?? first, edit);
    if (!change.ok) return undefined;
    entries.push({ edit, atMs, plan: change.value.plan, ...(run !== undefined && { run }) });
  }
  return { base: first, entries, cursor };
}

/** A plan that may not have a phase yet. */
export function parsedDraft(value: unknown): Plan | undefined {
  const read = parseStoredPlan(value);
  if (read.ok) return read.value;
  if (typeof value !== 'object' || value === null || !read.problems.every(({ code }) => code === 'plan.noPhases')) {
    return undefined;
  }
  const filled = parseStoredPlan({ ...value, phases: [{ name: 'probe', durationS: 1 }] });
  return filled.ok ? { ...filled.value, phases: [] } : undefined;
}
