import { BPM_MAX, EPOCH_MAX_MS, EPOCH_MIN_MS, isId, REVISION_MAX, SECONDS_MAX } from '../../core/parse/limits.ts';
import { RECORD_VERSION } from './records.ts';

// Records exactly as they are written, told at a glance: what a schema would say of them in three times the time. Yes: every
// field is right, and there is no other. No: it may still be one, and the schema knows, and says why not.

export type Is = (value: unknown) => boolean;

export const between =
  (least: number, most: number): Is =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;
export const wholeUpTo =
  (most: number): Is =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
const epochMs = between(EPOCH_MIN_MS, EPOCH_MAX_MS);
export const seconds = wholeUpTo(SECONDS_MAX);
export const count = wholeUpTo(REVISION_MAX);
export const bpm = between(0, BPM_MAX);
export const orNull =
  (is: Is): Is =>
  (value) =>
    value === null || is(value);
export const id: Is = (value) => typeof value === 'string' && isId(value);
export const oneOf =
  (known: readonly unknown[]): Is =>
  (value) =>
    known.includes(value);
export const text =
  (most = Infinity): Is =>
  (value) =>
    typeof value === 'string' && value.length <= most;
export const list =
  (is: Is, most: number, least = 0): Is =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.findIndex((each) => !is(each)) < 0;

/** These fields and no others. `optional`: fields that may be left out. */
export function record(fields: Record<string, Is>, optional: Record<string, Is> = {}): Is {
  const all = Object.entries(fields);
  const more = Object.entries(optional);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const record = value as Record<string, unknown>;
    const there = more.filter(([name]) => name in record);
    return (
      Object.keys(value).length === all.length + there.length &&
      all.every(([name, is]) => is(record[name])) &&
      there.every(([name, is]) => is(record[name]))
    );
  };
}

/** A whole record around a value that is one of these. */
export const stampedRecord = (value: Is): Is =>
  record({
    v: oneOf([RECORD_VERSION]),
    revision: (each) => count(each) && each !== 0,
    updatedAtEpochMs: epochMs,
    deleted: oneOf([false]),
    value,
  });

export const moment = record({ epochMs, timeZone: text(64), offsetMin: between(-1_440, 1_440) });
