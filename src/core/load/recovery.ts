import type { Profile } from '../athlete/hrZones.ts';
import { isBroken } from './clockBreaks.ts';

// How far a heart falls in the first minute after an effort (Cole et al. 1999, doi 10.1056/NEJM199910283411804).

/** From the end of the effort, in seconds. */
export const AFTER_S = 60;
/** So long the heart must have been at work, above this share of its maximum. */
const HARD_S = 120;
export const HARD_PCT = 70;
/** A heart that comes down by less from a peak goes on working: a wave, no end of an effort. */
const FALL_BPM = 10;

/** A fall by less may be a stretch downhill or a slower lap: it shows no rest. */
const REST_FALL_BPM = 10;
/** A heart that has risen by more since it was lowest is at work again. */
const REST_RISE_BPM = 5;
/** Where no plan says so, an effort reached this share of maximum. */
const EFFORT_PCT = 80;
/** And rest is a fall by this share of what lies between the effort and the resting heart rate: jogging on falls by less. */
const REST_SHARE = 0.25;

/** A heart rate by second, with what is known of its seconds. */
export interface HeartSeconds {
  /** One a second, 0 where there is none. */
  bpms: ArrayLike<number>;
  /** Seconds before which time went by that is not among these. */
  breaks?: readonly number[];
  /** Whether a second has a reading of its own, where `bpms` goes on over short holes; unless given, where it has a rate. */
  isHeard?: (s: number) => boolean;
}

/**
 * HRR60: by how many bpm the heart fell in the minute after second `endS`, the last of an effort. The median of that second and
 * the two before, less the median of the five around a minute later. `null` where any of these seconds is missing, where the
 * clock stood still in between, and where the heart was not above 70 % of maximum for the two minutes before.
 */
export function hrr60At(heart: HeartSeconds, endS: number, bpmMax: number): number | null {
  const { bpms, breaks = [], isHeard = (s) => (bpms[s] ?? 0) > 0 } = heart;
  if (!wasHard(bpms, endS, bpmMax)) return null;
  if (isBroken(breaks, endS - 2, endS + AFTER_S + 2)) return null;
  const needed = [...beforeS(endS), ...afterS(endS)];
  if (!needed.every((s) => s >= 0 && s < bpms.length && isHeard(s))) return null;
  return beforeBpm(bpms, endS) - afterBpm(bpms, endS);
}

const beforeS = (endS: number): number[] => [-2, -1, 0].map((by) => endS + by);
const afterS = (endS: number): number[] => [-2, -1, 0, 1, 2].map((by) => endS + AFTER_S + by);
const beforeBpm = (bpms: ArrayLike<number>, endS: number): number => medianAt(bpms, beforeS(endS));
const afterBpm = (bpms: ArrayLike<number>, endS: number): number => medianAt(bpms, afterS(endS));

/**
 * The same, where the minute was rest: the heart fell by 10 bpm or more, and had not begun to rise again. The fall of somebody who
 * goes on working is no recovery, and would be read as a very poor one.
 */
export function restedHrr60At(heart: HeartSeconds, endS: number, bpmMax: number): number | null {
  const fallBpm = hrr60At(heart, endS, bpmMax);
  if (fallBpm === null || fallBpm < REST_FALL_BPM) return null;
  const minute = Array.from({ length: AFTER_S }, (_, i) => heart.bpms[endS + 1 + i] ?? 0).filter((bpm) => bpm > 0);
  return afterBpm(heart.bpms, endS) - Math.min(...minute) > REST_RISE_BPM ? null : fallBpm;
}

/**
 * The best recovery of a workout of which no plan says where an effort ended, as of one that was imported: after peaks of 80 % of
 * maximum or more, where the heart came down by a quarter of the way to its resting rate or more. `null` where none is as clear:
 * the waves of a steady run are no recoveries.
 */
export function clearHrr60(
  heart: HeartSeconds,
  { bpmMax, bpmResting }: Pick<Profile, 'bpmMax' | 'bpmResting'>,
): number | null {
  const clear = peaksOf(heart.bpms).map((endS) => {
    const peakBpm = beforeBpm(heart.bpms, endS);
    if (peakBpm * 100 < EFFORT_PCT * bpmMax) return null;
    const fallBpm = restedHrr60At(heart, endS, bpmMax);
    return fallBpm !== null && fallBpm >= REST_SHARE * (peakBpm - bpmResting) ? fallBpm : null;
  });
  return bestOf(clear);
}

/**
 * The best recovery of a heart of which nothing is known but its rates: after each peak from which it came down, the last
 * second at its highest.
 */
export function bestHrr60(heart: HeartSeconds, bpmMax: number): number | null {
  const recoveries = peaksOf(heart.bpms).map((endS) => hrr60At(heart, endS, bpmMax));
  return bestOf(recoveries);
}

/** The highest of those there are. */
export function bestOf(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((best, each) => (each === null ? best : Math.max(best ?? each, each)), null);
}

function wasHard(bpms: ArrayLike<number>, endS: number, bpmMax: number): boolean {
  if (endS < HARD_S - 1) return false;
  for (let s = endS - HARD_S + 1; s <= endS; s++) if ((bpms[s] ?? 0) * 100 <= HARD_PCT * bpmMax) return false;
  return true;
}

/** Where a heart turned: the last second at its highest before it came down by FALL_BPM, and once more each time it had risen by as much. */
function peaksOf(bpms: ArrayLike<number>): number[] {
  const peaks: number[] = [];
  let [peakS, lowBpm, falls] = [-1, 0, false];
  for (let s = 0; s < bpms.length; s++) {
    const bpm = bpms[s] ?? 0;
    if (bpm === 0) continue;
    const peakBpm = bpms[peakS] ?? 0;
    if (falls) {
      lowBpm = Math.min(lowBpm, bpm);
      if (bpm >= lowBpm + FALL_BPM) [peakS, falls] = [s, false];
    } else if (bpm >= peakBpm) peakS = s;
    else if (bpm <= peakBpm - FALL_BPM) {
      peaks.push(peakS);
      [lowBpm, falls] = [bpm, true];
    }
  }
  return peaks;
}

function medianAt(bpms: ArrayLike<number>, seconds: readonly number[]): number {
  return seconds.map((s) => bpms[s] ?? 0).sort((a, b) => a - b)[seconds.length >> 1]!;
}
