// What runs every second, and what was typed and not saved: the screen of schedules stays in hand.
import { expect, test, type Page } from '@playwright/test';
import { occurrenceOf } from '../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../src/core/schedule/schedule.ts';
import { put } from '../support/database.ts';
import { historyOf, storeHistory } from '../support/history.ts';
import { planned, withServiceWorker } from '../support/schedules.ts';

test.use({ locale: 'en-GB', serviceWorkers: 'allow' });

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

async function begin(page: Page): Promise<void> {
  await page.goto('/#/plans');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await storeHistory(page, historyOf(1, Date.now()));
  await withServiceWorker(page);
}

test(
  'every second, as an earlier version noted 1,500 of them: it is shown, the ledger says so, and it can be deleted',
  { tag: '@long' },
  async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await begin(page);
    const schedule: Schedule = {
      id: crypto.randomUUID(),
      planId: 'tempo',
      planName: 'Tempo',
      cron: '* * * * * *',
      timeZone: null,
      on: true,
      revision: 1,
      sinceEpochMs: Date.now() - 3_600_000,
    };
    const nowMs = Math.floor(Date.now() / 1000) * 1000;
    const seconds = Array.from({ length: 1500 }, (_, i) => {
      const atMs = nowMs - i * 1000;
      const end = i > 600 ? ({ status: 'skipped', atEpochMs: atMs + 600_001, by: 'time' } as const) : null;
      return { ...occurrenceOf(schedule, atMs, HERE), readyAtEpochMs: atMs, end };
    });
    await put(page, planned([schedule], seconds));
    await page.goto('about:blank');
    await page.goto('/#/schedule');
    await expect(page.getByText('When a schedule runs more often than every 5 minutes')).toBeVisible();
    await page.getByRole('button', { name: /^Delete Tempo/ }).click();
    await expect(page.getByRole('heading', { name: 'Plan your week once' })).toBeVisible();
    expect(errors).toEqual([]);
  },
);

test(
  'what runs every minute is asked about; what was typed stays until it is saved or given up',
  { tag: '@long' },
  async ({ page, context }) => {
    await begin(page);
    await page.goto('/#/schedule');
    await page.getByRole('button', { name: 'Add schedule' }).click();
    await page.getByRole('radio', { name: 'Advanced (cron)' }).check({ force: true });
    const field = page.getByRole('textbox', { name: 'Expression' });
    await field.fill('* * * * *');
    await page.getByRole('button', { name: 'Save schedule' }).click();
    await expect(page.getByText('That is 1,440 times a day, as close as 1 minute apart')).toBeVisible();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await field.fill('0,3 6 * * 1');

    // away and back, a reload, another tab
    await page.getByRole('link', { name: 'Today' }).first().click();
    await page.getByRole('link', { name: 'Schedule' }).first().click();
    await expect(field).toHaveValue('0,3 6 * * 1');
    await page.reload();
    await expect(field).toHaveValue('0,3 6 * * 1');
    const other = await context.newPage();
    await other.goto('/#/schedule');
    await expect(other.getByRole('textbox', { name: 'Expression' })).toHaveValue('0,3 6 * * 1');
    await other.close();

    // given up, and had back
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(field).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(field).toHaveValue('0,3 6 * * 1');
    await page.getByRole('button', { name: 'Save schedule' }).click();
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await expect(page.locator('[data-schedule-id]')).toHaveCount(1);
    await page.reload();
    await expect(page.locator('[data-schedule-id]')).toHaveCount(1);
    await expect(field).toHaveCount(0);
  },
);
