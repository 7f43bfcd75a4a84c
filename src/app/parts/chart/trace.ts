import type { Trace } from '../../../core/samples/samples.ts';
import type { Zone } from '../../../core/athlete/hrZones.ts';
import type { Band } from '../../../core/plan/plan.ts';
import { px, round, type Scale } from './line.ts';

export { linePath, px, type Scale } from './line.ts';

/** The target of one phase, from its start to its end. */
export interface PhaseBand extends Band {
  fromS: number;
  toS: number;
  zone: Zone | 0;
}

/** The value at a pixel, kept within the scale. */
export function valueAt({ from, to, startPx, endPx }: Scale, atPx: number): number {
  const value = from + ((atPx - startPx) / (endPx - startPx || 1)) * (to - from);
  return Math.min(Math.max(value, Math.min(from, to)), Math.max(from, to));
}

/** The bpm to draw: all that was heard and all that was aimed at, with room around, in whole tens. */
export function bpmRange(heard: readonly number[], aimedAt: readonly number[]): { from: number; to: number } {
  const values = [...heard.filter((bpm) => bpm > 0), ...aimedAt];
  if (values.length === 0) return { from: 60, to: 180 };
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return { from: Math.floor((low - 6) / 10) * 10, to: Math.ceil((high + 6) / 10) * 10 };
}

/** The same, closed down to a floor: one shape for every stretch with a signal. */
export function areaPath(trace: Trace, x: Scale, y: Scale): string {
  let path = '';
  for (const { fromS, toS } of heardStretches(trace)) {
    const first = fromS / trace.stepS;
    const points = trace.bpm.slice(first, toS / trace.stepS);
    const edge = points.map((bpm, i) => `L${round(px(x, (first + i + 0.5) * trace.stepS))} ${round(px(y, bpm))}`);
    const left = round(px(x, (first + 0.5) * trace.stepS));
    const right = round(px(x, (first + points.length - 0.5) * trace.stepS));
    path += `M${left} ${y.startPx}${edge.join('')}L${right} ${y.startPx}Z`;
  }
  return path;
}

/** Where nothing was heard, in elapsed seconds, no later than `endS`. */
export function silences({ stepS, bpm }: Trace, endS: number): { fromS: number; toS: number }[] {
  return runs(bpm, (value) => !(value > 0))
    .map(({ from, to }) => ({ fromS: from * stepS, toS: Math.min(endS, to * stepS) }))
    .filter(({ fromS, toS }) => toS > fromS);
}

function heardStretches({ stepS, bpm }: Trace): { fromS: number; toS: number }[] {
  return runs(bpm, (value) => value > 0).map(({ from, to }) => ({ fromS: from * stepS, toS: to * stepS }));
}

function runs(values: readonly number[], belongs: (value: number) => boolean): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  values.forEach((value, i) => {
    if (!belongs(value)) return;
    const last = found.at(-1);
    if (last?.to === i) last.to = i + 1;
    else found.push({ from: i, to: i + 1 });
  });
  return found;
}

const TIME_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200];

/** Round times along an axis, at most `count` of them and one, without its two ends. */
export function timeTicks(fromS: number, toS: number, count: number): number[] {
  const lengthS = toS - fromS;
  const stepS = TIME_STEPS_S.find((step) => lengthS / step <= count) ?? Math.ceil(lengthS / count / 3600) * 3600;
  const first = Math.floor(fromS / stepS) + 1;
  const last = Math.ceil(toS / stepS) - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * stepS);
}
