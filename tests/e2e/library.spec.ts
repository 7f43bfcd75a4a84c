// Plans one has made a choice of: a workout without one, a target that is moved, and the page of all.
import { expect, test, type Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';

const state = (page: Page): ReturnType<Page['getByTestId']> => page.getByTestId('state');
const elapsedS = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('elapsed').getAttribute('data-seconds'));

/** Until so many more seconds of the workout are over. */
async function go(page: Page, seconds: number): Promise<void> {
  const toS = (await elapsedS(page)) + seconds;
  await expect.poll(() => elapsedS(page)).toBeGreaterThanOrEqual(toS);
}

test('quick start: in one tap from Today, laps by hand, and each of them in the result and in the history', async ({
  page,
}) => {
  await page.goto('/?strap=sim:steady:130&speed=20#/today');
  await page.getByRole('link', { name: 'Quick start' }).click();
  await expect(page.getByRole('heading', { name: 'Free workout' })).toBeVisible();
  await page.getByRole('radio', { name: 'Zone 2' }).check({ force: true }); // the radio lies unseen over its chip
  await expect(page.getByText('Zone 2 · Endurance')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start workout' }).click();
  await expect(page.getByTestId('phase-name')).toHaveText('Lap 1');
  await go(page, 40);
  await page.getByRole('button', { name: 'Lap', exact: true }).click();
  await expect(page.getByTestId('phase-name')).toHaveText('Lap 2');
  await expect(page.getByTestId('phase-index')).toHaveText('2');
  await expect(page.getByText('Last phase')).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('phase-name')).toHaveText('Lap 2');
  await expect(state(page)).toHaveText('inProgress');
  await go(page, 40);
  await page.getByRole('button', { name: 'End workout' }).click();
  await page.getByRole('region', { name: 'End now?' }).getByRole('button', { name: 'End workout' }).click();
  await expect(page.getByRole('heading', { name: 'Workout done' })).toBeVisible();
  const laps = page.getByRole('region', { name: 'Laps' }).getByRole('listitem');
  await expect(laps).toHaveText([/Lap 1.*avg 130 bpm/s, /Lap 2.*avg 130 bpm/s]);

  await page.getByRole('link', { name: 'View details' }).click();
  const phases = page.getByRole('region', { name: 'Phases' }).getByRole('listitem');
  await expect(phases).toHaveText([/Lap 1.*avg 130 bpm/s, /Lap 2.*avg 130 bpm/s]);
  await page.evaluate(() => (location.hash = '#/today'));
  await expect(page.getByRole('link', { name: 'Quick start' })).toBeVisible();
  await expect(page.getByTestId('plan-card').filter({ hasText: 'Free workout' })).toHaveCount(0);
});

test('a target is moved by button and by key, for this phase or for all that follow, and taken back', async ({
  page,
}) => {
  await page.goto('/?strap=sim:steady:120#/live?plan=tempo&autostart=1');
  await expect(state(page)).toHaveText('inProgress');
  const target = page.getByRole('region', { name: 'Warm-up' });
  await expect(target).toContainText('Zone 2 · 114–132 bpm');
  await page.getByRole('button', { name: 'Target' }).click();
  const panel = page.getByRole('region', { name: 'Target' });
  await expect(panel).toBeVisible();
  const found = await axeFindings(page);
  // of controls that say their key beside their name, to eyes alone
  expect(found.filter((each) => !each.startsWith('label-content-name-mismatch'))).toEqual([]);
  await panel.getByRole('radio', { name: 'All that follow' }).check({ force: true });
  await panel.getByRole('button', { name: '+5 bpm' }).click();
  await expect(panel).toContainText('119–137 bpm, moved by +5');
  await page.keyboard.press('[');
  await expect(panel).toContainText('118–136 bpm, moved by +4');
  await expect(page.getByText('Target 118–136 bpm, moved by +4')).toBeAttached();
  await panel.getByRole('button', { name: 'Undo' }).click();
  await expect(panel).toContainText('119–137 bpm, moved by +5');
  await panel.getByRole('button', { name: 'Close target' }).click();
  await page.getByRole('button', { name: 'Skip phase' }).click();
  await expect(page.getByTestId('phase-name')).toHaveText('Tempo');
  const undo = page.getByRole('button', { name: 'Undo: target moved by +5 bpm' });
  await expect(undo).toBeVisible();
  await page.reload();
  await undo.click();
  await expect(page.getByRole('region', { name: 'Tempo' })).toContainText('Zone 3 · 133–151 bpm');
  await expect(undo).toHaveCount(0);
});

test('plans: a search, a favourite in front, a plan that is hidden and shown again', async ({ page }) => {
  await page.goto('/#/plans');
  const cards = page.getByTestId('plan-card');
  await expect(cards).toHaveCount(10);
  await page.keyboard.press('/');
  await page.keyboard.type('four thresh');
  await expect(cards).toHaveCount(1);
  await page.getByRole('button', { name: 'Favourite: Threshold' }).click();
  await page.getByRole('searchbox').fill('nowhere to be found');
  await expect(page.getByRole('heading', { name: 'No plan found' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(cards).toHaveCount(10);
  await expect(cards.first()).toHaveAttribute('data-plan-id', 'threshold-4x4');

  await cards.filter({ hasText: 'Pyramid' }).click();
  await page.getByRole('button', { name: 'Hide plan' }).click();
  await expect(page.getByRole('heading', { name: 'Plans', level: 1 })).toBeVisible();
  await expect(cards).toHaveCount(9);
  await page.reload();
  await expect(cards).toHaveCount(9);
  await expect(cards.first()).toHaveAttribute('data-plan-id', 'threshold-4x4');
  await page.getByText('Hidden plans (1)').click();
  await page.getByRole('button', { name: 'Show again: Pyramid' }).click();
  await expect(cards).toHaveCount(10);
  await expect(page.getByText('Hidden plans')).toHaveCount(0);
});
