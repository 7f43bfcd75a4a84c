import assert from 'node:assert/strict';
import { placeOf, ROUTES, type Strike } from '../strike.ts';

const NEAR_MS = 100;

/**
 * The browser is killed around the moment at which a part of a long workout is written: before, in the middle of it, or
 * after. Whichever it was, the workout comes back whole, and the part is there afterwards.
 */
export const part: Strike = async (stage, chance) => {
  const { watch, trial } = stage;
  const offMs = chance.between(-NEAR_MS, 2 * NEAR_MS);
  const { atEpochMs } = await watch.until(
    `second ${trial.partAtS - 1}`,
    () => watch.told.find(({ elapsedS }) => elapsedS >= trial.partAtS - 1),
    30_000,
  );
  await stage.killAt(performance.now() + (atEpochMs + 1000 + offMs - Date.now()));
  const before = stage.shown;
  await stage.restart();
  const { shown, lossS, tookMs } = await stage.comesBack(before, { route: chance.pick(ROUTES) });
  const found = stage.parts;
  await stage.watch.until('the part is full', () => (stage.watch.last?.elapsedS ?? 0) >= trial.partAtS + 1);
  await stage.acknowledgedNow();
  assert.equal(stage.parts, trial.partAtS / 300, 'every part that is full is stored');
  const proof = `no process left ${offMs} ms after second ${trial.partAtS}, ${found} of ${stage.parts} parts stored`;
  return { proof, before, back: placeOf(shown), lossS, tookMs };
};
