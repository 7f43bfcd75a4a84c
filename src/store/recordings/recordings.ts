import { get, keys } from 'idb-keyval';
import { parseRecordingHead } from '../../core/records/recordingRecord.ts';
import type { RecordingHead } from '../../core/records/recording.ts';
import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import { decodeEnvelope } from '../database/decodeEnvelope.ts';
import { encodeEnvelope } from '../database/envelope.ts';
import { answered, type Database } from '../database/idb.ts';

/** So many recordings are kept, the latest. */
export const RECORDINGS_MAX = 10;

type PartKey = [sessionId: string, index: number];

/** A recording to go on with: see `engine/recorder.ts`. */
interface Open {
  clockMs: number;
  next: number;
  bytes: number;
}

/**
 * The frames of workouts, in the store `frames`: [session id, 0] → the head, [session id, N] → lines, each in an envelope.
 * They stay on this device: no backup has them.
 */
export class Recordings {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async begin(sessionId: string, head: RecordingHead): Promise<void> {
    await this.#makeRoom(sessionId);
    await this.#add([sessionId, 0], encodeEnvelope('recording', head));
  }

  /** A part that is there is another tab's: it is not written over. */
  async append(sessionId: string, index: number, lines: string): Promise<void> {
    await this.#add([sessionId, index], encodeEnvelope('recording', {}, new TextEncoder().encode(lines)));
  }

  async open(sessionId: string): Promise<Open | undefined> {
    const parts = await this.#parts(sessionId);
    const head = headOf(parts[0]?.[1]);
    if (!head.ok) return undefined;
    const bytes = parts.reduce((sum, [, part]) => sum + (part instanceof Uint8Array ? part.length : 0), 0);
    return { clockMs: head.value.clockMs, next: (parts.at(-1)?.[0][1] ?? 0) + 1, bytes };
  }

  async remove(sessionId: string): Promise<void> {
    await this.#db.together(['frames'], (store) => [removeIn(store('frames'), sessionId)]);
  }

  /** Whether there is one of a workout. */
  async has(sessionId: string): Promise<boolean> {
    return (await get<unknown>([sessionId, 0], this.#db.store('frames'))) !== undefined;
  }

  /** The head and the lines; none: this workout was not recorded. A part that is torn ends it. */
  async read(sessionId: string): Promise<Parsed<{ head: RecordingHead; lines: string }> | undefined> {
    const [first, ...parts] = await this.#parts(sessionId);
    if (!first) return undefined;
    const head = headOf(first[1]);
    if (!head.ok) return head;
    let lines = '';
    for (const [, part] of parts) {
      const opened = decodeEnvelope('recording', part);
      if (!opened.ok) break;
      lines += new TextDecoder().decode(opened.value.bytes);
    }
    return good({ head: head.value, lines });
  }

  async #ids(): Promise<Set<string>> {
    return new Set((await keys<PartKey>(this.#db.store('frames'))).map(([id]) => id));
  }

  /** Of workouts that are not kept any more all go, and of the others the oldest, so that one more has its place. */
  async #makeRoom(forId: string): Promise<void> {
    const kept = new Set(await keys<string>(this.#db.store('sessions')));
    const ids = [...(await this.#ids())].filter((id) => id !== forId);
    const gone = ids.filter((id) => !kept.has(id));
    const heads = await Promise.all(
      ids
        .filter((id) => kept.has(id))
        .map(async (id) => ({ id, head: headOf(await get<unknown>([id, 0], this.#db.store('frames'))) })),
    );
    const newest = heads.toSorted((a, b) => startOf(b.head) - startOf(a.head));
    gone.push(...newest.slice(RECORDINGS_MAX - 1).map(({ id }) => id));
    if (gone.length === 0) return;
    await this.#db.together(['frames'], (store) => gone.map((id) => removeIn(store('frames'), id)));
  }

  async #parts(sessionId: string): Promise<[PartKey, unknown][]> {
    const range = partsOf(sessionId);
    const [found, parts] = await this.#db.store('frames')('readonly', (store) =>
      Promise.all([answered(store.getAllKeys(range)), answered<unknown[]>(store.getAll(range))]),
    );
    return found.map((key, i) => [key as PartKey, parts[i]]);
  }

  async #add(key: PartKey, record: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#db.together(
      ['frames'],
      (store) => [
        store('frames')('readwrite', (objects) => {
          const request = objects.add(record, key);
          return new Promise<void>((resolve, reject) => {
            request.onsuccess = () => resolve();
            request.onerror = () => reject(request.error ?? new Error('the frames were not taken'));
          });
        }),
      ],
      'relaxed',
    );
  }
}

/** All parts of a workout's recording. */
const partsOf = (sessionId: string): IDBKeyRange => IDBKeyRange.bound([sessionId], [sessionId, []]);

type Store = ReturnType<Database['store']>;
function removeIn(store: Store, sessionId: string): Promise<void> {
  return store('readwrite', (objects) => void objects.delete(partsOf(sessionId)));
}

function headOf(part: unknown): Parsed<RecordingHead> {
  const opened = decodeEnvelope('recording', part);
  return opened.ok ? parseRecordingHead(opened.value.json) : bad('record.broken', {}, 'head');
}

const startOf = (head: Parsed<RecordingHead>): number => (head.ok ? head.value.startedAt.epochMs : -Infinity);
