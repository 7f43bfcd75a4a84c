/** What was heard of a heart from the start of a phase on, under an effort that is taken to be even. */
export interface HeartStretch {
  /** bpm by second from the phase's start, the first at its very start; 0 where none was heard, or none that is trusted. */
  bpms: readonly number[];
  /** How much it counts, 1 unless given: what is old counts for less. */
  weight?: number | undefined;
}

/** `on` the heart rose, `off` it fell. */
export type StretchSide = 'on' | 'off';

/** As much of a stretch as a response can be fitted to, without its spikes. */
export interface UsableStretch {
  side: StretchSide;
  bpms: readonly number[];
}

/** After that long a heart tells of drift, and no more of its response. */
export const STRETCH_MAX_S = 180;
/** In less, a slow heart and a hard effort look like a quick heart and an easy one. */
export const STRETCH_MIN_S = 75;
/** After a cue the effort is another one, a few seconds later. */
export const AFTER_CUE_S = 5;
const HOLE_MAX_S = 5;
const CHANGE_MIN_BPM = 12;
/** First and last rate are the middle of so many readings. */
const ENDS = 5;
/** A reading this far from the middle of those around it, or from the filter, is a spike: no heart moves as much in two seconds. */
export const SPIKE_BPM = 8;
const AROUND_S = 2;

/**
 * The part of a phase's heart rate that can be fitted: its first 180 s at most, up to `cutS` seconds from the phase's start
 * (the first cue + `AFTER_CUE_S`, a pause, a changed target), up to the first hole longer than 5 s. Nothing where that is
 * shorter than 75 s or the heart changed by less than 12 bpm.
 */
export function usableStretch(bpms: readonly number[], cutS = Infinity): UsableStretch | undefined {
  const clean = withoutSpikes(bpms.slice(0, Math.min(STRETCH_MAX_S, Math.max(0, cutS))));
  const whole = clean.slice(0, endOf(clean));
  if (whole.length < STRETCH_MIN_S) return undefined;
  const heard = whole.filter((bpm) => bpm > 0);
  const changeBpm = middleOf(heard.slice(-ENDS)) - middleOf(heard.slice(0, ENDS));
  if (Math.abs(changeBpm) < CHANGE_MIN_BPM) return undefined;
  return { side: changeBpm > 0 ? 'on' : 'off', bpms: whole };
}

/** Where it ends: after the last reading that no longer hole comes before. */
function endOf(bpms: readonly number[]): number {
  let endS = 0;
  for (const [s, bpm] of bpms.entries()) {
    if (s - endS > HOLE_MAX_S) break;
    if (bpm > 0) endS = s + 1;
  }
  return endS;
}

function withoutSpikes(bpms: readonly number[]): number[] {
  return bpms.map((bpm, s) => {
    const around = bpms.slice(Math.max(0, s - AROUND_S), s + AROUND_S + 1).filter((each) => each > 0);
    return Math.abs(bpm - middleOf(around)) > SPIKE_BPM ? 0 : bpm;
  });
}

function middleOf(bpms: readonly number[]): number {
  return bpms.toSorted((a, b) => a - b)[bpms.length >> 1] ?? 0;
}
