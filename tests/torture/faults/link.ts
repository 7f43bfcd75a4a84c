import assert from 'node:assert/strict';
import { oneByOne } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';

/** The strap is out of reach until the signal is stale, then within it again. The workout goes on all the while. */
export const link: Strike = async (stage) => {
  const { watch, strap } = stage;
  assert.ok(strap, 'a strap with a link');
  const before = stage.shown;
  const from = watch.told.length - 1;
  strap.reachable = false;
  assert.ok(await strap.drop(), 'the link was lost, and the page was told');
  await watch.until('the signal is stale', () => watch.last?.signal === 'stale');
  strap.reachable = true;
  await watch.until('the signal is back', () => watch.last?.signal === 'live', 30_000);
  await watch.seconds(1);
  oneByOne(watch.told.slice(from));
  assert.equal(stage.shown.status, 'inProgress');
  await stage.acknowledgedNow();
  return { proof: 'disconnected, stale, live', before, back: placeOf(stage.shown), lossS: 0 };
};
