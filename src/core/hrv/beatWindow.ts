import { beatAfter, NO_BEATS, type BeatsBefore } from './artefacts.ts';
import { dfaAlpha1 } from './dfa.ts';
import { deviation, rootMeanSquare } from './hrv.ts';

/**
 * The beats of the last two minutes, put together from the frames of a strap: as many as a heart has in that time, and no
 * more. Time is that of the beats themselves, so that it does not matter in which frame one came.
 */
export interface BeatWindow {
  beats: readonly Beat[];
  /** How long these took, all together. */
  lengthMs: number;
  before: BeatsBefore;
  /** Seconds since the last break. */
  forS: number;
  /** Seconds since the last beat. */
  quietS: number;
}

interface Beat {
  ms: number;
  isKept: boolean;
}

export const NO_WINDOW: BeatWindow = { beats: [], lengthMs: 0, before: NO_BEATS, forS: 0, quietS: 0 };

export const WINDOW_S = 120;
/** A strap that brings no interval for longer than a heart may rest between two has lost some. */
const BREAK_S = 3;
/** More in a second are what somebody made up. */
const BEATS_A_SECOND_MAX = 16;
/** Above this share of artefacts nothing is said of the exponent. */
const ARTEFACT_PCT_MAX = 5;

/** After one more second and the intervals that came in it. After a break two minutes begin anew. */
export function secondOfBeats(window: BeatWindow, rrMs: readonly number[]): BeatWindow {
  const quietS = rrMs.length > 0 ? 0 : window.quietS + 1;
  if (quietS >= BREAK_S) return { ...NO_WINDOW, quietS };
  const beats = [...window.beats];
  let { before, lengthMs } = window;
  for (const ms of rrMs.slice(0, BEATS_A_SECOND_MAX)) {
    const [isKept, after] = beatAfter(before, ms);
    before = after;
    beats.push({ ms, isKept });
    lengthMs += ms;
  }
  let gone = 0;
  while (lengthMs > WINDOW_S * 1000 || beats.length - gone > WINDOW_S * BEATS_A_SECOND_MAX)
    lengthMs -= beats[gone++]!.ms;
  return { beats: beats.slice(gone), lengthMs, before, forS: window.forS + 1, quietS };
}

/** What the last two minutes come to. */
export interface WindowHrv {
  rmssdMs: number | null;
  sdnnMs: number | null;
  dfaAlpha1: number | null;
  artefactPct: number;
}

/** `null` until there are two minutes without a break. RMSSD is over neighbours of which both were kept. */
export function hrvOfWindow({ beats, forS }: BeatWindow): WindowHrv | null {
  if (forS < WINDOW_S || beats.length === 0) return null;
  const keptMs = beats.flatMap(({ ms, isKept }) => (isKept ? [ms] : []));
  const artefactPct = (100 * (beats.length - keptMs.length)) / beats.length;
  const differencesMs = beats.flatMap((beat, i) => {
    const last = beats[i - 1];
    return last?.isKept && beat.isKept ? [beat.ms - last.ms] : [];
  });
  return {
    rmssdMs: rootMeanSquare(differencesMs),
    sdnnMs: deviation(keptMs),
    dfaAlpha1: artefactPct < ARTEFACT_PCT_MAX ? dfaAlpha1(keptMs) : null,
    artefactPct,
  };
}
