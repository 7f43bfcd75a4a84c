import { done, historyOf, parsedDraft, parseEditHistory } from '../../../../core/plan/editHistory.ts';
import { replacement, type Edit } from '../../../../core/plan/edits.ts';
import type { Plan } from '../../../../core/plan/plan.ts';
import { lapTarget, planOfWorkout } from '../../../../core/plan/planOfWorkout.ts';
import { countsInTrends } from '../../../../core/records/annotation.ts';
import { bpmFigures, bpmSeconds } from '../../../../core/samples/bpmSeconds.ts';
import { isSameContent } from '../../../../core/plan/planIdentity.ts';
import { loadEditorWords, type EditorWords } from '../../../../words/words.ts';
import { KeptPlan, NEW_PLAN, type Kept, type Unread } from './keptPlan.svelte.ts';
import type { StoredSession } from '../../../state/history.svelte.ts';
import { freeName } from './newPhase.ts';
import { emptyPlan, movedBy, shortened } from './places.ts';
import { PlanEdits, type EditorApp } from './planEdits.svelte.ts';

export type { EditorApp };
export { NEW_PLAN };

/**
 * One plan in the editor: every change is an edit of its history, kept at once in localStorage and stored a moment later as
 * the plan. A plan of the app is changed as a copy; one that is new is stored with its first phase.
 */
export class EditorState extends PlanEdits {
  protected override readonly kept: KeptPlan;
  #say: EditorWords | undefined;

  loaded = $state.raw(false);
  missing = $state.raw(false);
  /** What a person should know of the plan that was opened. */
  note = $state.raw<'changedElsewhere' | 'historyLost' | 'builtIn'>();
  /** A text that was typed and cannot be read: kept as it is until it can be, or is discarded. */
  unread = $state.raw<Unread>();
  /** A new plan that was begun before, never saved, and may be gone on with. */
  begun = $state.raw<Plan>();
  schedules = $state.raw(0);

  /** The workout that the plan was made of in this visit: the way back leads there. */
  workout = $state.raw<string>();

  /** The plan began as what was done in a workout. */
  #wasDone = $state.raw(false);
  /** The steps as they were done, where the plan was made of a workout. */
  readonly done = $derived(this.#wasDone ? this.history.base.phases : undefined);

  constructor(app: EditorApp, id: string, nowMs: () => number = () => Date.now()) {
    super(app, nowMs);
    this.kept = new KeptPlan({
      plans: app.plans,
      history: () => this.history,
      unread: () => this.unread,
      wasDone: () => this.#wasDone,
      isNeeded: () => this.schedules > 0 || this.history.base.phases.length > 0,
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
    return this.kept.isStored;
  }

  /** The name of what is said of how it is kept: a key of the editor's words. */
  get status(): KeptPlan['status'] {
    return this.kept.status;
  }

  get planId(): string {
    return this.draft.id;
  }

  // ── Opening and keeping ─────────────────────────────────────────────────────────────────────────────────────────

  async #open(id: string): Promise<void> {
    const { plans, words } = this.app;
    [this.#say] = await Promise.all([loadEditorWords(words.language), plans.load()]);
    const workout = this.app.route.query.get('workout');
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
    const from = this.app.plans.byId(this.app.route.query.get('from') ?? '');
    if (from) return this.#openCopy(from);
    this.begun = parsedDraft(this.kept.setAside()?.current);
    this.kept.open(NEW_PLAN);
    const taken = this.app.plans.own.map(({ name }) => name);
    this.history = historyOf(emptyPlan(this.app.plans.newId(), freeName(this.say.unnamed, taken)));
  }

  /** The new plan that was begun before. */
  goOn(): void {
    const kept = this.kept.takeUp();
    const draft = parsedDraft(kept?.current);
    this.begun = undefined;
    if (!kept || !draft) return;
    this.#take(kept, draft);
    this.kept.keep();
  }

  /** The new plan that was begun before is not wanted. */
  letGo(): void {
    this.begun = undefined;
    this.kept.takeUp();
  }

  /** A plan that was new and is without a phase again: it is no longer stored, and can be redone. */
  #openEmptied(id: string): boolean {
    const kept = this.kept.open(id);
    const draft = parsedDraft(kept?.current);
    if (kept?.saved !== null || draft?.id !== id) return false;
    this.#take(kept, draft);
    return true;
  }

  /** The plan that a finished workout was in the end (`?workout=`). */
  async #openWorkout(sessionId: string): Promise<void> {
    const read = await this.app.history.session(sessionId).catch(() => undefined);
    const made = read?.ok ? await this.#planOf(read.value) : undefined;
    this.#wasDone = made !== undefined;
    if (!made) {
      this.missing = true;
      return;
    }
    this.workout = sessionId;
    this.#openMade({ ...made, id: this.app.plans.newId() });
  }

  /** Laps that were recorded elsewhere have no targets: they are given what was done, unless that was not this heart. */
  async #planOf({ record, samples }: StoredSession): Promise<Omit<Plan, 'id'> | undefined> {
    const name = shortened(record.plan.name, (each) => this.say.fromWorkout(each));
    const annotations = record.imported && (await this.app.loadAnnotations().catch(() => undefined));
    if (!annotations || !countsInTrends(record, annotations.of(record.id))) {
      return planOfWorkout(record, name, movedBy(record));
    }
    const profile = this.app.settings.profileFor(record.plan.sport);
    const bpms = bpmSeconds(samples, record.elapsedS);
    return planOfWorkout(record, name, movedBy(record), ({ fromS, toS }) =>
      lapTarget(bpmFigures(bpms, fromS, toS), toS - fromS, profile),
    );
  }

  /** One that was asked for is the person's own at once. */
  #openMade(plan: Plan): void {
    this.kept.open(plan.id);
    this.history = historyOf(plan);
    this.kept.keep();
  }

  #openCopy(plan: Plan): void {
    const isBuiltIn = !this.app.plans.isOwn(plan.id);
    const { tags: _, ...copied } = plan;
    const name = shortened(plan.name, (each) => this.say.copyOf(each));
    const copy: Plan = { ...copied, id: this.app.plans.newId(), name };
    if (!isBuiltIn || this.app.route.query.get('from') !== null) return this.#openMade(copy);
    this.kept.open(copy.id);
    this.history = historyOf(copy);
    this.note = 'builtIn';
  }

  #openOwn(stored: Plan): void {
    this.kept.isAt(stored);
    const kept = this.kept.open(stored.id);
    const current = parsedDraft(kept?.current);
    const saved = parsedDraft(kept?.saved);
    if (!kept || current?.id !== stored.id) {
      this.history = historyOf(stored);
    } else if (isSameContent(current, stored)) {
      this.#take(kept, stored);
    } else if (saved && isSameContent(saved, stored)) {
      this.#take(kept, current);
      this.kept.keep(); // it had not been stored when the page was gone
    } else {
      this.#take(kept, current);
      this.#becomes(stored);
      this.note = 'changedElsewhere';
    }
  }

  #take(kept: Kept | undefined, draft: Plan): void {
    if (!kept) {
      this.history = historyOf(draft);
      return;
    }
    const { value, notes } = parseEditHistory(kept.history, draft);
    this.history = value;
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
      const change = done(this.history, edit, { atMs: this.nowMs(), run: 'elsewhere' });
      if (change.ok) this.history = change.value.history;
    }
  }

  async #countSchedules(): Promise<void> {
    try {
      const { agenda } = await this.app.loadPlanned();
      await agenda.load();
      this.schedules = agenda.schedules.filter(({ planId, on }) => planId === this.planId && on).length;
    } catch {
      this.schedules = 0;
    }
  }

  /** A text that says no plan, as it is typed; none once it does, or is discarded. */
  setUnread(unread: Unread | undefined): void {
    this.unread = unread;
    this.kept.keepText();
  }

  flush(): Promise<void> {
    return this.kept.flush();
  }

  /** The page, or the screen, is left. */
  close(): void {
    void this.flush();
  }

  /** It has an address of its own from now on. */
  #settle(id: string): void {
    if (this.note === 'builtIn') this.note = undefined;
    const { route } = this.app;
    if (route.name === 'editor') route.rename(`#/plans/${encodeURIComponent(id)}/edit`);
  }
}
