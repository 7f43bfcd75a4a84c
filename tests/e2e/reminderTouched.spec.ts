// What a page does with the touch of a reminder that its service worker hands on. No notification is shown for that.
import { expect, test } from '@playwright/test';

test('a reminder that is touched too late starts nothing, and says why', async ({ page }) => {
  await page.goto('/?strap=sim:steady:120#/live?plan=tempo&late=1');
  await expect(page.getByText('The reminder expired after ten minutes')).toBeVisible();
  await expect(page.getByTestId('state')).toHaveText('idle');
  await page.getByRole('button', { name: 'Start workout' }).click();
  await expect(page.getByTestId('state')).toHaveText('inProgress');
  await expect(page.getByText('The reminder expired after ten minutes')).toBeHidden();
});

test('a reminder that is touched while the page still loads starts its workout', async ({ page }) => {
  await page.addInitScript(() => {
    // the first moment at which a browser hands on what a service worker said
    document.addEventListener('DOMContentLoaded', () => {
      const data = { v: 1, type: 'open', route: '#/live?plan=easy-recovery&autostart=1' };
      navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data }));
    });
  });
  await page.goto('/?strap=sim:steady:120#/history');
  await expect(page.getByTestId('state')).toHaveText('inProgress');
});
