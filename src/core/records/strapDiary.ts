import { samplesOf, type SampleChunk } from '../samples/samples.ts';
import type { FinishedSession } from './finished.ts';

/** How a strap did, workout by workout, oldest first. `id` as the list of known straps has it. */
export interface StrapDiary {
  id: string;
  entries: readonly StrapEntry[];
}

export interface StrapEntry {
  sessionId: string;
  startedAtEpochMs: number;
  endedAtEpochMs: number;
  elapsedS: number;
  /** How often the signal was gone between two readings, and for how many seconds in all. */
  dropouts: number;
  dropoutS: number;
  /** Seconds in which the heart rate was not to be trusted. */
  doubtS: number;
  /** As the strap said it, where it did. */
  batteryStartPct?: number | undefined;
  batteryEndPct?: number | undefined;
}

/** Of a strap that is worn twice a day, more than half a year. */
export const DIARY_ENTRIES_MAX = 500;

/** A workout for the diary of its strap. Silence before the first reading and after the last is a strap that is not worn. */
export function strapEntryOf(
  session: FinishedSession,
  chunks: readonly SampleChunk[],
  battery: Pick<StrapEntry, 'batteryStartPct' | 'batteryEndPct'>,
): StrapEntry {
  const { id, startedAt, endedAtEpochMs, elapsedS, doubtS = 0 } = session;
  return {
    sessionId: id,
    startedAtEpochMs: startedAt.epochMs,
    endedAtEpochMs,
    elapsedS,
    ...dropoutsIn(chunks),
    doubtS,
    ...battery,
  };
}

function dropoutsIn(chunks: readonly SampleChunk[]): Pick<StrapEntry, 'dropouts' | 'dropoutS'> {
  let dropouts = 0;
  let dropoutS = 0;
  let silentS: number | undefined;
  for (const { source, away } of chunks.flatMap(samplesOf)) {
    if (source === 'none') {
      if (silentS !== undefined && !away) silentS++; // nobody knows what was sent while the app was away
      continue;
    }
    if (silentS) {
      dropouts++;
      dropoutS += silentS;
    }
    silentS = 0;
  }
  return { dropouts, dropoutS };
}

/** The same workout again takes the place of what was there of it; the oldest make room. */
export function withEntry(diary: StrapDiary, entry: StrapEntry): StrapDiary {
  const others = diary.entries.filter(({ sessionId }) => sessionId !== entry.sessionId);
  const entries = [...others, entry].sort((a, b) => a.startedAtEpochMs - b.startedAtEpochMs);
  return { ...diary, entries: entries.slice(-DIARY_ENTRIES_MAX) };
}
