import type { Trace } from './samples.ts';

/** Mean heart rate from one elapsed second to another, of the seconds with a signal; none where there are no such. */
export function traceMean({ stepS, bpm }: Trace, fromS: number, toS: number): number | undefined {
  let [sum, seconds] = [0, 0];
  for (let i = Math.floor(fromS / stepS); i < Math.min(bpm.length, Math.ceil(toS / stepS)); i++) {
    const heard = bpm[i] ?? 0;
    if (heard <= 0) continue;
    // a point at either end counts for as much of it as lies within
    const here = Math.min(toS, (i + 1) * stepS) - Math.max(fromS, i * stepS);
    sum += heard * here;
    seconds += here;
  }
  return seconds === 0 ? undefined : sum / seconds;
}
