import type { DoubtReason } from './doubt.ts';
import { doubtOf, HOLD_MS, isVouched, type Signal } from './signal.ts';

/** 0 is the strap of somebody who has one, and the one that is preferred; 1 is the second. */
export type StrapIndex = (typeof STRAPS)[number];
export const STRAPS = [0, 1] as const;

/**
 * What can be said for a strap, the best first. `unvouched`: the two disagree, the other's beat-to-beat intervals say what
 * it says, and this one's do not, or it has none. `spikes`: some of its readings are ignored. `doubtful`: it leapt, rose
 * faster than hearts do, stands still, or its intervals say another rate. `unheard`: silent, or off the skin.
 */
export type Grade = (typeof GRADES)[number];
export const GRADES = ['good', 'unvouched', 'spikes', 'doubtful', 'unheard'] as const;

/**
 * Which of two straps on one heart is listened to, a step a second. The one in use is left
 *
 * - at once, when nothing is heard of it and something is of the other;
 * - when the other has had a better grade for BETTER_S on end;
 * - if it is the second, when the first has been good for GOOD_S on end.
 *
 * The last two come STAY_S after the last change at the soonest, so that nothing flaps. Of two that are of one grade, the one
 * in use is as good as the other.
 */
export interface Choice {
  chosen: StrapIndex;
  /** Seconds since the last change; none when there was none. */
  sinceS?: number | undefined;
  /** For how many seconds on end the other one has been better. */
  betterS: number;
  /** For how many seconds on end the first one has been good, while the second is used. */
  goodS: number;
  /** For how many seconds the two have said different rates; counted up to APART_S. */
  apartS: number;
  /** The other one is to be listened to from now on. */
  due: boolean;
}

export const FIRST_CHOICE: Choice = { chosen: 0, betterS: 0, goodS: 0, apartS: 0, due: false };

export const BETTER_S = 5;
export const GOOD_S = 30;
export const STAY_S = 15;
/** Two rates that are further apart than this for this long disagree, until they are nearer than APART_OVER_BPM. */
const APART_BPM = 10;
export const APART_S = 15;
const APART_OVER_BPM = 7;

/** A strap is silent this long after its last reading: before its number goes grey, and before a second has none. */
const SILENT_MS = 3_000;
/** One that speaks less often, this long after it was due. */
const OVERDUE_MS = 500;
/** "No skin contact" has to last: one second of it may be a touch. */
const OFF_S = 1;

/** Two straps, one of which a session listens to: what is known of the other one, and why it is the other. */
export interface Straps {
  choice: Choice;
  other: Signal;
}

/** What is known of one of them. */
export interface StrapFacts {
  heard: boolean;
  doubt?: DoubtReason | undefined;
  /** Its filtered rate, whole bpm. */
  bpm?: number | undefined;
  /** Its beat-to-beat intervals come, and say the same rate. */
  vouched: boolean;
}

export function factsOf(signal: Signal): StrapFacts {
  const off = signal.evidence.doubts.find(({ reason }) => reason === 'contact');
  const heard = signal.status === 'live' && signal.ageMs < silentAfterMs(signal) && !(off && off.forS >= OFF_S);
  return {
    heard,
    doubt: doubtOf(signal)?.reason,
    bpm: heard && signal.filter ? Math.round(signal.filter.bpm) : undefined,
    vouched: heard && isVouched(signal),
  };
}

/** No longer than a reading counts, so that another strap is there before a second has none. */
function silentAfterMs({ everyMs = 0 }: Signal): number {
  return Math.min(HOLD_MS, Math.max(SILENT_MS, everyMs + OVERDUE_MS));
}

/** After one more second, with what is known of each strap at its end. */
export function choiceAfter(before: Choice, facts: readonly [StrapFacts, StrapFacts]): Choice {
  const { chosen } = before;
  const sinceS = before.sinceS === undefined ? undefined : before.sinceS + 1;
  const apartS = apartAfter(before.apartS, facts);
  const apart = apartS >= APART_S;
  const [used, other] = [facts[chosen], facts[otherStrap(chosen)]];
  const [usedRank, otherRank] = [rankOf(used, other, apart), rankOf(other, used, apart)];
  const betterS = otherRank < usedRank ? before.betterS + 1 : 0;
  const goodS = chosen === 1 && otherRank === 0 ? before.goodS + 1 : 0;
  const settled = sinceS === undefined || sinceS >= STAY_S;
  const due = (!used.heard && other.heard) || (settled && (betterS >= BETTER_S || goodS >= GOOD_S));
  return { chosen, sinceS, betterS, goodS, apartS, due };
}

/** The other one is listened to from now on. */
export function choiceChanged({ chosen, apartS }: Choice): Choice {
  return { ...FIRST_CHOICE, chosen: otherStrap(chosen), sinceS: 0, apartS };
}

export function otherStrap(strap: StrapIndex): StrapIndex {
  return strap === 0 ? 1 : 0;
}

/** They say different rates, and have for long. */
export function areApart({ apartS }: Choice): boolean {
  return apartS >= APART_S;
}

export function gradeOf(strap: StrapFacts, other: StrapFacts, apart: boolean): Grade {
  if (!strap.heard) return 'unheard';
  if (strap.doubt !== undefined) return strap.doubt === 'spikes' ? 'spikes' : 'doubtful';
  return apart && other.vouched && !strap.vouched ? 'unvouched' : 'good';
}

function rankOf(strap: StrapFacts, other: StrapFacts, apart: boolean): number {
  return GRADES.indexOf(gradeOf(strap, other, apart));
}

/** One that is in doubt already says nothing about the other: the count stands still. */
function apartAfter(apartS: number, [a, b]: readonly [StrapFacts, StrapFacts]): number {
  if (a.bpm === undefined || b.bpm === undefined) return 0;
  if (a.doubt !== undefined || b.doubt !== undefined) return apartS;
  const apartBpm = Math.abs(a.bpm - b.bpm);
  if (apartBpm > APART_BPM) return Math.min(APART_S, apartS + 1);
  return apartS >= APART_S && apartBpm > APART_OVER_BPM ? apartS : 0;
}
