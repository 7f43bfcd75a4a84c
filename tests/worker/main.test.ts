// The whole worker, in Node: what the page says to it, and what it holds on to.
import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import type { Plan } from '../../src/core/plan/plan.ts';
import { DEFAULT_PROFILE } from '../../src/core/athlete/hrZones.ts';
import type { FromWorker, ToWorker } from '../../src/wire/messages.ts';
import { Lease } from '../../src/worker/lease.ts';
import { Locks } from './locks.ts';

const PLAN: Plan = {
  id: 'p',
  name: 'Plan',
  description: '',
  sport: 'run',
  phases: [{ name: 'Easy', target: { type: 'open' }, end: { type: 'time', durationS: 600 } }],
};
const STARTED_AT = { epochMs: 0, timeZone: 'UTC', offsetMin: 0 };

type Said<M> = M extends unknown ? Omit<M, 'v'> : never;

/** A worker of its own, and what it said last. */
async function worker(locks: Locks) {
  const self = {
    onmessage: (_: { data: unknown }) => undefined,
    last: undefined as (FromWorker & { type: 'now' }) | undefined,
    /** How often it said that what was left has been looked at, and came back where there was something. */
    ready: 0,
    troubles: [] as string[],
    postMessage(message: FromWorker) {
      if (message.type === 'now') self.last = message;
      if (message.type === 'ready') self.ready++;
      if (message.type === 'trouble') self.troubles.push(message.trouble.code);
    },
    location: { href: 'https://example.org/assets/worker.js' },
  };
  vi.stubGlobal('self', self);
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('BroadcastChannel', undefined); // else the workers of other tests are tabs that answer
  vi.resetModules();
  await import('../../src/worker/main.ts');
  const say = (message: Said<ToWorker>): void => self.onmessage({ data: { v: 1, ...message } });
  say({ type: 'hello', heard: { source: 'none' }, speed: 1, profile: DEFAULT_PROFILE, onLoss: 'pause' });
  return { self, say };
}

/** Whether another tab could have the workout right now. */
async function isFree(locks: Locks): Promise<boolean> {
  const other = new Lease(locks as unknown as LockManager, () => undefined);
  const free = await other.take(AbortSignal.timeout(50));
  other.giveBack();
  return free;
}

test.each(['start', 'bringBack'] as const)(
  'lock: said twice, as by a double tap, %s holds it all the same',
  async (what) => {
    const locks = new Locks();
    const { self, say } = await worker(locks);
    const start: Said<ToWorker> = { type: 'start', plan: PLAN, startedAt: STARTED_AT };
    const is = (status: string) => vi.waitFor(() => expect(self.last?.snapshot.status).toBe(status));
    say(start);
    if (what === 'start') say(start);
    await is('inProgress');
    if (what === 'bringBack') {
      say({ type: 'command', command: { type: 'discard' } });
      await vi.waitFor(() => expect(self.last).toMatchObject({ snapshot: { status: 'idle' }, deleted: {} }));
      say({ type: 'bringBack' });
      say({ type: 'bringBack' });
      await is('inProgress');
    }
    await new Promise((resolve) => setTimeout(resolve, 1_600)); // longer than a worker waits for the lock
    expect(self.ready).toBe(what === 'start' ? 1 : 2);
    expect([self.last?.snapshot.status, self.last?.elsewhere, await isFree(locks)]).toEqual([
      'inProgress',
      false,
      false,
    ]);
  },
);

test('lock: taken from a tab that says nothing; stolen in turn, the workout is followed and not played', async () => {
  const locks = new Locks();
  const silent = new Lease(locks as unknown as LockManager, () => undefined);
  await silent.take(new AbortController().signal);
  const { self, say } = await worker(locks);
  await vi.waitFor(() => expect(self.ready).toBe(1), 20_000); // it follows
  say({ type: 'start', plan: PLAN, startedAt: STARTED_AT });
  expect(self.last).toBeUndefined();

  await vi.waitFor(() => expect(self.ready).toBe(2), 20_000); // it has asked in vain
  expect([silent.held, self.last?.snapshot.status]).toEqual([false, 'idle']);
  say({ type: 'start', plan: PLAN, startedAt: STARTED_AT });
  await vi.waitFor(() => expect(self.last?.snapshot.status).toBe('inProgress'), 20_000);

  await silent.steal();
  await vi.waitFor(() => expect(self.ready).toBe(3), 20_000);
  const { last } = self;
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(self.last).toBe(last);
});

test('lock: a start that finds another tab with the workout is answered', async () => {
  const locks = new Locks();
  await new Lease(locks as unknown as LockManager, () => undefined).take(AbortSignal.timeout(50));
  const { self, say } = await worker(locks);
  say({ type: 'start', plan: PLAN, startedAt: STARTED_AT });
  await vi.waitFor(() => expect(self.troubles).toEqual(['startRefused']), { timeout: 5_000 });
});
