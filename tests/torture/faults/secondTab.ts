import assert from 'node:assert/strict';
import { workout } from '../../../src/words/en.workout.ts';
import { oneByOne, shownIn } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';

const IN_OTHER_TAB = workout.troubles.otherTab({ code: 'otherTab' }).title;

/** How long the workout may stand still when its tab is closed and another is open. */
const TAKEN_OVER_MS = 2_000;

/** The app in a second tab: one of them runs the workout, whatever is pressed, and the other goes on when that one is closed. */
export const secondTab: Strike = async (stage, chance) => {
  const { page, watch } = stage;
  const { session } = await stage.acknowledgedNow();
  const from = watch.told.length - 1;

  await stage.newTab();
  await stage.openApp('#/live');
  await stage.watch.until('the second tab says so', () => stage.watch.shown.at(-1)?.troubles.includes(IN_OTHER_TAB));
  if (chance.next() < 0.5) await stage.page.press('Start workout');
  await watch.seconds(2);
  oneByOne(watch.told.slice(from));
  assert.ok(
    stage.watch.told.every(({ status }) => status === 'idle'),
    'the second tab runs nothing',
  );

  const sinceMs = performance.now();
  await page.close();
  const before = shownIn(watch);
  const { told, shown, lossS, tookMs } = await stage.isBack(before, sinceMs);
  assert.ok(tookMs <= TAKEN_OVER_MS, `the second tab took ${Math.round(tookMs)} ms to go on`);
  assert.ok(told.elapsedS >= session.elapsedS, 'what was acknowledged is there');
  return { proof: 'one ran of two', before, back: placeOf(shown), lossS, tookMs };
};
