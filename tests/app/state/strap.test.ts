// Which heart is listened to: by the address, the person's choice, the plan that is shown, and what the strap does.
import { set } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { good } from '../../../src/core/parse/parsed.ts';
import { SettingsState } from '../../../src/app/state/settings.svelte.ts';
import { StrapState } from '../../../src/app/state/strap.svelte.ts';
import { DEFAULT_SETTINGS, stamped, type Settings } from '../../../src/store/database/records.ts';
import { FakeBluetooth, FakeDevice, settled } from '../../support/fakeBluetooth.ts';
import { disk } from './stored.ts';

let bluetooth: FakeBluetooth;

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
  bluetooth = new FakeBluetooth();
  vi.stubGlobal('navigator', { bluetooth });
});

afterEach(() => void vi.unstubAllGlobals());

const KNOWN = {
  source: 'bluetooth',
  knownStraps: [{ id: 'a', name: 'H10' }],
  strapId: 'a',
} satisfies Partial<Settings>;

async function page({ chosen = {}, forced }: { chosen?: Partial<Settings>; forced?: string } = {}) {
  const settings = new SettingsState({
    settings: () => Promise.resolve(good({ ...DEFAULT_SETTINGS, ...chosen })),
    saveSettings: () => Promise.resolve(),
  });
  await settings.load();
  const told: unknown[] = [];
  const at = { runs: false };
  const wire = {
    frame: (bytes: Uint8Array) => void told.push({ bpm: bytes[1] }),
    battery: (pct: number) => void told.push({ pct }),
    strapName: (name: string | null) => void told.push({ name }),
    workoutRuns: () => at.runs,
  };
  const strap = new StrapState(settings, wire, forced);
  return Object.assign(at, { settings, strap, told });
}

async function connected(at: { strap: StrapState }, id = 'a'): Promise<FakeDevice> {
  const device = new FakeDevice(id);
  await connectedTo(at, device);
  return device;
}

/** The person taps, and chooses this device, which answers. */
async function connectedTo({ strap }: { strap: StrapState }, device: FakeDevice): Promise<void> {
  const before = bluetooth.choosers.length;
  const done = strap.connect();
  await vi.waitFor(() => expect(bluetooth.choosers).toHaveLength(before + 1));
  await bluetooth.choosers.at(-1)!.yes(device);
  await done;
  await device.accept();
  await settled();
  device.notify(60);
}

test.each<[string, Partial<Settings>, boolean, string, object]>([
  ['nothing chosen', {}, false, 'unset', { source: 'none' }],
  ['nothing chosen, at the demo', {}, true, 'simulated', { source: 'simulated', spec: 'follow' }],
  ['a simulated heart', { source: 'simulated' }, false, 'simulated', { source: 'simulated', spec: 'follow' }],
  ['none', { source: 'none' }, false, 'none', { source: 'none' }],
  ['none, at the demo', { source: 'none' }, true, 'none', { source: 'none' }],
  ['a strap', KNOWN, false, 'bluetooth', { source: 'strap' }],
  ['a strap, at the demo', KNOWN, true, 'bluetooth', { source: 'strap' }],
])('chosen: %s', async (_, chosen, demo, choice, heard) => {
  const { strap } = await page({ chosen });
  strap.demo = demo;
  expect(strap).toMatchObject({ choice, heard, link: 'idle', begun: false });
  expect(strap.simulated).toBe(choice === 'simulated' ? 'follow' : undefined);
});

test('the address asks for a simulated heart, whatever was chosen, and nothing of it is stored', async () => {
  const { settings, strap } = await page({ chosen: KNOWN, forced: 'steady:140' });
  expect(strap).toMatchObject({ choice: 'simulated', simulated: 'steady:140' });
  expect(strap.heard).toEqual({ source: 'simulated', spec: 'steady:140' });
  await strap.begin();
  expect(bluetooth.searches).toHaveLength(0);
  expect(settings).toMatchObject(KNOWN);
});

test('a strap that is chosen by a tap is the choice from then on, and its frames, battery and name are told', async () => {
  const at = await page({ forced: 'steady:140' });
  const device = await connected(at);
  device.notify(123);
  expect(at.strap).toMatchObject({
    choice: 'bluetooth',
    link: 'live',
    begun: true,
    name: 'Strap a',
    batteryPct: 80,
  });
  expect(at.strap.heard).toEqual({ source: 'strap' });
  expect(at.settings).toMatchObject({ source: 'bluetooth', strapId: 'a', knownStraps: [{ id: 'a', name: 'Strap a' }] });
  expect(at.told).toEqual(expect.arrayContaining([{ name: 'Strap a' }, { pct: 80 }, { bpm: 123 }]));
});

test('a chooser that is closed changes nothing that was chosen', async () => {
  const { settings, strap } = await page({ chosen: { source: 'simulated' } });
  const done = strap.connect();
  await vi.waitFor(() => expect(bluetooth.choosers).toHaveLength(1));
  await bluetooth.choosers[0]!.no('NotFoundError', 'User cancelled the requestDevice() chooser.');
  await done;
  expect(strap).toMatchObject({ choice: 'simulated', link: 'idle', begun: false });
  expect(settings).toMatchObject({ knownStraps: [], strapId: null });
});

test('while the chooser is open, a strap is being chosen', async () => {
  const { strap } = await page();
  void strap.connect();
  await vi.waitFor(() => expect(bluetooth.choosers).toHaveLength(1));
  expect(strap).toMatchObject({ link: 'choosing', begun: true });
});

test('a visit begins with the strap of the last one, without a tap', async () => {
  const { strap, told } = await page({ chosen: KNOWN });
  const device = new FakeDevice('a');
  void strap.begin();
  await vi.waitFor(() => expect(bluetooth.searches).toHaveLength(1));
  await bluetooth.searches[0]!.yes([device]);
  await device.accept();
  await settled();
  expect(strap.link).toBe('discovering');
  expect(bluetooth.choosers).toHaveLength(0);
  expect(told).toContainEqual({ name: 'Strap a' });
});

test('a strap that comes back without its name has the one that is remembered', async () => {
  const { strap, told } = await page({ chosen: KNOWN });
  const device = new FakeDevice('a', '');
  void strap.begin();
  await vi.waitFor(() => expect(bluetooth.searches).toHaveLength(1));
  await bluetooth.searches[0]!.yes([device]);
  await device.accept();
  await settled();
  expect(strap.name).toBe('H10');
  expect(told).toContainEqual({ name: 'H10' }); // as the workout is stored with
});

test('a browser that has forgotten the strap needs a tap, which opens the chooser', async () => {
  const { strap } = await page({ chosen: KNOWN });
  const begun = strap.begin();
  await vi.waitFor(() => expect(bluetooth.searches).toHaveLength(1));
  await bluetooth.searches[0]!.yes([]);
  await begun;
  expect(strap).toMatchObject({ link: 'needsTap', begun: false, name: 'H10' });
  void strap.reconnect();
  await vi.waitFor(() => expect(bluetooth.choosers).toHaveLength(1));
});

test.each<[string, Partial<Settings>]>([
  ['no strap is known', { source: 'bluetooth' }],
  ['another heart is chosen', { ...KNOWN, source: 'none' }],
])('a visit begins without looking for a strap where %s', async (_, chosen) => {
  const { strap } = await page({ chosen });
  await strap.begin();
  expect(bluetooth.searches).toHaveLength(0);
  expect(strap.link).toBe('idle');
});

test('let go by hand nobody is listened to, until a strap is chosen again', async () => {
  const at = await page();
  const device = await connected(at);
  at.strap.disconnect();
  await settled();
  expect(at.strap).toMatchObject({ choice: 'bluetooth', link: 'idle', heard: { source: 'none' }, name: 'Strap a' });
  expect(device.gatt.connected).toBe(false);
  await connected(at);
  expect(at.strap).toMatchObject({ link: 'live', heard: { source: 'strap' } });
});

test('a strap that was lost is tried again by hand at once, without the chooser', async () => {
  const at = await page();
  const device = await connected(at);
  device.drop();
  await settled();
  await device.refuse();
  await settled();
  expect(at.strap).toMatchObject({ link: 'reconnecting', begun: true, heard: { source: 'strap' } });
  const tries = device.connects.length;
  void at.strap.reconnect();
  await settled();
  expect(device.connects).toHaveLength(tries + 1);
  expect(bluetooth.choosers).toHaveLength(1);
  at.strap.disconnect();
});

test.each([
  ['simulated', (strap: StrapState) => strap.useSimulated('steady:100'), { source: 'simulated', spec: 'steady:100' }],
  ['none', (strap: StrapState) => strap.useNone(), { source: 'none' }],
] as const)('%s instead of the strap: the strap is let go, and the choice is stored', async (source, choose, heard) => {
  const at = await page();
  const device = await connected(at);
  choose(at.strap);
  await settled();
  expect(device.gatt.connected).toBe(false);
  expect(at.strap).toMatchObject({ choice: source, link: 'idle', heard });
  expect(at.settings.source).toBe(source);
});

test('a choice by hand is stronger than the address', async () => {
  const { strap } = await page({ forced: 'steady:140' });
  strap.useNone();
  expect(strap.choice).toBe('none');
  strap.useSimulated();
  expect(strap.simulated).toBe('follow');
});

test('another strap is another heart: what is heard is a new value, for whoever follows', async () => {
  const at = await page();
  await connected(at, 'a');
  const before = at.strap.heard;
  expect(at.strap.heard).toBe(before); // the same until something changes
  await connected(at, 'b');
  expect(at.strap.heard).not.toBe(before);
  expect(at.strap).toMatchObject({ name: 'Strap b', heard: { source: 'strap' } });
  expect(at.settings.strapId).toBe('b');
  expect(at.settings.knownStraps.map(({ name }) => name)).toEqual(['Strap b', 'Strap a']);
});

test('a strap without a heart-rate service is a problem that is said', async () => {
  const { strap } = await page();
  const device = new FakeDevice('a');
  device.heartRate = false;
  void strap.connect();
  await vi.waitFor(() => expect(bluetooth.choosers).toHaveLength(1));
  await bluetooth.choosers[0]!.yes(device);
  await device.accept();
  await vi.waitFor(() => expect(strap.problem).toEqual({ code: 'noService' }));
});

test('Bluetooth that was switched on is tried at once', async () => {
  vi.useFakeTimers();
  try {
    const at = await page();
    const device = await connected(at);
    device.drop();
    await settled();
    await device.refuse();
    await settled();
    expect(at.strap.link).toBe('reconnecting');
    const tries = device.connects.length;
    at.strap.available();
    await settled();
    expect(device.connects.length).toBe(tries + 1);
  } finally {
    vi.useRealTimers();
  }
});

test('settings of before, where simulated was nobody’s choice, make up no heart; chosen now, it stays', async () => {
  const { db, library } = disk();
  const { source: _, ...before } = { ...DEFAULT_SETTINGS, appearance: 'light' };
  await set('settings', stamped({ ...before, strap: 'simulated' }, Date.now()), db.store('settings'));
  const visit = async () => {
    const settings = new SettingsState(library);
    await settings.load();
    const strap = new StrapState(settings, {
      frame: () => undefined,
      battery: () => undefined,
      strapName: () => undefined,
      workoutRuns: () => false,
    });
    return { settings, strap };
  };
  const { settings, strap } = await visit();
  expect(settings.appearance).toBe('light');
  expect(strap).toMatchObject({ choice: 'unset', heard: { source: 'none' } });
  strap.useSimulated();
  await vi.waitFor(async () => expect((await visit()).strap.choice).toBe('simulated'));
});

describe('the straps that are known', () => {
  test('are listed with what was heard of them, the one used last first', async () => {
    const at = await page();
    const device = await connected(at, 'a');
    await connected(at, 'b');
    expect(device.gatt.connected).toBe(false);
    expect(at.strap.known).toMatchObject([
      { id: 'b', name: 'Strap b', batteryPct: 80 },
      { id: 'a', name: 'Strap a', batteryPct: 80 },
    ]);
    expect(at.strap.known.every(({ seenAtEpochMs }) => (seenAtEpochMs ?? 0) > 0)).toBe(true);
    expect(at.strap.used?.id).toBe('b');
  });

  test('can be used in turn: the one before is let go', async () => {
    const at = await page();
    const a = await connected(at, 'a');
    const b = await connected(at, 'b');
    const done = at.strap.use(at.strap.known[1]!);
    expect(b.gatt.connected).toBe(false);
    await vi.waitFor(() => expect(bluetooth.searches).toHaveLength(1));
    await bluetooth.searches[0]!.yes([a, b]);
    await done;
    await a.accept();
    await settled();
    a.notify(70);
    expect(at.strap).toMatchObject({ link: 'live', name: 'Strap a', heard: { source: 'strap' } });
    expect(at.settings.strapId).toBe('a');
  });

  test('one that the browser has forgotten is chosen again under its new id, and is the same strap', async () => {
    const at = await page({
      chosen: { ...KNOWN, knownStraps: [{ id: 'a', name: 'Strap a2', batteryPct: 50 }] },
    });
    const begun = at.strap.begin();
    await vi.waitFor(() => expect(bluetooth.searches).toHaveLength(1));
    await bluetooth.searches[0]!.yes([]);
    await begun;
    const done = at.strap.reconnect();
    await vi.waitFor(() => expect(bluetooth.choosers).toHaveLength(1));
    await bluetooth.choosers[0]!.yes(new FakeDevice('a2'));
    await done;
    expect(at.strap.known).toEqual([{ id: 'a2', name: 'Strap a2', batteryPct: 50 }]);
  });

  test.each([true, false])(
    'forgotten, the strap in use is let go, and is back when that is undone (%s)',
    async (undone) => {
      const at = await page();
      const device = await connected(at, 'a');
      await connected(at, 'b');
      vi.useFakeTimers();
      try {
        const undo = at.strap.forget(at.strap.known[0]!);
        expect(at.strap).toMatchObject({ link: 'idle', heard: { source: 'none' }, used: undefined });
        expect(at.settings).toMatchObject({ strapId: null, knownStraps: [{ id: 'a' }] });
        if (undone) {
          undo();
          expect(at.settings).toMatchObject({ strapId: 'b', knownStraps: [{ id: 'b' }, { id: 'a' }] });
          await settled();
          expect(bluetooth.searches).toHaveLength(1); // it is looked for again
        }
        await vi.advanceTimersByTimeAsync(16_000);
        for (const search of bluetooth.searches) await search.yes([device, new FakeDevice('b')]);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  test('forgotten, the browser is told so as well, once there is no way back', async () => {
    const at = await page();
    const a = await connected(at, 'a');
    await connected(at, 'b');
    vi.useFakeTimers();
    try {
      at.strap.forget(at.strap.known[1]!);
      await vi.advanceTimersByTimeAsync(14_000);
      expect(a.forgotten).toBe(false);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(a.forgotten).toBe(true);
      expect(at.strap).toMatchObject({ link: 'live', name: 'Strap b' }); // the other one stays
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a low battery', () => {
  const LOW = { pct: 9 };

  test('is said in a workout, once in a discharge, whatever is connected and started meanwhile', async () => {
    const at = await page();
    at.runs = true;
    const device = new FakeDevice('a');
    device.batteryPct = 9;
    await connectedTo(at, device);
    expect(at.strap).toMatchObject({ batteryPct: 9, batteryLow: true });
    expect(at.told.filter((each) => JSON.stringify(each) === JSON.stringify(LOW))).toHaveLength(1);
    at.strap.workoutBegan();
    device.drop();
    await connectedTo(at, device);
    expect(at.told.filter((each) => JSON.stringify(each) === JSON.stringify(LOW))).toHaveLength(1);

    device.batteryPct = 100; // charged
    device.drop();
    await connectedTo(at, device);
    device.batteryPct = 9;
    device.drop();
    await connectedTo(at, device);
    expect(at.told.filter((each) => JSON.stringify(each) === JSON.stringify(LOW))).toHaveLength(2);
  });

  test('of a strap that was connected before is said when the workout begins', async () => {
    const at = await page();
    const device = new FakeDevice('a');
    device.batteryPct = 9;
    await connectedTo(at, device);
    expect(at.told).not.toContainEqual(LOW);
    at.runs = true;
    at.strap.workoutBegan();
    expect(at.told).toContainEqual(LOW);
    expect(at.strap.known[0]).toMatchObject({ batteryPct: 9, lowTold: true });
  });
});
