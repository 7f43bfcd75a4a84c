import type { Occurrence } from '../core/schedule/occurrence.ts';
import type { Schedule } from '../core/schedule/schedule.ts';
import type { KnownOccurrences } from '../core/schedule/occurrenceDraft.ts';
import type { LastCheck, ScheduleCursor } from '../core/schedule/scheduleCursor.ts';
import type { OccurrenceRange } from '../core/schedule/occurrenceRange.ts';

/** The ledger, whoever keeps it. */
export interface Ledger {
  /**
   * One transaction: all of what `work` keeps, or nothing. Those of several threads follow one another. `work` awaits
   * nothing but its transaction.
   */
  transact<T>(work: (transaction: LedgerTransaction) => Promise<T> | T): Promise<T>;
}

export interface LedgerTransaction {
  /** Every stored schedule, as far as can be said without reading it. */
  schedules(): Promise<readonly StoredSchedule[]>;
  /** None too where it was deleted, or cannot be read. */
  schedule(id: string): Promise<Schedule | undefined>;
  keepSchedule(schedule: Schedule): void;
  removeSchedule(id: string): void;
  /** Those that cannot be read are left out. */
  cursors(): Promise<readonly ScheduleCursor[]>;
  cursor(scheduleId: string): Promise<ScheduleCursor | undefined>;
  keepCursor(cursor: ScheduleCursor): void;
  dropCursor(scheduleId: string): void;
  lastCheck(): Promise<LastCheck | undefined>;
  keepLastCheck(check: LastCheck): void;
  /** None too where it cannot be read. */
  occurrence(id: string): Promise<Occurrence | undefined>;
  occurrencesIn(range: OccurrenceRange): Promise<KnownOccurrences>;
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
