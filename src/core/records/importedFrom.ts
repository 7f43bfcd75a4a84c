import { uuidOf } from '../parse/uuidOf.ts';

/** Formats in which a workout comes from another program; our own JSON brings one back as it was. */
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
export const IMPORT_FORMATS = ['fit', 'tcx', 'gpx', 'csv'] as const;

/** Where a workout comes from that was recorded elsewhere. */
export interface ImportedFrom {
  format: ImportFormat;
  /** The device or the program, as the file says it. */
  source: string | null;
  /** As the person chose it, where it had a name. */
  fileName?: string | undefined;
}

/** UTF-16 units of each of its texts: no device has a longer name, and most systems no longer file. */
export const IMPORTED_TEXT_MAX = 255;

/**
 * The identity of a workout that was recorded elsewhere: a file that is read again, here or on another device, is the same
 * workout. `start`: the second of 1970 in which it began, or what else tells it from all others where no time is known.
 */
export const importedId = (start: number | string, source: string | null): string =>
  uuidOf('imported', String(start), source ?? '');

/** Of the plan that it was by its laps: it is nobody's but that workout's. */
export const importedPlanId = (workoutId: string): string => uuidOf('importedPlan', workoutId);
