import type { CueKind } from '../cueKind.ts';

const NEAR_BPM = 5;
/** A heart that is nearly there when the phase begins had nothing to recover from. */
const PHASE_MIN_S = 15;

/** A phase waits for the heart to come down, and it nearly has. Once a phase. */
export const almostRecovered = {
  on: { type: 'almostRecovered' },
  due({ phaseS, bpm, downToBpm }) {
    if (bpm === undefined || downToBpm === undefined || phaseS < PHASE_MIN_S) return undefined;
    const byBpm = bpm - downToBpm;
    return byBpm > 0 && byBpm <= NEAR_BPM ? { byBpm, downToBpm } : undefined;
  },
  group: 'recovery',
  notes: 'none',
  vibrationMs: 'none',
  notification: 'none',
} as const satisfies CueKind;
