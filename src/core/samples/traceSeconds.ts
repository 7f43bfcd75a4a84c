import type { Trace } from './samples.ts';

/** The heart rate of each elapsed second in whole bpm, as far as a trace knows it: 0 without one. */
export function traceSeconds({ stepS, bpm }: Trace, elapsedS: number): Uint8Array {
  return Uint8Array.from({ length: elapsedS }, (_, s) => Math.round(bpm[Math.floor(s / stepS)] ?? 0));
}
