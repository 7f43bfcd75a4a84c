import { px, round, type Scale } from './line.ts';

/** A value somewhere along a picture. */
export interface Point {
  x: number;
  y: number;
}

/** How a line is told from others: by weight and dashes, since only zones have colours. `dots`: each value apart. */
export type LineLook = 'strong' | 'plain' | 'dashed' | 'dots';

export interface ChartLine {
  key: string;
  /** Written at its end; a line without a name has none there. */
  name?: string;
  look: LineLook;
  points: readonly Point[];
}

/** The line through all of them. */
export const pathOf = (points: readonly Point[], x: Scale, y: Scale): string =>
  points.map((each, i) => `${i === 0 ? 'M' : 'L'}${round(px(x, each.x))} ${round(px(y, each.y))}`).join('');

const ROUND_STEPS = [1, 2, 5];

/** Round values from `from` to `to`, at most `count` of them and one more. */
export function valueTicks(from: number, to: number, count: number): number[] {
  const step = roundStep((to - from) / Math.max(1, count));
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** The least round number that is no less. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-9)));
  return power * (ROUND_STEPS.find((each) => each * power >= least) ?? 10);
}

/** All these values with some room, and no less than `least` apart. */
export function rangeOf(values: readonly number[], least: number): { from: number; to: number } {
  if (values.length === 0) return { from: 0, to: least };
  let [from, to] = [Infinity, -Infinity];
  for (const value of values) [from, to] = [Math.min(from, value), Math.max(to, value)];
  const more = Math.max(0, least - (to - from)) / 2;
  const room = (to - from + 2 * more) * 0.06;
  return { from: from - more - room, to: to + more + room };
}

/**
 * Those of them that are far enough apart to be written: the lower ranks first, and of one rank the earlier. Where a rank has no
 * room, the next ones are left out whole, so that what is written is evenly spaced.
 */
export function written<T extends { at: number; rank?: number }>(ticks: readonly T[], x: Scale, leastPx: number): T[] {
  const kept: T[] = [];
  let crowded = Infinity;
  for (const tick of ticks.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))) {
    const rank = tick.rank ?? 0;
    if (rank > crowded) break;
    if (kept.every(({ at }) => Math.abs(px(x, tick.at) - px(x, at)) >= leastPx)) kept.push(tick);
    else crowded = rank;
  }
  return kept.sort((a, b) => a.at - b.at);
}

/** Heights of labels that want to be at these, in the same order, none nearer to another than `apartPx` and all above `lowestPx`. */
export function apart(wantedPx: readonly number[], apartPx: number, lowestPx: number): number[] {
  const order = wantedPx.map((atPx, i) => ({ atPx, i })).sort((a, b) => a.atPx - b.atPx);
  const placed: number[] = [];
  let nextPx = -Infinity;
  for (const { atPx, i } of order) {
    placed[i] = Math.max(atPx, nextPx);
    nextPx = placed[i] + apartPx;
  }
  let upTo = lowestPx;
  for (const { i } of order.toReversed()) {
    placed[i] = Math.min(placed[i]!, upTo);
    upTo = placed[i] - apartPx;
  }
  return placed;
}

/** The stop that is nearest to a value; stops ascend. */
export function nearest(stops: readonly number[], value: number): number {
  const after = stops.findIndex((each) => each >= value);
  if (after < 0) return stops.length - 1;
  if (after === 0) return 0;
  return value - stops[after - 1]! < stops[after]! - value ? after - 1 : after;
}
