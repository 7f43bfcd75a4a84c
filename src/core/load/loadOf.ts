import { driftPctOf } from './drift.ts';
import { edwardsOf, edwardsZonesS } from './edwards.ts';
import type { LoadProfile } from './loadProfile.ts';
import { bySecond, missingS, weighed, type HeartSamples } from './readings.ts';
import { bestHrr60 } from './recovery.ts';
import { hrssOf, trimpOf } from './trimp.ts';

/** What a series of heart rates comes to. */
export interface Load {
  /** Training impulse (`trimpOf`). */
  trimp: number;
  /** The same in percent of an hour at threshold (`hrssOf`). */
  hrss: number;
  /** Summed zones (`edwardsOf`). */
  edwards: number;
  /** Seconds below zone 1, in zones 1 to 5 (from 50, 60, 70, 80 and 90 % of maximum), and without a heart rate. */
  zonesS: number[];
  /** Best recovery in the first minute after a peak, bpm (`bestHrr60`); `null` where none can be told. */
  hrr60: number | null;
  /** Of the whole series as of one even effort, percent (`driftPctOf`); `null` where it is too short or has too many holes. */
  driftPct: number | null;
}

/**
 * The load of heart rates. A reading counts until the next one, if that comes within 5 s; a longer hole adds nothing. It
 * takes what is no heart rate (0, not a number) for missing, and throws for nothing.
 */
export function loadOf(samples: HeartSamples, profile: LoadProfile): Load {
  const readings = weighed(samples);
  const heart = bySecond(readings);
  return {
    trimp: trimpOf(readings, profile),
    hrss: hrssOf(readings, profile),
    edwards: edwardsOf(readings, profile),
    zonesS: [...edwardsZonesS(readings, profile), missingS(samples, readings)].map(toMs),
    hrr60: bestHrr60(heart, profile.bpmMax),
    driftPct: driftPctOf(heart.bpms),
  };
}

/** Of sums of stamps that are no whole seconds, without what adding them leaves behind. */
const toMs = (s: number): number => Math.round(s * 1000) / 1000;
