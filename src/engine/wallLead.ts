import type { Checkpoint } from '../core/records/checkpoint.ts';
import { CLOCK_SET_MS } from '../core/session/away.ts';
import type { Session } from '../core/session/session.ts';
import type { SessionEvent } from '../core/session/events.ts';
import type { Clock } from './ports.ts';

/** The wall clock running further ahead of the other than it ever was, by more than this, is a sleep. */
const SLEEP_MS = 3_000;
/** By less than this it may be a tremble: it is a sleep when it lasts. */
const TREMBLE_MS = 10_000;
const TREMBLE_LASTS_MS = 2_000;

/** How far the wall clock is ahead of the one that only runs forward: what it tells of sleeps, and of clocks that were set. */
export class WallLead {
  readonly #clock: Clock;
  /** Wall clock minus the other: when last looked at, and the most that it ever was. */
  #aheadMs: number;
  #mostAheadMs: number;
  /** Since when the wall clock has been further ahead than ever, by little. */
  #tremblingSinceMs: number | undefined;
  /** By how much it last was. */
  #leapMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#aheadMs = this.#mostAheadMs = clock.wallMs() - clock.nowMs();
  }

  /**
   * Where the clock stood still while the device slept, the wall clock tells: it is further ahead than it ever was. One
   * that was set back means nothing, nor does its coming right again. `apply` says whether anything came of the event.
   */
  look(nowMs: number, apply: (event: SessionEvent) => boolean): void {
    const wallMs = this.#clock.wallMs();
    const aheadMs = wallMs - nowMs;
    const stepMs = aheadMs - this.#aheadMs;
    this.#aheadMs = aheadMs;
    // a clock that has fallen back to the factory's date knows nothing of before
    if (clockWasSet(wallMs, -stepMs)) this.#mostAheadMs = aheadMs;
    const leapMs = aheadMs - this.#mostAheadMs;
    if (clockWasSet(wallMs - stepMs, stepMs)) {
      this.#furthest(aheadMs);
      apply({ type: 'clockSet', byMs: stepMs });
    } else if (leapMs > SLEEP_MS) {
      if (leapMs <= TREMBLE_MS) this.#tremblingSinceMs ??= nowMs;
      if (leapMs > TREMBLE_MS || nowMs - (this.#tremblingSinceMs ?? nowMs) >= TREMBLE_LASTS_MS) {
        this.#furthest(aheadMs);
        this.#leapMs = apply({ type: 'slept', atMs: nowMs, awayMs: leapMs }) ? leapMs : 0;
      }
    } else {
      this.#furthest(aheadMs);
      // as far back as it leapt: it was set, and set right
      const setRight = stepMs < -SLEEP_MS && Math.abs(stepMs + this.#leapMs) <= SLEEP_MS;
      if (setRight && apply({ type: 'neverSlept', atMs: nowMs })) {
        this.#mostAheadMs -= this.#leapMs; // or the clock would count as set back from now on, across a kill too
        this.#leapMs = 0;
      }
    }
  }

  #furthest(aheadMs: number): void {
    this.#mostAheadMs = Math.max(this.#mostAheadMs, aheadMs);
    this.#tremblingSinceMs = undefined;
  }

  /** How long a workout was away, or by how much the clock was set meanwhile: then it says nothing of the time away. */
  sinceCheckpoint({ atEpochMs, behindMs = 0 }: Checkpoint): { awayMs: number; setByMs: number | undefined } {
    const aheadMs = this.#clock.wallMs() - atEpochMs;
    if (clockWasSet(atEpochMs, aheadMs)) return { awayMs: 0, setByMs: aheadMs };
    // a clock that had been set back may have come right meanwhile
    const cameRight = aheadMs >= behindMs;
    if (!cameRight) this.#mostAheadMs += behindMs + Math.max(0, -aheadMs);
    return { awayMs: Math.max(0, cameRight ? aheadMs - behindMs : aheadMs), setByMs: undefined };
  }

  /** When the last second ended, on the clock that people read, and how far that has been set back. */
  tickedAt(session: Session): Pick<Checkpoint, 'atEpochMs' | 'behindMs'> {
    const nowMs = this.#clock.nowMs();
    const wallMs = this.#clock.wallMs();
    const sinceTickMs = session.status === 'completed' ? 0 : Math.max(0, nowMs - session.tickedAtMs);
    const behindMs = this.#mostAheadMs - (wallMs - nowMs);
    return { atEpochMs: wallMs - sinceTickMs, ...(behindMs > SLEEP_MS && { behindMs }) };
  }
}

/** Whether the wall clock, so far ahead of what it said before, was set for the first time. */
function clockWasSet(beforeEpochMs: number, aheadMs: number): boolean {
  return beforeEpochMs < CLOCK_SET_MS && beforeEpochMs + aheadMs >= CLOCK_SET_MS;
}
