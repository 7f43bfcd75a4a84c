// Settings › Data in a real browser: out into a file and back, with everything that may go wrong in between.
import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Plan } from '../../src/core/plan/plan.ts';
import { stamped } from '../../src/store/database/records.ts';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';
import { EMPTY_PAGE, put } from '../support/database.ts';
import { historyOf, storeHistory } from '../support/history.ts';

const BOLD = '<img src=x onerror=alert(1)> Hills';
const OWN_PLAN: Plan = {
  id: crypto.randomUUID(),
  name: BOLD,
  description: '',
  sport: 'run',
  phases: [{ name: 'Up', target: { type: 'open' }, end: { type: 'time', durationS: 60 } }],
};

/** The settings of someone with so many workouts and a plan of their own. */
async function open(page: Page, workouts = 5): Promise<void> {
  await page.goto(EMPTY_PAGE);
  await storeHistory(page, historyOf(workouts, Date.now()));
  await put(page, { plans: [[OWN_PLAN.id, stamped(OWN_PLAN, Date.now())]] });
  await page.goto('/#/settings');
  await expect(page.getByRole('button', { name: 'Back up' })).toBeVisible();
}

/** All that is stored but for the workout under way. */
async function everything(page: Page): Promise<unknown> {
  const text = await page.evaluate(async () => {
    const request = indexedDB.open('beatkeeper');
    const db = await new Promise<IDBDatabase>((done) => (request.onsuccess = () => done(request.result)));
    const names = [...db.objectStoreNames].filter((name) => name !== 'checkpoint');
    const transaction = db.transaction(names);
    const asked = names.map(
      (name) => [name, transaction.objectStore(name).getAllKeys(), transaction.objectStore(name).getAll()] as const,
    );
    await new Promise((done) => (transaction.oncomplete = done));
    db.close();
    return JSON.stringify(asked.map(([name, keys, values]) => [name, keys.result, values.result]));
  });
  return JSON.parse(text);
}

async function backUp(page: Page): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Back up', exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^beatkeeper-\d{4}-\d\d-\d\d\.jsonl\.gz$/);
  await expect(page.getByText(/^Saved as beatkeeper-/)).toBeVisible();
  return readFile(await file.path());
}

async function choose(page: Page, buffer: Buffer, name = 'some.jsonl.gz'): Promise<void> {
  await page.getByLabel('Restore from a file').setInputFiles({ name, mimeType: 'application/gzip', buffer });
}

test('everything goes into a file, is erased, and comes back from it, on every screen at once', async ({ page }) => {
  test.setTimeout(120_000); // many steps on the longest page, and the machine is busy
  const seen = await watchPage(page);
  await page.addInitScript(() => {
    // as in Firefox while its question is not answered
    StorageManager.prototype.persist = () => new Promise(() => undefined);
    StorageManager.prototype.persisted = () => Promise.resolve(false);
  });
  await open(page);
  const before = await everything(page);
  const file = await backUp(page);
  expect(await everything(page)).toEqual(before);

  await page.getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByRole('group', { name: 'Really erase everything?' })).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'No, keep everything' }).click();
  await expect(page.getByRole('button', { name: 'Erase everything' })).toBeFocused();
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Yes, erase' }).click();
  await expect(page.getByRole('heading', { name: 'Train by your heart' })).toBeVisible();
  expect(JSON.stringify(await everything(page))).not.toContain('workout-');

  await page.goto('/#/settings');
  await choose(page, file);
  await expect(page.getByText('5 workouts: 5 new')).toBeVisible();
  await expect(page.getByText('1 plan of your own: 1 new')).toBeVisible();
  await expect(page.getByRole('group', { name: 'some.jsonl.gz' })).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Merge now' }).click();
  await expect(page.getByText('Restored')).toBeVisible();
  expect(await everything(page)).toEqual(before);

  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByTestId('history-item')).toHaveCount(5);
  await page.getByRole('link', { name: 'Plans' }).click();
  await expect(page.getByText(BOLD).first()).toBeVisible();
  expect(seen).toEqual(NOTHING_SEEN);
});

test('@long replacing is asked twice, offers a backup first, and leaves nothing of before', async ({ page }) => {
  test.setTimeout(120_000); // many steps on the longest page, and the machine is busy
  await open(page, 3);
  const file = await backUp(page);
  const before = await everything(page);
  await storeHistory(page, historyOf(5, Date.now() + 60_000));
  await page.reload();
  await choose(page, file);
  await page.getByRole('radio', { name: 'Replace' }).check();
  await expect(page.getByText('Removes: 5 workouts, 1 plan of your own, and your settings')).toBeVisible();
  await expect(page.getByText('Adds: 3 workouts, 1 plan of your own, and the settings')).toBeVisible();
  await page.getByRole('button', { name: 'Replace everything' }).click();
  await expect(page.getByRole('group', { name: 'Really replace everything here?' })).toBeFocused();
  const first = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Back up first' }).click();
  await first;
  await page.getByRole('button', { name: 'Yes, replace' }).click();
  await expect(page.getByText('Everything is now as in the file, with 3 workouts.')).toBeVisible();
  expect(await everything(page)).toEqual(before);
});

test(
  'a file that is no backup, or not a whole one, is refused by its reason and changes nothing',
  { tag: '@long' },
  async ({ page }) => {
    const seen = await watchPage(page);
    await open(page);
    const file = await backUp(page);
    const before = await everything(page);
    const lines = gunzipSync(file).toString();
    const zipped = (text: string): Buffer => gzipSync(text);
    const flipped = Buffer.from(file);
    flipped[flipped.length >> 1]! ^= 16;
    const head = lines.slice(0, lines.indexOf('\n') + 1);
    const hostile = `${head}{"store":"plans","key":"<b>bold</b>","value":{"v":1,"__proto__":{"deleted":true}}}\n`;
    const foreign = `${head}{"store":"plans","key":"<b>bold</b>","value":{"v":1}}\n`;
    for (const [what, buffer, why] of [
      ['holiday.jpg', Buffer.from('not a backup at all'), 'This is not a Beatkeeper backup.'],
      ['empty', Buffer.alloc(0), 'This file is empty.'],
      ['<i>cut</i>', file.subarray(0, file.length - 9), 'This file ends too early: a part of it is missing.'],
      ['flipped', flipped, 'the file is damaged'],
      ['newer', zipped(lines.replace('"version":1', '"version":2')), 'Update the app to read it.'],
      ['edited', zipped(lines.replace('Polar H10', 'Polar H11')), 'The checksum does not match: the file is damaged.'],
      ['hostile', zipped(hostile), '“__proto__” is not allowed as a name in a backup.'],
      ['foreign', zipped(foreign), 'line 2 · plans · <b>bold</b> · key'],
      ['bomb', zipped(`${head}${'['.repeat(3_000_000)}`), 'This is nested too deeply'],
    ] as const) {
      await choose(page, buffer, what);
      await expect(page.getByText(`“${what}” was not restored`), what).toBeVisible();
      await expect(page.getByText(why), what).toBeVisible();
      await expect(page.getByText('Nothing was changed.')).toBeVisible();
    }
    expect(await axeFindings(page)).toEqual([]);
    expect(await everything(page)).toEqual(before);
    expect(seen).toEqual(NOTHING_SEEN);
  },
);

test(
  'a restore that is cancelled half way has changed nothing, and the app goes on',
  { tag: '@long' },
  async ({ page }) => {
    /** A disk that falls silent in the middle of the file when it is read for the second time. */
    await page.addInitScript(() => {
      const stream = Blob.prototype.stream;
      let times = 0;
      Blob.prototype.stream = function () {
        if (++times !== 2) return stream.call(this);
        return this.slice(0, this.size / 2)
          .stream()
          .pipeThrough(new TransformStream({ flush: () => new Promise(() => undefined) }));
      };
    });
    await open(page, 5);
    const file = await backUp(page);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('button', { name: 'Yes, erase' }).click();
    await expect(page.getByRole('heading', { name: 'Train by your heart' })).toBeVisible();
    const before = await everything(page);
    await page.goto('/#/settings');
    await choose(page, file);
    await page.getByRole('button', { name: 'Merge now' }).click();
    const progress = page.getByRole('progressbar', { name: 'Importing' });
    await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('Cancelled')).toBeVisible();
    expect(await everything(page)).toEqual(before);

    await page.getByRole('button', { name: 'Merge now' }).click();
    await expect(page.getByText('Restored')).toBeVisible();
  },
);

test('@long with a workout under way a backup is made, and nothing can be taken from under it', async ({ page }) => {
  await page.goto('/?strap=sim:steady:120#/live?plan=easy-recovery&autostart=1');
  await expect(page.getByTestId('state')).toHaveText('inProgress');
  await page.evaluate(() => (location.hash = '#/settings'));
  await expect(page.getByText('A workout is in progress. You can restore or erase once')).toBeVisible();
  await backUp(page);
  await expect(page.getByLabel('Restore from a file')).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Erase everything' })).toBeDisabled();
});

test('@long the browser is asked to keep things for good after a workout, and when it is told to', async ({ page }) => {
  await page.addInitScript(() => {
    const world = globalThis as unknown as { asked: number; answer: boolean };
    world.asked = 0;
    world.answer = false;
    StorageManager.prototype.persist = () => Promise.resolve((world.asked++, world.answer));
    StorageManager.prototype.persisted = () => Promise.resolve(world.answer);
  });
  const asked = (): Promise<number> => page.evaluate(() => (globalThis as unknown as { asked: number }).asked);
  await page.goto('/?strap=sim:steady:140&speed=20#/live?plan=demo-60s');
  await expect(page.getByRole('button', { name: 'Start workout' })).toBeEnabled();
  expect(await asked()).toBe(0);
  await page.getByRole('button', { name: 'Start workout' }).click();
  await expect(page.getByTestId('state')).toHaveText('completed', { timeout: 20_000 });
  await expect.poll(asked).toBe(1);
  await page.evaluate(() => (location.hash = '#/settings'));
  await page.getByRole('button', { name: 'Protect my data' }).click();
  await expect(page.getByText('The browser declined for now.')).toBeVisible();
  await page.evaluate(() => ((globalThis as unknown as { answer: boolean }).answer = true));
  await page.getByRole('button', { name: 'Protect my data' }).click();
  await expect(page.getByText('Your data stays until you clear it yourself')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Protect my data' })).toBeHidden();
  expect(await asked()).toBe(3);
});

test('a private window is warned of, where a browser lets a page know', async ({ page }) => {
  await page.addInitScript(() => {
    StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('private', 'SecurityError'));
  });
  await page.goto('/#/live?plan=demo-60s');
  await expect(page.getByText('This looks like a private window')).toBeVisible();
  await page.goto('/#/settings');
  await expect(page.getByText('This looks like a private window')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
});

test.describe('without network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('@long it is there offline once another screen was', async ({ page, context }) => {
    await page.goto('/#/plans');
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
      }
    });
    await page.reload();
    const kept = (): Promise<boolean> =>
      page.evaluate(async () => {
        for (const name of await caches.keys()) {
          const files = await (await caches.open(name)).keys();
          if (files.some(({ url }) => /\/data-[^/]+\.js$/.test(url))) return true;
        }
        return false;
      });
    await expect.poll(kept).toBe(true);
    await context.setOffline(true);
    await page.goto('/#/settings');
    await page.reload();
    await backUp(page);
  });
});
