// What is planned: told on time whoever is awake, and written down whatever happens.
import { expect, test, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import { statusOf, type Occurrence } from '../../src/core/schedule/occurrence.ts';
import { OwnChromium, serve, until } from '../support/browser.ts';
import { isHeadlessShell, SHELL_LACKS } from '../support/chromium.ts';
import {
  ledgerOf,
  notificationsOf,
  save,
  saving,
  scheduleIn,
  standingOf,
  tell,
  withServiceWorker,
} from '../support/schedules.ts';

const DIST = resolve(import.meta.dirname, '../../dist');
/** How many notifications are shown. */
const COUNT = 'navigator.serviceWorker.ready.then((it) => it.getNotifications()).then(({ length }) => length)';

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['notifications']);
});

/** Where no notification can be shown, what is due is in the ledger all the same. */
const shows = !isHeadlessShell;

const LATE_MAX_MS = 2_000;

/** Waits for the reminder; how late it came. */
async function reminded(page: Page, fireAtMs: number): Promise<number> {
  const told = (): Promise<unknown[]> => (shows ? notificationsOf(page) : ledgerOf(page));
  await expect.poll(told, { intervals: [50], timeout: 20_000 }).not.toEqual([]);
  return Date.now() - fireAtMs;
}

test('a reminder comes on time with the page in front, and says what it is for; starting that plan links the workout to it', async ({
  page,
}) => {
  await page.goto('/?strap=sim:steady:120#/today');
  await withServiceWorker(page);
  const { schedule, fireAtMs } = scheduleIn(4);
  await save(page, schedule);
  const lateMs = await reminded(page, fireAtMs);
  expect(lateMs).toBeLessThanOrEqual(LATE_MAX_MS);
  expect(lateMs).toBeGreaterThanOrEqual(0);
  if (shows) {
    const [shown] = await notificationsOf(page);
    expect(shown).toMatchObject({
      title: 'Workout ready: Easy recovery',
      data: { scheduleId: schedule.id, planId: 'easy-recovery', fireAt: new Date(fireAtMs).toISOString() },
    });
  }
  const [occurrence] = await ledgerOf(page);
  expect(occurrence).toMatchObject({ scheduleId: schedule.id, fireAtEpochMs: fireAtMs, end: null });
  // by the notification; where there are none, by the card that somebody has in front
  await expect.poll(async () => (await ledgerOf(page))[0]!.readyAtEpochMs !== null).toBe(true);

  await page.goto('/?strap=sim:steady:120#/live?plan=easy-recovery&autostart=1');
  await expect.poll(async () => (await ledgerOf(page)).map(statusOf)).toEqual(['started']);
  await expect.poll(() => notificationsOf(page)).toEqual([]);
  await expect(page.getByTestId('elapsed')).not.toHaveAttribute('data-seconds', /^[01]$/); // a heart was heard
  await page.getByRole('button', { name: 'End workout' }).click();
  await page.getByRole('button', { name: 'End workout' }).click();
  await expect(page.getByTestId('state')).toHaveText('completed');
  // tried with a simulated heart, it can still be done
  await expect.poll(async () => (await ledgerOf(page)).map(statusOf)).toEqual(['pending']);
  expect(await ledgerOf(page)).toHaveLength(1);
});

/** The page is not looked at for a while before the reminder is due. */
test.describe('a reminder comes on time', () => {
  test('with another route open, and the service worker stopped meanwhile', async ({ page }) => {
    await page.goto('/#/settings');
    await withServiceWorker(page);
    const { schedule, fireAtMs } = scheduleIn(5);
    await save(page, schedule);
    await standingOf(page, fireAtMs);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    expect(Date.now()).toBeLessThan(fireAtMs);
    expect(await reminded(page, fireAtMs)).toBeLessThanOrEqual(LATE_MAX_MS);
  });

  test('with the page hidden', async () => {
    test.skip(isHeadlessShell, SHELL_LACKS);
    const chromium = await OwnChromium.start();
    const server = await serve(DIST);
    try {
      const page = await chromium.open('about:blank');
      const { origin } = server;
      await chromium.devTools.browser.send('Browser.grantPermissions', { origin, permissions: ['notifications'] });
      await page.goto(`${origin}/#/history`);
      await page.waitFor('navigator.serviceWorker.controller?.state === "activated"', 20_000);
      const { schedule, fireAtMs } = scheduleIn(5);
      await page.evaluate(saving(schedule));
      await page.hide();
      await until('the reminder is shown', async () => (await page.evaluate<number>(COUNT)) === 1, 45_000);
      expect(Date.now() - fireAtMs).toBeLessThanOrEqual(LATE_MAX_MS);
      expect(await page.evaluate('document.visibilityState')).toBe('hidden');
    } finally {
      await chromium.kill();
      await chromium.remove();
      await server.close();
    }
  });

  test('without the script that the page computes its own times with', async ({ page, context }) => {
    await context.route(/\/assets\/(cron|schedule)[^/]*\.js$/, (route) => route.abort());
    await page.goto('/#/plans');
    await withServiceWorker(page);
    const { schedule, fireAtMs } = scheduleIn(4);
    await save(page, schedule);
    expect(await reminded(page, fireAtMs)).toBeLessThanOrEqual(LATE_MAX_MS);
  });
});

test('two tabs, and a reload at that very moment: one reminder, one record', async ({ page, context }) => {
  await page.goto('/#/today');
  await withServiceWorker(page);
  const other = await context.newPage();
  await other.goto('/#/schedule');
  await withServiceWorker(other);
  const { schedule, fireAtMs } = scheduleIn(5);
  await save(page, schedule);
  await standingOf(page, fireAtMs);
  await page.waitForTimeout(Math.max(0, fireAtMs - 30 - Date.now())); // the moment
  await page.reload();
  await withServiceWorker(page);
  await reminded(page, fireAtMs);
  await page.evaluate(() =>
    navigator.serviceWorker.ready.then(({ active }) => active!.postMessage({ v: 1, type: 'wake' })),
  );
  await expect
    .poll(async () => (await ledgerOf(page)).map(({ readyAtEpochMs }) => readyAtEpochMs !== null))
    .toEqual([true]); // by the notification, or by the card
  expect(await notificationsOf(page)).toHaveLength(shows ? 1 : 0);
});

// The touch at snooze below goes the same way; what becomes of an occurrence is in tests/core/schedule/fate.test.ts.
test('snoozed: the reminder goes, and what takes its place is linked to it', { tag: '@long' }, async ({ page }) => {
  await page.goto('/#/today');
  await withServiceWorker(page);
  const { schedule, fireAtMs } = scheduleIn(3);
  await save(page, schedule);
  await reminded(page, fireAtMs);
  const occurrenceId = (await ledgerOf(page))[0]!.id;
  const snoozedMs = Date.now();
  await tell(page, { v: 1, type: 'snooze', occurrenceId });
  await expect.poll(() => notificationsOf(page)).toEqual([]);
  const [before, after] = await ledgerOf(page);
  expect(before!.end).toMatchObject({ status: 'moved', to: after!.id });
  expect(after).toMatchObject({ movedFrom: before!.id, end: null });
  expect(Math.abs(after!.fireAtEpochMs - snoozedMs - 600_000)).toBeLessThan(2_000);
  await tell(page, { v: 1, type: 'skip', occurrenceId: after!.id });
  await expect.poll(async () => (await ledgerOf(page)).map(statusOf)).toEqual(['moved', 'skipped']);
});

/** In the service worker. */
async function inServiceWorker(page: Page, script: string): Promise<void> {
  const worker = page.context().serviceWorkers()[0];
  if (!worker) throw new Error('no service worker is awake');
  await worker.evaluate(`(async () => { ${script} })()`);
}

test('touched, at snooze, at skip and at the reminder: it goes, and the occurrence is moved, skipped, started', async ({
  page,
}) => {
  test.skip(isHeadlessShell, SHELL_LACKS);
  await page.goto('/?strap=sim:steady:120#/plans');
  await withServiceWorker(page);
  for (const [action, status] of [
    ['snooze', 'moved'],
    ['skip', 'skipped'],
    ['', 'started'],
  ] as const) {
    const { schedule, fireAtMs } = scheduleIn(2);
    await save(page, schedule);
    await reminded(page, fireAtMs);
    const click = `new NotificationEvent('notificationclick', { notification, action: '${action}' })`;
    await inServiceWorker(
      page,
      `const [notification] = await registration.getNotifications(); dispatchEvent(${click});`,
    );
    const occurrence = async (): Promise<Occurrence> =>
      (await ledgerOf(page)).find((each) => each.scheduleId === schedule.id && each.fireAtEpochMs === fireAtMs)!;
    await expect.poll(async () => statusOf(await occurrence())).toBe(status);
    await expect.poll(() => notificationsOf(page)).toEqual([]);
    await expect(page.getByTestId('state')).toHaveCount(action === '' ? 1 : 0);
  }
});

test('a workout that began without a touch sounds from the first one on: a finger’s too', async () => {
  const chromium = await OwnChromium.start();
  const server = await serve(DIST);
  try {
    const page = await chromium.open('about:blank');
    const sound: string[] = [];
    page.cdp.on('WebAudio.contextCreated', ({ context }) => void sound.push(context.contextState));
    page.cdp.on('WebAudio.contextChanged', ({ context }) => void sound.push(context.contextState));
    await page.cdp.send('WebAudio.enable');
    await page.goto(`${server.origin}/?strap=sim:steady:120#/live?plan=easy-recovery&autostart=1`);
    const shows = async (text: string): Promise<boolean> => {
      // not by `evaluate`, which counts as a touch
      const { result } = await page.cdp.send('Runtime.evaluate', { expression: 'document.body.innerText' });
      return String(result.value).includes(text);
    };
    await until('what is missing is said', () => shows('Tap anywhere for sound'));
    expect(sound).toEqual(['suspended']);
    const at = { x: 200, y: 200 };
    await page.cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await page.cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await until('it sounds', () => sound.at(-1) === 'running');
    await until('nothing is missing', async () => !(await shows('Tap anywhere for sound')));
  } finally {
    await chromium.kill();
    await chromium.remove();
    await server.close();
  }
});

test('with every page closed, the browser’s own wake-up tells what is ready, sums up what was missed, and says what comes', async ({
  page,
  context,
  baseURL,
}) => {
  test.skip(isHeadlessShell, SHELL_LACKS);
  await page.goto('/#/today');
  await withServiceWorker(page);
  const keeper = await context.newPage();
  const cdp = await context.newCDPSession(keeper);
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL.startsWith(baseURL!));
      if (found) resolve(found.registrationId);
    });
  });
  const displayed: string[] = [];
  await cdp.send('BackgroundService.startObserving', { service: 'notifications' });
  await cdp.send('BackgroundService.setRecording', { service: 'notifications', shouldRecord: true });
  cdp.on(
    'BackgroundService.backgroundServiceEventReceived',
    ({ backgroundServiceEvent: { eventName, eventMetadata } }) => {
      const title = eventMetadata.find(({ key }) => key === 'Title')?.value;
      if (eventName.includes('displayed')) displayed.push(title ?? '');
    },
  );
  await cdp.send('ServiceWorker.enable');
  const registrationId = await registered;

  const hour = 3_600_000;
  const now = Date.now();
  const daily = (atMs: number): string => `${new Date(atMs).getMinutes()} ${new Date(atMs).getHours()} * * *`;
  const ready = scheduleIn(0, { cron: daily(now - 120_000), sinceEpochMs: now - 240_000, planId: 'tempo' });
  const missed = scheduleIn(0, { cron: daily(now - hour), sinceEpochMs: now - 50 * hour, planId: 'pyramid' });
  const coming = scheduleIn(0, { cron: daily(now + hour), planId: 'sweet-spot' });
  await page.close({ runBeforeUnload: false });

  // put there by a page that runs nothing of the app
  const bystander = await context.newPage();
  await bystander.goto('/icons/icon-96.png');
  for (const { schedule } of [ready, missed, coming]) await save(bystander, schedule, { wake: false });
  await bystander.close();

  await cdp.send('ServiceWorker.dispatchPeriodicSyncEvent', { origin: baseURL!, registrationId, tag: 'coming' });
  // by the browser's own account: a page that looks would change what it sees
  await expect
    .poll(() => displayed.sort(), { timeout: 20_000 })
    .toEqual(['3 planned workouts were missed', '3 workouts are coming up', 'Workout ready: Tempo']);
});
