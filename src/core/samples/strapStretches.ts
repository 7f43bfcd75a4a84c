import type { StrapIndex } from '../signal/straps.ts';
import { samplesOf, type SampleChunk } from './samples.ts';

/** Seconds on end that one of two straps was listened to. `fromS` and `toS` are elapsed seconds, `toS` exclusive. */
export interface StrapStretch {
  strap: StrapIndex;
  fromS: number;
  toS: number;
}

/**
 * Which of two straps each second is of, in stretches: of seconds with a heart rate. Where there is none in between, a
 * stretch lasts until the next begins; of the same strap on both sides it is one.
 */
export function strapStretches(chunks: readonly SampleChunk[]): StrapStretch[] {
  const stretches: StrapStretch[] = [];
  for (const chunk of chunks) {
    samplesOf(chunk).forEach(({ bpm, source, strap = 0 }, i) => {
      if (bpm === 0 || source !== 'strap') return;
      const atS = chunk.fromS + i;
      const last = stretches.at(-1);
      if (last && last.strap !== strap) last.toS = atS;
      if (last?.strap === strap) last.toS = atS + 1;
      else stretches.push({ strap, fromS: atS, toS: atS + 1 });
    });
  }
  return stretches;
}
