// How well a filter does on recordings with injected faults.
import { deviationAfter, NO_DEVIATION } from '../../src/core/cues/deviation.ts';
import type { Band } from '../../src/core/plan/plan.ts';
import { withFaults, type Heard } from './faults.ts';
import type { Known, SecondFilter } from './filters.ts';

export interface FilterFigures {
  /** How far behind a heart that rises or falls by at least a bpm in 5 s. */
  lagS: number;
  /** Against the mean of nine seconds, of a heart that keeps its rate. */
  rmsAtRestBpm: number;
  spikesPassedPct: number;
  /** Told while the heart itself was in the band. */
  falseDeviationsPerH: number;
  /** Of those that lasted, not told in 30 s. */
  missedPct: number;
  /** Seconds of a lock on steps that would be decided on, more than 8 bpm off. */
  lockPassedPct: number;
  /** On recordings as they are. */
  falseDoubtsPerH: number;
}

/** Figures of one filter over all recordings, each with the faults of its own seed. */
export function figuresOf(
  filter: SecondFilter,
  recordings: readonly (readonly Heard[])[],
  seed: number,
): FilterFigures {
  const sums = {
    lag: [0, 0],
    rest: [0, 0],
    spikes: [0, 0],
    deviations: 0,
    missed: [0, 0],
    locks: [0, 0],
    doubts: 0,
    seconds: 0,
  } satisfies Record<string, number | [number, number]>;

  recordings.forEach((clean, i) => {
    const truth = smoothed(clean);
    const known = played(filter, clean);
    const spiked = withFaults(clean, seed + i, { locks: false });
    const withSpikes = played(filter, spiked.heard);
    const locked = withFaults(clean, seed + 1000 + i, { locks: true });
    const withLocks = played(filter, locked.heard);

    clean.forEach((_, s) => {
      const [true_, bpm] = [truth[s], known[s]?.bpm];
      if (true_ === undefined || bpm === undefined) return;
      sums.seconds++;
      if (known[s]!.doubted && !known[s - 1]?.doubted) sums.doubts++;
      const slope = slopeAt(truth, s);
      if (slope === undefined) return;
      if (Math.abs(slope) >= 0.2) add(sums.lag, (true_ - bpm) * slope, slope * slope);
      if (Math.abs(slope) < 0.05) add(sums.rest, (true_ - bpm) ** 2, 1);
    });
    for (const { fromS, toS } of spiked.spikes) {
      const passed = withSpikes.slice(fromS, toS + 3).some(({ bpm }, j) => off(bpm, known[fromS + j]?.bpm) > 5);
      add(sums.spikes, passed ? 1 : 0, 1);
    }
    const { falsely, missed, real } = deviations(withSpikes, truth);
    sums.deviations += falsely;
    add(sums.missed, missed, real);
    for (const { fromS, toS } of locked.locks) {
      for (let s = fromS; s < toS; s++) {
        if (truth[s] === undefined) continue;
        const passed = withLocks[s]!.sure && off(withLocks[s]!.bpm, truth[s]) > 8;
        add(sums.locks, passed ? 1 : 0, 1);
      }
    }
  });

  const hours = sums.seconds / 3600;
  return {
    lagS: ratio(sums.lag),
    rmsAtRestBpm: Math.sqrt(ratio(sums.rest)),
    spikesPassedPct: 100 * ratio(sums.spikes),
    falseDeviationsPerH: sums.deviations / hours,
    missedPct: 100 * ratio(sums.missed),
    lockPassedPct: 100 * ratio(sums.locks),
    falseDoubtsPerH: sums.doubts / hours,
  };
}

function played(filter: SecondFilter, heard: readonly Heard[]): Known[] {
  const step = filter.start();
  return heard.map((second) => step(second));
}

/** What the heart did: the mean of nine seconds around each, where most of them had a reading. */
function smoothed(clean: readonly Heard[]): (number | undefined)[] {
  return clean.map((_, s) => {
    const around = clean.slice(Math.max(0, s - 4), s + 5).flatMap(({ bpm }) => (bpm === undefined ? [] : [bpm]));
    return around.length >= 7 ? around.reduce((sum, bpm) => sum + bpm, 0) / around.length : undefined;
  });
}

/** Over 20 s around it, where there is no hole. */
function slopeAt(truth: readonly (number | undefined)[], s: number): number | undefined {
  const span = truth.slice(Math.max(0, s - 10), s + 11);
  const [first, last] = [span[0], span[20]];
  return first === undefined || last === undefined || span.includes(undefined) ? undefined : (last - first) / 20;
}

const BAND_S = 300;
const BAND_HALF_BPM = 9;
/** A heart this far inside is in the band, and this far outside it is not. */
const MARGIN_BPM = 2;
const REAL_S = 10;
const TOLD_WITHIN_S = 30;

/** Bands of five minutes around what the heart mostly did: what was told, and what should have been. */
function deviations(known: readonly Known[], truth: readonly (number | undefined)[]) {
  let [falsely, missed, real] = [0, 0, 0];
  for (let fromS = 0; fromS + BAND_S <= known.length; fromS += BAND_S) {
    const here = truth.slice(fromS, fromS + BAND_S);
    const rates = here.flatMap((bpm) => bpm ?? []).sort((a, b) => a - b);
    const middle = Math.round(rates[rates.length >> 1] ?? 0);
    if (rates.length < BAND_S / 2) continue;
    const band: Band = { lowBpm: middle - BAND_HALF_BPM, highBpm: middle + BAND_HALF_BPM };
    const told = toldIn(known.slice(fromS, fromS + BAND_S), band);
    const outside = here.map((bpm) => bpm !== undefined && Math.abs(bpm - middle) > BAND_HALF_BPM + MARGIN_BPM);

    told.forEach((isTold, s) => {
      const near = here.slice(Math.max(0, s - 5), s + 1);
      const inside = near.every((bpm) => bpm !== undefined && Math.abs(bpm - middle) <= BAND_HALF_BPM - MARGIN_BPM);
      if (isTold && !told[s - 1] && inside) falsely++;
    });
    for (let s = 0; s + TOLD_WITHIN_S <= BAND_S; s++) {
      if (!outside[s] || outside[s - 1] || !outside.slice(s, s + REAL_S).every(Boolean)) continue;
      real++;
      if (!told.slice(s, s + TOLD_WITHIN_S).some(Boolean)) missed++;
    }
  }
  return { falsely, missed, real };
}

/** Whether a deviation is told in each second. */
function toldIn(known: readonly Known[], band: Band): boolean[] {
  let deviation = NO_DEVIATION;
  return known.map(({ bpm, sure, doubted }) => {
    const steady = bpm === undefined || doubted ? undefined : Math.round(bpm);
    deviation = deviationAfter(deviation, band, steady, sure);
    return deviation.told === 'low' || deviation.told === 'high';
  });
}

function off(a: number | undefined, b: number | undefined): number {
  return a === undefined || b === undefined ? 0 : Math.abs(a - b);
}

function add(sum: number[], part: number, whole: number): void {
  sum[0]! += part;
  sum[1]! += whole;
}

function ratio([part = 0, whole = 0]: readonly number[]): number {
  return whole === 0 ? 0 : part / whole;
}

/** At most so much of each. */
export const FILTER_BARS: Partial<FilterFigures> = {
  lagS: 1.5,
  spikesPassedPct: 2,
  falseDeviationsPerH: 0.3,
  lockPassedPct: 30,
  falseDoubtsPerH: 0.5,
};
