import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hrvOfWorkout, isSameContent } from '../index.ts';
import type {
  Checkpoint,
  CheckpointStore,
  Finished,
  HrvSummary,
  JournalEntry,
  Parsed,
  Plan,
  Provenance,
} from '../index.ts';
import { Checkpoints } from '../store/checkpoints/checkpoints.ts';
import { FolderBackend } from './folderBackend.ts';
import { runEventOf, runEventsFrom, type RunEvent } from './runEvents.ts';
import { reasonOf, Refusal } from './terminal.ts';
import { cli as words } from './words.ts';

/**
 * The checkpoints of one run, and what happened in it: in a folder where one was named, else in memory, until they must
 * outlive the process.
 */
export class RunCheckpoints implements CheckpointStore {
  /** Kept with the checkpoint, so that a run that goes on can tell it all. */
  eventLog: RunEvent[] = [];
  readonly #folder: string | undefined;
  readonly #checkpoints: Checkpoints | undefined;
  #left: Parsed<Checkpoint | undefined> = { ok: true, value: undefined };
  #last: Checkpoint | undefined;
  #finished: Finished | undefined;
  /** Over, and not in the history of the folder. */
  #unkept: Finished | undefined;

  constructor(folder: string | undefined) {
    this.#folder = folder;
    this.#checkpoints = folder === undefined ? undefined : checkpointsIn(folder);
  }

  /** What an earlier run of this plan left. Another plan's is refused rather than lost. */
  async open(plan: Plan): Promise<Checkpoint | undefined> {
    if (this.#folder === undefined || !this.#checkpoints) return undefined;
    const recovered = await this.#checkpoints.recover().catch((cause: unknown) => {
      throw new Refusal(words.folderUnusable(this.#folder ?? '', reasonOf(cause)));
    });
    const unknown = recovered.ok ? recovered.value?.unknown : undefined;
    this.#left = recovered.ok
      ? { ok: true, value: recovered.value?.checkpoint, ...(unknown && { notes: unknown.problems }) }
      : recovered;
    if (!recovered.ok || !recovered.value) return undefined;
    const { checkpoint, eventLog, notices } = recovered.value;
    const { session } = checkpoint;
    if (!isSameContent(session.plan, plan)) {
      throw new Refusal(words.otherWorkout(this.#folder, session.plan.name));
    }
    const lately = notices.map(runEventOf).filter((event) => event !== undefined);
    this.eventLog = [...runEventsFrom(eventLog, session.elapsedS), ...lately];
    return checkpoint;
  }

  load(): Promise<Parsed<Checkpoint | undefined>> {
    return Promise.resolve(this.#left);
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    this.#last = checkpoint;
    await this.#checkpoints?.save(checkpoint, [...this.eventLog]);
  }

  async journal(entry: JournalEntry): Promise<void> {
    await this.#checkpoints?.journal(entry);
  }

  async clear(): Promise<void> {
    this.#last = undefined;
    await this.#checkpoints?.clear();
  }

  async finish(finished: Finished): Promise<void> {
    this.#last = undefined;
    this.#finished = finished;
    this.#unkept = this.#checkpoints && finished;
    await this.#checkpoints?.finish(finished);
    this.#unkept = undefined;
  }

  /** The workout, once it is over. */
  get finished(): Finished | undefined {
    return this.#finished;
  }

  /** What the beats of the workout come to, finished or not. */
  hrvOf(provenance: Provenance): HrvSummary | undefined {
    return this.#finished ? this.#finished.session.hrv : hrvOfWorkout(provenance, this.#last?.chunks ?? []);
  }

  /** A finished workout that its folder did not take is saved in a new one; where. None: it is where it belongs. */
  async rescued(): Promise<string | undefined> {
    if (!this.#unkept) return undefined;
    const folder = await mkdtemp(join(tmpdir(), 'beatkeeper-'));
    await new FolderBackend(folder).finish(this.#unkept, { put: [], drop: [] });
    return folder;
  }

  /** Where the workout can be found by another process; a new folder, if it was in memory so far. */
  async folder(): Promise<string> {
    if (this.#folder !== undefined) return this.#folder;
    const folder = await mkdtemp(join(tmpdir(), 'beatkeeper-'));
    if (this.#last) await checkpointsIn(folder).save(this.#last, this.eventLog);
    return folder;
  }
}

function checkpointsIn(folder: string): Checkpoints {
  return new Checkpoints(new FolderBackend(folder), () => Date.now());
}
