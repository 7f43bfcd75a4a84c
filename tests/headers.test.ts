// One policy, said in five places: each of them says the same.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostCheck, serverOf } from '../src/node/serve.ts';
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
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatkeeper-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>hello');
  await writeFile(join(folder, 'assets/main-abc123.js'), 'postMessage(1);'.repeat(100));
  await writeFile(join(folder, 'sw.js'), '');
  await writeFile(join(folder, 'manifest.webmanifest'), '{}');
  await writeFile(join(folder, '.secret'), 'no');
  await writeFile(join(folder, '_headers'), 'no');
  await writeFile(join(folder, '404.html'), '<!doctype html>not here');
  server = serverOf(folder);
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
  ['/%', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/%00', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/index.html%00.js', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/_headers', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/%5fheaders', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/assets/..%5c_headers', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/..%2f..%2fetc%2fpasswd', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/%2fetc/passwd', 404, 'text/plain; charset=utf-8', 'no-store'],
  ['/index.html/', 404, 'text/plain; charset=utf-8', 'no-store'],
  [`/${'a'.repeat(256)}.js`, 404, 'text/plain; charset=utf-8', 'no-store'],
  [`/${'%F0%9F%92%93'.repeat(100)}`, 404, 'text/plain; charset=utf-8', 'no-store'],
  [`/${'a/'.repeat(3000)}`, 404, 'text/plain; charset=utf-8', 'no-store'],
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

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
  '%s is refused, with what is allowed and the headers',
  async (method) => {
    const response = await fetch(site, { method });
    expect([response.status, response.headers.get('allow'), response.headers.get('content-type')]).toEqual([
      405,
      'GET, HEAD',
      'text/plain; charset=utf-8',
    ]);
    for (const [name, value] of Object.entries(RESPONSE_HEADERS)) expect(response.headers.get(name)).toBe(value);
  },
);

test('whoever asks for a page that is not there gets one that says so, as a missing page', async () => {
  const response = await fetch(`${site}/no/such/place`, { headers: { Accept: 'text/html,*/*;q=0.8' } });
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(await response.text()).toContain('not here');
});

/** What the server says to bytes that `fetch` would not send. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

test.each([
  ['what is no HTTP', 'hello\r\n\r\n', '400'],
  ['a header that never ends', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, '431'],
  ['no name at all', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', '400'],
  ['an expectation', 'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\nConnection: close\r\n\r\n', '417'],
  ['another host by proxy', 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', '404'],
  [
    'a host in place of a path',
    'GET //evil.example/index.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    '404',
  ],
  ['a way out', 'GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', '404'],
  ['no path', 'GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', '404'],
])('raw bytes: %s is answered with the headers', async (_, text, status) => {
  const answer = await raw(text);
  expect(answer.slice(0, 13)).toBe(`HTTP/1.1 ${status} `);
  for (const [name, value] of Object.entries(RESPONSE_HEADERS)) expect(answer).toContain(`${name}: ${value}\r\n`);
  expect(answer).toContain('Content-Type: text/plain; charset=utf-8\r\n');
});

test('a request that takes too long is answered with the headers', async () => {
  const answer = new Promise<string>((resolve) => {
    const socket = { writable: true, destroy: () => undefined, end: resolve };
    server.emit('clientError', Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
  });
  expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
  for (const name of Object.keys(RESPONSE_HEADERS)) expect(await answer).toContain(`${name}: `);
});

test.each([
  ['evil.example', 421],
  ['evil.example:4173', 421],
  ['localhost.evil.example', 421],
  ['192.168.1.5', 421],
  ['[::2]', 421],
  ['localhost@evil.example', 421],
  ['localhost', 200],
  ['LOCALHOST:4173', 200],
  ['127.0.0.1:1', 200],
  ['[::1]:4173', 200],
])('a request for the host “%s” is answered with %i', async (host, status) => {
  const given = await new Promise<number | undefined>((resolve, reject) => {
    request(site, { headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(given).toBe(status);
});

test('a server for one address answers to it, one for all addresses to every address, and neither to a name', () => {
  expect(hostCheck(['192.168.1.5'])('192.168.1.5:4173')).toBe(true);
  expect(hostCheck(['192.168.1.5'])('192.168.1.6')).toBe(false);
  expect(hostCheck(['trainer.lan'])('trainer.lan')).toBe(true);
  for (const all of ['0.0.0.0', '::']) {
    expect(hostCheck([all])('10.0.0.7:4173')).toBe(true);
    expect(hostCheck([all])('[fe80::1]')).toBe(true);
    expect(hostCheck([all])('evil.example')).toBe(false);
  }
});
