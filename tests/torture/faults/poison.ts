import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../support/browser.ts';
import type { Stage } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';
import { stopServiceWorker } from './serviceWorker.ts';

/**
 * What is kept under the names of scripts, styles and pages is not what was built: a page of HTML, nothing, half a file, a
 * file under a wrong type. The service worker is stopped, which had known what it kept, and the page is loaded again.
 */
export const poison: Strike = async (stage, chance) => {
  const poisoned = await stage.page.evaluate<number>(poisonAll(chance.between(0, 3)));
  assert.ok(poisoned > 10, `${poisoned} files were changed`);
  assert.equal((await poisonedNow(stage)).length, poisoned, 'they are kept as they were changed');
  await stopServiceWorker(stage);
  const before = stage.shown;
  const sinceMs = performance.now();
  await stage.page.reload();
  const { shown, lossS, tookMs } = await stage.isBack(before, sinceMs);
  // files of an earlier build are its own pages' business
  const ofThisBuild = (url: string): boolean => existsSync(join(stage.site, new URL(url).pathname));
  let left: string[] = [];
  const isMended = async (): Promise<boolean> => {
    left = (await poisonedNow(stage)).filter(ofThisBuild);
    return left.length === 0;
  };
  await until('what was changed is as it was built', isMended, MENDED_MAX_MS).catch((error: unknown) => {
    throw new Error(`${String(error)}; left: ${left.join(', ')}`);
  });
  return { proof: `${poisoned} files were changed`, before, back: placeOf(shown), lossS, tookMs };
};

/** What the page did not ask for is mended once it is loaded and quiet, which takes a busy machine a while. */
const MENDED_MAX_MS = 30_000;

const MARK = 'X-Poison';

const poisonAll = (first: number): string => `(async () => {
  const answers = [
    (type) => ['<!doctype html><title>Not here</title>', 'text/html'],
    (type) => ['', type],
    (type, text) => [text.slice(0, text.length >> 1), type],
    (type, text) => [text, type.startsWith('text/html') ? 'text/javascript' : 'text/html'],
  ];
  let poisoned = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (!/\\.(js|css|html)$/.test(new URL(request.url).pathname)) continue;
      const kept = await cache.match(request, { ignoreVary: true });
      const [body, type] = answers[(${first} + poisoned) % answers.length](kept.headers.get('Content-Type'), await kept.text());
      await cache.put(request, new Response(body, { headers: { 'Content-Type': type, '${MARK}': '1' } }));
      poisoned++;
    }
  }
  return poisoned;
})()`;

function poisonedNow({ page }: Stage): Promise<string[]> {
  return page.evaluate<string[]>(`(async () => {
    const found = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const kept = await cache.match(request, { ignoreVary: true });
        if (kept?.headers.has('${MARK}')) found.push(request.url);
      }
    }
    return found;
  })()`);
}
