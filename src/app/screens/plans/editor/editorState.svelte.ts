import {
  canRedo,
  canUndo,
  done,
  draftOf,
  historyOf,
  parsedDraft,
  parseEditHistory,
  redone,
  undone,
  type EditHistory,
} from '../../../../core/plan/editHistory.ts';
import { replacement, type Edit } from '../../../../core/plan/edits.ts';
import { type End, type Level, type Plan, type Sport, type Step, type Target } from '../../../../core/plan/plan.ts';
import { planOfWorkout } from '../../../../core/plan/planOfWorkout.ts';
import { isSameContent } from '../../../../core/plan/planIdentity.ts';
import { listOf, stepAt } from '../../../../core/plan/stepTree.ts';
import type { FinishedSession } from '../../../../core/records/finished.ts';
import { shiftAt } from '../../../../core/session/shift.ts';
import type { Problem } from '../../../../core/parse/parsed.ts';
import { loadEditorWords, type EditorWords } from '../../../../words/words.ts';
import type { AppState } from '../../../state/app.svelte.ts';
import { isSamePath, type Path } from '../../../../core/plan/stepTree.ts';
import { KeptPlan, NEW_PLAN, type Kept, type Unread } from './keptPlan.svelte.ts';
import { freeName, newPhase } from './newPhase.ts';
import { editTold, nameOf, phaseCount, phaseNear, placeIn, type RESTEPPED, type Told } from './told.ts';
import type { HandAt, PhaseVerbs } from './verbs.ts';

export { NEW_PLAN };

/** What an editor needs of the app around it. */
export type EditorApp = Pick<AppState, 'plans' | 'history' | 'words' | 'route' | 'loadPlanned' | 'settings'>;

/**
 * One plan in the editor: every change is an edit of its history, kept at once in localStorage and stored a moment later as
 * the plan. A plan of the app is changed as a copy; one that is new is stored with its first phase.
 */
export class EditorState implements PhaseVerbs {
  readonly #app: EditorApp;
  readonly #nowMs: () => number;
  readonly #kept: KeptPlan;
  #history = $state.raw<EditHistory>(historyOf(emptyPlan('', '')));

  #say: EditorWords | undefined;

  loaded = $state.raw(false);
  missing = $state.raw(false);
  /** What a person should know of the plan that was opened. */
  note = $state.raw<'changedElsewhere' | 'historyLost' | 'builtIn'>();
  /** Why the last edit was refused. */
  problem = $state.raw<Problem>();
  /** What was done last that is not where one looks. */
  told = $state.raw<Told>();
  selected = $state.raw<Path>();
  view = $state.raw<'list' | 'text'>('list');
  /** Where the focus is to go, in the list. */
  asked = $state.raw<{ path: Path; at: 'field' | 'row' }>();
  /** A text that was typed and cannot be read: kept as it is until it can be, or is discarded. */
  unread = $state.raw<Unread>();
  /** A new plan that was begun before, never saved, and may be gone on with. */
  begun = $state.raw<Plan>();
  /** A hand pulls at the picture: what can wait until it rests does. */
  pulling = $state.raw(false);
  schedules = $state.raw(0);

  /** The plan began as what was done in a workout. */
  #wasDone = $state.raw(false);
  /** The steps as they were done, where the plan was made of a workout. */
  readonly done = $derived(this.#wasDone ? this.#history.base.phases : undefined);

  readonly draft = $derived(draftOf(this.#history));
  readonly canUndo = $derived(canUndo(this.#history));
  readonly canRedo = $derived(canRedo(this.#history));

  constructor(app: EditorApp, id: string, nowMs: () => number = () => Date.now()) {
    this.#app = app;
    this.#nowMs = nowMs;
    this.#kept = new KeptPlan({
      plans: app.plans,
      history: () => this.#history,
      unread: () => this.unread,
      wasDone: () => this.#wasDone,
      isNeeded: () => this.schedules > 0 || this.#history.base.phases.length > 0,
      onfirst: (id) => this.#settle(id),
    });
    void this.#open(id);
  }

  /** What the editor says. There once it is loaded. */
  get say(): EditorWords {
    if (!this.#say) throw new Error('the words of the editor were read before they were loaded');
    return this.#say;
  }

  /** Whether the plan is among the person's own. */
  get isStored(): boolean {
    return this.#kept.isStored;
  }

  /** The name of what is said of how it is kept: a key of the editor's words. */
  get status(): KeptPlan['status'] {
    return this.#kept.status;
  }

  get planId(): string {
    return this.draft.id;
  }

  // ── Opening and keeping ─────────────────────────────────────────────────────────────────────────────────────────

  async #open(id: string): Promise<void> {
    const { plans, words } = this.#app;
    [this.#say] = await Promise.all([loadEditorWords(words.language), plans.load()]);
    const workout = this.#app.route.query.get('workout');
    if (id === NEW_PLAN && workout !== null) await this.#openWorkout(workout);
    else if (id === NEW_PLAN) this.#openNew();
    else if (plans.isOwn(id)) this.#openOwn(plans.byId(id)!);
    else if (plans.byId(id)) this.#openCopy(plans.byId(id)!);
    else this.missing = !this.#openEmptied(id);
    this.loaded = true;
    if (this.isStored) await this.#countSchedules();
  }

  /** Nothing, or, where one is copied (`?from=`), the copy. What was begun before is offered, never taken for granted. */
  #openNew(): void {
    const from = this.#app.plans.byId(this.#app.route.query.get('from') ?? '');
    if (from) return this.#openCopy(from);
    this.begun = parsedDraft(this.#kept.setAside()?.current);
    this.#kept.open(NEW_PLAN);
    const taken = this.#app.plans.own.map(({ name }) => name);
    this.#history = historyOf(emptyPlan(this.#app.plans.newId(), freeName(this.say.unnamed, taken)));
  }

  /** The new plan that was begun before. */
  goOn(): void {
    const kept = this.#kept.takeUp();
    const draft = parsedDraft(kept?.current);
    this.begun = undefined;
    if (!kept || !draft) return;
    this.#take(kept, draft);
    this.#kept.keep();
  }

  /** The new plan that was begun before is not wanted. */
  letGo(): void {
    this.begun = undefined;
    this.#kept.takeUp();
  }

  /** A plan that was new and is without a phase again: it is no longer stored, and can be redone. */
  #openEmptied(id: string): boolean {
    const kept = this.#kept.open(id);
    const draft = parsedDraft(kept?.current);
    if (kept?.saved !== null || draft?.id !== id) return false;
    this.#take(kept, draft);
    return true;
  }

  /** The plan that a finished workout was in the end (`?workout=`). */
  async #openWorkout(sessionId: string): Promise<void> {
    const read = await this.#app.history.session(sessionId).catch(() => undefined);
    const record = read?.ok ? read.value.record : undefined;
    const made = record && planOfWorkout(record, this.say.fromWorkout(record.plan.name).slice(0, 80), movedBy(record));
    this.#wasDone = made !== undefined;
    if (made) this.#openMade({ ...made, id: this.#app.plans.newId() });
    else this.missing = true;
  }

  /** One that was asked for is the person's own at once. */
  #openMade(plan: Plan): void {
    this.#kept.open(plan.id);
    this.#history = historyOf(plan);
    this.#kept.keep();
  }

  #openCopy(plan: Plan): void {
    const isBuiltIn = !this.#app.plans.isOwn(plan.id);
    const { tags: _, ...copied } = plan;
    const name = this.say.copyOf(plan.name).slice(0, 80);
    const copy: Plan = { ...copied, id: this.#app.plans.newId(), name };
    if (!isBuiltIn || this.#app.route.query.get('from') !== null) return this.#openMade(copy);
    this.#kept.open(copy.id);
    this.#history = historyOf(copy);
    this.note = 'builtIn';
  }

  #openOwn(stored: Plan): void {
    this.#kept.isAt(stored);
    const kept = this.#kept.open(stored.id);
    const current = parsedDraft(kept?.current);
    const saved = parsedDraft(kept?.saved);
    if (!kept || current?.id !== stored.id) {
      this.#history = historyOf(stored);
    } else if (isSameContent(current, stored)) {
      this.#take(kept, stored);
    } else if (saved && isSameContent(saved, stored)) {
      this.#take(kept, current);
      this.#kept.keep(); // it had not been stored when the page was gone
    } else {
      this.#take(kept, current);
      this.#becomes(stored);
      this.note = 'changedElsewhere';
    }
  }

  #take(kept: Kept | undefined, draft: Plan): void {
    if (!kept) {
      this.#history = historyOf(draft);
      return;
    }
    const { value, notes } = parseEditHistory(kept.history, draft);
    this.#history = value;
    this.unread = kept.unread;
    this.#wasDone = kept.wasDone ?? false;
    if (kept.unread) this.view = 'text';
    if (notes?.some(({ code }) => code === 'edit.historyLost')) this.note = 'historyLost';
  }

  /** What another window made of it, as edits of this one. */
  #becomes({ name, description, sport, phases, ceiling }: Plan): void {
    const edits: Edit[] = [
      { type: 'setName', name },
      { type: 'setDescription', description },
      { type: 'setSport', sport },
      replacement(this.draft, { phases, ceiling }),
    ];
    for (const edit of edits) {
      const change = done(this.#history, edit, { atMs: this.#nowMs(), run: 'elsewhere' });
      if (change.ok) this.#history = change.value.history;
    }
  }

  async #countSchedules(): Promise<void> {
    try {
      const { agenda } = await this.#app.loadPlanned();
      await agenda.load();
      this.schedules = agenda.schedules.filter(({ planId, on }) => planId === this.planId && on).length;
    } catch {
      this.schedules = 0;
    }
  }

  rest(): void {
    this.pulling = false;
    this.#kept.rest();
  }

  flush(): Promise<void> {
    return this.#kept.flush();
  }

  /** The page, or the screen, is left. */
  close(): void {
    void this.flush();
  }

  /** It has an address of its own from now on. */
  #settle(id: string): void {
    if (this.note === 'builtIn') this.note = undefined;
    const { route } = this.#app;
    if (route.name === 'editor') route.rename(`#/plans/${encodeURIComponent(id)}/edit`);
  }

  // ── Edits ───────────────────────────────────────────────────────────────────────────────────────────────────────

  #do(edit: Edit, run?: string): boolean {
    const change = done(this.#history, edit, { atMs: this.#nowMs(), run });
    this.told = undefined;
    if (!change.ok) {
      this.problem = change.problems[0];
      return false;
    }
    this.problem = undefined;
    const { history, selection } = change.value;
    if (history === this.#history) return true;
    this.#history = history;
    // the same path is not said again: whatever shows a selection would look at it anew
    if (selection.length > 0 && !isSamePath(selection[0], this.selected)) this.selected = selection[0];
    this.pulling = run !== undefined;
    if (this.pulling) this.#kept.keepSoon();
    else this.#kept.keep();
    return true;
  }

  undo(): void {
    this.#go(undone(this.#history), 'undone', this.#history.entries[this.#history.cursor - 1]?.edit);
  }

  redo(): void {
    this.#go(redone(this.#history), 'redone', this.#history.entries[this.#history.cursor]?.edit);
  }

  #go(history: EditHistory, way: 'undone' | 'redone', edit: Edit | undefined): void {
    if (history === this.#history) return;
    const { phases } = this.draft;
    this.#history = history;
    this.problem = undefined;
    const [before, after] = way === 'undone' ? [this.draft.phases, phases] : [phases, this.draft.phases];
    this.told = edit && { type: way, ...editTold(edit, before, after) };
    if (this.selected && !stepAt(this.draft.phases, this.selected)) this.selected = undefined;
    this.#kept.keep();
  }

  select(path: Path | undefined): void {
    this.selected = path;
  }

  open(path: Path): void {
    this.selected = path;
    this.view = 'list';
    this.asked = { path, at: 'field' };
  }

  /** A text that says no plan, as it is typed; none once it does, or is discarded. */
  setUnread(unread: Unread | undefined): void {
    this.unread = unread;
    this.#kept.keepText();
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
    const profile = this.#app.settings.profileFor(this.draft.sport);
    const phase = newPhase(before, path.length > 1, this.#app.words.plans.phases, profile);
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
    await this.#app.plans.keep({ name, description: '', sport, block: true, phases: [step] });
    return name;
  }
}

/** By how much each phase of a workout was shifted in the end. */
const movedBy =
  ({ shifts }: Pick<FinishedSession, 'shifts'>) =>
  (phase: number, atS: number): number =>
    shiftAt(shifts, phase, atS);

const emptyPlan = (id: string, name: string): Plan => ({ id, name, description: '', sport: 'other', phases: [] });

/** Where the focus goes in the list: nowhere, where the hand is in the picture. */
const rowOf = (hand: HandAt = 'list'): 'row' | undefined => (hand === 'list' ? 'row' : undefined);

/** The place behind a step, or at the end of the plan. */
function behind(phases: readonly Step[], path: Path | undefined): Path {
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
