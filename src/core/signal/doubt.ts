import type { Verdict } from './slopeFilter.ts';

/**
 * Why a heart rate is not to be trusted, as far as can be told from outside. In doubt the number stays on the screen,
 * marked; nothing is cued, no deviation is told and no phase ends by heart rate. The first of this list is what is said.
 *
 * `contact` the strap says that it has no skin. `leap` the rate is another one than a heart could have come to.
 * `rise` it rose faster than hearts do: as when the strap counts steps. `rr` its beat-to-beat intervals say another rate.
 * `flat` it has stood still, and the intervals with it. `spikes` many readings were ignored.
 */
export const DOUBT_REASONS = ['contact', 'leap', 'rise', 'rr', 'flat', 'spikes'] as const;
export type DoubtReason = (typeof DOUBT_REASONS)[number];

export interface Doubt {
  reason: DoubtReason;
  /** Seconds since it began. */
  forS: number;
  /** For how many more seconds, though nothing speaks for it any more. */
  leftS: number;
}

/** What speaks for and against the strap, of as many seconds as are looked at. */
export interface Evidence {
  doubts: readonly Doubt[];
  /** What does not move, for how many seconds it has not, and in how many readings. */
  still: { bpm: number; rrMs?: number | undefined; forS: number; readings: number };
  /** The last intervals, how long ago the last one came, and for how many seconds they have said another rate. */
  rr: { lastMs: readonly number[]; agoS: number; otherS: number };
  /** The readings of the last seconds, the last of them last. */
  recent: readonly { bpm: number; agoS: number }[];
  /** How many seconds ago readings were ignored, the last of them last. */
  ignoredAgoS: readonly number[];
}

export const NO_EVIDENCE: Evidence = {
  doubts: [],
  still: { bpm: 0, forS: 0, readings: 0 },
  rr: { lastMs: [], agoS: 0, otherS: 0 },
  recent: [],
  ignoredAgoS: [],
};

/** What a second brought that trust depends on. */
export interface SecondHeard {
  /** Its last good reading, raw, and what the filter made of it. */
  bpm: number | undefined;
  verdict: Verdict;
  rrMs: readonly number[];
  /** The strap is there and speaks of a heart; else nothing can stand still. */
  live: boolean;
  contactLost: boolean;
}

/** How long a doubt outlasts its reason: a lock on steps looks like a heart again after seconds. */
const OUTLASTS_S: Record<DoubtReason, number> = { contact: 0, leap: 60, rise: 60, rr: 0, flat: 0, spikes: 0 };

const RISE_BPM = 18;
const RISE_S = 4;
/** What goes further in one step does not rise, but leap, and is ignored. */
const RISE_STEP_MAX_BPM = 12;
const FLAT_S = 40;
/** A strap that speaks seldom, and tells a mean, may well say the same a few times. */
const FLAT_READINGS = 30;
/** Intervals are compared by the middle of the last few, as long as they come. */
const RR_LAST = 9;
const RR_FRESH_S = 3;
const RR_OTHER = 0.15;
const RR_OTHER_S = 10;
/** This many ignored readings, in this many seconds. */
const SPIKES = 3;
const SPIKES_S = 20;

/** What is known after one more second. */
export function evidenceAfter(before: Evidence, second: SecondHeard): Evidence {
  const evidence: Evidence = {
    doubts: before.doubts,
    still: stillAfter(before.still, second),
    rr: rrAfter(before.rr, second),
    recent: recentAfter(before.recent, second.bpm),
    ignoredAgoS: ignoredAfter(before.ignoredAgoS, second.verdict),
  };
  return { ...evidence, doubts: doubtsAfter(evidence, second) };
}

function doubtsAfter({ doubts, still, rr, recent, ignoredAgoS }: Evidence, second: SecondHeard): readonly Doubt[] {
  const isSo: Record<DoubtReason, boolean> = {
    contact: second.contactLost,
    leap: second.verdict === 'seeded',
    rise: riseBpm(recent) > RISE_BPM,
    rr: rr.otherS >= RR_OTHER_S,
    flat: still.forS >= FLAT_S && still.readings >= FLAT_READINGS,
    spikes: ignoredAgoS.length >= SPIKES,
  };
  return DOUBT_REASONS.flatMap((reason) => {
    const { forS = -1, leftS = 0 } = doubts.find((doubt) => doubt.reason === reason) ?? {};
    if (isSo[reason]) return [{ reason, forS: forS + 1, leftS: OUTLASTS_S[reason] }];
    return leftS > 0 ? [{ reason, forS: forS + 1, leftS: leftS - 1 }] : [];
  });
}

function recentAfter(recent: Evidence['recent'], bpm: number | undefined): Evidence['recent'] {
  const older = recent.flatMap(({ bpm, agoS }) => (agoS < RISE_S ? [{ bpm, agoS: agoS + 1 }] : []));
  return bpm === undefined ? older : [...older, { bpm, agoS: 0 }];
}

/** By how much readings have climbed, each above the one before. */
function riseBpm(recent: Evidence['recent']): number {
  let riseBpm = 0;
  for (let i = recent.length - 1; i > 0; i--) {
    const stepBpm = recent[i]!.bpm - recent[i - 1]!.bpm;
    if (stepBpm <= 0 || stepBpm > RISE_STEP_MAX_BPM) break;
    riseBpm += stepBpm;
  }
  return riseBpm;
}

/** An interval that is another than the last shows that a heart is beating, whatever the rate. */
function stillAfter(still: Evidence['still'], { bpm, rrMs, live }: SecondHeard): Evidence['still'] {
  if (!live) return NO_EVIDENCE.still;
  const moved = (bpm !== undefined && bpm !== still.bpm) || rrMs.some((ms) => ms !== (still.rrMs ?? rrMs[0]));
  const since = moved ? { bpm: bpm ?? still.bpm, forS: -1, readings: 0 } : still;
  return {
    bpm: since.bpm,
    rrMs: rrMs.at(-1) ?? still.rrMs,
    forS: since.forS + 1,
    readings: since.readings + (bpm === undefined ? 0 : 1),
  };
}

function rrAfter(rr: Evidence['rr'], { bpm, rrMs, live }: SecondHeard): Evidence['rr'] {
  if (!live) return NO_EVIDENCE.rr;
  const agoS = rrMs.length > 0 ? 0 : rr.agoS + 1;
  if (agoS > RR_FRESH_S) return NO_EVIDENCE.rr;
  const lastMs = [...rr.lastMs, ...rrMs].slice(-RR_LAST);
  const middleMs = lastMs.toSorted((a, b) => a - b)[lastMs.length >> 1];
  if (bpm === undefined || middleMs === undefined || middleMs <= 0) return { lastMs, agoS, otherS: rr.otherS };
  const other = Math.abs(60_000 / middleMs / bpm - 1) > RR_OTHER;
  return { lastMs, agoS, otherS: other ? rr.otherS + 1 : 0 };
}

function ignoredAfter(ago: readonly number[], verdict: Verdict): readonly number[] {
  if (verdict === 'seeded' || verdict === 'corrected') return [];
  const older = ago.map((s) => s + 1).filter((s) => s < SPIKES_S);
  return verdict === 'ignored' ? [...older, 0].slice(-SPIKES) : older;
}
