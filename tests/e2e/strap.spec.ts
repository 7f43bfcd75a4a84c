// Which heart is listened to: none until the person says so, and never one that is not there any more.
import { expect, test, type Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';
import { EmulatedStrap, frameOf } from '../support/strap.ts';

const text = (page: Page, testId: string): ReturnType<Page['getByTestId']> => page.getByTestId(testId);
const button = (page: Page, name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name, exact: true });

/** To another screen, as a link would. */
async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
}

test('nothing was chosen: a plan runs as a timer, and a way to connect stays on the screen', async ({ page }) => {
  const seen = await watchPage(page);
  await page.goto('/#/live?plan=easy-recovery');
  await expect(page.getByRole('heading', { name: 'No strap yet' })).toBeVisible();
  for (const name of ['Connect strap', 'Timer only', 'Simulate']) await expect(button(page, name)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await button(page, 'Start workout').click();
  await expect(text(page, 'state')).toHaveText('inProgress');
  await expect(text(page, 'provenance')).toHaveText('none');
  await expect(text(page, 'bpm')).toHaveText('–');
  await expect(button(page, 'Connect strap')).toBeVisible();
  await expect(text(page, 'elapsed')).not.toHaveAttribute('data-seconds', '0');
  await button(page, 'Pause').click();
  await expect(button(page, 'Connect strap')).toBeVisible();

  await go(page, '#/today');
  await expect(page.getByRole('link', { name: /^Strap: No strap yet/ })).toBeVisible();
  await go(page, '#/settings');
  await expect(page.getByText(/No strap yet. Workouts run as a timer/)).toBeVisible();
  expect(seen).toEqual(NOTHING_SEEN);
});

test(
  'a source that is given up leaves no number behind, and the workout runs on',
  { tag: '@whole-browser' },
  async ({ page, browser }) => {
    test.setTimeout(120_000);
    const strap = await EmulatedStrap.install(browser, page, { name: 'Polar H10' });
    await page.goto('/?strap=sim:steady:99#/live?plan=easy-recovery&autostart=1');
    await expect(text(page, 'bpm')).toHaveText('99');
    await expect(text(page, 'state')).toHaveText('inProgress'); // who leaves before that starts nothing
    const choose = async (source: string): Promise<void> => {
      await go(page, '#/settings');
      // sections that come later have a *None* of their own
      await page.getByRole('group', { name: 'Strap' }).getByRole('radio', { name: source }).check();
    };

    await choose('None');
    await go(page, '#/live');
    await expect(text(page, 'signal')).toHaveText('none');
    await expect(text(page, 'bpm')).toHaveText('–');
    await expect(page.getByText('Simulated heart rate')).toHaveCount(0);

    await button(page, 'Connect strap').click();
    await strap.subscribed();
    await strap.send(frameOf(150));
    await expect(text(page, 'bpm')).toHaveText('150');
    await expect(text(page, 'provenance')).toHaveText('strap');

    await go(page, '#/settings');
    await button(page, 'Disconnect').click();
    await go(page, '#/live');
    await expect(text(page, 'signal')).toHaveText('none');
    await expect(text(page, 'bpm')).toHaveText('–');

    await choose('Simulated');
    await go(page, '#/live');
    await expect(text(page, 'provenance')).toHaveText('simulated');
    await expect(text(page, 'bpm')).not.toHaveText('150');
    await expect(text(page, 'state')).toHaveText('inProgress');
  },
);

test(
  'Bluetooth that is switched on later is noticed, and what the browser answers is said in words',
  { tag: '@whole-browser' },
  async ({ page, browser }) => {
    test.setTimeout(120_000);
    const strap = await EmulatedStrap.install(browser, page, { name: 'Polar H10' });
    await strap.radio('absent');
    await page.goto('/#/live?plan=easy-recovery');
    const off = page.getByText('Bluetooth is off. Turn it on, then connect your strap.');
    await expect(off).toBeVisible();
    await expect(button(page, 'Connect strap')).toBeVisible();
    await strap.radio('powered-on');
    await page.evaluate(() => navigator.bluetooth.dispatchEvent(new Event('availabilitychanged'))); // the emulation does not
    await expect(off).toHaveCount(0);
    await strap.radio('absent');
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await expect(off).toBeVisible();

    await button(page, 'Start workout').click();
    await expect(text(page, 'state')).toHaveText('inProgress');
    await button(page, 'Connect strap').click();
    await expect(page.getByText('The browser found no Bluetooth on this device.')).toBeVisible();
    await strap.radio('powered-on');
    strap.chooser = 'cancel';
    await button(page, 'Connect strap').click(); // no reload: a tap looks again
    await expect(page.getByText('No strap was chosen.')).toBeVisible();
    strap.chooser = 'select';
    await button(page, 'Connect strap').click();
    await strap.subscribed();
    await strap.send(frameOf(120));
    await expect(text(page, 'bpm')).toHaveText('120');
    await expect(button(page, 'Connect strap')).toHaveCount(0);

    strap.reachable = false;
    await strap.drop();
    await expect(button(page, 'Reconnect')).toBeVisible(); // while it is looked for: whoever cannot wait need not
  },
);

test(
  'a strap out of reach is waited for in the open, is in the list of known ones, and comes back when it was forgotten by mistake',
  { tag: '@whole-browser' },
  async ({ page, browser, context }) => {
    test.setTimeout(120_000);
    const seen = await watchPage(page);
    const strap = await EmulatedStrap.install(browser, page, { name: 'Polar H10 💜 חגורה', batteryPct: 12 });
    await page.goto('/#/settings');
    await page.getByRole('radio', { name: 'Bluetooth' }).check();
    await expect(page.getByText('No strap yet')).toBeVisible();
    await button(page, 'Connect strap').click();
    await strap.subscribed();
    await expect(page.getByText('Connected. Waiting for heart rate…')).toBeVisible();
    await strap.send(frameOf(117));
    await expect(page.getByText(/117 bpm · Battery low: 12 %/)).toBeVisible();

    strap.reachable = false;
    await strap.drop();
    await expect(page.getByText(/^Next try in \d+ s$/)).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText(/The strap did not respond/)).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    strap.reachable = true;
    await button(page, 'Try now').click();
    await strap.subscribed();
    await strap.send(frameOf(118));
    await expect(page.getByText(/118 bpm/)).toBeVisible();

    await button(page, 'Forget Polar H10 💜 חגורה').click();
    await expect(page.getByText('No strap yet')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Your straps' })).toHaveCount(0);
    await button(page, 'Undo').click();
    await expect(page.getByRole('listitem').filter({ hasText: 'In use · Battery low: 12 %' })).toBeVisible();

    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await button(page, 'Copy as text').click();
    await expect(page.getByText('Copied. Paste it into a bug report.')).toBeVisible();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toMatch(/^Beatkeeper \d+\.\d+\.\d+\nBrowser: Mozilla/);
    expect(report).toContain('Strap: bluetooth');
    expect(report).not.toMatch(/Polar|💜|118|12 %/);
    expect(seen).toEqual(NOTHING_SEEN);
  },
);

// Two hundred drops in Node leave none (tests/app/device/bluetooth.test.ts): this asks the browser's own count.
test('reconnecting leaves no listener behind', { tag: ['@whole-browser', '@long'] }, async ({ page, browser }) => {
  test.setTimeout(90_000);
  const strap = await EmulatedStrap.install(browser, page);
  await page.goto('/#/live?plan=easy-recovery');
  await button(page, 'Connect strap').click();
  await strap.subscribed();
  await button(page, 'Start workout').click();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const listeners = async (): Promise<number> => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSEventListeners')!.value;
  };
  const reconnect = async (): Promise<void> => {
    await strap.drop();
    await strap.subscribed();
    await strap.send(frameOf(120));
  };
  await reconnect();
  const before = await listeners();
  for (let i = 0; i < 12; i++) await reconnect();
  expect((await listeners()) - before).toBeLessThan(12); // two at each reconnect were 24
});
