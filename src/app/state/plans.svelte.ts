import { builtInPlans, type BuiltInWords } from '../../core/builtins.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Plan } from '../../core/plan.ts';
import type { Library } from '../../store/library.ts';
import type { HistoryState } from './history.svelte.ts';

const RECENT_MAX = 4;

/** The plans there are: the app's and the person's own. */
export class PlansState {
  readonly #library: Library;
  readonly #history: HistoryState;
  #own = $state.raw<readonly Plan[]>([]);
  #loaded = $state.raw(false);
  #removed: Plan | undefined;

  readonly builtIn: readonly Plan[];
  readonly all = $derived.by((): readonly Plan[] => [...this.#own, ...this.builtIn]);
  /** Plans of the last workouts, newest first. */
  readonly recent = $derived.by((): readonly Plan[] => {
    const ids = [...new Set(this.#history.items.map(({ planId }) => planId))];
    return ids.flatMap((id) => this.byId(id) ?? []).slice(0, RECENT_MAX);
  });

  constructor(library: Library, history: HistoryState, words: BuiltInWords) {
    this.#library = library;
    this.#history = history;
    this.builtIn = builtInPlans(words);
  }

  get own(): readonly Plan[] {
    return this.#own;
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
    return this.#own.find((plan) => plan.id === id) ?? this.builtIn.find((plan) => plan.id === id);
  }

  /** Read a plan file and keep it under an id that no other plan has. A disk that refuses is a rejection. */
  async importText(text: string): Promise<Parsed<Plan>> {
    const { parsePlanText } = await import('../../core/planFile.ts');
    const parsed = parsePlanText(text);
    if (!parsed.ok) return parsed;
    const plan = { ...parsed.value, id: this.#freeId(parsed.value.id) };
    await this.#library.savePlan(plan);
    this.#own = [plan, ...this.#own];
    return { ...parsed, value: plan };
  }

  async remove(id: string): Promise<void> {
    this.#removed = this.#own.find((plan) => plan.id === id);
    await this.#library.removePlan(id);
    this.#own = this.#own.filter((plan) => plan.id !== id);
  }

  async undoRemove(): Promise<void> {
    const plan = this.#removed;
    if (!plan) return;
    await this.#library.savePlan(plan);
    this.#own = [plan, ...this.#own];
    this.#removed = undefined;
  }

  #freeId(wanted: string): string {
    let id = wanted;
    for (let n = 2; this.byId(id); n++) id = `${wanted.slice(0, 56)}-${String(n)}`;
    return id;
  }
}
