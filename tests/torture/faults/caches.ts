import assert from 'node:assert/strict';
import { placeOf, type Strike } from '../strike.ts';

/** Every cache is emptied, as a browser does that needs the room, and the page is loaded again. */
export const caches: Strike = async (stage) => {
  const deleted = await stage.page.evaluate<number>(EMPTY);
  assert.ok(deleted > 0, 'there was a cache');
  const before = stage.shown;
  const sinceMs = performance.now();
  await stage.page.reload();
  const { shown, lossS, tookMs } = await stage.isBack(before, sinceMs);
  return { proof: `${deleted} caches were deleted`, before, back: placeOf(shown), lossS, tookMs };
};

const EMPTY = `caches.keys().then(async (names) => (await Promise.all(names.map((name) => caches.delete(name)))).length)`;
