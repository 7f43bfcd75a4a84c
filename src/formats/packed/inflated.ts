import { Gunzip, Inflate } from 'fflate';
import { crc32 } from '../../core/parse/crc32.ts';

// What is packed, unpacked to a limit: a few bytes can say a gigabyte.

/** So much is unpacked at a time: one step makes a thousandfold of it at most. */
const STEP_BYTES = 1_024;

/** Bytes as they were, or why not: `tooLarge` beyond the limit, `cut` where they end too early or are something else. */
export type Unpacked = Uint8Array | 'tooLarge' | 'cut';

/** Deflated bytes (raw, RFC 1951) as they were. */
export const inflated = (packed: Uint8Array, bytesMax: number): Unpacked => unpacked(packed, bytesMax, Inflate);

const GZIP_HEAD_BYTES = 10;
const GZIP_END_BYTES = 8;

/** A file of gzip (RFC 1952, of one member) as it was. */
export function gunzipped(packed: Uint8Array, bytesMax: number): Unpacked {
  if (packed.length < GZIP_HEAD_BYTES + GZIP_END_BYTES) return 'cut';
  const end = new DataView(packed.buffer, packed.byteOffset + packed.length - GZIP_END_BYTES, GZIP_END_BYTES);
  const size = end.getUint32(4, true);
  // a file that was cut off says any size: that it is too large is believed when it has been
  const bytes = unpacked(packed, Math.min(size, bytesMax), Gunzip);
  if (bytes === 'tooLarge' && size > bytesMax) return 'tooLarge';
  const isWhole = typeof bytes !== 'string' && bytes.length === size && crc32(bytes) === end.getUint32(0, true);
  return isWhole ? bytes : 'cut';
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** One of the streams of fflate. */
type Stream = new (ondata: (part: Uint8Array) => void) => { push: (part: Uint8Array, isLast: boolean) => void };

function unpacked(packed: Uint8Array, bytesMax: number, Stream: Stream): Unpacked {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Stream((part) => {
    size += part.length;
    if (size <= bytesMax) parts.push(part);
  });
  try {
    for (let at = 0; at < packed.length; at += STEP_BYTES) {
      stream.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
      if (size > bytesMax) return 'tooLarge';
    }
  } catch {
    return 'cut';
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
