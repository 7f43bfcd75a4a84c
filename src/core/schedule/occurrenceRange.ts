import type { Occurrence } from './occurrence.ts';

/** Every occurrence of a schedule; or those of one revision from a local time on. */
export type OccurrenceRange = { scheduleId: string } | { scheduleId: string; revision: number; fromLocalTime: string };

export function isInRange(occurrence: Occurrence, range: OccurrenceRange): boolean {
  if (occurrence.scheduleId !== range.scheduleId) return false;
  if (!('revision' in range)) return true;
  return occurrence.revision === range.revision && occurrence.localTime >= range.fromLocalTime;
}
