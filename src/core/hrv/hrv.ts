import { beatAfter, NO_BEATS } from './artefacts.ts';
import { dfaAlpha1 } from './dfa.ts';

/** What a series of beat-to-beat intervals comes to; `null` where there are too few. */
export interface Hrv {
  rmssdMs: number | null;
  sdnnMs: number | null;
  /** How many of the intervals would be dropped as artefacts. */
  artefactPct: number | null;
  /** By convention D of `DFA_CONVENTIONS`. */
  dfaAlpha1: number | null;
}

/** Over all the intervals as they are: none is dropped, which is what others' figures are of. */
export function hrvOf(rrMs: readonly number[]): Hrv {
  const differencesMs = rrMs.slice(1).map((ms, i) => ms - rrMs[i]!);
  return {
    rmssdMs: rootMeanSquare(differencesMs),
    sdnnMs: deviation(rrMs),
    artefactPct: artefactPct(rrMs),
    dfaAlpha1: dfaAlpha1(rrMs),
  };
}

export function rootMeanSquare(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** Standard deviation, with n − 1. */
export function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function artefactPct(rrMs: readonly number[]): number | null {
  if (rrMs.length === 0) return null;
  let [before, dropped] = [NO_BEATS, 0];
  for (const ms of rrMs) {
    const [isKept, after] = beatAfter(before, ms);
    before = after;
    if (!isKept) dropped++;
  }
  return (100 * dropped) / rrMs.length;
}
