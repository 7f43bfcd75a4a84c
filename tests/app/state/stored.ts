// A page's library on a disk of its own, with workouts in it.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { finishedOf } from '../../../src/core/records/finished.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import type { ImportedFrom } from '../../../src/core/records/importedFrom.ts';
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

/** A workout of ten seconds, or of so many, goes into the history. */
export async function keepWorkout(
  db: Database,
  {
    id,
    startedAtMs = NOW_MS,
    planId,
    seconds = 10,
    planName,
    phases,
    imported,
  }: {
    id: string;
    startedAtMs?: number;
    planId?: string;
    seconds?: number;
    planName?: string;
    phases?: Plan['phases'];
    imported?: ImportedFrom;
  },
): Promise<void> {
  const { session, chunks } = trained(seconds, id);
  const [done] = advance(session, { type: 'stop', atMs: (seconds + 1) * 1000 });
  if (done.status !== 'completed') throw new Error('not completed');
  const workout = {
    ...done,
    startedAt: { ...done.startedAt, epochMs: startedAtMs },
    plan: {
      ...done.plan,
      id: planId ?? done.plan.id,
      name: planName ?? done.plan.name,
      phases: phases ?? done.plan.phases,
    },
  };
  const endedAtEpochMs = startedAtMs + (seconds + 1) * 1000;
  const finished = finishedOf(workout, chunks, { endedAtEpochMs, strapName: null, imported });
  const checkpoints = new IdbBackend(db, () => NOW_MS);
  await checkpoints.finish(finished, { put: [], drop: [] });
}
