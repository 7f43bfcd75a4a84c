// What this browser can do, in facts; each follows the browser.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Capabilities } from '../../../src/app/state/capabilities.svelte.ts';
import { Sound, type AudioState } from '../../../src/app/device/sound.ts';
import { FakeBluetooth } from '../../support/fakeBluetooth.ts';
import { FakeWindow } from './window.ts';

let page: FakeWindow;

beforeEach(() => {
  page = new FakeWindow().open();
});

afterEach(() => void vi.unstubAllGlobals());

class QuietSound extends Sound {
  now: AudioState = 'ok';
  override get state(): AudioState {
    return this.now;
  }
}

function capabilities({ sharedMemory = true } = {}) {
  const sound = new QuietSound();
  return { sound, capabilities: new Capabilities(sound, sharedMemory) };
}

function notifications(permission: NotificationPermission, answer: NotificationPermission = permission): void {
  page.navigator['serviceWorker'] = {};
  vi.stubGlobal('Notification', { permission, requestPermission: () => Promise.resolve(answer) });
}

test('a browser that has nothing is said to have nothing', async () => {
  const { capabilities: at } = capabilities({ sharedMemory: false });
  await vi.waitFor(() => expect(at.bluetooth).toBe('unsupported'));
  expect(at).toMatchObject({
    ...{ connectable: false, hidden: false, offline: false, notifications: 'unsupported', storage: 'ok' },
    ...{ audio: 'ok', sharedMemory: false, wakeLock: false, vibration: false, installed: false },
    screenOff: 'keepsRunning',
  });
});

test('a phone with the app installed may stop the page when the screen goes off', () => {
  page.media.add('(display-mode: standalone)').add('(pointer: coarse)');
  page.navigator['vibrate'] = () => true;
  page.navigator['wakeLock'] = {};
  expect(capabilities().capabilities).toMatchObject({
    ...{ installed: true, screenOff: 'mayStop', vibration: true, wakeLock: true, sharedMemory: true },
  });
});

test('network and view are followed', () => {
  page.navigator['onLine'] = false;
  page.document.visibilityState = 'hidden';
  const { capabilities: at } = capabilities();
  expect(at).toMatchObject({ offline: true, hidden: true });
  page.fire('online');
  page.see('visible');
  expect(at).toMatchObject({ offline: false, hidden: false });
  page.fire('offline');
  page.see('hidden');
  expect(at).toMatchObject({ offline: true, hidden: true });
});

test('a computer that is slow to say that its Bluetooth is off is believed then, unless it was asked again', async () => {
  vi.useFakeTimers();
  const answers: ((available: boolean) => void)[] = [];
  page.navigator['bluetooth'] = Object.assign(new EventTarget(), {
    getAvailability: () => new Promise<boolean>((resolve) => answers.push(resolve)),
  });
  const { capabilities: at } = capabilities();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(at.bluetooth).toBe('ok');
  answers[0]!(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(at.bluetooth).toBe('off');

  at.lookForBluetooth();
  await vi.advanceTimersByTimeAsync(3_000);
  at.lookForBluetooth();
  answers[2]!(false);
  await vi.advanceTimersByTimeAsync(0);
  answers[1]!(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(at.bluetooth).toBe('off');
  vi.useRealTimers();
});

test('Bluetooth is looked for at each sign that it may have changed', async () => {
  const bluetooth = new FakeBluetooth();
  bluetooth.on = false;
  page.navigator['bluetooth'] = bluetooth;
  const { capabilities: at } = capabilities();
  const signs = [
    () => bluetooth.switch(bluetooth.on),
    () => page.fire('focus'),
    () => page.see('visible'),
    () => at.lookForBluetooth(),
  ];
  await vi.waitFor(() => expect(at).toMatchObject({ bluetooth: 'off', connectable: true }));
  for (const sign of signs) {
    bluetooth.on = !bluetooth.on;
    sign();
    await vi.waitFor(() => expect(at.bluetooth).toBe(bluetooth.on ? 'ok' : 'off'));
  }
});

test('a page that may not ask for Bluetooth offers no way to connect', async () => {
  page.navigator['bluetooth'] = new FakeBluetooth();
  vi.stubGlobal('isSecureContext', false);
  const { capabilities: at } = capabilities();
  await vi.waitFor(() => expect(at).toMatchObject({ bluetooth: 'insecure', connectable: false }));
});

test('notifications are as the browser says, also when that changed while the page was not in view', () => {
  notifications('default');
  const { capabilities: at } = capabilities();
  expect(at.notifications).toBe('default');
  notifications('denied');
  page.see('visible');
  expect(at.notifications).toBe('denied');
});

test('the answer to the question for notifications is shown', async () => {
  notifications('default', 'granted');
  const { capabilities: at } = capabilities();
  expect(await at.askNotifications()).toBe('granted');
  expect(at.notifications).toBe('granted');
});

test('a sound that is refused or allowed is followed', () => {
  const { capabilities: at, sound } = capabilities();
  for (const state of ['refused', 'ok'] as const) {
    sound.now = state;
    sound.onState?.();
    expect(at.audio).toBe(state);
  }
});

test('storage that is refused is worse than a private window', () => {
  const { capabilities: at } = capabilities();
  at.storagePrivate();
  expect(at.storage).toBe('private');
  at.storageRefused();
  at.storagePrivate();
  expect(at.storage).toBe('refused');
});
