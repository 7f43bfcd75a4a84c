// Every state of every part and of the live screen, in a real Chromium: nothing is larger than its content asks.
import { expect, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
let server: ViteDevServer;
test.beforeAll(async () => {
  server = await createServer({ server: { port: 0, host: '127.0.0.1', hmr: false, watch: null }, logLevel: 'error' });
  await server.listen();
});
test.afterAll(() => server.close());

test.use({ contextOptions: { reducedMotion: 'no-preference' } }); // what moves is part of what is measured

test('nothing is larger than its content asks, on any screen in any state', async ({ page }) => {
  test.setTimeout(180_000);
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const oversizedIn = (only = ''): Promise<Record<string, string[]>> => page.evaluate(`oversizedIn(${only})`);
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}tests/gallery/?state=rising`);
  await expect(page.getByTestId('elapsed')).toBeAttached({ timeout: 90_000 });
  expect(await page.evaluate('states.length')).toBeGreaterThan(35);

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await oversizedIn()).toEqual({});
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await oversizedIn()).toEqual({});
  expect(errors).toEqual([]);

  // The fault that this is here for is seen.
  await page.addStyleTag({ content: '.pill i { min-block-size: 330px }' });
  expect(Object.keys(await oversizedIn(`'reconnecting'`))).toHaveLength(1);
});
