import { placeOf, ROUTES, type Strike } from '../strike.ts';

/** As a dying battery would: nothing of the browser gets to say goodbye. */
export const kill: Strike = async (stage, chance) => {
  await stage.kill(); // done when no process is left
  const before = stage.shown;
  await stage.restart();
  const { shown, lossS, tookMs } = await stage.comesBack(before, { route: chance.pick(ROUTES) });
  return { proof: 'no process left', before, back: placeOf(shown), lossS, tookMs };
};
