// A page's library on a disk of its own, with workouts in it.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { finishedOf } from '../../../src/core/records/finished.ts';
import { advance } from '../../../src/core/session/advance.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { IdbBackend } from '../../../src/store/checkpoints/idbBackend.ts';
import { Library } from '../../../src/store/library/library.ts';
import { NOW_MS, trained } from '../../store/trained.ts';

globalThis.IDBKeyRange = IDBKeyRange; // a browser's own

export function disk() {
  const db = new Database(new IDBFactory());
  return { db, library: new Library(db, () => NOW_MS) };
}

/** A workout of ten seconds goes into the history. */
export async function keepWorkout(
  db: Database,
  { id, startedAtMs = NOW_MS, planId }: { id: string; startedAtMs?: number; planId?: string },
): Promise<void> {
  const { session, chunks } = trained(10, id);
  const [done] = advance(session, { type: 'stop', atMs: 11_000 });
  if (done.status !== 'completed') throw new Error('not completed');
  const workout = {
    ...done,
    startedAt: { ...done.startedAt, epochMs: startedAtMs },
    plan: { ...done.plan, id: planId ?? done.plan.id },
  };
  const finished = finishedOf(workout, chunks, { endedAtEpochMs: startedAtMs + 11_000, strapName: null });
  const checkpoints = new IdbBackend(db, () => NOW_MS);
  await checkpoints.finish(finished, { put: [], drop: [] });
}
