import type { Band, Plan } from '../plan/plan.ts';
import type { Outside } from '../signal/side.ts';
import type { SessionNotice } from './sessionNotice.ts';

/**
 * A kind of cue: when it is due, and what tells it from the others to the ear and to the hand. Its words are in the
 * catalogue (`notice` of each language). A kind is a file in `kinds` and a line in `cueKinds.ts`.
 */
export interface CueKind {
  /** Which notice it goes with: one of the session's own, or one that `due` brings, which has these parts. */
  readonly on: { readonly type: string; readonly side?: Outside };
  /**
   * Asked at the end of each second in progress: what the notice says beside `on`, or `undefined` while there is nothing
   * to say. Pure. A kind without it goes with a notice of the session.
   */
  readonly due?: (second: CueSecond) => object | undefined;
  /** One after the other. */
  readonly notes: readonly [Note, ...Note[]];
  /** Milliseconds on, off, on … */
  readonly vibrationMs: readonly [number, ...number[]];
  /** Which system notification it is while the page is hidden: one takes the place of the last of its name. */
  readonly notification: string;
}

/** Frequency in Hz, and length in s. */
export type Note = readonly [hz: number, lengthS: number];

/** A kind whose notice the session gives of its own accord. */
export type SessionCueKind = CueKind & { readonly on: { readonly type: SessionNotice['type'] }; readonly due?: never };

/** A second of a workout, as a cue looks at it. Seconds are whole, and the one that has just passed is counted. */
export interface CueSecond {
  readonly plan: Plan;
  readonly elapsedS: number;
  readonly phaseIndex: number;
  readonly phaseS: number;
  /** The rate that is decided on; none where nothing fresh is known. */
  readonly bpm: number | undefined;
  /** What the judge of the target has to say (`cueAfter`): it knows how hearts lag, and does not say it twice in a row. */
  readonly offTarget: OffTarget | undefined;
}

export interface OffTarget {
  readonly side: Outside;
  readonly why: CueWhy;
}

/** What a cue saw when it fired: the answer to "why did it beep?". */
export interface CueWhy {
  bpm: number;
  slopeBpmPerS: number;
  projectedBpm: number;
  tauS: number;
  band: Band;
}
