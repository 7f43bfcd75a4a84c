// Workouts from files into the history. Fetched when a file is opened.
import { areProbablySame, BEGINS_WITHIN_MS, type Span } from '../../core/history/sameWorkout.ts';
import type { SessionDigest } from '../../core/records/finished.ts';
import type { Problem } from '../../core/parse/parsed.ts';
import { importSession, SESSION_IMPORTERS } from '../../formats/activity/importers.ts';
import type { ImportedWorkout, SessionImportContext } from '../../formats/activity/read/importing.ts';
import type { FileKind } from '../../formats/fileKind.ts';
import { formatsOf } from '../../formats/importer.ts';
import { archiveEntries, isArchive, type ArchiveEntry } from '../../formats/packed/archive.ts';
import { isGzip } from '../../formats/packed/inflated.ts';
import type { Database } from '../../store/database/idb.ts';
import { AlreadyThere, keepImported } from '../../store/library/importedWorkouts.ts';
import type { Library } from '../../store/library/library.ts';
import { Pace } from './paced.ts';

/** Whether a workout of a file is in the history already, or in an earlier one of the files. */
export type Recognition =
  | { type: 'new' }
  /** The same, by its id. */
  | { type: 'here' }
  /** The same as an earlier one of these files, by its id. */
  | { type: 'twice' }
  /** Probably the same, recorded by something else. */
  | { type: 'similar'; to: SessionDigest };

export interface FoundWorkout {
  file: string;
  workout: ImportedWorkout;
  recognition: Recognition;
  /** Whether it is to be kept. What is here already, or will be by another file, never is. */
  wanted: boolean;
}

/** A file of which nothing was read, and why: what is wrong with it or, where the disk would not give it, what the browser says. */
export interface RefusedFile {
  file: string;
  problems: readonly Problem[];
  reason?: string;
  /** The file itself, where it is of a plan: Plans takes it. */
  plan?: File;
}

export interface ImportOutcome {
  /** Ids of what is in the history now. */
  kept: readonly string[];
  /** Of so many that were wanted. */
  of: number;
  /** The person ended it; what was kept before stays. */
  cancelled: boolean;
  /** Why the next one could not be kept; what was kept before stays. */
  failed?: string | undefined;
}

/** Whether it is the same as another by its id, so that there is nothing to choose. */
export const isKnown = ({ recognition: { type } }: FoundWorkout): boolean => type === 'here' || type === 'twice';

/** What an import does with the history. */
type History = Pick<Library, 'digests' | 'session' | 'removeSessions'>;

/** The formats that are read, as a person reads them. */
export const workoutFormats = (): string => formatsOf(SESSION_IMPORTERS);

/**
 * Files are looked at, each workout in them is held against the history, and what the person wants of it is kept, a workout
 * a transaction. Nothing is stored before that.
 */
export class WorkoutFiles {
  readonly #db: Database;
  readonly #history: History;
  readonly #onKept: () => Promise<void>;
  #found = $state.raw<readonly FoundWorkout[]>([]);
  #refused = $state.raw<readonly RefusedFile[]>([]);
  #progress = $state.raw<{ doing: 'look' | 'keep'; done: number; of: number } | undefined>();
  #outcome = $state.raw<ImportOutcome | undefined>();
  #stop = new AbortController();

  readonly found = $derived(this.#found);
  readonly refused = $derived(this.#refused);
  /** Files that are looked at, or workouts that are kept. */
  readonly progress = $derived(this.#progress);
  readonly outcome = $derived(this.#outcome);

  /** `onKept`: the history is another now. */
  constructor(history: History, db: Database, onKept: () => Promise<void> = () => Promise.resolve()) {
    this.#history = history;
    this.#db = db;
    this.#onKept = onKept;
  }

  /** Ends what is being done. */
  cancel(): void {
    this.#stop.abort();
  }

  /** Reads these files, in place of those before. Stores nothing; fails when the history cannot be read. */
  async look(given: readonly File[], context: SessionImportContext = {}): Promise<void> {
    await this.#run('look', given.length, async (signal, next) => {
      this.#found = [];
      this.#refused = [];
      this.#outcome = undefined;
      const found: FoundWorkout[] = [];
      const refused: RefusedFile[] = [];
      const digests = await this.#history.digests();
      const sources = await sourcesIn(given, refused);
      this.#tellOf(sources.length);
      for (const file of sources) {
        if (!(await next())) break;
        const read = await readWorkouts(file, context);
        if ('problems' in read) refused.push(read);
        else for (const each of read.workouts) found.push(await this.#recognised(file.name, each, digests, found));
      }
      if (signal.aborted) return;
      this.#found = found;
      this.#refused = refused;
    });
  }

  /** Whether this one is to be kept. */
  choose(workout: FoundWorkout, wanted: boolean): void {
    const isIt = (each: FoundWorkout): boolean => each === workout && !isKnown(each);
    this.#found = this.#found.map((each) => (isIt(each) ? { ...each, wanted } : each));
  }

  /** Keeps what is wanted, one after another; what was kept before an end or a failure stays, and is said. */
  async keep(): Promise<void> {
    const wanted = this.#found.filter((each) => each.wanted);
    const kept: string[] = [];
    let failed: string | undefined;
    await this.#run('keep', wanted.length, async (signal, next) => {
      for (const { workout } of wanted) {
        if (!(await next())) break;
        try {
          await keepImported(this.#db, workout, Date.now());
          kept.push(workout.session.id);
        } catch (error) {
          if (error instanceof AlreadyThere) continue; // another tab was quicker
          failed = error instanceof Error ? error.message : String(error);
          break;
        }
      }
      if (kept.length > 0) await this.#onKept();
      this.#outcome = { kept, of: wanted.length, cancelled: signal.aborted, ...(failed !== undefined && { failed }) };
      const done = new Set(kept);
      this.#found = this.#found.map((each) =>
        done.has(each.workout.session.id) ? { ...each, wanted: false, recognition: { type: 'here' } } : each,
      );
    });
  }

  /** What the last one brought is gone again, as if it had been deleted. */
  async undo(): Promise<void> {
    const kept = this.#outcome?.kept ?? [];
    await this.#history.removeSessions(kept);
    await this.#onKept();
    this.clear();
  }

  /** What was read, and what became of it, was seen. */
  clear(): void {
    this.#found = [];
    this.#refused = [];
    this.#outcome = undefined;
  }

  /** There are so many steps: an archive has several. */
  #tellOf(of: number): void {
    if (this.#progress) this.#progress = { ...this.#progress, of };
  }

  /** `next` is asked before each step: whether to go on with it. */
  async #run(
    doing: 'look' | 'keep',
    of: number,
    work: (signal: AbortSignal, next: () => Promise<boolean>) => Promise<void>,
  ): Promise<void> {
    if (this.#progress) return;
    const { signal } = (this.#stop = new AbortController());
    const pace = new Pace();
    let done = 0;
    this.#progress = { doing, done, of };
    try {
      await work(signal, async () => {
        this.#progress = { doing, done: done++, of: this.#progress?.of ?? of };
        await pace.breathe();
        return !signal.aborted;
      });
    } finally {
      this.#progress = undefined;
    }
  }

  async #recognised(
    file: string,
    workout: ImportedWorkout,
    digests: readonly SessionDigest[],
    earlier: readonly FoundWorkout[],
  ): Promise<FoundWorkout> {
    const { id, startedAt, endedAtEpochMs } = workout.session;
    const others = [...digests, ...earlier.map((each) => each.workout.digest)];
    if (digests.some((each) => each.id === id)) return { file, workout, recognition: { type: 'here' }, wanted: false };
    if (earlier.some((each) => each.workout.session.id === id))
      return { file, workout, recognition: { type: 'twice' }, wanted: false };
    const span: Span = { startMs: startedAt.epochMs, endMs: endedAtEpochMs };
    for (const to of others) {
      if (Math.abs(to.startedAt.epochMs - span.startMs) > BEGINS_WITHIN_MS) continue;
      const known = earlier.find((each) => each.workout.digest === to)?.workout.session;
      if (areProbablySame(span, await this.#spanOf(to, known?.endedAtEpochMs)))
        return { file, workout, recognition: { type: 'similar', to }, wanted: false };
    }
    return { file, workout, recognition: { type: 'new' }, wanted: true };
  }

  /** A digest has no pauses; the session has, where it can be read. */
  async #spanOf({ id, startedAt, summary }: SessionDigest, endedAtEpochMs?: number): Promise<Span> {
    const startMs = startedAt.epochMs;
    if (endedAtEpochMs !== undefined) return { startMs, endMs: endedAtEpochMs };
    const session = await this.#history.session(id);
    return { startMs, endMs: session?.ok ? session.value.endedAtEpochMs : startMs + summary.elapsedS * 1000 };
  }
}

/** A file, or one in an archive, that is read when its turn comes. */
interface Source {
  name: string;
  writtenAtEpochMs: number;
  read: () => Promise<Uint8Array>;
}

/** An archive of all the workouts of many years, and no more. */
const ENTRIES_MAX = 20_000;
const ENTRY_BYTES_MAX = 64_000_000;

/** The files, and those in archives among them. What cannot be opened is refused. */
async function sourcesIn(given: readonly File[], refused: RefusedFile[]): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const file of given) {
    const { name, lastModified: writtenAtEpochMs } = file;
    const head = await file
      .slice(0, 4)
      .arrayBuffer()
      .catch(() => undefined);
    if (!head || !isArchive(new Uint8Array(head))) {
      sources.push({ name, writtenAtEpochMs, read: async () => new Uint8Array(await file.arrayBuffer()) });
      continue;
    }
    const entries = archiveEntries(new Uint8Array(await file.arrayBuffer()), ENTRIES_MAX);
    if (!entries.ok) refused.push({ file: name, problems: entries.problems });
    else
      sources.push(
        ...entries.value.map((entry) => ({ name: entry.name, writtenAtEpochMs, read: () => unpacked(entry) })),
      );
  }
  return sources;
}

function unpacked({ unpacked: unpack }: ArchiveEntry): Promise<Uint8Array> {
  const bytes = unpack(ENTRY_BYTES_MAX);
  if (bytes === 'tooLarge')
    return Promise.reject(
      new ProblemFile({ code: 'input.tooLarge', path: '', params: { max: ENTRY_BYTES_MAX, use: 'activity' } }),
    );
  if (typeof bytes === 'string') return Promise.reject(new ProblemFile({ code: 'zip.damaged', path: '', params: {} }));
  return Promise.resolve(bytes);
}

/** A file in an archive that cannot be unpacked. */
class ProblemFile extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** What files of workouts to do are called when one is opened as a workout that was done. */
const TO_DO: readonly string[] = ['fitWorkout', 'tcxWorkout', 'zwo', 'plan'] satisfies readonly FileKind[];

const isPlan = (problems: readonly Problem[]): boolean =>
  problems.some(({ code, params }) => code === 'file.kind' && TO_DO.includes(String(params['kind'])));

async function readWorkouts(
  { name: path, writtenAtEpochMs, read }: Source,
  context: SessionImportContext,
): Promise<{ workouts: readonly ImportedWorkout[] } | RefusedFile> {
  try {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+(?:\.gz)?$/i, '');
    const bytes = await read();
    const sessions = importSession(bytes, { writtenAtEpochMs, ...context, name });
    if (sessions.ok) return { workouts: sessions.value.sessions };
    const { problems } = sessions;
    return {
      file: path,
      problems,
      ...(isPlan(problems) && !isGzip(bytes) && { plan: new File([Uint8Array.from(bytes)], path) }),
    };
  } catch (error) {
    if (error instanceof ProblemFile) return { file: path, problems: [error.problem] };
    return { file: path, problems: [], reason: error instanceof Error ? error.message : String(error) };
  }
}
