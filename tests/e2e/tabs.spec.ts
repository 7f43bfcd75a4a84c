// Several tabs and one workout: seen in all of them, run by one, and never by none for long.
import { expect, test, type Page } from '@playwright/test';
import { historyOf, storeHistory } from '../support/history.ts';
import { OwnChromium, type OwnPage } from '../support/browser.ts';
import { isHeadlessShell, SHELL_LACKS } from '../support/chromium.ts';

const RUNNING = '/?strap=sim:steady:130#/live?plan=easy-recovery&autostart=1';
const state = (page: Page): ReturnType<Page['getByTestId']> => page.getByTestId('state');
const elapsedS = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('elapsed').getAttribute('data-seconds'));

/** When the workout began by the clock of the wall, if it never stood still. */
async function beganAtS(page: Page): Promise<number> {
  const [atMs, seconds] = await page.evaluate(() => {
    const elapsed = document.querySelector<HTMLElement>('[data-testid=elapsed]');
    return [Date.now(), Number(elapsed?.dataset['seconds'])] as const;
  });
  return atMs / 1000 - seconds;
}

async function twoTabs(page: Page): Promise<Page> {
  await page.goto(RUNNING);
  await expect.poll(() => elapsedS(page)).toBeGreaterThanOrEqual(2);
  const other = await page.context().newPage();
  await other.goto('/?strap=sim:steady:130#/history');
  await expect(other.getByTestId('elsewhere')).toBeVisible();
  await expect(state(other)).toHaveText('inProgress');
  return other;
}

test('what one tab runs another shows live, and its buttons work there too', async ({ page }) => {
  const other = await twoTabs(page);
  expect(other.url()).toContain('#/live');
  expect(Math.abs((await beganAtS(other)) - (await beganAtS(page)))).toBeLessThan(1.5);
  await other.getByRole('button', { name: 'Pause' }).click();
  await expect(state(page)).toHaveText('paused');
  await expect(state(other)).toHaveText('paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(state(other)).toHaveText('inProgress');
  await other.getByRole('button', { name: 'End workout' }).click();
  await other.getByRole('button', { name: 'End workout' }).click();
  await expect(state(page)).toHaveText('completed');
  await page.goto('/#/history');
  await expect(page.getByTestId('history-item')).toHaveCount(1);
});

test('what is changed in one tab is shown in the other, and neither writes over the other’s settings', async ({
  page,
}) => {
  await page.goto('/#/plans');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await storeHistory(page, historyOf(2, Date.now()));
  await page.goto('about:blank');
  await page.goto('/#/settings');
  await page.getByRole('radio', { name: 'System' }).waitFor({ state: 'attached' });
  const other = await page.context().newPage();
  await other.goto('/#/history');
  await expect(other.getByTestId('history-item')).toHaveCount(2);

  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(other.locator('html')).toHaveAttribute('data-appearance', 'dark');
  await other.goto('/#/settings');
  await other.getByRole('switch', { name: 'Sound' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-appearance', 'dark');
  await expect(page.getByRole('switch', { name: 'Sound' })).not.toBeChecked();

  await other.goto('/#/history');
  await page.goto('/#/history/workout-0');
  await page.getByRole('button', { name: 'Delete workout' }).click();
  await expect(other.getByTestId('history-item')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(other.getByTestId('history-item')).toHaveCount(2);
});

test('taken over by hand, and taken back, it is one workout; another tab goes on within 2 s when that one is closed', async ({
  page,
}) => {
  const other = await twoTabs(page);
  const began = await beganAtS(page);
  await other.getByRole('button', { name: 'Take over here' }).click();
  await expect(other.getByTestId('elsewhere')).toBeHidden();
  await expect(page.getByTestId('elsewhere')).toBeVisible();
  await expect(state(page)).toHaveText('inProgress');
  await page.getByRole('button', { name: 'Take over here' }).click();
  await expect(page.getByTestId('elsewhere')).toBeHidden();
  await expect(other.getByTestId('elsewhere')).toBeVisible();
  await expect.poll(async () => Math.abs((await beganAtS(page)) - began)).toBeLessThan(1.5);

  await expect.poll(() => elapsedS(other)).toBeGreaterThanOrEqual(5);
  const closed = Date.now();
  await page.close({ runBeforeUnload: false });
  await expect(other.getByTestId('elsewhere')).toBeHidden({ timeout: 2_000 });
  await expect(state(other)).toHaveText('inProgress');
  expect(Date.now() - closed).toBeLessThan(2_500);
  await expect.poll(async () => Math.abs((await beganAtS(other)) - began)).toBeLessThan(1.5);
  await expect(other.getByTestId('resume-banner')).toBeHidden();
});

// How a worker follows another is in tests/worker/follower.test.ts.
test('a tab that was open already shows the workout that another begins', { tag: '@long' }, async ({ page }) => {
  const other = await page.context().newPage();
  await other.goto('/#/today');
  await other.getByRole('heading').first().waitFor();
  await page.goto(RUNNING);
  await expect(other.getByTestId('elsewhere')).toBeVisible();
});

test('a page that is put by for the way back holds nothing, and begins anew when it is shown', async ({ page }) => {
  const show = (type: 'pagehide' | 'pageshow'): Promise<unknown> =>
    page.evaluate((type) => dispatchEvent(new PageTransitionEvent(type, { persisted: true })), type);
  const other = await twoTabs(page);
  await show('pagehide');
  await expect(other.getByTestId('elsewhere')).toBeHidden({ timeout: 2_000 }); // sooner than from a tab that sleeps
  await expect(state(other)).toHaveText('inProgress');
  await show('pageshow');
  await expect(page.getByTestId('elsewhere')).toBeVisible();
});

test.describe('with a tab that freezes', { tag: '@whole-browser' }, () => {
  test.skip(isHeadlessShell, SHELL_LACKS);
  let own: OwnChromium;
  test.beforeEach(async () => {
    own = await OwnChromium.start();
  });
  test.afterEach(() => own.remove());

  const seconds = (page: OwnPage): Promise<{ beganAtS: number }> =>
    page.evaluate(
      `({ beganAtS: Date.now() / 1000 - Number(document.querySelector('[data-testid=elapsed]').dataset.seconds) })`,
    );
  const shown = (testId: string): string => `document.querySelector('[data-testid=${testId}]')`;

  test('another takes the workout over by itself, and the thawed one only looks on', async ({ baseURL }) => {
    const url = String(baseURL);
    const frozen = await own.open(url + RUNNING);
    await frozen.waitFor(`Number(${shown('elapsed')}?.dataset.seconds) >= 3`);
    const began = await seconds(frozen);
    await frozen.freeze();
    const other = await own.open(`${url}/?strap=sim:steady:130#/live`);
    await other.waitFor(`${shown('state')}?.textContent === 'inProgress' && !${shown('elsewhere')}`, 30_000);
    const after = await seconds(other);
    const banner = await other.evaluate<boolean>(`!!${shown('resume-banner')}`);
    // it was never seen from here: the time is away until the person counts it
    expect(banner || Math.abs(after.beganAtS - began.beganAtS) < 1.5).toBe(true);
    await frozen.thaw();
    await frozen.waitFor(`!!${shown('elsewhere')}`);
    await other.press('End workout');
    await other.press('End workout');
    await other.waitFor(`${shown('state')}?.textContent === 'completed'`);
    await other.goto(`${url}/#/history`);
    await other.reload();
    await other.waitFor(`document.querySelectorAll('[data-testid=history-item]').length === 1`);
  });
});
