// A strap that answers late, twice, in any order or not at all: one notification is one frame, and what was given up stays away.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as fc from 'fast-check';
import { BluetoothStrap } from '../../../src/app/device/bluetooth.ts';
import { FakeBluetooth, FakeDevice, settled } from '../../support/fakeBluetooth.ts';

let bluetooth: FakeBluetooth;
let strap: BluetoothStrap;
let frames: number[];
let batteries: number[];
let running: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5); // retries without their jitter
  vi.stubGlobal('isSecureContext', true);
  begin();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function begin(): void {
  bluetooth = new FakeBluetooth();
  vi.stubGlobal('navigator', { bluetooth });
  frames = [];
  batteries = [];
  running = true;
  strap = new BluetoothStrap({
    frame: (bytes) => frames.push(bytes[1]!),
    battery: (pct) => batteries.push(pct),
    changed: () => undefined,
    workoutRuns: () => running,
  });
}

async function chosen(device: FakeDevice): Promise<void> {
  void strap.choose();
  await bluetooth.choosers.at(-1)!.yes(device);
}

async function connected(id = 'a'): Promise<FakeDevice> {
  const device = new FakeDevice(id);
  await chosen(device);
  await device.accept();
  expect(strap.link).toBe('discovering');
  device.notify(100);
  expect(strap.link).toBe('live');
  return device;
}

/** Time passes, and what is due in it. */
async function pass(s: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(s * 1000);
  await settled();
}

/** Twenty notifications, and how many frames became of them. */
function heardOf20(device: FakeDevice): number {
  frames.length = 0;
  for (let bpm = 101; bpm <= 120; bpm++) device.notify(bpm);
  return frames.length;
}

describe('one notification is one frame', () => {
  test('with a strap that is chosen and connected', async () => {
    const device = await connected();
    expect(heardOf20(device)).toBe(20);
    expect(batteries).toEqual([80]);
    expect(strap).toMatchObject({ id: 'a', name: 'Strap a', batteryPct: 80 });
  });

  test('when a connect() answers at 27 s that was given up at 20 s, after its successor', async () => {
    const device = new FakeDevice('a');
    device.stubborn = true;
    await chosen(device);
    await pass(20);
    expect(device.disconnects).toBe(1); // cancelled, whether the stack takes notice or not
    await pass(2.1);
    expect(device.connects).toHaveLength(2);
    await device.accept(1);
    await device.accept(0);
    expect(device.gatt.connected).toBe(true); // the late answer has not taken the living connection with it
    expect(heardOf20(device)).toBe(20);
    expect(strap.link).toBe('live');
  });

  test('when it answers before its successor', async () => {
    const device = new FakeDevice('a');
    device.stubborn = true;
    await chosen(device);
    await pass(22.1);
    await device.accept(0);
    await device.accept(1);
    expect(heardOf20(device)).toBe(20);
    expect(strap.link).toBe('live');
  });

  test('when it answers while nothing is under way: the strap is let go again', async () => {
    const device = new FakeDevice('a');
    device.stubborn = true;
    await chosen(device);
    await pass(20);
    await device.accept(0);
    expect(strap.link).toBe('reconnecting');
    expect(device.gatt.connected).toBe(false);
    await pass(2.1);
    await device.accept(1);
    expect(heardOf20(device)).toBe(20);
  });

  test('after a double tap on Connect, whichever chooser is answered first', async () => {
    for (const [first, second] of [
      [0, 1],
      [1, 0],
    ] as const) {
      begin();
      const device = new FakeDevice('a');
      void strap.choose();
      void strap.choose();
      await bluetooth.choosers[first]!.yes(device);
      await device.accept();
      await bluetooth.choosers[second]!.no('NotFoundError', 'User cancelled the requestDevice() chooser.');
      expect(device.connects).toHaveLength(1);
      expect(heardOf20(device)).toBe(20);
      expect(strap.link).toBe('live');
    }
  });

  test('after taps on Reconnect in the middle of a try, which is given its time', async () => {
    const device = await connected();
    device.drop();
    for (let i = 0; i < 5; i++) void strap.again({ byHand: true });
    await settled();
    expect(device.connects).toHaveLength(2);
    await device.accept();
    for (let s = 0; s < 60; s += 20) {
      device.notify(100);
      await pass(20);
    }
    expect(device.connects).toHaveLength(2); // and the retry that was waiting is not made as well
    expect(heardOf20(device)).toBe(20);
  });

  test('when a silent strap is connected anew by hand', async () => {
    const device = await connected();
    void strap.again({ byHand: true });
    await settled();
    await device.accept();
    expect(heardOf20(device)).toBe(20);
    expect(strap.link).toBe('live');
  });

  test('when the strap is chosen while it reconnects, and comes as another object', async () => {
    const before = await connected();
    before.stubborn = true;
    before.drop();
    await pass(0.4);
    const again = new FakeDevice('a');
    void strap.choose();
    await bluetooth.choosers.at(-1)!.yes(again);
    await before.accept();
    expect(heardOf20(before) + heardOf20(again)).toBe(20);
    expect(strap.link).toBe('live');
  });

  test('after a reload, when the search and a tap find the same strap', async () => {
    const device = new FakeDevice('a');
    void strap.again({ knownId: 'a', byHand: false });
    void strap.again({ knownId: 'a', byHand: false }); // the other tab’s workout came here meanwhile
    void strap.choose();
    await bluetooth.choosers[0]!.yes(device);
    await bluetooth.searches[1]!.yes([device]);
    await bluetooth.searches[0]!.yes([device]);
    expect(device.connects).toHaveLength(1);
    await device.accept();
    expect(heardOf20(device)).toBe(20);
  });

  test('whatever is tapped, dropped and answered in whatever order', async () => {
    const device = fc.nat(1);
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ type: fc.constant('accept'), device, newest: fc.boolean() }) },
      {
        weight: 2,
        arbitrary: fc.record({ type: fc.constantFrom('take', 'refuse', 'found'), device, newest: fc.boolean() }),
      },
      fc.record({
        type: fc.constantFrom('choose', 'take', 'again', 'drop', 'wait', 'long'),
        device,
        newest: fc.boolean(),
      }),
      fc.record({ type: fc.constantFrom('cancel', 'search', 'off', 'on', 'disconnect'), device, newest: fc.boolean() }),
    );
    let linked = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), async (steps, stubborn) => {
        begin();
        const devices = [new FakeDevice('a'), new FakeDevice('b')];
        for (const each of devices) each.stubborn = stubborn;
        await chosen(devices[0]!);
        for (const { type, device, newest } of steps) {
          const one = devices[device]!;
          const open = bluetooth.choosers.filter((chooser) => chooser.open).at(newest ? -1 : 0);
          const search = bluetooth.searches.filter((each) => each.open).at(newest ? -1 : 0);
          const asked = one.connects.filter((each) => each.open).at(newest ? -1 : 0);
          if (type === 'choose') void strap.choose();
          if (type === 'take') void open?.yes(one);
          if (type === 'cancel') void open?.no('NotFoundError', 'User cancelled the requestDevice() chooser.');
          if (type === 'again') void strap.again({ byHand: true });
          if (type === 'search') void strap.again({ knownId: 'a', byHand: false });
          if (type === 'found') void search?.yes(devices);
          if (type === 'accept' && asked) await one.accept(one.connects.indexOf(asked));
          if (type === 'refuse' && asked) await one.refuse(one.connects.indexOf(asked));
          if (type === 'drop') devices.filter((each) => each.gatt.connected).forEach((each) => each.drop());
          if (type === 'off' || type === 'on') bluetooth.switch(type === 'on');
          if (type === 'on') strap.retry();
          if (type === 'disconnect') strap.disconnect();
          if (type === 'wait') await pass(3);
          if (type === 'long') await pass(25);
          await settled();
          // the one that is meant is heard once, the other one never
          const isMeant = (id: string): boolean => ['discovering', 'live'].includes(strap.link) && id === strap.id;
          expect(devices.map(heardOf20)).toEqual(devices.map(({ id }) => (isMeant(id) ? 20 : 0)));
          expect(devices.reduce((sum, each) => sum + each.listening, 0)).toBeLessThanOrEqual(3);
          if (strap.link === 'live') linked++;
        }
      }),
      { numRuns: 300, seed: 10 },
    );
    expect(linked).toBeGreaterThan(500);
  }, 60_000);
});

describe('what was given up cannot come back', () => {
  test('a strap that was let go in the middle of connecting', async () => {
    const device = new FakeDevice('a');
    device.stubborn = true;
    await chosen(device);
    strap.disconnect();
    await device.accept();
    expect(strap.link).toBe('idle');
    expect(device.gatt.connected).toBe(false);
    expect(heardOf20(device)).toBe(0);
    await pass(120);
    expect(device.connects).toHaveLength(1);
  });

  test('a chooser that was open when another source was taken', async () => {
    const device = new FakeDevice('a');
    void strap.choose();
    strap.disconnect();
    await bluetooth.choosers[0]!.yes(device);
    expect(strap).toMatchObject({ link: 'idle', id: undefined });
    expect(device.connects).toHaveLength(0);
  });

  test('a search that is answered after the person chose another strap', async () => {
    void strap.again({ knownId: 'a', byHand: false });
    const other = await connected('b');
    await bluetooth.searches[0]!.yes([new FakeDevice('a')]);
    expect(strap).toMatchObject({ link: 'live', id: 'b' });
    expect(heardOf20(other)).toBe(20);
  });

  test('the strap before the one that was chosen', async () => {
    const before = await connected('a');
    const after = new FakeDevice('b');
    await chosen(after);
    expect(before.gatt.connected).toBe(false);
    await after.accept();
    before.gatt.connected = true;
    expect(heardOf20(before)).toBe(0);
    expect(heardOf20(after)).toBe(20);
    expect(before.listening).toBe(0);
  });
});

test('two hundred drops leave no listener behind', async () => {
  const device = await connected();
  const before = device.listening;
  for (let i = 0; i < 200; i++) {
    device.drop();
    await pass(0.4);
    await device.accept();
    device.notify(100);
  }
  expect(strap.link).toBe('live');
  expect(device.listening).toBe(before);
  expect(heardOf20(device)).toBe(20);
});

describe('tries', () => {
  test('wait longer each time, and are unlimited while a workout runs', async () => {
    const device = await connected();
    device.drop();
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const tries = device.connects.length;
      let s = 0;
      while (device.connects.length === tries) {
        await pass(0.1);
        s += 0.1;
      }
      waits.push(Math.round(s));
      await device.refuse();
    }
    expect(waits).toEqual([0, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30]);
    expect(strap).toMatchObject({ link: 'reconnecting', problem: { code: 'notFound' } });
  });

  test('end after a while without one, and a tap begins them anew', async () => {
    running = false;
    const device = await connected();
    device.drop();
    for (let i = 0; i < 9; i++) {
      await pass(31);
      await device.refuse();
    }
    expect(strap.link).toBe('failed');
    void strap.again({ byHand: true });
    await settled();
    expect(strap.link).toBe('connecting');
    await device.accept();
    device.notify(100);
    expect(strap).toMatchObject({ link: 'live', problem: undefined });
  });

  test('end at once with a device that has no heart rate', async () => {
    const device = new FakeDevice('scale');
    device.heartRate = false;
    await chosen(device);
    await device.accept();
    expect(strap).toMatchObject({ link: 'failed', problem: { code: 'noService' } });
    expect(device.gatt.connected).toBe(false);
  });

  test('are made at once when Bluetooth is switched on', async () => {
    const device = await connected();
    bluetooth.on = false;
    device.drop();
    for (const wait of [0.4, 2.1, 4.1]) {
      await pass(wait);
      await device.refuse();
    }
    expect(strap).toMatchObject({ link: 'reconnecting', problem: { code: 'off' } });
    strap.retry();
    await settled();
    expect(device.connects).toHaveLength(5);
    await device.accept();
    device.notify(100);
    expect(strap.link).toBe('live');
  });
});

describe('a chooser that gives no strap', () => {
  // As Chromium says them (third_party/blink/renderer/modules/bluetooth/bluetooth_error.cc), and as others do.
  test.each([
    ['NotFoundError', 'User cancelled the requestDevice() chooser.', true, 'cancelled'],
    ['NotFoundError', 'User cancelled the requestDevice() chooser.', false, 'off'],
    ['NotFoundError', 'Bluetooth adapter not available.', false, 'noAdapter'],
    ['NotFoundError', 'Bluetooth Low Energy not available.', true, 'noAdapter'],
    ['NotFoundError', 'User denied the browser permission to scan for Bluetooth devices.', true, 'denied'],
    ['NotAllowedError', 'The request is not allowed by the user agent.', true, 'denied'],
    ['NotFoundError', 'Web Bluetooth API globally disabled.', true, 'blocked'],
    ['NotFoundError', 'User or their enterprise policy has disabled Web Bluetooth.', true, 'blocked'],
    ['SecurityError', 'Access to the feature "bluetooth" is disallowed by permissions policy.', true, 'blocked'],
    ['SecurityError', 'Must be handling a user gesture to show a permission request.', true, 'failed'],
    ['NotFoundError', 'User cancelled', true, 'cancelled'],
    ['UnknownError', 'Something else', true, 'failed'],
  ])('%s: %s (available: %s) is %s', async (name, message, available, code) => {
    bluetooth.on = available;
    void strap.choose();
    expect(strap.link).toBe('choosing');
    await bluetooth.choosers[0]!.no(name, message);
    expect(strap).toMatchObject({ link: 'idle', problem: { code } });
  });

  test('is said where there is no Web Bluetooth, and where the page is not secure', async () => {
    vi.stubGlobal('navigator', {});
    await strap.choose();
    expect(strap.problem).toEqual({ code: 'unsupported' });
    vi.stubGlobal('isSecureContext', false);
    await strap.choose();
    expect(strap.problem).toEqual({ code: 'insecure' });
  });

  test('leaves the strap that was there, even one that reconnected meanwhile', async () => {
    const device = await connected();
    device.drop();
    void strap.choose();
    await pass(0.4);
    await device.accept();
    await bluetooth.choosers[1]!.no('NotFoundError', 'User cancelled the requestDevice() chooser.');
    expect(heardOf20(device)).toBe(20);
    expect(strap).toMatchObject({ link: 'live', problem: undefined });
  });
});
