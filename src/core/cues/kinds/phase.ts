import type { SessionCueKind } from '../cueKind.ts';

/** The next phase begins. */
export const phase = {
  on: { type: 'phaseStarted' },
  notes: [
    [660, 0.12],
    [880, 0.22],
  ],
  vibrationMs: [180, 80, 180],
  notification: 'phase',
} as const satisfies SessionCueKind;
