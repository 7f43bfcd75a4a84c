import { bad, good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { isUuid } from '../../core/plan/planId.ts';
import type { Stamped } from '../database/records.ts';
import { formerPlanOf, hasNameMadePlan, type FormerPlan } from '../library/formerPlans.ts';
import { isStampedStore, KEPT, perStore, READ, type Entry, type Kept } from './keptRecords.ts';
import { asOfNow, isTaken, stampOf, verdictOn, type Stamp } from './merge.ts';

/** Passes on the records of a file that are what they have to be, and notes their stamps; ends with the first problem. */
export class EntryValidator {
  readonly #nowMs: number;
  readonly stamps = perStore(() => new Map<string, Stamp>());
  /** Plans of the file that had an id made of their name, by that id (see `identity.ts`). */
  readonly formerPlans = new Map<string, FormerPlan>();
  /** Something in the file names a plan by such an id. */
  hasFormerIds = false;
  readonly #sessions = new Set<string>();
  #last: Place = [-1, '', 0];

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  async *pass(
    entries: AsyncIterable<Parsed<Entry & { line: number }>>,
  ): AsyncGenerator<Parsed<Passed>, void, undefined> {
    for await (const entry of entries) {
      if (!entry.ok) return yield entry;
      const read = this.#read(entry.value);
      if (!read.ok) return yield within(entry.value, read.problems);
      if (read.value) yield good(read.value);
    }
  }

  /** None where a record of the file says nothing that is of use here. */
  #read({ store: name, key, value }: Entry): Parsed<Passed | undefined> {
    const store = KEPT.find((each) => each === name);
    if (!store) return bad('value.unknown', { received: shortened(name) });
    const read = READ[store](key, value);
    if (!read.ok) return read;
    const [id, index] = (store === 'samples' ? key : [key, 0]) as [string, number];
    const place: Place = [KEPT.indexOf(store), id, index];
    if (!isAfter(place, this.#last)) return bad('backup.order');
    this.#last = place;
    if (store === 'plans' && !isUuid(id)) return good(this.#formerPlan(value, read.value as Stamped<Plan>));
    if (store === 'plans' && !this.#isLatest(id, read.value as Stamped<Plan>)) return good(undefined);
    this.hasFormerIds ||= hasNameMadePlan(value);

    const mine = store === 'samples' ? read.value : asOfNow(read.value as Stamped<unknown>, this.#nowMs);
    if (store === 'annotations' && this.stamps.digests.get(id)?.deleted !== false) return bad('backup.orphan');
    if (isStampedStore(store)) this.stamps[store].set(id, stampOf(store, mine as Stamped<unknown>, this.#nowMs));
    if (store === 'sessions') {
      if (this.stamps.digests.get(id)?.deleted !== false) return bad('backup.orphan');
      this.#sessions.add(id);
    }
    if (store === 'samples' && !this.#sessions.has(id)) return bad('backup.orphan');
    return good({ store, id, key: key as IDBValidKey, value: mine });
  }

  /**
   * A plan that had an id made of its name, under its own. That such an id was removed means nothing here: the plan that
   * it was on that device need not be the one that it is on this.
   */
  #formerPlan(stored: unknown, read: Stamped<Plan>): Passed | undefined {
    const record = asOfNow(read, this.#nowMs);
    this.hasFormerIds = true;
    const plan = formerPlanOf(stored);
    if (!plan || !record.value) return undefined;
    const { id, name, former } = plan;
    this.formerPlans.set(former, { id, name });
    if (!this.#isLatest(id, record)) return undefined;
    const value = { ...record, value: { ...record.value, id }, former: { id: former, name } };
    this.stamps.plans.set(id, stampOf('plans', value, this.#nowMs));
    return { store: 'plans', id, key: id, value };
  }

  /** A plan may be in a file twice, once under each of its ids. */
  #isLatest(id: string, record: Stamped<Plan>): boolean {
    const other = this.stamps.plans.get(id);
    return !other || isTaken(verdictOn(stampOf('plans', record, this.#nowMs), other));
  }
}

/** Where a record stands in a file. */
type Place = [store: number, id: string, index: number];

export interface Passed {
  store: Kept;
  /** The record's, or of the session that it belongs to. */
  id: string;
  key: IDBValidKey;
  value: unknown;
}

function isAfter(a: Place, b: Place): boolean {
  const i = a.findIndex((each, i) => each !== b[i]);
  return i >= 0 && a[i]! > b[i]!;
}

function within(
  { store, key, line }: Entry & { line: number },
  problems: Problem[],
): { ok: false; problems: Problem[] } {
  const place = [
    `line ${String(line)}`,
    shortened(store),
    shortened(typeof key === 'string' ? key : JSON.stringify(key)),
  ].join(' · ');
  return {
    ok: false,
    problems: problems.map((each) => ({ ...each, path: each.path ? `${place} · ${each.path}` : place })),
  };
}

/** Also of what JSON has no word for. */
const shortened = (text = ''): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
