import type { FinishedSession } from './finished.ts';

/** Time in which the workout stood still: pauses, and absences that were not counted. */
export interface Break {
  /** The elapsed second before which it was. */
  atS: number;
  forMs: number;
  /** Nobody asked for it: the strap was silent, or the app was gone. */
  automatic: boolean;
}

/**
 * Which time of day the elapsed seconds of a workout were at. Seconds away that were counted are elapsed seconds like others, at
 * the place where they were counted. What came after the last second, such as a pause in which the workout was ended, is no
 * part of it.
 */
export class WallClock {
  readonly breaks: readonly Break[];
  readonly #startEpochMs: number;
  /** Of each break: how long it and all before it were. */
  readonly #sumsMs: readonly number[];

  constructor({ startedAt, elapsedS, pauses, gaps }: Course) {
    this.#startEpochMs = startedAt.epochMs;
    this.breaks = joined([
      ...pauses.map(({ reason, atS, forMs = 0 }) => ({ atS, forMs, automatic: reason !== 'user' })),
      ...gaps.filter(({ counted }) => !counted).map(({ atS, awayMs }) => ({ atS, forMs: awayMs, automatic: true })),
    ]).filter(({ atS }) => atS < elapsedS);
    let sumMs = 0;
    this.#sumsMs = this.breaks.map(({ forMs }) => (sumMs += forMs));
  }

  /** When an elapsed second began: after whatever break there was before it. The first is 0. */
  beginEpochMs(second: number): number {
    return this.#epochMs(second, this.#breaksUntil(second + 1));
  }

  /** When so many seconds had elapsed: before whatever break followed. */
  endEpochMs(elapsedS: number): number {
    return this.#epochMs(elapsedS, this.#breaksUntil(elapsedS));
  }

  #epochMs(seconds: number, breaks: number): number {
    return this.#startEpochMs + seconds * 1000 + (this.#sumsMs[breaks - 1] ?? 0);
  }

  /** How many of the breaks were before this elapsed second, found by halves: a day has many seconds. */
  #breaksUntil(beforeS: number): number {
    let [low, high] = [0, this.breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.breaks[middle]?.atS ?? Infinity) < beforeS) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

type Course = Pick<FinishedSession, 'startedAt' | 'elapsedS' | 'pauses' | 'gaps'>;

/** In order, one for each place: a long sleep is a gap, and a pause until somebody was back. */
function joined(breaks: readonly Break[]): Break[] {
  const places = new Map<number, Break>();
  for (const each of breaks.toSorted((a, b) => a.atS - b.atS)) {
    const same = places.get(each.atS);
    const forMs = (same?.forMs ?? 0) + each.forMs;
    places.set(each.atS, { atS: each.atS, forMs, automatic: each.automatic || same?.automatic === true });
  }
  return [...places.values()];
}
