import type { Checkpoint, JournalEntry } from '../../core/records/checkpoint.ts';
import type { Finished } from '../../core/records/finished.ts';
import { good, type Parsed } from '../../core/parse/parsed.ts';
import { refuse, requireReadable } from '../database/readable.ts';
import { encodeEnvelope } from '../database/envelope.ts';
import { parseDigest, parseFinished, readChunk } from '../database/readers.ts';
import {
  Lost,
  slotKey,
  type Change,
  type Key,
  type Recovered,
  type CheckpointBackend,
  type Written,
} from './checkpointBackend.ts';
import { problemsIn, recover } from './recovery.ts';
import { slotAndParts } from './slotAndParts.ts';

/** Set aside for whoever can make something of it, or not ours: not of the workout under way. */
const isOther = (key: Key): boolean => typeof key === 'string' && /^(broken|later|deleted):/.test(key);

/**
 * The workout under way, and its way into the history. A save costs the same after ten hours as after ten minutes, and
 * the second of the journal between two saves costs less.
 */
export class Checkpoints {
  readonly #backend: CheckpointBackend;
  readonly #wallMs: () => number;
  #written: Written | undefined;
  #seq = 0;
  #next = 0;
  /** Every key of the workout under way that the backend may have; none until it was read. */
  #keys: Set<Key> | undefined;
  /** What was lost, in part or as a whole: the next save writes everything. */
  #lost = false;
  /** The last checkpoints as they were written, to be looked at with each change. */
  #slots = new Map<Key, Uint8Array>();
  #tooLate = false;
  /** What a newer version of the app left, until there is something to put in its place. */
  #unread: [Key, unknown][] = [];
  /** Could not be read, and the disk has refused to set these records aside so far. */
  #broken: [Key, unknown][] = [];

  constructor(backend: CheckpointBackend, wallMs: () => number) {
    this.#backend = backend;
    this.#wallMs = wallMs;
  }

  async load(): Promise<Parsed<Checkpoint | undefined>> {
    const recovered = await this.recover();
    if (!recovered.ok) return recovered;
    const { checkpoint, unknown } = recovered.value ?? {};
    return { ok: true, value: checkpoint, ...(unknown && { notes: unknown.problems }) };
  }

  /**
   * The workout that was cut off, if any. One that cannot be read is set aside, as it is, and does not come up again; a
   * newer version's stays where it is, as long as there is nothing to put in its place. Until the disk has taken what is
   * to be set aside, nothing is written over those records.
   */
  async recover(): Promise<Parsed<Recovered | undefined>> {
    const all = await this.#backend.read();
    if (this.#tooLate) return good(undefined);
    this.#look(all);
    if (all.size === 0) return good(undefined);

    const now = recover(all);
    if (!now.ok) {
      const records = [...all].filter(([key]) => !isOther(key));
      if (now.problems.some(({ code }) => code === 'record.newer')) this.#unread = records;
      else {
        this.#broken = records;
        await this.#setBrokenAside();
      }
      return now;
    }
    const { written, aside, unknown } = now.value ?? {};
    if (unknown) {
      this.#broken = [...all].filter(([key]) =>
        aside === undefined ? typeof key === 'number' && key >= unknown.key : key === aside,
      );
      await this.#setBrokenAside().catch(() => undefined); // what comes before must come back all the same
    }
    if (aside !== undefined) this.#keys?.add(aside);
    this.#written = written;
    this.#seq = written?.seq ?? this.#seq;
    return now;
  }

  /**
   * The backend has not answered, and somebody wants to start. What it says now is too late for this visit: whatever is in
   * it is set aside with the first save, and comes back in the next.
   */
  waitNoLonger(): void {
    this.#tooLate = true;
  }

  /** `eventLog`: what else its reader wants to have back. Where what was written before is gone, all is written anew. */
  async save(checkpoint: Checkpoint, eventLog: readonly unknown[] = []): Promise<void> {
    try {
      await this.#save(checkpoint, eventLog);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      this.#forget();
      await this.#save(checkpoint, eventLog);
    }
  }

  async #save(checkpoint: Checkpoint, eventLog: readonly unknown[]): Promise<void> {
    const { session } = checkpoint;
    await this.#setBrokenAside();
    const keys = this.#lost ? this.#look(await this.#backend.read()) : (this.#keys ?? (await this.#lookLate()));
    if (this.#unread.length > 0) await this.#setAside('later', this.#unread);
    this.#unread = [];
    const before = this.#written?.sessionId === session.id ? this.#written : undefined;
    const place = { before, seq: this.#seq + 1, next: this.#next };
    const { slot, parts, written } = slotAndParts(checkpoint, eventLog, place);
    const put: [Key, Uint8Array<ArrayBuffer>][] = [...parts, [slotKey(written.seq), slot]];
    requireReadableRecords(put);

    const current = (key: Key): boolean =>
      typeof key === 'number'
        ? key >= (before?.next ?? this.#next)
        : key.startsWith('slot:') || key.startsWith(`part:${session.id}:`);
    const drop = [...keys].filter((key) => !current(key));
    await this.#backend.write({ put, drop, upon: this.#lost ? undefined : this.#upon(), anew: this.#lost }, true);
    this.#changed({ put, drop });
    this.#slots.set(slotKey(written.seq), slot);
    this.#lost = false;
    this.#seq = written.seq;
    this.#written = written;
  }

  /** What was written of the workout, and has to be there still. */
  #upon(): Map<Key, Uint8Array | undefined> {
    return new Map([...(this.#keys ?? [])].map((key) => [key, this.#slots.get(key)]));
  }

  #forget(): void {
    this.#lost = true;
    this.#written = undefined;
    this.#slots.clear();
  }

  /** What happened since the last entry. Without a checkpoint that it could be added to it is not kept. */
  async journal(entry: JournalEntry): Promise<void> {
    if (this.#written?.sessionId !== entry.sessionId) return;
    const change = { put: [[this.#next, encodeEnvelope('entry', entry)] as const], drop: [], upon: this.#upon() };
    requireReadableRecords(change.put);
    await this.#backend.write(change, false).catch((error: unknown) => {
      if (error instanceof Lost) this.#forget(); // and it fails, so that a checkpoint follows at once
      throw error;
    });
    this.#changed(change);
    this.#next++;
  }

  /** `also`: what is to happen in the same step. */
  async clear(also: Change = { put: [], drop: [] }): Promise<void> {
    await this.#setBrokenAside();
    const change = { put: also.put, drop: [...(await this.#allKeys()), ...also.drop] };
    await this.#backend.write(change, true);
    this.#cleared(change);
  }

  /** Stored in the history and cleared here. Twice is once: the key is the session's id. */
  async finish(finished: Finished): Promise<void> {
    await this.#setBrokenAside();
    const mine = this.#written === undefined || this.#written.sessionId === finished.session.id;
    const change = { put: [], drop: mine ? await this.#allKeys() : [] };
    requireReadableEnd(finished);
    await this.#backend.finish(finished, change);
    if (mine) this.#cleared(change);
  }

  async #allKeys(): Promise<Key[]> {
    const keys = this.#keys ?? (await this.#lookLate());
    const unread = new Set(this.#unread.map(([key]) => key));
    return [...keys].filter((key) => !unread.has(key));
  }

  /** The backend could not be read when the app began: what is in it now has been seen by nobody. */
  async #lookLate(): Promise<Set<Key>> {
    const all = await this.#backend.read();
    this.#unread = [...all].filter(([key]) => !isOther(key));
    return this.#look(all);
  }

  #look(all: ReadonlyMap<Key, unknown>): Set<Key> {
    this.#keys = new Set([...all.keys()].filter((key) => !isOther(key)));
    for (const key of this.#keys) if (typeof key === 'number') this.#next = Math.max(this.#next, key + 1);
    return this.#keys;
  }

  #changed({ put, drop }: Change): void {
    for (const [key] of put) if (!isOther(key)) this.#keys?.add(key);
    for (const key of drop) this.#keys?.delete(key);
  }

  #cleared(change: Change): void {
    this.#changed(change);
    this.#forget();
    this.#lost = false;
  }

  async #setBrokenAside(): Promise<void> {
    if (this.#broken.length > 0) await this.#setAside('broken', this.#broken);
    this.#broken = [];
  }

  async #setAside(why: 'broken' | 'later', records: readonly (readonly [Key, unknown])[]): Promise<void> {
    const at = this.#wallMs();
    // what was set aside before, and comes back, stays there until a checkpoint has it
    const drop = records.map(([key]) => key).filter((key) => !isOther(key));
    const change: Change = { put: [[`${why}:${String(at)}`, { at, records }]], drop };
    await this.#backend.write(change, true);
    this.#changed(change);
  }
}

function requireReadableRecords(put: readonly (readonly [Key, Uint8Array<ArrayBuffer>])[]): void {
  for (const [key, record] of put) refuse(String(key), problemsIn(key, record));
}

function requireReadableEnd({ session, digest, chunks }: Finished): void {
  for (const read of [parseFinished(session), parseDigest(digest), ...chunks.map(readChunk)]) {
    requireReadable('session', read);
  }
}
