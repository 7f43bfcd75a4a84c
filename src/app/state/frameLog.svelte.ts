import { parseFrame } from '../../core/signal/heartRateMeasurement.ts';
import { STRAPS, type StrapIndex } from '../../core/signal/straps.ts';
import { FRAME_BYTES_MAX } from '../../wire/frames.ts';
import type { Live } from './live.svelte.ts';

export interface ShownFrame {
  /** Counts all that the strap has sent since somebody looks. */
  n: number;
  /** Since the one before; none of the first, and of the first after a pause. */
  sinceMs: number | undefined;
  bytes: Uint8Array;
}

export interface FramesOfStrap {
  /** The newest first. */
  frames: readonly ShownFrame[];
  count: number;
  /** How many of these are no measurement. */
  bad: number;
  lastAtMs: number | undefined;
}

export const FRAMES_SHOWN = 20;

/** A strap that floods the page is drawn this often: the list is for people. */
const DRAWN_EVERY_MS = 200;

const NOTHING: FramesOfStrap = { frames: [], count: 0, bad: 0, lastAtMs: undefined };

/**
 * The last frames of each strap, while somebody looks. It listens where frames are handed on, after that was done, and what
 * it keeps is a copy: whatever becomes of it here, the workout has had them.
 */
export class FrameLog {
  readonly #live: Pick<Live, 'onFrame'>;
  #known: readonly FramesOfStrap[] = STRAPS.map(() => NOTHING);
  #shown = $state.raw<readonly FramesOfStrap[]>(STRAPS.map(() => NOTHING));
  #paused = $state.raw(false);
  #drawing: ReturnType<typeof setTimeout> | undefined;

  constructor(live: Pick<Live, 'onFrame'>) {
    this.#live = live;
    this.#listen();
  }

  /** Of the first strap and of the second. */
  get straps(): readonly FramesOfStrap[] {
    return this.#shown;
  }

  get paused(): boolean {
    return this.#paused;
  }

  pause(): void {
    this.#paused = true;
    this.#live.onFrame = undefined;
    this.#draw();
  }

  resume(): void {
    this.#paused = false;
    this.#known = this.#known.map((strap) => ({ ...strap, lastAtMs: undefined }));
    this.#listen();
  }

  clear(): void {
    this.#known = STRAPS.map(() => NOTHING);
    this.#draw();
  }

  /** Nobody looks any more. */
  close(): void {
    this.#live.onFrame = undefined;
    clearTimeout(this.#drawing);
  }

  #listen(): void {
    this.#live.onFrame = (atMs, bytes, strap) => this.#take(atMs, bytes, strap);
  }

  #take(atMs: number, bytes: Uint8Array, strap: StrapIndex): void {
    const { frames, count, bad, lastAtMs } = this.#known[strap] ?? NOTHING;
    const frame: ShownFrame = {
      n: count + 1,
      sinceMs: lastAtMs === undefined ? undefined : Math.max(0, atMs - lastAtMs),
      bytes: bytes.slice(0, FRAME_BYTES_MAX),
    };
    const next = {
      frames: [frame, ...frames].slice(0, FRAMES_SHOWN),
      count: frame.n,
      bad: bad + (parseFrame(bytes).ok ? 0 : 1),
      lastAtMs: atMs,
    };
    this.#known = this.#known.map((each, i) => (i === strap ? next : each));
    this.#drawing ??= setTimeout(() => this.#draw(), DRAWN_EVERY_MS);
  }

  #draw(): void {
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    this.#shown = this.#known;
  }
}
