import type { CueWhy } from './notice.ts';
import { sideOf, type Band, type Side } from './plan.ts';
import { slopeBpmPerS, steadyBpm, type Signal } from './signal.ts';

/**
 * How quickly a heart follows effort: time constant of a first-order response, in seconds.
 * Hunt et al. 2015 (treadmill): 57.6 ± 23.6 s.
 */
const TAU_S = 58;

/** Where the heart is heading if the effort stays as it is: rate + slope × τ, kept within what a heart can do. */
export function projectedBpm(signal: Signal, tauS = TAU_S): number | undefined {
  const bpm = steadyBpm(signal);
  if (bpm === undefined) return undefined;
  return Math.min(220, Math.max(30, bpm + slopeBpmPerS(signal) * tauS));
}

/** Seconds outside on one side before it is told. */
const DEVIATION_S = 5;

/** Zone deviation: what has been told, and how many seconds on end have been on a side that has not. */
export interface Deviation {
  told: Side | 'none';
  side: Side | 'none';
  runS: number;
}

export const NO_DEVIATION: Deviation = { told: 'none', side: 'none', runS: 0 };

/**
 * After one more second at `bpm` (none: nothing fresh to judge). Outside is told after DEVIATION_S seconds on end,
 * inside at once.
 */
export function deviationAfter(deviation: Deviation, band: Band | undefined, bpm: number | undefined): Deviation {
  if (!band || bpm === undefined) return NO_DEVIATION;
  const side = sideOf(band, bpm);
  const runS = side === deviation.side ? deviation.runS + 1 : 1;
  const told = side === 'in' || runS >= DEVIATION_S ? side : deviation.told;
  return { told, side, runS };
}

/** When to speak up. State for one phase; seconds are elapsed seconds of the workout. */
export interface CueState {
  side: Side | 'none';
  runS: number;
  lastAtS?: number | undefined;
}

export const NO_CUE: CueState = { side: 'none', runS: 0 };

/** A heart needs this long to answer a new phase; nobody is told off before. */
const GRACE_S = 30;
const BETWEEN_CUES_S = 30;

/**
 * After one more second: the cue state, and the cue itself when it is time. A cue is a decision on top of the
 * deviation: the rate *and* where it is heading must both be outside on the same side for DEVIATION_S seconds.
 */
export function cueAfter(
  cue: CueState,
  at: { elapsedS: number; phaseS: number; band: Band | undefined; signal: Signal },
): [CueState, ({ side: 'low' | 'high'; why: CueWhy } | undefined)?] {
  const bpm = steadyBpm(at.signal);
  if (!at.band || bpm === undefined) return [{ ...cue, side: 'none', runS: 0 }];

  // Who is inside is not on the way to a cue, wherever the heart is heading.
  const now = sideOf(at.band, bpm);
  const projected = now === 'in' ? bpm : (projectedBpm(at.signal) ?? bpm);
  const side = now === sideOf(at.band, Math.round(projected)) ? now : 'in';
  const runS = side === cue.side ? cue.runS + 1 : 1;
  const quietS = cue.lastAtS === undefined ? Infinity : at.elapsedS - cue.lastAtS;
  const due = side !== 'in' && runS >= DEVIATION_S && at.phaseS >= GRACE_S && quietS >= BETWEEN_CUES_S;
  if (!due) return [{ ...cue, side, runS }];
  const why = { bpm, slopeBpmPerS: slopeBpmPerS(at.signal), projectedBpm: projected, tauS: TAU_S, band: at.band };
  return [
    { side, runS, lastAtS: at.elapsedS },
    { side, why },
  ];
}

/**
 * The one line under the number, as data: the catalogue has the words. `by` is how many bpm are missing or too many.
 */
export type Guidance =
  | { type: 'noStrap' }
  | { type: 'noSignal'; forS: number }
  | { type: 'open' }
  /** What is asked for lies above the maximum. */
  | { type: 'aboveMax' }
  | { type: 'in' }
  | { type: 'rising' | 'falling' }
  | { type: 'push' | 'ease'; by: number };

/** What to tell someone who looks now. Someone on the way into the band is on track, and told so. */
export function guidanceOf(signal: Signal, band: Band | undefined): Guidance {
  if (signal.status === 'none' || signal.bpm === undefined) return { type: 'noStrap' };
  if (signal.status !== 'live') return { type: 'noSignal', forS: Math.floor(signal.ageMs / 1000) };
  if (!band) return { type: 'open' };
  const side = sideOf(band, signal.bpm);
  if (side === 'in') return { type: 'in' };
  const projected = Math.round(projectedBpm(signal) ?? signal.bpm);
  if (side === 'low') {
    return projected >= band.lowBpm ? { type: 'rising' } : { type: 'push', by: band.lowBpm - signal.bpm };
  }
  const highBpm = band.highBpm ?? signal.bpm;
  return projected <= highBpm ? { type: 'falling' } : { type: 'ease', by: signal.bpm - highBpm };
}
