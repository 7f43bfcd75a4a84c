import type { Band, Plan } from '../plan/plan.ts';
import type { Outside } from '../signal/side.ts';
import type { JudgeRule } from './judge.ts';
import type { CueGroup } from './cueGroups.ts';
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
  /** Which switch of the settings it belongs to, and what goes before it. */
  readonly group: CueGroup;
  /** One after the other; `none`: it is only said. */
  readonly notes: readonly [Note, ...Note[]] | 'none';
  /** What the notes are played with; plain where nothing is said. */
  readonly timbre?: Timbre;
  /** Milliseconds on, off, on …; `none`: it is not felt. */
  readonly vibrationMs: readonly [number, ...number[]] | 'none';
  /** Which system notification it is while the page is hidden: one takes the place of the last of its name. `none`: it is none. */
  readonly notification: string;
  /** Nothing silences it: neither the mute button of a workout nor the switches of the settings. */
  readonly alarm?: true;
}

/** Frequency in Hz, and length in s; the next note follows after NOTE_GAP_S. */
export type Note = readonly [hz: number, lengthS: number];

/** How a note sounds, so that kinds are told apart by more than their tune. What each is made of: `TIMBRES` in app/device/earcon.ts. */
export type Timbre = 'plain' | 'bright' | 'soft' | 'bell' | 'tick' | 'alarm';

export const NOTE_GAP_S = 0.04;

/** Seconds from the first note to the end of the last. */
export function notesLengthS(notes: CueKind['notes']): number {
  if (notes === 'none') return 0;
  return notes.reduce((sum, [, lengthS]) => sum + lengthS, NOTE_GAP_S * (notes.length - 1));
}

/** A kind whose notice the session gives of its own accord. */
export type SessionCueKind = CueKind & { readonly on: { readonly type: SessionNotice['type'] }; readonly due?: never };

/** A second of a workout, as a cue looks at it. Seconds are whole, and the one that has just passed is counted. */
export interface CueSecond {
  readonly plan: Plan;
  readonly elapsedS: number;
  readonly phaseIndex: number;
  readonly phaseS: number;
  /** How long the phase takes, what was added by hand included; none where the time alone does not end it. */
  readonly phaseLengthS?: number | undefined;
  /** The heart rate that the phase waits for to come down to, until it was told that it nearly has. */
  readonly downToBpm?: number | undefined;
  /** The rate that is decided on; none where nothing fresh is known. */
  readonly bpm: number | undefined;
  /** What the judge of the target has to say (`coachAfter`): it knows how hearts lag, and does not say it twice in a row. */
  readonly offTarget: OffTarget | undefined;
}

export interface OffTarget {
  readonly side: Outside;
  readonly why: CueWhy;
}

/** What a cue saw when it fired: the answer to "why did it beep?". Versions before the observer kept the first five alone. */
export interface CueWhy {
  bpm: number;
  slopeBpmPerS: number;
  /** Where the heart was heading: the rate at which it would settle. */
  projectedBpm: number;
  /** Time constant of the way there, s. */
  tauS: number;
  /** The target. */
  band: Band;
  /** How sure that was: a standard deviation, bpm. */
  sdBpm?: number | undefined;
  /** `sure`: by the model of this heart; `plain`: the heart itself had stood outside for a while. */
  rule?: JudgeRule | undefined;
  /** How many times on end it was said without an answer, this one counted. */
  level?: number | undefined;
  /** How much effort is missing or too much, bpm: to the edge, and a quarter of the band beyond. */
  byBpm?: number | undefined;
  /** The person was told to hold what they can: pushes were not answered. */
  hold?: boolean | undefined;
}
