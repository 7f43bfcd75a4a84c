import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { begunAtMs } from '../invariants.ts';
import { placeOf, type Strike } from '../strike.ts';

/** How late the first second after a thaw may be told, beyond those before. */
const OFF_MAX_MS = 400;

/** As a phone does to a page in a pocket. The workout catches up: its seconds did pass, and none was missed. */
export const freeze: Strike = async (stage, chance) => {
  const { page, watch } = stage;
  const frozenMs = chance.between(2_000, 4_000);
  const before = stage.shown;
  const gaps = (await stage.acknowledgedNow()).session.gaps.length;
  const running = watch.told.filter(({ status }) => status === 'inProgress');

  await page.freeze();
  await sleep(frozenMs); // the freeze itself
  const last = watch.last!;
  await page.thaw();
  await page.show();
  const told = await watch.seconds(1);
  await watch.seconds(1);

  // A worker that had run on would have told each second on its own.
  const jumpS = told.elapsedS - last.elapsedS;
  assert.ok(jumpS >= Math.floor(frozenMs / 1000), `it was not frozen: in ${frozenMs} ms it went on by ${jumpS} s`);
  const after = watch.told.slice(watch.told.indexOf(told));
  const offMs = begunAtMs(after) - begunAtMs(running.slice(-5));
  assert.ok(Math.abs(offMs) < OFF_MAX_MS, `elapsed is ${offMs} ms off after the freeze`);
  assert.equal(stage.shown.signal, 'live', 'the strap was not held to be lost');
  const { session } = await stage.acknowledgedNow();
  assert.equal(session.gaps.length, gaps, 'a freeze is no absence');
  return { proof: `no tick for ${jumpS} s`, before, back: placeOf(stage.shown), lossS: 0 };
};
