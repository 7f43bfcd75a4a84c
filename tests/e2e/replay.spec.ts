// A workout that is recorded, exported, and played again from its file: simulated, and the same.
import { expect, test, type Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';

const text = (page: Page, testId: string): ReturnType<Page['getByTestId']> => page.getByTestId(testId);

/** To another screen, as a link would. */
async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
}

test('@long raw frames are kept, exported and played again; a broken file names its line', async ({ page }, info) => {
  const seen = await watchPage(page);
  await page.goto('/?strap=sim:interval:120-165&speed=20#/settings');
  await page.getByRole('switch', { name: 'Keep raw frames of each workout' }).check();
  await go(page, '#/live?plan=demo-60s&autostart=1');
  await expect(text(page, 'elapsed')).not.toHaveAttribute('data-seconds', /^\d?$/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(text(page, 'state')).toHaveText('completed', { timeout: 20_000 });
  await go(page, '#/history');
  await text(page, 'history-item').first().click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export diagnostics' }).click();
  const file = info.outputPath('mine.recording.jsonl');
  await (await saved).saveAs(file);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines.length).toBeGreaterThan(60);
  expect(lines.filter((line) => line.includes('"event"')).map((line) => /"type":"(\w+)"/.exec(line)?.[1])).toEqual([
    'pause',
    'resume',
  ]);

  await go(page, '#/settings');
  const chooser = page.locator('#strap input[type=file], section:has(#strap) input[type=file]').first();
  const broken = info.outputPath('broken.jsonl');
  writeFileSync(broken, lines.with(4, '{"atMs":1,"hex":"zz"}').join('\n'));
  await chooser.setInputFiles(broken);
  await expect(page.getByText('broken.jsonl cannot be played')).toBeVisible();
  await expect(page.getByText(/line 5/)).toBeVisible();

  await chooser.setInputFiles(file);
  await expect(text(page, 'state')).toHaveText('inProgress');
  await expect(text(page, 'provenance')).toHaveText('simulated');
  await expect(text(page, 'state')).toHaveText('completed', { timeout: 20_000 });
  await go(page, '#/history');
  await expect(text(page, 'history-item')).toHaveCount(2);

  // what is stored of both is the same, but for when it was
  const [first, again] = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('beatkeeper');
      opening.onsuccess = () => resolve(opening.result);
    });
    const sessions = await new Promise<{ value: Record<string, unknown> }[]>((resolve) => {
      const all = db.transaction('sessions').objectStore('sessions').getAll();
      all.onsuccess = () => resolve(all.result as { value: Record<string, unknown> }[]);
    });
    db.close();
    return sessions.map(({ value }) => ({
      summary: value['summary'],
      timeline: value['timeline'],
      cues: value['cues'],
    }));
  });
  expect(again).toEqual(first);
  expect(seen).toEqual(NOTHING_SEEN);
});
