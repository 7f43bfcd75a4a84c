import { untrack } from 'svelte';

const MINUTE_MS = 60_000;
/** So close to a moment its seconds are counted. */
const CLOSE_MS = 2 * MINUTE_MS;

/** The clock that the screens show beside what is planned, as exact as they need it. It stands while nobody watches. */
export class AgendaClock {
  readonly #nextDueMs: () => number;
  readonly #onDue: () => void;
  #nowMs = $state.raw(Date.now());
  #watchers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldOfMs = 0;

  /** `nextDueMs`: when something changes next, `Infinity` for never. `onDue` is called once when that has come. */
  constructor(nextDueMs: () => number, onDue: () => void) {
    this.#nextDueMs = nextDueMs;
    this.#onDue = onDue;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Keeps `nowMs` as exact as a countdown needs it, until the returned function is called. */
  watch(): () => void {
    this.#watchers++;
    untrack(() => this.tick()); // an effect that asks for this would else begin anew with each tick
    return () => {
      if (--this.#watchers === 0) clearTimeout(this.#timer);
    };
  }

  /** Reads the clock of the device, and again when it is time. */
  tick(): void {
    this.#nowMs = Date.now();
    clearTimeout(this.#timer);
    if (this.#watchers === 0) return;
    const atMs = this.#nextDueMs();
    const leftMs = atMs - this.#nowMs;
    if (leftMs <= 0 && this.#toldOfMs !== atMs) {
      this.#toldOfMs = atMs;
      this.#onDue();
    }
    const stepMs = leftMs > CLOSE_MS ? MINUTE_MS : 1000;
    const waitMs = leftMs > 0 && leftMs < Infinity ? leftMs % stepMs || stepMs : MINUTE_MS;
    this.#timer = setTimeout(() => this.tick(), waitMs);
  }
}
