import assert from 'node:assert/strict';
import { until } from '../../support/browser.ts';
import { nextBuild } from '../../support/site.ts';
import { oneByOne } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';

/** Without a page the browser lets an older version end what it does; now and then it looks again only after a minute or so. */
const IDLE_MAX_MS = 100_000;

/** A newer version comes while the workout runs. It waits; and when every page is closed it takes over, and goes on. */
export const update: Strike = async (stage, chance) => {
  const { page, watch, serviceWorkers } = stage;
  const tag = `next${chance.between(1, 1_000_000)}` as const;
  const before = stage.shown;
  const from = watch.told.length - 1;
  nextBuild(stage.site, tag);
  await page.evaluate(`navigator.serviceWorker.ready.then((registration) => void registration.update())`);
  const newer = await watch.until(
    'the newer version waits',
    () => [...serviceWorkers].find(([, { status }]) => status === 'installed')?.[0],
  );
  await watch.seconds(1);
  oneByOne(watch.told.slice(from));
  assert.ok(!(await buildOf()).includes(tag), 'the page is of the older version still');

  const closing = stage.shown;
  await page.close();
  const closedMs = performance.now();
  await until('the newer version runs', () => serviceWorkers.get(newer)?.status === 'activated', IDLE_MAX_MS);
  const idleS = Math.round((performance.now() - closedMs) / 1000);
  await stage.newTab();
  const { shown, lossS, tookMs } = await stage.comesBack(closing);
  assert.ok((await buildOf()).includes(tag), 'the page is of the newer version');
  return {
    proof: idleS < 10 ? 'it waited, then it ran' : `it waited, then it ran after ${idleS} s`,
    before,
    back: placeOf(shown),
    lossS,
    tookMs,
  };

  function buildOf(): Promise<string> {
    return stage.page.evaluate<string>(`document.querySelector('script[type="module"]').src`);
  }
};
