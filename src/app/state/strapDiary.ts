// The diary of each strap. Fetched when there is something to write into it, or somebody looks.
import { strapEntryOf, type StrapDiary } from '../../core/records/strapDiary.ts';
import type { Database } from '../../store/database/idb.ts';
import type { Library } from '../../store/library/library.ts';
import { StrapDiaries } from '../../store/straps/strapDiaries.ts';

/** Which strap a workout was run with, and what that said of its battery. */
export interface Worn {
  id: string;
  batteryStartPct: number | undefined;
  batteryEndPct: number | undefined;
}

export const diariesOf = (db: Database): StrapDiaries => new StrapDiaries(db, () => Date.now());

/** A finished workout, where it was a real heart's. */
export async function noteWorkout(db: Database, library: Library, sessionId: string, worn: Worn): Promise<void> {
  const session = await library.session(sessionId);
  if (!session?.ok || session.value.summary.provenance !== 'strap') return;
  const { id, batteryStartPct, batteryEndPct } = worn;
  const battery = {
    ...(batteryStartPct !== undefined && { batteryStartPct }),
    ...(batteryEndPct !== undefined && { batteryEndPct }),
  };
  await diariesOf(db).add(id, strapEntryOf(session.value, await library.samples(sessionId), battery));
}

/** Forgets what is known of a strap. Gives the way back. */
export function forgetDiary(db: Database, id: string): () => void {
  const diaries = diariesOf(db);
  const removed = diaries.remove(id).catch((): StrapDiary | undefined => undefined);
  return () => void removed.then((diary) => diary && diaries.bringBack(diary)).catch(() => undefined);
}
