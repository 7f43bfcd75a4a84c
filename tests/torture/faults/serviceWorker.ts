import assert from 'node:assert/strict';
import { until } from '../../support/browser.ts';
import { oneByOne } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';

/** The browser stops the service worker, as it does when it pleases. The workout does not notice, and the app can wake it. */
export const serviceWorker: Strike = async (stage) => {
  const { page, watch, serviceWorkers } = stage;
  const wake = (): Promise<number> => page.evaluate(`fetch('manifest.webmanifest').then(({ status }) => status)`);
  const running = (): number => [...serviceWorkers.values()].filter(({ running }) => running === 'running').length;
  await wake();
  await until('the service worker runs', () => running() > 0);

  const before = stage.shown;
  const from = watch.told.length - 1;
  await stage.keeper.cdp.send('ServiceWorker.stopAllWorkers');
  await until('the service worker has stopped', () => running() === 0);
  await watch.seconds(2);
  oneByOne(watch.told.slice(from));
  assert.equal(await wake(), 200);
  await until('the service worker runs again', () => running() > 0);
  return { proof: 'seen running, then stopped', before, back: placeOf(stage.shown), lossS: 0 };
};
