// One policy, said in five places: each of them says the same.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serving } from '../src/node/serve.ts';
import { cacheControlOf, CSP, CSP_META, RESPONSE_HEADERS } from '../src/wire/headers.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** The rules of `public/_headers`: path → name → value. */
function staticHostRules(): Record<string, Record<string, string>> {
  const rules: Record<string, Record<string, string>> = {};
  let path = '';
  for (const line of readFileSync(join(ROOT, 'public/_headers'), 'utf8').split('\n')) {
    const header = /^\s+([\w-]+):\s*(.*)$/.exec(line);
    if (header) (rules[path] ??= {})[header[1]!] = header[2]!;
    else if (line.trim()) path = line.trim();
  }
  return rules;
}

test('a static host sends on every path what our own server sends', () => {
  expect(staticHostRules()['/*']).toEqual(RESPONSE_HEADERS);
});

test.each(Object.entries(staticHostRules()).filter(([path]) => path !== '/*'))(
  'a static host keeps %s as long as our own server says',
  (path, headers) => {
    expect(headers).toEqual({ 'Cache-Control': cacheControlOf(path.slice(1).replace('*', 'any.js')) });
  },
);

test('the policy in the page leaves out only what means nothing there', () => {
  expect(CSP).toBe(`${CSP_META}; frame-ancestors 'none'`);
});

test.skipIf(!existsSync(join(ROOT, 'dist/index.html')))(
  'the built page carries the policy, before anything it rules',
  () => {
    const page = readFileSync(join(ROOT, 'dist/index.html'), 'utf8').replaceAll('&#39;', "'");
    expect(page.indexOf(`<meta http-equiv="Content-Security-Policy" content="${CSP_META}">`)).toBeGreaterThan(0);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.search(/<(script|link|style)\b/));
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  },
);

let folder: string;
let site: string;
const server = createServer((request, response) => serving(folder)(request, response));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatkeeper-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>hello');
  await writeFile(join(folder, 'assets/main-abc123.js'), 'postMessage(1);'.repeat(100));
  await writeFile(join(folder, 'sw.js'), '');
  await writeFile(join(folder, 'manifest.webmanifest'), '{}');
  await writeFile(join(folder, '.secret'), 'no');
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

const KEPT = 'public, max-age=31536000, immutable';
test.each([
  ['/', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/?strap=sim:steady:140', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/index.html', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/sw.js', 200, 'text/javascript; charset=utf-8', 'no-cache'],
  ['/manifest.webmanifest', 200, 'application/manifest+json', 'no-cache'],
  ['/assets/main-abc123.js', 200, 'text/javascript; charset=utf-8', KEPT],
  ['/assets/gone-abc123.js', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/plans', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/assets/', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/assets', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/.secret', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/%2e%2e/%2e%2e/etc/passwd', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/%zz', 404, 'text/plain; charset=utf-8', 'no-store'],
])('%s → %i %s, %s, and the headers', async (path, status, type, cache) => {
  const response = await fetch(site + path);
  expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
    status,
    type,
    cache,
  ]);
  for (const [name, value] of Object.entries(RESPONSE_HEADERS)) expect(response.headers.get(name)).toBe(value);
});

test('what has not changed is not sent again', async () => {
  const etag = (await fetch(site)).headers.get('etag')!;
  const again = await fetch(site, { headers: { 'If-None-Match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('text travels packed', async () => {
  const response = await fetch(`${site}/assets/main-abc123.js`);
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toBe('postMessage(1);'.repeat(100));
});

test('nothing can be posted here', async () => {
  expect((await fetch(site, { method: 'POST' })).status).toBe(405);
});
