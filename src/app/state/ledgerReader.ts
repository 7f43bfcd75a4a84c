import type { Occurrence } from '../../core/schedule/occurrence.ts';
import type { ScheduleCursor } from '../../core/schedule/scheduleCursor.ts';
import type { Agenda } from '../../store/ledger/agenda.ts';

const DAY_MS = 86_400_000;

/** The ledger as the page has read it: all of it at first, then only what may have changed. */
export class LedgerReader {
  readonly #agenda: Agenda;
  #items: readonly Occurrence[] = [];
  #earlier = false;
  /** Of how many in all. */
  #count = 0;
  #anew = true;

  constructor(agenda: Agenda) {
    this.#agenda = agenda;
  }

  /** In order of time. */
  get items(): readonly Occurrence[] {
    return this.#items;
  }

  /** There are others before. */
  get earlier(): boolean {
    return this.#earlier;
  }

  /** All of it is read the next time. */
  startAnew(): void {
    this.#anew = true;
  }

  /**
   * Up to where a schedule was settled nothing is added to the ledger, and of what is older than a day or two nothing
   * changes, but when another device's records come in: then there are not as many as there were.
   */
  async read(
    sinceEpochMs: number,
    cursors: ReadonlyMap<string, ScheduleCursor>,
    oldestPendingMs = Infinity,
  ): Promise<readonly Occurrence[]> {
    const oldestMs = Math.min(Date.now(), oldestPendingMs) - 2 * DAY_MS;
    const laterOf = new Map<string, number>();
    if (!this.#anew) {
      for (const [id, { settledEpochMs }] of cursors) laterOf.set(id, Math.min(oldestMs, settledEpochMs));
    }
    this.#anew = false;
    const read = await this.#agenda.occurrences({ sinceEpochMs, laterOf });
    let { items } = read;
    if (laterOf.size === 0) this.#earlier = read.earlier;
    else {
      const isNew = new Set(items.map(({ id }) => id));
      const before = this.#items.filter(({ id }) => !isNew.has(id));
      const added = before.length + items.length - this.#items.length;
      if (read.count !== this.#count + added) {
        this.#anew = true;
        return this.read(sinceEpochMs, cursors, oldestPendingMs);
      }
      items = [...before, ...items].sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
    }
    this.#count = read.count;
    return (this.#items = items);
  }
}
