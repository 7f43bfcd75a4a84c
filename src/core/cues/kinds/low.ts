import type { CueKind } from '../cueKind.ts';

/** Push a little: the notes go up, brightly, so that it is told from `high` without words. */
export const low = {
  on: { type: 'cue', side: 'low' },
  due: ({ offTarget }) => (offTarget?.side === 'low' ? { why: offTarget.why } : undefined),
  group: 'target',
  notes: [
    [440, 0.1],
    [587, 0.1],
    [784, 0.16],
  ],
  timbre: 'bright',
  vibrationMs: [80, 60, 80, 60, 80],
  notification: 'deviation',
} as const satisfies CueKind;
