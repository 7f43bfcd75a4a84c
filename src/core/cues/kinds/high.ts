import type { CueKind } from '../cueKind.ts';

/** Ease off a little: the notes go down, softly. */
export const high = {
  on: { type: 'cue', side: 'high' },
  due: ({ offTarget }) => (offTarget?.side === 'high' ? { why: offTarget.why } : undefined),
  group: 'target',
  notes: [
    [698, 0.2],
    [466, 0.34],
  ],
  timbre: 'soft',
  vibrationMs: [400],
  notification: 'deviation',
} as const satisfies CueKind;
