import { entries, set, setMany, type UseStore } from 'idb-keyval';
import type { Checkpoint } from '../core/checkpoint.ts';
import type { Finished } from '../core/finished.ts';
import { good, type Parsed } from '../core/parsed.ts';
import { CHUNK_S, type SampleChunk } from '../core/samples.ts';
import type { Database } from './idb.ts';
import { chunkKey, headOf, stamped } from './records.ts';

/**
 * The workout under way, and its way into the history. A save writes the head with the chunk under way, and each sealed
 * chunk once, so that it costs the same after ten hours as after ten minutes.
 */
export class Checkpoints {
  readonly #db: Database;
  readonly #wallMs: () => number;
  /** Which chunks of which workout are stored already. */
  #stored = { sessionId: '', sealed: 0 };

  constructor(db: Database, wallMs: () => number) {
    this.#db = db;
    this.#wallMs = wallMs;
  }

  /** The workout that was cut off, if any. One that cannot be read is set aside, as it is, and does not come up again. */
  async load(): Promise<Parsed<Checkpoint | undefined>> {
    const all = new Map(await entries<string, unknown>(this.#db.store('checkpoint')));
    const record = all.get('head');
    if (record === undefined) return good(undefined);

    const { parseCheckpoint, readHead } = await import('./readers.ts');
    const head = readHead(record);
    const chunks = [...all].filter(([key]) => key.startsWith('chunk:')).map(([, chunk]) => chunk);
    const parsed = head.ok
      ? parseCheckpoint(head.value.head, [...chunksOf(all, head.value.sessionId, head.value.sealed), head.value.tail])
      : head;
    if (!parsed.ok) {
      const aside = { at: this.#wallMs(), record, chunks };
      await this.#db.together(['checkpoint'], (store) => [
        set(`broken:${String(aside.at)}`, aside, store('checkpoint')),
        ...drop(all, store('checkpoint')),
      ]);
      return parsed;
    }
    this.#stored = { sessionId: parsed.value.session.id, sealed: head.ok ? head.value.sealed : 0 };
    return parsed;
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    const { id } = checkpoint.session;
    const sealed = checkpoint.chunks.filter((chunk) => chunk.bpm.length === CHUNK_S);
    const tail = checkpoint.chunks.find((chunk) => chunk.bpm.length < CHUNK_S) ?? null;
    const from = this.#stored.sessionId === id ? this.#stored.sealed : 0;
    const fresh = sealed.slice(from).map((chunk, i): [string, SampleChunk] => [chunkKey(id, from + i), chunk]);
    await this.#db.together(['checkpoint'], (store) => [
      setMany([...fresh, ['head', headOf(checkpoint, sealed, tail)]], store('checkpoint')),
    ]);
    this.#stored = { sessionId: id, sealed: sealed.length };
  }

  async clear(): Promise<void> {
    const all = new Map(await entries<string, unknown>(this.#db.store('checkpoint')));
    await this.#db.together(['checkpoint'], (store) => drop(all, store('checkpoint')));
    this.#stored = { sessionId: '', sealed: 0 };
  }

  /** Stored in the history and cleared here, in one transaction. Twice is once: the key is the session's id. */
  async finish({ session, digest, chunks }: Finished): Promise<void> {
    const all = new Map(await entries<string, unknown>(this.#db.store('checkpoint')));
    const head = all.get('head');
    const mine = typeof head === 'object' && head !== null && 'sessionId' in head && head.sessionId === session.id;
    const now = this.#wallMs();
    await this.#db.together(['sessions', 'digests', 'samples', 'checkpoint'], (store) => [
      set(session.id, stamped(session, now), store('sessions')),
      set(session.id, stamped(digest, now), store('digests')),
      ...chunks.map((chunk, i) => set([session.id, i], chunk, store('samples'))),
      ...(mine ? drop(all, store('checkpoint')) : []),
    ]);
    if (mine) this.#stored = { sessionId: '', sealed: 0 };
  }
}

function chunksOf(all: ReadonlyMap<string, unknown>, sessionId: string, sealed: number): unknown[] {
  return Array.from({ length: sealed }, (_, i) => all.get(chunkKey(sessionId, i)));
}

/** Everything of the workout under way; what was set aside stays. */
function drop(all: ReadonlyMap<string, unknown>, store: UseStore): Promise<unknown>[] {
  const keys = [...all.keys()].filter((key) => !key.startsWith('broken:'));
  return [store('readwrite', (objects) => keys.forEach((key) => objects.delete(key)))];
}
