import type { Occurrence } from '../../core/schedule/occurrence.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import { parseCursor, parseOccurrence, parseSchedule } from '../../core/schedule/ledgerRecord.ts';
import type { ScheduleCursor } from '../../core/schedule/scheduleCursor.ts';
import { good, type Parsed } from '../../core/parse/parsed.ts';
import { parseStamped } from '../database/readers.ts';
import { CURSOR_VERSION, type Stamped } from '../database/records.ts';
import { isWrittenOccurrence } from './writtenOccurrence.ts';

// How what is planned is read back: apart from what a workout needs.

export const readSchedule = (record: unknown): Parsed<Stamped<Schedule>> => parseStamped(record, parseSchedule);
export const readOccurrence = (record: unknown): Parsed<Stamped<Occurrence>> =>
  isWrittenOccurrence(record) ? good(record) : parseStamped(record, parseOccurrence);

/** None of another version's: it is made anew. */
export function readCursor(record: unknown): ScheduleCursor | undefined {
  if ((record as { v?: unknown } | null | undefined)?.v !== CURSOR_VERSION) return undefined;
  const read = parseCursor(record);
  return read.ok ? read.value : undefined;
}
