import { randomUUID } from 'node:crypto';
import { currentPhase, localOf, MemoryLedger, Scheduler, SessionExecutor, totalMaxS } from '../index.ts';
import type { Checkpoint, CheckpointStore, Cron, Plan, Profile } from '../index.ts';
import { outcomeOf, SILENT, type Outcome } from './planner.ts';
import { NO_STRAP } from './straps.ts';

export interface RehearsalOptions {
  plan: Plan;
  profile: Profile;
  cron: Cron;
  timeZone: string;
  fromMs: number;
  toMs: number;
  /** Somebody starts so long after each reminder; nobody ever does, if left out. */
  startAfterS?: number | undefined;
  /** Ends phases that wait for a hand. */
  lapAfterS?: number | undefined;
  /** When nothing is running. */
  offs: readonly Span[];
}

export interface Span {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** What `schedule run --json` prints. */
export interface RehearsalResult {
  ready: string[];
  occurrences: Outcome[];
}

/** The real scheduler and the real executor, through simulated time: what would become of each planned workout. */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalResult> {
  const rehearsal = new Rehearsal(options);
  await rehearsal.play();
  return rehearsal.result;
}

/** A workout is played in strides of this, far below what the executor would take for an absence. */
const STRIDE_MS = 3_600_000;

class Rehearsal {
  readonly #options: RehearsalOptions;
  readonly #ledger = new MemoryLedger(() => this.#nowMs);
  readonly #scheduler: Scheduler;
  readonly #kept = new LastCheckpoint();
  readonly #ready: string[] = [];
  #nowMs: number;
  #wakeAtMs: number | undefined;
  #startsAtMs: number[] = [];
  /** Of the workout under way. */
  #executor: SessionExecutor | undefined;
  /** When that is over for certain. */
  #overAtMs = Infinity;

  constructor(options: RehearsalOptions) {
    this.#options = options;
    this.#nowMs = options.fromMs;
    this.#scheduler = new Scheduler({
      ledger: this.#ledger,
      reminders: {
        ...SILENT,
        ready: () => {
          this.#ready.push(new Date(this.#nowMs).toISOString());
          if (options.startAfterS !== undefined) this.#startsAtMs.push(this.#nowMs + options.startAfterS * 1000);
          return Promise.resolve(true);
        },
      },
      runningPlanId: () => Promise.resolve(this.#executor && options.plan.id),
      planName: () => Promise.resolve(options.plan.name),
      timeZone: () => options.timeZone,
      nowMs: () => this.#nowMs,
      newId: randomUUID,
    });
  }

  get result(): RehearsalResult {
    const occurrences = [...this.#ledger.occurrences.values()].sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
    return { ready: this.#ready, occurrences: occurrences.map(outcomeOf) };
  }

  async play(): Promise<void> {
    const { plan, cron, timeZone, toMs } = this.#options;
    await this.#scheduler.scheduleSession(plan, cron.text, { timeZone });
    await this.#look();
    const offs = this.#options.offs.toSorted((a, b) => a.fromMs - b.fromMs);
    while (this.#nowMs < toMs) {
      const [startAtMs = Infinity] = this.#startsAtMs;
      const nextMs = Math.min(this.#wakeAtMs ?? Infinity, startAtMs, toMs);
      const off = offs.find((each) => each.fromMs <= nextMs && each.toMs > this.#nowMs);
      if (off) await this.#away({ ...off, toMs: Math.min(off.toMs, toMs) });
      else {
        await this.#trainTo(nextMs);
        if (nextMs === this.#wakeAtMs || nextMs === toMs) await this.#look();
        if (nextMs === startAtMs) await this.#start();
      }
    }
  }

  async #look(): Promise<void> {
    this.#wakeAtMs = (await this.#scheduler.settle()).wakeAtEpochMs;
  }

  async #start(): Promise<void> {
    const { plan, timeZone } = this.#options;
    this.#startsAtMs.shift();
    if (this.#executor) return;
    const executor = this.#newExecutor();
    const { offsetMin } = localOf(this.#nowMs, timeZone);
    executor.startSession(plan, { epochMs: this.#nowMs, timeZone, offsetMin });
    if (executor.session.status === 'idle') return;
    this.#executor = executor;
    this.#overAtMs = this.#nowMs + (totalMaxS(plan) ?? Infinity) * 1000;
    await this.#scheduler.started({
      sessionId: executor.session.id,
      planId: plan.id,
      startedAtEpochMs: this.#nowMs,
    });
    await this.#look();
  }

  /** Nothing runs and nobody starts anything; then it is as after a crash. */
  async #away({ fromMs, toMs }: Span): Promise<void> {
    await this.#trainTo(Math.max(fromMs, this.#nowMs));
    this.#startsAtMs = this.#startsAtMs.filter((atMs) => atMs >= toMs);
    await this.#executor?.keep();
    this.#nowMs = toMs;
    if (this.#executor) await this.#restore();
    await this.#look();
  }

  async #restore(): Promise<void> {
    const executor = this.#newExecutor();
    const restored = await executor.restore();
    await executor.settled();
    this.#executor = restored && executor;
    this.#overAtMs = Infinity;
  }

  async #trainTo(atMs: number): Promise<void> {
    if (this.#overAtMs <= atMs) this.#executor = undefined; // nobody asks what it was like
    const { lapAfterS } = this.#options;
    const strideMs = lapAfterS === undefined ? STRIDE_MS : 1000;
    while (this.#executor && this.#nowMs < atMs) {
      this.#nowMs = Math.min(atMs, this.#nowMs + strideMs);
      this.#executor.catchUp();
      const { session } = this.#executor;
      const byHand = session.status === 'inProgress' && currentPhase(session).end.type === 'hand';
      if (byHand && session.phaseS >= (lapAfterS ?? Infinity)) this.#executor.command({ type: 'skip' });
      if (this.#executor.session.status !== 'completed') continue;
      await this.#executor.settled();
      this.#executor = undefined;
    }
    this.#nowMs = Math.max(this.#nowMs, atMs);
  }

  #newExecutor(): SessionExecutor {
    return new SessionExecutor(
      {
        clock: { nowMs: () => this.#nowMs, wallMs: () => this.#nowMs },
        frames: NO_STRAP,
        checkpoints: this.#kept,
        notices: { tell: () => undefined },
        screen: {
          publish: () => undefined,
          beat: () => undefined,
          stored: () => undefined,
          trouble: () => undefined,
          troubleOver: () => undefined,
        },
        newId: randomUUID,
      },
      { profile: this.#options.profile, onLoss: 'continue' },
    );
  }
}

/** What is needed to go on after an absence. */
class LastCheckpoint implements CheckpointStore {
  #last: Checkpoint | undefined;

  load(): ReturnType<CheckpointStore['load']> {
    return Promise.resolve({ ok: true, value: this.#last });
  }

  save(checkpoint: Checkpoint): Promise<void> {
    this.#last = checkpoint;
    return Promise.resolve();
  }

  journal(): Promise<void> {
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#last = undefined;
    return Promise.resolve();
  }

  finish(): Promise<void> {
    return this.clear();
  }
}
