// The screen of schedules and Today's card, in a real browser: what is planned is written, shown, changed and taken back.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { occurrenceOf, type Occurrence, type OccurrenceEnd } from '../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../src/core/schedule/schedule.ts';
import { stamped } from '../../src/store/database/records.ts';
import { MANNERS, tooWide } from '../support/width.ts';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';
import { isHeadlessShell, SHELL_LACKS } from '../support/chromium.ts';
import { EMPTY_PAGE, put } from '../support/database.ts';
import { historyOf, storeHistory } from '../support/history.ts';
import { ledgerOf, planned, save, scheduleIn, withServiceWorker } from '../support/schedules.ts';

test.use({ locale: 'en-GB', serviceWorkers: 'allow' });

/** The browser is where these tests are. */
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const DAY_MS = 86_400_000;

/** The screen of schedules, for somebody who has taken the first steps. */
async function open(page: Page, route = '#/schedule'): Promise<void> {
  await page.goto(EMPTY_PAGE);
  await storeHistory(page, historyOf(1, Date.now()));
  await page.goto(`/${route}`);
  await withServiceWorker(page);
  await expect(page.locator('main h1')).toBeVisible();
  await expect(page.getByText(/^One moment/)).toHaveCount(0);
}

const row = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

const form = (page: Page): Locator => page.getByRole('form');

async function kind(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).check({ force: true }); // a radio below its picture
}

const scheduleOf = (more: Partial<Schedule> = {}): Schedule => ({
  id: crypto.randomUUID(),
  planId: 'tempo',
  planName: 'Tempo',
  cron: '30 6 * * 1,3,5',
  timeZone: null,
  on: true,
  revision: 1,
  sinceEpochMs: Date.now(),
  ...more,
});

test('with nothing planned one button begins: weekdays and a time, by keyboard alone, that are there after a reload', async ({
  page,
}) => {
  const seen = await watchPage(page);
  await open(page);
  await expect(page.getByRole('heading', { name: 'Plan your week once' })).toBeVisible();
  await expect(page.getByText('Reminders are on time while Beatkeeper is open')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add schedule' }).click();
  await expect(page.getByRole('heading', { name: 'New schedule' })).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Add schedule' })).toBeFocused();

  await page.getByRole('button', { name: 'Add schedule' }).press('Enter');
  await page.getByLabel('Plan', { exact: true }).selectOption('Tempo');
  const days = page.getByRole('group', { name: 'Days' });
  for (const day of await days.getByRole('button', { pressed: true }).all()) await day.press('Space');
  await expect(page.getByText('Choose at least one day.')).toBeVisible();
  await page.getByRole('button', { name: 'Save schedule' }).press('Enter');
  await expect(days.getByRole('button').first()).toBeFocused();
  for (const day of ['Monday', 'Wednesday', 'Friday']) await days.getByRole('button', { name: day }).press('Space');
  await page.getByLabel('Time', { exact: true }).fill('06:30');
  await expect(form(page).getByText('Mon, Wed, Fri at 06:30')).toBeVisible();
  await expect(form(page).getByText('30 6 * * 1,3,5')).toBeVisible();
  await expect(form(page).getByText(`in ${HERE.replaceAll('_', ' ')}`)).toBeVisible();
  await expect(form(page).locator('ol li')).toHaveCount(5);
  await page.getByRole('button', { name: 'Save schedule' }).press('Enter');

  const saved = row(page, 'Mon, Wed, Fri at 06:30');
  await expect(saved).toContainText('Tempo');
  await expect(saved.getByRole('button', { name: /^Edit/ })).toBeFocused();
  const at = await saved.getByTestId('next-fire').getAttribute('data-at');
  expect(at).toBe(new Date(at!).toISOString());
  const local = new Date(Date.parse(at!)).toLocaleString('en', { weekday: 'short' });
  expect(['Mon', 'Wed', 'Fri']).toContain(local);
  const toCome = Array.from({ length: 7 }, (_, i) => {
    const now = new Date();
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() + i, 6, 30);
  }).filter((time) => [1, 3, 5].includes(time.getDay()) && time.getTime() > Date.now());
  const week = page.getByRole('region', { name: 'The week ahead' });
  await expect(week.getByText('Tempo')).toHaveCount(toCome.length); // two, when this morning's is over

  await page.reload();
  await expect(row(page, 'Mon, Wed, Fri at 06:30').getByTestId('next-fire')).toHaveAttribute('data-at', at!);
  expect(seen).toEqual(NOTHING_SEEN);
});

test('from a plan, on a day of the month: it is said which months have a 31st', async ({ page }) => {
  await open(page, '#/plans/pyramid');
  await page.getByRole('link', { name: 'Schedule', exact: true }).last().click();
  await expect(page.getByLabel('Plan', { exact: true })).toHaveValue('pyramid');
  await kind(page, 'Monthly');
  await page.getByLabel('Day', { exact: true }).selectOption('31');
  await expect(page.getByText('Only months that have a 31st.')).toBeVisible();
  await page.getByLabel('Day', { exact: true }).selectOption('Last day');
  await page.getByLabel('Time', { exact: true }).fill('19:00');
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect(row(page, 'On the last day of each month at 19:00')).toContainText('Pyramid');
  await expect(page).toHaveURL(/#\/schedule$/);
});

test('by cron: what is wrong is said at each key, by its field; what weekdays cannot show is said too', async ({
  page,
}) => {
  const seen = await watchPage(page);
  await open(page);
  await page.getByRole('button', { name: 'Add schedule' }).click();
  await kind(page, 'Advanced (cron)');
  const field = page.getByLabel('Expression');
  await field.fill('61 6 * * 1');
  await expect(field).toHaveAccessibleDescription(/Minute: .*61/);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect(field).toBeFocused();
  await expect(page.getByText('Not saved yet')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await expect(form(page).getByText('the next times will appear here')).toBeVisible();
  await field.fill('*/15 6 * * 1');
  await expect(form(page).getByText(/Every 15 minutes/)).toBeVisible();
  await kind(page, 'Weekly');
  await expect(page.getByText('“*/15 6 * * 1” cannot be shown as weekdays')).toBeVisible();
  await kind(page, 'Advanced (cron)');
  await expect(field).toHaveValue('*/15 6 * * 1');
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect(row(page, /Every 15 minutes/)).toBeVisible();
  expect(seen).toEqual(NOTHING_SEEN);
});

test('pinned to a place, it is said what that is here', { tag: '@long' }, async ({ page }) => {
  const place = HERE === 'Asia/Tokyo' ? 'Europe/Paris' : 'Asia/Tokyo';
  await open(page);
  await page.getByRole('button', { name: 'Add schedule' }).click();
  await page.getByLabel('Time', { exact: true }).fill('06:30');
  await kind(page, 'Fixed');
  await page.getByLabel('Fixed time zone').selectOption(place);
  await expect(form(page).getByText(`in ${place}`)).toBeVisible();
  await expect(
    form(page)
      .getByText(/\d\d:\d\d here/)
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect(row(page, /at 06:30/)).toContainText(`in ${place}`);
});

test.describe('in Boston', () => {
  test.use({ locale: 'en-US' });

  test('the day has twice twelve hours, in words as in the field', { tag: '@long' }, async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Add schedule' }).click();
    await page.getByLabel('Time', { exact: true }).fill('18:30');
    await expect(
      form(page)
        .getByText(/^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d+(, \d{4})?, 6:30\sPM/)
        .first(),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Save schedule' }).click();
    await expect(row(page, /at 6:30\sPM$/)).toContainText(/ at 6:30\sPM/);
  });
});

test('edited, switched off, deleted and had back; none of it leaves two', async ({ page }) => {
  await open(page);
  await put(page, planned([scheduleOf()]));
  await page.reload();
  await row(page, 'Mon, Wed, Fri at 06:30').getByRole('button', { name: /^Edit/ }).click();
  await expect(page.getByRole('heading', { name: 'Edit schedule' })).toBeFocused();
  await page.getByLabel('Time', { exact: true }).fill('07:15');
  await page.getByRole('button', { name: 'Save schedule' }).click();
  const changed = row(page, 'Mon, Wed, Fri at 07:15');
  await expect(changed).toHaveCount(1);
  await expect(page.locator('[data-schedule-id]')).toHaveCount(1);

  await changed.getByRole('switch').click();
  await expect(changed).toContainText('Off');
  await expect(changed.getByTestId('next-fire')).toHaveCount(0);
  await changed.getByRole('switch').click();
  await expect(changed.getByTestId('next-fire')).toBeVisible();

  await changed.getByRole('button', { name: /^Delete/ }).click();
  await expect(page.locator('[data-schedule-id]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Mon, Wed, Fri at 07:15')).toBeVisible();
  await expect(changed.getByRole('button', { name: /^Edit/ })).toBeFocused();
  await page.reload();
  await expect(page.locator('[data-schedule-id]')).toHaveCount(1);
});

test('a plan that is gone, a schedule of a newer version and one that is broken are said', async ({ page }) => {
  await open(page);
  await put(page, planned([scheduleOf({ planId: 'gone', planName: 'My hills' })]));
  await put(page, {
    schedules: [
      ['odd-0', { ...stamped({}, Date.now()), v: 99 }],
      ['odd-1', { ...stamped({}, Date.now()), value: { id: 7 } }],
    ],
  });
  await page.reload();
  await expect(page.locator('[data-schedule-id]')).toContainText('My hills');
  await expect(page.getByText('This plan no longer exists')).toBeVisible();
  await expect(page.getByText('Saved by a newer version of Beatkeeper')).toBeVisible();
  await expect(page.getByText('The stored data is damaged')).toBeVisible();
  await expect(page.getByRole('region', { name: 'The week ahead' }).getByText('Plan missing').first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await page.evaluate(() => (location.hash = '#/today'));
  const card = page.getByRole('region', { name: 'Next workout' });
  await expect(card).toContainText('This plan no longer exists');
  await expect(card.getByRole('link', { name: 'Schedule' })).toBeVisible();
  await expect(card.getByRole('link', { name: 'Start now' })).toHaveCount(0);
});

/** What became of the last so many days of one schedule, the newest first. */
function ledger(schedule: Schedule, ends: readonly ((atMs: number) => OccurrenceEnd)[], everyDays = 1): Occurrence[] {
  const morningMs = new Date().setHours(0, 30, 0, 0);
  return ends.map((end, i) => {
    const atMs = morningMs - (i + 1) * everyDays * DAY_MS;
    return { ...occurrenceOf(schedule, atMs, HERE), end: end(atMs) };
  });
}

const kept = (atEpochMs: number): OccurrenceEnd => ({
  status: 'started',
  atEpochMs,
  sessionId: 'workout-0',
  provenance: 'strap',
});
const tried = (atEpochMs: number): OccurrenceEnd => ({
  status: 'started',
  atEpochMs,
  sessionId: 'none',
  provenance: 'simulated',
});
const missed = (atEpochMs: number): OccurrenceEnd => ({ status: 'missed', atEpochMs: atEpochMs + 900_000 });
const skipped = (atEpochMs: number): OccurrenceEnd => ({ status: 'skipped', atEpochMs, by: 'person' });

test('the ledger has its totals, its filter, and the way to each workout; what was simulated is not counted', async ({
  page,
}) => {
  await open(page);
  const schedule = scheduleOf({ on: false });
  await put(page, planned([schedule], ledger(schedule, [kept, kept, missed, skipped, tried, kept])));
  await page.reload();
  const section = page.getByRole('region', { name: 'Log' });
  await expect(section.locator('dl')).toContainText(/3\s*completed\s*1\s*skipped\s*1\s*missed/);
  const items = section.getByTestId('ledger-item');
  await expect(items).toHaveCount(6);
  await expect(section.getByText('Simulated: not counted')).toBeVisible();
  await expect(section.getByText('1 workout with a simulated heart')).toBeVisible();
  for (const [filter, count] of [
    ['Missed', 1],
    ['Skipped', 1],
    ['Completed', 4],
    ['Postponed', 0],
    ['All', 6],
  ] as const) {
    await kind(page, filter);
    await expect(items).toHaveCount(count);
  }
  expect(await axeFindings(page)).toEqual([]);
  await items.getByRole('link').first().click();
  await expect(page).toHaveURL(/#\/history\/workout-0$/);
});

test('a ledger of years is read as far as it is asked for', { tag: '@long' }, async ({ page }) => {
  await open(page);
  const schedule = scheduleOf({ on: false });
  await put(page, planned([schedule], ledger(schedule, Array<typeof kept>(430).fill(missed))));
  await page.reload();
  const items = page.getByTestId('ledger-item');
  await expect(items).toHaveCount(100);
  await expect(page.locator('dl')).toContainText(/36[56]\s*missed/);
  for (let shown = 100; shown < 430;) {
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => items.count()).toBeGreaterThan(shown);
    shown = await items.count();
  }
  await expect(items).toHaveCount(430);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test('Today shows what is next and how long until then, also without cron', async ({ page }) => {
  await open(page, '#/settings');
  const { schedule, fireAtMs } = scheduleIn(3 * 3600 + 20 * 60);
  await save(page, schedule);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.evaluate(() => (location.hash = '#/today'));
  const card = page.getByRole('region', { name: 'Next workout' });
  await expect(card).toContainText('Easy recovery');
  await expect(card.getByTestId('next-fire')).toHaveText('in 3 h 20 min');
  await expect(card.getByTestId('next-fire')).toHaveAttribute('data-at', new Date(fireAtMs).toISOString());
  await expect(card.getByRole('link', { name: 'Start now' })).toHaveAttribute('href', /plan=easy-recovery$/);
  expect(fetched.filter((url) => url.includes('/cron-'))).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);
});

test('when its time has come Today says so, and it can be put off, moved or left out', async ({ page }) => {
  await open(page, '#/today');
  const { schedule } = scheduleIn(4);
  await save(page, schedule);
  await expect(page.getByTestId('next-fire')).toHaveText(/in 0:0\d/);
  const card = page.getByRole('region', { name: 'Workout ready' });
  await expect(card).toBeVisible();
  await expect(card.getByTestId('next-fire')).toHaveText(/10 min\s+left to start/);
  await expect(card.getByRole('link', { name: 'Start workout' })).toHaveAttribute(
    'href',
    '#/live?plan=easy-recovery&autostart=1',
  );
  expect(await axeFindings(page)).toEqual([]);
  await expect.poll(async () => (await ledgerOf(page))[0]?.readyAtEpochMs).not.toBeNull(); // seen, and so announced

  await card.getByRole('button', { name: 'Snooze 10 min' }).click();
  const later = page.getByRole('region', { name: 'Postponed until' });
  await expect(later.getByTestId('next-fire')).toHaveText(/in (10|9) min/);
  await expect(later).toBeFocused();
  await expect.poll(async () => (await ledgerOf(page)).map(({ end }) => end?.status)).toEqual(['moved', undefined]);
  const said = page.getByText(/^Postponed: (Today|Tomorrow) at/);
  await expect(said).toBeVisible();

  const [, successor] = await ledgerOf(page);
  await page.evaluate(() => (location.hash = '#/schedule'));
  const there = page.locator('[data-schedule-id]');
  await expect(there).toContainText('postponed');
  await expect(there.getByTestId('next-fire')).toHaveAttribute(
    'data-at',
    new Date(successor!.fireAtEpochMs).toISOString(),
  );
  await expect(said).toHaveCount(0);
});

test('Today goes on hearing of it when one has come from the schedule; what is skipped there is skipped in the ledger', async ({
  page,
}) => {
  const seen = await watchPage(page);
  await open(page);
  await page.evaluate(() => (location.hash = '#/today'));
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  const { schedule } = scheduleIn(2);
  await save(page, schedule);
  await page.getByRole('region', { name: 'Workout ready' }).getByRole('button', { name: 'Skip' }).click();
  await expect(page.getByRole('region', { name: 'Next workout' })).toBeVisible();
  await expect.poll(async () => (await ledgerOf(page))[0]?.end).toMatchObject({ status: 'skipped', by: 'person' });
  await page.evaluate(() => (location.hash = '#/schedule'));
  await expect(page.getByText('Skipped: by you')).toBeVisible();
  expect(seen).toEqual(NOTHING_SEEN);
});

test('whoever is on another screen when its time comes is told there, and is one tap away', async ({ page }) => {
  await open(page, '#/history');
  const { schedule } = scheduleIn(3);
  await save(page, schedule);
  const ribbon = page.getByRole('link', { name: /Workout ready/ });
  await expect(ribbon).toContainText('Easy recovery');
  await expect(page.getByRole('status').filter({ hasText: 'Workout ready: Easy recovery' })).toHaveCount(1);
  expect(await axeFindings(page)).toEqual([]);
  await ribbon.click();
  await expect(page.getByRole('region', { name: 'Workout ready' })).toBeVisible();
  await expect(ribbon).toHaveCount(0);
});

// That it counts for nothing is in tests/core/schedule; how the ledger says it, above; what a finished workout writes there, in reminders.spec.ts.
test(
  'a planned workout that was tried with a simulated heart is still there to be done',
  { tag: '@long' },
  async ({ page }) => {
    await open(page);
    const { schedule } = scheduleIn(600, { planId: 'demo-60s', planName: 'One-minute demo' });
    await save(page, schedule);
    await page.evaluate(() => (location.hash = '#/live?plan=demo-60s&autostart=1'));
    await expect(page.getByTestId('state')).toHaveText('inProgress');
    await expect.poll(async () => (await ledgerOf(page))[0]?.end?.status).toBe('started');
    await expect(page.getByTestId('bpm')).toHaveText(/\d/);
    await expect(page.getByTestId('elapsed')).toHaveAttribute('data-seconds', /[2-9]/);
    await page.getByRole('button', { name: 'End workout' }).click();
    await page.getByRole('button', { name: 'End workout' }).click();
    await expect(page.getByTestId('state')).toHaveText('completed');
    const end = async () => (await ledgerOf(page)).map((each) => [each.end, 'tried' in each]);
    await expect.poll(end).toEqual([[null, true]]);
    await page.evaluate(() => (location.hash = '#/today'));
    const next = page.getByRole('region', { name: 'Next workout' });
    await expect(next).toContainText('One-minute demo');
    await expect(next.getByRole('link', { name: 'Start now' })).toBeVisible();
    await page.evaluate(() => (location.hash = '#/schedule'));
    await expect(page.getByText('Each planned workout will appear here')).toBeVisible();
  },
);

test('what was missed is said on Today in one line, once', async ({ page }) => {
  await open(page);
  const schedule = scheduleOf({ on: false });
  await put(page, planned([schedule], ledger(schedule, [missed, missed, kept])));
  await page.goto('/#/today');
  await page.reload();
  const line = page.getByText(/^2 planned workouts were missed since/);
  await expect(line).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(line).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This week' })).toBeVisible();
  await expect(line).toHaveCount(0);
});

test(
  'how reminders come is said, and how to change it; nothing is asked before there is a reason',
  { tag: '@whole-browser' },
  async ({ page, context }) => {
    test.skip(isHeadlessShell, SHELL_LACKS);
    await context.grantPermissions(['notifications']);
    await open(page);
    const reminders = page.getByRole('region', { name: 'Reminders' });
    await expect(reminders).not.toContainText('otifications');
    await put(page, planned([scheduleOf()]));
    await page.reload();
    await expect(reminders).toContainText('Notifications are allowed');

    await context.clearPermissions();
    await page.reload();
    await expect(reminders).toContainText('A notification tells you when a workout is ready');
    await reminders.getByRole('button', { name: 'Allow notifications' }).click(); // nobody is there to say yes
    await expect(reminders).toContainText('Notifications are not allowed');
    await expect(reminders).toContainText('open the site permissions');
    await expect(reminders.getByRole('button', { name: 'Allow notifications' })).toHaveCount(0);
    expect(await axeFindings(page)).toEqual([]);
  },
);

test('what is planned goes into a file for the calendar', async ({ page }) => {
  await open(page);
  await put(page, planned([scheduleOf(), scheduleOf({ cron: '0 9 * * 0', planId: 'pyramid', planName: 'Pyramid' })]));
  await page.reload();
  const all = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Add to calendar', exact: true }).click();
  const text = await readFile(await (await all).path(), 'utf8');
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(text).toContain('RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR');
  await expect(page.getByText('Open the file to add the schedule to your calendar.')).toBeVisible();
  const one = page.waitForEvent('download');
  await page
    .locator('[data-schedule-id]')
    .getByRole('button', { name: /^Add to calendar: Pyramid/ })
    .click();
  expect((await readFile(await (await one).path(), 'utf8')).match(/BEGIN:VEVENT/g)).toHaveLength(1);
});

test(
  'one planned workout goes into a calendar too, from the week and from Today',
  { tag: '@long' },
  async ({ page }) => {
    await open(page);
    const { schedule, fireAtMs } = scheduleIn(3 * 3600);
    await save(page, schedule);
    const utc = new Date(fireAtMs).toISOString().replace(/[-:]|\.000/g, '');

    for (const place of [
      page.getByRole('region', { name: 'The week ahead' }),
      page.getByRole('region', { name: 'Next workout' }),
    ]) {
      const download = page.waitForEvent('download');
      await place
        .getByRole('button', { name: /^Add to calendar: Easy recovery/ })
        .first()
        .click();
      const text = await readFile(await (await download).path(), 'utf8');
      expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
      expect(text).toContain(`DTSTART:${utc}`);
      expect(text).not.toContain('RRULE');
      await expect(page.getByText('Open the file to add the workout to your calendar.')).toBeVisible();
      await page.evaluate(() => (location.hash = '#/today'));
    }
  },
);

test.describe('in a browser that allows no service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('reminders cannot come, and that is said; the list is there, also without cron, and can be changed', async ({
    page,
  }) => {
    await page.goto(EMPTY_PAGE);
    await storeHistory(page, historyOf(1, Date.now()));
    await put(page, planned([scheduleOf()]));
    await page.goto('/#/today');
    await page.goto('/#/schedule');
    await expect(page.getByText('Reminders do not work here')).toBeVisible();
    const only = page.locator('[data-schedule-id]');
    await expect(page.getByRole('region', { name: 'The week ahead' }).getByText('Tempo')).not.toHaveCount(0);
    await expect(only.getByTestId('next-fire')).toBeVisible();
    await only.getByRole('switch').click();
    await expect(only).toContainText('Off');
    await only.getByRole('switch').click();
    await expect(only.getByTestId('next-fire')).toBeVisible();

    await page.route('**/assets/cron-*', (route) => route.abort());
    await page.reload();
    await expect(page.getByText('Part of this screen did not load')).toBeVisible();
    await expect(page.getByText('Reminders do not work here')).toBeVisible();
    await expect(only).toContainText('Next date not known yet');
    expect(await axeFindings(page)).toEqual([]);
    await only.getByRole('switch').click();
    await expect(only).toContainText('Off');
    await only.getByRole('button', { name: /^Delete/ }).click();
    await expect(only).toHaveCount(0);
  });
});

test('nothing runs out of the screen: on 320 px, from right to left, with letters twice as large', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page);
  const schedule = scheduleOf({ cron: '0 7-10 * * 2', timeZone: 'America/Argentina/ComodRivadavia' });
  await put(page, planned([schedule, scheduleOf()], ledger(schedule, [missed, kept, tried, skipped])));
  await page.reload();
  await page.getByRole('button', { name: 'Add schedule' }).click();
  for (const form of ['Weekly', 'Monthly', 'Advanced (cron)']) {
    await kind(page, form);
    for (const manner of MANNERS) expect.soft(await tooWide(page, manner), `${form}, ${manner.name}`).toEqual([]);
  }
});
