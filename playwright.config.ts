// End to end, in whichever Chromium is here, against what `npm start` serves. A trace costs a quarter of the time: `--trace on`.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { defineConfig } from '@playwright/test';
import { chromiumLaunch, quickLaunch } from './tests/support/chromium.ts';

// Every worker of Playwright reads this file again; the first to do so chooses for all.
const port = (process.env['E2E_PORT'] ??= String(await freePort()));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .on('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => resolve(port));
      });
  });
}

/**
 * Tests that need a whole browser (notifications, straps, pages that hide) or bring one of their own. All others run in a
 * shell, in half the time.
 */
const WHOLE_BROWSER = /@whole-browser|reminders\.spec|support\/strap\.spec/;

/** Kin of what the gate tests already: by `npm run test:long`. */
const LONG = /@long/;

export default defineConfig({
  testDir: 'tests',
  testMatch: ['**/*.spec.ts', 'e2e/**/*.test.ts'],
  // What tests the emulated strap itself changes with neither the app nor its tests: `npm run test:long`.
  testIgnore: process.env['NIGHTLY'] ? [] : ['support/strap.spec.ts'],
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  forbidOnly: Boolean(process.env['CI']),
  retries: 0, // a test that fails sometimes has found something
  workers: 4,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 }, // a busy machine is no failure
  use: {
    baseURL: `http://localhost:${port}`,
    contextOptions: { reducedMotion: 'reduce' }, // a click waits for whatever moves
  },
  projects: [
    {
      name: 'whole browser',
      // Most of them wait most of the time (for a reminder, for a strap to be lost, for a page to thaw): first, beside the others.
      workers: 2,
      grep: WHOLE_BROWSER,
      grepInvert: process.env['NIGHTLY'] ? [] : LONG,
      use: { launchOptions: await chromiumLaunch() },
    },
    {
      name: 'quick',
      workers: 4, // those of the others too, when they are done
      grepInvert: process.env['NIGHTLY'] ? WHOLE_BROWSER : [WHOLE_BROWSER, LONG],
      // its installation costs as much as the page: a file that is about it, or about reminders, allows it
      use: { launchOptions: await quickLaunch(), serviceWorkers: 'block' },
    },
  ],
  webServer: {
    command: 'npm start',
    env: { PORT: port },
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
});
