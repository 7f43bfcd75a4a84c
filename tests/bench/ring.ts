// What a frame costs on its way through shared memory, beside a ring of bytes and beside messages, in one thread.
import { encodeFrame, parseFrame } from '../../src/core/signal/heartRateMeasurement.ts';
import { PostReader, PostWriter } from '../../src/wire/post.ts';
import { createRing, RingReader, RingWriter } from '../../src/wire/ring.ts';
import { bar, compare, type Case } from './measure.ts';

const FRAME = encodeFrame({ bpm: 150, contact: 'present', rrMs: [400, 401] }); // six bytes
/** So many are pushed, then all of them taken; a round is short, so that a busy machine spoils few of many rounds. */
const AT_A_TIME = 32;
const BATCHES = 64;
const ROUNDS = 400;

const STAMP_BYTES = 8;
const RECORD_BYTES = STAMP_BYTES + FRAME.length;

export async function rings(): Promise<void> {
  const [bytes = NaN, , ours = NaN] = await compare(
    `A stamp and ${FRAME.length} bytes through shared memory, ${AT_A_TIME} at a time`,
    [byteRing('ring of bytes, read in place', false), byteRing('ring of bytes, a copy to keep', true), ownRing()],
    ROUNDS,
  );
  bar('our ring, to the ring of bytes read in place', ours / bytes, 1, '×');

  const [ring, reader] = ownEnds();
  const postReader = new PostReader();
  const postWriter = new PostWriter((message) => postReader.accept(message));
  await compare('A frame through the wall and parsed, without a thread', [
    inBatches('ring', (atMs) => {
      ring.push(atMs, FRAME);
      reader.drain(Infinity, (_, bytes) => parseFrame(bytes));
    }),
    inBatches('messages', (atMs) => {
      postWriter.push(atMs, FRAME);
      postReader.drain(Infinity, (_, bytes) => parseFrame(bytes));
    }),
  ]);
}

function ownEnds(): [RingWriter, RingReader] {
  const ring = createRing();
  return [new RingWriter(ring), new RingReader(ring, () => Promise.resolve())];
}

function ownRing(): Case {
  const [writer, reader] = ownEnds();
  const taken = new Taken();
  const take = (atMs: number, bytes: Uint8Array): void => taken.add(atMs, bytes[1]);
  return inBatches(
    'our ring, a copy to keep',
    (atMs) => writer.push(atMs, FRAME),
    () => reader.drain(Infinity, take),
    taken,
  );
}

/** `keep`: what is taken is a copy of its own, as `frames.ts` promises; else it is read where the ring put it. */
function byteRing(name: string, keep: boolean): Case {
  const ring = new ByteRing(512 * RECORD_BYTES);
  const [sent, received] = [new Uint8Array(RECORD_BYTES), new Uint8Array(RECORD_BYTES)];
  const [sentStamp, receivedStamp] = [new DataView(sent.buffer), new DataView(received.buffer)];
  const taken = new Taken();
  return inBatches(
    name,
    (atMs) => {
      sentStamp.setFloat64(0, atMs, true);
      sent.set(FRAME, STAMP_BYTES);
      ring.push(sent);
    },
    () => {
      while (ring.pop(received) > 0) {
        const bpm = keep ? received.slice(STAMP_BYTES)[1] : received[STAMP_BYTES + 1];
        taken.add(receivedStamp.getFloat64(0, true), bpm);
      }
    },
    taken,
  );
}

/** What was taken, so that a ring that loses frames is not fast but wrong. */
class Taken {
  frames = 0;
  sum = 0;

  add(atMs: number, bpm = NaN): void {
    this.frames++;
    this.sum += atMs + bpm;
  }
}

function inBatches(name: string, push: (atMs: number) => void, take?: () => void, taken?: Taken): Case {
  return {
    name,
    work: () => {
      const before = taken?.frames ?? 0;
      for (let batch = 0; batch < BATCHES; batch++) {
        for (let i = 0; i < AT_A_TIME; i++) push(i);
        take?.();
      }
      const frames = BATCHES * AT_A_TIME;
      if (taken && (taken.frames - before !== frames || Number.isNaN(taken.sum)))
        throw new Error(`${name} lost frames`);
      return frames;
    },
  };
}

/**
 * A queue of bytes for one producer and one consumer, by the method of ringbuf.js 0.4.0 (which is not copied here: it is
 * under another licence): two positions that turn over at the capacity, one byte always free so that full and empty
 * differ, both positions loaded at each call, bytes copied one by one, and nobody woken. Measured beside the original,
 * this one is no slower (0.91 to 0.99 of its time).
 */
class ByteRing {
  readonly #writeAt: Uint32Array;
  readonly #readAt: Uint32Array;
  readonly #store: Uint8Array;

  constructor(capacity: number) {
    const memory = new SharedArrayBuffer(2 * Uint32Array.BYTES_PER_ELEMENT + capacity + 1);
    this.#writeAt = new Uint32Array(memory, 0, 1);
    this.#readAt = new Uint32Array(memory, 4, 1);
    this.#store = new Uint8Array(memory, 8);
  }

  push(bytes: Uint8Array): number {
    const [size, at, readAt] = [this.#store.length, Atomics.load(this.#writeAt, 0), Atomics.load(this.#readAt, 0)];
    const length = Math.min((readAt + size - at - 1) % size, bytes.length);
    const first = Math.min(size - at, length);
    for (let i = 0; i < first; i++) this.#store[at + i] = bytes[i] ?? 0;
    for (let i = first; i < length; i++) this.#store[i - first] = bytes[i] ?? 0;
    Atomics.store(this.#writeAt, 0, (at + length) % size);
    return length;
  }

  pop(into: Uint8Array): number {
    const [size, at, writeAt] = [this.#store.length, Atomics.load(this.#readAt, 0), Atomics.load(this.#writeAt, 0)];
    const length = Math.min((writeAt + size - at) % size, into.length);
    const first = Math.min(size - at, length);
    for (let i = 0; i < first; i++) into[i] = this.#store[at + i] ?? 0;
    for (let i = first; i < length; i++) into[i] = this.#store[i - first] ?? 0;
    Atomics.store(this.#readAt, 0, (at + length) % size);
    return length;
  }
}
