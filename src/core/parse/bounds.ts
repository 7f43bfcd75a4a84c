import * as v from 'valibot';
import { BPM_MAX, EPOCH_MAX_MS, EPOCH_MIN_MS, isId, isOccurrenceId, REVISION_MAX, SECONDS_MAX } from './limits.ts';

// The numbers and ids of stored records, as schemas. The bounds are wide: they keep out what would break a screen or
// win every merge, and refuse nobody's workout.

const between = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));
const whole = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));

export const epochMs = between(EPOCH_MIN_MS, EPOCH_MAX_MS);
/** East of UTC. No clock is a day away from it. */
export const offsetMin = between(-1_440, 1_440);
/** Whole seconds of a workout. */
export const seconds = whole(SECONDS_MAX);
/** Seconds added to a phase by hand, not yet rounded. */
export const addedS = between(-SECONDS_MAX, SECONDS_MAX);
export const count = whole(REVISION_MAX);
/** How long something took; a clock may be set from one end of what it can say to the other meanwhile. */
export const durationMs = between(0, EPOCH_MAX_MS - EPOCH_MIN_MS);
/** On the executor's clock, which may begin anywhere, and can be the time of day. */
export const clockMs = between(2 * EPOCH_MIN_MS, 2 * EPOCH_MAX_MS);
export const byMs = between(EPOCH_MIN_MS - EPOCH_MAX_MS, EPOCH_MAX_MS - EPOCH_MIN_MS);
export const bpm = between(0, BPM_MAX);
export const bpmSum = between(0, BPM_MAX * SECONDS_MAX);
export const bpmPerS = between(-BPM_MAX, BPM_MAX);
export const revision = v.pipe(whole(REVISION_MAX), v.minValue(1));

export const id = v.pipe(v.string(), v.check(isId, 'value.id'));
export const occurrenceKey = v.pipe(v.string(), v.check(isOccurrenceId, 'value.id'));
/** Where a name of a zone is not known, its offset is: a name is kept as it was written. */
export const timeZone = v.pipe(v.string(), v.maxLength(64));
