// Pictures of the gallery: `node --import tsx tests/gallery/shots.ts [folder] [state,…] [view,…]`. To be looked at by a person.
import { chromium } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromiumLaunch } from '../support/chromium.ts';
import { servedGallery } from './built.ts';
import { EXCHANGE } from './exchangeStates.ts';
import { HEART_NAMES, isHeart } from './heartNames.ts';
import { HISTORY_NAMES, isHistory } from './historyNames.ts';
import { isLibrary, LIBRARY_NAMES } from './libraryNames.ts';
import { isWorkoutPage, WORKOUT_PAGES } from './workoutNames.ts';
import { STATES } from './states.ts';
import { isTrends, TRENDS_NAMES } from './trendsNames.ts';
import { CUE_SETTINGS, isCueSettings } from './cueNames.ts';
import { isStrapSection, STRAP_SECTIONS } from './straps.ts';

const VIEWS = {
  phone: { width: 390, height: 844, deviceScaleFactor: 2, appearance: 'dark' },
  light: { width: 390, height: 844, deviceScaleFactor: 2, appearance: 'light' },
  small: { width: 360, height: 740, deviceScaleFactor: 2, appearance: 'dark' },
  narrow: { width: 320, height: 640, deviceScaleFactor: 2, appearance: 'light' },
  large: { width: 430, height: 932, deviceScaleFactor: 2, appearance: 'light' },
  tiny: { width: 320, height: 568, deviceScaleFactor: 2, appearance: 'light' },
  side: { width: 844, height: 390, deviceScaleFactor: 2, appearance: 'dark' },
  tablet: { width: 820, height: 1180, deviceScaleFactor: 1, appearance: 'light' },
  desk: { width: 1280, height: 800, deviceScaleFactor: 1, appearance: 'dark' },
  smallest: { width: 200, height: 120, deviceScaleFactor: 3, appearance: 'dark' },
  window: { width: 320, height: 220, deviceScaleFactor: 2, appearance: 'light' },
  wall: { width: 3840, height: 2160, deviceScaleFactor: 0.5, appearance: 'dark' },
} as const;

const [
  folder = 'test-results/shots',
  states = [
    ...Object.keys({ ...STATES, ...EXCHANGE }),
    ...LIBRARY_NAMES,
    ...CUE_SETTINGS,
    ...STRAP_SECTIONS,
    ...HEART_NAMES,
    ...WORKOUT_PAGES,
    ...HISTORY_NAMES,
    ...TRENDS_NAMES,
  ].join(','),
  views = Object.keys(VIEWS).join(','),
] = process.argv.slice(2);

const dir = resolve(folder);
await mkdir(dir, { recursive: true });
const server = await servedGallery();
const base = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch(await chromiumLaunch());

for (const view of views.split(',') as (keyof typeof VIEWS)[]) {
  const { width, height, deviceScaleFactor, appearance } = VIEWS[view];
  const touch = width < 900;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor,
    hasTouch: touch,
    isMobile: touch,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(180_000); // a busy machine is no failure
  page.on('pageerror', (error) => console.error(`${view}: ${error.message}`));
  for (const state of states.split(',')) {
    const isExchange = state in EXCHANGE;
    const isSmall = state.startsWith('small:'); // what the small window shows in a state
    await page.goto(
      `${base}tests/gallery/?${isExchange ? 'exchange' : isSmall ? 'small' : 'state'}=${state.replace('small:', '')}&appearance=${appearance}`,
    );
    // what a workout needs once it runs has come
    if (isExchange) await page.locator(`html[data-shown=${state}]`).waitFor();
    else if (isSmall) await page.getByTestId('small').waitFor();
    else if (isLibrary(state)) await page.locator('h1, summary').first().waitFor();
    else if (isHistory(state) || isTrends(state)) await page.locator('h1, h2').first().waitFor();
    else if (isWorkoutPage(state))
      await page
        .locator(state.startsWith('compare') ? 'main .legend, main .empty' : '[data-prepared]')
        .first()
        .waitFor();
    else if (isStrapSection(state) || isCueSettings(state) || isHeart(state)) await page.locator('h2').waitFor();
    else await page.getByTestId(state.startsWith('hrv') ? 'hrv' : 'elapsed').waitFor({ state: 'attached' });
    if (/^(done|short)/.test(state)) await page.locator('.finish').waitFor();
    if (state.startsWith('doneShare')) await page.getByTestId('share-picture').locator('.primary:enabled').waitFor();
    await page.evaluate(() => document.fonts.ready);
    // the sweep of the dial is over, whatever the machine is doing
    await page.waitForFunction(() =>
      document
        .getAnimations()
        .filter((each) => each.timeline === document.timeline) // not what follows the scrolling, which runs for ever
        .every((each) => each.playState !== 'running' || each.effect?.getTiming().iterations === Infinity),
    );
    const fullPage = [isStrapSection, isCueSettings, isHeart, isWorkoutPage, isHistory, isTrends].some((is) =>
      is(state),
    );
    const path = join(dir, `${state.replace(':', '-')}-${view}.png`);
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    // of three hundred workouts the first will do
    if (fullPage || isExchange) {
      // what is not drawn before it comes into sight, is
      await page.addStyleTag({ content: '* { content-visibility: visible !important }' });
      await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(tall, 4_800) } });
    } else await page.screenshot({ path });
  }
  await context.close();
}

await browser.close();
await server.close();
console.log(`Pictures in ${dir}`);
