// The filters that decisions could be made on, each a second at a time.
import { filtered, type Filter } from '../../src/core/signal/filter.ts';
import { heard, isSure, NO_SIGNAL, secondPassed } from '../../src/core/signal/signal.ts';
import type { Heard } from './faults.ts';

/** What is known at the end of a second: the rate, and whether it would be decided on. */
export interface Known {
  bpm: number | undefined;
  sure: boolean;
  doubted: boolean;
}

export interface SecondFilter {
  name: string;
  /** A new one, which is given every second of a recording in order. */
  start: () => (second: Heard) => Known;
}

/** A filter of readings alone, which trusts all that came in the last five seconds. */
function plain(name: string, start: () => (bpm: number) => number): SecondFilter {
  return {
    name,
    start: () => {
      let step = start();
      let bpm: number | undefined;
      let quietS = 0;
      return (second) => {
        quietS = second.bpm === undefined ? quietS + 1 : 0;
        if (quietS === 5) {
          step = start();
          bpm = undefined;
        }
        if (second.bpm !== undefined) bpm = step(second.bpm);
        return { bpm, sure: bpm !== undefined, doubted: false };
      };
    },
  };
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

export const GATED_SLOPE: SecondFilter = {
  name: 'gated slope (ours)',
  start: () => {
    let [signal, atMs] = [NO_SIGNAL, 0];
    return ({ bpm, rrMs }) => {
      if (bpm !== undefined) {
        const heartRate = { bpm, contact: 'unsupported' as const, energyKJ: null, rrMs: [...rrMs] };
        signal = heard(signal, heartRate, 'strap', atMs);
      }
      atMs += 1000;
      signal = secondPassed(signal, atMs, true);
      const live = signal.status === 'live';
      return {
        bpm: live ? signal.filter?.bpm : undefined,
        sure: isSure(signal),
        doubted: live && signal.evidence.doubts.length > 0,
      };
    };
  },
};

const KALMAN = plain('Kalman Q 0.1 R 2', () => {
  let filter: Filter | undefined;
  return (bpm) => (filter = filtered(filter, bpm)!).bpm;
});

const MEDIAN_EMA = plain('median 5 + EMA 0.3', () => {
  const last: number[] = [];
  let mean: number | undefined;
  return (bpm) => {
    last.push(bpm);
    if (last.length > 5) last.shift();
    return (mean = mean === undefined ? bpm : mean + 0.3 * (middleOf(last) - mean));
  };
});

/** Outliers are taken for the middle of the last seven; then rate and slope with fixed gains. */
const HAMPEL = plain('Hampel 7 + α-β', () => {
  const last: number[] = [];
  let state: { bpm: number; slope: number } | undefined;
  return (bpm) => {
    last.push(bpm);
    if (last.length > 7) last.shift();
    const middle = middleOf(last);
    const spread = Math.max(1, 1.4826 * middleOf(last.map((each) => Math.abs(each - middle))));
    const reading = Math.abs(bpm - middle) > 3 * spread ? middle : bpm;
    if (!state) return (state = { bpm: reading, slope: 0 }).bpm;
    const off = reading - (state.bpm + state.slope);
    state = { bpm: state.bpm + state.slope + 0.35 * off, slope: state.slope + 0.06 * off };
    return state.bpm;
  };
});

export const FILTERS: readonly SecondFilter[] = [KALMAN, MEDIAN_EMA, HAMPEL, GATED_SLOPE];
