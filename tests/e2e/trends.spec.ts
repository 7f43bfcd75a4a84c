// Load and trends of a history: the figures are worked out, and what they offer is taken on and undone.
import { expect, test } from '@playwright/test';
import { DEFAULT_PROFILE, thresholdFor } from '../../src/core/athlete/hrZones.ts';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';
import { EMPTY_PAGE } from '../support/database.ts';
import { historyOf, storeHistory } from '../support/history.ts';

const BPM_MAX = 150;
const profile = { ...DEFAULT_PROFILE, bpmMax: BPM_MAX, bpmThreshold: thresholdFor(BPM_MAX) };

test('load and trends: figures of a history are shown, and a maximum above the profile’s is taken on and undone', async ({
  page,
}) => {
  const seen = await watchPage(page);
  await page.goto(EMPTY_PAGE);
  await storeHistory(page, historyOf(12, Date.now()), { profile });
  await page.goto('/#/history');
  await page.getByRole('link', { name: 'Load and trends' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Load and trends' })).toBeVisible();

  const chart = page.getByRole('slider', { name: /^Fitness, fatigue and form/ });
  await chart.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await expect(chart).toHaveAttribute('aria-valuetext', /: fitness \d+, fatigue \d+, form −?\d+, load \d+$/);
  await expect(page.getByText('Maximum 150 bpm, typical')).toBeVisible();

  const offer = page.getByTestId('rate-offer').filter({ hasText: 'above the typical 150' });
  await expect(offer).toContainText('held for 10 s');
  expect(await axeFindings(page)).toEqual([]);
  await offer.getByRole('button', { name: /^Use \d+ bpm$/ }).click();
  await expect(page.getByText(/^Your maximum is now \d+ bpm$/)).toBeVisible();
  await expect(offer).toBeHidden();
  await expect(page.getByText('Maximum 150 bpm, typical')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(offer).toBeVisible();

  const days = page.getByRole('grid').first();
  await days.locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowUp');
  await expect(
    page.getByRole('gridcell', { name: /: (no workout|\d+ workouts?, )/ }).and(page.locator(':focus')),
  ).toBeVisible();
  await page.reload();
  await expect(offer).toBeVisible(); // figures and settings as they were stored
  expect(seen).toEqual(NOTHING_SEEN);
});
