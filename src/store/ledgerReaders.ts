import type { Occurrence, Schedule } from '../core/ledger.ts';
import { parseOccurrence, parseSchedule } from '../core/ledgerRecord.ts';
import type { Parsed } from '../core/parsed.ts';
import { parseStamped } from './readers.ts';
import type { Stamped } from './records.ts';

// How what is planned is read back: apart from what a workout needs.

export const readSchedule = (record: unknown): Parsed<Stamped<Schedule>> => parseStamped(record, parseSchedule);
export const readOccurrence = (record: unknown): Parsed<Stamped<Occurrence>> => parseStamped(record, parseOccurrence);

export { parseStanding } from '../core/ledgerRecord.ts';
