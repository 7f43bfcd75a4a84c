// How far what is stored may go: all that this app writes is within, and nothing beyond is believed. (`bounds.ts` has the schemas.)

/** 2200-01-01. A later time comes from a broken clock or a broken file, and no screen makes sense of it. */
export const EPOCH_MAX_MS = 7_258_118_400_000;
/** 1900-01-01: a clock that nobody has set says 1970, in whatever zone. */
export const EPOCH_MIN_MS = -2_208_988_800_000;

/** What a clock says, as far as a record can hold it. */
export function recordable(epochMs: number): number {
  return Math.min(Math.max(epochMs, EPOCH_MIN_MS), EPOCH_MAX_MS);
}

/** A leap year: no workout is longer. */
export const SECONDS_MAX = 31_622_400;
/** What a raw frame can say. */
export const BPM_MAX = 0xffff;
/** How often one record may have been changed: a counter never gets there, a hostile file does. */
export const REVISION_MAX = 1_000_000_000;

const ID = /^[\w-]{1,64}$/;

/** Whether it can be an id. One stands in keys, addresses and names of files, where none of them takes it for more than a name. */
export function isId(text: string): boolean {
  return ID.test(text);
}

const OCCURRENCE_ID = /^[\w-]{1,64}(\/[\w:+-]+){2,}$/;
const OCCURRENCE_ID_MAX = 128;

/** The same of a planned workout: its schedule, revision and time with slashes between. */
export function isOccurrenceId(text: string): boolean {
  return text.length <= OCCURRENCE_ID_MAX && OCCURRENCE_ID.test(text);
}
