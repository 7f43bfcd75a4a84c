import { deflateSync, Zip, type ZipInputFile } from 'fflate';
import { crc32 } from '../../core/parse/crc32.ts';
import type { Problem } from '../../core/parse/parsed.ts';
import { exportSession, formatsFor, type SessionFormat, type SessionToExport } from './exporters.ts';

export interface ManyOptions {
  /** After each workout, in their order. */
  onProgress?: ((progress: ExportProgress) => void) | undefined;
  /** Ends it: the generator throws the signal's reason before it asks for another workout. */
  signal?: AbortSignal | undefined;
}

export interface ExportProgress {
  /** Workouts so far, those that the format has nothing of included. */
  done: number;
  /** What the file is called in the archive; none where the format has nothing of this workout (`formatsFor`). */
  name: string | undefined;
  losses: readonly Problem[];
}

/** An archive without the later extension of the format counts its files in 16 bits. Ten years of workouts are some 4,000. */
const FILES_MAX = 0xffff;

/**
 * Many workouts as a .zip with a file each, in pieces as they are asked for: no more than one workout is in the memory at once,
 * as long as `workouts` hands them out one by one. Whoever stops asking stops `workouts` too. Names that are there already get
 * a number.
 */
export async function* exportSessions(
  workouts: AsyncIterable<SessionToExport> | Iterable<SessionToExport>,
  format: SessionFormat,
  { onProgress, signal }: ManyOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  let pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  const taken = new Set<string>();
  let done = 0;
  signal?.throwIfAborted();
  for await (const workout of workouts) {
    signal?.throwIfAborted();
    done++;
    if (!formatsFor(workout).includes(format)) {
      onProgress?.({ done, name: undefined, losses: [] });
      continue;
    }
    if (taken.size >= FILES_MAX)
      throw new RangeError(`more than ${String(FILES_MAX)} workouts are too many for one .zip`);
    const { bytes, name, losses } = exportSession(workout, format);
    const free = freeName(name, taken);
    add(zip, free, bytes, workout.session.startedAt.epochMs);
    yield* pieces;
    pieces = [];
    onProgress?.({ done, name: free, losses });
    signal?.throwIfAborted();
  }
  zip.end();
  yield* pieces;
}

/** fflate's own streams keep a window of each file until the end of the archive; a file that is packed at once keeps none. */
function add(zip: Zip, filename: string, bytes: Uint8Array, epochMs: number): void {
  const file: ZipInputFile = {
    filename,
    size: bytes.length,
    crc: crc32(bytes),
    compression: DEFLATED,
    mtime: new Date(Math.min(Math.max(epochMs, DATE_MIN_MS), DATE_MAX_MS)),
  };
  zip.add(file);
  file.ondata?.(null, deflateSync(bytes), true);
}

const DEFLATED = 8;
/** A date in an archive is one from 1980 to 2099, by whatever clock: a day less at both ends. */
const DATE_MIN_MS = Date.UTC(1980, 0, 2);
const DATE_MAX_MS = Date.UTC(2099, 11, 30);

/** `a.fit`, then `a-2.fit`: a name ends at its first point, since some endings have two. */
function freeName(name: string, taken: Set<string>): string {
  const point = name.indexOf('.');
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name.slice(0, point)}-${String(n)}${name.slice(point)}`;
  taken.add(free);
  return free;
}
