import type { CueKind } from '../cueKind.ts';

/** The half of a shorter phase is as good as its end. */
const PHASE_MIN_S = 240;

/** Half of a long phase is done. */
export const halfway = {
  on: { type: 'halfway' },
  due({ phaseS, phaseLengthS = 0 }) {
    const isHalf = phaseLengthS >= PHASE_MIN_S && phaseS === Math.ceil(phaseLengthS / 2);
    return isHalf ? { leftS: phaseLengthS - phaseS } : undefined;
  },
  group: 'halfway',
  notes: 'none',
  vibrationMs: 'none',
  notification: 'none',
} as const satisfies CueKind;
