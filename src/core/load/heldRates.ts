/** A rate held for less is a spike, or a strap that slips. */
const HELD_S = 10;
/** Over how long a resting heart rate is commonly measured. */
const CALM_S = 300;
/** Whoever is calm breathes, and little more: a heart that changes by more over those minutes is on its way up or down. */
const CALM_SPREAD_BPM = 15;

/** Rates of workouts are bytes. */
const RATES = 256;

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
  const brokenAt = new Set(breaks);
  // the seconds up to this one that are all near one another: each is added once and taken away once, however long the workout
  const near = new Uint16Array(RATES);
  let [fromS, sum, lowest, highest, calmest] = [0, 0, Infinity, 0, Infinity];
  for (let s = 0; s < bpms.length; s++) {
    const bpm = bpms[s] ?? 0;
    if (bpm === 0 || brokenAt.has(s)) {
      near.fill(0);
      [fromS, sum, lowest, highest] = [bpm === 0 ? s + 1 : s, 0, Infinity, 0];
      if (bpm === 0) continue;
    }
    near[bpm]!++;
    [sum, lowest, highest] = [sum + bpm, Math.min(lowest, bpm), Math.max(highest, bpm)];
    while (s - fromS >= CALM_S || highest - lowest > CALM_SPREAD_BPM) {
      const gone = bpms[fromS++] ?? 0;
      near[gone]!--;
      sum -= gone;
      // this second is among them, so that both end
      while (near[lowest] === 0) lowest++;
      while (near[highest] === 0) highest--;
    }
    if (s - fromS + 1 === CALM_S) calmest = Math.min(calmest, sum / CALM_S);
  }
  return Number.isFinite(calmest) ? calmest : null;
}
