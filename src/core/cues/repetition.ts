import type { Outside } from '../signal/side.ts';
import type { CueRules } from './strictness.ts';

/**
 * What has been said lately, so that nobody is told the same over and over: who reacts is told again soon, if need be; who
 * does not is told less and less often, since they heard it. Seconds are elapsed seconds of the workout.
 */
export interface Said {
  last?: SaidCue | undefined;
  /** On each side: when the last one was, and how many there were on end that nobody answered, over the whole workout. */
  low: SaidOn;
  high: SaidOn;
  /** Pushes in the phase under way that were not answered. */
  pushes: number;
  /** Of the last ten minutes. */
  atS: readonly number[];
  /** "Hold what you can" is said once. */
  holdTold: boolean;
}

interface SaidOn {
  atS?: number | undefined;
  unanswered: number;
}

interface SaidCue {
  side: Outside;
  atS: number;
  /** How far the effort was from the edge. */
  gapBpm: number;
  /** The effort at the cue, smoothed. None where the effort of now says nothing of that of then. */
  smoothBpm?: number | undefined;
  /** Seconds on end in the band: the heart, and in a later phase the effort too, since a heart passes bands on its way. */
  inS: number;
  /** It was said in an earlier phase. */
  earlier?: boolean | undefined;
}

export const NOTHING_SAID: Said = {
  low: { unanswered: 0 },
  high: { unanswered: 0 },
  pushes: 0,
  atS: [],
  holdTold: false,
};

/** In the band for so long, in a later phase for longer, or an effort moved by so much of what was missing, not before so long: the cue was answered. */
const ANSWERED_IN_S = 10;
const ANSWERED_IN_LATER_S = 45;
const ANSWERED_AFTER_S = 8;
const ANSWERED_BPM = 3;
const ANSWERED_SHARE = 0.4;
/** After an answer, and after a cue on the other side. */
const AGAIN_S = 35;
export const OPPOSITE_S = 35;
/** After as many pushes that nobody answered, the person may be doing what they can. */
const DEAF = 3;
const BUDGET_S = 600;

/** One more second: has the last cue been answered? */
export function saidAfter(said: Said, { elapsedS, smoothBpm, isIn, effortIsIn }: SecondOfCue): Said {
  const { last } = said;
  if (!last || said[last.side].unanswered === 0) return said;
  const inS = isIn && (effortIsIn || !last.earlier) ? last.inS + 1 : 0;
  const movedBpm = last.smoothBpm === undefined ? 0 : (last.side === 'low' ? 1 : -1) * (smoothBpm - last.smoothBpm);
  const moved =
    elapsedS - last.atS >= ANSWERED_AFTER_S && movedBpm >= Math.max(ANSWERED_BPM, ANSWERED_SHARE * last.gapBpm);
  const next = { ...said, last: { ...last, inS } };
  if (!moved && inS < (last.earlier ? ANSWERED_IN_LATER_S : ANSWERED_IN_S)) return next;
  const isOfThisPhase = last.side === 'low' && !last.earlier;
  return {
    ...next,
    pushes: isOfThisPhase ? Math.max(0, said.pushes - 1) : said.pushes,
    [last.side]: { ...said[last.side], unanswered: 0 },
  };
}

export interface SecondOfCue {
  elapsedS: number;
  /** The effort of the last seconds. */
  smoothBpm: number;
  /** The heart is in the band. */
  isIn: boolean;
  /** The effort is, too. */
  effortIsIn: boolean;
}

/** A new phase, or a pause: the effort of before is no answer, and pushes are counted anew. */
export function saidBefore(said: Said, phase: 'same' | 'new'): Said {
  const last = said.last && {
    ...said.last,
    smoothBpm: undefined,
    inS: 0,
    ...(phase === 'new' && { earlier: true }),
  };
  return { ...said, last, pushes: phase === 'new' ? 0 : said.pushes };
}

/** How a cue may be given now: `say`, or `hold`, the word for who does what they can; `undefined`: not yet. */
export function mayBeSaid(said: Said, side: Outside, elapsedS: number, rules: CueRules): 'say' | 'hold' | undefined {
  const { atS, unanswered } = said[side];
  const waitS = unanswered === 0 ? AGAIN_S : (rules.waitsS[Math.min(unanswered, 3) - 1] ?? AGAIN_S);
  if (atS !== undefined && elapsedS - atS < waitS) return undefined;
  if (said.atS.filter((each) => elapsedS - each < BUDGET_S).length >= rules.budget) return undefined;
  if (side === 'high') return 'say';
  const deaf = unanswered >= DEAF;
  if (said.pushes >= (deaf ? 1 : rules.pushesPerPhase)) return undefined;
  return deaf && !said.holdTold ? 'hold' : 'say';
}

/** After a cue. */
export function saidNow(said: Said, { side, elapsedS, smoothBpm, gapBpm, as }: NewCue): Said {
  return {
    ...said,
    last: { side, atS: elapsedS, gapBpm, smoothBpm, inS: 0 },
    [side]: { atS: elapsedS, unanswered: said[side].unanswered + 1 },
    pushes: said.pushes + (side === 'low' ? 1 : 0),
    atS: [...said.atS.filter((each) => elapsedS - each < BUDGET_S), elapsedS],
    holdTold: said.holdTold || as === 'hold',
  };
}

interface NewCue {
  side: Outside;
  elapsedS: number;
  smoothBpm: number;
  gapBpm: number;
  as: 'say' | 'hold';
}

/** Who was told this often without answering does what they can: nobody asks for more of them on the screen, either. */
export function doesWhatTheyCan({ low, holdTold }: Said): boolean {
  return holdTold && low.unanswered >= DEAF;
}
