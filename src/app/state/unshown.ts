import { browserIndexedDb } from '../../store/database/factory.ts';
import { Database } from '../../store/database/idb.ts';
import { deleteUnshown, rawOf, unshownIn, type Unshown, type UnshownKind } from '../../store/library/unshown.ts';
import { save } from './exported.ts';

export type { Unshown, UnshownKind };

const db = new Database(browserIndexedDb());

export const unshown = (kind: UnshownKind): Promise<Unshown[]> => unshownIn(db, kind);

/** Saves it as a file, whose name is returned. */
export async function exportUnshown(kind: UnshownKind, key: IDBValidKey): Promise<string> {
  const name = `beatkeeper-${kind}-${JSON.stringify(key)
    .replace(/[^\w-]+/g, '')
    .slice(0, 40)}.json`;
  const file = new File([await rawOf(db, kind, key)], name, { type: 'application/json' });
  save(file);
  return name;
}

export const removeUnshown = (kind: UnshownKind, key: IDBValidKey): Promise<void> =>
  deleteUnshown(db, kind, key, Date.now());
