import type { TickCost } from '../wire/messages.ts';

/** How long the worker's seconds take, summed up as they are played. */
export class TickMeter {
  #count = 0;
  #sumMs = 0;
  #postMs = 0;
  #maxLateMs = 0;
  /** Seconds are being played, so that what is posted meanwhile is a part of their time. */
  #playing = false;

  get cost(): TickCost {
    const count = Math.max(1, this.#count);
    return {
      count: this.#count,
      meanMs: (this.#sumMs - this.#postMs) / count,
      postMeanMs: this.#postMs / count,
      maxLateMs: this.#maxLateMs,
    };
  }

  /** `play` says how many seconds it played, if any, and how late they were. */
  play(play: () => { ticks: number; lateMs: number }, isDue: boolean): void {
    const startMs = performance.now();
    this.#playing = isDue;
    const { ticks, lateMs } = play();
    this.#playing = false;
    if (ticks <= 0) return;
    this.#count += ticks;
    this.#sumMs += performance.now() - startMs;
    this.#maxLateMs = Math.max(this.#maxLateMs, lateMs);
  }

  post(post: () => void): void {
    const startMs = performance.now();
    post();
    if (this.#playing) this.#postMs += performance.now() - startMs;
  }
}
