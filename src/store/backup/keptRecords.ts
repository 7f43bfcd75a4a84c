import { isId, isOccurrenceId } from '../../core/parse/limits.ts';
import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import { readChunk, readDigest, readPlan, readSession, readSettings } from '../database/readers.ts';
import type { Stamped, StoreName } from '../database/records.ts';
import { isStrapId } from '../../core/records/strapDiaryRecord.ts';
import { readStrapDiary } from '../straps/strapDiaries.ts';
import { readAnnotation } from '../library/annotations.ts';
import { readOccurrence, readSchedule } from '../ledger/ledgerReaders.ts';

// Which records a backup has, in which order, and how each of them is read.

export interface Entry {
  store: string;
  key: unknown;
  value: unknown;
}

export type Entries = AsyncIterable<Parsed<Entry & { line: number }>>;

/** In the order of a file: digests say which sessions and annotations there are, sessions which samples. */
export const KEPT = [
  'digests',
  'sessions',
  'samples',
  'plans',
  'settings',
  'schedules',
  'occurrences',
  'straps',
  'annotations',
] as const;
export type Kept = Exclude<StoreName, 'checkpoint' | 'frames' | 'figures'>;
KEPT satisfies readonly Kept[];

/** Those whose stamps say which of two copies wins. A session and its samples go where their digest goes. */
export const STAMPED = ['digests', 'plans', 'settings', 'schedules', 'occurrences', 'straps', 'annotations'] as const;
export type StampedStore = (typeof STAMPED)[number];

/** One for each of these stores. */
export function perStore<T>(of: (store: StampedStore) => T): Record<StampedStore, T> {
  return Object.fromEntries(STAMPED.map((store) => [store, of(store)])) as Record<StampedStore, T>;
}

export function isStampedStore(store: Kept): store is StampedStore {
  return STAMPED.some((each) => each === store);
}

type Read = (key: unknown, value: unknown) => Parsed<unknown>;

/** How a record is read, here or in a file. */
export const READ: Record<Kept, Read> = {
  digests: byId(readDigest),
  sessions: byId(readSession),
  samples: (key, value) => {
    const known =
      Array.isArray(key) && key.length === 2 && isKey(key[0], isId) && Number.isSafeInteger(key[1]) && key[1] >= 0;
    const read = known ? readChunk(value) : bad('record.broken', {}, 'key');
    return read.ok && value instanceof Uint8Array ? good(value) : read; // an envelope stays one
  },
  plans: asStored(byId(readPlan)),
  settings: asStored((key, value) => (key === 'settings' ? readSettings(value) : bad('record.broken', {}, 'key'))),
  schedules: byId(readSchedule),
  occurrences: byId(readOccurrence, isOccurrenceId),
  straps: byId(readStrapDiary, isStrapId),
  annotations: asStored(byId(readAnnotation)),
};

function byId<T extends { id: string }>(
  read: (value: unknown) => Parsed<Stamped<T>>,
  is: (text: string) => boolean = isId,
): (key: unknown, value: unknown) => Parsed<Stamped<T>> {
  return (key, value) => {
    const parsed = isKey(key, is) ? read(value) : bad('record.broken', {}, 'key');
    const of = parsed.ok ? (parsed.value.value ?? parsed.value.removed) : undefined;
    return of && of.id !== key ? bad('record.broken', {}, 'id') : parsed;
  };
}

/**
 * Checked by its reader, and kept as it stands: what a later version wrote into it, which this one does not read, is
 * there again for the later one; what an earlier one wrote is migrated where it is read.
 */
function asStored(read: (key: unknown, value: unknown) => Parsed<Stamped<unknown>>): Read {
  return (key, value) => {
    const parsed = read(key, value);
    return parsed.ok && !parsed.value.deleted ? good(value) : parsed;
  };
}

function isKey(key: unknown, is: (text: string) => boolean): key is string {
  return typeof key === 'string' && is(key);
}

/** What the scheduler noted on this device: made anew on another. */
export function isNote(store: Kept, key: unknown): boolean {
  return store === 'occurrences' && Array.isArray(key);
}
