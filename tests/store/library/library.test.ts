import { IDBFactory } from 'fake-indexeddb';
import { del, get, set } from 'idb-keyval';
import { expect, test } from 'vitest';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { Library } from '../../../src/store/library/library.ts';
import { DEFAULT_SETTINGS, KNOWN_STRAPS_MAX, RECORD_VERSION, stamped } from '../../../src/store/database/records.ts';
import { enPlans } from '../../../src/words/en/plans.ts';

const NOW_MS = 1_700_000_000_000;

test('settings of a newer version are not read, not written over, and said', async () => {
  const db = new Database(new IDBFactory());
  const library = new Library(db, () => NOW_MS);
  const newer = { ...stamped(DEFAULT_SETTINGS, NOW_MS), v: RECORD_VERSION + 1 };
  await set('settings', newer, db.store('settings'));
  expect(await library.settings()).toMatchObject({ ok: false, problems: [{ code: 'record.newer' }] });
  await expect(library.saveSettings(DEFAULT_SETTINGS)).rejects.toThrow('newer version');
  expect(await get('settings', db.store('settings'))).toEqual(newer);
});

test('settings are stored with how often and when they changed', async () => {
  const db = new Database(new IDBFactory());
  const library = new Library(db, () => NOW_MS);
  await library.saveSettings(DEFAULT_SETTINGS);
  await library.saveSettings({ ...DEFAULT_SETTINGS, volume: 0.2 });
  expect(await get('settings', db.store('settings'))).toMatchObject({ revision: 2, updatedAtEpochMs: NOW_MS });
  expect(await library.settings()).toMatchObject({ ok: true, value: { volume: 0.2 } });
});

test.each([
  ['simulated', 'unset'], // what nobody had chosen as well
  ['bluetooth', 'bluetooth'],
  ['none', 'none'],
  ['a guess', 'unset'],
])(
  'settings of a version that knew %j as the strap are read as source %j, and stay so once written',
  async (strap, source) => {
    const db = new Database(new IDBFactory());
    const library = new Library(db, () => NOW_MS);
    const { source: _, knownStraps: __, strapId: ___, ...before } = DEFAULT_SETTINGS;
    const knownStrap = { id: 'a', name: 'H10' };
    await set('settings', stamped({ ...before, strap, knownStrap, welcomed: true }, NOW_MS), db.store('settings'));
    const read = await library.settings();
    expect(read).toMatchObject({
      ok: true,
      value: { source, knownStraps: [knownStrap], strapId: 'a', welcomed: true },
    });
    if (!read.ok) return;
    await library.saveSettings({ ...read.value, volume: 0.3 }, { volume: 0.3 });
    expect(await library.settings()).toMatchObject({ ok: true, value: { source, volume: 0.3 } });
    await library.saveSettings({ ...read.value, source: 'simulated' }, { source: 'simulated' });
    expect(await library.settings()).toMatchObject({ ok: true, value: { source: 'simulated' } }); // chosen now
  },
);

test.each<[string, unknown, unknown, object]>([
  ['no strap', null, undefined, { knownStraps: [], strapId: null }],
  ['one strap', { id: 'a', name: 'H10' }, undefined, { knownStraps: [{ id: 'a', name: 'H10' }], strapId: 'a' }],
  ['one without a name', { id: 'a' }, undefined, { knownStraps: [{ id: 'a', name: '' }], strapId: 'a' }],
  ['what is none', 'H10', undefined, { knownStraps: [], strapId: null }],
  [
    'one that later became a list',
    { id: 'a', name: 'H10' },
    [{ id: 'b', name: 'OH1' }],
    { knownStraps: [{ id: 'b' }] },
  ],
  ['one that later was forgotten', { id: 'a', name: 'H10' }, [], { knownStraps: [], strapId: null }],
])('settings of a version that knew %s', async (_, knownStrap, knownStraps, expected) => {
  const db = new Database(new IDBFactory());
  const { knownStraps: __, strapId: ___, ...before } = DEFAULT_SETTINGS;
  const stored = { ...before, knownStrap, ...(knownStraps !== undefined && { knownStraps }) };
  await set('settings', stamped(stored, NOW_MS), db.store('settings'));
  expect(await new Library(db, () => NOW_MS).settings()).toMatchObject({ ok: true, value: expected });
});

test('of a list of straps what cannot be read falls away, and the rest stays', async () => {
  const db = new Database(new IDBFactory());
  const knownStraps = [
    { id: 'a', name: 'H10', batteryPct: 'full', seenAtEpochMs: -1e300, lowTold: 'yes' },
    { id: '' },
    7,
    { id: 'b', name: 'x'.repeat(1_000), batteryPct: 64, lowTold: true },
    { id: 'a', name: 'twice' },
    ...Array.from({ length: 100 }, (_, i) => ({ id: `n${i}`, name: '' })),
  ];
  await set('settings', stamped({ ...DEFAULT_SETTINGS, knownStraps }, NOW_MS), db.store('settings'));
  const read = await new Library(db, () => NOW_MS).settings();
  if (!read.ok) throw new Error('unreadable');
  expect(read.value.knownStraps.slice(0, 2)).toEqual([
    { id: 'a', name: 'H10' },
    { id: 'b', name: '', batteryPct: 64, lowTold: true },
  ]);
  expect(read.value.knownStraps).toHaveLength(KNOWN_STRAPS_MAX);
});

test('two tabs that change different settings both have their way', async () => {
  const factory = new IDBFactory();
  const told: string[] = [];
  const here = new Library(
    new Database(factory),
    () => NOW_MS,
    (part) => told.push(part),
  );
  const there = new Library(new Database(factory), () => NOW_MS);
  await there.saveSettings({ ...DEFAULT_SETTINGS, volume: 0.2 });
  await here.saveSettings({ ...DEFAULT_SETTINGS, appearance: 'dark' }, { appearance: 'dark' }); // it has not heard of the other
  expect(await here.settings()).toMatchObject({ ok: true, value: { volume: 0.2, appearance: 'dark' } });
  expect(told).toEqual(['settings']);
});

test('workouts of a newer version are left out of the list, left alone, and counted', async () => {
  const db = new Database(new IDBFactory());
  const library = new Library(db, () => NOW_MS);
  const newer = { ...stamped({ id: 'b' }, NOW_MS), v: RECORD_VERSION + 1 };
  await set('b', newer, db.store('digests'));
  expect(await library.digests()).toEqual([]);
  expect(library.unread).toBe(1);
  expect(await get('b', db.store('digests'))).toEqual(newer);
  await del('b', db.store('digests'));
  await library.digests();
  expect(library.unread).toBe(0);
});

test('a record that its own reader would refuse is not written, and what was there stays', async () => {
  const db = new Database(new IDBFactory());
  const library = new Library(db, () => NOW_MS);
  const plan = { ...builtInPlans(enPlans)[0]!, id: crypto.randomUUID() };
  await library.savePlan(plan);
  await expect(library.savePlan({ ...plan, phases: [] })).rejects.toThrow(/could not be read again: \S+ \S*phases/);
  expect(await library.plans()).toEqual([plan]);

  await library.saveSettings(DEFAULT_SETTINGS);
  const profile = { ...DEFAULT_SETTINGS.profile, bpmMax: Number.NaN };
  await expect(library.saveSettings({ ...DEFAULT_SETTINGS, profile }, { profile })).rejects.toThrow(
    /could not be read again/,
  );
  expect(await library.settings()).toEqual({ ok: true, value: DEFAULT_SETTINGS });
});

test('settings that cannot be read do not keep a change from being stored', async () => {
  const db = new Database(new IDBFactory());
  const library = new Library(db, () => NOW_MS);
  const profile = { ...DEFAULT_SETTINGS.profile, bpmMax: 'many' };
  await set('settings', stamped({ ...DEFAULT_SETTINGS, profile }, NOW_MS), db.store('settings'));
  expect((await library.settings()).ok).toBe(false);
  await library.saveSettings({ ...DEFAULT_SETTINGS, volume: 0.3 }, { volume: 0.3 });
  expect(await library.settings()).toEqual({ ok: true, value: { ...DEFAULT_SETTINGS, volume: 0.3 } });
});

test.each<[string, unknown, string | null]>([
  ['of a version that knew none', undefined, null],
  ['that was chosen', 'de', 'de'],
  ['that this version does not know', 'tlh', 'tlh'],
  ['that is the browser’s', null, null],
  ['that is none', '<script>', null],
])('settings with a language %s open, and stay so once another setting is written', async (_, stored, language) => {
  const db = new Database(new IDBFactory());
  const library = new Library(db, () => NOW_MS);
  const { language: _unset, ...before } = DEFAULT_SETTINGS;
  const record = { ...before, volume: 0.2, ...(stored !== undefined && { language: stored }) };
  await set('settings', stamped(record, NOW_MS), db.store('settings'));
  const read = await library.settings();
  expect(read).toMatchObject({ ok: true, value: { language, volume: 0.2 } });
  if (!read.ok) return;
  await library.saveSettings({ ...read.value, volume: 0.3 }, { volume: 0.3 });
  expect(await library.settings()).toMatchObject({ ok: true, value: { language, volume: 0.3 } });
});
