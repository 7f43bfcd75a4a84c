import { expectedSteady } from './packed.ts';
import { bad, good, type Parsed } from '../parse/parsed.ts';
import { CHUNK_S, type SampleChunk } from './samples.ts';

/** The bytes of `packed` as a chunk again. What is no such chunk, whole and with nothing behind it, is refused. */
export function unpacked(bytes: Uint8Array): Parsed<SampleChunk> {
  let at = 0;
  /** Past the end there is no number. */
  const take = (): number => {
    let value = 0;
    for (let shift = 0; shift <= 30; shift += 3) {
      const byte = bytes[at >> 1];
      if (byte === undefined) return NaN;
      const group = (byte >> ((at & 1) * 4)) & 15;
      at++;
      value += (group & 7) * 2 ** shift;
      if (group < 8) return value;
    }
    return NaN;
  };
  const takeDifference = (expected: number): number => {
    const folded = take();
    return expected + (folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2);
  };

  const fromS = take();
  const n = take();
  if (!(n <= CHUNK_S) || Number.isNaN(fromS)) return broken(at);
  const flags: number[] = [];
  while (flags.length < n) {
    const flag = take();
    const length = take();
    if (!(length >= 1 && length <= n - flags.length) || !fits(flag, 8)) return broken(at);
    for (let i = 0; i < length; i++) flags.push(flag);
  }
  const columns = { bpm: [] as number[], steady: [] as number[], rrCounts: [] as number[], rrMs: [] as number[] };
  const { bpm, steady, rrCounts, rrMs } = columns;
  for (let i = 0; i < n; i++) {
    const rate = takeDifference(bpm[i - 1] ?? 0);
    const filtered = takeDifference(expectedSteady(steady[i - 1] ?? 0, rate));
    const count = take();
    if (!fits(rate, 8) || !fits(filtered, 16) || !fits(count, 8)) return broken(at);
    bpm.push(rate);
    steady.push(filtered);
    rrCounts.push(count);
    for (let rr = 0; rr < count; rr++) {
      const interval = takeDifference(rrMs.at(-1) ?? 0);
      if (!fits(interval, 16)) return broken(at);
      rrMs.push(interval);
    }
  }
  if (Math.ceil(at / 2) !== bytes.length) return broken(at);
  return good({
    fromS,
    bpm: Uint8Array.from(bpm),
    steady: Uint16Array.from(steady),
    flags: Uint8Array.from(flags),
    rrCounts: Uint8Array.from(rrCounts),
    rrMs: Uint16Array.from(rrMs),
  });
}

function fits(value: number, bits: number): boolean {
  return value >= 0 && value < 2 ** bits;
}

function broken(at: number): ReturnType<typeof bad> {
  return bad('record.broken', { at: Math.floor(at / 2) }, 'samples');
}
