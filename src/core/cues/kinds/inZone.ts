import type { SessionCueKind } from '../cueKind.ts';

/** Back on target. */
export const inZone = {
  on: { type: 'inZone' },
  group: 'inZone',
  notes: [[659, 0.12]],
  timbre: 'soft',
  vibrationMs: 'none',
  notification: 'none',
} as const satisfies SessionCueKind;
