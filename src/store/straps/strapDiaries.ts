import { entries, get, update } from 'idb-keyval';
import { withEntry, type StrapDiary, type StrapEntry } from '../../core/records/strapDiary.ts';
import { parseStrapDiary } from '../../core/records/strapDiaryRecord.ts';
import type { Parsed } from '../../core/parse/parsed.ts';
import type { Database } from '../database/idb.ts';
import { parseStamped } from '../database/readers.ts';
import { RECORD_VERSION, stamped, tombstone, type Stamped } from '../database/records.ts';

export const readStrapDiary = (record: unknown): Parsed<Stamped<StrapDiary>> => parseStamped(record, parseStrapDiary);

/** What is remembered of each strap over months. Every promise fails when the disk does. */
export class StrapDiaries {
  readonly #db: Database;
  readonly #wallMs: () => number;

  constructor(db: Database, wallMs: () => number) {
    this.#db = db;
    this.#wallMs = wallMs;
  }

  /** By strap. One that cannot be read is left out, and left alone. */
  async all(): Promise<Map<string, StrapDiary>> {
    const records = await entries<string, unknown>(this.#db.store('straps'));
    return new Map(
      records.flatMap(([id, record]) => {
        const read = readStrapDiary(record);
        return read.ok && read.value.value ? [[id, read.value.value] as const] : [];
      }),
    );
  }

  /** Refused where a newer version has written the diary. */
  async add(id: string, entry: StrapEntry): Promise<void> {
    await this.#change(id, (diary) => withEntry(diary ?? { id, entries: [] }, entry));
  }

  /** What was there, for whoever wants it back. */
  async remove(id: string): Promise<StrapDiary | undefined> {
    const record = await get<unknown>(id, this.#db.store('straps'));
    if (record === undefined) return undefined;
    await update<Stamped<StrapDiary>>(id, (before) => tombstone(this.#wallMs(), before), this.#db.store('straps'));
    const read = readStrapDiary(record);
    return read.ok ? (read.value.value ?? undefined) : undefined;
  }

  async bringBack(diary: StrapDiary): Promise<void> {
    await this.#change(diary.id, (since) => (since?.entries ?? []).reduce(withEntry, diary));
  }

  async #change(id: string, change: (diary: StrapDiary | undefined) => StrapDiary): Promise<void> {
    await update<Stamped<StrapDiary>>(
      id,
      (before) => {
        if (before && before.v > RECORD_VERSION) throw new Error('the diary is of a newer version of the app');
        const read = before && readStrapDiary(before);
        const diary = read?.ok ? (read.value.value ?? undefined) : undefined;
        return stamped(change(diary), this.#wallMs(), before);
      },
      this.#db.store('straps'),
    );
  }
}
