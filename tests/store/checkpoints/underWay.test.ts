// Which workout is under way, by its records alone: the same answer as from the workout that they are folded into.
import { expect, test } from 'vitest';
import { Checkpoints } from '../../../src/store/checkpoints/checkpoints.ts';
import type { Key } from '../../../src/store/checkpoints/checkpointBackend.ts';
import { recover } from '../../../src/store/checkpoints/recovery.ts';
import { underWay } from '../../../src/store/checkpoints/underWay.ts';
import { planOf, time, World } from '../../engine/world.ts';
import { MemoryBackend, NOW_MS } from '../trained.ts';

const PLAN = planOf([time(40)]);

async function begun(): Promise<{ world: World<Checkpoints>; backend: MemoryBackend }> {
  const backend = new MemoryBackend();
  const world = new World<Checkpoints>(new Checkpoints(backend, () => NOW_MS));
  await world.executor.restore();
  world.start(PLAN);
  await world.executor.settled();
  return { world, backend };
}

/** By the fold. */
function folded(records: ReadonlyMap<Key, unknown>): ReturnType<typeof underWay> {
  const recovered = recover(records);
  if (!recovered.ok || !recovered.value) return undefined;
  const { session, atEpochMs } = recovered.value.checkpoint;
  return session.status === 'completed' ? undefined : { planId: session.plan.id, atEpochMs };
}

test('in each second of a workout, and once it is over', async () => {
  const { world, backend } = await begun();
  for (let s = 1; s < 40; s++) {
    world.train(1, 150);
    await world.executor.settled();
    expect(underWay(await backend.read()), `after ${s} s`).toEqual(folded(await backend.read()));
    expect(underWay(await backend.read())?.planId, `after ${s} s`).toBe(PLAN.id);
  }
  world.train(1, 150);
  await world.executor.settled();
  expect(world.executor.session.status).toBe('completed');
  expect(underWay(await backend.read())).toBeUndefined();
});

test('none that was stopped, though it is not in the history yet', async () => {
  const { world, backend } = await begun();
  world.train(5, 150);
  await world.executor.settled();
  const records = new Map(backend.records);
  const last = Math.max(...[...records.keys()].filter((key) => typeof key === 'number'));
  const store = new Checkpoints(backend, () => NOW_MS);
  const loaded = await store.load();
  if (!loaded.ok || !loaded.value || loaded.value.session.status === 'completed') throw new Error('none is under way');
  await store.journal({
    sessionId: loaded.value.session.id,
    atEpochMs: NOW_MS,
    events: [{ type: 'stop', atMs: 6_000 }],
  });
  expect(backend.records.has(last + 1)).toBe(true);
  expect(underWay(records)?.planId).toBe(PLAN.id);
  expect(underWay(await backend.read())).toBeUndefined();
  expect(folded(await backend.read())).toBeUndefined();
});

test('a slot or an entry that cannot be read counts for nothing', async () => {
  const { world, backend } = await begun();
  world.train(24, 150);
  await world.executor.settled();
  for (const [key, record] of backend.records) {
    if (!(record instanceof Uint8Array)) continue;
    const torn = new Map<Key, unknown>(backend.records).set(key, record.subarray(0, record.length - 1));
    expect(underWay(torn)?.planId, String(key)).toBe(PLAN.id);
  }
  expect(underWay(new Map<Key, unknown>([['slot:0', 'something else']]))).toBeUndefined();
  expect(underWay(new Map())).toBeUndefined();
});
