import { set, update } from 'idb-keyval';
import type { Finished, SessionDigest } from '../../core/records/finished.ts';
import { packed } from '../../core/samples/packed.ts';
import type { Database } from '../database/idb.ts';
import { encodeEnvelope } from '../database/envelope.ts';
import { requireReadable } from '../database/readable.ts';
import { readChunk, readDigest, readSession } from '../database/readers.ts';
import { stamped, type Stamped } from '../database/records.ts';

/** A workout of that id is in the history: it is not written over. */
export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere';
}

/**
 * A workout from a file, into the history: session, digest and samples in one transaction. One that was removed comes back,
 * since somebody asked for it: the change is later than the removal, so that it also wins where that is merged.
 */
export async function keepImported(db: Database, { session, digest, chunks }: Finished, nowMs: number): Promise<void> {
  const { id } = session;
  const samples = chunks.map((chunk) => encodeEnvelope('samples', {}, packed(chunk)));
  const record = stamped(session, nowMs);
  requireReadable(`session ${id}`, readSession(record));
  for (const [i, each] of samples.entries()) requireReadable(`samples ${id} ${String(i)}`, readChunk(each));
  const listed = (before: Stamped<SessionDigest> | undefined): Stamped<SessionDigest> => {
    // one that cannot be read is a newer version's, perhaps
    if (before !== undefined && !before.deleted) throw new AlreadyThere(`workout ${id} is in the history`);
    const after = stamped(digest, nowMs, before);
    requireReadable(`digest ${id}`, readDigest(after));
    return after;
  };
  await db.together(['digests', 'sessions', 'samples', 'figures'], (store) => [
    update<Stamped<SessionDigest>>(id, listed, store('digests')),
    set(id, record, store('sessions')),
    store('samples')('readwrite', (all) => void all.delete(IDBKeyRange.bound([id], [id, []]))),
    ...samples.map((each, i) => set([id, i], each, store('samples'))),
    store('figures')('readwrite', (figures) => void figures.delete(id)),
  ]);
}
