// A workout that was deleted comes back: at once, after a reload, whole; and it goes for good when nobody can want it back.
import { beforeEach, expect, test } from 'vitest';
import type { Checkpoint } from '../../../src/core/records/checkpoint.ts';
import { DELETED_KEPT_MS } from '../../../src/engine/deletedWorkouts.ts';
import type { CheckpointStore } from '../../../src/engine/ports.ts';
import { Checkpoints } from '../../../src/store/checkpoints/checkpoints.ts';
import { deletedOn } from '../../../src/store/checkpoints/deleted.ts';
import type { Change } from '../../../src/store/checkpoints/checkpointBackend.ts';
import { planOf, time, World } from '../../engine/world.ts';
import { MemoryBackend } from '../trained.ts';

class Disk extends MemoryBackend {
  full = false;
  override write(change: Change): Promise<void> {
    return this.full ? Promise.reject(new Error('full')) : super.write(change);
  }
}

let disk: Disk;
let wallMs: () => number;
beforeEach(() => {
  disk = new Disk();
});

function checkpoints(): CheckpointStore {
  const checkpoints = new Checkpoints(disk, () => wallMs());
  return Object.assign(checkpoints, { deleted: deletedOn(disk, checkpoints, () => wallMs()) });
}

/** Seven minutes, so that some of it is in parts. */
function trained(): World<CheckpointStore> {
  const world = new World<CheckpointStore>(checkpoints());
  wallMs = () => world.wallMs;
  return world.start(planOf([time(60)], [time(3_600)])).train(420, 150);
}

async function later(before: World<CheckpointStore>, ms: number): Promise<World<CheckpointStore>> {
  const world = await before.reopened(ms, checkpoints());
  wallMs = () => world.wallMs;
  await world.executor.lookForDeleted();
  await world.executor.settled();
  return world;
}

const names = (): string[] => [...disk.records.keys()].map((key) => String(key).replace(/:\d{5,}$/, ''));
const stored = async (): Promise<Checkpoint | undefined> => {
  const loaded = await checkpoints().load();
  return loaded.ok ? loaded.value : undefined;
};

test('deleted: nothing is under way, also after a reload, and it can be brought back', async () => {
  const world = trained();
  world.executor.command({ type: 'discard' });
  await world.executor.settled();
  expect(world.executor.session.status).toBe('idle');
  expect(world.executor.deleted).toEqual({ sessionId: 'session-1', planName: 'Plan' });
  expect(names()).toEqual(['deleted']);
  const next = await later(world, 5_000);
  expect(next.executor.session.status).toBe('idle');
  expect(next.executor.deleted).toEqual({ sessionId: 'session-1', planName: 'Plan' });
});

test.each([0, 3_000, 500_000])('brought back after a reload of %d ms, it is whole and goes on', async (awayMs) => {
  const world = trained();
  const { trace } = world.executor;
  world.executor.command({ type: 'discard' });
  const next = await later(world, awayMs);
  expect(next.executor.bringBack()).toMatchObject({ running: true });
  expect(next.executor.trace).toEqual(trace);
  await next.executor.settled();
  expect(names()).not.toContain('deleted');
  next.train(5, 150);
  await next.executor.settled();
  expect((await stored())?.session).toMatchObject({ id: 'session-1', elapsedS: 425, status: 'inProgress' });
  expect(next.executor.deleted).toBeUndefined();
});

test('brought back in the same visit, a paused workout is paused', async () => {
  const world = trained();
  world.executor.command({ type: 'pause' });
  world.executor.command({ type: 'discard' });
  await world.executor.settled();
  world.pass(4_000).look();
  expect(world.executor.bringBack()).toMatchObject({ running: false });
  expect(world.executor.session).toMatchObject({ status: 'paused', elapsedS: 420 });
  await world.executor.settled();
  expect((await stored())?.session).toMatchObject({ status: 'paused', elapsedS: 420 });
});

test('after ten minutes it goes for good', async () => {
  const world = trained();
  world.executor.command({ type: 'discard' });
  const next = await later(world, DELETED_KEPT_MS + 1_000);
  expect(next.executor.deleted).toBeUndefined();
  expect(next.executor.bringBack()).toBeUndefined();
  expect(names()).toEqual([]);
});

test('dismissed, it goes at once', async () => {
  const world = trained();
  world.executor.command({ type: 'discard' });
  world.executor.forgetDeleted();
  await world.executor.settled();
  expect(names()).toEqual([]);
  expect((await later(world, 1_000)).executor.deleted).toBeUndefined();
});

test('another workout is not replaced by it, and does not take it away', async () => {
  const world = trained();
  world.executor.command({ type: 'discard' });
  world.start(planOf([time(30)])).train(10, 140);
  expect(world.executor.bringBack()).toBeUndefined();
  expect(world.executor.session).toMatchObject({ id: 'session-2', elapsedS: 10 });
  world.train(25, 140);
  await world.executor.settled();
  expect(world.executor.bringBack()).toMatchObject({ running: true });
  expect(world.executor.session).toMatchObject({ id: 'session-1', elapsedS: 420 });
});

test('of two that were deleted the later one comes back', async () => {
  const world = trained();
  world.executor.command({ type: 'discard' });
  world.pass(2_000).look();
  world.start(planOf([time(300)])).train(10, 140);
  world.executor.command({ type: 'discard' });
  const next = await later(world, 1_000);
  expect(next.executor.deleted?.sessionId).toBe('session-2');
  expect(names()).toEqual(['deleted']);
});

test('killed between bringing it back and forgetting that it was deleted, there is one of it', async () => {
  const world = trained();
  world.executor.command({ type: 'discard' });
  await world.executor.settled();
  const [key, record] = [...disk.records].find(([key]) => String(key).startsWith('deleted:'))!;
  world.executor.bringBack();
  await world.executor.settled();
  disk.records.set(key, record);
  const next = await later(world, 1_000);
  expect(next.executor.session).toMatchObject({ id: 'session-1', status: 'inProgress' });
  expect(next.executor.deleted).toBeUndefined();
  expect(names()).not.toContain('deleted');
});

test('on a full disk the deletion is not the end of it, and bringing it back loses nothing', async () => {
  const world = trained();
  await world.executor.settled();
  disk.full = true;
  world.executor.command({ type: 'discard' });
  await world.executor.settled();
  expect(world.troubles).toMatchObject([{ code: 'checkpointFailing' }]);
  expect((await stored())?.session.id).toBe('session-1'); // it could not be written down that it is deleted
  world.executor.bringBack();
  await world.executor.settled();
  disk.full = false;
  world.train(12, 150);
  await world.executor.settled();
  expect((await stored())?.session).toMatchObject({ id: 'session-1', status: 'inProgress' });
});

test('a record that cannot be read is nobody’s: nothing is offered, nothing breaks', async () => {
  const world = trained();
  world.executor.command({ type: 'discard' });
  await world.executor.settled();
  for (const key of disk.records.keys()) disk.records.set(key, { at: 1, records: 'nonsense' });
  const next = await later(world, 1_000);
  expect(next.executor.deleted).toBeUndefined();
  expect(next.troubles).toEqual([]);
});
