import { isBroken } from './clockBreaks.ts';

/** A rate held for less is a spike, or a strap that slips. */
const HELD_S = 10;
/** Over how long a resting heart rate is commonly measured. */
const CALM_S = 300;
/** Whoever is calm breathes, and little more: a heart that changes by more over those minutes is on its way up or down. */
const CALM_SPREAD_BPM = 15;

/**
 * The highest rate that a heart kept up for 10 s on end, bpm: the lowest of the ten seconds, highest over the workout. `bpms`:
 * one a second, 0 where there is none to be trusted. `null` where no ten seconds on end can be.
 */
export function heldMaxBpm(bpms: ArrayLike<number>): number | null {
  let highest = 0;
  for (let toS = HELD_S; toS <= bpms.length; toS++) {
    let lowest = Infinity;
    for (let s = toS - HELD_S; s < toS; s++) lowest = Math.min(lowest, bpms[s] ?? 0);
    highest = Math.max(highest, lowest);
  }
  return highest === 0 ? null : highest;
}

/**
 * The lowest mean over five minutes in which the person was calm, bpm: every second is trusted, none is more than 15 bpm from
 * any other, and no pause lies between. `null` where there are no such minutes.
 */
export function calmBpm(bpms: ArrayLike<number>, breaks: readonly number[] = []): number | null {
  let calmest = Infinity;
  for (let toS = CALM_S; toS <= bpms.length; toS++) {
    const fromS = toS - CALM_S;
    // most windows of a workout end here: neither end of a calm one is absent or far from the other
    if (!bpms[fromS] || !bpms[toS - 1] || Math.abs(bpms[fromS] - bpms[toS - 1]!) > CALM_SPREAD_BPM) continue;
    let [sum, lowest, highest] = [0, Infinity, 0];
    for (let s = fromS; s < toS && lowest > 0 && highest - lowest <= CALM_SPREAD_BPM; s++) {
      const bpm = bpms[s] ?? 0;
      [sum, lowest, highest] = [sum + bpm, Math.min(lowest, bpm), Math.max(highest, bpm)];
    }
    if (lowest === 0 || highest - lowest > CALM_SPREAD_BPM || isBroken(breaks, fromS, toS - 1)) continue;
    calmest = Math.min(calmest, sum / CALM_S);
  }
  return Number.isFinite(calmest) ? calmest : null;
}
