import { draftOf, storedHistory, type EditHistory } from '../../../../core/plan/editHistory.ts';
import type { Plan } from '../../../../core/plan/plan.ts';
import { draftAt, type Draft } from '../../../state/drafts.ts';
import type { PlansState } from '../../../state/plans.svelte.ts';

/** What is kept of an edit at once, so that nothing is lost by a reload in the next moment. */
export interface Kept {
  history: unknown;
  /** The plan as it is in the editor, and as it was last stored; `null`: it was not. */
  current: unknown;
  saved: unknown;
}

const SAVE_AFTER_MS = 400;
/** While a hand pulls, its changes are kept this late at most. */
const PULLED_MS = 1_000;

/** What `KeptPlan` asks of the editor. */
export interface KeptPlanPorts {
  plans: Pick<PlansState, 'store'>;
  /** What is to be kept now. */
  history: () => EditHistory;
  /** The plan has become one of the person's own. */
  onfirst: (id: string) => void;
}

/**
 * The plan of an editor as it outlives the page: each edit is in localStorage at once, and among the stored plans a moment
 * later. One without a phase is a draft, and is not stored.
 */
export class KeptPlan {
  readonly #ports: KeptPlanPorts;
  #draft: Draft<Kept> | undefined;
  #saved: Plan | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pulled: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  /** Whether the plan is among the person's own. */
  isStored = $state.raw(false);
  /** The name of what is said of how it is kept: a key of the editor's words. */
  status = $state.raw<'saved' | 'saving' | 'notSavedYet' | 'notSaved'>('notSavedYet');

  constructor(ports: KeptPlanPorts) {
    this.#ports = ports;
  }

  /** From now on it is kept under this name: what was kept there. */
  open(name: string): Kept | undefined {
    this.#draft = draftAt(`plan-edit/${name}`, keptOf);
    return this.#draft.read();
  }

  /** It is among the person's own as this. */
  isAt(stored: Plan): void {
    this.#saved = stored;
    this.isStored = true;
    this.status = 'saved';
  }

  /** Kept now, stored in a moment. */
  keep(): void {
    clearTimeout(this.#pulled);
    this.#pulled = undefined;
    this.#write();
    if (!this.isStored && this.#plan.phases.length === 0) {
      this.status = 'notSavedYet';
      return;
    }
    this.status = 'saving';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  /** While a hand pulls: kept when it rests (`rest`), or in a moment. */
  keepSoon(): void {
    this.#pulled ??= setTimeout(() => this.keep(), PULLED_MS);
  }

  rest(): void {
    if (this.#pulled !== undefined) this.keep();
  }

  /** Stores what is not stored yet; resolves when that is done or refused. */
  flush(): Promise<void> {
    this.rest();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.status !== 'saving' && this.status !== 'notSaved') return this.#saving;
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  get #plan(): Plan {
    return draftOf(this.#ports.history());
  }

  #write(): void {
    const history = storedHistory(this.#ports.history());
    this.#draft?.keep({ history, current: this.#plan, saved: this.#saved ?? null });
  }

  async #save(): Promise<void> {
    const plan = this.#plan;
    if (plan.phases.length === 0) {
      this.status = 'notSavedYet'; // as long as it has no phase, the plan stays as it was stored
      return;
    }
    try {
      await this.#ports.plans.store(plan);
    } catch {
      this.status = 'notSaved';
      return;
    }
    const isFirst = !this.isStored;
    this.#saved = plan;
    this.isStored = true;
    if (isFirst) {
      this.#draft?.drop();
      this.open(plan.id);
      this.#ports.onfirst(plan.id);
    }
    this.#write();
    if (this.#plan === plan) this.status = 'saved';
  }
}

function keptOf(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null || !('history' in value) || !('current' in value)) return undefined;
  return { history: value.history, current: value.current, saved: 'saved' in value ? value.saved : null };
}
