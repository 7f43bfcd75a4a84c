import type { LoadProfile } from './loadProfile.ts';
import { sumOver, type Rates } from './rateHistogram.ts';

/** Where the zones of these sums begin, in percent of maximum, whatever zones the person has. */
const FLOORS_PCT = [50, 60, 70, 80, 90] as const;

/** The zone of a rate: 1 to 5, 0 below. */
const zoneAt = (bpm: number, bpmMax: number): number =>
  FLOORS_PCT.findLastIndex((pct) => bpm * 100 >= pct * bpmMax) + 1;

/**
 * Edwards' summed zones (Edwards 1993, The Heart Rate Monitor Book): minutes in each tenth of the maximum from 50 % on,
 * times 1 to 5.
 */
export function edwardsOf(rates: Rates, { bpmMax }: Pick<LoadProfile, 'bpmMax'>): number {
  return sumOver(rates, (bpm) => zoneAt(bpm, bpmMax)) / 60;
}

/** Seconds below zone 1, then in the five zones. */
export function edwardsZonesS(rates: Rates, { bpmMax }: Pick<LoadProfile, 'bpmMax'>): number[] {
  return [0, 1, 2, 3, 4, 5].map((zone) => sumOver(rates, (bpm) => (zoneAt(bpm, bpmMax) === zone ? 1 : 0)));
}
