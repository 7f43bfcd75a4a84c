import type { StrapIndex } from '../core/signal/straps.ts';

/**
 * The road of a heart-rate frame from the page to the worker, whatever it is made of: shared memory (`ring.ts`) or,
 * where a browser withholds that, messages (`post.ts`). Both keep the promises below, and the same script pushed
 * through either comes out the same. Two straps share one road: what they sent comes out in one order, and one wait is
 * for both.
 */

/** What a strap sent, unparsed, and when the page received it: `performance.timeOrigin + performance.now()`. */
export interface Frame {
  atMs: number;
  bytes: Uint8Array;
  /** Which of two straps it came from; left out for the first. */
  strap?: StrapIndex | undefined;
}

/** The page's end. It never waits and never throws for what a strap may send. */
export interface FrameWriter {
  /** Send a copy of `bytes` on its way; false when it is known at once to be lost. A lost frame is counted by the reader. */
  push(atMs: number, bytes: Uint8Array, strap?: StrapIndex): boolean;
}

/** The worker's end. */
export interface FrameReader {
  /**
   * Hand over the frames stamped before `beforeMs`, in the order they were pushed, up to the first one that is not.
   * A frame stamped earlier than the one ahead of it comes right behind that one: order is the order of pushing, and
   * which drain a frame belongs to follows from the stamps alone, not from how late the drain was.
   *
   * `bytes` are a copy to keep: at a frame a second it costs nothing, and shared memory would change under the reader
   * and is refused by structured clone. A frame is gone once it is handed over, even when `each` throws.
   */
  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array, strap: StrapIndex) => void): void;

  /** When the next frame in line was received; `undefined` with none in line. */
  nextAtMs(): number | undefined;

  /** Frames lost so far: found no room, too long, or without a finite stamp. */
  readonly dropped: number;

  /**
   * True as soon as a frame has come that neither a drain nor an earlier wait has seen (at once, if it is already
   * here); false once closed. A frame left in line by a drain was seen: `nextAtMs` says when to come back for it.
   *
   *     while (await reader.wait()) reader.drain(clock.nowMs(), take);
   */
  wait(): Promise<boolean>;

  /** End every wait, present and future. What is in line can still be drained. */
  close(): void;
}

/** Frames in line before one is lost: 8 minutes of a strap, or a worker blocked for 8 s at sixty-fold speed. */
export const FRAMES_MAX = 512;

/** What one radio packet can carry is 244 bytes, straps send 20 at most, and a length in a byte cannot point outside its slot. */
export const FRAME_BYTES_MAX = 255;

/** A stamp that is never past would hold up all behind it, so it must be finite. */
export function fits(atMs: number, bytes: Uint8Array): boolean {
  return Number.isFinite(atMs) && bytes.length <= FRAME_BYTES_MAX;
}
