import { until } from '../../support/browser.ts';
import { placeOf, ROUTES, type Strike } from '../strike.ts';

/** The process of the page dies, and the browser lives: page and worker are gone at once. */
export const crash: Strike = async (stage, chance) => {
  const { cdp } = stage.page;
  let crashed = false;
  cdp.on('Inspector.targetCrashed', () => (crashed = true));
  await cdp.send('Inspector.enable');
  cdp.send('Page.crash').catch(() => undefined); // nobody is left to answer
  await until('the page has crashed', () => crashed);
  const before = stage.shown;
  if (chance.next() < 0.5) {
    await stage.page.close(); // else the same tab is used again, as after *Reload* on the sad face
    await stage.newTab();
  }
  const { shown, lossS, tookMs } = await stage.comesBack(before, { route: chance.pick(ROUTES) });
  return { proof: 'the target crashed', before, back: placeOf(shown), lossS, tookMs };
};
