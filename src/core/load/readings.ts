import { secondsIn, type RateSeconds } from './rateHistogram.ts';
import type { HeartSeconds } from './recovery.ts';

/** A heart rate at a time, in seconds. */
export interface Reading {
  s: number;
  bpm: number;
}

/** Heart rates as they come: readings in any order, pairs of seconds and bpm, or bpm by second, 0 where there is none. */
export type HeartSamples =
  | readonly Reading[]
  | readonly { seconds: number; bpm: number }[]
  | readonly (readonly [seconds: number, bpm: number])[]
  | readonly number[]
  | Uint8Array;

/** A rate, and for how many seconds it counts. */
export type WeighedReading = Reading & RateSeconds;

/** A reading counts until the next one, if that comes within so many seconds. */
const READING_S = 5;

/**
 * In order of time, without what is no heart rate. Before a longer hole, and at the end, a reading counts as long as readings are
 * usually apart: that of a hole is not known.
 */
export function weighed(samples: HeartSamples): WeighedReading[] {
  const readings = readingsOf(samples);
  const stepS = usualStepS(readings);
  const endS = isBySecond(samples) ? samples.length : Infinity;
  return readings.map(({ s, bpm }, i) => {
    const nextS = (readings[i + 1]?.s ?? Infinity) - s;
    return { s, bpm, countsS: nextS <= READING_S ? nextS : Math.min(stepS, endS - s) };
  });
}

/** For how long of it there was no heart rate: from the first reading to the end of the last; of rates by second, of all of them. */
export function missingS(samples: HeartSamples, readings: readonly WeighedReading[]): number {
  const [first, last] = [readings[0], readings.at(-1)];
  const heardS = first && last ? last.s + last.countsS - first.s : 0;
  return Math.max(0, (isBySecond(samples) ? samples.length : heardS) - secondsIn(readings));
}

/** The middle of the steps that are no holes; a second where there is none. */
function usualStepS(readings: readonly Reading[]): number {
  const steps = readings.slice(1).map(({ s }, i) => s - (readings[i]?.s ?? s));
  const usual = steps.filter((stepS) => stepS > 0 && stepS <= READING_S).sort((a, b) => a - b);
  return usual[usual.length >> 1] ?? 1;
}

function readingsOf(samples: HeartSamples): Reading[] {
  return Array.from(samples as ArrayLike<HeartSamples[number]>, (each, i): Reading => {
    if (typeof each === 'number') return { s: i, bpm: each };
    if ('s' in each) return { s: each.s, bpm: each.bpm };
    return 'seconds' in each ? { s: each.seconds, bpm: each.bpm } : { s: each[0], bpm: each[1] };
  })
    .filter(({ s, bpm }) => Number.isFinite(s) && Number.isFinite(bpm) && bpm > 0)
    .sort((a, b) => a.s - b.s);
}

function isBySecond(samples: HeartSamples): samples is readonly number[] | Uint8Array {
  return samples instanceof Uint8Array || typeof samples[0] === 'number';
}

/** A day and more of them: who says that a reading is years after another is heard, and no array is made of it. */
const SECONDS_MAX = 1_000_000;

/**
 * The same by second, each with the last reading that had come by then, as long as it counts; heard are those in which a reading
 * was, or would not have been anyway at the rate at which readings usually come.
 */
export function bySecond(readings: readonly WeighedReading[]): Required<Omit<HeartSeconds, 'breaks'>> {
  const fromS = Math.floor(readings[0]?.s ?? 0);
  const length = Math.min(SECONDS_MAX, Math.floor(readings.at(-1)?.s ?? -1) - fromS + 1);
  const bpms = new Float64Array(Math.max(0, length));
  const heard = new Uint8Array(bpms.length);
  const stepS = usualStepS(readings);
  for (const { s, bpm, countsS } of readings) {
    const first = Math.floor(s) - fromS;
    // from its own second on, in all that begin while it counts; a later one takes over
    for (let i = first; i < bpms.length && (i === first || i < s - fromS + countsS); i++) {
      bpms[i] = bpm;
      if (i < s - fromS + stepS) heard[i] = 1;
    }
  }
  return { bpms, isHeard: (s) => heard[s] === 1 };
}
