/** A screen reader is told at most this often. */
const EVERY_MS = 5_000;
/** What waited for longer is no news. */
const FRESH_MS = 15_000;
/** For what has no place of its own in the order. */
const LAST = 100;

interface Waiting {
  text: string;
  untilMs: number;
}

/**
 * What a screen reader reads aloud. Of what comes while it may not, the most urgent goes first, and of each urgency the
 * last.
 */
export class Announcer {
  #text = $state.raw('');
  #nextAtMs = 0;
  readonly #waiting = new Map<number, Waiting>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  get text(): string {
    return this.#text;
  }

  /** `order`: the least goes first. */
  say(text: string, order = LAST): void {
    this.#waiting.set(order, { text, untilMs: performance.now() + FRESH_MS });
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#speak(), Math.max(0, this.#nextAtMs - performance.now()));
  }

  #speak(): void {
    this.#timer = undefined;
    const nowMs = performance.now();
    for (const [order, { untilMs }] of this.#waiting) if (untilMs < nowMs) this.#waiting.delete(order);
    const order = Math.min(...this.#waiting.keys());
    const next = this.#waiting.get(order);
    if (!next) return;
    this.#waiting.delete(order);
    this.#text = next.text;
    this.#nextAtMs = nowMs + EVERY_MS;
    if (this.#waiting.size > 0) this.#timer = setTimeout(() => this.#speak(), EVERY_MS);
  }
}
