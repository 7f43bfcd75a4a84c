import { phaseUnderWay, isLap } from '../../core/plan/laps.ts';
import { phasesOf } from '../../core/plan/plan.ts';
import { currentPhase } from '../../core/session/session.ts';
import type { Heart, Snapshot, WorkoutNow } from '../../core/session/snapshot.ts';
import type { PocketWords, Words } from '../../words/words.ts';
import type { MediaAction, MediaCard } from '../device/mediaControls.ts';

type Say = PocketWords['lockScreen'];

/** The heart rate in words; nothing where nobody's heart is listened to. No number that is not from now, or in doubt. */
function rateOf(heart: Heart, say: Say): string | undefined {
  if (heart.signal === 'none') return undefined;
  if (heart.signal !== 'live') return say.noSignal;
  if (heart.doubt || heart.straps?.contested || heart.bpm === undefined) return say.unsure;
  return heart.source === 'simulated' ? say.simulated(heart.bpm) : say.bpm(heart.bpm);
}

/** What comes before all else: the heart is above the limit. */
const warningOf = ({ guidance }: WorkoutNow, words: Words): string | undefined =>
  guidance.type === 'aboveCeiling' ? words.guidance(guidance) : undefined;

/**
 * What the lock screen says of a workout under way, from the one snapshot that the screen shows. `resting`: the person
 * paused it, and the tone is silent.
 */
export function nowPlaying(
  { heart, workout }: Snapshot,
  words: Words,
  say: Say,
  resting: boolean,
): MediaCard | undefined {
  if (!workout) return undefined;
  const { plan, phaseIndex, stretches, phaseS, remainingS } = workout;
  const phase = phaseUnderWay(plan, phaseIndex, stretches) ?? currentPhase(workout);
  const title = [
    workout.pause && say.paused[workout.pause],
    warningOf(workout, words),
    words.phaseName(phase),
    remainingS === undefined ? words.clock(phaseS) : say.left(words.clock(remainingS)),
    rateOf(heart, say),
  ];
  return {
    title: title.filter((part) => part !== undefined).join(' · '),
    artist: plan.name,
    album: say.app,
    playing: !resting,
    durationS: remainingS === undefined ? Infinity : phaseS + remainingS,
    positionS: phaseS,
  };
}

/** Which of its buttons do something now. There is nothing to go back to in a workout of laps. */
export function offeredActions({ workout, status }: Pick<Snapshot, 'workout' | 'status'>): readonly MediaAction[] {
  if (!workout || status !== 'inProgress') return ['play', 'pause'];
  const lapsOnly = phasesOf(workout.plan).length === 1 && isLap(workout.plan, 0);
  return lapsOnly ? ['play', 'pause', 'nexttrack'] : ['play', 'pause', 'nexttrack', 'previoustrack'];
}

/**
 * What a button of the lock screen means. It follows the tone, not the workout: what was paused for a strap shows *pause*
 * while the tone plays, and pressing that lets the tone rest (`rest`); *play* in a workout that goes on brings back a tone
 * that the system stopped (`again`).
 */
export type MediaCommand = 'pause' | 'resume' | 'skip' | 'back' | 'rest' | 'again';

export function mediaCommand(action: MediaAction, status: Snapshot['status']): MediaCommand | undefined {
  const running = status === 'inProgress';
  if (!running && status !== 'paused') return undefined;
  switch (action) {
    case 'pause':
      return running ? 'pause' : 'rest';
    case 'play':
      return running ? 'again' : 'resume';
    case 'nexttrack':
      return running ? 'skip' : undefined;
    case 'previoustrack':
      return running ? 'back' : undefined;
  }
}

/** Lock screens draw slowly, and a simulated workout may run faster than the clock. */
const EVERY_MS = 950;

/** Shows a card when something in it is new: at once where it says another thing, else at most once a second. */
export class CardPacer {
  #shown: { card: MediaCard; what: string; atMs: number } | undefined;

  /** `what`: what a change of is worth showing at once. */
  isDue(card: MediaCard, what: string, nowMs: number): boolean {
    const last = this.#shown;
    const same =
      last !== undefined && (Object.keys(card) as (keyof MediaCard)[]).every((key) => last.card[key] === card[key]);
    if (same || (last?.what === what && nowMs - last.atMs < EVERY_MS)) return false;
    this.#shown = { card, what, atMs: nowMs };
    return true;
  }

  forget(): void {
    this.#shown = undefined;
  }
}
