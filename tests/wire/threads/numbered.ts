import { FRAME_BYTES_MAX } from '../../../src/wire/frames.ts';

/** Where every byte copied is a step of its own: six are enough to be half seen. */
export const SHORT_BYTES_MAX = 6;

/** Frames whose content follows from their number, so that the far end can tell one that is torn, old or not its own. */
export function numbered(number: number, bytesMax = FRAME_BYTES_MAX): Uint8Array {
  const bytes = new Uint8Array(scramble(number) % (bytesMax + 1));
  for (let i = 0; i < bytes.length; i++) bytes[i] = scramble(number * 257 + i);
  return bytes;
}

export function isNumbered(number: number, bytes: Uint8Array, bytesMax = FRAME_BYTES_MAX): boolean {
  const expected = numbered(number, bytesMax);
  return bytes.length === expected.length && expected.every((byte, i) => bytes[i] === byte);
}

/** Mulberry32: a number in, a number that looks like chance out. */
export function scramble(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
