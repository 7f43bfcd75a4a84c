// The screen after the last second: what it says, what one may say, and where the workout can go.
import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';

test('a workout that is over is saved, takes effort and a note in two taps, becomes a picture, and comes back with all of it when it was deleted', async ({
  page,
}) => {
  const seen = await watchPage(page);
  await page.goto('/?strap=sim:steady:120&speed=30#/live?plan=demo-60s&autostart=1');
  await expect(page.getByRole('heading', { name: 'Workout done' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Saved to your history').first()).toBeVisible();
  await expect(page.getByTestId('elapsed')).toHaveAttribute('data-seconds', '60');
  await expect(page.getByText('not counted in your totals')).toBeVisible();

  await page.getByRole('radio', { name: '7, very hard' }).check({ force: true }); // the radio lies unseen over its number
  await page.getByRole('button', { name: 'Note' }).click();
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('Cold wind.');
  await page.getByRole('button', { name: 'legs heavy' }).click();
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Share picture' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share picture' });
  await expect(dialog.getByRole('img')).toHaveAccessibleName(/Simulated heart rate\..*Time 1:00\..*avg bpm 120/);
  expect(await axeFindings(page)).toEqual([]);
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save picture' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d-\d{4}-.+\.png$/);
  const png = await readFile(await file.path());
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 1350]);
  expect(png.byteLength).toBeGreaterThan(20_000);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await expect(page.getByRole('button', { name: 'Delete workout' })).toBeHidden();
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('button', { name: 'Delete workout' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.evaluate(() => (location.hash = '#/history'));
  await expect(page.getByTestId('history-item')).toHaveCount(1);
  const annotation = await page.evaluate(async () => {
    const open = indexedDB.open('beatkeeper');
    const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const request = db.transaction('annotations').objectStore('annotations').getAll();
    const records = await new Promise<{ value: object }[]>(
      (done) => (request.onsuccess = () => done(request.result as { value: object }[])),
    );
    db.close();
    return records.map(({ value }) => value);
  });
  expect(annotation).toMatchObject([{ effort: 7, tags: ['legs heavy'], notes: 'Cold wind.' }]);
  expect(seen).toEqual(NOTHING_SEEN);
});
