import { unheard } from '../cues/coach.ts';
import { NO_DEVIATION } from '../cues/deviation.ts';
import { heard, NO_SIGNAL, secondPassed, seededAnew, type Signal } from '../signal/signal.ts';
import {
  areApart,
  choiceAfter,
  choiceChanged,
  factsOf,
  FIRST_CHOICE,
  otherStrap,
  type StrapIndex,
  type Straps,
} from '../signal/straps.ts';
import type { SessionEvent, Step } from './events.ts';
import type { Session } from './session.ts';
import { heardAgain } from './strap.ts';

// A session with two straps: `signal` is of the one that is listened to, `straps.other` of the other one, which is filtered
// and doubted all the time, so that it is there at once. With one strap there is nothing of all this.

type Both = Pick<Session, 'signal' | 'straps'>;

/** Of the one that is not listened to. A second strap that was never heard before is that one, too. */
export function isOther({ straps }: Both, strap: StrapIndex = 0): boolean {
  return strap !== (straps?.choice.chosen ?? 0);
}

/** As a part of a session: nothing where there is one strap. */
export function strapsOf({ straps }: Both): { straps?: Straps } {
  return straps ? { straps } : {};
}

export function hearOther(session: Session, event: SessionEvent & { type: 'heartRate' }): Step {
  const { choice, other } = session.straps ?? { choice: FIRST_CHOICE, other: NO_SIGNAL };
  const { heartRate, source, atMs, recorded } = event;
  return [{ ...session, straps: { choice, other: heard(other, heartRate, source, atMs, recorded) } }];
}

export function batteryOfOther(session: Session, batteryPct: number): Step {
  const { choice, other } = session.straps ?? { choice: FIRST_CHOICE, other: NO_SIGNAL };
  return [{ ...session, straps: { choice, other: { ...other, batteryPct } } }];
}

/** What a second is for the other strap, and for the choice between the two. One that nobody could hear decides nothing. */
export function strapSecond(
  { straps }: Both,
  { signal, tickedAtMs, listening }: { signal: Signal; tickedAtMs: number; listening: boolean },
): { straps?: Straps } {
  if (!straps) return {};
  const other = secondPassed(straps.other, tickedAtMs, listening);
  if (!listening) return { straps: { ...straps, other } };
  const facts = [factsOf(signal), factsOf(other)] as const;
  const { choice } = straps;
  return { straps: { other, choice: choiceAfter(choice, choice.chosen === 0 ? facts : [facts[1], facts[0]]) } };
}

/** The strap that is to be listened to from now on, where that is another one. */
export function strapDue({ straps }: Both): StrapIndex | undefined {
  return straps?.choice.due ? otherStrap(straps.choice.chosen) : undefined;
}

/** The two say different rates, and nothing vouches for the one that is used: nobody is told to go faster or slower by it. */
export function isContested({ signal, straps }: Both): boolean {
  return straps !== undefined && areApart(straps.choice) && !factsOf(signal).vouched;
}

/**
 * From one second to the next, so that each second has one strap. What was known of the rate begins anew with the other's:
 * no slope, and no cue for as long as after a lost signal.
 */
export function strapChanged(session: Session, { atMs, strap }: SessionEvent & { type: 'strap' }): Step {
  const { straps } = session;
  if (!straps || strap === straps.choice.chosen) return [session];
  const signal = seededAnew(straps.other);
  const next = { ...session, signal, straps: { choice: choiceChanged(straps.choice), other: session.signal } };
  if (next.status === 'idle' || next.status === 'completed') return [next];
  const changed = { ...next, deviation: NO_DEVIATION, coach: unheard(next.coach, next.elapsedS) };
  const keep = { type: 'keep' } as const;
  if (signal.status !== 'live' || signal.bpm === undefined) return [changed, keep];
  const [after, ...effects] = heardAgain(changed, { atMs, bpm: signal.bpm });
  return [after, ...effects, keep];
}
