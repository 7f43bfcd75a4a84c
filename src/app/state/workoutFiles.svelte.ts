// Workouts from files into the history. Fetched when a file is opened.
import { areProbablySame, BEGINS_WITHIN_MS, type Span } from '../../core/history/sameWorkout.ts';
import type { SessionDigest } from '../../core/records/finished.ts';
import type { Problem } from '../../core/parse/parsed.ts';
import { importSession } from '../../formats/activity/importers.ts';
import type { ImportedWorkout, SessionImportContext } from '../../formats/activity/read/importing.ts';
import type { Database } from '../../store/database/idb.ts';
import { AlreadyThere, keepImported } from '../../store/library/importedWorkouts.ts';
import type { Library } from '../../store/library/library.ts';
import { Pace } from './paced.ts';

/** Whether a workout of a file is in the history already, or in an earlier one of the files. */
export type Recognition =
  | { type: 'new' }
  /** The same, by its id. */
  | { type: 'here' }
  /** Probably the same, recorded by something else. */
  | { type: 'similar'; to: SessionDigest };

export interface FoundWorkout {
  file: string;
  workout: ImportedWorkout;
  recognition: Recognition;
  /** Whether it is to be kept. What is here already never is. */
  wanted: boolean;
}

/** A file of which nothing was read, and why: what is wrong with it or, where the disk would not give it, what the browser says. */
export interface RefusedFile {
  file: string;
  problems: readonly Problem[];
  reason?: string;
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

/** What an import reads of the history. */
type History = Pick<Library, 'digests' | 'session'>;

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
  async look(files: readonly File[], context: SessionImportContext = {}): Promise<void> {
    await this.#run('look', files.length, async (signal, next) => {
      this.#found = [];
      this.#refused = [];
      this.#outcome = undefined;
      const found: FoundWorkout[] = [];
      const refused: RefusedFile[] = [];
      const digests = await this.#history.digests();
      for (const file of files) {
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
    const isIt = (each: FoundWorkout): boolean => each === workout && each.recognition.type !== 'here';
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
        this.#progress = { doing, done: done++, of };
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
    if (others.some((each) => each.id === id)) return { file, workout, recognition: { type: 'here' }, wanted: false };
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

async function readWorkouts(
  file: File,
  context: SessionImportContext,
): Promise<{ workouts: readonly ImportedWorkout[] } | RefusedFile> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const name = file.name.replace(/\.\w+$/, '');
    const read = importSession(bytes, { writtenAtEpochMs: file.lastModified, ...context, name });
    return read.ok ? { workouts: read.value.sessions } : { file: file.name, problems: read.problems };
  } catch (error) {
    return { file: file.name, problems: [], reason: error instanceof Error ? error.message : String(error) };
  }
}
