// The page's view of the workout: what the worker says is shown, and what is pressed is told to the worker.
import { expect, test, vi } from 'vitest';
import type { Phase, Plan } from '../../../src/core/plan/plan.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import { heartOf, snapshotOf } from '../../../src/core/session/snapshot.ts';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import { Live } from '../../../src/app/state/live.svelte.ts';
import { WIRE_VERSION, type FromWorker, type NowMessage, type ToWorker } from '../../../src/wire/messages.ts';
import { planOf, time } from '../../engine/world.ts';

type Unversioned<M> = M extends unknown ? Omit<M, 'v'> : never;

const PLAN: Plan = planOf([time(600)]);
const STARTED_AT = { epochMs: 0, timeZone: 'UTC', offsetMin: 0 };
const TICK = { count: 0, meanMs: 0, postMeanMs: 0, maxLateMs: 0 };
const HELLO = { heard: { source: 'none' }, speed: 1, profile: DEFAULT_PROFILE, onLoss: 'pause' } as const;

function page({ shared = false } = {}) {
  const told: ToWorker[] = [];
  const worker: Pick<Worker, 'postMessage' | 'onmessage'> = {
    onmessage: null,
    postMessage: (message: ToWorker) => void told.push(message),
  };
  const live = new Live(worker, { shared });
  const hear = (data: unknown): void =>
    void worker.onmessage?.call(worker as Worker, new MessageEvent('message', { data }));
  return {
    live,
    hear,
    says: (message: Unversioned<FromWorker>): void => hear({ v: WIRE_VERSION, ...message }),
    /** What the worker was told since the last look, without versions. */
    told(): Unversioned<ToWorker>[] {
      expect(told.map(({ v }) => v)).toEqual(told.map(() => WIRE_VERSION));
      return told.splice(0).map(({ v: _, ...message }) => message);
    },
  };
}

function sessionAfter(...events: SessionEvent[]): Session {
  const workout = { id: 'w', plan: PLAN, profile: DEFAULT_PROFILE, startedAt: STARTED_AT, onLoss: 'pause' as const };
  const start: SessionEvent = { type: 'start', atMs: 0, workout };
  return [start, ...events].reduce<Session>((session, event) => advance(session, event)[0], IDLE);
}

const TICK_EVENT: SessionEvent = { type: 'tick', listening: true };
const HEARTBEAT: SessionEvent = {
  type: 'heartRate',
  atMs: 500,
  heartRate: { bpm: 140, contact: 'present', energyKJ: null, rrMs: [] },
  source: 'simulated',
};
const RUNNING = sessionAfter(HEARTBEAT, TICK_EVENT);
const PAUSED = sessionAfter({ type: 'pause', atMs: 100 });
const COMPLETED = sessionAfter(TICK_EVENT, { type: 'stop', atMs: 1000 });

function nowOf(session: Session, more: Partial<NowMessage> = {}): Unversioned<FromWorker> {
  const snapshot = snapshotOf(session, DEFAULT_PROFILE);
  const trace = { stepS: 1, bpm: [140] };
  return { type: 'now', seq: 7, snapshot, trace, dropped: 0, tick: TICK, elsewhere: false, ...more };
}

test('before the worker has said anything there is no workout, no heart and no trace', () => {
  const { live, told } = page();
  expect(live).toMatchObject({ ready: false, status: 'idle', busy: false, elsewhere: false, provenance: 'none' });
  expect(live).toMatchObject({ dropped: 0, troubles: [], trace: { bpm: [] } });
  expect([live.snapshot, live.workout, live.heart, live.deleted, live.stored, live.restored]).toEqual(
    Array(6).fill(undefined),
  );
  expect(told()).toEqual([]);
});

test.each([
  ['idle', IDLE, false],
  ['inProgress', RUNNING, true],
  ['paused', PAUSED, true],
  ['completed', COMPLETED, false],
] as const)(
  'a snapshot with status %s is shown whole, and the worker hears that it was taken',
  (status, session, busy) => {
    const { live, says, told } = page();
    says(nowOf(session, { seq: 42, dropped: 3 }));
    expect(live).toMatchObject({ status, busy, dropped: 3, trace: { bpm: [140] } });
    expect(live.workout?.id).toBe(status === 'idle' ? undefined : 'w');
    expect(told()).toEqual([{ type: 'heard', seq: 42 }]);
  },
);

test('a workout of another tab is seen here as elsewhere, and only while there is one', () => {
  const { live, says } = page();
  says(nowOf(RUNNING, { elsewhere: true }));
  expect(live.elsewhere).toBe(true);
  says(nowOf(IDLE, { elsewhere: true }));
  expect(live.elsewhere).toBe(false);
});

test('a deleted workout can be brought back, but not from under another one', () => {
  const { live, says } = page();
  const deleted = { sessionId: 'w', planName: 'Plan' };
  says(nowOf(IDLE, { deleted }));
  expect(live.deleted).toEqual(deleted);
  says(nowOf(RUNNING, { deleted }));
  expect(live.deleted).toBeUndefined();
});

test('the heart is as fresh as its last frame, and says whose it is', () => {
  const { live, says } = page();
  says(nowOf(RUNNING));
  expect(live.heart?.bpm).toBe(140);
  expect(live.provenance).toBe('simulated');
  const heart = { ...heartOf(RUNNING, DEFAULT_PROFILE), bpm: 143, source: 'strap' as const };
  says({ type: 'heart', heart });
  expect([live.heart?.bpm, live.provenance]).toEqual([143, 'strap']);
  expect(live.snapshot?.heart.bpm).toBe(140); // the snapshot is of its second
  says({ type: 'heart', heart: { ...heart, signal: 'none' } });
  expect(live.provenance).toBe('none');
});

test.each([
  ['pause', (live: Live) => live.pause(), { type: 'pause' }],
  ['resume', (live: Live) => live.resume(), { type: 'resume' }],
  ['stop', (live: Live) => live.stop(), { type: 'stop' }],
  ['skip', (live: Live) => live.skip(), { type: 'skip' }],
  ['back', (live: Live) => live.back(), { type: 'back' }],
  ['extend', (live: Live) => live.extend(60), { type: 'extend', byS: 60 }],
  ['shift', (live: Live) => live.shift(-5, 'rest'), { type: 'shift', byBpm: -5, scope: 'rest' }],
  ['countAway', (live: Live) => live.countAway(), { type: 'countAway' }],
  ['leaveOut', (live: Live) => live.leaveOut(), { type: 'leaveOut' }],
  ['delete', (live: Live) => live.delete(), { type: 'discard' }],
] as const)('%s is told to the worker as one command', (_, press, command) => {
  const { live, told } = page();
  press(live);
  expect(told()).toEqual([{ type: 'command', command }]);
});

test('undoing a shift is a shift back of the last one in force; without one nothing is told', () => {
  const { live, says, told } = page();
  const phase: Phase = { name: 'Go', target: { type: 'zone', zone: 2 }, end: time(600) };
  const workout = {
    id: 'w',
    plan: { ...PLAN, phases: [phase] },
    profile: DEFAULT_PROFILE,
    startedAt: STARTED_AT,
    onLoss: 'pause' as const,
  };
  let session: Session = IDLE;
  const step = (event: SessionEvent): void => {
    [session] = advance(session, event);
    says(nowOf(session));
    told();
  };
  step({ type: 'start', atMs: 0, workout });
  live.undoShift();
  expect(told()).toEqual([]);
  step({ type: 'shift', byBpm: 5, scope: 'rest' });
  step({ type: 'shift', byBpm: -1, scope: 'phase' });
  live.undoShift();
  expect(told()).toEqual([{ type: 'command', command: { type: 'shift', byBpm: 1, scope: 'phase' } }]);
  step({ type: 'shift', byBpm: 1, scope: 'phase' });
  live.undoShift();
  expect(told()).toEqual([{ type: 'command', command: { type: 'shift', byBpm: -5, scope: 'rest' } }]);
});

test.each([
  ['bringBack', (live: Live) => live.bringBack()],
  ['forgetDeleted', (live: Live) => live.forgetDeleted()],
  ['keep', (live: Live) => live.tell({ type: 'keep' })],
  ['takeOver', (live: Live) => live.tell({ type: 'takeOver' })],
] as const)('%s is told to the worker', (type, press) => {
  const { live, told } = page();
  press(live);
  expect(told()).toEqual([{ type }]);
});

test('a start says when and where the clock on the wall stood', () => {
  const { live, told } = page();
  const beforeMs = Date.now();
  live.start(PLAN);
  const [start] = told();
  if (start?.type !== 'start') throw new Error('not a start');
  expect(start.plan).toEqual(PLAN);
  expect(start.startedAt.epochMs).toBeGreaterThanOrEqual(beforeMs);
  expect(start.startedAt.timeZone).not.toBe('');
});

test.each([
  ['inProgress', RUNNING, 0],
  ['completed', COMPLETED, 1],
  ['idle', IDLE, 0],
] as const)(
  'leaving a workout that is %s: only a completed one is in the history, and is left for good',
  (_, session, times) => {
    const { live, says, told } = page();
    says(nowOf(session));
    told();
    live.leave();
    expect(told()).toEqual(Array(times).fill({ type: 'command', command: { type: 'discard' } }));
  },
);

test('the same heart again is not told again; another one is', () => {
  const { live, told } = page();
  live.hello(HELLO);
  expect(told()).toEqual([{ type: 'hello', ring: undefined, ...HELLO }]);
  live.listenTo({ source: 'none' });
  expect(told()).toEqual([]);
  live.listenTo({ source: 'strap' });
  live.listenTo({ source: 'strap' });
  live.listenTo({ source: 'simulated', spec: 'follow' });
  live.listenTo({ source: 'simulated', spec: 'steady:140' });
  expect(told()).toEqual([
    { type: 'source', heard: { source: 'strap' } },
    { type: 'source', heard: { source: 'simulated', spec: 'follow' } },
    { type: 'source', heard: { source: 'simulated', spec: 'steady:140' } },
  ]);
});

test('with shared memory a frame travels in the ring, and not as a message', () => {
  const { live, told } = page({ shared: true });
  live.hello(HELLO);
  expect(told()).toMatchObject([{ type: 'hello', ring: expect.any(SharedArrayBuffer) }]);
  live.frame(Uint8Array.of(0, 140));
  expect(told()).toEqual([]);
});

test('without shared memory a frame is a message', () => {
  const { live, told } = page();
  live.frame(Uint8Array.of(0, 140));
  expect(told()).toHaveLength(1);
});

test('a workout that came back is said until the person has answered', () => {
  const restored = { awayMs: 5000, running: true, present: false };
  for (const answer of ['dismissBanner', 'stop', 'countAway', 'leaveOut', 'delete'] as const) {
    const { live, says } = page();
    const onReady = vi.fn();
    live.onReady = onReady;
    says({ type: 'ready', restored });
    expect(live).toMatchObject({ ready: true, restored });
    expect(onReady).toHaveBeenCalledExactlyOnceWith(restored);
    live[answer]();
    expect(live.restored, answer).toBeUndefined();
  }
});

test('a workout that came from another tab while it was seen here is not said to have been away', () => {
  const { live, says } = page();
  const onReady = vi.fn();
  live.onReady = onReady;
  const restored = { awayMs: 0, running: true, present: true };
  says({ type: 'ready', restored });
  expect(live).toMatchObject({ ready: true, restored: undefined });
  expect(onReady).toHaveBeenCalledExactlyOnceWith(restored);
});

test('a stored workout is known by its id until the next one starts', () => {
  const { live, says } = page();
  live.onStored = vi.fn();
  says({ type: 'stored', sessionId: 'w' });
  expect(live.stored).toBe('w');
  expect(live.onStored).toHaveBeenCalledOnce();
  live.start(PLAN);
  expect(live.stored).toBeUndefined();
});

test('notices, and that something is due, are handed on', () => {
  const { live, says } = page();
  live.onNotice = vi.fn();
  live.onDue = vi.fn();
  const notice = { type: 'signalLost', atS: 5 } as const;
  says({ type: 'notice', notice });
  says({ type: 'wakeServiceWorker' });
  expect(live.onNotice).toHaveBeenCalledExactlyOnceWith(notice);
  expect(live.onDue).toHaveBeenCalledOnce();
});

test('of each kind of trouble the last is shown, until it is over or dismissed', () => {
  const { live, says } = page();
  const failing = (reason: string) => ({ code: 'checkpointFailing', reason }) as const;
  says({ type: 'trouble', trouble: failing('full') });
  says({ type: 'trouble', trouble: { code: 'otherTabAsleep' } });
  says({ type: 'trouble', trouble: failing('gone') });
  expect(live.troubles).toEqual([{ code: 'otherTabAsleep' }, failing('gone')]);
  says({ type: 'troubleOver', code: 'checkpointFailing' });
  expect(live.troubles).toEqual([{ code: 'otherTabAsleep' }]);
  live.dismissTrouble('otherTabAsleep');
  expect(live.troubles).toEqual([]);
});

test('a store that was lost is shown and handed on', () => {
  const { live, says } = page();
  live.onStoreLost = vi.fn();
  says({ type: 'trouble', trouble: { code: 'otherTabAsleep' } });
  expect(live.onStoreLost).not.toHaveBeenCalled();
  says({ type: 'trouble', trouble: { code: 'storeLost' } });
  expect(live.onStoreLost).toHaveBeenCalledOnce();
  expect(live.troubles).toContainEqual({ code: 'storeLost' });
});

test.each([null, 7, {}, { v: WIRE_VERSION + 1, type: 'ready' }, { v: WIRE_VERSION, type: 'now' }])(
  'a message that is not understood (%j) changes nothing but what is said of versions',
  (message) => {
    const { live, hear, says, told } = page();
    says(nowOf(RUNNING));
    told();
    hear(message);
    expect(live).toMatchObject({ status: 'inProgress', ready: false, troubles: [{ code: 'versionMixed' }] });
    expect(told()).toEqual([]);
  },
);
