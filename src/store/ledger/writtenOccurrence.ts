import { CANCEL_REASONS, SKIPPED_BY, type Occurrence, type OccurrenceEnd } from '../../core/schedule/occurrence.ts';
import { EPOCH_MAX_MS, EPOCH_MIN_MS, isId, isOccurrenceId, REVISION_MAX } from '../../core/parse/limits.ts';
import { OFTEN_MS } from '../../core/schedule/pace.ts';
import { PROVENANCES } from '../../core/session/summary.ts';
import { RECORD_VERSION, type Stamped } from '../database/records.ts';

// The record of an occurrence exactly as it is written, told at a glance, as `writtenDigest.ts` does for digests: a ledger
// may have a hundred thousand, and a schema takes ten times as long to find that nothing is wrong.

type Fields = Record<string, unknown>;

const OFFSET_MAX_MIN = 1_440;
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max;
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isTime = (value: unknown): boolean => typeof value === 'number' && value >= EPOCH_MIN_MS && value <= EPOCH_MAX_MS;
const isRevision = (value: unknown): boolean => isWhole(value) && value >= 1 && value <= REVISION_MAX;
const isIdText = (value: unknown): boolean => typeof value === 'string' && isId(value);
const isKey = (value: unknown): boolean => typeof value === 'string' && isOccurrenceId(value);
const isTimeOrNull = (value: unknown): boolean => value === null || isTime(value);
const isKeyOrNull = (value: unknown): boolean => value === null || isKey(value);
const isOne = (known: readonly unknown[], value: unknown): boolean => known.includes(value);
const has = (fields: Fields, count: number): boolean => Object.keys(fields).length === count;

/** Yes: every field of it is right, and there is no other. No: it may still be one; `parseStamped` knows, and says why not. */
export function isWrittenOccurrence(record: unknown): record is Stamped<Occurrence> {
  if (!isFields(record) || !has(record, 5)) return false;
  const { v, revision, updatedAtEpochMs, deleted, value } = record;
  return (
    v === RECORD_VERSION &&
    isRevision(revision) &&
    isTime(updatedAtEpochMs) &&
    deleted === false &&
    isFields(value) &&
    isOccurrence(value)
  );
}

function isOccurrence(value: Fields): boolean {
  const { times, tried } = value;
  const known = 12 + Number('times' in value) + Number('tried' in value);
  return (
    has(value, known) &&
    isKey(value['id']) &&
    isIdText(value['scheduleId']) &&
    isRevision(value['revision']) &&
    isIdText(value['planId']) &&
    typeof value['planName'] === 'string' &&
    isText(value['localTime'], 19) &&
    LOCAL_TIME.test(value['localTime']) &&
    Number.isFinite(Date.parse(`${value['localTime']}Z`)) &&
    typeof value['offsetMin'] === 'number' &&
    Math.abs(value['offsetMin']) <= OFFSET_MAX_MIN &&
    isText(value['timeZone'], 64) &&
    isTime(value['fireAtEpochMs']) &&
    isKeyOrNull(value['movedFrom']) &&
    isTimeOrNull(value['readyAtEpochMs']) &&
    (times === undefined || (isWhole(times) && times >= 2 && times <= OFTEN_MS / 1000)) &&
    (tried === undefined || (isFields(tried) && isTry(tried))) &&
    (value['end'] === null || (isFields(value['end']) && isEnd(value['end'])))
  );
}

function isTry(tried: Fields): boolean {
  return has(tried, 2) && isIdText(tried['sessionId']) && isTime(tried['atEpochMs']);
}

function isEnd(end: Fields): boolean {
  if (!isTime(end['atEpochMs'])) return false;
  switch (end['status'] as OccurrenceEnd['status']) {
    case 'started':
      return (
        has(end, 4) &&
        isIdText(end['sessionId']) &&
        (end['provenance'] === null || isOne(PROVENANCES, end['provenance']))
      );
    case 'skipped':
      return has(end, 3) && isOne(SKIPPED_BY, end['by']);
    case 'missed':
      return has(end, 'leapt' in end ? 3 : 2) && (end['leapt'] === undefined || end['leapt'] === true);
    case 'moved':
      return has(end, 3) && isKey(end['to']);
    case 'cancelled':
      return has(end, 3) && isOne(CANCEL_REASONS, end['why']);
    default:
      return false;
  }
}
