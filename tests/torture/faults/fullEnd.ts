import assert from 'node:assert/strict';
import { workout } from '../../../src/words/en.workout.ts';
import { ROOM_BYTES } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';
import { FILL } from './quota.ts';

/** The disk is full when the workout ends: the page says so and keeps it, and it is in the history once there is room. */
export const fullEnd: Strike = async (stage) => {
  const { watch } = stage;
  await stage.room(1);
  assert.equal(await stage.page.evaluate(FILL), 'QuotaExceededError', 'a write that is too large is refused');
  await stage.arm(); // asked only now: to fill the disk may take longer than the question stands
  const before = stage.shown;
  await stage.page.tap('End workout');
  await watch.until('the workout has ended', () => watch.last?.status === 'completed');
  const title = workout.troubles.historyFailing({ code: 'historyFailing' }).title;
  await stage.page.waitFor(`document.body.textContent.includes(${JSON.stringify(title)})`);
  assert.ok(!watch.stored.includes(stage.workoutId), 'it is not said to be stored');
  await stage.room(ROOM_BYTES);
  await watch.until('it is stored', () => watch.stored.includes(stage.workoutId), 20_000);
  await stage.concluded();
  return { proof: 'a write was refused', before, back: placeOf(before), lossS: 0, over: true };
};
