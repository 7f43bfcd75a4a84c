// The screen stays on while it is wanted, and whoever wants it hears when it does not.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Awake, type AwakeState } from '../../../src/app/device/awake.ts';
import { settled } from '../../support/fakeBluetooth.ts';
import { FakeWindow } from '../state/window.ts';

class Lock {
  released = false;
  onrelease: (() => void) | undefined;
  release(): Promise<void> {
    this.released = true;
    this.onrelease?.();
    return Promise.resolve();
  }
}

let page: FakeWindow;
let locks: Lock[];
let refuses: boolean;
let states: AwakeState[];

beforeEach(() => {
  page = new FakeWindow().open();
  [locks, refuses, states] = [[], false, []];
  const request = (): Promise<Lock> => {
    if (refuses) return Promise.reject(new DOMException('no', 'NotAllowedError'));
    const lock = new Lock();
    locks.push(lock);
    return Promise.resolve(lock);
  };
  page.navigator['wakeLock'] = { request };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const awake = (): Awake => new Awake((state) => void states.push(state));

test('it is held while it is wanted, and asked for again when the page is back in view', async () => {
  const at = awake();
  at.want(true);
  await settled();
  page.see('hidden');
  await locks[0]!.release(); // as a browser does then
  expect([locks.length, states]).toEqual([1, ['held']]);
  page.see('visible');
  await settled();
  expect([locks.length, states.at(-1)]).toEqual([2, 'held']);
  at.want(false);
  expect([locks[1]!.released, states.at(-1)]).toEqual([true, 'free']);
  page.see('visible');
  await settled();
  expect(locks).toHaveLength(2);
});

test('taken back from a page in view it is asked for once more; taken back at once, it is refused', async () => {
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const at = awake();
  at.want(true);
  await settled();
  nowMs = 60_000;
  await locks[0]!.release();
  await settled();
  expect([locks.length, states.at(-1)]).toEqual([2, 'held']);
  await locks[1]!.release();
  await settled();
  expect([locks.length, states.at(-1)]).toEqual([2, 'refused']);
  vi.restoreAllMocks();
});

test.each<[string, { level: number; charging: boolean } | undefined, AwakeState]>([
  ['a browser that says nothing of its battery', undefined, 'refused'],
  ['a full battery', { level: 0.9, charging: false }, 'refused'],
  ['a low one', { level: 0.12, charging: false }, 'lowBattery'],
  ['a low one that is charged', { level: 0.12, charging: true }, 'refused'],
])('refused, with %s: %s', async (_, battery, state) => {
  refuses = true;
  if (battery) page.navigator['getBattery'] = () => Promise.resolve(battery);
  const at = awake();
  at.want(true);
  await settled();
  expect(states).toEqual([state]);
  refuses = false;
  page.see('visible');
  await settled();
  expect(states.at(-1)).toBe('held');
});

test('a browser that has none says so', () => {
  delete page.navigator['wakeLock'];
  const at = awake();
  at.want(true);
  expect(states).toEqual(['unsupported']);
});

test('an answer that comes after the end is given back', async () => {
  const at = awake();
  at.want(true);
  at.want(false);
  await settled();
  expect([locks[0]!.released, states]).toEqual([true, ['free']]);
});
