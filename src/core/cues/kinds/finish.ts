import type { SessionCueKind } from '../cueKind.ts';

/** The workout is over. */
export const finish = {
  on: { type: 'completed' },
  group: 'phases',
  notes: [
    [523, 0.14],
    [659, 0.14],
    [784, 0.14],
    [1047, 0.5],
  ],
  timbre: 'bell',
  vibrationMs: [200, 100, 200, 100, 400],
  notification: 'finish',
} as const satisfies SessionCueKind;
