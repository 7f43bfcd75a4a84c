import type { SessionCueKind } from '../cueKind.ts';

/** The next phase begins: higher than the ticks of the countdown, which it ends. */
export const phase = {
  on: { type: 'phaseStarted' },
  group: 'phases',
  notes: [
    [880, 0.14],
    [1175, 0.4],
  ],
  timbre: 'bell',
  vibrationMs: [180, 80, 180],
  notification: 'phase',
} as const satisfies SessionCueKind;
