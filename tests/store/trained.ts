// Workouts to keep, and a backend that a test can look at and break.
import type { Checkpoint } from '../../src/core/records/checkpoint.ts';
import type { Finished } from '../../src/core/records/finished.ts';
import { SampleLog } from '../../src/core/samples/samples.ts';
import { advance } from '../../src/core/session/advance.ts';
import { IDLE, type Recoverable } from '../../src/core/session/session.ts';
import { profileOf } from '../../src/core/athlete/hrZones.ts';
import type { Change, Key, CheckpointBackend } from '../../src/store/checkpoints/checkpointBackend.ts';
import { planOf, time } from '../engine/world.ts';

export const NOW_MS = 1_700_000_000_000;

/** A workout after so many seconds at 150, each with two RR intervals. */
export function trained(seconds: number, id = 'session-1'): Checkpoint & { session: Recoverable } {
  const workout = {
    id,
    plan: planOf([time(14_000)]),
    profile: profileOf(190, 60),
    startedAt: { epochMs: NOW_MS, timeZone: 'Europe/Berlin', offsetMin: 60 },
    onLoss: 'pause' as const,
  };
  let [session] = advance(IDLE, { type: 'start', atMs: 0, workout });
  const log = new SampleLog();
  for (let s = 0; s < seconds; s++) {
    [session] = advance(session, {
      type: 'heartRate',
      atMs: s * 1000,
      heartRate: { bpm: 150, contact: 'present', energyKJ: null, rrMs: [400, 400] },
      source: 'strap',
    });
    const [next, ...effects] = advance(session, { type: 'tick', listening: true });
    session = next;
    for (const effect of effects) if (effect.type === 'sample') log.append(effect.sample);
  }
  if (session.status === 'idle') throw new Error('not started');
  return { session, chunks: log.chunks, atEpochMs: NOW_MS };
}

/** A backend in memory, as IndexedDB is one: a change is there whole or not at all. */
export class MemoryBackend implements CheckpointBackend {
  records = new Map<Key, unknown>();
  history = new Map<string, Finished>();
  /** Changes that are still made; after that the process is gone. */
  left = Infinity;
  /** Changes asked for. */
  changes = 0;
  /** Throw instead of reading. */
  readable = true;

  read(): Promise<Map<Key, unknown>> {
    if (!this.readable) return Promise.reject(new Error('refused'));
    return Promise.resolve(new Map(this.records));
  }

  async write(change: Change): Promise<void> {
    await this.#may();
    this.#make(change);
  }

  async finish(finished: Finished, change: Change): Promise<void> {
    await this.#may();
    this.history.set(finished.session.id, structuredClone(finished));
    this.#make(change);
  }

  #make({ put, drop }: Change): void {
    for (const [key, record] of put) this.records.set(key, structuredClone(record));
    for (const key of drop) this.records.delete(key);
  }

  #may(): Promise<void> {
    this.changes++;
    return --this.left >= 0 ? Promise.resolve() : new Promise(() => undefined); // gone: nobody hears an answer
  }
}
