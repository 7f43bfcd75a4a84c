import { until } from '../../support/browser.ts';
import { placeOf, ROUTES, type Strike } from '../strike.ts';

/** The process of the page dies, and the browser lives: page and worker are gone at once. Reloaded, or closed and opened anew. */
export const crash: Strike = async (stage, chance) => {
  const { cdp } = stage.page;
  let crashed = false;
  cdp.on('Inspector.targetCrashed', () => (crashed = true));
  await cdp.send('Inspector.enable');
  cdp.send('Page.crash').catch(() => undefined); // nobody is left to answer
  await until('the page has crashed', () => crashed);
  const before = stage.shown;
  const proof = 'the target crashed';
  if (chance.next() < 0.5) {
    const sinceMs = performance.now();
    await stage.page.reload();
    const { shown, lossS, tookMs } = await stage.isBack(before, sinceMs);
    return { proof, before, back: placeOf(shown), lossS, tookMs };
  }
  await stage.page.close();
  await stage.newTab();
  const { shown, lossS, tookMs } = await stage.comesBack(before, { route: chance.pick(ROUTES) });
  return { proof, before, back: placeOf(shown), lossS, tookMs };
};
