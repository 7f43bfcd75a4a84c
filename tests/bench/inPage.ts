// What the benchmark of the disk runs in a page: the app's own store, on the browser's own database.
import type { End, Plan, Target } from '../../src/core/plan/plan.ts';
import type { Checkpoint, JournalEntry } from '../../src/core/records/checkpoint.ts';
import { finishedOf, type Finished } from '../../src/core/records/finished.ts';
import { SampleLog } from '../../src/core/samples/samples.ts';
import { advance } from '../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../src/core/session/session.ts';
import type { SessionEvent } from '../../src/core/session/events.ts';
import { profileOf } from '../../src/core/athlete/hrZones.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { Database } from '../../src/store/database/idb.ts';
import { IdbBackend } from '../../src/store/checkpoints/idbBackend.ts';
import { planOf, time } from '../engine/world.ts';

/** In it one is told some ten times an hour to ease off. */
const OPEN = planOf([{ type: 'hand' }, { type: 'bpm', low: 112, high: 160 }]);

/** A heart between 115 and 165 that moves as hearts do, an RR interval a beat unless the strap has none. */
function train(
  seconds: number,
  {
    id,
    rr,
    plan = OPEN,
    startedAtEpochMs = 1.7e12,
  }: { id: string; rr: boolean; plan?: Plan; startedAtEpochMs?: number },
): { session: Session; log: SampleLog } {
  const log = new SampleLog();
  let session = IDLE as Session;
  const act = (event: SessionEvent): void => {
    const [next, ...effects] = advance(session, event);
    session = next;
    for (const effect of effects) if (effect.type === 'sample') log.append(effect.sample);
  };
  let seed = 7;
  const chance = (): number => (seed = (seed * 48_271) % 0x7fffffff) / 0x7fffffff;
  const workout = {
    id,
    plan,
    profile: profileOf(190, 60),
    startedAt: { epochMs: startedAtEpochMs, timeZone: 'UTC', offsetMin: 0 },
    onLoss: 'pause' as const,
  };
  act({ type: 'start', atMs: 0, workout });
  let beats = 0;
  for (let s = 1; s <= seconds; s++) {
    const bpm = Math.round(140 + 25 * Math.sin(s / 90) + 2 * (chance() - 0.5));
    beats += bpm / 60;
    const whole = Math.floor(beats);
    beats -= whole;
    const rrMs = rr ? Array.from({ length: whole }, () => 60_000 / bpm + 16 * (chance() - 0.5)) : [];
    const heartRate = { bpm, contact: 'present' as const, energyKJ: null, rrMs };
    act({ type: 'heartRate', atMs: s * 1000 - 400, heartRate, source: 'strap' });
    act({ type: 'tick', listening: true });
  }
  return { session, log };
}

let kept: { store: Checkpoints; checkpoint: Checkpoint; entry: JournalEntry } | undefined;

/** A workout that has been going for so long, kept as the app keeps it. */
export async function keep(trainedS: number): Promise<void> {
  const { session, log } = train(trainedS, { id: 'kept', rr: true });
  if (session.status === 'idle') throw new Error('not started');
  const checkpoint: Checkpoint = { session, chunks: log.chunks, atEpochMs: 1.7e12 };
  const heartRate = { bpm: 150, contact: 'present' as const, energyKJ: null, rrMs: [400, 401] };
  const events: SessionEvent[] = [
    { type: 'heartRate', atMs: trainedS * 1000 + 500, heartRate, source: 'strap' },
    { type: 'tick', listening: true },
  ];
  const store = new Checkpoints(backend(), () => 0);
  await store.save(checkpoint);
  kept = { store, checkpoint, entry: { sessionId: 'kept', atEpochMs: 1.7e12, events } };
}

/** A workout of so many phases that was under way for so long when its tab was closed a moment ago. */
export async function leave(trainedS: number, phases: number, phaseS: number): Promise<void> {
  const plan = planOf(
    ...Array.from({ length: phases }, (_, i): [End, Target] => [
      time(phaseS),
      { type: 'zone', zone: i % 2 === 0 ? 2 : 4 },
    ]),
  );
  const nowMs = Date.now();
  const { session, log } = train(trainedS, { id: 'left', rr: true, plan, startedAtEpochMs: nowMs - trainedS * 1000 });
  if (session.status === 'idle') throw new Error('not started');
  await new Checkpoints(backend(), () => nowMs).save({ session, chunks: log.chunks, atEpochMs: nowMs });
}

/** Milliseconds a checkpoint and a journal entry take, each the mean of `times`. */
export async function write(times: number): Promise<{ saveMs: number; journalMs: number }> {
  if (!kept) throw new Error('nothing is kept');
  const { store, checkpoint, entry } = kept;
  const startMs = performance.now();
  for (let i = 0; i < times; i++) await store.save(checkpoint);
  const savedMs = performance.now();
  for (let i = 0; i < times; i++) await store.journal(entry);
  const writtenMs = performance.now();
  return { saveMs: (savedMs - startMs) / times, journalMs: (writtenMs - savedMs) / times };
}

/** So many workouts of an hour into the history. */
export async function storeHours(count: number, rr: boolean): Promise<void> {
  const { session, log } = train(3_600, { id: 'hour', rr });
  const [done] = advance(session, { type: 'stop', atMs: 3_600_000 });
  if (done.status !== 'completed') throw new Error('not completed');
  const finished = finishedOf(done, log.chunks, { endedAtEpochMs: 1.7e12, strapName: 'H10' });
  for (let i = 0; i < count; i++)
    await backend().finish(renamed(finished, `hour-${i}-${String(rr)}`), { put: [], drop: [] });
}

export function countHours(): Promise<number> {
  return new Database(indexedDB).store('sessions')(
    'readonly',
    (sessions) =>
      new Promise(
        (resolve) => (sessions.count().onsuccess = (event) => resolve((event.target as IDBRequest<number>).result)),
      ),
  );
}

function renamed({ session, digest, chunks }: Finished, id: string): Finished {
  return { session: { ...session, id }, digest: { ...digest, id }, chunks };
}

const backend = (): IdbBackend => new IdbBackend(new Database(indexedDB), () => 0);
