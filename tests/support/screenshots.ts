// `npm run screenshots`: takes the pictures that the manifest shows to who installs the app. Run it when the app looks
// different, and commit what it takes. It wants a build in dist/.
import { chromium, type Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { serve, until } from './browser.ts';
import { chromiumLaunch } from './chromium.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SCREENSHOTS = join(ROOT, 'public/screenshots');

const SPEED = 60;
/** Where the picture of a workout is taken: in the third hard phase, with the heart rate on its way up. */
const HARD_PHASE_S = 27 * 60 + 70;

const SHAPES = {
  narrow: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true },
  wide: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
};

const server = await serve(join(ROOT, 'dist'));
const browser = await chromium.launch(await chromiumLaunch());
await mkdir(SCREENSHOTS, { recursive: true });

for (const [shape, size] of Object.entries(SHAPES)) {
  const context = await browser.newContext({ ...size, colorScheme: 'dark', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const take = (name: string): Promise<unknown> =>
    page.screenshot({ path: join(SCREENSHOTS, `${name}-${shape}.jpg`), quality: 84 });

  await page.goto(`${server.origin}/?strap=sim:follow&speed=${SPEED}#/live?plan=threshold-4x4&autostart=1`);
  await until('the third hard phase', async () => (await elapsedS(page)) >= HARD_PHASE_S, 120_000);
  await take('live');
  await until(
    'the end of the workout',
    async () => (await page.getByTestId('state').textContent()) === 'completed',
    120_000,
  );
  await page.goto(`${server.origin}/#/history`);
  await page.getByTestId('history-item').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await take('session');
  await page.goto(`${server.origin}/#/plans`);
  await page.getByTestId('plan-card').first().waitFor();
  await take('plans');
  await context.close();
}

await browser.close();
await server.close();

async function elapsedS(page: Page): Promise<number> {
  return Number(await page.getByTestId('elapsed').getAttribute('data-seconds', { timeout: 10_000 }));
}
