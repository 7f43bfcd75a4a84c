// A host that answers its page for every file that is missing, as some static hosts do: in the middle of a deploy a page
// comes in place of scripts, with 200. Nothing of it is kept, and the app says what is wrong and how to mend it.
import { expect, test, type Page } from '@playwright/test';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serving } from '../../src/node/serve.ts';
import { until } from '../support/browser.ts';
import { nextBuild } from '../support/site.ts';

test.use({ serviceWorkers: 'allow' });

const DIST = resolve(import.meta.dirname, '../../dist');
const NOT_LOADED = 'Beatkeeper did not load';

let site: string;
let server: Server;
let url: string;

test.beforeEach(async () => {
  site = mkdtempSync(join(tmpdir(), 'beatkeeper-site-'));
  cpSync(DIST, site, { recursive: true });
  const answer = serving(site);
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const missing = !path.endsWith('/') && !filesIn('').includes(path.slice(1));
    if (!missing) return answer(request, response);
    // and has the browser keep it: for a year, as it does for files with a hash in their name
    response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'public, max-age=31536000, immutable' });
    response.end(readFileSync(join(site, 'index.html')));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

test.afterEach(() => {
  server.close();
  server.closeAllConnections();
  rmSync(site, { recursive: true });
});

function filesIn(folder: string): string[] {
  return readdirSync(join(site, folder), { recursive: true, encoding: 'utf8' });
}

/** Takes the files with these beginnings away, until the returned function is called. */
function takeAway(...beginnings: string[]): () => void {
  const names = filesIn('assets').filter((name) => beginnings.some((each) => name.startsWith(each)));
  expect(names.length).toBeGreaterThanOrEqual(beginnings.length);
  for (const name of names) renameSync(join(site, 'assets', name), join(site, `.${name}`));
  return () => {
    for (const name of names) renameSync(join(site, `.${name}`), join(site, 'assets', name));
  };
}

const heading = (page: Page) => page.locator('main h1');
const installed = (page: Page): Promise<void> =>
  until(
    'the app is kept',
    () => page.evaluate<boolean>('navigator.serviceWorker.controller?.state === "activated"').catch(() => false),
    30_000,
  );

/** What a person has saved, by a record of theirs. */
const SAVED = `(async () => {
  const open = indexedDB.open('beatkeeper');
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const store = db.transaction('settings', 'readwrite').objectStore('settings');
  const request = store.get('mark');
  const mark = await new Promise((done) => (request.onsuccess = () => done(request.result)));
  store.put('saved', 'mark');
  db.close();
  return mark;
})()`;

for (const part of ['page', 'shared', 'worker']) {
  const tag = part === 'page' ? [] : ['@long'];
  test(
    `half a deploy, ${part}-….js is missing: the page says so, and Repair brings it back`,
    { tag },
    async ({ page }) => {
      const putBack = takeAway(`${part}-`);
      await page.goto(url);
      await expect(page.getByRole('heading', { name: NOT_LOADED })).toBeVisible();
      await page.getByRole('button', { name: 'Repair' }).click();
      await expect(page.getByText('incomplete at the moment')).toBeVisible();
      putBack();
      await page.getByRole('button', { name: 'Repair' }).click();
      await expect(page.getByText(NOT_LOADED)).toBeHidden();
      await expect(heading(page)).toBeVisible();
    },
  );
}

test('HTML under the names of scripts in the cache: the next start fetches them anew', async ({ page }) => {
  await page.goto(url);
  await installed(page);
  const poisoned = await page.evaluate(async () => {
    const names = await caches.keys();
    const cache = await caches.open(names.find((name) => name.startsWith('beatkeeper-files'))!);
    const scripts = (await cache.keys()).filter((each) => /\.(js|css)(\?|$)/.test(each.url));
    for (const each of scripts) {
      await cache.put(each, new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }));
    }
    return scripts.length;
  });
  expect(poisoned).toBeGreaterThan(6);
  const workers = await page.context().newCDPSession(page);
  await workers.send('ServiceWorker.enable');
  await workers.send('ServiceWorker.stopAllWorkers');
  await page.goto('about:blank');
  await page.goto(`${url}#/live?plan=demo-60s`);
  await expect(page.getByRole('button', { name: 'Start workout' })).toBeVisible();
  await until('nothing of it is left', () =>
    page.evaluate(async () => {
      const name = (await caches.keys()).find((name) => name.startsWith('beatkeeper-files'))!;
      const kept = await (await caches.open(name)).matchAll();
      return kept.every(({ headers, url }) => !url.endsWith('.js') || !headers.get('Content-Type')!.includes('html'));
    }),
  );
});

test('half a deploy of a newer version: it is not installed, and what is here goes on, also with what was saved', async ({
  page,
}) => {
  await page.goto(url);
  await installed(page);
  await page.evaluate(SAVED);
  nextBuild(site);
  const putBack = takeAway('others-');
  const update =
    'navigator.serviceWorker.ready.then((r) => r.update()).then((r) => r.installing !== null, () => false)';
  await page.evaluate(update);
  await until('it was refused', () =>
    page.evaluate<boolean>('navigator.serviceWorker.ready.then(({ installing, waiting }) => !installing && !waiting)'),
  );
  await page.reload();
  await expect(heading(page)).toBeVisible();
  expect(await page.locator('script[type=module]').last().getAttribute('src')).not.toContain('-next');
  putBack();
  await page.evaluate(update);
  await expect(page.getByText('A new version is ready')).toBeVisible();
  expect(await page.evaluate(SAVED)).toBe('saved');
});
