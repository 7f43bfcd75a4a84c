import { builtInPlans, type BuiltInWords } from '../../core/plan/builtins.ts';
import { good, type Parsed } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { PlanContent } from '../../core/plan/planIdentity.ts';
import type { Library } from '../../store/library/library.ts';
import type { HistoryState } from './history.svelte.ts';
import type { ReadPlan, readPlans } from './planReading.ts';

const RECENT_MAX = 4;

/** A plan that was read and is not stored yet. */
export interface ImportedPlan extends ReadPlan {
  /** The same plan, which is here already. */
  same: Plan | undefined;
}

/** The plans there are: the app's and the person's own. */
export class PlansState {
  readonly #library: Library;
  readonly #history: HistoryState;
  readonly #newId: () => string;
  #own = $state.raw<readonly Plan[]>([]);
  #loaded = $state.raw(false);
  #lent = $state.raw<Plan | undefined>();

  readonly builtIn: readonly Plan[];
  /** The person's own plans, and the parts of plans that they keep to put into others. */
  readonly own = $derived.by((): readonly Plan[] => this.#own.filter(({ block }) => !block));
  readonly blocks = $derived.by((): readonly Plan[] => this.#own.filter(({ block }) => block));
  readonly all = $derived.by((): readonly Plan[] => [...this.own, ...this.builtIn]);
  /** Plans of the last workouts, newest first. */
  readonly recent = $derived.by((): readonly Plan[] => {
    const ids = [...new Set(this.#history.items.map(({ planId }) => planId))];
    return ids.flatMap((id) => this.byId(id) ?? []).slice(0, RECENT_MAX);
  });

  constructor(library: Library, history: HistoryState, words: BuiltInWords, newId: () => string) {
    this.#library = library;
    this.#history = history;
    this.#newId = newId;
    this.builtIn = builtInPlans(words);
  }

  /** An id for a plan that nobody has yet. */
  newId(): string {
    return this.#newId();
  }

  /** The store has been looked at: a plan that is not there now is nowhere. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Own plans that cannot be read now are simply not there now; they stay where they are. */
  async load(): Promise<void> {
    this.#own = await this.#library.plans().catch(() => []);
    this.#loaded = true;
  }

  byId(id: string): Plan | undefined {
    const found = this.builtIn.find((plan) => plan.id === id) ?? this.#own.find((plan) => plan.id === id);
    if (found) return found;
    if (this.#lent?.id === id) return this.#lent;
    // A link of before, by the id that was made of its name: where it is one plan's alone.
    const former = this.#own.filter((plan) => this.#library.formers.get(plan.id)?.id === id);
    return former.length === 1 ? former[0] : undefined;
  }

  isOwn(id: string): boolean {
    return this.#own.some((plan) => plan.id === id);
  }

  /** Reads the plans of a file, or of a text that was pasted. Nothing is stored. */
  async read(...given: Parameters<typeof readPlans>): Promise<Parsed<readonly ImportedPlan[]>> {
    const parsed = (await import('./planReading.ts')).readPlans(...given);
    if (!parsed.ok) return parsed;
    await this.load(); // another tab may have brought it in
    const read = parsed.value.map(async (each) => ({ ...each, same: await this.sameAs(each.content) }));
    return good(await Promise.all(read));
  }

  /** The same plan, where it is here already. */
  async sameAs(content: PlanContent): Promise<Plan | undefined> {
    const { isSameContent } = await import('../../core/plan/planIdentity.ts');
    return this.all.find((plan) => isSameContent(plan, content));
  }

  /** Stores it: as a plan of its own, or in the place of one of the person's. A disk that refuses is a rejection. */
  async keep(content: PlanContent, replacing?: Plan): Promise<Plan> {
    const plan = { ...content, id: replacing?.id ?? this.#newId() };
    await this.#library.savePlan(plan);
    this.#own = [plan, ...this.#own.filter(({ id }) => id !== plan.id)];
    return plan;
  }

  /** Undoes `keep`. */
  async undoKeep({ id }: Plan, before?: Plan): Promise<void> {
    if (before) return this.store(before);
    await this.#library.removePlan(id);
    this.#own = this.#own.filter((plan) => plan.id !== id);
  }

  /** Has a plan at hand for this visit that is not stored, so that it can be started. */
  lend(plan: Plan): void {
    this.#lent = plan;
  }

  /** Stores a plan of the person's as it is now, at its place in the list. */
  async store(plan: Plan): Promise<void> {
    await this.#library.savePlan(plan);
    const isThere = this.#own.some(({ id }) => id === plan.id);
    this.#own = isThere ? this.#own.map((each) => (each.id === plan.id ? plan : each)) : [plan, ...this.#own];
  }

  async remove(id: string): Promise<void> {
    await this.#library.removePlan(id);
    this.#own = this.#own.filter((plan) => plan.id !== id);
  }

  /** Undoes `remove`, within thirty days. A disk that refuses is a rejection, and so is a plan of which nothing is kept. */
  async bringBack(id: string): Promise<void> {
    if (this.isOwn(id)) return;
    const plan = await this.#library.bringBackPlan(id);
    this.#own = [plan, ...this.#own.filter((each) => each.id !== id)];
  }
}
