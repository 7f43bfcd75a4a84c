import { timeKey, type LastLook, type Occurrence, type Schedule, type Standing } from '../core/schedule/ledger.ts';
import type { Book, Ledger } from './book.ts';

/** A stored schedule, or what is left of a deleted one. */
export interface KeptSchedule {
  schedule: Schedule | undefined;
  changes: number;
  changedAtEpochMs: number;
}

/** A ledger that lives as long as its object. One change after another. */
export class MemoryLedger implements Ledger {
  readonly schedules = new Map<string, KeptSchedule>();
  readonly standings = new Map<string, Standing>();
  readonly occurrences = new Map<string, Occurrence>();
  lastLook: LastLook | undefined;
  /** How much was ever written. */
  writes = 0;
  readonly #byTime = new Map<string, Set<string>>();
  readonly #nowMs: () => number;
  #last: Promise<unknown> = Promise.resolve();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  change<T>(work: (book: Book) => Promise<T> | T): Promise<T> {
    const turn = this.#last.then(async () => {
      const writes: (() => void)[] = [];
      const result = await work(this.#book(writes));
      for (const write of writes) write();
      this.writes += writes.length;
      return result;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** An occurrence as it was kept elsewhere. */
  add(occurrence: Occurrence): void {
    this.occurrences.set(occurrence.id, occurrence);
    const key = timeKey(occurrence);
    this.#byTime.set(key, (this.#byTime.get(key) ?? new Set()).add(occurrence.id));
  }

  /** What was kept in this change already is read back in it. */
  #book(writes: (() => void)[]): Book {
    const standings = new Map<string, Standing | undefined>();
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
      standings: () =>
        Promise.resolve([...new Map([...this.standings, ...standings]).values()].filter((each) => each !== undefined)),
      standing: (id) => Promise.resolve(standings.has(id) ? standings.get(id) : this.standings.get(id)),
      keepStanding: (standing) => {
        standings.set(standing.schedule.id, standing);
        writes.push(() => this.standings.set(standing.schedule.id, standing));
      },
      dropStanding: (id) => {
        standings.set(id, undefined);
        writes.push(() => this.standings.delete(id));
      },
      lastLook: () => Promise.resolve(this.lastLook),
      keepLook: (look) => writes.push(() => (this.lastLook = look)),
      occurrence: (id) => Promise.resolve(occurrence(id)),
      occurrencesAt: (time) => {
        const key = timeKey(time);
        const ids = new Set(this.#byTime.get(key));
        for (const each of occurrences.values()) if (timeKey(each) === key) ids.add(each.id);
        return Promise.resolve([...ids].flatMap((id) => occurrence(id) ?? []));
      },
      occurrencesOf: (scheduleId) => {
        const all = [...new Map([...this.occurrences, ...occurrences]).values()];
        return Promise.resolve(all.filter((each) => each.scheduleId === scheduleId));
      },
      keep: (each) => {
        occurrences.set(each.id, each);
        writes.push(() => this.add(each));
      },
    };
  }
}
