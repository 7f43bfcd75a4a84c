// How late a reminder is after the page was hidden for half an hour.
import { OwnChromium, until, type OwnPage } from '../support/browser.ts';
import { saving, scheduleIn } from '../support/schedules.ts';
import { bar } from './measure.ts';

const COUNT = 'navigator.serviceWorker.ready.then((it) => it.getNotifications()).then(({ length }) => length)';

/** `minutes` hidden before it is due. */
export async function hiddenReminder(origin: string, minutes: number): Promise<void> {
  const chromium = await OwnChromium.start();
  try {
    const page = await open(chromium, origin);
    const { schedule, fireAtMs } = scheduleIn(minutes * 60);
    await page.evaluate(saving(schedule));
    await page.hide();
    const shown = async (): Promise<boolean> => (await page.evaluate<number>(COUNT)) === 1;
    await new Promise((resolve) => setTimeout(resolve, fireAtMs - Date.now() - 1_000));
    await until('the reminder is shown', shown, 60_000);
    bar(
      `a reminder after ${String(minutes)} minutes behind another tab is late by`,
      Date.now() - fireAtMs,
      2_000,
      'ms',
    );
  } finally {
    await chromium.kill();
    await chromium.remove();
  }
}

async function open(chromium: OwnChromium, origin: string): Promise<OwnPage> {
  const page = await chromium.open('about:blank');
  await chromium.devTools.browser.send('Browser.grantPermissions', { origin, permissions: ['notifications'] });
  await page.goto(`${origin}/#/today`);
  await page.waitFor('navigator.serviceWorker.controller?.state === "activated"', 20_000);
  return page;
}
