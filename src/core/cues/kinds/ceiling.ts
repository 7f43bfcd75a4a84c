import type { SessionCueKind } from '../cueKind.ts';

/** The heart is at or above its limit: nothing that is switched off silences it. */
export const ceiling = {
  on: { type: 'ceiling' },
  group: 'ceiling',
  notes: [
    [988, 0.16],
    [740, 0.16],
    [988, 0.16],
    [740, 0.16],
    [988, 0.3],
  ],
  timbre: 'alarm',
  vibrationMs: [400, 100, 400, 100, 400, 100, 400],
  notification: 'ceiling',
  alarm: true,
} as const satisfies SessionCueKind;
