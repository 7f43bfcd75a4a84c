import type { Trace } from '../../../core/samples/samples.ts';
import type { View } from './zoom.ts';

/** What is drawn of a stretch: points of equal length, the first of which begins at `firstS`. */
export interface Points extends Trace {
  firstS: number;
}

/**
 * The heart rates of what is seen, no more points than `pointsMax`: each is the mean of its seconds with a reading, 0 without
 * one. They begin at whole multiples of their length, so that a picture which is moved does not flicker. `bpms`: one a second.
 */
export function pointsIn(bpms: ArrayLike<number>, { fromS, toS }: View, pointsMax: number): Points {
  const stepS = Math.max(1, Math.ceil((toS - fromS) / Math.max(1, pointsMax)));
  const firstS = Math.max(0, Math.floor(fromS / stepS) * stepS);
  const endS = Math.min(bpms.length, Math.ceil(toS));
  const bpm: number[] = [];
  for (let at = firstS; at < endS; at += stepS) {
    let [sum, heard] = [0, 0];
    for (let s = at; s < Math.min(at + stepS, endS); s++) {
      const each = bpms[s] ?? 0;
      sum += each;
      if (each > 0) heard++;
    }
    bpm.push(heard === 0 ? 0 : sum / heard);
  }
  return { firstS, stepS, bpm };
}
