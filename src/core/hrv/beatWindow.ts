import { beatAfter, NO_BEATS, type BeatsBefore } from './artefacts.ts';
import { dfaAlpha1 } from './dfa.ts';
import { ARTEFACT_PCT_MAX, WINDOW_S } from './hrvFigures.ts';
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
  /** There were more beats than these since then: it is two minutes of them, and not one beat less. */
  isFull: boolean;
}

interface Beat {
  ms: number;
  isKept: boolean;
}

export const NO_WINDOW: BeatWindow = { beats: [], lengthMs: 0, before: NO_BEATS, forS: 0, isFull: false };

/** A page that was busy brings the beats of several seconds at once. More than this are what somebody made up. */
const BEATS_AT_ONCE_MAX = 64;
const BEATS_MAX = WINDOW_S * 16;

/** After one more second and the intervals that came in it, which go on those of before. */
export function secondOfBeats(window: BeatWindow, rrMs: readonly number[]): BeatWindow {
  if (rrMs.length > BEATS_AT_ONCE_MAX) return NO_WINDOW;
  const beats = [...window.beats];
  let { before, lengthMs } = window;
  for (const ms of rrMs) {
    const [isKept, after] = beatAfter(before, ms);
    before = after;
    beats.push({ ms, isKept });
    lengthMs += ms;
  }
  let gone = 0;
  while (lengthMs > WINDOW_S * 1000 || beats.length - gone > BEATS_MAX) lengthMs -= beats[gone++]!.ms;
  const isFull = window.isFull || gone > 0;
  return { beats: beats.slice(gone), lengthMs, before, forS: window.forS + 1, isFull };
}

/** What the last two minutes come to. */
export interface WindowHrv {
  rmssdMs: number | null;
  sdnnMs: number | null;
  dfaAlpha1: number | null;
  artefactPct: number;
}

/** `null` until there are two minutes without a break. RMSSD is over neighbours of which both were kept. */
export function hrvOfWindow({ beats, forS, isFull }: BeatWindow): WindowHrv | null {
  if (forS < WINDOW_S || !isFull || beats.length === 0) return null;
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
