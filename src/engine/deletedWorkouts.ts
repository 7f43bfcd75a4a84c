import type { Checkpoint } from '../core/records/checkpoint.ts';
import type { CheckpointQueue } from './checkpointQueue.ts';
import type { Ports } from './ports.ts';

/** A workout that was deleted, and can be brought back. */
export interface DeletedWorkout {
  sessionId: string;
  planName: string;
}

/** For so long a deleted workout can be brought back: until one has one's breath again, and looks. */
export const DELETED_KEPT_MS = 600_000;

/** The workout that was deleted last: kept for a while, in memory and in the store, then gone for good. */
export class DeletedWorkouts {
  readonly #ports: Pick<Ports, 'checkpoints' | 'clock'>;
  readonly #queue: CheckpointQueue;
  #last: Checkpoint | undefined;
  /** Deletions that are not on the disk yet. */
  #writing = 0;

  constructor(ports: Pick<Ports, 'checkpoints' | 'clock'>, queue: CheckpointQueue) {
    this.#ports = ports;
    this.#queue = queue;
  }

  /** A deletion is not on the disk yet. */
  get isWriting(): boolean {
    return this.#writing > 0;
  }

  /** The last one, for as long as it can be brought back. */
  get checkpoint(): Checkpoint | undefined {
    const checkpoint = this.#last;
    if (!checkpoint || this.#ports.clock.wallMs() - checkpoint.atEpochMs > DELETED_KEPT_MS) return undefined;
    return checkpoint;
  }

  get workout(): DeletedWorkout | undefined {
    const session = this.checkpoint?.session;
    return session && { sessionId: session.id, planName: session.plan.name };
  }

  remember(deleted: Checkpoint): void {
    this.#last = deleted;
  }

  /** The deletion reaches the store. */
  async write(deleted: Checkpoint): Promise<void> {
    const { deleted: store } = this.#ports.checkpoints;
    this.#writing++;
    await (store ? this.#queue.write('checkpointFailing', () => store.put(deleted)) : this.#queue.clear());
    this.#writing--;
  }

  /** Look for one that was deleted in the last visit. Whether there was any, and none since. */
  async look(): Promise<boolean> {
    const found = await this.#ports.checkpoints.deleted?.load().catch(() => undefined);
    if (!found || this.#last) return false;
    this.#last = found;
    return true;
  }

  /** Gone from memory alone. */
  letGo(): void {
    this.#last = undefined;
  }

  /** Gone for good. */
  forget(): void {
    this.#last = undefined;
    const { deleted: store } = this.#ports.checkpoints;
    this.#queue.after(async () => {
      // brought back and not written yet, it would be nowhere
      if (!this.#queue.isFailing) await store?.forget().catch(() => undefined); // the next visit does
    });
  }
}
