import { IDBFactory } from 'fake-indexeddb';
import { entries, get, set } from 'idb-keyval';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/core/checkpoint.ts';
import { finishedOf } from '../../src/core/finished.ts';
import { chunkOf, SampleLog, samplesOf } from '../../src/core/samples.ts';
import { advance, IDLE, type Cut, type Sample } from '../../src/core/session.ts';
import { profileOf } from '../../src/core/zones.ts';
import { Checkpoints } from '../../src/store/checkpoints.ts';
import { Database } from '../../src/store/idb.ts';
import { Library } from '../../src/store/library.ts';
import { planOf, time } from '../engine/world.ts';

const NOW_MS = 1_700_000_000_000;

let db: Database;
beforeEach(() => {
  db = new Database(new IDBFactory());
});

function checkpoints(): Checkpoints {
  return new Checkpoints(db, () => NOW_MS);
}

/** A workout after so many seconds at 150, each with two RR intervals. */
function trained(seconds: number, id = 'session-1'): Checkpoint & { session: Cut } {
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

describe('a checkpoint', () => {
  test('comes back as it was, samples and RR intervals included', async () => {
    const before = trained(700);
    await checkpoints().save(before);
    const loaded = await checkpoints().load();
    if (!loaded.ok || !loaded.value) throw new Error('nothing loaded');
    const { session, chunks, atEpochMs } = loaded.value;
    expect(atEpochMs).toBe(NOW_MS);
    expect(session).toMatchObject({
      status: 'inProgress',
      elapsedS: 700,
      tally: before.session.tally,
      startedAt: before.session.startedAt,
    });
    expect(chunks.flatMap(samplesOf)).toEqual(before.chunks.flatMap(samplesOf));
    expect(samplesOf(chunks[2] ?? chunkOf([], 0))[50]).toMatchObject({ bpm: 150, rrMs: [400, 400], source: 'strap' });
  });

  test('a later save writes the sealed chunks only once', async () => {
    const store = checkpoints();
    await store.save(trained(700));
    await set('chunk:session-1:0', 'untouched', db.store('checkpoint'));
    await store.save(trained(1000));
    expect(await get('chunk:session-1:0', db.store('checkpoint'))).toBe('untouched');
    expect((await entries(db.store('checkpoint'))).map(([key]) => key).sort()).toEqual([
      'chunk:session-1:0',
      'chunk:session-1:1',
      'chunk:session-1:2',
      'head',
    ]);
  });

  test('a chunk that cannot be read is seconds without a signal, not the end of the workout', async () => {
    await checkpoints().save(trained(700));
    await set('chunk:session-1:1', { fromS: 300, bpm: 'no' }, db.store('checkpoint'));
    const loaded = await checkpoints().load();
    if (!loaded.ok || !loaded.value) throw new Error('nothing loaded');
    const samples: Sample[] = loaded.value.chunks.flatMap(samplesOf);
    expect(samples).toHaveLength(700);
    expect(samples.map(({ bpm }) => bpm).filter((bpm) => bpm === 0)).toHaveLength(300);
  });

  test.each<[string, (head: Record<string, unknown>) => unknown]>([
    ['text', () => 'garbage'],
    ['a foreign object', () => ({ hello: 'world' })],
    ['a head without a session', (head) => ({ ...head, head: { v: 1, atEpochMs: 0 } })],
    ['a newer version', (head) => ({ ...head, head: { ...(head['head'] as object), v: 99 } })],
    ['a phase that the plan has not', (head) => broken(head, { phaseIndex: 7 })],
    ['a time that is no time', (head) => broken(head, { elapsedS: Number.NaN })],
    ['a plan that is none', (head) => broken(head, { plan: { name: 'x', phases: [] } })],
    ['a million seconds by text', (head) => broken(head, { elapsedS: '1000000' })],
  ])("%s is set aside with what it was, said, and in nobody's way", async (_, damage) => {
    await checkpoints().save(trained(20));
    const head = await get<Record<string, unknown>>('head', db.store('checkpoint'));
    const damaged = damage(head ?? {});
    await set('head', damaged, db.store('checkpoint'));
    const loaded = await checkpoints().load();
    expect(loaded.ok).toBe(false);
    if (!loaded.ok) expect(loaded.problems[0]?.path).toBeTypeOf('string');
    expect(await get(`broken:${String(NOW_MS)}`, db.store('checkpoint'))).toMatchObject({ record: damaged });
    expect(await checkpoints().load()).toEqual({ ok: true, value: undefined });
  });

  test('what is finished is in the history and cleared here, at once; finishing twice is finishing once', async () => {
    const store = checkpoints();
    const { session, chunks } = trained(400);
    await store.save({ session, chunks, atEpochMs: NOW_MS });
    const [done] = advance(session, { type: 'stop', atMs: 400_000 });
    if (done.status !== 'completed') throw new Error('not completed');
    const finished = finishedOf(done, chunks, { endedAtEpochMs: NOW_MS, strapName: 'H10' });
    await store.finish(finished);
    await store.finish(finished);
    expect(await checkpoints().load()).toEqual({ ok: true, value: undefined });
    const library = new Library(db, () => NOW_MS);
    expect((await library.digests()).map(({ id }) => id)).toEqual(['session-1']);
    const stored = await library.session('session-1');
    expect(stored).toMatchObject({
      ok: true,
      value: { elapsedS: 400, ending: 'stopped', strapName: 'H10', summary: { meanBpm: 150, provenance: 'strap' } },
    });
  });

  test('finishing one workout leaves the checkpoint of another alone', async () => {
    const store = checkpoints();
    const first = trained(30, 'first');
    const [done] = advance(first.session, { type: 'stop', atMs: 0 });
    if (done.status !== 'completed') throw new Error('not completed');
    await store.save(trained(10, 'second'));
    await store.finish(finishedOf(done, first.chunks, { endedAtEpochMs: NOW_MS, strapName: null }));
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.id).toBe('second');
  });

  test('a transaction of which one part fails changes nothing', async () => {
    const store = checkpoints();
    const { session, chunks } = trained(20);
    await store.save({ session, chunks, atEpochMs: NOW_MS });
    const [done] = advance(session, { type: 'stop', atMs: 0 });
    if (done.status !== 'completed') throw new Error('not completed');
    const finished = finishedOf(done, chunks, { endedAtEpochMs: NOW_MS, strapName: null });
    const unclonable = { ...finished, digest: { ...finished.digest, planName: (() => 'x') as unknown as string } };
    await expect(store.finish(unclonable)).rejects.toThrow();
    expect(await new Library(db, () => NOW_MS).session('session-1')).toBeUndefined();
    const loaded = await checkpoints().load();
    expect(loaded.ok && loaded.value?.session.elapsedS).toBe(20);
  });
});

function broken(head: Record<string, unknown>, patch: object): unknown {
  const inner = head['head'] as Record<string, unknown>;
  return { ...head, head: { ...inner, session: { ...(inner['session'] as object), ...patch } } };
}

describe('a database that refuses', () => {
  test('is a rejection for each call, and is asked again the next time', async () => {
    let refuse = true;
    const factory = new IDBFactory();
    const moody = {
      open: (name: string, version: number) => {
        if (refuse) throw new DOMException('private window', 'SecurityError');
        return factory.open(name, version);
      },
    } as unknown as IDBFactory;
    const store = new Checkpoints(new Database(moody), () => NOW_MS);
    await expect(store.load()).rejects.toThrow('private window');
    await expect(store.save(trained(5))).rejects.toThrow('private window');
    refuse = false;
    expect(await store.load()).toEqual({ ok: true, value: undefined });
  });
});
