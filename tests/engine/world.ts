import type { Checkpoint, JournalEntry } from '../../src/core/records/checkpoint.ts';
import { replayed } from '../../src/core/records/journalRecord.ts';
import type { Finished } from '../../src/core/records/finished.ts';
import { encodeFrame } from '../../src/core/signal/heartRateMeasurement.ts';
import type { Notice } from '../../src/core/cues/notice.ts';
import type { End, Plan, Target } from '../../src/core/plan/plan.ts';
import type { StrapIndex } from '../../src/core/signal/straps.ts';
import type { Snapshot } from '../../src/core/session/snapshot.ts';
import { profileOf } from '../../src/core/athlete/hrZones.ts';
import { SessionExecutor } from '../../src/engine/executor.ts';
import { rrOf } from '../core/arbitrary.ts';
import type { CheckpointStore, ExecutorTrouble, FrameSource } from '../../src/engine/ports.ts';

/** Checkpoints in memory that a test can break. */
export class MemoryCheckpoints implements CheckpointStore {
  kept: Checkpoint | undefined;
  entries: JournalEntry[] = [];
  history = new Map<string, Finished>();
  saves = 0;
  /** Throw instead of writing. */
  full = false;
  readable = true;
  /** Called between storing a finished workout and clearing the checkpoint: a crash is a throw. */
  betweenTheTwo: () => void = () => undefined;

  load(): ReturnType<CheckpointStore['load']> {
    if (!this.readable) return Promise.reject(new Error('refused'));
    return Promise.resolve({ ok: true, value: this.kept && replayed(this.kept, this.entries).checkpoint });
  }

  save(checkpoint: Checkpoint): Promise<void> {
    if (this.full) return Promise.reject(new Error('full'));
    this.saves++;
    this.kept = structuredClone(checkpoint);
    this.entries = [];
    return Promise.resolve();
  }

  journal(entry: JournalEntry): Promise<void> {
    if (this.full) return Promise.reject(new Error('full'));
    if (this.kept?.session.id === entry.sessionId) this.entries.push(structuredClone(entry));
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.kept = undefined;
    return Promise.resolve();
  }

  finish(finished: Finished): Promise<void> {
    if (this.full) return Promise.reject(new Error('full'));
    this.history.set(finished.session.id, structuredClone(finished));
    try {
      this.betweenTheTwo();
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
    if (this.kept?.session.id === finished.session.id) this.kept = undefined;
    this.entries = this.kept ? this.entries : [];
    return Promise.resolve();
  }
}

/** The world of an executor in a test's hands: a number for the clock, a list for the strap. */
export class World<Kept extends CheckpointStore = MemoryCheckpoints> {
  nowMs: number;
  wallMs: number;
  deaf = false;
  readonly checkpoints: Kept;
  readonly line: { atMs: number; bytes: Uint8Array; strap?: StrapIndex }[] = [];
  readonly notices: Notice[] = [];
  readonly troubles: ExecutorTrouble[] = [];
  readonly over: string[] = [];
  readonly stored: string[] = [];
  snapshots: Snapshot[] = [];
  beats = 0;
  ids = 0;
  executor: SessionExecutor;

  constructor(
    checkpoints = new MemoryCheckpoints() as CheckpointStore as Kept,
    onLoss: 'pause' | 'continue' = 'pause',
    source: 'strap' | 'simulated' = 'strap',
    { nowMs = 1_000_000, wallMs = 1_700_000_000_000 } = {},
  ) {
    this.nowMs = nowMs;
    this.wallMs = wallMs;
    this.checkpoints = checkpoints;
    const { line } = this;
    const frames: FrameSource = {
      source,
      dropped: 0,
      drain: (beforeMs, each) => {
        for (let next = line[0]; next && next.atMs < beforeMs; next = line[0]) {
          line.shift();
          each(next.atMs, next.bytes, next.strap);
        }
      },
      listening: () => !this.deaf,
    };
    this.executor = new SessionExecutor(
      {
        clock: { nowMs: () => this.nowMs, wallMs: () => this.wallMs },
        frames,
        checkpoints,
        notices: { tell: (notice) => this.notices.push(notice) },
        screen: {
          publish: (snapshot) => this.snapshots.push(snapshot),
          beat: () => this.beats++,
          stored: (id) => this.stored.push(id),
          trouble: (trouble) => this.troubles.push(trouble),
          troubleOver: (code) => this.over.push(code),
        },
        newId: () => `session-${String(++this.ids)}`,
      },
      { profile: profileOf(200, 60), onLoss },
    );
  }

  get told(): string[] {
    return this.notices.map(({ atS, type }) => `${String(atS)} ${type}`);
  }

  get elapsedS(): number {
    return 'elapsedS' in this.executor.session ? this.executor.session.elapsedS : 0;
  }

  start(plan: Plan): this {
    this.executor.startSession(plan, { epochMs: this.wallMs, timeZone: 'UTC', offsetMin: 0 });
    return this;
  }

  /** A frame stamped `agoMs` before now. */
  hear(bpm: number, agoMs = 0, strap: StrapIndex = 0): this {
    const atMs = this.nowMs - agoMs;
    this.line.push({ atMs, bytes: encodeFrame({ bpm, rrMs: rrOf(bpm, Math.floor(atMs / 1000)) }), strap });
    return this;
  }

  /** Both clocks go on; nobody looks. */
  pass(ms: number): this {
    this.nowMs += ms;
    this.wallMs += ms;
    return this;
  }

  look(): this {
    this.executor.catchUp();
    return this;
  }

  /** Seconds with a frame each, looked at every second. */
  train(seconds: number, bpm: number): this {
    for (let s = 0; s < seconds; s++) {
      if (bpm > 0) this.hear(bpm);
      this.pass(1000).look();
    }
    return this;
  }

  /** The tab is gone; a new one opens with the same checkpoints. */
  async reopened(awayMs: number, checkpoints = this.checkpoints): Promise<World<Kept>> {
    await this.executor.settled();
    // another process counts from elsewhere
    const next = new World(checkpoints, 'pause', 'strap', { nowMs: 5_000, wallMs: this.wallMs + awayMs });
    next.ids = 100;
    await next.executor.restore();
    return next;
  }
}

export function planOf(...phases: [End, Target?][]): Plan {
  return {
    id: '5ad00000-0000-4000-8000-000000000001',
    name: 'Plan',
    description: '',
    sport: 'other',
    phases: phases.map(([end, target = { type: 'zone', zone: 3 }], i) => ({
      name: `Phase ${String(i + 1)}`,
      target,
      end,
    })),
  };
}

export const time = (durationS: number): End => ({ type: 'time', durationS });
