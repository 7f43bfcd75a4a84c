import { REL_SD_MIN } from '../../../core/athlete/heartResponse.ts';
import type { LearntThen } from '../../../core/records/heartLearnt.ts';
import { px, round } from '../../parts/chart/line.ts';

/** The picture of how the rise changed, workout by workout: a line, and the band of how sure it was. */
export function sparkOf(
  story: readonly Pick<LearntThen, 'heart'>[],
  widthPx: number,
  heightPx: number,
): { line: string; band: string } {
  const points = story.map(({ heart: { tauOnS, tauOnSdS } }) => {
    const sdS = Math.max(tauOnSdS, REL_SD_MIN * tauOnS);
    return { tauS: tauOnS, lowS: tauOnS - sdS, highS: tauOnS + sdS };
  });
  if (points.length < 2) return { line: '', band: '' };
  const x = { from: 0, to: points.length - 1, startPx: 2, endPx: widthPx - 2 };
  const y = {
    from: Math.min(...points.map(({ lowS }) => lowS)),
    to: Math.max(...points.map(({ highS }) => highS)),
    startPx: heightPx - 2,
    endPx: 2,
  };
  const at = (i: number, tauS: number): string => `${String(round(px(x, i)))} ${String(round(px(y, tauS)))}`;
  const line = points.map(({ tauS }, i) => at(i, tauS));
  const above = points.map(({ highS }, i) => at(i, highS));
  const below = points.map(({ lowS }, i) => at(i, lowS)).reverse();
  return { line: `M${line.join('L')}`, band: `M${[...above, ...below].join('L')}Z` };
}
