import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHUNK_S, checkpointHead, parseCheckpoint } from '../index.ts';
import type { Checkpoint, Finished, Parsed, SampleChunk } from '../index.ts';

/**
 * A folder that keeps workouts.
 *
 *     checkpoint.json      the workout under way, with the seconds of its last minutes
 *     chunk-N.json         its seconds before that, five minutes a file, each written once
 *     history/<id>.json    a finished workout
 *     broken-<time>.json   a checkpoint that could not be read, as it was
 *
 * A file is written beside its place and moved there, so that it is there whole or not at all. Crashes are allowed
 * between any two of them: chunks come before the checkpoint that counts on them, history before the checkpoint goes.
 */
export class FolderCellar {
  readonly #folder: string;
  #sealed = { sessionId: '', count: 0 };

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What was cut off, if anything, and the diary it was saved with. Throws when the folder cannot be used at all. */
  async load(nowEpochMs: number): Promise<{ checkpoint: Parsed<Checkpoint | undefined>; diary: unknown }> {
    await mkdir(this.#folder, { recursive: true });
    const text = await readFile(this.#path(HEAD), 'utf8').catch(unlessAbsent);
    if (text === undefined) return { checkpoint: { ok: true, value: undefined }, diary: [] };

    const stored = fromJson(text);
    const chunks = await Promise.all((await this.#chunkFiles()).map((name) => readFile(this.#path(name), 'utf8')));
    const checkpoint = parseCheckpoint(stored['head'], [...chunks.map(fromJson), stored['tail']].map(columnsOf));
    if (!checkpoint.ok) await rename(this.#path(HEAD), this.#path(`broken-${String(nowEpochMs)}.json`));
    return { checkpoint, diary: stored['diary'] };
  }

  /** `diary`: what else its reader wants to have back. */
  async save(checkpoint: Checkpoint, diary: unknown): Promise<void> {
    const { id } = checkpoint.session;
    const sealed = checkpoint.chunks.filter((chunk) => chunk.bpm.length === CHUNK_S);
    const tail = checkpoint.chunks.find((chunk) => chunk.bpm.length < CHUNK_S);
    const known = this.#sealed.sessionId === id ? this.#sealed.count : 0;
    for (const [i, chunk] of sealed.entries()) {
      if (i >= known) await this.#write(`chunk-${String(i)}.json`, plainOf(chunk));
    }
    this.#sealed = { sessionId: id, count: sealed.length };
    await this.#write(HEAD, { head: checkpointHead(checkpoint), tail: tail && plainOf(tail), diary });
  }

  async clear(): Promise<void> {
    await rm(this.#path(HEAD), { force: true });
    await Promise.all((await this.#chunkFiles()).map((name) => rm(this.#path(name), { force: true })));
    this.#sealed = { sessionId: '', count: 0 };
  }

  async finish({ session, digest, chunks }: Finished): Promise<void> {
    await mkdir(this.#path(HISTORY), { recursive: true });
    await this.#write(join(HISTORY, `${session.id}.json`), { session, digest, chunks: chunks.map(plainOf) });
    await this.clear();
  }

  async #chunkFiles(): Promise<string[]> {
    return (await readdir(this.#folder)).filter((name) => /^chunk-\d+\.json$/.test(name));
  }

  async #write(name: string, value: unknown): Promise<void> {
    const path = this.#path(name);
    await writeFile(`${path}.new`, JSON.stringify(value));
    await rename(`${path}.new`, path);
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}

const HEAD = 'checkpoint.json';
const HISTORY = 'history';

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
function fromJson(text: string): Record<string, unknown> {
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
