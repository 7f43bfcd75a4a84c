import { offsetMsAt, remembered } from './localTime.ts';

export { isZone, localOf, offsetMsAt, remembered } from './localTime.ts';

/**
 * What clocks on the wall show, zone by zone, out of what Intl knows.
 *
 * A civil time is a local date and time written as if it were UTC: `localMs`. Where a clock jumps forward there is a gap
 * of civil times that never are; where it is set back, an overlap of civil times that are twice.
 */

/** A stretch in which a zone's offset does not change; at its start it may have come from another one. */
export interface Span {
  startMs: number;
  /** Exclusive. */
  endMs: number;
  offsetMs: number;
  /** The offset right before `startMs`: a smaller one left a gap, a larger one an overlap. */
  beforeMs: number;
}

interface Transition {
  atMs: number;
  beforeMs: number;
  afterMs: number;
}

const DAY_MS = 86_400_000;
const STEP_MS = 7 * DAY_MS; // no zone of this century kept an offset for less
const CHUNK_MS = 52 * STEP_MS;
const CHUNKS_MAX = 1024; // a few numbers each

/** When the clock shows this civil time: in an overlap the first time, in a gap later by the length of the gap. */
export function instantOf(localMs: number, timeZone: string): number {
  // No clock is a day and a half away from UTC, so the span of a time that exists is this one or one of the next.
  let span = spanAt(localMs - 1.5 * DAY_MS, timeZone);
  while (localMs >= span.endMs + span.offsetMs) {
    const next = spanAt(span.endMs, timeZone);
    if (localMs < next.startMs + next.offsetMs) break; // in the gap between the two: by the clock as it was
    span = next;
  }
  return localMs - span.offsetMs;
}

/** The stretch of constant offset around an instant. Where nothing changes for years, its ends are only as far as was looked. */
export function spanAt(epochMs: number, timeZone: string): Span {
  const chunk = Math.floor(epochMs / CHUNK_MS);
  let last: Transition | undefined;
  for (let each = chunk - 1; each <= chunk + 1; each++) {
    for (const transition of transitionsIn(each, timeZone)) {
      if (transition.atMs > epochMs) return spanBetween(last, transition, chunk);
      last = transition;
    }
  }
  if (last) return spanBetween(last, undefined, chunk);
  const offsetMs = offsetMsAt(epochMs, timeZone);
  return { startMs: (chunk - 1) * CHUNK_MS, endMs: (chunk + 2) * CHUNK_MS, offsetMs, beforeMs: offsetMs };
}

function spanBetween(from: Transition | undefined, to: Transition | undefined, chunk: number): Span {
  const offsetMs = from?.afterMs ?? to!.beforeMs;
  return {
    startMs: from?.atMs ?? (chunk - 1) * CHUNK_MS,
    endMs: to?.atMs ?? (chunk + 2) * CHUNK_MS,
    offsetMs,
    beforeMs: from?.beforeMs ?? offsetMs,
  };
}

const chunks = new Map<string, Transition[]>();

/** Every change of offset after the start of a chunk and up to its end. */
function transitionsIn(chunk: number, timeZone: string): Transition[] {
  return remembered(chunks, `${timeZone} ${String(chunk)}`, CHUNKS_MAX, () => {
    const found: Transition[] = [];
    const endMs = (chunk + 1) * CHUNK_MS;
    let beforeMs = offsetMsAt(chunk * CHUNK_MS, timeZone);
    for (let fromMs = chunk * CHUNK_MS; fromMs < endMs; fromMs += STEP_MS) {
      const toMs = fromMs + STEP_MS;
      const lastMs = offsetMsAt(toMs, timeZone);
      let sinceMs = fromMs;
      while (beforeMs !== lastMs) {
        const atMs = changeBetween(sinceMs, toMs, beforeMs, timeZone);
        const afterMs = offsetMsAt(atMs, timeZone);
        found.push({ atMs, beforeMs, afterMs });
        [sinceMs, beforeMs] = [atMs, afterMs];
      }
    }
    return found;
  });
}

/** The first whole second in (fromMs, toMs] with another offset. */
function changeBetween(fromMs: number, toMs: number, offsetMs: number, timeZone: string): number {
  let [beforeS, afterS] = [fromMs / 1000, toMs / 1000];
  while (afterS - beforeS > 1) {
    const middleS = Math.floor((beforeS + afterS) / 2);
    if (offsetMsAt(middleS * 1000, timeZone) === offsetMs) beforeS = middleS;
    else afterS = middleS;
  }
  return afterS * 1000;
}
