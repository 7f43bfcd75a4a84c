import { del, entries, update } from 'idb-keyval';
import { answered, type Database } from '../database/idb.ts';
import { readSchedule } from '../ledger/ledgerReaders.ts';
import { readDigest, readPlan } from '../database/readers.ts';
import { tombstone, type Stamped } from '../database/records.ts';

/** Records that no screen can show: of a newer version, damaged, or none of ours. They can be saved as a file, and deleted. */
export type UnshownKind = 'digests' | 'plans' | 'schedules';

export interface Unshown {
  key: IDBValidKey;
  /** A newer version of the app can show it. */
  newer: boolean;
}

const READ = { digests: readDigest, plans: readPlan, schedules: readSchedule };

export async function unshownIn(db: Database, kind: UnshownKind): Promise<Unshown[]> {
  const records = await entries<IDBValidKey, unknown>(db.store(kind));
  const unshown: Unshown[] = [];
  for (const [key, record] of records) {
    const read = READ[kind](record);
    if (!read.ok) unshown.push({ key, newer: read.problems.some(({ code }) => code === 'record.newer') });
  }
  return unshown;
}

/** All that is stored under this key, as it is; bytes as numbers. */
export async function rawOf(db: Database, kind: UnshownKind, key: IDBValidKey): Promise<string> {
  const one = (name: UnshownKind | 'sessions' | 'annotations'): Promise<unknown> =>
    db.store(name)('readonly', (store) => answered<unknown>(store.get(key)));
  const record: Record<string, unknown> = { [kind]: await one(kind) };
  if (kind === 'digests') {
    record['sessions'] = await one('sessions');
    record['annotations'] = await one('annotations');
    record['samples'] = await db.store('samples')('readonly', (store) =>
      answered<unknown[]>(store.getAll(IDBKeyRange.bound([key], [key, []]))),
    );
  }
  return JSON.stringify({ key, ...record }, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value,
  );
}

/** Gone, and a merge does not bring it back; what is under a key that is none of ours leaves nothing behind. */
export async function deleteUnshown(db: Database, kind: UnshownKind, key: IDBValidKey, nowMs: number): Promise<void> {
  if (typeof key !== 'string') return del(key, db.store(kind));
  await update<Stamped<never>>(key, (before) => tombstone(nowMs, before), db.store(kind));
}
