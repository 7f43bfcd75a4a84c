// What survives: of any workout, whatever was torn, wherever the process was cut off.
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Checkpoint, JournalEntry } from '../../../src/core/records/checkpoint.ts';
import type { Finished } from '../../../src/core/records/finished.ts';
import { SampleLog, samplesOf } from '../../../src/core/samples/samples.ts';
import { advance } from '../../../src/core/session/advance.ts';
import { IDLE, type Recoverable, type Session } from '../../../src/core/session/session.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import type { CheckpointStore } from '../../../src/engine/ports.ts';
import { FolderBackend } from '../../../src/node/folderBackend.ts';
import { Checkpoints } from '../../../src/store/checkpoints/checkpoints.ts';
import type { Change, Key, CheckpointBackend } from '../../../src/store/checkpoints/checkpointBackend.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { IdbBackend } from '../../../src/store/checkpoints/idbBackend.ts';
import { Library } from '../../../src/store/library/library.ts';
import { recover } from '../../../src/store/checkpoints/recovery.ts';
import { events, plans, workout } from '../../core/arbitrary.ts';
import { planOf, time, World } from '../../engine/world.ts';
import { NIGHTLY, runs } from '../../support/nightly.ts';
import { MemoryBackend, NOW_MS } from '../trained.ts';
import { encodeEnvelope } from '../../../src/store/database/envelope.ts';
import { workout as words } from '../../../src/words/en/workout.ts';

/** As it is stored: a workout that ended in a pause does not say any more why it was paused. */
function plain(session: Recoverable | undefined): unknown {
  const { reason, partMs, ...rest } = { reason: undefined, partMs: undefined, ...session };
  return JSON.parse(JSON.stringify(session?.status === 'paused' ? { ...rest, reason, partMs } : rest));
}

describe('the fold of what was written is the workout itself', () => {
  test('whatever happened in it, and whenever it was written down', async () => {
    const script = plans.chain((plan) =>
      fc.tuple(
        events(plan).map((events): SessionEvent[] => [{ type: 'start', atMs: 0, workout: workout(plan) }, ...events]),
        fc.array(fc.constantFrom('journal', 'save', 'nothing'), { minLength: 1, maxLength: 40 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(script, async ([events, writes]) => {
        const backend = new MemoryBackend();
        const store = new Checkpoints(backend, () => NOW_MS);
        await store.load();
        const log = { session: IDLE as Session, samples: new SampleLog(), unwritten: [] as SessionEvent[] };
        let written: Checkpoint | undefined;
        for (const [i, event] of events.entries()) {
          const underWay = log.session.status === 'inProgress' || log.session.status === 'paused';
          if (event.type === 'discard') continue;
          if (log.session.status === 'completed') break;
          if (underWay) log.unwritten.push(event);
          const [session, ...effects] = advance(log.session, event);
          log.session = session;
          for (const effect of effects) {
            if (effect.type === 'sample') log.samples.append(effect.sample);
            if (effect.type === 'away') log.samples.appendAway(effect.seconds);
          }
          if (session.status === 'idle' || (event.type === 'start' && underWay)) continue;
          const now = { session: session, chunks: log.samples.chunks, atEpochMs: i };
          const write = written ? writes[i % writes.length] : 'save';
          if (write === 'nothing') continue;
          if (write === 'save') await store.save(now);
          else await store.journal({ sessionId: now.session.id, atEpochMs: i, events: startless(log.unwritten) });
          log.unwritten = [];
          written = structuredClone(now);
        }
        const recovered = recover(backend.records);
        if (!recovered.ok) throw new Error(JSON.stringify(recovered.problems));
        expect(plain(recovered.value?.checkpoint.session)).toEqual(plain(written?.session));
        expect(recovered.value?.checkpoint.chunks).toEqual(written?.chunks);
        expect(recovered.value?.checkpoint.atEpochMs).toBe(written?.atEpochMs);
      }),
      { numRuns: runs(150) },
    );
  });
});

test('a workout whose journal says what nobody here knows goes on with all before it, and that is said', async () => {
  const backend = new MemoryBackend();
  const before = new World(new Checkpoints(backend, () => NOW_MS)).start(planOf([time(600)])).train(15, 150);
  await before.executor.settled();
  const last = Math.max(-1, ...[...backend.records.keys()].filter((key) => typeof key === 'number'));
  const event = { type: 'levitate' } as unknown as SessionEvent;
  const entry: JournalEntry = { sessionId: 'session-1', atEpochMs: before.wallMs, events: [event] };
  backend.records.set(last + 1, encodeEnvelope('entry', entry));

  const after = await before.reopened(2_000, new Checkpoints(backend, () => NOW_MS));
  expect(after.executor.session).toMatchObject({ status: 'inProgress', id: 'session-1' });
  expect(after.elapsedS).toBeGreaterThanOrEqual(14);
  expect(after.troubles).toMatchObject([{ code: 'checkpointBroken' }]);
  const [trouble] = after.troubles;
  const told = trouble && words.troubles.checkpointBroken(trouble);
  expect(told?.title).toBe('The last seconds of your workout could not be read');
  await after.executor.settled();
  expect(backend.records.get(`broken:${String(NOW_MS)}`)).toMatchObject({
    records: [[last + 1, expect.any(Uint8Array)]],
  });
});

/** A start under way means nothing, and is never written. */
function startless(events: readonly SessionEvent[]): SessionEvent[] {
  return events.filter(({ type }) => type !== 'start');
}

// ── A life: a workout of which each state that was acknowledged is known ─────────────────────────────────────────────

interface State {
  status: Session['status'];
  elapsedS: number;
  phaseIndex: number;
}

const stateOf = (session: Session): State =>
  session.status === 'idle'
    ? { status: 'idle', elapsedS: 0, phaseIndex: 0 }
    : { status: session.status, elapsedS: session.elapsedS, phaseIndex: session.phaseIndex };

/** What the executor was told is stored, and what it asked to be stored. */
class Witness implements CheckpointStore {
  readonly #store: Checkpoints;
  session: () => Session = () => IDLE;
  acknowledged: State = { status: 'idle', elapsedS: 0, phaseIndex: 0 };
  asked: State[] = [];

  constructor(store: Checkpoints) {
    this.#store = store;
  }

  load(): ReturnType<CheckpointStore['load']> {
    return this.#store.load();
  }

  save(checkpoint: Checkpoint): Promise<void> {
    return this.#ask(stateOf(checkpoint.session), this.#store.save(checkpoint));
  }

  journal(entry: JournalEntry): Promise<void> {
    return this.#ask(stateOf(this.session()), this.#store.journal(entry));
  }

  clear(): Promise<void> {
    return this.#ask({ status: 'idle', elapsedS: 0, phaseIndex: 0 }, this.#store.clear());
  }

  finish(finished: Finished): Promise<void> {
    return this.#ask({ status: 'idle', elapsedS: 0, phaseIndex: 0 }, this.#store.finish(finished));
  }

  async #ask(state: State, write: Promise<void>): Promise<void> {
    this.asked = [state];
    await write;
    this.asked = [];
    this.acknowledged = state;
  }
}

/** A backend whose process is gone at its nth change: before it was made, or after it was and nobody heard. */
class CutBackend implements CheckpointBackend {
  readonly #backend: CheckpointBackend;
  readonly #cut: { at: number; made: boolean };
  changes = 0;
  #tellGone: () => void = () => undefined;
  readonly whenGone = new Promise<void>((resolve) => (this.#tellGone = resolve));

  constructor(backend: CheckpointBackend, cut = { at: Infinity, made: false }) {
    this.#backend = backend;
    this.#cut = cut;
  }

  read(): Promise<Map<Key, unknown>> {
    return this.#backend.read();
  }

  write(change: Change, strict: boolean): Promise<void> {
    return this.#make(() => this.#backend.write(change, strict));
  }

  finish(finished: Finished, change: Change): Promise<void> {
    return this.#make(() => this.#backend.finish(finished, change));
  }

  get gone(): boolean {
    return this.changes > this.#cut.at;
  }

  async #make(change: () => Promise<void>): Promise<void> {
    const number = this.changes++;
    if (number < this.#cut.at) return change();
    if (number === this.#cut.at && this.#cut.made) await change();
    this.#tellGone();
    return new Promise(() => undefined); // nobody is there to hear an answer
  }
}

/** Half a minute in two phases with a pause, a phase skipped, and the end; cut off where the backend says. */
async function live(backend: CutBackend): Promise<{ world: World<Witness>; witness: Witness }> {
  const witness = new Witness(new Checkpoints(backend, () => NOW_MS));
  const world = new World<Witness>(witness);
  witness.session = () => world.executor.session;
  await world.executor.restore();
  world.start(planOf([time(12)], [time(200)], [time(8)]));
  const steps: (() => unknown)[] = [
    ...Array.from({ length: 15 }, () => () => world.train(1, 150)),
    () => world.executor.command({ type: 'pause' }),
    ...Array.from({ length: 3 }, () => () => world.train(1, 150)),
    () => world.executor.command({ type: 'resume' }),
    ...Array.from({ length: 4 }, () => () => world.train(1, 150)),
    () => world.executor.command({ type: 'skip' }),
    ...Array.from({ length: 9 }, () => () => world.train(1, 150)),
  ];
  for (const step of steps) {
    step();
    await Promise.race([world.executor.settled(), backend.whenGone]);
    if (backend.gone) break;
  }
  return { world, witness };
}

const KINDS: [
  string,
  () => { backend: CheckpointBackend; history: () => Promise<number>; again: () => CheckpointBackend },
][] = [
  [
    'memory',
    () => {
      const backend = new MemoryBackend();
      return { backend, again: () => backend, history: () => Promise.resolve(backend.history.size) };
    },
  ],
  [
    'IndexedDB',
    () => {
      const factory = new IDBFactory();
      const open = (): IdbBackend => new IdbBackend(new Database(factory), () => NOW_MS);
      const library = new Library(new Database(factory), () => NOW_MS);
      return { backend: open(), again: open, history: async () => (await library.digests()).length };
    },
  ],
  [
    'a folder',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'beatkeeper-test-'));
      const backend = new FolderBackend(folder);
      const history = async (): Promise<number> => {
        const { readdir } = await import('node:fs/promises');
        return (await readdir(join(folder, 'history')).catch(() => [])).length;
      };
      return { backend: backend, again: () => new FolderBackend(folder), history };
    },
  ],
];

describe.each(KINDS)('cut off at any change of %s', (_, make) => {
  test.each([false, true])('what comes back is what was acknowledged last (change made: %s)', async (made) => {
    const whole = new CutBackend(make().backend);
    await live(whole);
    expect(whole.changes).toBeGreaterThan(30);

    for (let at = 0; at < whole.changes; at++) {
      const { backend, again, history } = make();
      const cut = new CutBackend(backend, { at, made });
      const { world, witness } = await live(cut);
      expect(cut.gone).toBe(true);

      const recovered = recover(await again().read());
      if (!recovered.ok) throw new Error(`after ${at}: ${JSON.stringify(recovered.problems)}`);
      const state = stateOf(recovered.value?.checkpoint.session ?? IDLE);
      expect(state, `after ${at}`).toEqual(made ? (witness.asked[0] ?? witness.acknowledged) : witness.acknowledged);
      if (recovered.value && state.status !== 'completed') {
        expect(recovered.value.checkpoint.chunks.flatMap(samplesOf)).toHaveLength(state.elapsedS);
      }

      // Somebody opens the app again, and the workout is gone on with to its end.
      const next = new World<Witness>(new Witness(new Checkpoints(again(), () => NOW_MS)));
      next.wallMs = world.wallMs + 30_000;
      next.executor.catchUp();
      await next.executor.restore();
      const restored = next.executor.session.status;
      if (restored === 'paused') next.executor.command({ type: 'resume' });
      if (restored !== 'idle') next.train(250, 150);
      await next.executor.settled();
      expect(await history(), `after ${at}`).toBe(at === 0 && !made ? 0 : 1);
      expect(recover(await again().read())).toEqual({ ok: true, value: undefined });
    }
  });
});

// ── Torn bytes ────────────────────────────────────────────────────────────────────────────────────────────────────

/** A backend after 20 s, with entries since both checkpoints; and every state on the way. */
async function backendAfter20s(): Promise<{ backend: MemoryBackend; elapsedS: Set<number> }> {
  const backend = new MemoryBackend();
  const world = new World<Checkpoints>(new Checkpoints(backend, () => NOW_MS));
  await world.executor.restore();
  world.start(planOf([time(600)]));
  const elapsedS = new Set([0]);
  for (let s = 1; s <= 24; s++) {
    world.train(1, 150);
    await world.executor.settled();
    elapsedS.add(s);
  }
  return { backend, elapsedS };
}

/** Whatever is spoilt: an earlier moment of the workout with all its seconds, or problems with their place; never a throw. */
function expectSome(records: Map<Key, unknown>, elapsedS: Set<number>, what: string): number {
  const recovered = recover(records);
  if (!recovered.ok) {
    expect(recovered.problems[0]?.path, what).not.toBe('');
    return -1;
  }
  const { session, chunks } = recovered.value?.checkpoint ?? {};
  expect(elapsedS.has(session && 'elapsedS' in session ? session.elapsedS : -1), what).toBe(true);
  expect(chunks?.flatMap(samplesOf).length, what).toBe(session?.elapsedS);
  return session?.elapsedS ?? -1;
}

/** Each place is a whole recovery: by day every so many of them, primes that fall on other places of each record; by night all. */
const EACH = NIGHTLY ? { cut: 1, bit: 7 } : { cut: 5, bit: 31 };

describe('records that were spoilt', () => {
  test('cut at any byte, the other slot or the entries before it are still there', async () => {
    const { backend, elapsedS } = await backendAfter20s();
    for (const [key, bytes] of backend.records) {
      if (!(bytes instanceof Uint8Array)) throw new Error('no envelope');
      for (let length = 0; length < bytes.length; length += EACH.cut) {
        const spoilt = new Map(backend.records).set(key, bytes.subarray(0, length));
        expect(expectSome(spoilt, elapsedS, `${key} cut at ${length}`)).toBeGreaterThanOrEqual(9);
      }
    }
  });

  test('with any bit flipped', async () => {
    const { backend, elapsedS } = await backendAfter20s();
    for (const [key, bytes] of backend.records) {
      if (!(bytes instanceof Uint8Array)) throw new Error('no envelope');
      for (let bit = 0; bit < bytes.length * 8; bit += EACH.bit) {
        const flipped = Uint8Array.from(bytes);
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        const spoilt = new Map(backend.records).set(key, flipped);
        expect(expectSome(spoilt, elapsedS, `${key} bit ${bit}`)).toBeGreaterThanOrEqual(9);
      }
    }
  });

  test('replaced by anything', async () => {
    const { backend, elapsedS } = await backendAfter20s();
    const keys = [...backend.records.keys()];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fc.anything())), (damage) => {
        const spoilt = new Map(backend.records);
        for (const [key, value] of damage) spoilt.set(key, value);
        expectSome(spoilt, elapsedS, 'replaced');
      }),
    );
  });
});
