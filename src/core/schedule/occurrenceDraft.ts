import { timeKey, type Occurrence } from './occurrence.ts';

/** The occurrences that were read for a piece of work. */
export interface KnownOccurrences {
  occurrences: readonly Occurrence[];
  /** Of records that a newer version of the app has written: there, and left alone. */
  newerIds: readonly string[];
}

/** Known occurrences, and what has become of them since. Only `changes` is to be written. */
export class OccurrenceDraft {
  readonly #byId = new Map<string, Occurrence>();
  readonly #idsByTime = new Map<string, Set<string>>();
  readonly #changes = new Map<string, Occurrence>();
  readonly #newerIds: ReadonlySet<string>;

  constructor({ occurrences, newerIds }: KnownOccurrences) {
    this.#newerIds = new Set(newerIds);
    for (const each of occurrences) this.#set(each);
  }

  get changes(): readonly Occurrence[] {
    return [...this.#changes.values()];
  }

  get(id: string): Occurrence | undefined {
    return this.#byId.get(id);
  }

  /** There is a record under this id, whether or not it can be read. */
  has(id: string): boolean {
    return this.#byId.has(id) || this.#newerIds.has(id);
  }

  /** Every one at this local time, whatever its offset was. */
  at(time: Pick<Occurrence, 'scheduleId' | 'revision' | 'localTime'>): readonly Occurrence[] {
    return [...(this.#idsByTime.get(timeKey(time)) ?? [])].flatMap((id) => this.#byId.get(id) ?? []);
  }

  keep(occurrence: Occurrence): void {
    this.#set(occurrence);
    this.#changes.set(occurrence.id, occurrence);
  }

  #set(occurrence: Occurrence): void {
    const key = timeKey(occurrence);
    this.#byId.set(occurrence.id, occurrence);
    this.#idsByTime.set(key, (this.#idsByTime.get(key) ?? new Set()).add(occurrence.id));
  }
}
