// What is planned: told on time whoever is awake, and written down whatever happens.
import { expect, test, type Page } from '@playwright/test';
import { statusOf } from '../../src/core/ledger.ts';
import { ledgerOf, notificationsOf, save, scheduleIn, withServiceWorker } from '../support/schedules.ts';

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['notifications']);
});

const LATE_MAX_MS = 2_000;

/** Waits for the reminder; how late it came. */
async function reminded(page: Page, fireAtMs: number): Promise<number> {
  await expect.poll(() => notificationsOf(page), { intervals: [50], timeout: 20_000 }).not.toEqual([]);
  return Date.now() - fireAtMs;
}

test('a reminder comes on time with the page in front, and says what it is for', async ({ page }) => {
  await page.goto('/#/today');
  await withServiceWorker(page);
  const { schedule, fireAtMs } = scheduleIn(4);
  await save(page, schedule);
  const lateMs = await reminded(page, fireAtMs);
  expect(lateMs).toBeLessThanOrEqual(LATE_MAX_MS);
  expect(lateMs).toBeGreaterThanOrEqual(0);
  const [shown] = await notificationsOf(page);
  expect(shown).toMatchObject({
    title: 'Workout ready: Easy recovery',
    data: { scheduleId: schedule.id, planId: 'easy-recovery', fireAt: new Date(fireAtMs).toISOString() },
  });
  const [occurrence] = await ledgerOf(page);
  expect(occurrence).toMatchObject({ scheduleId: schedule.id, fireAtEpochMs: fireAtMs, end: null });
  await expect.poll(async () => (await ledgerOf(page))[0]!.readyAtEpochMs).not.toBeNull();
});

test('starting that plan ties the workout to it, and the reminder goes', async ({ page }) => {
  await page.goto('/?strap=sim:steady:120#/today');
  await withServiceWorker(page);
  const { schedule, fireAtMs } = scheduleIn(3);
  await save(page, schedule);
  await reminded(page, fireAtMs);
  await page.goto('/?strap=sim:steady:120#/live?plan=easy-recovery&autostart=1');
  await expect.poll(async () => (await ledgerOf(page)).map(statusOf)).toEqual(['started']);
  await expect.poll(() => notificationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'End workout' }).click();
  await page.getByRole('button', { name: 'End workout' }).click();
  await expect(page.getByTestId('state')).toHaveText('completed');
  await expect.poll(async () => (await ledgerOf(page))[0]!.end).toMatchObject({ provenance: 'simulated' });
  expect(await ledgerOf(page)).toHaveLength(1);
});
