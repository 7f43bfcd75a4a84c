import type { CueKind } from '../cueKind.ts';

const EVERY_S = 60;

/** The heart rate, each minute; who hears it how often, the settings say. */
export const heartRate = {
  on: { type: 'heartRate' },
  due: ({ bpm, elapsedS }) => (bpm !== undefined && elapsedS % EVERY_S === 0 ? { bpm } : undefined),
  group: 'heartRate',
  notes: 'none',
  vibrationMs: 'none',
  notification: 'none',
} as const satisfies CueKind;
