// Every screen but Live: that it can be used by everyone, keeps the policy, and says what it is when there is nothing, too much, or something wrong.
import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { parseFinished } from '../../src/core/records/finishedRecord.ts';
import type { SessionFile } from '../../src/formats/activity/session-json.ts';
import { MANNERS, tooWide } from '../support/width.ts';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';
import { EmulatedStrap, frameOf } from '../support/strap.ts';
import { EMPTY_PAGE } from '../support/database.ts';
import { historyOf, storeHistory } from '../support/history.ts';

const ROUTES = [
  '#/today',
  '#/plans',
  '#/plans/threshold-4x4',
  '#/plans/nowhere',
  '#/plans/new',
  '#/plans/pyramid/edit',
  '#/history',
  '#/history/workout-0',
  '#/history/workout-2',
  '#/history/workout-4',
  '#/history/compare?ids=workout-0,workout-1',
  '#/history/nowhere',
  '#/history/trends',
  '#/schedule',
  '#/settings',
];

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };

/** With some workouts behind it, or as many as are asked for. */
async function open(page: Page, route: string, workouts = 5): Promise<void> {
  await page.goto(EMPTY_PAGE);
  await storeHistory(page, historyOf(workouts, Date.now()));
  await page.goto(`/${route}`);
  await settled(page);
}

/** To another screen, as a link would; done when it is there. */
async function go(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), route);
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator('main h1')).toBeVisible();
  await expect(page.getByText(/^(Loading|Reading|One moment)/)).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}

/** A phone in the dark; both sizes in both schemes by `npm run test:long`. Contrast of every colour is in colours.test.ts. */
const SWEEPS = [
  ['a phone', PHONE, 'dark'],
  ...(process.env['NIGHTLY']
    ? ([
        ['a phone', PHONE, 'light'],
        ['a desk', DESK, 'light'],
        ['a desk', DESK, 'dark'],
      ] as const)
    : []),
] as const;
for (const [place, viewport, colorScheme] of SWEEPS) {
  test(`on ${place} in the ${colorScheme} every screen is for everyone, and keeps to itself`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'no-preference' });
    const seen = await watchPage(page);
    await open(page, '#/today');
    const findings: Record<string, string[]> = {};
    for (const route of ROUTES) {
      await go(page, route);
      const found = await axeFindings(page);
      if (found.length > 0) findings[route] = found;
    }
    expect(findings).toEqual({});
    expect(seen).toEqual(NOTHING_SEEN);
  });
}

test('the first visit is for everyone, and each step can be left out', async ({ page }) => {
  const seen = await watchPage(page);
  await page.goto('/#/today');
  await settled(page);
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByLabel('Age')).toHaveAccessibleDescription(/number/);
  await page.getByLabel('Age').fill('42');
  await expect(page.getByText('Estimated maximum: 179 bpm')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(2); // nothing is asked but what zones and guidance use: age and limit
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Next' }).click();

  await expect(page.getByRole('heading', { name: 'Your strap' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Continue without a strap' }).click();
  await expect(page.getByText('The heart rate in the demo is simulated')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'look around' }).click();
  await expect(page.getByRole('link', { name: 'Start now' })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('link', { name: 'Start now' })).toBeVisible();
  await go(page, '#/settings');
  await expect(page.getByLabel('Maximum heart rate', { exact: true }).first()).toHaveValue('179');
  expect(seen).toEqual(NOTHING_SEEN);
});

test('a limit that was typed on the first visit holds, whichever way one leaves; one that can be none is not passed over', async ({
  page,
}) => {
  await page.goto('/#/today');
  await settled(page);
  const limit = page.getByRole('textbox', { name: /limit/i });
  await limit.fill('13');
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  await expect(limit).toBeFocused();
  await limit.fill('130');
  await go(page, '#/settings'); // without a press of any button
  await expect(page.getByLabel(/limit/i).first()).toHaveValue('130');
  await go(page, '#/today');
  await expect(limit).toHaveValue('130');
  await limit.fill('128');
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Start now' })).toBeVisible();
  await go(page, '#/plans/threshold-4x4');
  await expect(page.getByText('Limit 128').first()).toBeVisible();
});

test(
  'the first visit can be skipped whole by one press, and a strap that is connected in it is shown at once',
  { tag: '@whole-browser' },
  async ({ page, browser }) => {
    const strap = await EmulatedStrap.install(browser, page, { name: 'Polar H10' });
    await page.goto('/#/today');
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: 'Connect strap' }).click();
    await strap.subscribed();
    const card = page.getByRole('region', { name: 'Your strap' });
    await expect(card.getByText('Polar H10 is connected.')).toBeVisible();
    await strap.send(frameOf(87));
    await expect(card.getByText('87')).toBeVisible();
    await expect(card).not.toContainText(/simulated|timer/i);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('The demo uses your own heart rate')).toBeVisible();

    // another first visit: the step that one was at is kept
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await settled(page);
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await expect(page.getByRole('link', { name: 'Start now' })).toBeVisible();
    await page.reload();
    await settled(page);
    await expect(page.getByRole('link', { name: 'Start now' })).toBeVisible();
  },
);

test('nothing runs out of its screen: on 320 px, from right to left, with letters twice as large', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, '#/today');
  for (const route of ROUTES) {
    await go(page, route);
    for (const manner of MANNERS) expect.soft(await tooWide(page, manner), `${route}, ${manner.name}`).toEqual([]);
  }
});

/** The rows on the screen and where they are, once they fill it. */
async function rowsSeen(page: Page): Promise<string[]> {
  const look = (): Promise<string[]> =>
    page.evaluate(() => {
      const rows = [...document.querySelectorAll<HTMLElement>('[data-testid="history-item"]')];
      const seen = rows.filter((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      });
      const last = seen.at(-1)?.getBoundingClientRect().bottom ?? 0;
      const isEnd = document.scrollingElement!.scrollHeight - scrollY - innerHeight < 200;
      if (last < innerHeight - 100 && !isEnd) return []; // a month may end there, a list of nothing may not
      return seen.map((row) => `${row.dataset['sessionId']} at ${Math.round(row.getBoundingClientRect().top)}`);
    });
  let seen: string[] = [];
  await expect.poll(async () => (seen = await look()).length).toBeGreaterThan(2);
  return seen;
}

test('whoever goes to another screen begins at its heading, and comes back to where they were', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await open(page, '#/today', 400);
  await go(page, '#/history');
  await expect(page.locator('h1')).toBeFocused();
  await expect(page).toHaveTitle('History · Beatkeeper');
  // half the way at once, then on, so that some of what lies above was seen and some was not
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  for (let i = 0; i < 4; i++) {
    await rowsSeen(page);
    await page.mouse.wheel(0, 700);
  }
  // back up, past rows that were never seen: what is in sight stays there, in a browser that anchors nothing too
  await page.evaluate(() => scrollBy(0, -4_000));
  await rowsSeen(page);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const before = await rowsSeen(page);
  await page
    .locator(`[data-session-id="${before[2]!.split(' ')[0]}"]`)
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(/#\/history\/workout-/);
  await expect(page.locator('h1')).toBeFocused();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(page.getByTestId('history-item').first()).toBeAttached();
  await expect.poll(() => rowsSeen(page)).toEqual(before);
});

test('the keyboard leads everywhere: past the bar, through the choices, along the trace', async ({ page }) => {
  await open(page, '#/settings');
  await page.reload();
  await settled(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page).toHaveURL(/#\/settings$/);

  await page.getByRole('radio', { name: 'Light' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('html')).toHaveAttribute('data-appearance', 'dark');

  await go(page, '#/history/workout-0');
  const trace = page.getByRole('slider');
  await trace.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageUp');
  await expect(trace).toHaveAttribute('aria-valuetext', /^\d+:\d\d, \d+ bpm, Zone \d, .+/);
});

test('a workout is zoomed into and read to the second, and what is said of it stays', async ({ page }) => {
  await open(page, '#/history/workout-0');
  const trace = page.getByRole('slider');
  await page.getByRole('button', { name: 'Show Steady on the chart' }).click();
  await expect(page.getByText('Showing 9:45–13:15')).toBeVisible();
  await expect(page.getByText('Time to target').first()).toBeVisible();
  await trace.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  const first = await trace.getAttribute('aria-valuenow');
  await page.keyboard.press('ArrowRight');
  await expect(trace).toHaveAttribute('aria-valuenow', String(Number(first) + 1));
  await page.keyboard.press('0');
  await page.getByRole('group', { name: 'Cues on the chart' }).getByRole('button').first().click();

  await page.getByRole('radio', { name: '7, very hard' }).check({ force: true }); // its step lies over the radio
  await page.getByRole('textbox', { name: 'Title' }).fill('Track with Ada');
  await page.getByRole('textbox', { name: 'Tags' }).fill('hills');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Trim the ends' }).click();
  await page.getByRole('textbox', { name: 'Start' }).fill('5:00');
  await page.getByRole('button', { name: 'Trim', exact: true }).click();
  await expect(page.getByText(/Trimmed to 5:00–/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Trim the ends' })).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Track with Ada' })).toBeVisible();
  await expect(page.getByRole('radio', { name: '7, very hard' })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Remove tag hills' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo trim' }).click();
  await expect(page.getByText(/Trimmed to/)).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Title' }).fill('Elsewhere');
  await page.getByRole('link', { name: 'All workouts' }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await go(page, '#/history/workout-0');
  await expect(page.getByRole('heading', { level: 1, name: 'Track with Ada' })).toBeVisible();
});

test('an empty history says what will be there, and leads to the first workout', async ({ page }) => {
  const seen = await watchPage(page);
  await page.goto('/#/history');
  await expect(page.getByRole('heading', { name: 'Your workouts will appear here' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Try the demo' }).click();
  await expect(page).toHaveURL(/#\/live\?plan=demo-60s/);
  expect(seen).toEqual(NOTHING_SEEN);
});

/** Ten years of them by `npm run test:long`. */
const MANY = process.env['NIGHTLY'] ? 3650 : 1000;

test('years of workouts are a list like any other', { tag: '@long' }, async ({ page }) => {
  await page.setViewportSize(PHONE);
  const seen = await watchPage(page);
  await open(page, '#/today', MANY);
  await go(page, '#/history');
  await expect(page.getByTestId('history-item').first()).toBeVisible();
  await page.evaluate(async () => {
    for (let i = 0; i < 60; i++) {
      scrollBy(0, 900);
      await new Promise(requestAnimationFrame);
    }
  });
  await rowsSeen(page);
  expect(await page.getByTestId('history-item').count()).toBeLessThan(200);
  await expect(page.locator('main h2')).toHaveCount(await page.locator('main section').count()); // every month is there
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.locator(`[data-session-id="workout-${MANY - 1}"]`)).toBeInViewport({ timeout: 500 });
  }).toPass();
  expect(seen).toEqual(NOTHING_SEEN);
});

test('who searches the page, or prints it, has the whole history', async ({ page }) => {
  await open(page, '#/history', 400);
  for (const act of [
    () => page.keyboard.press('Control+f'),
    () => page.evaluate(() => dispatchEvent(new Event('beforeprint'))),
  ]) {
    await rowsSeen(page);
    expect(await page.getByTestId('history-item').count()).toBeLessThan(200);
    await act();
    await expect(page.getByTestId('history-item')).toHaveCount(400);
    await page.reload();
  }
});

test('workouts say what was simulated, why it beeped, how phases ended and where they stood still, and are exported whole', async ({
  page,
}) => {
  await open(page, '#/history');
  const simulated = page.locator('[data-session-id="workout-2"]');
  await expect(simulated).toContainText('simulated');
  await expect(page.getByText('1 simulated').first()).toBeVisible();
  await simulated.getByRole('link').click();
  await expect(page.getByText('Simulated heart rate').first()).toBeVisible();

  await go(page, '#/history/workout-0');
  const main = page.locator('main');
  await expect(main.getByText(/Ease off — \d+ above/).first()).toBeVisible();
  await expect(main.getByText(/heading for \d+/).first()).toBeVisible();
  await expect(main.getByText('Signal lost').first()).toBeVisible();
  await expect(main.getByText('You paused').first()).toBeVisible();
  await expect(main.getByText(/Time up/).first()).toBeVisible();
  await expect(main.getByText('Polar H10')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8')) as SessionFile;
  expect((await download).suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d-\d{4}-threshold-4-4-min\.beatkeeper\.json$/);
  expect(parseFinished(file.session).ok).toBe(true);
  expect(file.samples.bpm).toHaveLength(file.session.elapsedS);

  await go(page, '#/history/workout-3');
  await expect(main.getByText('Ended early').first()).toBeVisible();
});

test('what is deleted far down can be had back where it was', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await open(page, '#/history', 400);
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  await rowsSeen(page);
  const id = (await rowsSeen(page))[2]!.split(' ')[0]!;
  const row = page.locator(`[data-session-id="${id}"]`);
  const month = page.locator('section', { has: row });
  const label = await month.getAttribute('aria-labelledby');
  const totals = page.locator(`section[aria-labelledby="${label}"] .totals`);
  const text = await totals.innerText();
  await row.getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row).toHaveCount(0);
  await expect(totals).not.toHaveText(text);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
  expect(await totals.innerText()).toBe(text);

  await page.reload();
  await settled(page);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  await expect(row).toHaveCount(1);
});

test('a plan that is wrong is told place by place; one that is right says what was filled in', async ({ page }) => {
  const seen = await watchPage(page);
  await open(page, '#/plans');
  await page.getByRole('button', { name: 'Import' }).click();
  const paste = async (value: unknown): Promise<void> => {
    await page.getByRole('textbox').fill(typeof value === 'string' ? value : JSON.stringify(value));
    await page.getByRole('button', { name: 'Import this text' }).click();
  };
  await paste('{ "name": ');
  await expect(page.getByText('Not imported: 1 problem')).toBeVisible();
  await paste({ name: '<b>Bold</b>', phases: [{ name: 'a', durationS: 0 }, { name: '' }] });
  await expect(page.getByText('phases[0].durationS')).toBeVisible();
  await expect(page.getByText('phases[1].name')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await paste({
    name: '<b>Bold</b>',
    phases: [{ name: 'Up', end: { type: 'heartRate', from: 'below', bpm: 150 } }],
  });
  await expect(page.getByTestId('loss-report')).toHaveAttribute('data-count', '1');
  await expect(page.getByText('Phase 1 · Up')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('“<b>Bold</b>” was imported')).toBeVisible();
  await page.getByRole('link', { name: 'Open plan' }).click();
  await expect(page.getByRole('heading', { name: '<b>Bold</b>' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove plan' }).click();
  await expect(page.getByTestId('plan-card')).toHaveCount(10);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('plan-card')).toHaveCount(11);

  await page.getByRole('button', { name: 'Import' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'predecessor.json',
    mimeType: 'application/json',
    buffer: Buffer.from(
      JSON.stringify({
        name: 'Old one',
        max_hr: 180,
        created_at: '2020-01-01',
        phases: [{ name: 'Easy', target_zone: 'Zone2', duration_secs: 60, transition: 'TimeElapsed' }],
      }),
    ),
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('“Old one” was imported')).toBeVisible();
  await page.reload();
  await expect(page.getByTestId('plan-card')).toHaveCount(12);

  // a file can be dropped anywhere
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    const text = JSON.stringify({ name: 'Dropped', phases: [{ name: 'Go', durationS: 60 }] });
    dataTransfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
    document.querySelector('h1')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
  });
  await expect(page.getByText('“Dropped” was imported')).toBeVisible();
  expect(seen).toEqual(NOTHING_SEEN);
});

test('a workout under way is on every screen, and a tap away', async ({ page }) => {
  const seen = await watchPage(page);
  await page.goto('/?strap=sim:steady:120#/live?plan=easy-recovery&autostart=1');
  await expect(page.getByTestId('state')).toHaveText('inProgress');
  await go(page, '#/today');
  await expect(page.getByRole('heading', { name: 'In progress' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await go(page, '#/plans/tempo');
  await expect(page.getByRole('button', { name: 'Start workout' })).toBeDisabled();
  expect(await axeFindings(page)).toEqual([]);
  await go(page, '#/history');
  // an empty history has a way of its own there
  await page.getByRole('complementary').getByRole('link', { name: 'Back to workout' }).click();
  await expect(page.getByTestId('state')).toHaveText('inProgress');
  expect(seen.violations).toEqual([]);
  expect(seen.foreignRequests).toEqual([]);
  expect(seen.pageErrors).toEqual([]);
});

// what is wrong, and what follows from what is written, is asserted of the draft itself (profile.test.ts)
test('@long zones follow what is written, and what is wrong is said at its field and not saved', async ({ page }) => {
  await open(page, '#/settings');
  const max = page.getByLabel('Maximum heart rate', { exact: true }).first();
  await max.fill('200');
  await expect(page.getByText('180+')).toBeVisible();
  const threshold = page.getByRole('textbox', { name: 'Threshold heart rate' });
  await max.fill('163');
  await expect(threshold).toHaveValue('143');
  await expect(page.getByText('143 bpm (estimated)', { exact: false })).toBeVisible();
  await threshold.fill('150');
  await max.fill('149');
  await expect(threshold).toHaveAccessibleDescription(/must not be above the maximum/);
  await max.fill('163');
  await page.getByRole('button', { name: 'Use the estimate (143)' }).click();
  await expect(threshold).toHaveValue('143');
  await max.fill('200');
  await expect(page.getByText('176 bpm (estimated)', { exact: false })).toBeVisible();
  await max.fill('230');
  await expect(max).toHaveAccessibleDescription(/at most 220/);
  await expect(max).toHaveAttribute('aria-invalid', 'true');
  await max.fill('');
  await expect(max).toHaveAccessibleDescription(/Enter a number\./);
  await max.fill('200');
  await page.getByLabel('Zone 3 starts at, in percent').fill('85');
  await expect(page.getByText('Each zone must begin above the one before it')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await expect(max).toHaveValue('200');
  // what was typed stays until it is right or given up, and is said not to count
  await expect(page.getByLabel('Zone 3 starts at, in percent')).toHaveValue('85');
  await expect(page.getByText('Each zone must begin above the one before it')).toBeVisible();
});

test('a screen that cannot be fetched says so, and comes when it can', async ({ page, context }) => {
  await context.route(/\/settings-[^/]+\.js$/, (route) => route.abort());
  await page.goto('/#/today');
  await settled(page);
  await page.evaluate(() => (location.hash = '#/settings'));
  await expect(page.getByRole('heading', { name: 'This screen did not load' })).toBeVisible();
  await context.unroute(/\/settings-[^/]+\.js$/);
  await page.getByRole('button', { name: 'Try again' }).click();
  const again = page.getByRole('button', { name: 'Try again' });
  if (await again.isVisible().catch(() => false)) await again.click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});
