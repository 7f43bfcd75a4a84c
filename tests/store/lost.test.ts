// The database vanishes, or is not what it was, under a workout that goes on.
import { forceCloseDatabase, IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { entries, set } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { samplesOf } from '../../src/core/samples/samples.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { Database } from '../../src/store/database/idb.ts';
import { Fenced, IdbBackend } from '../../src/store/checkpoints/idbBackend.ts';
import { Library } from '../../src/store/library/library.ts';
import { DATABASE, DEFAULT_SETTINGS, stamped, STORES } from '../../src/store/database/records.ts';
import { recover } from '../../src/store/checkpoints/recovery.ts';
import type { Key } from '../../src/store/checkpoints/checkpointBackend.ts';
import { planOf, time, World } from '../engine/world.ts';
import { NOW_MS, trained } from './trained.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

let factory: IDBFactory;
/** Every connection that was opened, so that a browser can close it. */
let connections: IDBDatabase[];
/** Told before each request of a store. */
let onRequest: () => void;

const METHODS = ['put', 'get', 'getAll', 'getAllKeys', 'delete', 'clear'] as const;
const real = Object.fromEntries(METHODS.map((name) => [name, IDBObjectStore.prototype[name]]));

beforeEach(() => {
  factory = new IDBFactory();
  connections = [];
  onRequest = () => undefined;
  for (const name of METHODS) {
    IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...given: unknown[]) {
      const asked = (real[name] as (...given: unknown[]) => unknown).apply(this, given);
      onRequest();
      return asked;
    } as never;
  }
});
afterEach(() => {
  for (const name of METHODS) IDBObjectStore.prototype[name] = real[name] as never;
});

/** The factory as the app sees it. */
const watched = (): globalThis.IDBFactory =>
  ({
    open: (...given: [string, number?]) => {
      const request = factory.open(...given);
      request.addEventListener('success', () => connections.push(request.result as never));
      return request;
    },
  }) as never;

const done = (request: { onsuccess: unknown; onerror: unknown }): Promise<void> =>
  new Promise((resolve) => (request.onsuccess = request.onerror = () => resolve()));

/** Another page of the origin, with a connection of its own. */
async function other(change: (store: (name: string) => globalThis.IDBObjectStore) => void): Promise<void> {
  const opened = factory.open(DATABASE);
  await done(opened);
  const db = opened.result;
  const transaction = db.transaction([...STORES], 'readwrite');
  change((name) => transaction.objectStore(name));
  await new Promise<void>((resolve) => transaction.addEventListener('complete', () => resolve()));
  db.close();
}

const put = (key: Key, value: unknown) => () => other((store) => void store('checkpoint').put(value, key));

/** As Chromium does it: what is under way is aborted, then the connection closed. */
function closedByBrowser(): void {
  for (const db of connections.splice(0)) {
    const { transactions } = (
      db as unknown as { _rawDatabase: { transactions: (IDBTransaction & { _state: string })[] } }
    )._rawDatabase;
    for (const each of transactions) if (each.db === db && each._state !== 'finished') each.abort();
    forceCloseDatabase(db as never);
  }
}

const LOSSES: Record<string, () => Promise<unknown>> = {
  'deleted by another page': () => done(factory.deleteDatabase(DATABASE)),
  'closed by the browser, and deleted': () => {
    closedByBrowser();
    return done(factory.deleteDatabase(DATABASE));
  },
  'closed by the browser': () => {
    closedByBrowser();
    return Promise.resolve();
  },
  'made anew by somebody else, without a store': async () => {
    await done(factory.deleteDatabase(DATABASE));
    const opened = factory.open(DATABASE, 1);
    await done(opened);
    opened.result.close();
  },
  'with every store cleared': () => other((store) => STORES.forEach((name) => store(name).clear())),
  'with an epoch that is a text': put('epoch', 'seven'),
  'with an epoch that no clock reaches': put('epoch', 1e300),
  'with no epoch': () => other((store) => void store('checkpoint').delete('epoch')),
  'with both slots replaced': () =>
    other((store) => ['slot:0', 'slot:1'].forEach((key) => void store('checkpoint').put({ not: 'ours' }, key))),
  'with both slots gone': () =>
    other((store) => ['slot:0', 'slot:1'].forEach((key) => void store('checkpoint').delete(key))),
};

interface Life {
  world: World<Checkpoints>;
  fenced: number;
  lost: number;
}

/** Twelve seconds with a pause and a phase skipped, after which it runs out by itself. */
async function live(): Promise<Life> {
  const life = { fenced: 0, lost: 0 } as Life;
  const db = new Database(watched(), () => (life.world as World<Checkpoints> | undefined)?.executor.storeAgain());
  const backend = new IdbBackend(
    db,
    () => NOW_MS,
    () => life.fenced++,
    () => life.lost++,
  );
  await backend.claim().catch(() => undefined); // claimed with the next write
  const world = new World<Checkpoints>(new Checkpoints(backend, () => NOW_MS));
  life.world = world;
  await world.executor.restore();
  world.start(planOf([time(5)], [time(200)], [time(3)]));
  const steps: (() => unknown)[] = [
    ...Array.from({ length: 6 }, () => () => world.train(1, 150)),
    () => world.executor.command({ type: 'pause' }),
    () => world.executor.command({ type: 'resume' }),
    ...Array.from({ length: 2 }, () => () => world.train(1, 150)),
    () => world.executor.command({ type: 'skip' }),
    ...Array.from({ length: 4 }, () => () => world.train(1, 150)),
  ];
  for (const step of steps) {
    step();
    await world.executor.settled();
  }
  return life;
}

/** The end of what was begun: after a failure the history is tried again every ten seconds. */
async function toTheEnd({ world }: Life): Promise<void> {
  for (let s = 0; s < 25; s++) {
    world.train(1, 150);
    await world.executor.settled();
  }
}

describe.each(Object.keys(LOSSES))('a database %s', (kind) => {
  test(
    'at any request costs no workout: it goes on, and is in the history once and whole',
    { timeout: 60_000 },
    async () => {
      let requests = 0;
      onRequest = () => requests++;
      await live();
      const all = requests;
      expect(all).toBeGreaterThan(50);

      const step = kind === 'deleted by another page' ? 2 : 6;
      for (let at = 1; at < all; at += step) {
        factory = new IDBFactory();
        connections = [];
        requests = 0;
        let loss: Promise<unknown> | undefined;
        onRequest = () => {
          if (requests++ !== at) return;
          onRequest = () => undefined;
          loss = LOSSES[kind]!();
        };
        const life = await live();
        await loss;
        await toTheEnd(life);
        const { world } = life;
        expect(world.executor.session, `at ${at}`).toMatchObject({ status: 'completed', elapsedS: 11 });
        expect(life.fenced, `at ${at}`).toBe(0);

        const library = new Library(new Database(factory), () => NOW_MS);
        const [digest, ...more] = await library.digests();
        // what is cleared after the end, without a connection closed, is somebody's wish
        if (!digest && kind === 'with every store cleared' && world.stored.length > 0) continue;
        expect(digest, `at ${at}`).toMatchObject({ id: 'session-1', summary: { elapsedS: 11 } });
        expect(more).toEqual([]);
        const samples = (await library.samples('session-1')).flatMap(samplesOf);
        expect(samples.filter(({ bpm }) => bpm === 150)).toHaveLength(11);
        if (kind === 'with both slots replaced') continue; // after the end they are nobody's
        expect(recover(await new IdbBackend(new Database(factory as never), () => NOW_MS).read())).toMatchObject({
          ok: true,
        });
      }
    },
  );
});

describe('what was lost', () => {
  const open = (): Database => new Database(watched());
  const keys = async (): Promise<Key[]> =>
    (await entries<Key, unknown>(open().store('checkpoint'))).map(([key]) => key).sort();

  async function kept(seconds: number): Promise<{ store: Checkpoints; lost: () => number }> {
    let lost = 0;
    const backend = new IdbBackend(
      open(),
      () => NOW_MS,
      () => undefined,
      () => lost++,
    );
    const store = new Checkpoints(backend, () => NOW_MS);
    await store.load();
    await store.save(trained(seconds));
    return { store, lost: () => lost };
  }

  test.each(Object.entries(LOSSES).filter(([kind]) => kind !== 'closed by the browser'))(
    '%s is written anew with its parts, and told once',
    async (_, lose) => {
      const { store, lost } = await kept(700);
      await lose();
      await store.save(trained(710));
      await store.save(trained(720));
      expect(lost()).toBe(1);
      expect(await keys()).toEqual(expect.arrayContaining(['epoch', 'part:session-1:0', 'part:session-1:1']));
      const loaded = await new Checkpoints(new IdbBackend(open(), () => NOW_MS), () => NOW_MS).load();
      if (!loaded.ok || !loaded.value) throw new Error('nothing loaded');
      expect(loaded.value.chunks).toEqual(trained(720).chunks);
    },
  );

  test('a part that is gone is written again', async () => {
    const { store, lost } = await kept(700);
    await other((each) => void each('checkpoint').delete('part:session-1:0'));
    await store.save(trained(710));
    expect(lost()).toBe(1);
    expect(await keys()).toContain('part:session-1:0');
  });

  test('a journal entry without its checkpoint is refused, so that a checkpoint follows', async () => {
    const { store } = await kept(20);
    await LOSSES['deleted by another page']!();
    const entry = { sessionId: 'session-1', atEpochMs: NOW_MS, events: [] };
    await expect(store.journal(entry)).rejects.toThrow('gone');
    await store.save(trained(21));
    await store.journal({ ...entry, events: [{ type: 'tick', listening: true }] });
    const loaded = await new Checkpoints(new IdbBackend(open(), () => NOW_MS), () => NOW_MS).load();
    expect(loaded.ok && loaded.value?.session.elapsedS).toBe(22);
  });

  test('another tab that has taken over in the new database is not written over', async () => {
    let fenced = 0;
    const frozen = new Checkpoints(
      new IdbBackend(
        open(),
        () => NOW_MS,
        () => fenced++,
      ),
      () => NOW_MS,
    );
    await frozen.save(trained(20));
    await LOSSES['deleted by another page']!();
    const backend = new IdbBackend(open(), () => NOW_MS);
    await backend.claim(); // as the very first in this database, as the frozen one was in its own
    await new Checkpoints(backend, () => NOW_MS).save(trained(5, 'session-2'));
    await expect(frozen.save(trained(30))).rejects.toThrow(Fenced);
    expect(fenced).toBe(1);
    const loaded = await new Checkpoints(new IdbBackend(open(), () => NOW_MS), () => NOW_MS).load();
    expect(loaded.ok && loaded.value?.session.id).toBe('session-2');
  });

  const PLAN_ID = '6f1c2f0e-52a7-4f0c-9a51-0c6b7a0f8d11';

  test('profile and plans of the page are stored again, and nothing that is there is touched', async () => {
    const library = new Library(open(), () => NOW_MS);
    const plan = { ...planOf([time(60)]), id: PLAN_ID };
    await library.savePlan(plan);
    const settings = { ...DEFAULT_SETTINGS, volume: 0.3 };
    await library.saveSettings(settings);
    await LOSSES['deleted by another page']!();
    await library.keepAgain(settings, [plan]);
    expect(await library.settings()).toMatchObject({ ok: true, value: { volume: 0.3 } });
    expect((await library.plans()).map(({ id }) => id)).toEqual([PLAN_ID]);
    await library.removePlan(PLAN_ID);
    await library.keepAgain({ ...settings, volume: 1 }, [plan]);
    expect(await library.settings()).toMatchObject({ ok: true, value: { volume: 0.3 } });
    expect(await library.plans()).toEqual([]);
  });

  test('a plan that is stored again is found by the id that it had before, also in the next visit', async () => {
    const db = open();
    const library = new Library(db, () => NOW_MS);
    const plan = { ...planOf([time(60)]), id: 'hills' };
    await set(plan.id, stamped(plan, NOW_MS), db.store('plans'));
    const [migrated] = await library.plans();
    expect(await library.plan('hills')).toEqual({ ok: true, value: migrated });
    await LOSSES['deleted by another page']!();
    await library.keepAgain(DEFAULT_SETTINGS, [migrated!]);
    expect(await new Library(open(), () => NOW_MS).plan('hills')).toEqual({ ok: true, value: migrated });
  });
});

describe('a database that does not open in time', () => {
  test('is not waited for by a workout, which is stored once it does; what was there is not written over', async () => {
    await new Checkpoints(new IdbBackend(new Database(watched()), () => NOW_MS), () => NOW_MS).save(trained(20));
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const slow = {
      open: (...given: [string, number?]) => {
        const asked = {} as IDBOpenDBRequest;
        void opened.then(() => {
          const request = factory.open(...given);
          request.onsuccess = (event) => {
            Object.assign(asked, { result: request.result });
            asked.onsuccess?.(event);
          };
        });
        return asked;
      },
    };
    const store = new Checkpoints(new IdbBackend(new Database(slow as never), () => NOW_MS), () => NOW_MS);
    const world = new World<Checkpoints>(store);
    const restoring = world.executor.restore();
    store.waitNoLonger();
    world.start(planOf([time(60)])).train(5, 150);
    open();
    expect(await restoring).toBeUndefined();
    world.train(1, 150);
    await world.executor.settled();
    expect(world.executor.session).toMatchObject({ status: 'inProgress', elapsedS: 6 });
    world.executor.command({ type: 'stop' });
    await world.executor.settled();
    expect(world.stored).toEqual(['session-1']);
    const back = await new Checkpoints(new IdbBackend(new Database(watched()), () => NOW_MS), () => NOW_MS).load();
    expect(back.ok && back.value?.session.elapsedS).toBe(20);
  });

  test('is told after 15 s, and taken all the same once it comes', async () => {
    vi.useFakeTimers();
    const asked = {} as IDBOpenDBRequest;
    const db = new Database({ open: () => asked } as never);
    const first = expect(db.begin(['settings'])).rejects.toThrow('does not answer');
    await vi.advanceTimersByTimeAsync(15_000);
    await first;
    vi.useRealTimers();
    const request = factory.open(DATABASE, 1);
    request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name));
    await done(request);
    Object.assign(asked, { result: request.result });
    asked.onsuccess?.({} as never);
    expect(await new Library(db, () => NOW_MS).settings()).toMatchObject({ ok: true });
  });
});
