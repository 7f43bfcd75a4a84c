import type { HeartResponse } from '../../../core/athlete/heartResponse.ts';
import { corridorAt } from '../../../core/cues/corridor.ts';
import type { Band } from '../../../core/plan/plan.ts';
import { px, round, type Scale } from './line.ts';
import type { View } from './zoom.ts';

/** A stretch in which one target held, with what the heart began it at. */
export interface BandStretch extends View {
  band: Band;
  /** The first heart rate of it; none: none was heard. */
  fromBpm: number | undefined;
}

/** Closer to the band than this, the way there is over. */
const THERE_BPM = 0.5;

/** The first heart rate of a stretch. `bpms`: one a second, 0 where there is none. */
export function firstHeard(bpms: ArrayLike<number>, { fromS, toS }: View): number | undefined {
  for (let s = fromS; s < toS; s++) if ((bpms[s] ?? 0) > 0) return bpms[s];
  return undefined;
}

/**
 * The part of the reachable corridor that lies outside the band, as a path between the two: the way up from below, or down
 * from above. Points are `stepPx` apart. Empty where the heart began in the band or was not heard.
 */
export function approachPath(
  { fromS, toS, band, fromBpm }: BandStretch,
  { response, x, y, stepPx }: { response: HeartResponse; x: Scale; y: Scale; stepPx: number },
): string {
  if (fromBpm === undefined) return '';
  const isBelow = fromBpm < band.lowBpm;
  if (!isBelow && (band.highBpm === undefined || fromBpm <= band.highBpm)) return '';
  const edge = isBelow ? band.lowBpm : band.highBpm!;
  const secondsAPixel = (x.to - x.from) / Math.max(1, x.endPx - x.startPx);
  const stepS = Math.max(1, secondsAPixel * stepPx);
  const lastS = Math.min(toS, x.to + stepS);
  const points: string[] = [];
  let atS = fromS;
  for (; atS < lastS; atS += stepS) {
    const corridor = corridorAt(band, { fromBpm, phaseS: atS - fromS, response });
    const bpm = isBelow ? corridor.lowBpm : corridor.highBpm!;
    if (Math.abs(bpm - edge) < THERE_BPM) break;
    if (atS + stepS >= x.from) points.push(`${round(px(x, atS))} ${round(px(y, bpm))}`);
  }
  if (points.length === 0) return '';
  const endPx = round(px(x, Math.min(atS, toS)));
  const startPx = points[0]!.split(' ')[0]!;
  const edgePx = round(px(y, edge));
  return `M${startPx} ${edgePx}L${points.join('L')}L${endPx} ${edgePx}Z`;
}
