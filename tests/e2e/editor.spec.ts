// The plan editor in a browser: by mouse, by touch and by keys alone, in the text, and after a reload.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';

const TEXT = [
  'Warm-up: 10m Z2',
  '4x (',
  '  Work: 4m 85-90% max "Short steps"',
  '  Recovery: until <=120 bpm hold 10s min 30s max 3m',
  ')',
  'Cool-down: 8m Z1',
  '',
].join('\n');

const phases = (page: Page): Locator => page.getByRole('list', { name: 'Phases' }).getByRole('button');
const text = (page: Page): Locator => page.getByRole('textbox', { name: 'Plan as text' });

async function openNew(page: Page, written = TEXT): Promise<void> {
  await page.goto('/#/plans/new');
  await page.getByRole('radio', { name: 'Text' }).check();
  await text(page).fill(written);
  await expect(phases(page)).toHaveCount(4);
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
}

/** From the middle of a handle, so far. */
async function drag(page: Page, handle: Locator, byX: number, byY: number): Promise<void> {
  const box = (await handle.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + byX / 2, y + byY / 2);
  await page.mouse.move(x + byX, y + byY);
  await page.mouse.up();
}

test('a plan is typed, pulled by the mouse, undone, found after a reload and started', async ({ page }) => {
  const seen = await watchPage(page);
  await openNew(page);
  await expect(page).toHaveURL(/#\/plans\/[0-9a-f-]{36}\/edit$/);
  await expect(phases(page).nth(1)).toHaveAccessibleName('Work, 4:00, 85–90 % of max, 2 of 4');

  await text(page).fill(`${TEXT}5m\n`);
  await expect(page.getByText('1 problem in the text')).toBeVisible();
  await expect(page.getByText(/Line 7/)).toBeVisible();
  await expect(phases(page)).toHaveCount(4);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Back to the plan' }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Not saved: line 7 of the text' })).toBeVisible();
  await expect(text(page)).toHaveValue(`${TEXT}5m\n`);
  await text(page).fill(TEXT);

  await phases(page).first().click();
  await drag(page, page.locator('.handle.length'), 60, 0);
  await expect(text(page)).not.toHaveValue(TEXT);
  await expect(text(page)).toHaveValue(/^Warm-up: 1[1-9]m Z2\n/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(text(page)).toHaveValue(TEXT);
  await drag(page, page.locator('.handle.target'), 0, -40);
  await expect(text(page)).toHaveValue(/^Warm-up: 10m Z[345]\n/);
  await drag(page, page.locator('.handle.place'), 2000, 0);
  await page.getByRole('textbox', { name: 'Plan name' }).fill('Four by four');
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Plan name' })).toHaveValue('Four by four');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('textbox', { name: 'Plan name' })).toHaveValue('My plan');
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByRole('link', { name: 'Back to the plan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Four by four' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start workout' })).toBeEnabled();
  expect(seen).toEqual(NOTHING_SEEN);
});

test('keys alone make a plan: chosen, made longer, aimed higher, moved, doubled, removed', async ({ page }) => {
  await openNew(page);
  const focused = page.locator('[role=list][aria-label="Phases"] button:focus');
  await phases(page).first().focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(focused).toHaveAccessibleName('Warm-up, 11:00, Zone 2, 1 of 4');
  await page.keyboard.press('ArrowUp');
  await expect(focused).toHaveAccessibleName('Warm-up, 11:00, Zone 3, 1 of 4');
  await page.keyboard.press('ArrowRight');
  await expect(focused).toHaveAccessibleName(/^Work,/);
  await page.keyboard.press('End');
  await expect(focused).toHaveAccessibleName(/^Cool-down,.* 4 of 4$/);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(focused).toHaveAccessibleName(/^Cool-down,.* 4 of 4$/); // into the end of the block
  await page.keyboard.press('d');
  await expect(phases(page)).toHaveCount(5);
  await page.keyboard.press('Delete');
  await expect(phases(page)).toHaveCount(4);
  for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z');
  await expect(text(page)).toHaveValue(TEXT);
  await page.keyboard.press('Control+Shift+z');
  await expect(text(page)).toHaveValue(TEXT.replace('10m', '11m'));
});

test('what is said of a wide picture does not come or go while a hand pulls: nothing below it jumps', async ({
  page,
}) => {
  await openNew(page);
  const said = page.getByText(/^The picture is wider than the screen/);
  const view = page.getByRole('radio', { name: 'List' });
  await phases(page).last().click();
  const handle = (await page.locator('.handle.length').boundingBox())!;
  const yPx = (await view.boundingBox())!.y;
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(handle.x + 120, handle.y, { steps: 3 });
  await expect(phases(page).last()).not.toHaveAccessibleName(/8:00/);
  await expect(said).toHaveCount(0);
  expect((await view.boundingBox())!.y).toBe(yPx);
  await page.mouse.up();
});

test('beside the list, too, keys that move, double and remove a phase keep the focus and the page at the picture', async ({
  page,
}) => {
  await openNew(page);
  await page.getByRole('radio', { name: 'List' }).check();
  const focused = page.locator('[role=list][aria-label="Phases"] button:focus');
  await phases(page).first().focus();
  const topPx = await page.evaluate(() => scrollY);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(focused).toHaveAccessibleName('Warm-up, 10:00, Zone 2, 1 of 4'); // into the block
  await page.keyboard.press('d');
  await expect(focused).toHaveAccessibleName('Warm-up, 10:00, Zone 2, 2 of 5');
  await page.keyboard.press('Delete');
  await expect(focused).toHaveAccessibleName('Work, 4:00, 85–90 % of max, 2 of 4');
  await expect(page.getByRole('status').filter({ hasText: 'Removed: Warm-up. 4 phases left' })).toBeVisible();
  await page.waitForTimeout(300); // the list would take the focus a moment later
  await expect(focused).toHaveCount(1);
  expect(await page.evaluate(() => scrollY)).toBe(topPx);
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a finger makes a phase longer and the page stays where it is; fields say the same', async ({ page }) => {
    await openNew(page);
    await phases(page)
      .first()
      .tap({ position: { x: 10, y: 60 } });
    const box = (await page.locator('.handle.length').boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const cdp = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', byX: number): Promise<unknown> =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + byX, y }] });
    const topPx = await page.evaluate(() => scrollY);
    await touch('touchStart', 0);
    for (const byX of [10, 20, 30, 40]) await touch('touchMove', byX);
    await touch('touchEnd', 40);
    await expect(text(page)).toHaveValue(/^Warm-up: 1[1-9]m Z2\n/);
    expect(await page.evaluate(() => scrollY)).toBe(topPx);

    await page.getByRole('radio', { name: 'List' }).check();
    // key by key: nothing is written anew under the fingers, and what is typed replaces the value
    const length = page.getByRole('textbox', { name: 'Length' });
    /** A browser that is slow to answer makes no click of a finger's touch: the finger does it again. */
    const tapped = (field: Locator): Promise<void> =>
      expect(async () => {
        await field.tap();
        await expect(field).toBeFocused({ timeout: 2_000 });
      }).toPass();
    /** The click that a tap becomes selects the value; keys that come before it are faster than any finger. */
    const enter = async (): Promise<void> => {
      await tapped(length);
      await expect
        .poll(() => length.evaluate((field: HTMLInputElement) => [field.selectionStart, field.selectionEnd]))
        .toEqual([0, (await length.inputValue()).length]);
    };
    await enter();
    await length.pressSequentially('4:00');
    await expect(length).toHaveValue('4:00');
    await tapped(page.getByRole('textbox', { name: 'Plan name' }));
    await expect(phases(page).first()).toHaveAccessibleName('Warm-up, 4:00, Zone 2, 1 of 4');
    await enter();
    await length.pressSequentially('730');
    await page.keyboard.press('Enter');
    await expect(length).toHaveValue('7:30');
    await expect(phases(page).first()).toHaveAccessibleName('Warm-up, 7:30, Zone 2, 1 of 4');
    await length.pressSequentially('soon');
    await expect(page.getByText(/^Write a time/)).toBeHidden();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Write a time/)).toBeVisible();
    await expect(phases(page).first()).toHaveAccessibleName('Warm-up, 7:30, Zone 2, 1 of 4');

    // a phase goes where its button stands; it is in sight, has the focus and is told of
    await page.getByRole('button', { name: 'Add phase to the 4×' }).tap();
    await expect(page.getByRole('status').filter({ hasText: 'Phase 4 of 5 added: Work' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    expect(await axeFindings(page)).toEqual([]);
  });
});
