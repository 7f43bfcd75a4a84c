// A newer version of the app: offered, never forced, and not in the middle of a workout.
import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { UpdateState } from '../../../src/app/state/update.svelte.ts';
import type { ServiceWorkerHost } from '../../../src/app/device/serviceWorker.ts';
import { Flag } from './flag.svelte.ts';
import { following } from './following.svelte.ts';

function page({ offlineReady = true } = {}) {
  const busy = new Flag();
  const applyUpdate = vi.fn(() => true);
  const hosts: ServiceWorkerHost[] = [];
  let news: (planned: boolean) => void = () => undefined;
  const tellServiceWorker = vi.fn(() => Promise.resolve(true));
  const device = {
    onLedgerNews: (call: typeof news) => void (news = call),
    startServiceWorker(host: ServiceWorkerHost) {
      hosts.push(host);
      return { offlineReady: Promise.resolve(offlineReady), applyUpdate };
    },
    tellServiceWorker,
  };
  const update = new UpdateState(
    () => busy.on,
    () => Promise.resolve(device),
  );
  const host = { begun: () => false, open: vi.fn() };
  return { busy, update, host, hosts, applyUpdate, tellServiceWorker, news: (planned: boolean) => news(planned) };
}

test('before the service worker was started nothing is offered, and nothing is refused', () => {
  expect(page().update).toMatchObject({ available: false, refused: false, planned: false });
});

test('a version that waits is offered while no workout is under way', async () => {
  const { busy, update, host, hosts } = page();
  const seen: boolean[] = [];
  const end = following(() => void seen.push(update.available));
  flushSync();
  busy.on = true;
  await update.begin(host);
  expect(hosts[0]?.inProgress()).toBe(true);
  hosts[0]?.updateWaiting();
  flushSync();
  busy.on = false;
  flushSync();
  expect(seen).toEqual([false, true]);
  end();
});

test('the service worker is started once, and asks its host', async () => {
  const { update, host, hosts } = page();
  await Promise.all([update.begin(host), update.begin(host)]);
  expect(hosts).toHaveLength(1);
  expect(hosts[0]).toMatchObject(host);
});

test.each([true, false])('ready without network: %s', async (offlineReady) => {
  const { update, host } = page({ offlineReady });
  await update.begin(host);
  expect(update.refused).toBe(!offlineReady);
});

test('whether something is planned is as the service worker said last', async () => {
  const { update, host, news } = page();
  await update.begin(host);
  news(true);
  expect(update.planned).toBe(true);
  news(false);
  expect(update.planned).toBe(false);
});

test('a yes is applied once there is a service worker', async () => {
  const { update, host, applyUpdate } = page();
  update.apply();
  expect(applyUpdate).not.toHaveBeenCalled();
  await update.begin(host);
  update.apply();
  expect(applyUpdate).toHaveBeenCalledOnce();
});

test('waking has the service worker look at the clock', async () => {
  const { update, tellServiceWorker } = page();
  await update.wake();
  expect(tellServiceWorker).toHaveBeenCalledExactlyOnceWith({ type: 'wake' });
});
