import { entries } from 'idb-keyval';
import { parseFigures } from '../../core/load/workoutFiguresRecord.ts';
import type { Database } from '../database/idb.ts';
import { isTrim, isWrittenFigures, type StoredFigures } from './writtenFigures.ts';

export type { StoredFigures };

/**
 * What was worked out from the samples of workouts. A cache: none of it is in a backup, what cannot be read or is of another
 * version is not there, and what removes a workout takes its figures along.
 */
export class Figures {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** By session. */
  async all(): Promise<Map<string, StoredFigures>> {
    const records = await entries<string, unknown>(this.#db.store('figures'));
    return new Map(
      records.flatMap(([id, record]) => {
        const stored = readFigures(record);
        return stored?.figures.id === id ? [[id, stored] as const] : [];
      }),
    );
  }

  /** Of workouts that are still there: one that was removed meanwhile would keep its figures for good. */
  async keep(stored: readonly StoredFigures[]): Promise<void> {
    await this.#db.together(
      ['sessions', 'figures'],
      (store) => [store('sessions')('readwrite', (sessions) => stored.forEach((each) => keepIfThere(sessions, each)))],
      'relaxed',
    );
  }
}

function keepIfThere(sessions: IDBObjectStore, stored: StoredFigures): void {
  const { id } = stored.figures;
  const asked = sessions.getKey(id);
  asked.onsuccess = () => {
    if (asked.result !== undefined) sessions.transaction.objectStore('figures').put(stored, id);
  };
}

/** None of what cannot be read: it is made anew. */
export function readFigures(record: unknown): StoredFigures | undefined {
  if (isWrittenFigures(record)) return record;
  if (typeof record !== 'object' || record === null || !('figures' in record && 'trim' in record)) return undefined;
  const { figures, trim } = record;
  const read = parseFigures(figures);
  return read.ok && isTrim(trim) ? { figures: read.value, trim } : undefined;
}
