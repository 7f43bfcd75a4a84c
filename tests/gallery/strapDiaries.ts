// What is remembered of the straps of the gallery: one whose battery is due, one that drops out, and one that is new.
import type { StrapDiary, StrapEntry } from '../../src/core/records/strapDiary.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.now();

function entry(daysAgo: number, batteryPct: number | undefined, more: Partial<StrapEntry> = {}): StrapEntry {
  const startedAtEpochMs = NOW_MS - daysAgo * DAY_MS;
  return {
    sessionId: `day-${String(daysAgo)}`,
    startedAtEpochMs,
    endedAtEpochMs: startedAtEpochMs + 2_700_000,
    elapsedS: 2_700,
    dropouts: 0,
    dropoutS: 0,
    doubtS: 0,
    ...(batteryPct !== undefined && { batteryStartPct: batteryPct, batteryEndPct: batteryPct }),
    ...more,
  };
}

const falling = Array.from({ length: 12 }, (_, i) => entry(33 - 3 * i, 60 - 3 * i, { batteryEndPct: 59 - 3 * i }));

export const DIARIES: ReadonlyMap<string, StrapDiary> = new Map(
  [
    { id: 'a', entries: falling },
    {
      id: 'b',
      entries: [
        entry(9, 9, { dropouts: 14, dropoutS: 312, doubtS: 95 }),
        entry(2, undefined, { dropouts: 1, dropoutS: 6, elapsedS: 36_123 }),
      ],
    },
  ].map((diary) => [diary.id, diary]),
);
