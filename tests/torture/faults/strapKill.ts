import { until } from '../../support/browser.ts';
import type { Stage } from '../stage.ts';
import { placeOf, ROUTES, type Strike } from '../strike.ts';

/** A browser that remembers a strap is given so long to find it by itself. */
const ALONE_MS = 4_000;

/** The browser is killed, or the page crashes, while a strap is connected. The workout goes on, and hears the strap again. */
export const strapKill: Strike = async (stage, chance) => {
  const how = chance.next() < 0.7 ? 'killed' : 'crashed';
  if (how === 'killed') {
    await stage.kill();
  } else {
    stage.page.cdp.send('Page.crash').catch(() => undefined); // nobody is left to answer
    await stage.page.close();
  }
  const before = stage.shown;
  if (how === 'killed') await stage.restart();
  else await stage.newTab();
  await stage.strapAgain();
  const { shown, lossS, tookMs } = await stage.comesBack(before, { route: chance.pick(ROUTES) });
  const again = await heardAgain(stage);
  await stage.watch.seconds(2);
  await stage.acknowledgedNow();
  return { proof: `${how}, and heard again ${again}`, before, back: placeOf(shown), lossS, tookMs };
};

/** A browser that was killed may not have written down yet which strap it was allowed: then a tap brings it back. */
async function heardAgain({ page, watch }: Stage): Promise<string> {
  const isLive = (): boolean => watch.last?.signal === 'live';
  const alone = await watch.until('the strap is heard', isLive, ALONE_MS).catch(() => false);
  if (alone) return 'by itself';
  let pressed = '';
  await until('a way to connect is on the screen', async () => {
    for (const name of ['Reconnect', 'Connect strap']) {
      if (
        await page.tap(name).then(
          () => true,
          () => false,
        )
      )
        pressed = name;
      if (pressed) return true;
    }
    return isLive();
  });
  await watch.until('the strap is heard', isLive, 30_000);
  return pressed ? `by ${pressed}` : 'by itself';
}
