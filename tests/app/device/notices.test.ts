import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askForNotices, clearNotices, noticePermission, showNotice } from '../../../src/app/device/notices.ts';

interface Shown {
  title: string;
  tag: string;
  close: () => void;
}

let shown: Shown[];
let registration: object | undefined;
const requestPermission = vi.fn<() => Promise<NotificationPermission>>();

beforeEach(() => {
  shown = [];
  registration = {
    active: {},
    showNotification: async (title: string, { tag }: { tag: string }) => {
      await Promise.resolve();
      const notification = { title, tag, close: () => (shown = shown.filter((each) => each !== notification)) };
      shown = [...shown.filter((each) => each.tag !== tag), notification];
    },
    getNotifications: ({ tag }: { tag: string }) => Promise.resolve(shown.filter((each) => each.tag === tag)),
  };
  vi.stubGlobal('document', { baseURI: 'https://a.example/folder/' });
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: () => Promise.resolve(registration) } });
  vi.stubGlobal('Notification', { permission: 'granted', requestPermission });
  requestPermission.mockReset().mockResolvedValue('granted');
});

afterEach(() => void vi.unstubAllGlobals());

const phase = { kind: 'phase', title: 'Work 3', body: 'Zone 4' } as const;
const titles = (): string[] => shown.map(({ title }) => title);

test('each notice replaces the last of its kind', async () => {
  expect(await showNotice(phase)).toBe(true);
  await showNotice({ kind: 'deviation', title: 'Ease off', body: '8 above' });
  await showNotice({ ...phase, title: 'Easy' });
  expect(titles()).toEqual(['Ease off', 'Easy']);
});

test('coming back clears what is shown and what is on its way, and leaves a reminder alone', async () => {
  shown = [{ title: 'Workout ready', tag: 'ready-7', close: () => undefined }];
  await Promise.all([showNotice(phase), clearNotices()]);
  expect(titles()).toEqual(['Workout ready']);
});

test.each<[string, () => void]>([
  ['without permission', () => vi.stubGlobal('Notification', { permission: 'denied' })],
  ['in a browser without notifications', () => vi.stubGlobal('navigator', {})],
  ['without a service worker', () => (registration = undefined)],
  [
    'when the platform refuses',
    () => (registration = { active: {}, showNotification: () => Promise.reject(new Error('no')) }),
  ],
])('%s nothing is shown, and the caller knows', async (_, happens) => {
  happens();
  expect(await showNotice(phase)).toBe(false);
  expect(shown).toEqual([]);
});

test('one refusal of the platform does not silence the next notice', async () => {
  const working = registration;
  registration = { active: {}, showNotification: () => Promise.reject(new Error('no')) };
  const first = showNotice(phase);
  await first;
  registration = working;
  expect(await showNotice(phase)).toBe(true);
});

test.each<[NotificationPermission, number]>([
  ['default', 1],
  ['granted', 0],
  ['denied', 0],
])('permission %s: the person is asked %i times', async (permission, times) => {
  vi.stubGlobal('Notification', { permission, requestPermission });
  await askForNotices();
  expect(requestPermission).toHaveBeenCalledTimes(times);
});

test('a browser without notifications says so', async () => {
  vi.stubGlobal('navigator', {});
  expect([noticePermission(), await askForNotices()]).toEqual(['unsupported', 'unsupported']);
});
