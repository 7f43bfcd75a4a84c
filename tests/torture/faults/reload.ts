import assert from 'node:assert/strict';
import { placeOf, ROUTES, type Strike } from '../strike.ts';

/** The page is reloaded, or left and come back to: which gives time for a look at what it left. */
export const reload: Strike = async (stage, chance) => {
  if (chance.next() < 0.5) {
    const before = stage.shown;
    const { shown, lossS, tookMs } = await stage.comesBack(before, { route: chance.pick(ROUTES) });
    return { proof: 'away and back', before, back: placeOf(shown), lossS, tookMs };
  }
  const { session } = await stage.acknowledgedNow();
  const opened = (): Promise<number> => stage.page.evaluate<number>('performance.timeOrigin');
  const openedMs = await opened();
  const before = stage.shown;
  const sinceMs = performance.now();
  await stage.page.reload();
  const { told, shown, lossS, tookMs } = await stage.isBack(before, sinceMs);
  assert.notEqual(await opened(), openedMs, 'it is another document');
  assert.ok(told.elapsedS >= session.elapsedS, 'what was acknowledged is there');
  return { proof: 'another document', before, back: placeOf(shown), lossS, tookMs };
};
