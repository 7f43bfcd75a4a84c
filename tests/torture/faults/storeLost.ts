import assert from 'node:assert/strict';
import { workout } from '../../../src/words/en/workout.ts';
import { readRecords } from '../records.ts';
import { oneByOne } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';

const LOST = workout.troubles.storeLost({ code: 'storeLost' }).title;

/** What is stored is deleted under the workout: by another page, or by the browser itself. The workout goes on and is stored again. */
export const storeLost: Strike = async (stage, chance) => {
  const { watch } = stage;
  const how = chance.pick(['deleted', 'cleared'] as const);
  const before = stage.shown;
  const from = watch.told.length - 1;
  const stored = await readRecords(stage.page);
  stage.historyIsGone();
  if (how === 'deleted') assert.equal(await stage.page.evaluate(DELETE), 'deleted');
  else {
    await stage.keeper.cdp.send('Storage.clearDataForOrigin', { origin: stage.origin, storageTypes: 'indexeddb' });
  }
  await watch.until('the app says that what was stored is gone', () => watch.shown.at(-1)?.troubles.includes(LOST));
  await watch.seconds(2);
  oneByOne(watch.told.slice(from));
  const { elapsedS } = stage.shown;
  const { session } = await stage.acknowledgedNow();
  assert.ok(session.elapsedS >= elapsedS - 1, `${session.elapsedS} s are stored again of ${elapsedS}`);
  const records = await readRecords(stage.page);
  for (const store of ['plans', 'settings'] as const) {
    assert.equal(records.get(store)?.length, stored.get(store)?.length, `${store} are stored again`);
  }
  return { proof: `the database was ${how}`, before, back: placeOf(stage.shown), lossS: 0 };
};

const DELETE = `new Promise((done) => {
  const request = indexedDB.deleteDatabase('beatkeeper');
  request.onsuccess = () => done('deleted');
  request.onblocked = () => done('blocked');
  request.onerror = () => done('refused');
})`;
