// What a browser, a disk or an old record may refuse: it is said in a clear sentence, and the workout runs all the same.
import { expect, test, type Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { watchPage } from '../support/browser.ts';
import { EMPTY_PAGE, recordsOf } from '../support/database.ts';
import { editWorker } from '../support/workerScript.ts';

const WORKOUT = '/?strap=sim:steady:140&speed=20#/live?plan=demo-60s';

const state = (page: Page): ReturnType<Page['getByTestId']> => page.getByTestId('state');

async function runs(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start workout' }).click();
  await expect(state(page)).toHaveText('completed', { timeout: 20_000 });
}

/** Runs `script` in the worker before its own code has a chance to ask for anything. */
const inWorker = (page: Page, script: string): Promise<void> => editWorker(page, (own) => `${own}\n;${script};`);

test('a full disk is told, the workout runs to its end, and it is stored once there is room', async ({ page }) => {
  await inWorker(
    page,
    `{
      const put = IDBObjectStore.prototype.put;
      let full = true;
      new BroadcastChannel('room').onmessage = () => (full = false);
      IDBObjectStore.prototype.put = function (...args) {
        if (full) throw new DOMException('The disk is full', 'QuotaExceededError');
        return put.apply(this, args);
      };
    }`,
  );
  await page.goto(WORKOUT.replace('speed=20', 'speed=6')); // long enough that a busy machine sees it run
  await page.getByRole('button', { name: 'Start workout' }).click();
  await expect(page.getByText('This workout cannot be saved right now')).toBeVisible();
  await expect(state(page)).toHaveText('completed', { timeout: 20_000 });
  await expect(page.getByText(/^Not saved yet/)).toBeVisible();
  await page.evaluate(() => new BroadcastChannel('room').postMessage('there is room'));
  await expect(page.getByText(/^Not saved yet/)).toBeHidden({ timeout: 15_000 });
  await page.goto('/#/history');
  await expect(page.getByTestId('history-item')).toHaveCount(1);
});

test('where IndexedDB is refused, as in a private window, it is said, every screen comes and a workout can be done', async ({
  page,
}) => {
  const refuse = `IDBFactory.prototype.open = function () { throw new DOMException('The operation is insecure', 'SecurityError'); }`;
  await page.addInitScript(refuse);
  await inWorker(page, refuse);
  const seen = await watchPage(page);
  await page.goto(WORKOUT);
  await expect(page.getByText('This workout cannot be saved right now')).toBeVisible();
  await runs(page);
  await expect(page.getByText(/^Not saved yet/)).toBeVisible();
  for (const route of ['today', 'plans', 'schedule', 'history', 'settings']) {
    await page.goto(`/#/${route}`);
    await expect(page.locator('main h1').first()).toBeVisible();
    if (route === 'history') await expect(page.getByText('Your history cannot be read')).toBeVisible();
  }
  await expect(page.getByText('This browser refuses to store anything here', { exact: false })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  expect(seen.pageErrors).toEqual([]);
});

test('without audio, vibration, wake lock, notifications and Bluetooth it is a good timer', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['AudioContext', 'webkitAudioContext', 'Notification', 'WakeLock'])
      Reflect.deleteProperty(globalThis, name);
    for (const name of ['vibrate', 'wakeLock', 'bluetooth']) Reflect.deleteProperty(Navigator.prototype, name);
  });
  const seen = await watchPage(page);
  await page.goto(WORKOUT);
  await expect(page.getByText(/Bluetooth/).first()).toBeVisible(); // the reason
  await expect(page.getByText(/Chrome|Edge/).first()).toBeVisible(); // and which browser would do
  await runs(page);
  await page.goto('/#/settings');
  await expect(page.getByText('Cues cannot be heard')).toBeVisible();
  await page.getByRole('radio', { name: 'Bluetooth' }).check();
  await expect(page.getByText('This browser cannot connect to straps')).toBeVisible();
  await expect(page.getByText(/Everything else works/)).toBeVisible();
  await expect(page.getByText(/Straps work in Chrome/).first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  expect(seen.pageErrors).toEqual([]);
  expect(seen.consoleErrors).toEqual([]);
});

test('whatever is said on the channels, a workout goes on', async ({ page, context }) => {
  const seen = await watchPage(page);
  await page.goto('/?strap=sim:steady:140#/live?plan=demo-60s&autostart=1');
  await expect(state(page)).toHaveText('inProgress');
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(error.error().message));
  await page.evaluate(() => {
    const messages: unknown[] = [null, 1, 'pause', [], {}, { v: 1 }, { v: 1, type: 'command' }];
    for (const command of [
      null,
      'stop',
      0,
      {},
      { type: 'toString' },
      { type: 'extend', byS: 'x' },
      { type: 'extend' },
    ]) {
      messages.push({ v: 1, type: 'command', command });
    }
    for (const now of [
      null,
      {},
      { seq: 1, snapshot: null },
      { seq: 1, snapshot: { status: 'inProgress', heart: {} } },
    ]) {
      messages.push({ v: 1, type: 'now', now });
    }
    for (const name of ['beatkeeper-workout', 'beatkeeper-library', 'beatkeeper-ledger']) {
      const channel = new BroadcastChannel(name);
      for (const message of messages) channel.postMessage(message);
    }
  });
  const elapsed = async (): Promise<number> => Number(await page.getByTestId('elapsed').getAttribute('data-seconds'));
  const before = await elapsed();
  await expect.poll(elapsed).toBeGreaterThan(before + 1);
  await expect(state(page)).toHaveText('inProgress');
  expect([...errors, ...seen.pageErrors, ...seen.consoleErrors]).toEqual([]);
});

test.describe('what was left by the last visit', () => {
  /** Writes into the checkpoint store what some other program, or a dying disk, might have. */
  async function leave(page: Page, head: unknown): Promise<void> {
    await page.goto('/#/history');
    await expect(page.locator('main h1')).toBeVisible();
    await page.goto(EMPTY_PAGE); // where nothing of the app looks into it, and sets it aside at once
    await page.evaluate(async (value) => {
      const open = indexedDB.open('beatkeeper');
      const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
      const transaction = db.transaction('checkpoint', 'readwrite');
      transaction.objectStore('checkpoint').put(value, 'head');
      await new Promise((done) => (transaction.oncomplete = done));
      db.close();
    }, head);
  }

  const newer = { sessionId: 'x', sealed: 0, tail: null, head: { v: 99, atEpochMs: 0, session: {} } };
  for (const [what, head, said, aside] of [
    ['garbage @long', 'garbage', 'Your last workout could not be read', /^broken:/],
    ['a foreign record', { hello: 'world' }, 'Your last workout could not be read', /^broken:/],
    ['a newer one', newer, 'Your last workout is from a newer version', /^later:/],
  ] as const) {
    test(`is ${what}: it is set aside and said, and a new workout can be started`, async ({ page }) => {
      await leave(page, head);
      await page.goto('about:blank');
      await page.goto(WORKOUT);
      await expect(page.getByText(said)).toBeVisible();
      await runs(page);
      const keys = async (): Promise<unknown[]> => (await recordsOf(page, 'checkpoint')).map(([key]) => key);
      const left = async (): Promise<unknown[]> => (await keys()).filter((key) => key !== 'epoch');
      await expect.poll(left).toEqual([expect.stringMatching(aside)]); // what ended is tidied a moment after it is shown
    });
  }
});

// Markup in a name is imported in screens.spec.ts too, under the same policy.
test('a plan with markup in its name is a name with angle brackets', { tag: '@long' }, async ({ page }) => {
  const seen = await watchPage(page);
  const name = '<img src=x onerror=alert(1)> & "friends"';
  await page.goto('/#/plans');
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('textbox').fill(JSON.stringify({ name, phases: [{ name: '<b>bold</b>', durationS: 60 }] }));
  await page.getByRole('button', { name: 'Import this text' }).click();
  await expect(page.getByText(name).first()).toBeVisible();
  await page.goto('/#/plans');
  await page.getByTestId('plan-card').filter({ hasText: '<img' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByText('<b>bold</b>').first()).toBeVisible();
  expect(seen.violations).toEqual([]);
  expect(seen.foreignRequests).toEqual([]);
});

// Each answer is in tests/app/screens/plans/importState.test.ts.
test(
  'two plans whose names have no Latin letter live side by side; the same plan again is asked about',
  { tag: '@long' },
  async ({ page }) => {
    const cards = page
      .getByTestId('plan-card')
      .and(page.locator('[data-plan-id*="-"]'))
      .filter({ hasText: /Бег|五公里/ });
    await page.goto('/#/plans');
    await page.getByRole('button', { name: 'Import' }).click();
    const give = async (name: string, durationS = 60): Promise<void> => {
      const text = JSON.stringify({ id: 'demo-60s', name, phases: [{ name: 'Go', durationS }] });
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'plan.json', mimeType: '', buffer: Buffer.from(text) });
    };
    await give('Бег');
    await expect(page.getByText('“Бег” was imported')).toBeVisible();
    await give('五公里');
    await expect(page.getByText('“五公里” was imported')).toBeVisible();
    await expect(cards).toHaveCount(2);

    await give('Бег');
    await expect(page.getByText('You already have “Бег”')).toBeVisible();
    await page.getByRole('button', { name: 'Skip' }).click();
    await expect(cards).toHaveCount(2);
    await give('Бег');
    await page.getByRole('button', { name: 'Replace it' }).click();
    await expect(page.getByText('“Бег” was imported')).toBeVisible();
    await expect(cards).toHaveCount(2);
    await give('Бег');
    await page.getByRole('button', { name: 'Keep both' }).click();
    await expect(page.getByText('You now have 2 plans with this name.')).toBeVisible();
    await give('Бег', 61); // another plan of that name: nothing to ask
    await expect(page.getByText('You now have 3 plans with this name.')).toBeVisible();
    const ids = await cards.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['planId']));
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);

    for (const [file, said] of [
      ['<!doctype html><title>404</title>', 'This is not a plan file but a web page (HTML).'],
      ['', 'This is not a plan file: it is empty.'],
      ['{"name": "Cut", "phases": [', 'This is not a plan file: its JSON ends too early.'],
    ] as const) {
      const buffer = Buffer.from(file);
      await page.locator('input[type=file]').setInputFiles({ name: 'plan.json', mimeType: '', buffer });
      await expect(page.getByText(said)).toBeVisible();
    }
  },
);

test('a language and a strap that there are not are said, once', async ({ page }) => {
  await page.goto('/?lang=de&strap=sim:nonsense#/live?plan=demo-60s');
  await expect(page.getByText('German is not available yet')).toBeVisible();
  await expect(page.getByText('There is no strap “sim:nonsense”')).toBeVisible();
  await page.goto('/?lang=de#/today');
  await expect(page.getByText('Beatkeeper is in English for now.')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('link', { name: 'Plans' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible();
  await expect(page.getByText('German is not available yet')).toBeHidden();
  await page.goto('/?lang=EN-us#/today');
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByText('is not available yet')).toBeHidden();
});
