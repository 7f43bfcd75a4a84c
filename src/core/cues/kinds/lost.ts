import type { SessionCueKind } from '../cueKind.ts';

/** The strap has been silent for so long that it is looked for. */
export const lost = {
  on: { type: 'signalLost' },
  group: 'signal',
  notes: [
    [330, 0.25],
    [262, 0.4],
  ],
  timbre: 'plain',
  vibrationMs: [300, 150, 300],
  notification: 'signal',
} as const satisfies SessionCueKind;
