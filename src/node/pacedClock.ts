import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../index.ts';

/** A clock, and how to wait by it. */
export interface PacedClock extends Clock {
  /** Resolves when it is `atMs`, or earlier; at the latest when `signal` says so. */
  until(atMs: number, signal: AbortSignal): Promise<void>;
}

/** Signals and file writes are looked at this often; in between, simulated time owes nobody anything. */
const BREATHE_EVERY = 500;

/** Simulated time: it is whatever it is waited for. */
export function simulatedClock(startEpochMs: number): PacedClock {
  let nowMs = startEpochMs;
  let waits = 0;
  return {
    nowMs: () => nowMs,
    wallMs: () => nowMs,
    until: async (atMs) => {
      nowMs = Math.max(nowMs, atMs);
      if (++waits % BREATHE_EVERY === 0) await setImmediate();
    },
  };
}

/** Where this device is. */
export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Longer timers would sleep through a change of the clock. */
const WAIT_MAX_MS = 1000;

/** Real time, `speed` times as fast, from `startEpochMs` on. Only at its own pace does it know of sleep and of a clock that is set. */
export function realClock(startEpochMs: number, speed: number): PacedClock {
  const startMs = performance.now();
  const nowMs = (): number => startEpochMs + (performance.now() - startMs) * speed;
  return {
    nowMs,
    wallMs: speed === 1 ? Date.now : nowMs,
    until: (atMs, signal) => {
      const waitMs = Math.min(WAIT_MAX_MS, Math.max(0, (atMs - nowMs()) / speed));
      return sleep(waitMs, undefined, { signal }).catch(() => undefined);
    },
  };
}
