// Runs with each file of tests that shares its thread with others: a clock or a global that it put in place goes with it.
import { afterAll, vi } from 'vitest';

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
