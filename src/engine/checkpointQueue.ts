import type { Checkpoint } from '../core/records/checkpoint.ts';
import type { Finished } from '../core/records/finished.ts';
import type { SampleChunk } from '../core/samples/samples.ts';
import type { Session } from '../core/session/session.ts';
import type { SessionEvent } from '../core/session/events.ts';
import type { ExecutorTrouble, Ports } from './ports.ts';

/** After so many journal entries a checkpoint is due. */
const ENTRIES_MAX = 10;
/** More than this at once is not written down event by event: the next checkpoint has it all. */
const EVENTS_MAX = 1_000;
/** A finished workout that cannot be stored is tried again this often. */
const RETRY_MS = 10_000;

/** What is true when the turn of a write comes. */
export interface Present {
  session(): Session;
  chunks(): readonly SampleChunk[];
  tickedAt(session: Session): Pick<Checkpoint, 'atEpochMs' | 'behindMs'>;
}

type QueuePorts = Pick<Ports, 'checkpoints' | 'screen' | 'clock' | 'beats'>;

/**
 * One write after another, so that an old checkpoint can never overtake the end of its workout. What fails is told once,
 * and tried again.
 */
export class CheckpointQueue {
  readonly #ports: QueuePorts;
  readonly #present: Present;
  #writing: Promise<void> = Promise.resolve();
  #saveQueued = false;
  #journalQueued = false;
  /** What moved the workout since it was last written down. */
  #unwritten: SessionEvent[] = [];
  /** Journal entries since the last checkpoint. */
  #entries = 0;
  readonly #failing = new Set<ExecutorTrouble['code']>();
  /** Finished, and not in the history yet. */
  readonly #unstored = new Set<Finished>();
  /** In the history, and perhaps still shown. */
  #stored: Finished | undefined;
  #retryAtMs = 0;

  constructor(ports: QueuePorts, present: Present) {
    this.#ports = ports;
    this.#present = present;
  }

  /** Not all that has finished is in the history. */
  get hasUnstored(): boolean {
    return this.#unstored.size > 0;
  }

  /** Checkpoints cannot be written at present. */
  get isFailing(): boolean {
    return this.#failing.has('checkpointFailing');
  }

  /** Resolves when everything asked for so far has been done or has failed. */
  get settled(): Promise<void> {
    return this.#writing;
  }

  /** The workout under way was moved by this. */
  note(event: SessionEvent): void {
    if (this.#unwritten.length < EVENTS_MAX) this.#unwritten.push(event);
  }

  /** Another workout, or none: what moved the last one is not written down any more. */
  forgetEvents(): void {
    this.#unwritten = [];
  }

  forgetUnstored(): void {
    this.#unstored.clear();
  }

  /** Queue a save of whatever is true when its turn comes; a second one in the queue would only repeat it. */
  save(): void {
    if (this.#saveQueued) return;
    this.#saveQueued = true;
    void this.write('checkpointFailing', async () => {
      this.#saveQueued = false;
      const session = this.#present.session();
      if (session.status === 'idle' || (session.status === 'completed' && this.#unstored.size === 0)) return;
      const unwritten = this.#unwritten;
      this.#unwritten = [];
      try {
        const chunks = this.#present.chunks();
        await this.#ports.checkpoints.save({ session, chunks, ...this.#present.tickedAt(session) });
      } catch (error) {
        this.#unwritten = [...unwritten, ...this.#unwritten];
        throw error;
      }
      this.#entries = 0;
    });
  }

  /** Write down what happened in the last second. When it fails, the next checkpoint has it, or says so. */
  journal(): void {
    if (this.#journalQueued) return;
    this.#journalQueued = true;
    this.#writing = this.#writing.then(async () => {
      this.#journalQueued = false;
      const session = this.#present.session();
      const events = this.#unwritten;
      if ((session.status !== 'inProgress' && session.status !== 'paused') || events.length === 0) return;
      if (events.length >= EVENTS_MAX) return this.save();
      this.#unwritten = [];
      const entry = { sessionId: session.id, ...this.#present.tickedAt(session), events };
      const kept = await this.#ports.checkpoints.journal(entry).then(
        () => true,
        () => false,
      );
      if (!kept) this.#unwritten = [...events, ...this.#unwritten];
      // what the entry was to be added to may be gone; a disk that is known to refuse is not asked every second
      const amiss = !kept && !this.isFailing;
      if (++this.#entries >= ENTRIES_MAX || amiss) this.save();
    });
  }

  /** The end of a workout: kept until it is in the history. */
  finish(finished: Finished): void {
    this.#unstored.add(finished);
    this.#storeAll();
  }

  /** Tries again, when it is time for that, what could not be stored. */
  retry(nowMs: number): void {
    if (this.hasUnstored && nowMs >= this.#retryAtMs) this.#storeAll(nowMs);
  }

  /** What was stored may be gone: all that is known of a workout is stored again. */
  storeAgain(): void {
    // what is being written now may be just what is lost, so that its end is waited for
    void this.#writing.then(() => {
      const stored = this.#stored;
      const session = this.#present.session();
      if (session.status !== 'completed') this.save();
      else if (stored?.session.id === session.id) this.#unstored.add(stored);
      if (this.hasUnstored) this.#storeAll();
    });
  }

  #storeAll(nowMs = this.#ports.clock.nowMs()): void {
    this.#retryAtMs = nowMs + RETRY_MS;
    for (const finished of this.#unstored) void this.write('historyFailing', () => this.#store(finished));
  }

  async #store(finished: Finished): Promise<void> {
    if (!this.#unstored.has(finished)) return;
    try {
      await this.#ports.checkpoints.finish((await this.#ports.beats?.summarised(finished)) ?? finished);
    } catch (error) {
      this.save(); // so that the next visit can store it, should this one end first
      throw error;
    }
    this.#unstored.delete(finished);
    this.#stored = finished;
    this.#ports.screen.stored(finished.session.id);
  }

  /** Forget what was kept for a crash. */
  clear(): Promise<void> {
    return this.write('checkpointFailing', () => this.#ports.checkpoints.clear());
  }

  write(code: 'checkpointFailing' | 'historyFailing', write: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(write).then(
      () => this.#worked(code),
      (error: unknown) => this.failed({ code, reason: reasonOf(error) }),
    );
    return this.#writing;
  }

  /** Behind all that was asked for so far; `work` may not fail, and nobody is told of it. */
  after(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work);
  }

  failed(trouble: ExecutorTrouble): void {
    if (this.#failing.has(trouble.code)) return;
    this.#failing.add(trouble.code);
    this.#ports.screen.trouble(trouble);
  }

  #worked(code: ExecutorTrouble['code']): void {
    if (this.#failing.delete(code)) this.#ports.screen.troubleOver(code);
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
