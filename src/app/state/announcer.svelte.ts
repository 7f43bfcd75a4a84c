/** A screen reader is told at most this often; of what came meanwhile, the last. */
const EVERY_MS = 5_000;

/** What a screen reader reads aloud. */
export class Announcer {
  #text = $state.raw('');
  #nextAtMs = 0;
  #waiting: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get text(): string {
    return this.#text;
  }

  say(text: string): void {
    this.#waiting = text;
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#speak(), Math.max(0, this.#nextAtMs - performance.now()));
  }

  #speak(): void {
    this.#timer = undefined;
    this.#text = this.#waiting ?? '';
    this.#nextAtMs = performance.now() + EVERY_MS;
  }
}
