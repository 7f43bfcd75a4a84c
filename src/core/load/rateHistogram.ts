/**
 * How many seconds a heart spent at each whole rate: `seconds[i]` of them at `fromBpm + i`. Load is a sum over seconds of what
 * each rate weighs, so that every load of every profile follows from this exactly. Empty: no second counted.
 */
export interface RateHistogram {
  fromBpm: number;
  seconds: readonly number[];
}

const NO_RATES: RateHistogram = { fromBpm: 0, seconds: [] };

/** Of whole rates, one a second; 0 is a second that does not count. */
export function histogramOf(bpms: Iterable<number>): RateHistogram {
  const counts = new Map<number, number>();
  for (const bpm of bpms) if (bpm > 0) counts.set(bpm, (counts.get(bpm) ?? 0) + 1);
  if (counts.size === 0) return NO_RATES;
  const rates = [...counts.keys()];
  const [fromBpm, toBpm] = [Math.min(...rates), Math.max(...rates)];
  return { fromBpm, seconds: Array.from({ length: toBpm - fromBpm + 1 }, (_, i) => counts.get(fromBpm + i) ?? 0) };
}

/** Seconds at one rate, neither of them whole. */
export interface RateSeconds {
  bpm: number;
  countsS: number;
}

/** How long a heart was at which rates. */
export type Rates = RateHistogram | readonly RateSeconds[];

/** The sum over all seconds of what a second at each rate weighs. */
export function sumOver(rates: Rates, weightOf: (bpm: number) => number): number {
  if (!('fromBpm' in rates)) return rates.reduce((sum, { bpm, countsS }) => sum + countsS * weightOf(bpm), 0);
  const { fromBpm, seconds } = rates;
  return seconds.reduce((sum, count, i) => (count === 0 ? sum : sum + count * weightOf(fromBpm + i)), 0);
}

/** Seconds that count. */
export const secondsIn = (rates: Rates): number => sumOver(rates, () => 1);
