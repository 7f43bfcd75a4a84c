import type { LastLook, Occurrence, Schedule, Standing } from '../core/schedule/ledger.ts';

/** The ledger, whoever keeps it. */
export interface Ledger {
  /**
   * One transaction: all of what `work` keeps, or nothing. Those of several threads follow one another. `work` awaits
   * nothing but its book.
   */
  change<T>(work: (book: Book) => Promise<T> | T): Promise<T>;
}

export interface Book {
  /** Every stored schedule, as far as can be said without reading it. */
  schedules(): Promise<readonly StoredSchedule[]>;
  /** None too where it was deleted, or cannot be read. */
  schedule(id: string): Promise<Schedule | undefined>;
  keepSchedule(schedule: Schedule): void;
  removeSchedule(id: string): void;
  /** Those that cannot be read are left out. */
  standings(): Promise<readonly Standing[]>;
  standing(scheduleId: string): Promise<Standing | undefined>;
  keepStanding(standing: Standing): void;
  dropStanding(scheduleId: string): void;
  lastLook(): Promise<LastLook | undefined>;
  keepLook(look: LastLook): void;
  /** None too where it cannot be read. */
  occurrence(id: string): Promise<Occurrence | undefined>;
  /** Every one at this local time, whatever its offset was. */
  occurrencesAt(time: Pick<Occurrence, 'scheduleId' | 'revision' | 'localTime'>): Promise<readonly Occurrence[]>;
  /** Every one of a schedule, of whatever revision. */
  occurrencesOf(scheduleId: string): Promise<readonly Occurrence[]>;
  keep(occurrence: Occurrence): void;
}

export interface StoredSchedule {
  id: string;
  /** Changes whenever the record does. */
  stamp: string;
  changedAtEpochMs: number;
  deleted: boolean;
  /** None where it cannot be read, as of one by a newer version: it is left alone. */
  read(): Schedule | undefined;
}
