// The repair of an app that does not load: the next load fetches all of it anew, and what a person has saved stays.
import { expect, test } from 'vitest';
import { mend } from '../../src/app/repair/mend.ts';

const SCOPE = 'https://a.example/some/folder/';
const LIST = `[{"hash":"x","url":"index.html"},{"hash":"y","url":"assets/page-h1.js"}]`;
const JS = 'text/javascript';

/** A browser with a broken cache, and what was done to it. */
function browser(host: (path: string) => Response | undefined) {
  const names = [
    `beatkeeper-files-${SCOPE}`,
    `beatkeeper-notes-${SCOPE}`,
    'beatkeeper-files-https://a.example/other/',
    'another app',
  ];
  const done: string[] = [];
  const ports = {
    scope: SCOPE,
    fetch: (url: string): Promise<Response> => {
      done.push(`fetch ${url.replace(SCOPE, '')}`);
      const response = host(url.replace(SCOPE, ''));
      return response ? Promise.resolve(response) : Promise.reject(new TypeError('Failed to fetch'));
    },
    caches: {
      keys: () => Promise.resolve([...names]),
      delete: (name: string) => {
        done.push(`delete ${name}`);
        return Promise.resolve(true);
      },
    },
    unregister: () => Promise.resolve(void done.push('unregister')),
  };
  return { ports, done };
}

const file = (text: string, type: string, status = 200): Response =>
  new Response(text, { status, headers: { 'Content-Type': type } });
const whole = (path: string): Response =>
  path === 'sw.js' ? file(LIST, JS) : file('', path.endsWith('.html') ? 'text/html' : JS);

test('a host that is whole: caches of this app go, every file is asked for past them, the service worker goes last', async () => {
  const { ports, done } = browser(whole);
  expect(await mend(ports)).toBe('done');
  expect(done).toEqual([
    'fetch sw.js',
    `delete beatkeeper-files-${SCOPE}`,
    `delete beatkeeper-notes-${SCOPE}`,
    'fetch index.html',
    'fetch assets/page-h1.js',
    'unregister',
  ]);
});

test.each<[string, 'unreachable' | 'incomplete', (path: string) => Response | undefined]>([
  ['cannot be reached', 'unreachable', () => undefined],
  ['answers a page for everything', 'incomplete', () => file('<!doctype html>', 'text/html')],
  ['is broken', 'incomplete', () => file('', 'text/plain', 502)],
])('a host that %s: nothing here is taken away', async (_, how, host) => {
  const { ports, done } = browser(host);
  expect(await mend(ports)).toBe(how);
  expect(done).toEqual(['fetch sw.js']);
});

test.each<[string, Response | undefined]>([
  ['a page', file('<!doctype html>', 'text/html')],
  ['nothing', undefined],
  ['404', file('', 'text/plain', 404)],
])('a host in the middle of a deploy answers %s for a script: that is said', async (_, answer) => {
  const { ports } = browser((path) => (path.startsWith('assets/') ? answer : whole(path)));
  expect(await mend(ports)).toBe('incomplete');
});

test('where caches cannot be had at all, the files are fetched all the same', async () => {
  const { ports, done } = browser(whole);
  expect(await mend({ ...ports, caches: undefined })).toBe('done');
  expect(done).toEqual(['fetch sw.js', 'fetch index.html', 'fetch assets/page-h1.js', 'unregister']);
});
