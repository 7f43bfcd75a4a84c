import assert from 'node:assert/strict';
import { workout } from '../../../src/words/en/workout.ts';
import { OPEN } from '../records.ts';
import { oneByOne, ROOM_BYTES, type Stage } from '../stage.ts';
import { placeOf, type Strike, type Struck } from '../strike.ts';

const CANNOT_BE_SAVED = workout.troubles.checkpointFailing({ code: 'checkpointFailing' }).title;

/** The disk is full while the workout runs, or when the browser comes back to it; then there is room again. */
export const quota: Strike = async (stage, chance) => (chance.next() < 0.5 ? midRun(stage) : atStart(stage));

async function midRun(stage: Stage): Promise<Struck> {
  const { watch } = stage;
  const before = stage.shown;
  const from = watch.told.length - 1;
  await stage.room(1);
  assert.equal(await stage.page.evaluate(FILL), 'QuotaExceededError', 'a write that is too large is refused');
  await troubleComesAndGoes(stage);
  oneByOne(watch.told.slice(from));
  return { proof: 'a write was refused', before, back: placeOf(stage.shown), lossS: 0 };
}

async function atStart(stage: Stage): Promise<Struck> {
  await stage.kill();
  const before = stage.shown;
  await stage.restart({ roomBytes: 1 });
  const { shown, lossS, tookMs } = await stage.comesBack(before);
  await troubleComesAndGoes(stage);
  return { proof: 'killed, and no room at the start', before, back: placeOf(shown), lossS, tookMs };
}

/** Refused, the app says so and the workout goes on; with room again, what it kept in memory is stored. */
async function troubleComesAndGoes(stage: Stage): Promise<void> {
  const { watch } = stage;
  const told = (): boolean => watch.shown.at(-1)?.troubles.includes(CANNOT_BE_SAVED) ?? false;
  await watch.until('the app says that it cannot save', told);
  await watch.seconds(1);
  const { elapsedS } = stage.shown;
  await stage.room(ROOM_BYTES);
  await watch.until('the app can save again', () => !told());
  const { session } = await stage.acknowledgedNow();
  assert.ok(session.elapsedS >= elapsedS, 'what could not be stored at the time is stored');
}

/**
 * The browser asks how much room there is only every half minute, or when a write is larger than what it remembers of
 * it. Values of 64 kB and more lie in files of their own and are not counted, so these are many small ones.
 */
export const FILL = `(async () => {
  const db = await ${OPEN};
  const transaction = db.transaction('settings', 'readwrite');
  for (let i = 0; i < ${Math.ceil((ROOM_BYTES * 1.2) / 60_000)}; i++) {
    transaction.objectStore('settings').put(new Uint8Array(60_000), 'fill ' + i);
  }
  const name = await new Promise((done) => {
    transaction.oncomplete = () => done('written');
    transaction.onabort = () => done(transaction.error.name);
  });
  db.close();
  return name;
})()`;
