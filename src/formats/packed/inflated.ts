import { Inflate } from 'fflate';

// What is packed, unpacked to a limit: a few bytes can say a gigabyte.

/** So much is unpacked at a time: one step makes a thousandfold of it at most. */
const STEP_BYTES = 1_024;

/** Deflated bytes (raw) as they were; `tooLarge` beyond the limit, `cut` where they end too early or are none. */
export function inflated(packed: Uint8Array, bytesMax: number): Uint8Array | 'tooLarge' | 'cut' {
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((part) => {
    size += part.length;
    if (size <= bytesMax) parts.push(part);
  });
  try {
    for (let at = 0; at < packed.length; at += STEP_BYTES) {
      inflate.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
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
