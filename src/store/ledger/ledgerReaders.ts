import type { Occurrence, Schedule, Standing } from '../../core/schedule/ledger.ts';
import { parseOccurrence, parseSchedule, parseStanding } from '../../core/schedule/ledgerRecord.ts';
import { good, type Parsed } from '../../core/parse/parsed.ts';
import { parseStamped } from '../database/readers.ts';
import { STANDING_VERSION, type Stamped } from '../database/records.ts';
import { isWrittenOccurrence } from './writtenOccurrence.ts';

// How what is planned is read back: apart from what a workout needs.

export const readSchedule = (record: unknown): Parsed<Stamped<Schedule>> => parseStamped(record, parseSchedule);
export const readOccurrence = (record: unknown): Parsed<Stamped<Occurrence>> =>
  isWrittenOccurrence(record) ? good(record) : parseStamped(record, parseOccurrence);

/** None of another version's: it is made anew. */
export function readStanding(record: unknown): Standing | undefined {
  if ((record as { v?: unknown } | null | undefined)?.v !== STANDING_VERSION) return undefined;
  const read = parseStanding(record);
  return read.ok ? read.value : undefined;
}
