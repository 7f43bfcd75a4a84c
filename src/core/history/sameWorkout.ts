/** From the first second of a workout to its last, pauses included. */
export interface Span {
  startMs: number;
  endMs: number;
}

/** Two clocks that recorded the same workout were started by the same hands, one after the other. */
export const BEGINS_WITHIN_MS = 120_000;
const OVERLAP_MIN = 0.8;

/**
 * Whether two recordings are probably of the same workout: they begin within two minutes, and share four fifths of the longer
 * one. Of the longer, so that a start that was given up is not taken for the workout that followed it.
 */
export function areProbablySame(a: Span, b: Span): boolean {
  if (Math.abs(a.startMs - b.startMs) > BEGINS_WITHIN_MS) return false;
  const longerMs = Math.max(a.endMs - a.startMs, b.endMs - b.startMs);
  const sharedMs = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
  return sharedMs >= OVERLAP_MIN * longerMs;
}
