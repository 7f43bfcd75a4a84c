import { entries, update } from 'idb-keyval';
import { annotate, blankAnnotation, type Annotation, type AnnotationEdit } from '../../core/records/annotation.ts';
import { parseAnnotation } from '../../core/records/annotationRecord.ts';
import { good, type Parsed } from '../../core/parse/parsed.ts';
import type { Database } from '../database/idb.ts';
import { requireReadable } from '../database/readable.ts';
import { parseStamped } from '../database/readers.ts';
import { stamped, type Stamped } from '../database/records.ts';
import { isWrittenAnnotation } from './writtenAnnotation.ts';

export const readAnnotation = (record: unknown): Parsed<Stamped<Annotation>> =>
  isWrittenAnnotation(record) ? good(record) : parseStamped(record, parseAnnotation);

/** What was there before a change, for `putBack`. */
export type Before = ReadonlyMap<string, Annotation>;

/**
 * What the person says of workouts. Each annotation stays for as long as its workout: one that is removed and brought
 * back has it still, and what removes a workout for good takes it along. Every promise fails when the disk does.
 */
export class Annotations {
  readonly #db: Database;
  readonly #wallMs: () => number;

  constructor(db: Database, wallMs: () => number) {
    this.#db = db;
    this.#wallMs = wallMs;
  }

  /** How many could not be read when they were last read: a newer version's, say. They are left alone. */
  unread = 0;

  /** By session. */
  async all(): Promise<Map<string, Annotation>> {
    const all = new Map<string, Annotation>();
    this.unread = 0;
    for (const [id, record] of await entries<string, unknown>(this.#db.store('annotations'))) {
      const read = readAnnotation(record);
      if (!read.ok) this.unread++;
      else if (read.value.value) all.set(id, read.value.value);
    }
    return all;
  }

  /**
   * Changes what is said of these workouts, of all of them or, where one cannot be read, of none: it may be a newer
   * version's, and is not written over.
   */
  async change(ids: readonly string[], edit: AnnotationEdit): Promise<Before> {
    const before = new Map<string, Annotation>();
    await this.#update(ids, (id, now) => {
      before.set(id, now);
      return annotate(now, edit);
    });
    return before;
  }

  /** Undoes a change. */
  async putBack(before: Before): Promise<void> {
    await this.#update([...before.keys()], (id) => before.get(id)!);
  }

  async #update(ids: readonly string[], after: (id: string, now: Annotation) => Annotation): Promise<void> {
    await this.#db.together(['annotations'], (store) =>
      ids.map((id) =>
        update<Stamped<Annotation>>(id, (record) => this.#changed(id, record, after), store('annotations')),
      ),
    );
  }

  #changed(
    id: string,
    record: Stamped<Annotation> | undefined,
    after: (id: string, now: Annotation) => Annotation,
  ): Stamped<Annotation> {
    const read = record && readAnnotation(record);
    if (read) requireReadable(`annotation ${id}`, read);
    const now = (read?.ok ? read.value.value : undefined) ?? blankAnnotation(id);
    // what a later version wrote beside what is known here stays
    const { title: _t, notes: _n, effort: _e, trim: _r, counts: _c, ...kept } = record?.value ?? now;
    const changed = stamped({ ...kept, ...after(id, now) }, this.#wallMs(), record);
    requireReadable(`annotation ${id}`, readAnnotation(changed));
    return changed;
  }
}
