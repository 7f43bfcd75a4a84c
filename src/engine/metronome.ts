/** What a host's timers offer; both ends of it. */
export interface Timer {
  after(ms: number, call: () => void): () => void;
}

/** No longer than this between two looks at the clock: a timer that was set before a sleep may be late by all of it. */
const LOOK_EVERY_MS = 1_000;

/**
 * Calls `beat` whenever something is due, as often as it takes. Waits are counted from the due time, not from the last
 * beat, so lateness never adds up; a timer that fires early just finds nothing due. A beat that throws is followed by
 * the next.
 */
export class Metronome {
  readonly #timer: Timer;
  readonly #waitMs: () => number;
  readonly #beat: () => void;
  #cancel: (() => void) | undefined;

  /** `waitMs`: real milliseconds until something is due. */
  constructor(timer: Timer, waitMs: () => number, beat: () => void) {
    this.#timer = timer;
    this.#waitMs = waitMs;
    this.#beat = beat;
  }

  start(): void {
    this.stop();
    const waitMs = Math.min(LOOK_EVERY_MS, Math.max(0, this.#waitMs()));
    this.#cancel = this.#timer.after(waitMs, () => {
      try {
        this.#beat();
      } finally {
        this.start();
      }
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
