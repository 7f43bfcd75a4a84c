import type { Trace } from '../../../core/samples/samples.ts';

/** Where values lie on a picture: a stretch of numbers to a stretch of pixels. */
export interface Scale {
  from: number;
  to: number;
  startPx: number;
  endPx: number;
}

export function px({ from, to, startPx, endPx }: Scale, value: number): number {
  return startPx + ((value - from) / (to - from || 1)) * (endPx - startPx);
}

/** The line through what was heard; it lifts the pen where nothing was. A single reading becomes a dot. */
export function linePath({ stepS, bpm }: Trace, x: Scale, y: Scale): string {
  let path = '';
  bpm.forEach((value, i) => {
    if (value <= 0) return;
    const at = `${round(px(x, (i + 0.5) * stepS))} ${round(px(y, value))}`;
    const alone = !((bpm[i - 1] ?? 0) > 0) && !((bpm[i + 1] ?? 0) > 0);
    path += (bpm[i - 1] ?? 0) > 0 ? `L${at}` : `M${at}`;
    if (alone) path += 'h0.1';
  });
  return path;
}

/** Tenths are as fine as a picture gets. */
export const round = (value: number): number => Math.round(value * 10) / 10;
