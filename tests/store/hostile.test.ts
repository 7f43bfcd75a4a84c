// Whatever a strap sends, what is written can be read: from the frame to the backup that is restored.
import fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { entries } from 'idb-keyval';
import { describe, expect, test, vi } from 'vitest';
import type { Checkpoint } from '../../src/core/records/checkpoint.ts';
import { samplesOf } from '../../src/core/samples/samples.ts';
import { Backups } from '../../src/store/backup/backup.ts';
import type { Entry } from '../../src/store/backup/keptRecords.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { Database } from '../../src/store/database/idb.ts';
import { IdbBackend } from '../../src/store/checkpoints/idbBackend.ts';
import { Library } from '../../src/store/library/library.ts';
import { problemsIn } from '../../src/store/checkpoints/recovery.ts';
import { encodeEnvelope } from '../../src/store/database/envelope.ts';
import type { Key } from '../../src/store/checkpoints/checkpointBackend.ts';
import { planOf, time, World } from '../engine/world.ts';
import { MemoryBackend, NOW_MS, trained } from './trained.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

/** A frame of heart rate as only a hostile or broken strap makes it: any flags, any length up to what a packet holds. */
const frame = fc.oneof(
  fc.uint8Array({ maxLength: 255 }),
  fc
    .tuple(fc.integer({ min: 0, max: 126 }), fc.integer({ min: 30, max: 220 }), fc.integer({ min: 0, max: 0xffff }))
    .map(([count, bpm, rr]) => {
      const bytes = new Uint8Array(2 + 2 * count).fill(rr & 255);
      bytes.set([0x10, bpm]);
      return bytes;
    }),
);
/** What happens in a second: frames, perhaps many, and perhaps a freeze behind which they all come at once. */
const second = fc.record({
  frames: fc.array(frame, { maxLength: 12 }),
  burst: fc.constantFrom(1, 1, 1, 40),
  frozenS: fc.constantFrom(0, 0, 0, 0, 7),
});

async function lived(seconds: (typeof second extends fc.Arbitrary<infer T> ? T : never)[], db: Database) {
  const world = new World<Checkpoints>(new Checkpoints(new IdbBackend(db, () => NOW_MS), () => NOW_MS));
  await world.executor.restore();
  world.start(planOf([time(600)]));
  for (const { frames, burst, frozenS } of seconds) {
    world.pass(frozenS * 1000);
    for (const bytes of frames) for (let i = 0; i < burst; i++) world.line.push({ atMs: world.nowMs, bytes });
    world.pass(1000).look();
    await world.executor.settled();
    for (const [key, record] of await entries<Key, Uint8Array>(db.store('checkpoint'))) {
      if (key !== 'epoch') expect(problemsIn(key, record), String(key)).toEqual([]);
    }
    expect(world.troubles).toEqual([]);
  }
  return world;
}

async function* numbered(list: readonly Entry[]) {
  for (const [line, entry] of list.entries())
    yield await Promise.resolve({ ok: true as const, value: { ...entry, line } });
}

test('executor, checkpoint, recovery, history, backup and restore', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(second, { minLength: 1, maxLength: 12 }), async (seconds) => {
      const db = new Database(new IDBFactory());
      const world = await lived(seconds, db);
      const { session } = world.executor;
      const again = new Checkpoints(new IdbBackend(db, () => NOW_MS), () => NOW_MS);
      const loaded = await again.load();
      if (!loaded.ok || !loaded.value) throw new Error(JSON.stringify(loaded));
      expect(loaded.value.session.elapsedS).toBe('elapsedS' in session ? session.elapsedS : -1);
      expect(JSON.parse(JSON.stringify(loaded.value.session))).toEqual(JSON.parse(JSON.stringify(session)));

      world.executor.command({ type: 'stop' });
      await world.executor.settled();
      expect(world.stored).toEqual(['session-1']);
      const library = new Library(db, () => NOW_MS);
      const samples = (await library.samples('session-1')).flatMap(samplesOf);
      expect(samples).toHaveLength(loaded.value.session.elapsedS);
      expect(await library.session('session-1')).toMatchObject({ ok: true });

      const kept: Entry[] = [];
      for await (const entry of new Backups(db).entries(() => expect.fail('left out'))) kept.push(entry);
      const other = new Database(new IDBFactory());
      const preview = await new Backups(other).preview(numbered(kept));
      if (!preview.ok) throw new Error(JSON.stringify(preview));
      await new Backups(other).restore(numbered(kept), preview.value.stamps, 'merge');
      expect((await new Library(other, () => NOW_MS).samples('session-1')).flatMap(samplesOf)).toEqual(samples);
    }),
    { numRuns: 25 },
  );
});

describe('RR intervals', () => {
  const withRr = (count: number): Checkpoint => {
    const { session, ...rest } = trained(20);
    return { ...rest, session: { ...session, signal: { ...session.signal, rrMs: Array<number>(count).fill(400) } } };
  };

  test.each([65, 66, 133, 255, 5_000])(
    '%i of them in one second, as an earlier version let through, are read',
    async (count) => {
      const backend = new MemoryBackend();
      const { session, atEpochMs } = withRr(count);
      const told = { timeline: 0, pauses: 0, gaps: 0, cues: 0, diary: 0 };
      const outer = { sessionId: 'session-1', seq: 1, next: 0, parts: 0, told, v: 2, atEpochMs };
      backend.records.set('slot:1', encodeEnvelope('slot', { ...outer, session }));
      const heartRate = { bpm: 150, contact: 'present', energyKJ: null, rrMs: Array<number>(count).fill(400) };
      const event = { type: 'heartRate', atMs: 20_100, heartRate, source: 'strap' };
      const events = [event, { type: 'tick', listening: true }];
      backend.records.set(0, encodeEnvelope('entry', { sessionId: 'session-1', atEpochMs, events }));
      const loaded = await new Checkpoints(backend, () => NOW_MS).load();
      expect(loaded.ok && loaded.value?.session.elapsedS).toBe(21);
    },
  );

  test.each([66, 126])('a strap that sends %i of them in one frame costs nothing', async (count) => {
    const db = new Database(new IDBFactory());
    const bytes = new Uint8Array(2 + 2 * count).fill(3);
    bytes.set([0x10, 150]);
    const world = await lived(
      Array.from({ length: 4 }, () => ({ frames: [bytes, bytes], burst: 1, frozenS: 0 })),
      db,
    );
    world.executor.command({ type: 'stop' });
    await world.executor.settled();
    const samples = (await new Library(db, () => NOW_MS).samples('session-1')).flatMap(samplesOf);
    expect(samples.map(({ rrMs }) => rrMs.length)).toEqual(Array<number>(4).fill(Math.min(255, 2 * count)));
  });
});

test('what could not be read again is not written: what is there stays, and the reason is told', async () => {
  const backend = new MemoryBackend();
  const store = new Checkpoints(backend, () => NOW_MS);
  await store.save(trained(20));
  const before = new Map(backend.records);
  const { session, ...rest } = trained(21);
  await expect(store.save({ ...rest, session: { ...session, elapsedS: -1 } })).rejects.toThrow(/slot:0.*elapsedS/);
  const entry = { sessionId: 'session-1', atEpochMs: 1e300, events: [] };
  await expect(store.journal(entry)).rejects.toThrow(/atEpochMs/);
  expect(backend.records).toEqual(before);
});
