/**
 * Whether every beat has come: the time that went by between frames is held against the intervals that they brought. The
 * intervals of a frame are of the beats before its arrival, so that the last beat is less than one interval ago, give or
 * take what radio and page are late.
 */
export interface BeatClock {
  /** When the last intervals came, on the executor's clock. */
  atMs: number;
  /** How long ago the last beat was by then, by this account. Too long, and not only for a moment: beats were lost. */
  lagMs: number;
  /** In how many seconds on end it has been too long. */
  lateS: number;
  /** By how much the intervals have been longer than the time they came in. Too much: some came twice. */
  surplusMs: number;
  /** The last interval. */
  rrMs: number;
  /** Seconds since the series began. In the first, what came may be of beats before a hole, and does not count. */
  forS: number;
}

/** What a second brought. */
export interface BeatsHeard {
  rrMs: readonly number[];
  /** When the last of them came. */
  rrAtMs: number | undefined;
  /** The end of the second. */
  atMs: number;
}

/** Frames come later than others by this much, without a beat lost; now and then one comes later still, and the next does not. */
const LATE_MS = 500;
const LATE_S = 3;
/** No frame is that late. */
const LOST_MS = 4_000;
/** Straps tell of this long an interval at most. */
const RR_MAX_MS = 2_000;
/** A strap that has brought no interval for longer begins anew, even if it were to bring all of them at once. */
const QUIET_MAX_MS = 10_000;
/** The first frame of a series may have been late, and stays the measure until a later one is less so. */
const SURPLUS_MAX_MS = 3_000;
/** No two clocks run alike: a fiftieth of the time that goes by is forgiven. */
const SURPLUS_FORGIVEN = 0.02;

/** After one more second; `undefined` while there is no series. One that was broken in this second is at `forS` 0. */
export function beatClockAfter(
  clock: BeatClock | undefined,
  { rrMs, rrAtMs, atMs }: BeatsHeard,
): BeatClock | undefined {
  const lastMs = rrMs.at(-1);
  if (lastMs === undefined || rrAtMs === undefined) {
    return clock && atMs - clock.atMs <= QUIET_MAX_MS ? { ...clock, forS: clock.forS + 1 } : undefined;
  }
  const anew: BeatClock = { atMs: rrAtMs, lagMs: 0, lateS: 0, surplusMs: 0, rrMs: lastMs, forS: 0 };
  if (!clock) return anew;

  const passedMs = Math.max(0, rrAtMs - clock.atMs);
  const lagMs = clock.lagMs + passedMs - rrMs.reduce((sum, ms) => sum + ms, 0);
  const lagMaxMs = Math.min(RR_MAX_MS, Math.max(clock.rrMs, ...rrMs)) + LATE_MS;
  // a beat cannot come before it has been
  const surplusMs = Math.max(0, clock.surplusMs - SURPLUS_FORGIVEN * passedMs) + Math.max(0, -lagMs);
  const lateS = lagMs > lagMaxMs ? clock.lateS + 1 : 0;
  if (lateS >= LATE_S || lagMs > LOST_MS || surplusMs > SURPLUS_MAX_MS) return anew;
  return { atMs: rrAtMs, lagMs: Math.max(0, lagMs), lateS, surplusMs, rrMs: lastMs, forS: clock.forS + 1 };
}
