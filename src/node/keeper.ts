import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Checkpoint, CheckpointStore, Finished, Parsed, Plan } from '../index.ts';
import { cli as words } from '../words/en.cli.ts';
import { FolderCellar } from './cellar.ts';
import { happeningsFrom, type Happening } from './happenings.ts';
import { reasonOf, Refusal } from './terminal.ts';

/**
 * The checkpoints of one run, and what happened in it: in a folder where one was named, else in memory, until they must
 * outlive the process.
 */
export class Keeper implements CheckpointStore {
  /** Kept with the checkpoint, so that a run that goes on can tell it all. */
  diary: Happening[] = [];
  readonly #folder: string | undefined;
  readonly #cellar: FolderCellar | undefined;
  #left: Parsed<Checkpoint | undefined> = { ok: true, value: undefined };
  #last: Checkpoint | undefined;

  constructor(folder: string | undefined) {
    this.#folder = folder;
    this.#cellar = folder === undefined ? undefined : new FolderCellar(folder);
  }

  /** What an earlier run of this plan left. Another plan's is refused rather than lost. */
  async open(plan: Plan): Promise<Checkpoint | undefined> {
    if (this.#folder === undefined || !this.#cellar) return undefined;
    const { checkpoint, diary } = await this.#cellar.load(Date.now()).catch((cause: unknown) => {
      throw new Refusal(words.folderUnusable(this.#folder ?? '', reasonOf(cause)));
    });
    this.#left = checkpoint;
    if (!checkpoint.ok || !checkpoint.value) return undefined;
    const { session } = checkpoint.value;
    if (!isDeepStrictEqual(session.plan, plan)) {
      throw new Refusal(words.otherWorkout(this.#folder, session.plan.name));
    }
    this.diary = happeningsFrom(diary, session.elapsedS);
    return checkpoint.value;
  }

  load(): Promise<Parsed<Checkpoint | undefined>> {
    return Promise.resolve(this.#left);
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    this.#last = checkpoint;
    await this.#cellar?.save(checkpoint, this.diary);
  }

  async clear(): Promise<void> {
    this.#last = undefined;
    await this.#cellar?.clear();
  }

  async finish(finished: Finished): Promise<void> {
    this.#last = undefined;
    await this.#cellar?.finish(finished);
  }

  /** Where the workout can be found by another process; a new folder, if it was in memory so far. */
  async folder(): Promise<string> {
    if (this.#folder !== undefined) return this.#folder;
    const folder = await mkdtemp(join(tmpdir(), 'beatkeeper-'));
    if (this.#last) await new FolderCellar(folder).save(this.#last, this.diary);
    return folder;
  }
}
