import { sideOf } from '../plan/plan.ts';
import { bandsOf, type Asked, type ExecutedPhase } from './phaseBands.ts';

/** Out of the target, or unheard, for no longer than this, a heart is still on the same stretch in it. */
const OUT_S = 10;

/** How long a heart was where it was to be. */
export interface InTarget {
  inS: number;
  /** Seconds with a target and a rate to be trusted. */
  judgedS: number;
  /** The most of them on end; up to ten seconds elsewhere do not end it, and do not count. */
  longestS: number;
}

/** Over the phases given, in order. `bpms`: one for each elapsed second, 0 where there is none to be trusted. */
export function inTargetOf(asked: Asked, phases: readonly ExecutedPhase[], bpms: ArrayLike<number>): InTarget {
  let [inS, judgedS, longestS, onEndS, outS] = [0, 0, 0, 0, 0];
  for (const phase of phases) {
    const bands = bandsOf(asked, phase);
    bands.forEach(({ fromS, band }, i) => {
      const toS = bands[i + 1]?.fromS ?? phase.toS;
      if (!band) {
        onEndS = 0;
        return;
      }
      for (let s = fromS; s < toS; s++) {
        const bpm = bpms[s] ?? 0;
        if (bpm > 0) judgedS++;
        if (bpm > 0 && sideOf(band, bpm) === 'in') {
          inS++;
          onEndS++;
          outS = 0;
          longestS = Math.max(longestS, onEndS);
        } else if (++outS > OUT_S) onEndS = 0;
      }
    });
  }
  return { inS, judgedS, longestS };
}
