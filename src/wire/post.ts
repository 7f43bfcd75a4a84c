import { STRAPS, type StrapIndex } from '../core/signal/straps.ts';
import { FRAMES_MAX, fits, type Frame, type FrameReader, type FrameWriter } from './frames.ts';

/**
 * Heart-rate frames from the page to the worker where shared memory is missing: one message each.
 *
 *     page ── push ──▶ postMessage … onmessage ── accept ──▶ [ frame, frame, … ] ── drain ──▶ worker
 *
 * The browser keeps the messages in order and loses none; what is lost is lost at the reader, which judges and counts.
 * Unlike the ring, a frame is in line only once the worker's thread has been free to take the message.
 */
export type FrameMessage = Frame & { v: typeof VERSION; type: 'frame' };

const VERSION = 1;

/** The producer's end. `post` is the host's way to the worker. */
export class PostWriter implements FrameWriter {
  readonly #post: (message: FrameMessage) => void;

  constructor(post: (message: FrameMessage) => void) {
    this.#post = post;
  }

  push(atMs: number, bytes: Uint8Array, strap: StrapIndex = 0): boolean {
    // Sent even when it does not fit, so that the reader can count it. Copied, because a view would take its whole buffer along.
    this.#post({ v: VERSION, type: 'frame', atMs, bytes: bytes.slice(), ...(strap === 1 && { strap }) });
    return fits(atMs, bytes);
  }
}

/** The consumer's end. */
export class PostReader implements FrameReader {
  readonly #line: Frame[] = [];
  #dropped = 0;
  /** Whether a frame has come that neither a drain nor a wait has seen. */
  #news = false;
  #closed = false;
  readonly #waiting: (() => void)[] = [];

  /** Take what came by message. False when it is no frame, and so for someone else; a frame that is lost is taken, and counted. */
  accept(message: unknown): boolean {
    if (!isRecord(message) || message['type'] !== 'frame') return false;

    const { v, atMs, bytes, strap } = message;
    const sound = v === VERSION && typeof atMs === 'number' && bytes instanceof Uint8Array && fits(atMs, bytes);
    if (!sound || !isStrap(strap) || this.#line.length >= FRAMES_MAX) {
      this.#dropped++;
      return true;
    }
    this.#line.push({ atMs, bytes, strap });
    this.#news = true;
    this.#wake();
    return true;
  }

  get dropped(): number {
    return this.#dropped;
  }

  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array, strap: StrapIndex) => void): void {
    this.#news = false;
    for (let left = this.#line.length; left > 0; left--) {
      const frame = this.#line[0];
      if (!frame || frame.atMs >= beforeMs) return;
      this.#line.shift();
      each(frame.atMs, frame.bytes, frame.strap ?? 0);
    }
  }

  nextAtMs(): number | undefined {
    return this.#line[0]?.atMs;
  }

  async wait(): Promise<boolean> {
    while (!this.#closed) {
      if (this.#news) {
        this.#news = false;
        return true;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return false;
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function isStrap(value: unknown): value is StrapIndex | undefined {
  return value === undefined || STRAPS.some((strap) => strap === value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
