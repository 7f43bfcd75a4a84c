// How much is asked for before Today can be used: the page, what says that it could not be loaded, styles, the display
// face, the worker, and the scripts of the first screens.
import { expect, test } from '@playwright/test';
import { resolve } from 'node:path';
import { serve } from '../support/browser.ts';

const DIST = resolve(import.meta.dirname, '../../dist');

/** What a browser fetches of its own accord, whatever the page does. */
const BY_ITSELF = /^\/(manifest\.webmanifest|favicon\.ico|icons\/.*)$/;

test('a first visit asks for at most 9 files before Today can be used', async ({ page }) => {
  const server = await serve(DIST);
  try {
    await page.goto(`${server.origin}/#/today`, { waitUntil: 'commit' });
    await page.waitForFunction(
      () => document.querySelector('#app h1') && !document.querySelector('.place-of-hero'),
      undefined,
      { polling: 'raf' },
    );
    const asked = server.requests.filter((path) => !BY_ITSELF.test(path));
    expect(asked.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(2);
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(9);
  } finally {
    await server.close();
  }
});

test('a screen that comes later has its styles, also where a visit begins with it', async ({ page }) => {
  const server = await serve(DIST);
  try {
    for (const [hash, heading] of [
      ['settings', 'Settings'],
      ['plans', 'Plans'],
    ] as const) {
      await page.goto('about:blank');
      await page.goto(`${server.origin}/#/${hash}`);
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
      expect(await page.evaluate(() => document.styleSheets.length), hash).toBe(2);
    }
  } finally {
    await server.close();
  }
});
