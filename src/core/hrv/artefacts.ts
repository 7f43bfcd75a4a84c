// Which intervals are a heart's. An artefact is dropped, never made up: one interpolated moves the figures more.

/** What of the intervals so far the next one is held against. A break in the series begins with none of it. */
export interface BeatsBefore {
  /** The last interval, kept or not. */
  rawMs?: number | undefined;
  /** The last that were kept, at most five. */
  keptMs: readonly number[];
}

export const NO_BEATS: BeatsBefore = { keptMs: [] };

const RR_MIN_MS = 300;
const RR_MAX_MS = 2_000;
/** The faster a heart, the less it varies from beat to beat. */
const FAST = { bpm: 95, share: 0.05 };
const SLOW = { bpm: 80, share: 0.25 };
/** From the middle of the last few kept, twice as much, up to this. */
const MIDDLE_SHARE_MAX = 0.3;
const KEPT = 5;

/** Whether an interval is a heart's, and what the next one is held against. */
export function beatAfter(before: BeatsBefore, rrMs: number): [isKept: boolean, after: BeatsBefore] {
  const isKept = isHearts(before, rrMs);
  return [isKept, { rawMs: rrMs, keptMs: isKept ? [...before.keptMs, rrMs].slice(-KEPT) : before.keptMs }];
}

function isHearts({ rawMs, keptMs }: BeatsBefore, rrMs: number): boolean {
  if (!(rrMs >= RR_MIN_MS && rrMs <= RR_MAX_MS)) return false;
  if (rawMs === undefined) return true;
  const middleMs = keptMs.length === KEPT ? keptMs.toSorted((a, b) => a - b)[KEPT >> 1]! : undefined;
  // by the last raw interval: by the middle of those kept, one long row of artefacts would go on for ever
  const share = shareAt(60_000 / rawMs);
  if (Math.abs(rrMs - rawMs) > share * rawMs) return false;
  return middleMs === undefined || Math.abs(rrMs - middleMs) <= Math.min(MIDDLE_SHARE_MAX, 2 * share) * middleMs;
}

function shareAt(bpm: number): number {
  const part = Math.min(1, Math.max(0, (bpm - SLOW.bpm) / (FAST.bpm - SLOW.bpm)));
  return FAST.share + (1 - part) * (SLOW.share - FAST.share);
}
