import { expect, test } from 'vitest';
import { FRAME_BYTES_MAX, FRAMES_MAX } from '../../src/wire/frames.ts';
import { createRing, RingReader, RingWriter } from '../../src/wire/ring.ts';
import { startCountsAt, TURNOVERS } from './threads/counts.ts';

const never = (): Promise<void> => Promise.reject(new Error('nobody sleeps here'));

test('the buffer is laid out as its header says', () => {
  const ring = createRing();
  const writer = new RingWriter(ring);
  writer.push(1.5, Uint8Array.of(0, 60));
  writer.push(2.5, Uint8Array.of(0, 61, 7), 1);
  writer.push(3.5, new Uint8Array(FRAME_BYTES_MAX + 1));
  new RingReader(ring, never).drain(2, () => {});

  const view = new DataView(ring);
  expect([0, 4, 8, 12].map((at) => view.getUint32(at, true))).toEqual([0x42_4b_52_02, 2, 1, 1]);
  const secondAt = 16 + 8 + 1 + 1 + FRAME_BYTES_MAX + 7; // to the next multiple of 8
  expect(view.getFloat64(secondAt, true)).toBe(2.5);
  expect([...new Uint8Array(ring, secondAt + 8, 5)]).toEqual([3, 1, 0, 61, 7]);
  expect(ring.byteLength).toBe(16 + FRAMES_MAX * (secondAt - 16));
});

test.each(TURNOVERS)('a ring whose counts turn over at %i fills, drops and drains as a new one does', (turnover) => {
  const ring = startCountsAt(createRing(), turnover - 3);
  const writer = new RingWriter(ring);
  const reader = new RingReader(ring, never);

  const pushed = Array.from({ length: FRAMES_MAX + 2 }, (_, i) => writer.push(i, Uint8Array.of(i % 256)));
  expect(pushed.lastIndexOf(true)).toBe(FRAMES_MAX - 1);
  expect(reader.dropped).toBe(2);

  const drained: [number, number | undefined][] = [];
  reader.drain(Infinity, (atMs, bytes) => drained.push([atMs, bytes[0]]));
  expect(drained).toEqual(Array.from({ length: FRAMES_MAX }, (_, i) => [i, i % 256]));
});

test('the count of lost frames turns over without a sign', () => {
  const ring = createRing();
  const reader = new RingReader(ring, never);
  const tooLong = new Uint8Array(FRAME_BYTES_MAX + 1);

  new Uint32Array(ring)[3] = 2 ** 31 - 1;
  new RingWriter(ring).push(0, tooLong);
  expect(reader.dropped).toBe(2 ** 31);

  new Uint32Array(ring)[3] = 2 ** 32 - 1;
  new RingWriter(ring).push(0, tooLong);
  expect(reader.dropped).toBe(0);
});

test('a successor at either end goes on where the last one was', async () => {
  const ring = createRing();
  new RingWriter(ring).push(1, Uint8Array.of(1));
  new RingReader(ring, never).drain(2, () => {});
  new RingWriter(ring).push(2, Uint8Array.of(2));

  const successor = new RingReader(ring, never);
  expect(await successor.wait()).toBe(true);
  const drained: number[] = [];
  successor.drain(Infinity, (atMs) => drained.push(atMs));
  expect(drained).toEqual([2]);
});

const foreign: [string, unknown, string][] = [
  ['nothing', undefined, 'undefined'],
  ['a number', 7, 'number'],
  ['memory that is not shared', new ArrayBuffer(createRing().byteLength), 'object'],
  ['too little memory', new SharedArrayBuffer(16), '16 bytes'],
  ['no memory at all', new SharedArrayBuffer(0), '0 bytes'],
  ['too much memory', new SharedArrayBuffer(createRing().byteLength + 8), `${createRing().byteLength + 8} bytes`],
  ['memory of someone else', new SharedArrayBuffer(createRing().byteLength), 'mark 0'],
  ['a ring of another version', ringWith(0, 0x42_4b_52_01), 'mark 424b5201'],
  ['a ring drained of more than was pushed', ringWith(2, 1), '-1 frames in line'],
  ['a ring with more in line than it can hold', ringWith(1, FRAMES_MAX + 1), `${FRAMES_MAX + 1} frames in line`],
];
test.each(foreign)('%s is refused by both ends', (_, ring, received) => {
  const problems = [{ code: 'value.type', path: 'ring', params: { expected: expect.any(String), received } }];
  expect(RingWriter.attach(ring)).toEqual({ ok: false, problems });
  expect(RingReader.attach(ring, never)).toEqual({ ok: false, problems });
});

test('what the ends refuse from others they throw for when it is our own', () => {
  expect(() => new RingWriter(new SharedArrayBuffer(16))).toThrow(TypeError);
  expect(() => new RingReader(new SharedArrayBuffer(16), never)).toThrow(TypeError);
});

test('both ends attach to a ring, also a full one', () => {
  const ring = createRing();
  for (let i = 0; i < FRAMES_MAX; i++) new RingWriter(ring).push(i, Uint8Array.of());
  const writer = RingWriter.attach(ring);
  const reader = RingReader.attach(ring, never);
  expect(writer.ok && writer.value).toBeInstanceOf(RingWriter);
  expect(reader.ok && reader.value.nextAtMs()).toBe(0);
});

test('where the very name of shared memory is missing, nothing is a ring', () => {
  const ring = createRing();
  const named = SharedArrayBuffer;
  Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  try {
    expect(RingReader.attach(ring, never).ok).toBe(false);
  } finally {
    Object.defineProperty(globalThis, 'SharedArrayBuffer', { configurable: true, writable: true, value: named });
  }
});

test('a frame pushed between looking and sleeping is not slept through', async () => {
  const ring = createRing();
  const writer = new RingWriter(ring);
  const reader = new RingReader(ring, never);
  const { load } = Atomics;
  Atomics.load = ((words: Int32Array, index: number) => {
    const looked = load(words, index);
    Atomics.load = load;
    writer.push(1, Uint8Array.of());
    return looked;
  }) as typeof load;
  expect(await reader.wait()).toBe(true);
});

function ringWith(word: number, value: number): SharedArrayBuffer {
  const ring = createRing();
  new Uint32Array(ring)[word] = value;
  return ring;
}
