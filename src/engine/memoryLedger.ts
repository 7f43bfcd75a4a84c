import type { Occurrence } from '../core/schedule/occurrence.ts';
import type { Schedule } from '../core/schedule/schedule.ts';
import type { LastCheck, ScheduleCursor } from '../core/schedule/scheduleCursor.ts';
import { isInRange, type OccurrenceRange } from '../core/schedule/occurrenceRange.ts';
import type { Ledger, LedgerTransaction } from './ledger.ts';

/** A stored schedule, or what is left of a deleted one. */
export interface KeptSchedule {
  schedule: Schedule | undefined;
  changes: number;
  changedAtEpochMs: number;
}

/** A ledger that lives as long as its object. One change after another. */
export class MemoryLedger implements Ledger {
  readonly schedules = new Map<string, KeptSchedule>();
  readonly cursors = new Map<string, ScheduleCursor>();
  readonly occurrences = new Map<string, Occurrence>();
  lastCheck: LastCheck | undefined;
  /** How much was ever written. */
  writes = 0;
  /** The ids of each revision in order, which is that of local time. */
  readonly #ids = new Map<string, string[]>();
  readonly #nowMs: () => number;
  #last: Promise<unknown> = Promise.resolve();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  transact<T>(work: (transaction: LedgerTransaction) => Promise<T> | T): Promise<T> {
    const turn = this.#last.then(async () => {
      const writes: (() => void)[] = [];
      const result = await work(this.#transaction(writes));
      for (const write of writes) write();
      this.writes += writes.length;
      return result;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** An occurrence as it was kept elsewhere. */
  add(occurrence: Occurrence): void {
    const { id } = occurrence;
    const key = revisionKey(occurrence);
    const ids = this.#ids.get(key) ?? [];
    this.#ids.set(key, ids);
    if (!this.occurrences.has(id)) ids.splice(placeOf(id, ids), 0, id);
    this.occurrences.set(id, occurrence);
  }

  #idsIn(range: OccurrenceRange): string[] {
    if (!('revision' in range)) return [...this.occurrences.keys()];
    const key = revisionKey(range);
    const ids = this.#ids.get(key) ?? [];
    return ids.slice(placeOf(`${key}${range.fromLocalTime}`, ids));
  }

  /** What was kept in this change already is read back in it. */
  #transaction(writes: (() => void)[]): LedgerTransaction {
    const cursors = new Map<string, ScheduleCursor | undefined>();
    const occurrences = new Map<string, Occurrence>();
    const occurrence = (id: string): Occurrence | undefined => occurrences.get(id) ?? this.occurrences.get(id);
    const setSchedule = (id: string, schedule: Schedule | undefined): void => {
      const changes = (this.schedules.get(id)?.changes ?? 0) + 1;
      this.schedules.set(id, { schedule, changes, changedAtEpochMs: this.#nowMs() });
    };
    return {
      schedules: () =>
        Promise.resolve(
          [...this.schedules].map(([id, { schedule, changes, changedAtEpochMs }]) => ({
            id,
            stamp: String(changes),
            changedAtEpochMs,
            deleted: schedule === undefined,
            read: () => schedule,
          })),
        ),
      schedule: (id) => Promise.resolve(this.schedules.get(id)?.schedule),
      keepSchedule: (schedule) => writes.push(() => setSchedule(schedule.id, schedule)),
      removeSchedule: (id) => writes.push(() => this.schedules.has(id) && setSchedule(id, undefined)),
      cursors: () =>
        Promise.resolve([...new Map([...this.cursors, ...cursors]).values()].filter((each) => each !== undefined)),
      cursor: (id) => Promise.resolve(cursors.has(id) ? cursors.get(id) : this.cursors.get(id)),
      keepCursor: (cursor) => {
        cursors.set(cursor.schedule.id, cursor);
        writes.push(() => this.cursors.set(cursor.schedule.id, cursor));
      },
      dropCursor: (id) => {
        cursors.set(id, undefined);
        writes.push(() => this.cursors.delete(id));
      },
      lastCheck: () => Promise.resolve(this.lastCheck),
      keepLastCheck: (check) => writes.push(() => (this.lastCheck = check)),
      occurrence: (id) => Promise.resolve(occurrence(id)),
      occurrencesIn: (range) => {
        const ids = new Set([...this.#idsIn(range), ...occurrences.keys()]);
        const all = [...ids].flatMap((id) => occurrence(id) ?? []).filter((each) => isInRange(each, range));
        return Promise.resolve({ occurrences: all, newerIds: [] });
      },
      keep: (each) => {
        occurrences.set(each.id, each);
        writes.push(() => this.add(each));
      },
    };
  }
}

const revisionKey = ({ scheduleId, revision }: Pick<Occurrence, 'scheduleId' | 'revision'>): string =>
  `${scheduleId}/${String(revision)}/`;

/** Where it is, or would be, among these. */
function placeOf(id: string, ids: readonly string[]): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ids[middle]! < id) from = middle + 1;
    else to = middle;
  }
  return from;
}
