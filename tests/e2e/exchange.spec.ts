// Plans that come in and go out: a file with a report of what it loses, a link, a file for another program.
import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { importPlan } from '../../src/index.ts';
import { planLink } from '../../src/formats/plan/link.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';
import { withServiceWorker } from '../support/schedules.ts';

const ZWO = `<workout_file><name>Over-unders</name><workout><SteadyState Duration="300" Power="0.6"/>
  <IntervalsT Repeat="3" OnDuration="60" OffDuration="120" OnPower="1.1" OffPower="0.5"/></workout></workout_file>`;

const PLAN: Plan = {
  id: '',
  name: 'From Ida',
  sport: 'run',
  description: '',
  phases: [{ name: 'Go', target: { type: 'zone', zone: 2 }, end: { type: 'time', durationS: 600 } }],
};

test('a file of another program shows what it loses, asks what becomes of power, and is stored on Save', async ({
  page,
}) => {
  const seen = await watchPage(page);
  await page.goto('/#/plans');
  const cards = page.getByTestId('plan-card');
  await expect(cards).toHaveCount(10);
  await page.getByRole('button', { name: 'Import' }).click();
  const files = ['a', 'b'].map((name) => ({
    name: `${name}.${name === 'a' ? 'zwo' : 'txt'}`,
    mimeType: '',
    buffer: Buffer.from(name === 'a' ? ZWO : 'Hello'),
  }));
  await page.locator('input[type=file]').setInputFiles(files);
  const report = page.getByTestId('loss-report');
  await expect(report).toHaveAttribute('data-count', '3');
  await expect(report).toContainText('Phase 2 · Interval');
  await expect(page.getByText('b.txt')).toBeVisible();
  await page.getByRole('radio', { name: 'Estimated zones' }).check();
  await expect(report).toContainText('became heart-rate zone 5');
  await expect(cards).toHaveCount(10);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('“Over-unders” was imported')).toBeVisible();
  await expect(cards).toHaveCount(11);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cards).toHaveCount(10);
  expect(seen).toEqual(NOTHING_SEEN);
});

test('a link shows its plan and stores nothing before Save; the same link again is recognised', async ({ page }) => {
  const seen = await watchPage(page);
  const link = planLink(PLAN);
  await page.goto(`/${link}`);
  await expect(page.getByRole('heading', { level: 1, name: 'From Ida' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Close' }).click();
  await expect(page.getByTestId('plan-card')).toHaveCount(10);
  await page.goto(`/${link}`);
  await page.getByRole('button', { name: 'Start without saving' }).click();
  await expect(page.getByRole('button', { name: 'Start workout' })).toBeVisible();
  await expect(page.getByText('From Ida').first()).toBeVisible();
  await page.goto(`/${link}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Remove plan' })).toBeVisible();
  await page.goto(`/${link}`);
  await expect(page.getByText('You already have this plan, as “From Ida”.')).toBeVisible();
  await page.goto('/#/plans/open?p=eJyrVkrOz');
  await expect(page.getByText('This link is incomplete or damaged.')).toBeVisible();
  await page.getByRole('link', { name: 'All plans' }).click();
  await expect(page.getByTestId('plan-card')).toHaveCount(11);
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.querySelector('h1')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, link);
  await expect(page.getByText('You already have “From Ida”')).toBeVisible();
  expect(seen).toEqual(NOTHING_SEEN);
});

test('a plan is given away as a link, as a QR code and as a file, which says what it cannot hold', async ({ page }) => {
  const seen = await watchPage(page);
  await page.goto('/#/plans/threshold-4x4');
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const read = importPlan(new TextEncoder().encode(link), {});
  if (!read.ok) throw new Error('the link holds no plan');
  expect(read.value.plans[0].name).toBe('Threshold 4 × 4 min');
  const { width = 0 } = (await page.getByRole('img', { name: /^QR code/ }).boundingBox()) ?? {};
  expect(width).toBeGreaterThanOrEqual(240);
  await page.getByRole('radio', { name: 'FIT' }).check();
  await expect(page.getByText('For watches and bike computers.')).toBeVisible();
  await expect(page.getByTestId('loss-report')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  const bytes = new Uint8Array(await readFile(await download.path()));
  expect(download.suggestedFilename()).toBe('threshold-4-4-min.fit');
  const again = importPlan(bytes, {});
  if (!again.ok) throw new Error('the file holds no plan');
  expect(again.value.plans[0].phases).toHaveLength(read.value.plans[0].phases.length);
  expect(seen).toEqual(NOTHING_SEEN);
});

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('@long files that are shared with the app stay on the device, and wait until the person says so', async ({
    page,
  }) => {
    await page.goto('/#/today');
    await withServiceWorker(page);
    // as the system does, but for where it leads: a page cannot send a form (form-action 'none')
    const led = await page.evaluate(async () => {
      const body = new FormData();
      const plan = JSON.stringify({ name: 'Shared', phases: [{ name: 'Go', durationS: 60 }] });
      body.append('files', new File([plan], 'shared.json', { type: 'application/json' }));
      return (await fetch('shared-with-beatkeeper', { method: 'POST', body })).ok;
    });
    expect(led).toBe(true); // to the page: the server itself takes no POST
    await page.goto('/#/plans?shared=1');
    await expect(page.getByText('shared.json')).toBeVisible();
    await expect(page.getByTestId('loss-report')).toHaveAttribute('data-count', '0');
    await expect(page.getByTestId('plan-card')).toHaveCount(10);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('“Shared” was imported')).toBeVisible();
    await page.reload();
    await expect(page.getByTestId('plan-card')).toHaveCount(11);
    await expect(page.getByRole('heading', { name: 'Import plans' })).toBeHidden();
  });
});
