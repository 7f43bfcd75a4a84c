import { draftOf, storedHistory, type EditHistory } from '../../../../core/plan/editHistory.ts';
import type { Plan } from '../../../../core/plan/plan.ts';
import { isEqual } from '../../../../core/plan/stepTree.ts';
import { draftAt, type Draft } from '../../../state/drafts.ts';
import type { PlansState } from '../../../state/plans.svelte.ts';

/** What is kept of an edit at once, so that nothing is lost by a reload in the next moment. */
export interface Kept {
  history: unknown;
  /** The plan as it is in the editor, and as it was last stored; `null`: it was not. */
  current: unknown;
  saved: unknown;
  /** What was typed as text and cannot be read. */
  unread?: Unread | undefined;
  /** The history begins with what was done in a workout. */
  wasDone?: boolean | undefined;
}

/** A text that says no plan, and the line of its first problem. */
export interface Unread {
  text: string;
  line: number;
}

/** A plan that is not there yet, by this name in the address. */
export const NEW_PLAN = 'new';
/** Where a new plan is kept that was begun, and left before it had a phase. */
const SET_ASIDE = 'begun';

const SAVE_AFTER_MS = 400;
/** While a hand pulls, its changes are kept when it has not moved for so long: a long plan takes longer than a frame. */
const STILL_MS = 400;

/** What `KeptPlan` asks of the editor. */
export interface KeptPlanPorts {
  plans: Pick<PlansState, 'store' | 'undoKeep'>;
  /** What is to be kept now. */
  history: () => EditHistory;
  unread: () => Unread | undefined;
  wasDone: () => boolean;
  /** Whether a plan that has lost its last phase stays stored as it was: it had some before, or is scheduled. */
  isNeeded: () => boolean;
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
    this.#draft = draftOfPlan(name);
    return this.#draft.read();
  }

  /** What was begun as a new plan and never stored, out of the way of the next: what is there to be gone on with. */
  setAside(): Kept | undefined {
    const [left, aside] = [draftOfPlan(NEW_PLAN), draftOfPlan(SET_ASIDE)];
    const kept = left.read();
    if (kept && isBegun(kept)) aside.keep(kept);
    left.drop();
    return aside.read();
  }

  /** The same, which is no longer set aside. */
  takeUp(): Kept | undefined {
    const aside = draftOfPlan(SET_ASIDE);
    const kept = aside.read();
    aside.drop();
    return kept;
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

  /** What is typed as text and cannot be read. */
  keepText(): void {
    this.#write();
  }

  /** While a hand pulls: kept when it lets go (`rest`), or does not move. */
  keepSoon(): void {
    clearTimeout(this.#pulled);
    this.#pulled = setTimeout(() => this.keep(), STILL_MS);
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
    const unread = this.#ports.unread();
    const wasDone = this.#ports.wasDone();
    const kept: Kept = { history, current: this.#plan, saved: this.#saved ?? null };
    this.#draft?.keep({ ...kept, ...(unread && { unread }), ...(wasDone && { wasDone }) });
  }

  async #save(): Promise<void> {
    const plan = this.#plan;
    if (plan.phases.length === 0) return this.#saveEmpty(plan);
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

  /** One that was made here is no plan again, as before its first phase; any other stays as it was stored. */
  async #saveEmpty(plan: Plan): Promise<void> {
    if (this.isStored && !this.#ports.isNeeded()) {
      try {
        await this.#ports.plans.undoKeep(plan);
      } catch {
        this.status = 'notSaved';
        return;
      }
      this.#saved = undefined;
      this.isStored = false;
      this.#write();
    }
    if (this.#plan === plan) this.status = 'notSavedYet';
  }
}

const draftOfPlan = (name: string): Draft<Kept> => draftAt(`plan-edit/${name}`, keptOf);

/** Whether there is anything in a new plan that somebody wrote or chose. */
function isBegun({ current, history, unread }: Kept): boolean {
  if (unread && unread.text.trim() !== '') return true;
  const base = typeof history === 'object' && history !== null && 'base' in history ? history.base : undefined;
  return base !== undefined && !isEqual(current, base);
}

function unreadOf(value: unknown): Unread | undefined {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('line' in value)) return undefined;
  const { text, line } = value;
  return typeof text === 'string' && typeof line === 'number' ? { text, line } : undefined;
}

function keptOf(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null || !('history' in value) || !('current' in value)) return undefined;
  const unread = 'unread' in value ? unreadOf(value.unread) : undefined;
  const saved = 'saved' in value ? value.saved : null;
  const wasDone = 'wasDone' in value && value.wasDone === true;
  return { history: value.history, current: value.current, saved, unread, wasDone };
}
