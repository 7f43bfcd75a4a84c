import type { SampleChunk } from './samples.ts';

/**
 * A chunk of samples as bytes, as small as an hour on a phone should be: about 6 kB without RR intervals, 15 kB with.
 * Everything is a whole number that seldom differs much from what was to be expected, so what is stored is the
 * difference, in groups of four bits (`put`):
 *
 *     fromS, n                                   n: seconds, the length of every column but the last
 *     runs of (flags, how many seconds), n in all
 *     n × ( bpm − the one before                 the first: − 0
 *           steady − what the filter would say   (see `expectedSteady`)
 *           rrCount
 *           rrCount × (RR − the one before) )
 *
 * A number that may be negative is folded into one that is not: 0, −1, 1, −2, 2 … → 0, 1, 2, 3, 4 …
 */
export function packed({ fromS, bpm, steady, flags, rrCounts, rrMs }: SampleChunk): Uint8Array {
  const groups: number[] = [];
  /** Three bits a group, the lowest first; the fourth says that more follow. */
  const put = (value: number): void => {
    for (; value > 7; value >>>= 3) groups.push(8 | (value & 7));
    groups.push(value);
  };
  const putDifference = (value: number, expected: number): void => {
    const difference = value - expected;
    put(difference < 0 ? -2 * difference - 1 : 2 * difference);
  };

  const n = bpm.length;
  put(fromS);
  put(n);
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && flags[to] === flags[from]) to++;
    put(flags[from] ?? 0);
    put(to - from);
    from = to;
  }
  let rrAt = 0;
  for (let i = 0; i < n; i++) {
    putDifference(bpm[i] ?? 0, bpm[i - 1] ?? 0);
    putDifference(steady[i] ?? 0, expectedSteady(steady[i - 1] ?? 0, bpm[i] ?? 0));
    put(rrCounts[i] ?? 0);
    for (let rr = 0; rr < (rrCounts[i] ?? 0); rr++, rrAt++) putDifference(rrMs[rrAt] ?? 0, rrMs[rrAt - 1] ?? 0);
  }
  return Uint8Array.from({ length: Math.ceil(groups.length / 2) }, (_, i) => {
    return (groups[2 * i] ?? 0) | ((groups[2 * i + 1] ?? 0) << 4);
  });
}

/** What the filter makes of one reading a second, at its steady gain of a fifth; 0 where there is no reading. In 1/128 bpm. */
export function expectedSteady(before: number, bpm: number): number {
  if (bpm === 0) return 0;
  return before === 0 ? bpm * 128 : before + Math.trunc((bpm * 128 - before) / 5);
}
