// The state as a whole: what follows from what between its parts, with a fake worker and a disk of its own.
import { flushSync } from 'svelte';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_PROFILE, profileOf } from '../../../src/core/athlete/hrZones.ts';
import { advance } from '../../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import { snapshotOf } from '../../../src/core/session/snapshot.ts';
import { AppState } from '../../../src/app/state/app.svelte.ts';
import type { Switches } from '../../../src/app/state/switches.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { Library } from '../../../src/store/library/library.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/database/records.ts';
import { WIRE_VERSION, type FromWorker, type NowMessage, type ToWorker } from '../../../src/wire/messages.ts';
import { catalogueFor } from '../../../src/words/words.ts';
import { planOf, time } from '../../engine/world.ts';
import { settled } from '../../support/fakeBluetooth.ts';
import { NOW_MS } from '../../store/trained.ts';
import { keepWorkout } from './stored.ts';
import { FakeWindow } from './window.ts';

type Unversioned<M> = M extends unknown ? Omit<M, 'v'> : never;

/** The channels of other tabs: what is said on one is heard by all others of its name, but not by itself. */
class FakeChannel {
  static all: FakeChannel[] = [];
  readonly name: string;
  readonly said: unknown[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(name: string) {
    this.name = name;
    FakeChannel.all.push(this);
  }

  postMessage(data: unknown): void {
    this.said.push(data);
  }

  static named(name: string): FakeChannel {
    const found = FakeChannel.all.find((each) => each.name === name);
    if (!found) throw new Error(`nobody listens to ${name}`);
    return found;
  }
}

let page: FakeWindow;
let factory: IDBFactory;

beforeEach(() => {
  page = new FakeWindow();
  factory = new IDBFactory();
  FakeChannel.all = [];
  vi.stubGlobal('indexedDB', factory);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  vi.stubGlobal('crossOriginIsolated', false);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const library = (): Library => new Library(new Database(factory), () => NOW_MS);

async function open(hash = '', switches: Partial<Switches> = {}) {
  page.open(hash);
  const told: ToWorker[] = [];
  const worker = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    postMessage: (message: ToWorker): void => void told.push(message),
    terminate: vi.fn<() => void>(),
  };
  const all = { speed: 1, noShared: false, refused: [], ...switches };
  const app = new AppState(await catalogueFor(['en'], ['en']), all, worker as unknown as Worker);
  flushSync();
  const says = (message: Unversioned<FromWorker>): void => {
    worker.onmessage?.({ data: { v: WIRE_VERSION, ...message } });
    flushSync();
  };
  return {
    ...{ app, worker, says },
    /** What the worker was told of this since the last look. */
    told<T extends ToWorker['type']>(type: T): (ToWorker & { type: T })[] {
      flushSync();
      const found = told.filter((message): message is ToWorker & { type: T } => message.type === type);
      for (const each of found) told.splice(told.indexOf(each), 1);
      return found;
    },
    now: (session: Session, more: Partial<NowMessage> = {}) =>
      says({
        ...{ type: 'now', seq: 1, snapshot: snapshotOf(session, DEFAULT_PROFILE), trace: { stepS: 1, bpm: [] } },
        ...{ dropped: 0, tick: { count: 0, meanMs: 0, postMeanMs: 0, maxLateMs: 0 }, elsewhere: false },
        ...more,
      }),
  };
}

const STARTED_AT = { epochMs: NOW_MS, timeZone: 'UTC', offsetMin: 0 };
const WORKOUT = { id: 'w', plan: planOf([time(600)]), profile: DEFAULT_PROFILE, startedAt: STARTED_AT };
const [RUNNING] = advance(IDLE, { type: 'start', atMs: 0, workout: { ...WORKOUT, onLoss: 'pause' } });

test('the worker is greeted with what was stored, and with what the address asks for', async () => {
  const profile = profileOf(171, 60);
  await library().saveSettings({ ...DEFAULT_SETTINGS, profile, onLoss: 'continue', source: 'simulated' });
  const { app, told } = await open('#/plans', { speed: 20, simulated: 'steady:140' });
  expect(told('hello')).toEqual([]);
  await app.begin();
  const heard = { source: 'simulated', spec: 'steady:140' };
  expect(told('hello')).toMatchObject([{ heard, speed: 20, profile, onLoss: 'continue', ring: undefined }]);
  expect(told('source')).toEqual([]);
});

test('a database that does not answer is not waited for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    vi.spyOn(factory, 'open').mockImplementation(() => ({}) as IDBOpenDBRequest);
    const { app, told } = await open('#/plans');
    void app.begin();
    await vi.advanceTimersByTimeAsync(3_900);
    expect(told('hello')).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(told('hello')).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

test('what was read of the last visit is shown; a disk that refuses is said by the capabilities', async () => {
  await keepWorkout(new Database(factory), { id: 'a' });
  const { app } = await open('#/plans');
  await app.begin();
  expect(app.history.items).toHaveLength(1);
  expect(app.capabilities.storage).toBe('ok');
  vi.stubGlobal('indexedDB', undefined);
  const { app: without } = await open('#/plans');
  await without.begin();
  expect(without.capabilities.storage).toBe('refused');
});

test('what is planned is read for Today, and for others when they ask, once', async () => {
  const { app } = await open('#/plans');
  await app.begin();
  expect(app.planned).toBeUndefined();
  expect(() => app.agenda).toThrow('before it was loaded');
  const [first, second] = await Promise.all([app.loadPlanned(), app.loadPlanned()]);
  expect(first).toBe(second);
  expect(app.agenda).toBe(first.agenda);
  const { app: today } = await open('#/');
  await today.begin();
  expect(today.planned?.agenda.loaded).toBe(true);
});

test('the words of the schedule come with what is planned, and are not read before', async () => {
  const { app } = await open('#/plans');
  await app.begin();
  expect(() => app.scheduleWords).toThrow('before they were loaded');
  await app.loadSchedule();
  const words = app.scheduleWords;
  expect(words.list).toBe('Your schedules');
  expect(app.agenda).toBe(app.planned?.agenda);
  await app.loadSchedule();
  expect(app.scheduleWords).toBe(words);
});

test('a start goes to the worker and to Live, and not under a workout', async () => {
  const { app, told, now } = await open('#/plans');
  const plan = app.plans.builtIn[0]!;
  app.start(plan);
  expect(told('start')).toMatchObject([{ plan }]);
  expect(app.route.name).toBe('live');
  now(RUNNING);
  app.start(plan);
  expect(told('start')).toEqual([]);
});

test('an address starts its plan once the worker has looked for a workout, and not under one', async () => {
  const { app, told, says } = await open('#/live?plan=demo-60s&autostart=1');
  expect(told('start')).toEqual([]);
  says({ type: 'ready' });
  expect(told('start')).toMatchObject([{ plan: { id: 'demo-60s' } }]);
  expect(app.route.query.get('autostart')).toBeNull(); // a reload does not start it again
  const other = await open('#/live?plan=demo-60s&autostart=1');
  other.now(RUNNING);
  other.says({ type: 'ready' });
  expect(other.told('start')).toEqual([]);
  const unknown = await open('#/live?plan=none&autostart=1');
  unknown.says({ type: 'ready' });
  expect(unknown.told('start')).toEqual([]);
});

test('the demo brings a simulated heart along, while it is shown or runs', async () => {
  const { app, told } = await open('#/live?plan=demo-60s');
  await app.begin();
  flushSync();
  expect(app.strap.choice).toBe('simulated');
  told('source');
  app.route.replace('#/plans');
  expect(told('source')).toMatchObject([{ heard: { source: 'none' } }]);
  expect(app.strap.choice).toBe('unset');
});

test('a demo that is over brings nothing along on other screens, whichever way it was left', async () => {
  const { app, now } = await open('#/live?plan=demo-60s');
  await app.begin();
  const demo = { ...WORKOUT, plan: app.plans.byId('demo-60s')! };
  const [running] = advance(IDLE, { type: 'start', atMs: 0, workout: { ...demo, onLoss: 'pause' } });
  now(running);
  expect(app.strap.choice).toBe('simulated');
  now(advance(running, { type: 'stop', atMs: 61_000 })[0]);
  app.route.replace('#/today');
  flushSync();
  expect(app.strap.choice).toBe('unset');
});

test('a second strap is loaded by those who have one, is looked for, and is let go with the first one’s source', async () => {
  const { app, told } = await open('#/live');
  await app.begin();
  const knownStraps = [
    { id: 'a', name: 'H10' },
    { id: 'b', name: 'Band' },
  ];
  app.settings.set({ source: 'bluetooth', knownStraps, strapId: 'a' });
  told('source');
  expect(app.second).toBeUndefined();

  app.settings.set({ secondStrapId: 'b' });
  flushSync();
  await vi.waitFor(() => expect(app.second).toMatchObject({ name: 'Band', link: 'needsTap' }));
  app.settings.set({ strapId: 'b' }); // it became the first
  flushSync();
  expect(app.second!.link).toBe('idle');
  app.settings.set({ strapId: 'a' });
  flushSync();
  await vi.waitFor(() => expect(app.second!.link).toBe('needsTap'));
  app.settings.set({ source: 'none' });
  flushSync();
  expect(app.second!.link).toBe('idle');
});

test('settings that are changed are told to the worker', async () => {
  const { app, told } = await open('#/plans');
  await app.begin();
  told('settings');
  app.settings.set({ onLoss: 'continue' });
  expect(told('settings')).toMatchObject([{ onLoss: 'continue', profile: DEFAULT_PROFILE }]);
  app.settings.set({ volume: 0.1 });
  expect(told('settings')).toEqual([]); // the worker has no use for it
  app.settings.set({ appearance: 'light' });
  flushSync();
  expect(page.document.documentElement.dataset['appearance']).toBe('light');
});

test('a workout that came back, or runs in another tab, is gone to', async () => {
  const { app, says } = await open('#/plans');
  says({ type: 'ready', restored: { awayMs: 1, running: true, present: false } });
  await settled();
  expect(app.route.name).toBe('live');
  const other = await open('#/plans');
  other.now(RUNNING, { elsewhere: true });
  await settled();
  expect(other.app.route.name).toBe('live');
});

test('what another tab has changed is read anew; what this one changes is said to others', async () => {
  const { app } = await open('#/plans');
  await app.begin();
  const channel = FakeChannel.named('beatkeeper-library');
  await library().savePlan({ ...planOf([time(60)]), name: 'Of another tab' });
  channel.onmessage?.({ data: 'plans' });
  await vi.waitFor(() => expect(app.plans.own.map(({ name }) => name)).toEqual(['Of another tab']));
  await keepWorkout(new Database(factory), { id: 'a' });
  channel.onmessage?.({ data: 'history' });
  await vi.waitFor(() => expect(app.history.items).toHaveLength(1));
  await library().saveSettings({ ...DEFAULT_SETTINGS, source: 'none' });
  channel.onmessage?.({ data: 'settings' });
  await vi.waitFor(() => expect(app.strap.choice).toBe('none'));
  channel.onmessage?.({ data: 'nonsense' });
  expect(channel.said).toEqual([]);
  await app.plans.remove(app.plans.own[0]!.id);
  expect(channel.said).toEqual(['plans']);
});

test('a workout that was stored is in the history, and other tabs hear of it', async () => {
  const { app, says } = await open('#/plans');
  await app.begin();
  await keepWorkout(new Database(factory), { id: 'w' });
  says({ type: 'stored', sessionId: 'w' });
  await vi.waitFor(() => expect(app.history.items.map(({ id }) => id)).toEqual(['w']));
  expect(FakeChannel.named('beatkeeper-library').said).toContain('history');
});

test.each([
  ['during a workout they are stored again', RUNNING, ['Mine'], 0.1],
  ['else they are gone, as after a reload', IDLE, [], DEFAULT_SETTINGS.volume],
] as const)('settings and plans of a database that was deleted: %s', async (_, session, names, volume) => {
  const { app, says, now } = await open('#/plans');
  await app.begin();
  const { id: __, ...content } = planOf([time(60)]);
  await app.plans.keep({ ...content, name: 'Mine' });
  app.settings.set({ volume: 0.1 });
  await vi.waitFor(async () => expect(await library().settings()).toMatchObject({ value: { volume: 0.1 } }));
  now(session);
  const db = new Database(factory);
  await db.together(['settings', 'plans'], (store) =>
    (['settings', 'plans'] as const).map((name) => store(name)('readwrite', (each) => Promise.resolve(each.clear()))),
  );
  const read = vi.spyOn(app.history, 'load');
  says({ type: 'trouble', trouble: { code: 'storeLost' } });
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
  expect((await library().plans()).map(({ name }) => name)).toEqual(names);
  expect(app.plans.own.map(({ name }) => name)).toEqual(names);
  expect(app.settings.volume).toBe(volume);
});

test('a page that may be gone in a moment has the worker keep what there is', async () => {
  const { worker, told } = await open();
  page.see('hidden');
  expect(told('keep')).toHaveLength(1);
  page.see('visible');
  expect(told('keep')).toEqual([]);
  page.dispatchEvent(Object.assign(new Event('pagehide'), { persisted: false }));
  expect(told('keep')).toHaveLength(1);
  expect(worker.terminate).not.toHaveBeenCalled();
});

test('a page that is put by ends its worker, and begins anew when it is shown', async () => {
  const { worker, told } = await open();
  page.dispatchEvent(Object.assign(new Event('pagehide'), { persisted: true }));
  expect(worker.terminate).toHaveBeenCalledOnce();
  expect(told('keep')).toEqual([]);
  page.fire('pageshow');
  expect(page.location.reload).toHaveBeenCalledOnce();
});

test('what the address asks for in vain is said until it was read', async () => {
  const refused = [{ name: 'speed', value: 'abc' } as const];
  const { app } = await open('', { refused });
  expect(app.refusedSwitches).toEqual(refused);
  app.dismissSwitches();
  expect(app.refusedSwitches).toEqual([]);
});
