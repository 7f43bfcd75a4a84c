import { aimOf, type StrapSpec } from '../core/body.ts';
import type { Session } from '../core/session.ts';
import type { Source } from '../core/signal.ts';
import type { FrameSource } from '../engine/executor.ts';
import { SimulatedStrap } from '../engine/simulated.ts';
import type { FrameReader } from '../wire/frames.ts';

/** A page that has not taken a snapshot for this long is frozen or busy, and so are the frames that only it can hear. */
const PAGE_DEAF_MS = 2_000;

/**
 * Where the executor's frames come from: the page's strap, or a simulated one that lives right here, where no hidden
 * page can slow it down.
 */
export class Ear implements FrameSource {
  readonly #reader: FrameReader;
  readonly #session: () => Session;
  readonly #realMs: () => number;
  #simulated: SimulatedStrap | undefined;
  /** Since when the page owes an answer. */
  #waitingSinceMs: number | undefined;
  #sentSeq = 0;

  constructor(reader: FrameReader, ports: { session: () => Session; realMs: () => number }) {
    this.#reader = reader;
    this.#session = ports.session;
    this.#realMs = ports.realMs;
  }

  get source(): Source {
    return this.#simulated ? 'simulated' : 'strap';
  }

  get dropped(): number {
    return this.#reader.dropped;
  }

  simulate(spec: StrapSpec | undefined, nowMs: number): void {
    this.#simulated = spec && new SimulatedStrap(spec, nowMs, () => aimOf(this.#session(), spec));
  }

  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array) => void): void {
    if (!this.#simulated) return this.#reader.drain(beforeMs, each);
    this.#reader.drain(beforeMs, () => undefined); // what a real strap still had to say is of another heart
    this.#simulated.drain(beforeMs, each);
  }

  /** When the next frame that is known of is due. */
  nextAtMs(): number | undefined {
    return this.#simulated ? this.#simulated.dueMs() : this.#reader.nextAtMs();
  }

  /** A snapshot was sent to the page. */
  sent(seq: number): void {
    this.#sentSeq = seq;
    this.#waitingSinceMs ??= this.#realMs();
  }

  /** The page has taken it. */
  answered(seq: number): void {
    this.#waitingSinceMs = seq >= this.#sentSeq ? undefined : this.#realMs();
  }

  listening(): boolean {
    return this.#waitingSinceMs === undefined || this.#realMs() - this.#waitingSinceMs < PAGE_DEAF_MS;
  }
}
