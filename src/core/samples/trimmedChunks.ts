import type { SampleChunk } from './samples.ts';

/** The same seconds but for those before `fromS` and from `toS` on, which no chunk has then. */
export function trimmedChunks(
  chunks: readonly SampleChunk[],
  { fromS, toS }: { fromS: number; toS: number },
): SampleChunk[] {
  return chunks.flatMap((chunk) => {
    const from = Math.max(0, fromS - chunk.fromS);
    const to = Math.min(chunk.bpm.length, toS - chunk.fromS);
    return from < to ? [sliceOf(chunk, from, to)] : [];
  });
}

function sliceOf(chunk: SampleChunk, from: number, to: number): SampleChunk {
  const { fromS, bpm, steady, flags, rrCounts, rrMs } = chunk;
  if (from === 0 && to === bpm.length) return chunk;
  const beatsIn = (seconds: Uint8Array): number => seconds.reduce((sum, count) => sum + count, 0);
  const firstBeat = beatsIn(rrCounts.subarray(0, from));
  const counts = rrCounts.subarray(from, to);
  return {
    fromS: fromS + from,
    bpm: bpm.subarray(from, to),
    steady: steady.subarray(from, to),
    flags: flags.subarray(from, to),
    rrCounts: counts,
    rrMs: rrMs.subarray(firstBeat, firstBeat + beatsIn(counts)),
  };
}
