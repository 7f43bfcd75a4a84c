/** Where a count held in 32 bits turns over: as a signed word and as an unsigned one. */
export const TURNOVERS = [2 ** 31, 2 ** 32];

/** Make a new ring one through which so many frames have come and gone. */
export function startCountsAt(ring: SharedArrayBuffer, count: number): SharedArrayBuffer {
  new Uint32Array(ring).set([count, count], 1);
  return ring;
}
