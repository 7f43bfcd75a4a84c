// Tabs and one lock, in a test's hands: who has the workout, and when it changes hands.
import { describe, expect, test } from 'vitest';
import { IDLE } from '../../src/core/session/session.ts';
import { snapshotOf } from '../../src/core/session/snapshot.ts';
import { DEFAULT_PROFILE } from '../../src/core/athlete/hrZones.ts';
import type { NowMessage } from '../../src/wire/messages.ts';
import type { TabMessage } from '../../src/wire/tabs.ts';
import { Follower } from '../../src/worker/follower.ts';
import { Lease } from '../../src/worker/lease.ts';
import { Locks } from './locks.ts';

const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

/** A tab: its lease, and whether it has it. */
class Tab {
  lost = 0;
  readonly lease: Lease;

  constructor(locks: Locks) {
    this.lease = new Lease(locks as unknown as LockManager, () => this.lost++);
  }
}

test('where the locks refuse to be asked at all, as with storage blocked, a workout can be run', async () => {
  const locks = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) };
  const lease = new Lease(locks as unknown as LockManager, () => undefined);
  expect(await lease.take(AbortSignal.timeout(1000))).toBe(true);
  expect(lease.held).toBe(true);
});

describe('the lease', () => {
  test('is one tab’s; the next in the row has it when it is given back', async () => {
    const locks = new Locks();
    const [a, b] = [new Tab(locks), new Tab(locks)];
    expect(await a.lease.take(new AbortController().signal)).toBe(true);
    const waiting = b.lease.take(new AbortController().signal);
    await settle();
    expect(b.lease.held).toBe(false);
    a.lease.giveBack();
    expect(await waiting).toBe(true);
    expect([a.lease.held, b.lease.held, a.lost, b.lost]).toEqual([false, true, 0, 0]);
  });

  test('stolen, its holder is told once', async () => {
    const locks = new Locks();
    const [a, b] = [new Tab(locks), new Tab(locks)];
    await a.lease.take(new AbortController().signal);
    expect(await b.lease.steal()).toBe(true);
    await settle();
    expect([a.lease.held, b.lease.held, a.lost, b.lost]).toEqual([false, true, 1, 0]);
  });

  test.each([false, true])('waited for no longer, it is not taken later either (a deaf browser: %s)', async (deaf) => {
    const locks = new Locks();
    locks.deaf = deaf;
    const [a, b, c] = [new Tab(locks), new Tab(locks), new Tab(locks)];
    await a.lease.take(new AbortController().signal);
    const patience = new AbortController();
    const waiting = b.lease.take(patience.signal);
    patience.abort();
    expect(await waiting).toBe(false);
    const next = c.lease.take(new AbortController().signal);
    a.lease.giveBack();
    expect(await next).toBe(true);
    expect(b.lease.held).toBe(false);
  });
});

const NOW: NowMessage = {
  seq: 1,
  snapshot: snapshotOf(IDLE, DEFAULT_PROFILE),
  trace: { stepS: 1, bpm: [] },
  dropped: 0,
  tick: { count: 0, meanMs: 0, postMeanMs: 0, maxLateMs: 0 },
  elsewhere: false,
};

/** A tab that follows, with time in a test's hands. `answers`: whether the tab that runs the workout is alive. */
class World {
  readonly locks = new Locks();
  readonly holder = new Tab(this.locks);
  readonly tab = new Tab(this.locks);
  readonly said: string[] = [];
  shown = 0;
  nowMs = 0;
  answers = true;
  took: { present: boolean } | undefined;
  readonly follower: Follower;
  #timers: { atMs: number; call: () => void }[] = [];

  constructor() {
    this.follower = new Follower({
      lease: this.tab.lease,
      say: (message) => this.#hear(message as TabMessage),
      show: () => this.shown++,
      nowMs: () => this.nowMs,
      after: (ms, call) => {
        const timer = { atMs: this.nowMs + ms, call };
        this.#timers.push(timer);
        return () => (this.#timers = this.#timers.filter((each) => each !== timer));
      },
    });
  }

  async begin(): Promise<this> {
    await this.holder.lease.take(new AbortController().signal);
    void this.follower.run().then((how) => (this.took = how));
    await settle();
    return this;
  }

  async pass(seconds: number): Promise<this> {
    for (const endMs = this.nowMs + seconds * 1000; this.nowMs < endMs;) {
      this.nowMs += 100;
      const due = this.#timers.filter(({ atMs }) => atMs <= this.nowMs);
      this.#timers = this.#timers.filter(({ atMs }) => atMs > this.nowMs);
      for (const { call } of due) call();
      await settle();
    }
    return this;
  }

  #hear(message: TabMessage): void {
    this.said.push(message.type);
    if (message.type === 'ask' && this.answers) this.follower.hear({ v: 1, type: 'now', now: NOW });
    if (message.type === 'handOver' && this.answers) this.holder.lease.giveBack();
  }
}

describe('a tab that follows', () => {
  test('shows what it is told for as long as the other one answers', async () => {
    const world = await new World().begin();
    await world.pass(60);
    expect(world.shown).toBeGreaterThanOrEqual(60);
    expect(world.took).toBeUndefined();
    expect(world.holder.lease.held).toBe(true);
  });

  test('has the workout at once when the other is closed, and was there all the time', async () => {
    const world = await new World().begin();
    await world.pass(3);
    world.holder.lease.giveBack();
    await settle();
    expect(world.took).toEqual({ present: true });
    const { said } = world;
    await world.pass(10);
    expect(world.said).toEqual(said); // asks no more
  });

  test('that has heard of it once was not there: so may a page speak that is just being left', async () => {
    const world = await new World().begin();
    world.holder.lease.giveBack();
    await settle();
    expect(world.took).toEqual({ present: false });
  });

  test('takes it from one that is frozen, after some seconds of silence', async () => {
    const world = await new World().begin();
    await world.pass(10);
    world.answers = false;
    await world.pass(3);
    expect(world.took).toBeUndefined();
    await world.pass(2.5);
    expect(world.took).toEqual({ present: true });
    expect(world.holder.lost).toBe(1);
  });

  test('that was frozen itself does not take that for the other’s silence', async () => {
    const world = await new World().begin();
    await world.pass(3);
    world.nowMs += 600_000; // nothing ran in it
    await world.pass(3);
    expect(world.took).toBeUndefined();
  });

  test('is given it by hand, and takes it when the other does not answer', async () => {
    const world = await new World().begin();
    await world.pass(3);
    world.follower.takeOver();
    await settle();
    expect([world.took, world.holder.lost]).toEqual([{ present: true }, 0]);

    const silent = await new World().begin();
    await silent.pass(3);
    silent.answers = false;
    silent.follower.takeOver();
    await silent.pass(1.2);
    expect([silent.took, silent.holder.lost]).toEqual([{ present: true }, 1]);
  });
});
