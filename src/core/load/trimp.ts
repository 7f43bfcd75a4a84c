import type { LoadProfile, Sex } from './loadProfile.ts';
import { sumOver, type Rates } from './rateHistogram.ts';

/**
 * How lactate rises with the share of the heart-rate reserve, as it was fitted to men and to women (Banister 1991; Morton,
 * Fitz-Clarke, Banister 1990, doi 10.1152/jappl.1990.69.3.1171): a minute weighs HRr · factor · e^(exponent · HRr).
 */
const WEIGHTS: Readonly<Record<Sex, { factor: number; exponent: number }>> = {
  male: { factor: 0.64, exponent: 1.92 },
  female: { factor: 0.86, exponent: 1.67 },
};

/** What a minute at a rate adds to the training impulse. HRr is between rest and maximum: beyond either nothing is gained. */
function trimpPerMinute(bpm: number, { bpmMax, bpmResting, sex }: LoadProfile): number {
  const { factor, exponent } = WEIGHTS[sex];
  const reserve = bpmMax - bpmResting;
  const share = reserve > 0 ? Math.min(1, Math.max(0, (bpm - bpmResting) / reserve)) : 0;
  return share * factor * Math.exp(exponent * share);
}

/** TRIMP, the training impulse: summed over seconds, not taken of a mean rate, which would weigh intervals too lightly. */
export function trimpOf(rates: Rates, profile: LoadProfile): number {
  return sumOver(rates, (bpm) => trimpPerMinute(bpm, profile)) / 60;
}

/**
 * HRSS, heart-rate stress score: TRIMP in percent of that of an hour at threshold, by the same weights (the scale of Coggan's
 * TSS). A profile whose threshold is no higher than rest has none: 0.
 */
export function hrssOf(rates: Rates, profile: LoadProfile): number {
  const anHour = 60 * trimpPerMinute(profile.bpmThreshold, profile);
  return anHour > 0 ? (100 * trimpOf(rates, profile)) / anHour : 0;
}
