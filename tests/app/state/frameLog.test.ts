// The live view of frames: what it keeps, and that it listens only while it is open.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FRAMES_SHOWN, FrameLog } from '../../../src/app/state/frameLog.svelte.ts';
import type { Live } from '../../../src/app/state/live.svelte.ts';

let live: Pick<Live, 'onFrame'>;
let log: FrameLog;

beforeEach(() => {
  vi.useFakeTimers();
  live = { onFrame: undefined };
  log = new FrameLog(live);
});
afterEach(() => void vi.useRealTimers());

const drawn = (): void => void vi.advanceTimersByTime(200);
const sent = (atMs: number, bytes: number[], strap: 0 | 1 = 0): void =>
  live.onFrame?.(atMs, Uint8Array.from(bytes), strap);

test('the last frames of each strap, the newest first, with the time since the one before', () => {
  sent(1_000, [0, 100]);
  sent(1_500, [0, 90], 1);
  sent(2_004, [0, 101]);
  drawn();
  const [first, second] = log.straps;
  expect(first!.frames.map(({ sinceMs, bytes }) => [sinceMs, bytes[1]])).toEqual([
    [1_004, 101],
    [undefined, 100],
  ]);
  expect(second!.frames.map(({ sinceMs, bytes }) => [sinceMs, bytes[1]])).toEqual([[undefined, 90]]);
  expect(first).toMatchObject({ count: 2, bad: 0, lastAtMs: 2_004 });
});

test('however much comes, no more is kept than is shown, and it is drawn a few times a second', () => {
  let draws = 0;
  let before = log.straps;
  for (let i = 0; i < 10_000; i++) {
    sent(i, i % 4 === 0 ? [1, 2] : [0, 100]);
    if (log.straps !== before) [before, draws] = [log.straps, draws + 1];
    if (i % 1_000 === 999) drawn();
  }
  drawn();
  expect(log.straps[0]!.frames).toHaveLength(FRAMES_SHOWN);
  expect(log.straps[0]).toMatchObject({ count: 10_000, bad: 2_500 });
  expect(draws).toBeLessThanOrEqual(10);
});

test('what is kept is a copy: a browser may use its memory again', () => {
  const bytes = Uint8Array.of(0, 100);
  live.onFrame?.(1, bytes, 0);
  bytes[1] = 7;
  drawn();
  expect(log.straps[0]!.frames[0]!.bytes[1]).toBe(100);
});

test('paused, nothing is listened to, and no time is said across the pause', () => {
  sent(1_000, [0, 100]);
  log.pause();
  expect(live.onFrame).toBeUndefined();
  expect(log.straps[0]!.count).toBe(1);
  log.resume();
  sent(9_000, [0, 101]);
  drawn();
  expect(log.straps[0]!.frames.map(({ sinceMs }) => sinceMs)).toEqual([undefined, undefined]);
});

test('cleared, it is empty; closed, it listens no more', () => {
  sent(1_000, [0, 100]);
  log.clear();
  expect(log.straps[0]).toMatchObject({ frames: [], count: 0 });
  drawn();
  expect(log.straps[0]!.count).toBe(0);
  log.close();
  expect(live.onFrame).toBeUndefined();
});
