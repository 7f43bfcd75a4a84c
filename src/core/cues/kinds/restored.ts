import type { SessionCueKind } from '../cueKind.ts';

/** The strap is back. */
export const restored = {
  on: { type: 'signalRestored' },
  group: 'signal',
  notes: [
    [523, 0.1],
    [659, 0.16],
  ],
  timbre: 'plain',
  vibrationMs: [80],
  notification: 'signal',
} as const satisfies SessionCueKind;
