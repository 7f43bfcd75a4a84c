import assert from 'node:assert/strict';
import { oneByOne } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';

/** Another script of the origin says what nobody understands, on every channel of the app. The workout does not hear it. */
export const messages: Strike = async (stage) => {
  const { watch } = stage;
  const before = stage.shown;
  const from = watch.told.length - 1;
  const said = await stage.page.evaluate<number>(SAY);
  assert.ok(said > 50, 'it was said');
  await watch.seconds(2);
  oneByOne(watch.told.slice(from));
  assert.equal(stage.shown.status, before.status);
  await stage.acknowledgedNow();
  return { proof: `${said} messages`, before, back: placeOf(stage.shown), lossS: 0 };
};

const SAY = `(async () => {
  const bodies = [null, undefined, 0, 'now', [], {}, { v: 1 }, { v: 99, type: 'now' }, { v: 1, type: 'now' }, { v: 1, type: 'now', now: null },
    { v: 1, type: 'command' }, { v: 1, type: 'command', command: null }, { v: 1, type: 'command', command: 7 },
    { v: 1, type: 'command', command: { type: 'nothing' } }, { v: 1, type: 'ask', more: new Uint8Array(1e6) },
    { v: 1, type: '__proto__' }, new Map([[1, 2]]), new Error('no')];
  let said = 0;
  for (const name of ['beatkeeper-workout', 'beatkeeper-library', 'beatkeeper-ledger']) {
    const channel = new BroadcastChannel(name);
    for (const body of bodies) said++, channel.postMessage(body);
  }
  return said;
})()`;
