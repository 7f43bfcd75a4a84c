import type { CueKind } from '../cueKind.ts';

const FROM_S = 3;
/** A phase that is shorter would be counted down as soon as it began. */
const PHASE_MIN_S = 12;

/** Three, two, one: a phase is about to end by its time. */
export const countdown = {
  on: { type: 'countdown' },
  due({ phaseS, phaseLengthS = 0 }) {
    const leftS = phaseLengthS - phaseS;
    return phaseLengthS >= PHASE_MIN_S && leftS >= 1 && leftS <= FROM_S ? { leftS } : undefined;
  },
  group: 'countdown',
  notes: [[784, 0.07]],
  timbre: 'tick',
  vibrationMs: 'none',
  notification: 'none',
} as const satisfies CueKind;
