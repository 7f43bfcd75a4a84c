import { bad, good, type Parsed } from '../core/parse/parsed.ts';
import type { StrapIndex } from '../core/signal/straps.ts';
import { FRAME_BYTES_MAX, FRAMES_MAX, fits, type FrameReader, type FrameWriter } from './frames.ts';

/**
 * Heart-rate frames from the page to the worker, without a lock and without a message.
 *
 *     page ── push ──▶ [ slot | slot | slot | … ] ── drain ──▶ worker
 *
 * One producer and one consumer, each on its own thread, never swapping roles; either may be replaced by a
 * successor that attaches to the same buffer once its predecessor is gone. The buffer, in bytes, little-endian:
 *
 *      0  u32  mark      what this is, and the version of this layout
 *      4  u32  written   frames pushed, ever    stored by the producer only
 *      8  u32  read      frames drained, ever   stored by the consumer only
 *     12  u32  dropped   frames lost, ever      stored by the producer only
 *     16       FRAMES_MAX slots:  f64 atMs, u8 length, u8 strap, then room for FRAME_BYTES_MAX bytes
 *
 * `written` and `read` count on forever and wrap together at 2³²; a frame's slot is its count % FRAMES_MAX, which
 * divides 2³², so the wrap does not skip a slot. Their difference is the fill, so full and empty look different and
 * no slot is wasted telling them apart. When full it is the new frame that is lost: the old ones belong to the
 * consumer, and only it may move `read`.
 *
 * Two straps share the ring, and the page pushes for both: one producer still, one order of stamps, and one count to wait
 * on. A ring for each would need a merge and two waits in the consumer; a bit of the stamp or of the length is not free,
 * since each is used whole. `strap` lies beside the length, on the same line of a cache, and costs a byte there and back.
 *
 * A slot is written before `written` is stored and read after `written` is loaded; it is copied out before `read` is
 * stored and overwritten after `read` is loaded. Atomics order each pair, so neither end ever sees half a frame.
 *
 * Each end keeps its own count beside the shared one, since nobody else stores it, and looks at the other's no more often
 * than it must: the producer when the ring looks full, the consumer once a drain. An atomic store waits for the caches
 * of the other core, so a drain stores `read` once, for all frames that it handed over; their room is free from then on.
 *
 * A waiting consumer sleeps on `written` itself, and only while that is still the count it has seen: a frame pushed
 * between looking and sleeping changes the count, so it cannot be slept through.
 */
const MARK_AT = 0;
const WRITTEN = 1;
const READ = 2;
const DROPPED = 3;
const SLOTS_AT_BYTE = 16;
const LENGTH_AT_BYTE = 8;
const STRAP_AT_BYTE = 9;
const BYTES_AT_BYTE = 10;
const SLOT_BYTES = Math.ceil((BYTES_AT_BYTE + FRAME_BYTES_MAX) / 8) * 8; // 272, so every stamp lies on a multiple of 8
const RING_BYTES = SLOTS_AT_BYTE + FRAMES_MAX * SLOT_BYTES;

/** "BKR" and the version: raise it with every change of the layout above. */
const MARK = 0x42_4b_52_02;

/** Without `Atomics.waitAsync` the consumer looks this often: below what an eye notices in a number. */
const POLL_MS = 50;

/** Only where shared memory is to be had: the host asks first. */
export function createRing(): SharedArrayBuffer {
  const ring = new SharedArrayBuffer(RING_BYTES);
  new Int32Array(ring)[MARK_AT] = MARK;
  return ring;
}

/** The producer's end. */
export class RingWriter implements FrameWriter {
  readonly #words: Int32Array;
  readonly #stamps: DataView;
  readonly #bytes: Uint8Array;
  #written: number;
  /** `read` as last looked at: the consumer may have made room since. */
  #read: number;

  /** `ring` is one of our own making; one that came by message goes through `attach`. */
  constructor(ring: SharedArrayBuffer) {
    [this.#words, this.#stamps, this.#bytes] = mapped(ring);
    this.#written = Atomics.load(this.#words, WRITTEN);
    this.#read = Atomics.load(this.#words, READ);
  }

  static attach(ring: unknown): Parsed<RingWriter> {
    const checked = checkRing(ring);
    return checked.ok ? good(new RingWriter(checked.value)) : checked;
  }

  push(atMs: number, bytes: Uint8Array, strap: StrapIndex = 0): boolean {
    if (!fits(atMs, bytes) || !this.#hasRoom()) {
      Atomics.store(this.#words, DROPPED, Atomics.load(this.#words, DROPPED) + 1);
      return false;
    }

    const slotAt = slotAtByte(this.#written);
    this.#stamps.setFloat64(slotAt, atMs, true);
    this.#bytes[slotAt + LENGTH_AT_BYTE] = bytes.length;
    this.#bytes[slotAt + STRAP_AT_BYTE] = strap;
    copyBytes(bytes, 0, this.#bytes, slotAt + BYTES_AT_BYTE, bytes.length);

    this.#written = (this.#written + 1) | 0;
    Atomics.store(this.#words, WRITTEN, this.#written);
    Atomics.notify(this.#words, WRITTEN);
    return true;
  }

  #hasRoom(): boolean {
    if (fill(this.#written, this.#read) < FRAMES_MAX) return true;
    this.#read = Atomics.load(this.#words, READ);
    return fill(this.#written, this.#read) < FRAMES_MAX;
  }
}

/** The consumer's end. */
export class RingReader implements FrameReader {
  readonly #words: Int32Array;
  readonly #stamps: DataView;
  readonly #bytes: Uint8Array;
  readonly #sleep: (ms: number) => Promise<void>;
  /** `written` as last looked at; starts at `read`, so that frames already in line are news to the first wait. */
  #seen: number;
  /** Frames handed over, ever: ahead of the shared count while a drain is under way. */
  #read: number;
  #closed = false;

  /** `sleep` is the host's timer, used where `Atomics.waitAsync` is missing. `ring` as for the writer. */
  constructor(ring: SharedArrayBuffer, sleep: (ms: number) => Promise<void>) {
    [this.#words, this.#stamps, this.#bytes] = mapped(ring);
    this.#sleep = sleep;
    this.#read = Atomics.load(this.#words, READ);
    this.#seen = this.#read;
  }

  static attach(ring: unknown, sleep: (ms: number) => Promise<void>): Parsed<RingReader> {
    const checked = checkRing(ring);
    return checked.ok ? good(new RingReader(checked.value, sleep)) : checked;
  }

  get dropped(): number {
    return Atomics.load(this.#words, DROPPED) >>> 0;
  }

  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array, strap: StrapIndex) => void): void {
    // Looked at once: a producer that never rests cannot keep the consumer here.
    const written = (this.#seen = Atomics.load(this.#words, WRITTEN));
    try {
      // `#read` anew each time: `each` may itself have drained
      while (fill(written, this.#read) > 0) {
        const slotAt = slotAtByte(this.#read);
        const atMs = this.#stamps.getFloat64(slotAt, true);
        if (atMs >= beforeMs) return;
        const strap = this.#bytes[slotAt + STRAP_AT_BYTE] === 1 ? 1 : 0;
        const bytes = new Uint8Array(this.#bytes[slotAt + LENGTH_AT_BYTE] ?? 0);
        copyBytes(this.#bytes, slotAt + BYTES_AT_BYTE, bytes, 0, bytes.length);

        this.#read = (this.#read + 1) | 0;
        each(atMs, bytes, strap);
      }
    } finally {
      Atomics.store(this.#words, READ, this.#read);
    }
  }

  nextAtMs(): number | undefined {
    const written = Atomics.load(this.#words, WRITTEN);
    return written === this.#read ? undefined : this.#stamps.getFloat64(slotAtByte(this.#read), true);
  }

  async wait(): Promise<boolean> {
    while (!this.#closed) {
      const written = Atomics.load(this.#words, WRITTEN);
      if (written !== this.#seen) {
        this.#seen = written;
        return true;
      }
      if ('waitAsync' in Atomics) await Atomics.waitAsync(this.#words, WRITTEN, written).value;
      else await this.#sleep(POLL_MS);
    }
    return false;
  }

  close(): void {
    this.#closed = true;
    Atomics.notify(this.#words, WRITTEN);
  }
}

/** Frames in line, as a signed difference modulo 2³²: right across the wrap. */
function fill(written: number, read: number): number {
  return (written - read) | 0;
}

function slotAtByte(count: number): number {
  return SLOTS_AT_BYTE + ((count >>> 0) % FRAMES_MAX) * SLOT_BYTES;
}

/** Byte by byte: a frame has six of them, and a view and a `set` for each frame cost a quarter of all its way. */
function copyBytes(from: Uint8Array, fromAt: number, to: Uint8Array, toAt: number, length: number): void {
  for (let i = 0; i < length; i++) to[toAt + i] = from[fromAt + i] ?? 0;
}

function mapped(ring: SharedArrayBuffer): [Int32Array, DataView, Uint8Array] {
  const checked = checkRing(ring);
  if (!checked.ok) throw new TypeError(JSON.stringify(checked.problems));
  return [
    new Int32Array(ring, 0, SLOTS_AT_BYTE / Int32Array.BYTES_PER_ELEMENT),
    new DataView(ring),
    new Uint8Array(ring),
  ];
}

/** Whether this is a ring, of this version, in a state that two honest ends can have left it in. */
function checkRing(ring: unknown): Parsed<SharedArrayBuffer> {
  const refused = (received: string | number): Parsed<never> =>
    bad('value.type', { expected: `ring ${MARK.toString(16)} of ${RING_BYTES} bytes`, received }, 'ring');

  // Where a browser withholds shared memory, it withholds the name too.
  if (typeof SharedArrayBuffer === 'undefined' || !(ring instanceof SharedArrayBuffer)) return refused(typeof ring);
  if (ring.byteLength !== RING_BYTES) return refused(`${ring.byteLength} bytes`);

  const words = new Int32Array(ring);
  if (words[MARK_AT] !== MARK) return refused(`mark ${((words[MARK_AT] ?? 0) >>> 0).toString(16)}`);
  const inLine = fill(Atomics.load(words, WRITTEN), Atomics.load(words, READ));
  return inLine < 0 || inLine > FRAMES_MAX ? refused(`${inLine} frames in line`) : good(ring);
}
