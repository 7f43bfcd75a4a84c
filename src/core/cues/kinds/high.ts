import type { CueKind } from '../cueKind.ts';

/** Ease off a little: the notes go down. */
export const high = {
  on: { type: 'cue', side: 'high' },
  due: ({ offTarget }) => (offTarget?.side === 'high' ? { why: offTarget.why } : undefined),
  notes: [
    [784, 0.1],
    [587, 0.1],
    [440, 0.16],
  ],
  vibrationMs: [400],
  notification: 'deviation',
} as const satisfies CueKind;
