import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { entries, get, set } from 'idb-keyval';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Checkpoint, JournalEntry } from '../../../src/core/records/checkpoint.ts';
import { finishedOf, type Finished } from '../../../src/core/records/finished.ts';
import { SampleLog, samplesOf } from '../../../src/core/samples/samples.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { Recoverable } from '../../../src/core/session/session.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { Checkpoints } from '../../../src/store/checkpoints/checkpoints.ts';
import type { Change, Key } from '../../../src/store/checkpoints/checkpointBackend.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { Fenced, IdbBackend } from '../../../src/store/checkpoints/idbBackend.ts';
import { Library } from '../../../src/store/library/library.ts';
import { encodeEnvelope } from '../../../src/store/database/envelope.ts';
import { envelopeAs } from '../newer.ts';
import { MemoryBackend, NOW_MS, trained } from '../trained.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

let db: Database;
beforeEach(() => {
  db = new Database(new IDBFactory());
});

const idbShelf = (): IdbBackend => new IdbBackend(db, () => NOW_MS);
const checkpoints = (): Checkpoints => new Checkpoints(idbShelf(), () => NOW_MS);

async function keysOf(): Promise<Key[]> {
  return (await entries<Key, unknown>(db.store('checkpoint'))).map(([key]) => key);
}

function entry(...events: SessionEvent[]): JournalEntry {
  return { sessionId: 'session-1', atEpochMs: NOW_MS + 1000, events };
}

/** A disk that has no room for a copy: what is set aside is refused. */
class RefusingBackend extends MemoryBackend {
  refuses = false;

  override write(change: Change): Promise<void> {
    const aside = change.put.some(([key]) => String(key).startsWith('broken:'));
    return aside && this.refuses ? Promise.reject(new Error('refused')) : super.write(change);
  }
}

const TICK: SessionEvent = { type: 'tick', listening: true };

function finishedFrom(session: Recoverable, chunks: Finished['chunks']): Finished {
  const [done] = advance(session, { type: 'stop', atMs: 400_000 });
  if (done.status !== 'completed') throw new Error('not completed');
  return finishedOf(done, chunks, { endedAtEpochMs: NOW_MS, strapName: 'H10' });
}

describe('a checkpoint', () => {
  test('comes back as it was: session, filter, samples and RR intervals', async () => {
    const before = trained(700);
    await checkpoints().save(before);
    const loaded = await checkpoints().load();
    if (!loaded.ok || !loaded.value) throw new Error('nothing loaded');
    expect(loaded.value.atEpochMs).toBe(NOW_MS);
    expect(JSON.parse(JSON.stringify(loaded.value.session))).toEqual(JSON.parse(JSON.stringify(before.session)));
    expect(loaded.value.chunks).toEqual(before.chunks);
    expect(samplesOf(loaded.value.chunks[2]!)[50]).toMatchObject({ bpm: 150, rrMs: [400, 400], source: 'strap' });
  });

  test('a later save writes the parts that are full only once, and what is written does not grow', async () => {
    const backend = new MemoryBackend();
    const store = new Checkpoints(backend, () => NOW_MS);
    await store.save(trained(700));
    const bytes = (key: Key): number => (backend.records.get(key) as Uint8Array).length;
    const early = bytes('slot:1');
    backend.records.set('part:session-1:0', 'untouched');
    await store.save(trained(3_700));
    expect(backend.records.get('part:session-1:0')).toBe('untouched');
    expect(backend.records.has('part:session-1:11')).toBe(true);
    expect(bytes('slot:0')).toBeLessThan(early * 1.05);
  });

  test('lists that grow with the workout go into its parts, and come back in order', async () => {
    const backend = new MemoryBackend();
    const store = new Checkpoints(backend, () => NOW_MS);
    const gap = (atS: number): Recoverable['gaps'][number] => ({ kind: 'slept', atS, awayMs: 5_000, counted: true });
    const cue = (atS: number): Recoverable['cues'][number] => ({
      atS,
      side: 'low',
      why: { bpm: 110, slopeBpmPerS: 0, projectedBpm: 110, tauS: 58, band: { lowBpm: 120 } },
    });
    const sizes: number[] = [];
    for (let s = 300; s <= 6_000; s += 300) {
      const { session, ...rest } = trained(s);
      const atS = Array.from({ length: s / 30 }, (_, i) => i * 30);
      await store.save({ ...rest, session: { ...session, gaps: atS.map(gap), cues: atS.map(cue) } }, atS);
      sizes.push((backend.records.get(`slot:${(s / 300) % 2}`) as Uint8Array).length);
    }
    expect(Math.max(...sizes)).toBeLessThan(Math.min(...sizes) * 1.1);
    const recovered = await new Checkpoints(backend, () => NOW_MS).recover();
    if (!recovered.ok || !recovered.value) throw new Error('nothing recovered');
    const { session } = recovered.value.checkpoint;
    expect(session.gaps.map(({ atS }) => atS)).toEqual(Array.from({ length: 200 }, (_, i) => i * 30));
    expect(session.cues).toHaveLength(200);
    expect(recovered.value.eventLog).toEqual(session.gaps.map(({ atS }) => atS));
  });

  test('the last of a list may change after its part was written: a gap is counted, a pause ends', async () => {
    const store = checkpoints();
    const { session, ...rest } = trained(300);
    const pauses = [{ reason: 'user', atS: 10, fromMs: 0 } as const];
    const counted = { kind: 'slept', atS: 20, awayMs: 90_000, counted: false } as const;
    await store.save({ ...rest, session: { ...session, pauses, gaps: [counted] } });
    const after = { ...session, pauses: [{ ...pauses[0]!, forMs: 7_000 }], gaps: [{ ...counted, counted: true }] };
    await store.save({ ...rest, session: after });
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session).toMatchObject({ pauses: after.pauses, gaps: after.gaps });
  });

  test('is written in turn into two slots: what spoils the newer one costs what was written since the older', async () => {
    const store = checkpoints();
    await store.save(trained(20));
    await store.save(trained(30));
    await set('slot:0', new Uint8Array(40), db.store('checkpoint'));
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.elapsedS).toBe(20);
  });

  test('with both slots spoilt is set aside with what it was, said, and in nobody’s way', async () => {
    await checkpoints().save(trained(20));
    const spoilt = new Uint8Array(40);
    await set('slot:1', spoilt, db.store('checkpoint'));
    const loaded = await checkpoints().load();
    expect(loaded).toMatchObject({ ok: false, problems: [{ code: 'record.broken' }] });
    expect(await get(`broken:${String(NOW_MS)}`, db.store('checkpoint'))).toEqual({
      at: NOW_MS,
      records: [['slot:1', spoilt]],
    });
    expect(await checkpoints().load()).toEqual({ ok: true, value: undefined });
  });

  test.each<[string, (session: Record<string, unknown>) => unknown]>([
    ['a session without a plan', ({ plan: _, ...session }) => session],
    ['a phase that the plan has not', (session) => ({ ...session, phaseIndex: 7 })],
    ['a time that is no time', (session) => ({ ...session, elapsedS: null })],
    ['a plan that is none', (session) => ({ ...session, plan: { name: 'x', phases: [] } })],
    ['a million seconds by text', (session) => ({ ...session, elapsedS: '1000000' })],
    ['another session than it says', (session) => ({ ...session, id: 'another' })],
  ])('%s is refused, however right its checksum', async (_, damage) => {
    const { session, atEpochMs } = trained(20);
    const told = { timeline: 0, pauses: 0, gaps: 0, cues: 0, diary: 0 };
    const outer = { sessionId: 'session-1', seq: 1, next: 0, parts: 0, told, v: 2, atEpochMs };
    const json = { ...outer, session: damage({ ...session }) };
    await set('slot:1', encodeEnvelope('slot', json), db.store('checkpoint'));
    const loaded = await checkpoints().load();
    expect(loaded.ok).toBe(false);
    if (!loaded.ok) expect(loaded.problems[0]?.path).toMatch(/session/);
  });

  test('a part that cannot be read is seconds without a signal, not the end of the workout', async () => {
    await checkpoints().save(trained(700));
    await set('part:session-1:1', new Uint8Array(100), db.store('checkpoint'));
    const loaded = await checkpoints().load();
    if (!loaded.ok || !loaded.value) throw new Error('nothing loaded');
    const samples = loaded.value.chunks.flatMap(samplesOf);
    expect(samples).toHaveLength(400); // what no chunk has is without a signal
    expect(loaded.value.chunks.map(({ fromS }) => fromS)).toEqual([0, 600]);
    // and the next part goes where it belongs
    const { session } = loaded.value;
    const again = checkpoints();
    await again.load();
    const log = SampleLog.from(loaded.value.chunks, 700);
    for (let s = 700; s < 1000; s++) log.append({ bpm: 151, steadyBpm: 151, source: 'strap', away: false, rrMs: [] });
    await again.save({ ...loaded.value, session: { ...session, elapsedS: 1000 }, chunks: log.chunks });
    const after = await checkpoints().load();
    if (!after.ok || !after.value) throw new Error('nothing loaded');
    expect(after.value.chunks.map(({ fromS }) => fromS)).toEqual([0, 600, 900]);
    expect(samplesOf(after.value.chunks[2]!).every(({ bpm }) => bpm === 151)).toBe(true);
  });
});

describe('the journal', () => {
  test('what happened since the checkpoint is played again', async () => {
    const store = checkpoints();
    await store.save(trained(20));
    await store.journal(entry(TICK));
    await store.journal(entry(TICK, { type: 'pause', atMs: 22_400 }));
    const recovered = await checkpoints().recover();
    if (!recovered.ok || !recovered.value) throw new Error('nothing recovered');
    const { checkpoint, notices } = recovered.value;
    expect(checkpoint).toMatchObject({ atEpochMs: NOW_MS + 1000, session: { status: 'paused', elapsedS: 22 } });
    expect(checkpoint.chunks.flatMap(samplesOf)).toHaveLength(22);
    expect(notices.map(({ type }) => type)).toEqual(['paused']);
  });

  test('goes no further than it has no hole', async () => {
    const store = checkpoints();
    await store.save(trained(20));
    for (let i = 0; i < 5; i++) await store.journal(entry(TICK));
    await set(2, new Uint8Array(30), db.store('checkpoint'));
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.elapsedS).toBe(22);
  });

  test('stops at an event that nobody here knows, with all before it; the rest is set aside, and said', async () => {
    const store = checkpoints();
    await store.save(trained(20));
    for (let i = 0; i < 4; i++) await store.journal(entry(TICK));
    const unknown = encodeEnvelope('entry', entry(TICK, { type: 'levitate', atMs: 22_000 } as unknown as SessionEvent));
    await set(2, unknown, db.store('checkpoint'));
    const behind = await get<Uint8Array>(3, db.store('checkpoint'));
    const loaded = await checkpoints().load();
    expect(loaded).toMatchObject({
      ok: true,
      value: { session: { elapsedS: 22 } },
      notes: [{ path: expect.stringMatching(/^journal\./) }],
    });
    expect(await get(`broken:${String(NOW_MS)}`, db.store('checkpoint'))).toEqual({
      at: NOW_MS,
      records: [
        [2, unknown],
        [3, behind],
      ],
    });
    // once is enough
    const again = await checkpoints().load();
    expect(again).toMatchObject({ ok: true, value: { session: { elapsedS: 22 } } });
    expect(again).not.toHaveProperty('notes');
  });

  describe('an entry that nobody here knows, and that the disk refuses to set aside', () => {
    const UNKNOWN = encodeEnvelope('entry', entry(TICK, { type: 'levitate', atMs: 22_000 } as unknown as SessionEvent));

    async function refusing(): Promise<{ backend: RefusingBackend; store: Checkpoints; before: Checkpoint }> {
      const backend = new RefusingBackend();
      const earlier = new Checkpoints(backend, () => NOW_MS);
      await earlier.save(trained(20));
      for (let i = 0; i < 4; i++) await earlier.journal(entry(TICK));
      backend.records.set(2, UNKNOWN);
      backend.refuses = true;
      const store = new Checkpoints(backend, () => NOW_MS);
      const loaded = await store.load();
      if (!loaded.ok || !loaded.value) throw new Error('everything before the entry comes back all the same');
      expect(loaded.value.session.elapsedS).toBe(22);
      return { backend, store, before: loaded.value };
    }

    const finished = finishedFrom(trained(30).session, []);
    test.each<[string, (store: Checkpoints, before: Checkpoint) => Promise<void>]>([
      ['a checkpoint', (store, before) => store.save(before)],
      ['the end of the workout', (store) => store.finish(finished)],
      ['its deletion', (store) => store.clear()],
    ])('is not dropped by %s: nothing is written over the entry until there is a copy', async (_, write) => {
      const { backend, store, before } = await refusing();
      const there = new Map(backend.records);
      for (let again = 0; again < 2; again++) await expect(write(store, before)).rejects.toThrow('refused');
      expect(backend.records).toEqual(there);
      expect(backend.history.size).toBe(0);
      backend.refuses = false;
      await write(store, before);
      await new Checkpoints(backend, () => NOW_MS).save(trained(5, 'session-2'));
      expect(backend.records.get(`broken:${String(NOW_MS)}`)).toEqual({
        at: NOW_MS,
        records: [
          [2, UNKNOWN],
          [3, there.get(3)],
        ],
      });
    });

    test('nor is a whole workout that cannot be read', async () => {
      const backend = new RefusingBackend();
      await new Checkpoints(backend, () => NOW_MS).save(trained(20));
      const torn = new Uint8Array(30);
      backend.records.set('slot:1', torn);
      backend.refuses = true;
      const store = new Checkpoints(backend, () => NOW_MS);
      await expect(store.load()).rejects.toThrow('refused');
      await expect(store.save(trained(5, 'session-2'))).rejects.toThrow('refused');
      expect(backend.records.get('slot:1')).toBe(torn);
      backend.refuses = false;
      await store.save(trained(5, 'session-2'));
      expect(backend.records.get(`broken:${String(NOW_MS)}`)).toEqual({ at: NOW_MS, records: [['slot:1', torn]] });
    });

    test('nor is one in a workout that was set aside and comes back', async () => {
      const backend = new MemoryBackend();
      const earlier = new Checkpoints(backend, () => NOW_MS - 1000);
      await earlier.save(trained(20));
      await earlier.journal(entry(TICK));
      const records = [...backend.records, [1, UNKNOWN]];
      backend.records = new Map([[`later:${String(NOW_MS - 1000)}`, { at: NOW_MS - 1000, records }]]);
      const store = new Checkpoints(backend, () => NOW_MS);
      const loaded = await store.load();
      expect(loaded.ok && loaded.value?.session.elapsedS).toBe(21);
      await store.save(trained(22));
      const texts = [...backend.records].filter(([key]) => String(key).startsWith('broken:')).map(([, each]) => each);
      expect(texts).toEqual([
        { at: NOW_MS, records: [[expect.stringMatching(/^later:/), expect.objectContaining({ records })]] },
      ]);
      expect([...backend.records.keys()].filter((key) => String(key).startsWith('later:'))).toEqual([]);
    });
  });

  test('a torn entry is how a journal ends, and is nothing to be told', async () => {
    const store = checkpoints();
    await store.save(trained(20));
    await store.journal(entry(TICK));
    await set(1, new Uint8Array(30), db.store('checkpoint'));
    const loaded = await checkpoints().load();
    expect(loaded).toMatchObject({ ok: true, value: { session: { elapsedS: 21 } } });
    expect(loaded).not.toHaveProperty('notes');
  });

  test('with the newer slot spoilt, the older one and all entries since give the same workout', async () => {
    const store = checkpoints();
    await store.save(trained(20));
    for (let i = 0; i < 3; i++) await store.journal(entry(TICK));
    await store.save(trained(23));
    for (let i = 0; i < 2; i++) await store.journal(entry(TICK));
    await set('slot:0', new Uint8Array(40), db.store('checkpoint'));
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.elapsedS).toBe(25);
  });

  test('entries that the older checkpoint has seen are gone, so that there are never many', async () => {
    const store = checkpoints();
    for (let save = 0; save < 5; save++) {
      await store.save(trained(20 + save));
      for (let i = 0; i < 10; i++) await store.journal(entry(TICK));
    }
    expect((await keysOf()).filter((key) => typeof key === 'number')).toEqual(
      Array.from({ length: 20 }, (_, i) => 30 + i),
    );
  });

  test('goes on after a visit: its entries are numbered on', async () => {
    const first = checkpoints();
    await first.save(trained(20));
    await first.journal(entry(TICK));
    const second = checkpoints();
    await second.load();
    await second.journal(entry(TICK));
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.elapsedS).toBe(22);
  });

  test('of another workout does not move this one', async () => {
    const store = checkpoints();
    await store.save(trained(20));
    await store.journal({ ...entry(TICK), sessionId: 'another' });
    await set(0, encodeEnvelope('entry', { ...entry(TICK), sessionId: 'another' }), db.store('checkpoint'));
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.elapsedS).toBe(20);
  });
});

describe('the end of a workout', () => {
  test('is in the history and cleared here, at once; finishing twice is finishing once', async () => {
    const store = checkpoints();
    const { session, chunks } = trained(400);
    await store.save({ session, chunks, atEpochMs: NOW_MS });
    await store.journal(entry(TICK));
    const finished = finishedFrom(session, chunks);
    await store.finish(finished);
    await store.finish(finished);
    expect(await checkpoints().load()).toEqual({ ok: true, value: undefined });
    expect(await keysOf()).toEqual(['epoch']);
    const library = new Library(db, () => NOW_MS);
    expect((await library.digests()).map(({ id }) => id)).toEqual(['session-1']);
    expect(await library.samples('session-1')).toEqual(chunks);
    expect(await library.session('session-1')).toMatchObject({
      ok: true,
      value: { elapsedS: 400, ending: 'stopped', strapName: 'H10', summary: { meanBpm: 150, provenance: 'strap' } },
    });
  });

  test('leaves the checkpoint of another workout alone', async () => {
    const store = checkpoints();
    const first = trained(30, 'first');
    await store.save(trained(10, 'second'));
    await store.finish(finishedFrom(first.session, first.chunks));
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.id).toBe('second');
  });

  test('of which one part fails changes nothing', async () => {
    const store = checkpoints();
    const { session, chunks } = trained(20);
    await store.save({ session, chunks, atEpochMs: NOW_MS });
    const finished = finishedFrom(session, chunks);
    const unclonable = { ...finished, digest: { ...finished.digest, planName: (() => 'x') as unknown as string } };
    await expect(store.finish(unclonable)).rejects.toThrow();
    expect(await new Library(db, () => NOW_MS).session('session-1')).toBeUndefined();
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.elapsedS).toBe(20);
  });
});

describe('what another version left', () => {
  /** Version 1: one slot, chunks as columns, nothing of the strap but when a cue was last given. */
  async function leaveVersion1(): Promise<void> {
    const { session, chunks, atEpochMs } = trained(700);
    const { signal: _signal, tickedAtMs: _ticked, deviation: _deviation, coach: _coach, ...rest } = session;
    const head = { v: 1, atEpochMs, session: { ...rest, cue: { side: 'none', runS: 0, lastAtS: 600 } } };
    const store = db.store('checkpoint');
    await set('head', { head, tail: chunks[2], sealed: 2, sessionId: 'session-1' }, store);
    await set('chunk:session-1:0', chunks[0], store);
    await set('chunk:session-1:1', chunks[1], store);
  }

  test('version 1 comes back with all its seconds, and the next save takes its place', async () => {
    await leaveVersion1();
    const store = checkpoints();
    const loaded = await store.load();
    if (!loaded.ok || !loaded.value) throw new Error('nothing loaded');
    const { session, chunks } = loaded.value;
    expect(session).toMatchObject({
      elapsedS: 700,
      coach: { quietUntilS: 730, said: { pushes: 0 } },
      signal: { status: 'none' },
    });
    expect(chunks).toEqual(trained(700).chunks);
    await store.save(loaded.value);
    expect((await keysOf()).sort()).toEqual(['epoch', 'part:session-1:0', 'part:session-1:1', 'slot:1']);
    expect(await checkpoints().load()).toEqual(loaded);
  });

  test('samples of version 1 are still read', async () => {
    const { chunks } = trained(400);
    await set(['session-1', 0], chunks[0], db.store('samples'));
    await set(['session-1', 1], chunks[1], db.store('samples'));
    expect(await new Library(db, () => NOW_MS).samples('session-1')).toEqual(chunks);
  });

  /** The same workout as a version to come would have written it: a higher version behind a right checksum. */
  async function leaveNewer(): Promise<Uint8Array> {
    await checkpoints().save(trained(20));
    const now = (await get<Uint8Array>('slot:1', db.store('checkpoint')))!;
    const newer = envelopeAs(now, 99);
    await set('slot:1', newer, db.store('checkpoint'));
    return newer;
  }

  test('a newer one is left alone, and said', async () => {
    const newer = await leaveNewer();
    expect(await checkpoints().load()).toMatchObject({ ok: false, problems: [{ code: 'record.newer' }] });
    expect(await get('slot:1', db.store('checkpoint'))).toEqual(newer);
  });

  test('a newer one that had to make room comes back when it can be read', async () => {
    await leaveNewer();
    const store = checkpoints();
    await store.load();
    await store.save(trained(5, 'session-2'));
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.id).toBe('session-2');

    const key = `later:${String(NOW_MS)}`;
    const aside = (await get<{ records: [Key, Uint8Array][] }>(key, db.store('checkpoint')))!;
    await set(key, { records: aside.records.map(([k, bytes]) => [k, envelopeAs(bytes, 2)]) }, db.store('checkpoint'));
    const later = checkpoints();
    await later.load();
    await later.clear();
    const again = checkpoints();
    const back = await again.load();
    expect(back.ok && back.value?.session).toMatchObject({ id: 'session-1', elapsedS: 20 });
    await again.clear();
    expect(await checkpoints().load()).toEqual({ ok: true, value: undefined });
  });
});

test('a workout that could not be read because the disk refused is not written over', async () => {
  const backend = new MemoryBackend();
  await new Checkpoints(backend, () => NOW_MS).save(trained(20));
  backend.readable = false;
  const store = new Checkpoints(backend, () => NOW_MS);
  await expect(store.load()).rejects.toThrow('refused');
  backend.readable = true;
  await store.save(trained(5, 'session-2'));
  await store.clear();
  const loaded = await new Checkpoints(backend, () => NOW_MS).load();
  expect(loaded.ok && loaded.value?.session.id).toBe('session-1');
});

describe('one writer', () => {
  test('whoever claims the backend is the only one who can write; the loser is told, and changes nothing', async () => {
    let fenced = 0;
    const frozen = new Checkpoints(
      new IdbBackend(
        db,
        () => NOW_MS,
        () => fenced++,
      ),
      () => NOW_MS,
    );
    await frozen.save(trained(20));
    const backend = idbShelf();
    await backend.claim();
    const taker = new Checkpoints(backend, () => NOW_MS);
    const loaded = await taker.load();
    if (!loaded.ok || !loaded.value) throw new Error('nothing loaded');
    await taker.save({ ...loaded.value, ...trained(25) });

    const { session, chunks } = trained(500);
    await expect(frozen.save({ session, chunks, atEpochMs: NOW_MS })).rejects.toThrow(Fenced);
    await expect(frozen.journal(entry(TICK))).rejects.toThrow(Fenced);
    await expect(frozen.finish(finishedFrom(session, chunks))).rejects.toThrow(Fenced);
    await expect(frozen.clear()).rejects.toThrow(Fenced);
    expect(fenced).toBe(4);
    const after = await checkpoints().load();
    expect(after.ok && after.value?.session.elapsedS).toBe(25);
    expect(await new Library(db, () => NOW_MS).digests()).toEqual([]);
  });

  test('a claim that the disk refused is made with the next write', async () => {
    let refuse = true;
    const factory = new IDBFactory();
    const moody = new Database(moodyFactory(factory, () => refuse));
    const backend = new IdbBackend(moody, () => NOW_MS);
    await expect(backend.claim()).rejects.toThrow('private window');
    refuse = false;
    const old = new IdbBackend(new Database(factory), () => NOW_MS);
    await old.claim();
    await backend.write({ put: [], drop: [] }, true);
    await expect(old.write({ put: [], drop: [] }, true)).rejects.toThrow(Fenced);
  });
});

function moodyFactory(factory: IDBFactory, refuses: () => boolean): IDBFactory {
  return {
    open: (name: string, version: number) => {
      if (refuses()) throw new DOMException('private window', 'SecurityError');
      return factory.open(name, version);
    },
  } as unknown as IDBFactory;
}

test('a database that refuses is a rejection for each call, and is asked again the next time', async () => {
  let refuse = true;
  const moody = new Database(moodyFactory(new IDBFactory(), () => refuse));
  const store = new Checkpoints(new IdbBackend(moody, () => NOW_MS), () => NOW_MS);
  await expect(store.load()).rejects.toThrow('private window');
  await expect(store.save(trained(5))).rejects.toThrow('private window');
  refuse = false;
  expect(await store.load()).toEqual({ ok: true, value: undefined });
});
