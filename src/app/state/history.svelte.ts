import type { FinishedSession, SessionDigest } from '../../core/records/finished.ts';
import type { Parsed } from '../../core/parse/parsed.ts';
import { SampleLog, type SampleChunk, type Trace } from '../../core/samples/samples.ts';
import { newestFirst, type Library } from '../../store/library/library.ts';

/** A finished workout with all its seconds. */
export interface StoredSession {
  record: FinishedSession;
  samples: readonly SampleChunk[];
  trace: Trace;
}

/** The workouts that were done. Lists read digests only. */
export class HistoryState {
  readonly #library: Library;
  #items = $state.raw<readonly SessionDigest[]>([]);
  #loaded = $state.raw(false);
  #failed = $state.raw<string | undefined>();
  #unread = $state.raw(0);
  #removed: readonly SessionDigest[] = [];

  /** Newest first. */
  readonly items = $derived(this.#items);
  readonly loaded = $derived(this.#loaded);
  /** Why the history cannot be read. */
  readonly failed = $derived(this.#failed);
  /** How many are stored, and cannot be read by this version of the app. */
  readonly unread = $derived(this.#unread);

  constructor(library: Library) {
    this.#library = library;
  }

  async load(): Promise<void> {
    try {
      this.#items = await this.#library.digests();
      this.#unread = this.#library.unread;
      this.#failed = undefined;
    } catch (error) {
      this.#failed = error instanceof Error ? error.message : String(error);
    }
    this.#loaded = true;
  }

  /** One workout; `undefined` when there is none of that id. */
  async session(id: string): Promise<Parsed<StoredSession> | undefined> {
    const record = await this.#library.session(id);
    if (!record?.ok) return record;
    const samples = await this.#library.samples(id);
    return {
      ok: true,
      value: { record: record.value, samples, trace: SampleLog.from(samples, record.value.elapsedS).trace },
    };
  }

  remove(id: string): Promise<void> {
    return this.removeAll([id]);
  }

  /** All of them or, where the disk refuses, none. */
  async removeAll(ids: readonly string[]): Promise<void> {
    const gone = new Set(ids);
    this.#removed = this.#items.filter((item) => gone.has(item.id));
    await this.#library.removeSessions(ids);
    this.#items = this.#items.filter((item) => !gone.has(item.id));
  }

  /** Brings back what the last removal took, with all that was said of it. */
  async undoRemove(): Promise<void> {
    const digests = this.#removed;
    if (digests.length === 0) return;
    await this.#library.restoreSessions(digests);
    this.#removed = [];
    this.#items = [...this.#items, ...digests].sort(newestFirst);
  }

  /** Space for what was removed in an earlier visit is given back. */
  async sweep(): Promise<void> {
    await this.#library.sweep().catch(() => undefined); // there is another visit
  }
}
