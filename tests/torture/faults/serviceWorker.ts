import assert from 'node:assert/strict';
import { until } from '../../support/browser.ts';
import { oneByOne, type Stage } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';

/** The browser stops the service worker, as it does when it pleases. The workout does not notice, and the app can wake it. */
export const serviceWorker: Strike = async (stage) => {
  const { page, watch } = stage;
  const wake = (): Promise<number> => page.evaluate(`fetch('manifest.webmanifest').then(({ status }) => status)`);
  await wake();
  await until('the service worker runs', () => running(stage) > 0);

  const before = stage.shown;
  const from = watch.told.length - 1;
  await stopServiceWorker(stage);
  await watch.seconds(2);
  oneByOne(watch.told.slice(from));
  assert.equal(await wake(), 200);
  await until('the service worker runs again', () => running(stage) > 0);
  return { proof: 'seen running, then stopped', before, back: placeOf(stage.shown), lossS: 0 };
};

export async function stopServiceWorker(stage: Stage): Promise<void> {
  await stage.keeper.cdp.send('ServiceWorker.stopAllWorkers');
  await until('the service worker has stopped', () => running(stage) === 0);
}

function running({ serviceWorkers }: Stage): number {
  return [...serviceWorkers.values()].filter(({ running }) => running === 'running').length;
}
