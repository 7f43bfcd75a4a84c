import type { SampleChunk } from './samples.ts';

/** The raw heart rate of each elapsed second in whole bpm, 0 where none was heard. What no chunk has is absence. */
export function bpmSeconds(chunks: readonly Pick<SampleChunk, 'fromS' | 'bpm'>[], elapsedS: number): Uint8Array {
  const bpms = new Uint8Array(elapsedS);
  for (const { fromS, bpm } of chunks) {
    if (fromS < elapsedS) bpms.set(bpm.subarray(0, elapsedS - fromS), fromS);
  }
  return bpms;
}

/** What the seconds from `fromS` to `toS`, exclusive, come to. `null`: none of them has a heart rate. */
export interface BpmFigures {
  meanBpm: number | null;
  maxBpm: number | null;
  /** Seconds with a heart rate. */
  heardS: number;
}

export function bpmFigures(bpms: Uint8Array, fromS = 0, toS = bpms.length): BpmFigures {
  let [sum, max, heardS] = [0, 0, 0];
  for (let s = Math.max(0, fromS); s < Math.min(toS, bpms.length); s++) {
    const bpm = bpms[s] ?? 0;
    if (bpm === 0) continue;
    sum += bpm;
    heardS++;
    if (bpm > max) max = bpm;
  }
  return { meanBpm: heardS === 0 ? null : sum / heardS, maxBpm: heardS === 0 ? null : max, heardS };
}
