// A second strap beside the first: the same connection once more, with a place of its own in the settings.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SecondStrap } from '../../../src/app/state/secondStrap.svelte.ts';
import { SettingsState } from '../../../src/app/state/settings.svelte.ts';
import { good } from '../../../src/core/parse/parsed.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/store/database/records.ts';
import { FakeBluetooth, FakeDevice, settled } from '../../support/fakeBluetooth.ts';

let bluetooth: FakeBluetooth;

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
  bluetooth = new FakeBluetooth();
  vi.stubGlobal('navigator', { bluetooth });
});

afterEach(() => void vi.unstubAllGlobals());

const FIRST = {
  source: 'bluetooth',
  knownStraps: [{ id: 'a', name: 'H10' }],
  strapId: 'a',
} satisfies Partial<Settings>;
const BOTH = { ...FIRST, knownStraps: [...FIRST.knownStraps, { id: 'b', name: 'Band' }], secondStrapId: 'b' };

async function page(chosen: Partial<Settings> = FIRST) {
  const settings = new SettingsState({
    settings: () => Promise.resolve(good({ ...DEFAULT_SETTINGS, ...chosen })),
    saveSettings: () => Promise.resolve(),
  });
  await settings.load();
  const told: unknown[] = [];
  const at = { runs: false };
  const second = new SecondStrap(settings, {
    frame: (bytes) => void told.push({ bpm: bytes[1] }),
    battery: (pct) => void told.push({ pct }),
    strapName: (name) => void told.push({ name }),
    workoutRuns: () => at.runs,
  });
  await second.load();
  return Object.assign(at, { settings, second, told });
}

/** The person taps, and chooses this device, which answers. */
async function choose(second: SecondStrap, device: FakeDevice, tap = () => second.connect()): Promise<void> {
  const before = bluetooth.choosers.length;
  const done = tap();
  await vi.waitFor(() => expect(bluetooth.choosers).toHaveLength(before + 1));
  await bluetooth.choosers.at(-1)!.yes(device);
  await done;
  await settled();
}

test('chosen by a tap it is the second from then on; the first is what it was', async () => {
  const { settings, second, told } = await page();
  const device = new FakeDevice('b', 'Band');
  device.batteryPct = 70;
  await choose(second, device);
  await device.accept();
  await settled();
  device.notify(141);
  await settled();
  expect(second).toMatchObject({ link: 'live', linked: true, name: 'Band', batteryPct: 70, isFirst: false });
  expect(settings).toMatchObject({ strapId: 'a', secondStrapId: 'b', source: 'bluetooth' });
  expect(settings.knownStraps.map(({ id }) => id).toSorted()).toEqual(['a', 'b']);
  expect(told).toEqual(expect.arrayContaining([{ name: 'Band' }, { pct: 70 }, { bpm: 141 }]));
});

test('the first one, chosen again as the second, is no second', async () => {
  const { settings, second } = await page();
  await choose(second, new FakeDevice('a', 'H10'));
  expect(second).toMatchObject({ link: 'idle', isFirst: true, used: undefined });
  expect(settings).toMatchObject({ strapId: 'a', secondStrapId: null });
});

test('in the next visit it comes back without a tap where the browser remembers it', async () => {
  const { second } = await page(BOTH);
  const begun = second.begin();
  await vi.waitFor(() => expect(bluetooth.searches).toHaveLength(1));
  const device = new FakeDevice('b', 'Band');
  await bluetooth.searches[0]!.yes([new FakeDevice('a'), device]);
  await begun;
  await device.accept();
  await settled();
  device.notify(120);
  await settled();
  expect(second).toMatchObject({ link: 'live', name: 'Band' });
});

test('where it does not, one tap with its name brings it back, and another id takes its place', async () => {
  const { settings, second } = await page(BOTH);
  const begun = second.begin();
  await vi.waitFor(() => expect(bluetooth.searches).toHaveLength(1));
  await bluetooth.searches[0]!.yes([]);
  await begun;
  expect(second).toMatchObject({ link: 'needsTap', name: 'Band' });
  await choose(second, new FakeDevice('b2', 'Band'), () => second.reconnect());
  expect(settings.secondStrapId).toBe('b2');
  expect(settings.knownStraps.map(({ id }) => id).toSorted()).toEqual(['a', 'b2']);
});

test('one of those that are known becomes the second, and is none again, and stays known', async () => {
  const { settings, second } = await page({ ...BOTH, secondStrapId: null });
  void second.use(settings.knownStraps[1]!);
  await vi.waitFor(() => expect(bluetooth.searches).toHaveLength(1));
  const device = new FakeDevice('b', 'Band');
  await bluetooth.searches[0]!.yes([device]);
  await device.accept();
  await settled();
  expect(second).toMatchObject({ link: 'discovering', used: { id: 'b' } });
  second.remove();
  await settled();
  expect(second).toMatchObject({ link: 'idle', used: undefined });
  expect(device.gatt.connected).toBe(false);
  expect(settings).toMatchObject({ strapId: 'a', secondStrapId: null });
  expect(settings.knownStraps.map(({ id }) => id)).toContain('b');
});

test('a low battery is said in a workout, once in a discharge', async () => {
  const at = await page(BOTH);
  const device = new FakeDevice('b', 'Band');
  device.batteryPct = 9;
  await choose(at.second, device);
  await device.accept();
  await settled();
  expect(at.told).not.toContainEqual({ pct: 9 });
  at.runs = true;
  at.second.workoutBegan();
  at.second.workoutBegan();
  expect(at.told.filter((told) => JSON.stringify(told) === '{"pct":9}')).toHaveLength(1);
  expect(at.second.batteryLow).toBe(true);
});
