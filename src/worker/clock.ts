import type { Clock } from '../engine/ports.ts';

/**
 * Both clocks of the executor, which a demo may hurry. What they have gained stays gained when they run at the usual speed
 * again, so that neither ever jumps; `gainedMs` is how far they are ahead of the real ones, by which stamps of the page are
 * put right.
 */
export class VirtualClock implements Clock {
  readonly #real: Clock;
  #speed = 1;
  #sinceMs: number;
  #gainedMs = 0;

  constructor(real: Clock) {
    this.#real = real;
    this.#sinceMs = real.nowMs();
  }

  get speed(): number {
    return this.#speed;
  }

  get gainedMs(): number {
    return this.#gainedMs + (this.#real.nowMs() - this.#sinceMs) * (this.#speed - 1);
  }

  /** From now on. */
  run(speed: number): void {
    if (speed === this.#speed) return;
    this.#gainedMs = this.gainedMs;
    this.#sinceMs = this.#real.nowMs();
    this.#speed = speed;
  }

  nowMs(): number {
    return this.#real.nowMs() + this.gainedMs;
  }

  wallMs(): number {
    return this.#real.wallMs() + this.gainedMs;
  }
}
