import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Finished, SampleChunk } from '../index.ts';
import { makeFolder, readBytes } from './files.ts';
import { Lost, type Change, type Key, type CheckpointBackend } from '../store/checkpoints/checkpointBackend.ts';

/** What is done to a disk: all that a test needs to break. */
export interface Disk {
  make(folder: string): Promise<unknown>;
  /** The names in a folder; none when it is not there. */
  list(folder: string): Promise<string[]>;
  read(path: string): Promise<Uint8Array>;
  /** The whole file; on the disk, and not only on its way to it, when `synced`. */
  write(path: string, bytes: Uint8Array, synced: boolean): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/**
 * A folder that keeps workouts.
 *
 *     workout/slot-0, slot-1    the last two checkpoints of the workout under way (see `store/checkpoints/checkpointBackend.ts`)
 *     workout/part-<id>-N       its seconds before that, five minutes a file, each written once
 *     workout/entry-N           what happened since
 *     history/<id>.json         a finished workout
 *     broken-<time>             a workout that could not be read, as it was
 *
 * Crashes are allowed at any byte: a torn file is known by its checksum, and what it replaces is still there in the other
 * slot. A finished workout is moved to its place whole, and the one under way goes in one move.
 */
export class FolderBackend implements CheckpointBackend {
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(folder: string, disk: Disk = realDisk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  /** Throws when the folder cannot be used at all. */
  async read(): Promise<Map<Key, unknown>> {
    await this.#disk.make(this.#path(WORKOUT));
    const records = new Map<Key, unknown>();
    for (const name of await this.#disk.list(this.#path(WORKOUT))) {
      const key = keyOf(name);
      if (key !== undefined) records.set(key, await this.#disk.read(this.#path(WORKOUT, name)));
    }
    const names = await this.#disk.list(this.#folder);
    for (const name of names) {
      const key = keyOf(name);
      if (key !== undefined) records.set(key, deserialized(await this.#disk.read(this.#path(name))));
    }
    if (names.includes('checkpoint.json')) await this.#readVersion1(records, names);
    return records;
  }

  async write({ put, drop, upon }: Change, strict: boolean): Promise<void> {
    await this.#disk.make(this.#path(WORKOUT));
    if (upon) await this.#stands([...upon.keys()]);
    for (const [key, record] of put) {
      const bytes = record instanceof Uint8Array ? record : serialize(record);
      await this.#disk.write(this.#pathOf(key), bytes, strict);
    }
    if (put.length === 0 && drop.length > 0) return this.#dropAll(drop);
    for (const key of drop) await this.#disk.remove(this.#pathOf(key));
  }

  async finish({ session, digest, chunks }: Finished, { drop }: Change): Promise<void> {
    await this.#disk.make(this.#path(HISTORY));
    const path = this.#path(HISTORY, `${named(session.id)}.json`);
    const text = JSON.stringify({ session, digest, chunks: chunks.map(plainOf) });
    await this.#disk.write(`${path}.new`, new TextEncoder().encode(text), true);
    await this.#disk.rename(`${path}.new`, path);
    await this.#dropAll(drop);
  }

  /** Somebody may have emptied the folder under the workout. */
  async #stands(keys: readonly Key[]): Promise<void> {
    const there = new Set([...(await this.#disk.list(this.#path(WORKOUT))), ...(await this.#disk.list(this.#folder))]);
    if (keys.some((key) => !there.has(basename(this.#pathOf(key))))) throw new Lost('files are gone');
  }

  /** All of the workout, or nothing of it: half of it could be taken for an older truth. */
  async #dropAll(keys: readonly Key[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#disk.remove(this.#path(GONE));
    await this.#disk.rename(this.#path(WORKOUT), this.#path(GONE)).catch(unlessAbsent);
    await this.#disk.remove(this.#path(GONE));
    for (const key of keys) await this.#disk.remove(this.#pathOf(key));
  }

  /** Version 1 had JSON: `checkpoint.json`, and five minutes a file in `chunk-N.json`. */
  async #readVersion1(records: Map<Key, unknown>, names: readonly string[]): Promise<void> {
    const json = async (name: string): Promise<Record<string, unknown>> =>
      fromJson(new TextDecoder().decode(await this.#disk.read(this.#path(name))));
    const stored = await json('checkpoint.json');
    const session = (stored['head'] as { session?: { id?: unknown } } | undefined)?.session;
    const sessionId = typeof session?.id === 'string' ? session.id : '';
    const chunks = names.filter((name) => /^chunk-\d{1,6}\.json$/.test(name));
    for (const name of chunks) records.set(`chunk:${sessionId}:${name.slice(6, -5)}`, columnsOf(await json(name)));
    records.set('head', { ...stored, tail: columnsOf(stored['tail']) ?? null, sealed: chunks.length, sessionId });
  }

  #pathOf(key: Key): string {
    if (key === 'head') return this.#path('checkpoint.json');
    if (typeof key === 'number') return this.#path(WORKOUT, `entry-${String(key)}`);
    const [kind = '', ...rest] = key.split(':');
    if (kind === 'chunk') return this.#path(`chunk-${rest.at(-1) ?? ''}.json`);
    const name = named(key.replaceAll(':', '-'));
    return kind === 'slot' || kind === 'part' ? this.#path(WORKOUT, name) : this.#path(name);
  }

  #path(...names: string[]): string {
    return join(this.#folder, ...names);
  }
}

const WORKOUT = 'workout';
const GONE = 'workout.gone';
const HISTORY = 'history';

export const realDisk: Disk = {
  make: makeFolder,
  list: async (folder) => (await readdir(folder).catch(unlessAbsent)) ?? [],
  read: readBytes,
  async write(path, bytes, synced) {
    const file = await open(path, 'w');
    try {
      await file.writeFile(bytes);
      if (synced) await file.sync();
    } finally {
      await file.close();
    }
  },
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
};

/** Letters, digits, - and _, and nothing that a system keeps for itself: no name can lead out of its folder. */
function named(text: string): string {
  if (!/^[\w-]{1,100}$/.test(text) || /^(con|prn|aux|nul|(com|lpt)\d)$/i.test(text)) {
    throw new Error(`“${text.slice(0, 40)}” cannot be the name of a file`);
  }
  return text;
}

/** The key that a file's name stands for; none: it is none of ours. */
function keyOf(name: string): Key | undefined {
  const entry = /^entry-(\d{1,15})$/.exec(name);
  if (entry) return Number(entry[1]);
  const part = /^part-([\w-]{1,64})-(\d{1,6})$/.exec(name);
  if (part) return `part:${part[1] ?? ''}:${part[2] ?? ''}`;
  return /^(slot-[01]|(broken|later)-\d{1,16})$/.test(name) ? name.replace('-', ':') : undefined;
}

function deserialized(bytes: Uint8Array): unknown {
  try {
    return deserialize(bytes) as unknown;
  } catch {
    return undefined;
  }
}

const COLUMNS = { bpm: Uint8Array, steady: Uint16Array, flags: Uint8Array, rrCounts: Uint8Array, rrMs: Uint16Array };

/** A chunk as JSON has it: its columns as lists. */
function plainOf(chunk: SampleChunk): object {
  const columns = Object.keys(COLUMNS).map((name) => [name, Array.from(chunk[name as keyof typeof COLUMNS])]);
  return { fromS: chunk.fromS, ...(Object.fromEntries(columns) as object) };
}

/** The same back. What is no chunk stays what it is, for the parser to refuse. */
function columnsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const read = Object.entries(COLUMNS).map(([name, Column]): [string, unknown] => {
    const column: unknown = (value as Record<string, unknown>)[name];
    return [name, Array.isArray(column) ? Column.from(column.map(Number)) : undefined];
  });
  return { ...value, ...(Object.fromEntries(read) as object) };
}

/** What is not JSON, or no object, is an empty one, which the parser refuses. */
export function fromJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function unlessAbsent(cause: unknown): undefined {
  if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
}
