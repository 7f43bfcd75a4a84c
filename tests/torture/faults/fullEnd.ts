import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOM_BYTES } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';
import { FILL } from './quota.ts';

const REFUSED_MS = 2_000;

/** The disk is full when the workout ends: the page keeps it, and it is in the history once there is room. */
export const fullEnd: Strike = async (stage) => {
  const { watch } = stage;
  await stage.room(1);
  assert.equal(await stage.page.evaluate(FILL), 'QuotaExceededError', 'a write that is too large is refused');
  await stage.arm(); // asked only now: to fill the disk may take longer than the question stands
  const before = stage.shown;
  await stage.page.tap('End workout');
  await watch.until('the workout has ended', () => watch.last?.status === 'completed');
  await sleep(REFUSED_MS); // with room it is stored in a tenth of this
  assert.ok(!watch.stored.includes(stage.workoutId), 'it is not said to be stored');
  await stage.room(ROOM_BYTES);
  await watch.until('it is stored', () => watch.stored.includes(stage.workoutId), 20_000);
  await stage.concluded();
  return { proof: 'a write was refused', before, back: placeOf(before), lossS: 0, over: true };
};
