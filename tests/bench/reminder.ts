// How late a reminder is after the page was hidden for half an hour.
import { until, type OwnChromium, type OwnPage } from '../support/browser.ts';
import { saving, scheduleIn } from '../support/schedules.ts';
import { bar, within } from './measure.ts';

const COUNT = 'navigator.serviceWorker.ready.then((it) => it.getNotifications()).then(({ length }) => length)';

/** `minutes` hidden before it is due. */
export async function hiddenReminder(own: OwnChromium, origin: string, minutes: number): Promise<void> {
  const page = await open(own, origin);
  const { schedule, fireAtMs } = scheduleIn(minutes * 60);
  await within('the schedule saved', page.evaluate(saving(schedule)));
  await page.hide();
  const shown = async (): Promise<boolean> => (await page.evaluate<number>(COUNT)) === 1;
  await new Promise((resolve) => setTimeout(resolve, fireAtMs - Date.now() - 1_000));
  await until('the reminder is shown', shown, 60_000);
  const lateMs = Date.now() - fireAtMs;
  bar(`a reminder after ${String(minutes)} minutes behind another tab is late by`, lateMs, 2_000, 'ms');
}

async function open(own: OwnChromium, origin: string): Promise<OwnPage> {
  const page = await own.open('about:blank');
  await within('a page in front', page.show());
  await own.devTools.browser.send('Browser.grantPermissions', { origin, permissions: ['notifications'] });
  await page.goto(`${origin}/#/today`);
  await page.waitFor('navigator.serviceWorker.controller?.state === "activated"', 20_000);
  return page;
}
