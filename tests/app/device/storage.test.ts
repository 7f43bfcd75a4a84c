// When the browser is asked to keep things, and what looks like a private window.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as Storage from '../../../src/app/device/storage.ts';

const GB = 1e9;

interface Browser {
  folder?: 'given' | 'refused';
  quotaBytes?: number;
  usedBytes?: number;
  chromium?: boolean;
  persisted?: boolean;
}

let persist: ReturnType<typeof vi.fn>;

/** The module as a visit in such a browser has it. */
async function visit({ folder, quotaBytes, usedBytes, chromium, persisted = false }: Browser): Promise<typeof Storage> {
  persist = vi.fn(() => Promise.resolve(false));
  const getDirectory = (): Promise<unknown> =>
    folder === 'given' ? Promise.resolve({}) : Promise.reject(new Error('no'));
  const storage = {
    estimate: () => Promise.resolve({ quota: quotaBytes, usage: usedBytes }),
    persisted: () => Promise.resolve(persisted),
    persist,
    ...(folder && { getDirectory }),
  };
  vi.stubGlobal('navigator', { storage, ...(chromium && { userAgentData: {} }) });
  return import('../../../src/app/device/storage.ts');
}

beforeEach(() => void vi.resetModules());
afterEach(() => void vi.unstubAllGlobals());

test.each<[string, Browser, boolean]>([
  ['Chromium', { folder: 'given', chromium: true, quotaBytes: 300 * GB }, false],
  ['Chromium from 138 on, in any window', { folder: 'given', chromium: true, quotaBytes: 10.7 * GB }, false],
  ['the same, well filled', { folder: 'given', chromium: true, quotaBytes: 12.7 * GB, usedBytes: 2 * GB }, false],
  ['a private window of Chromium on a phone', { folder: 'given', chromium: true, quotaBytes: 1.1 * GB }, true],
  ['Firefox on a small disk', { folder: 'given', quotaBytes: 3 * GB }, false],
  ['a private window of Firefox or Safari', { folder: 'refused', quotaBytes: 10 * GB }, true],
  ['a browser that says nothing', {}, false],
])('%s looks private: %s', async (_, browser, isPrivate) => {
  expect(await (await visit(browser)).looksPrivate()).toBe(isPrivate);
});

test('where an address is not secure there is nothing to ask', async () => {
  vi.stubGlobal('navigator', {});
  const { keepForGood, looksPrivate, measureRoom } = await import('../../../src/app/device/storage.ts');
  expect(await measureRoom()).toEqual({});
  expect(await keepForGood()).toBe(false);
  expect(await looksPrivate()).toBe(false);
});

test.each([
  [0, 0],
  [1, 1],
  [2, 0],
  [3, 0],
  [4, 1],
  [8, 0],
  [16, 1],
  [64, 1],
  [100, 0],
])('after %i workouts it is asked %i times', async (workouts, times) => {
  const { keepForGoodAfter } = await visit({});
  await keepForGoodAfter(workouts);
  expect(persist).toHaveBeenCalledTimes(times);
});

test('it is asked once a visit, and never when it has promised', async () => {
  const first = await visit({});
  await first.keepForGoodAfter(1);
  await first.keepForGoodAfter(4);
  expect(persist).toHaveBeenCalledTimes(1);
  vi.resetModules();
  const second = await visit({ persisted: true });
  await second.keepForGoodAfter(1);
  expect(persist).not.toHaveBeenCalled();
});
