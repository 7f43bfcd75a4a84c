import type { RateSeconds } from './rateHistogram.ts';
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

/** A reading counts until the next one, if that comes within so many seconds; else its strap was gone, and it is one second. */
export const READING_S = 5;
const ALONE_S = 1;

/** In order of time, without what is no heart rate. The last counts as one second. */
export function weighed(samples: HeartSamples): WeighedReading[] {
  const readings = readingsOf(samples);
  return readings.map(({ s, bpm }, i) => {
    const nextS = (readings[i + 1]?.s ?? Infinity) - s;
    return { s, bpm, countsS: nextS <= READING_S ? nextS : ALONE_S };
  });
}

/** How long it was listened to: up to a second after the last reading; of rates by second, all of these. */
export function spanS(samples: HeartSamples, readings: readonly WeighedReading[]): number {
  if (isBySecond(samples)) return samples.length;
  const [first, last] = [readings[0], readings.at(-1)];
  return first && last ? last.s - first.s + ALONE_S : 0;
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
/** A sender's clock is not ours: a reading this little before a second is still of it. */
const EARLY_S = 0.5;

/** The same by second, each with the last reading that had come by then, as long as it counts. */
export function bySecond(readings: readonly WeighedReading[]): Required<Omit<HeartSeconds, 'breaks'>> {
  const fromS = Math.floor(readings[0]?.s ?? 0);
  const length = Math.min(SECONDS_MAX, Math.floor(readings.at(-1)?.s ?? -1) - fromS + 1);
  const bpms = new Float64Array(Math.max(0, length));
  const heard = new Uint8Array(bpms.length);
  for (const { s, bpm, countsS } of readings) {
    const first = Math.floor(s) - fromS;
    // from its own second on, in all that begin while it counts; a later one takes over
    for (let i = first; i === first || i < s + countsS - fromS; i++) if (i < bpms.length) bpms[i] = bpm;
    for (const i of [first, Math.floor(s + EARLY_S) - fromS]) if (i < heard.length) heard[i] = 1;
  }
  return { bpms, isHeard: (s) => heard[s] === 1 };
}
