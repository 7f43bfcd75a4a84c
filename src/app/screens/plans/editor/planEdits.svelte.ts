import {
  canRedo,
  canUndo,
  done,
  draftOf,
  historyOf,
  redone,
  undone,
  type EditHistory,
} from '../../../../core/plan/editHistory.ts';
import { replacement, type Edit } from '../../../../core/plan/edits.ts';
import type { End, Level, Phase, Plan, Sport, Target } from '../../../../core/plan/plan.ts';
import { isSamePath, listOf, stepAt, type Path } from '../../../../core/plan/stepTree.ts';
import type { Problem } from '../../../../core/parse/parsed.ts';
import type { AppState } from '../../../state/app.svelte.ts';
import type { KeptPlan } from './keptPlan.svelte.ts';
import { newPhase } from './newPhase.ts';
import { behind, emptyPlan, rowOf, shiftedTo } from './places.ts';
import { editTold, nameOf, phaseCount, phaseNear, placeIn, type RESTEPPED, type Told } from './told.ts';
import type { HandAt, PhaseVerbs } from './verbs.ts';

/** What an editor needs of the app around it. */
export type EditorApp = Pick<
  AppState,
  'plans' | 'history' | 'words' | 'route' | 'loadPlanned' | 'loadAnnotations' | 'settings'
>;

/** A hand that has not moved for so long rests, though it may hold what it pulls at. */
const STILL_MS = 150;

/** A plan that is changed by edits, each of which can be undone; and what a screen shows of the last one. */
export abstract class PlanEdits implements PhaseVerbs {
  protected readonly app: EditorApp;
  protected readonly nowMs: () => number;
  protected abstract readonly kept: Pick<KeptPlan, 'keep' | 'keepSoon' | 'rest'>;
  protected history = $state.raw<EditHistory>(historyOf(emptyPlan('', '')));

  /** Why the last edit was refused. */
  problem = $state.raw<Problem>();
  /** What was done last that is not where one looks. */
  told = $state.raw<Told>();
  selected = $state.raw<Path>();
  view = $state.raw<'list' | 'text'>('list');
  /** Where the focus is to go, in the list. */
  asked = $state.raw<{ path: Path; at: 'field' | 'row' }>();
  /** A hand pulls at the picture: what can wait until it rests does. */
  pulling = $state.raw(false);

  /** Where a hand pulls, and the plan as it was when it last rested. */
  #pull = $state.raw<{ path: Path; before: Plan }>();
  /** What lists and texts still show, until their turn comes behind the picture. */
  #unlisted = $state.raw<Plan>();
  #still: ReturnType<typeof setTimeout> | undefined;
  #listing: ReturnType<typeof setTimeout> | undefined;

  readonly draft = $derived(draftOf(this.history));
  /** The draft as a hand last left it: what shows hundreds of phases follows when it rests. */
  readonly shown = $derived(this.#pull?.before ?? this.draft);
  /** The same for lists and texts, which come behind the picture. */
  readonly listed = $derived(this.#unlisted ?? this.draft);
  /** What the hand has made since then of the phase that it pulls at. */
  readonly held = $derived.by((): { path: Path; phase: Phase } | undefined => {
    const path = this.#pull?.path;
    const phase = path && stepAt(this.draft.phases, path);
    return phase && !('repeat' in phase) ? { path, phase } : undefined;
  });
  readonly canUndo = $derived(canUndo(this.history));
  readonly canRedo = $derived(canRedo(this.history));

  constructor(app: EditorApp, nowMs: () => number) {
    this.app = app;
    this.nowMs = nowMs;
  }

  rest(): void {
    this.#showInTurn();
    this.pulling = false;
    this.kept.rest();
  }

  restSoon(): void {
    clearTimeout(this.#still);
    this.#still = setTimeout(() => this.rest(), STILL_MS);
  }

  /** All that shows the plan shows it as it is now. */
  #show(): void {
    clearTimeout(this.#still);
    clearTimeout(this.#listing);
    this.#pull = undefined;
    this.#unlisted = undefined;
  }

  /** The picture, and in a task of its own the list: both at once keep a slow phone from the next touch. */
  #showInTurn(): void {
    clearTimeout(this.#still);
    this.#pull = undefined;
    clearTimeout(this.#listing);
    this.#listing = setTimeout(() => (this.#unlisted = undefined));
  }

  #pulledAt(path: Path, before: Plan): void {
    clearTimeout(this.#still);
    clearTimeout(this.#listing);
    this.#still = setTimeout(() => this.#showInTurn(), STILL_MS);
    this.#unlisted ??= before;
    if (!isSamePath(path, this.#pull?.path)) this.#pull = { path, before };
  }

  #do(edit: Edit, run?: string): boolean {
    const change = done(this.history, edit, { atMs: this.nowMs(), run });
    this.told = undefined;
    if (!change.ok) {
      this.problem = change.problems[0];
      return false;
    }
    this.problem = undefined;
    const { history, selection } = change.value;
    if (history === this.history) return true;
    if (run !== undefined && 'path' in edit) this.#pulledAt(edit.path, this.draft);
    else this.#show();
    this.history = history;
    // the same path is not said again: whatever shows a selection would look at it anew
    if (selection.length > 0 && !isSamePath(selection[0], this.selected)) this.selected = selection[0];
    this.pulling = run !== undefined;
    if (this.pulling) this.kept.keepSoon();
    else this.kept.keep();
    return true;
  }

  undo(): void {
    this.#go(undone(this.history), 'undone', this.history.entries[this.history.cursor - 1]?.edit);
  }

  redo(): void {
    this.#go(redone(this.history), 'redone', this.history.entries[this.history.cursor]?.edit);
  }

  #go(history: EditHistory, way: 'undone' | 'redone', edit: Edit | undefined): void {
    if (history === this.history) return;
    const { phases } = this.draft;
    this.#show();
    this.history = history;
    this.problem = undefined;
    const [before, after] = way === 'undone' ? [this.draft.phases, phases] : [phases, this.draft.phases];
    this.told = edit && { type: way, ...editTold(edit, before, after) };
    if (this.selected && !stepAt(this.draft.phases, this.selected)) this.selected = undefined;
    this.kept.keep();
  }

  select(path: Path | undefined): void {
    this.#show();
    this.selected = path;
  }

  open(path: Path): void {
    this.selected = path;
    this.view = 'list';
    this.asked = { path, at: 'field' };
  }

  /** Does what changes the steps, tells of it, and says where the focus goes. */
  #restep(type: (typeof RESTEPPED)[number], edit: Edit, at?: 'field' | 'row'): void {
    const before = this.draft;
    if (!this.#do(edit) || this.draft === before) return;
    const path = this.selected;
    const step = path && stepAt(this.draft.phases, path);
    if (step) this.told = { type, name: nameOf(step), ...placeIn(this.draft.phases, path) };
    this.asked = path && at && { path, at };
  }

  setName(name: string): boolean {
    return this.#do({ type: 'setName', name });
  }

  setDescription(description: string): void {
    this.#do({ type: 'setDescription', description });
  }

  setSport(sport: Sport): void {
    this.#do({ type: 'setSport', sport });
  }

  setCeiling(ceiling: Level | undefined): void {
    this.#do({ type: 'setCeiling', ceiling: ceiling ?? null });
  }

  /** The phases become those of a text. */
  replace(notation: Pick<Plan, 'phases' | 'ceiling'>): void {
    const { selected } = this;
    this.#do(replacement(this.draft, notation));
    if (selected && stepAt(this.draft.phases, selected)) this.selected = selected;
  }

  rename(path: Path, name: string): void {
    this.#do({ type: 'setPhaseName', path, name });
  }

  setTarget(path: Path, target: Target, gesture?: string): void {
    this.#do({ type: 'setTarget', path, target }, gesture);
  }

  setEnd(path: Path, end: End, gesture?: string): void {
    this.#do({ type: 'setEnd', path, end }, gesture);
  }

  setCue(path: Path, cue: string): void {
    this.#do({ type: 'setCue', path, cue });
  }

  setRepeat(path: Path, repeat: number): void {
    this.#do({ type: 'setRepeat', path, repeat });
  }

  move(path: Path, to: Path, hand?: HandAt): void {
    this.#restep('moved', { type: 'move', path, to }, rowOf(hand));
  }

  shift(path: Path, direction: 1 | -1, hand?: HandAt): void {
    const to = shiftedTo(this.draft.phases, path, direction);
    if (to) this.move(path, to, hand);
  }

  duplicate(path: Path, hand?: HandAt): void {
    this.#restep('duplicated', { type: 'duplicate', path }, rowOf(hand));
  }

  /** What stands there then has the focus: in the picture it is selected, in the list its fields stay closed. */
  remove(path: Path, hand?: HandAt): void {
    const gone = stepAt(this.draft.phases, path);
    if (!gone || !this.#do({ type: 'remove', path })) return;
    this.told = { type: 'removed', name: nameOf(gone), left: phaseCount(this.draft.phases) };
    const next = phaseNear(this.draft.phases, path);
    const at = rowOf(hand);
    this.selected = at ? undefined : next;
    this.asked = next && at && { path: next, at };
  }

  wrap(path: Path): void {
    this.#restep('repeated', { type: 'wrap', path, count: 1, repeat: 2 }, 'field');
  }

  unwrap(path: Path): void {
    this.#restep('ungrouped', { type: 'unwrap', path }, 'row');
  }

  add(after: Path | undefined): void {
    const { phases } = this.draft;
    const path = behind(phases, after);
    const before = (listOf(phases, path) ?? []).slice(0, path.at(-1));
    const profile = this.app.settings.profileFor(this.draft.sport);
    const phase = newPhase(before, path.length > 1, this.app.words.plans.phases, profile);
    this.view = 'list';
    this.#restep('added', { type: 'insert', path, steps: [phase] }, 'field');
  }

  // ── Blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

  insertBlock({ phases }: Plan): void {
    this.#do({ type: 'insertBlock', path: behind(this.draft.phases, this.selected), steps: phases });
  }

  /** The selected step as a block for other plans; its name. */
  async saveBlock(): Promise<string> {
    const step = this.selected && stepAt(this.draft.phases, this.selected);
    if (!step) throw new Error('nothing is selected');
    const name = nameOf(step).slice(0, 80);
    const { sport } = this.draft;
    await this.app.plans.keep({ name, description: '', sport, block: true, phases: [step] });
    return name;
  }
}
