// Workouts out of the history and back into it.
import { expect, test, type Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';
import { historyOf, storeHistory } from '../support/history.ts';

async function open(page: Page, workouts: number): Promise<void> {
  await page.goto('/#/today');
  await expect(page.locator('h1')).toBeVisible();
  await storeHistory(page, historyOf(workouts, Date.now()));
  await page.goto('about:blank');
  await page.goto('/#/history');
  await expect(page.getByTestId('history-item').first()).toBeVisible();
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click();

/** As a browser without a question where to save. */
async function withoutPicker(page: Page): Promise<void> {
  await page.addInitScript(() => Object.assign(globalThis, { showSaveFilePicker: undefined }));
}

test('a workout that was exported as FIT and deleted is back once the file is imported', async ({ page }) => {
  const seen = await watchPage(page);
  await withoutPicker(page);
  await open(page, 5);
  const row = page.locator('[data-session-id="workout-1"]');
  const length = await row.locator('.length').innerText();
  await press(page, 'Select');
  await row.getByRole('checkbox').check();
  await press(page, 'Export');
  const download = page.waitForEvent('download');
  await press(page, 'Save file');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/easy-recovery\.fit$/);
  const path = test.info().outputPath(file.suggestedFilename());
  await file.saveAs(path);
  await press(page, 'Delete');
  await expect(row).toHaveCount(0);
  await expect(page.getByTestId('history-item')).toHaveCount(4);

  await press(page, 'Import workouts');
  await page.locator('input[type=file]').setInputFiles([path]);
  await expect(page.getByText('1 workout in 1 file')).toBeVisible();
  await expect(page.getByTestId('history-item')).toHaveCount(4); // nothing is stored before it is asked for
  expect(await axeFindings(page)).toEqual([]);
  await press(page, 'Add 1 workout');
  await expect(page.getByText('1 workout added')).toBeVisible();
  await expect(page.getByTestId('history-item')).toHaveCount(5);
  await expect(page.getByTestId('history-item').filter({ hasText: 'Easy recovery' })).toContainText(length);
  expect(seen).toEqual(NOTHING_SEEN);
});

test(
  'all that is found goes into one .zip; the same again is recognised; a workout opened as a plan leads here',
  { tag: '@long' },
  async ({ page }) => {
    await withoutPicker(page);
    await open(page, 5);
    await press(page, /^Export all/);
    await page.getByRole('radio', { name: 'Beatkeeper' }).check();
    const download = page.waitForEvent('download');
    await press(page, 'Save file');
    const path = test.info().outputPath('all.zip');
    await (await download).saveAs(path);
    await expect(page.getByText(/^5 workouts saved as/)).toBeVisible();
    await press(page, 'Import workouts');
    await page.locator('input[type=file]').setInputFiles([path]);
    await expect(page.getByText('Already in your history')).toHaveCount(5);
    await expect(page.getByRole('button', { name: 'Nothing to add' })).toBeDisabled();

    await page.goto('/#/plans');
    await press(page, 'Import');
    const gpx = `<gpx><trk><trkseg>${[0, 1, 2, 3]
      .map((s) => `<trkpt lat="1" lon="1"><time>2026-01-05T08:00:0${s}Z</time></trkpt>`)
      .join('')}</trkseg></trk></gpx>`;
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'walk.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(gpx) }]);
    await press(page, 'Add this workout to History');
    await expect(page).toHaveURL(/#\/history$/);
    await expect(page.getByText('1 workout in 1 file')).toBeVisible();
  },
);

test(
  'what is looked for is in the address; several are chosen with Shift, and by keys',
  { tag: '@long' },
  async ({ page }) => {
    await open(page, 100);
    await page.getByRole('searchbox').fill('tempo');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/history\?q=tempo$/);
    await expect(page.getByText('20 workouts found')).toBeVisible();
    await press(page, 'Select');
    const boxes = page.getByRole('checkbox');
    await boxes.nth(1).click();
    await boxes.nth(4).click({ modifiers: ['Shift'] });
    await expect(page.getByText('4 selected')).toBeVisible();
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText('5 selected')).toBeVisible();
    await page.keyboard.press('Control+a');
    await expect(page.getByText('20 selected')).toBeVisible();
    await press(page, 'Tag');
    await expect(page.getByLabel('New tag')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Tag', exact: true })).toBeFocused();
    await expect(page.getByText('20 selected')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(boxes).toHaveCount(0);
    await press(page, 'Select');
    await boxes.first().check();
    const next = await page.getByTestId('history-item').nth(1).getAttribute('data-session-id');
    await press(page, 'Delete');
    await expect(page.locator(`[data-session-id="${String(next)}"] a`)).toBeFocused();
  },
);
