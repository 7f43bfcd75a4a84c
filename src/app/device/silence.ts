/**
 * A connection that stands and says nothing for so long is none: Android and some Bluetooth stacks never tell of a drop.
 * Longer than the 30 s after which a workout pauses, since a strap that was only taken off for a moment is not to be bothered.
 */
const SILENCE_MS = 45_000;
/** When there is reason to doubt: Bluetooth was switched off. */
const DOUBTED_MS = 5_000;
/** A timer that is later than this was held up, and so was what the device has said. */
const LATE_MS = 2_000;

/** Tells once when nothing was heard for too long. */
export class SilenceWatch {
  readonly #tooLong: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #deadlineMs = Infinity;

  constructor(tooLong: () => void) {
    this.#tooLong = tooLong;
  }

  start(): void {
    this.#deadlineMs = performance.now() + SILENCE_MS;
    this.#arm(SILENCE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** At each notification, so that it costs no timer of its own. */
  heard(): void {
    this.#deadlineMs = performance.now() + SILENCE_MS;
  }

  /** What is connected may be gone: it has a moment to prove that it is not. */
  doubt(): void {
    if (this.#timer === undefined) return;
    this.#deadlineMs = Math.min(this.#deadlineMs, performance.now() + DOUBTED_MS);
    this.#arm(DOUBTED_MS);
  }

  #arm(ms: number): void {
    clearTimeout(this.#timer);
    const dueMs = performance.now() + ms;
    this.#timer = setTimeout(() => {
      const nowMs = performance.now();
      const leftMs = this.#deadlineMs - nowMs;
      if (leftMs > 0) return this.#arm(leftMs);
      if (nowMs - dueMs > LATE_MS) return this.#arm(LATE_MS);
      this.#timer = undefined;
      this.#tooLong();
    }, ms);
  }
}
