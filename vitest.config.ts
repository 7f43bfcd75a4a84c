import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * Rooms whose tests leave nothing behind that others would see (those of words set the region that dates are written for):
 * one thread runs many of their files, and loads what they share once, which takes two thirds of the time.
 */
const SHARED = ['app', 'core', 'engine', 'formats', 'node', 'store', 'sw', 'wire', 'worker'].map(
  (room) => `tests/${room}/**/*.test.ts`,
);

export default defineConfig({
  // In Node, Svelte's modules would be compiled for a server, where runes are plain values: here as for a page.
  plugins: [svelte({ dynamicCompileOptions: () => ({ generate: 'client' }) })],
  ssr: { resolve: { conditions: ['browser', ...defaultServerConditions] } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'shared', include: SHARED, isolate: false, setupFiles: 'tests/support/leaveNothing.ts' },
      },
      {
        extends: true,
        test: { name: 'isolated', include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**', ...SHARED] },
      },
    ],
    pool: 'threads', // a process for each file takes 313 s of CPU for all, a thread 255
    testTimeout: 30_000, // a busy machine is no failure
    maxWorkers: '100%', // by default one core is left free: on a machine with two, everything ran one after the other
    benchmark: { include: ['tests/**/*.bench.ts'] },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: 'coverage',
    },
  },
});
