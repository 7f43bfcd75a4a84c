import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Precache, type BuiltFile } from '../../src/sw/precache.ts';

const SCOPE = 'https://a.example/some/folder/';
const FILES: BuiltFile[] = [
  { url: 'index.html', revision: 'r1' },
  { url: 'assets/main-h1.js', revision: null },
];

/** What the cache holds: path in the folder → text. */
let kept: Map<string, string>;
/** What was asked of the host, and how. */
let fetched: string[];
let host: (path: string) => Response;

const pathOf = (url: string): string => url.replace(SCOPE, '');

beforeEach(() => {
  kept = new Map();
  fetched = [];
  host = (path) => new Response(`${path} from the host`);
  const cache = {
    keys: () => Promise.resolve([...kept.keys()].map((path) => ({ url: SCOPE + path }))),
    put: async (url: string, response: Response) => void kept.set(pathOf(url), await response.text()),
    match: (url: string) => Promise.resolve(kept.has(pathOf(url)) ? new Response(kept.get(pathOf(url))) : undefined),
    delete: (url: string) => Promise.resolve(kept.delete(pathOf(url))),
  };
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  vi.stubGlobal('fetch', (url: string, { cache }: RequestInit) => {
    fetched.push(`${pathOf(url)} ${cache ?? ''}`);
    return Promise.resolve(host(pathOf(url)));
  });
});

afterEach(() => void vi.unstubAllGlobals());

const textOf = async (precache: Precache, path: string): Promise<string | undefined> =>
  (await precache.match(SCOPE + path))?.text();

test('all files are fetched; what keeps its name, past what the browser has kept of it', async () => {
  await new Precache(FILES, SCOPE).install();
  expect([...kept.keys()].sort()).toEqual(['assets/main-h1.js', 'index.html?revision=r1']);
  expect(fetched.sort()).toEqual(['assets/main-h1.js default', 'index.html reload']);
});

test('what may come later is not part of the installation; it is fetched then, and once', async () => {
  const precache = new Precache([...FILES, { url: 'assets/later-h2.js', revision: null, later: true }], SCOPE);
  await precache.install();
  expect([...kept.keys()]).not.toContain('assets/later-h2.js');
  fetched = [];
  await precache.complete();
  await precache.complete();
  expect(fetched).toEqual(['assets/later-h2.js default']);
  expect(await precache.outdated()).toEqual([]);
});

test('what may come later and cannot be had now is no failure', async () => {
  const precache = new Precache([...FILES, { url: 'assets/later-h2.js', revision: null, later: true }], SCOPE);
  await precache.install();
  host = (path) => (path.includes('later') ? new Response('', { status: 404 }) : new Response('x'));
  await precache.complete();
  expect([...kept.keys()]).not.toContain('assets/later-h2.js');
});

test('the next build fetches only what has changed, and the old files stay until they are removed', async () => {
  await new Precache(FILES, SCOPE).install();
  fetched = [];
  const next = new Precache([{ url: 'index.html', revision: 'r2' }, FILES[1]!], SCOPE);
  await next.install();
  expect(fetched).toEqual(['index.html reload']);
  expect(await next.outdated()).toEqual([`${SCOPE}index.html?revision=r1`]);
  for (const url of await next.outdated()) await next.remove(url);
  expect([...kept.keys()].sort()).toEqual(['assets/main-h1.js', 'index.html?revision=r2']);
});

test.each<[string, (path: string) => Response]>([
  ['is missing', () => new Response('', { status: 404 })],
  ['cannot be reached', () => raise(new TypeError('Failed to fetch'))],
])('a build of which one file %s is not installed', async (_, answer) => {
  host = (path) => (path === 'index.html' ? new Response('') : answer(path));
  await expect(new Precache(FILES, SCOPE).install()).rejects.toThrow();
});

test.each([
  ['', 'index.html from the host'],
  ['?strap=sim:steady:140', 'index.html from the host'],
  ['index.html', 'index.html from the host'],
  ['assets/main-h1.js', 'assets/main-h1.js from the host'],
  ['assets/main-h1.js?again', 'assets/main-h1.js from the host'],
  ['assets/main-h0.js', 'of the build before'],
  ['index.html?revision=r0', 'index.html from the host'],
  ['no/such/place', undefined],
  ['no/such/place/', undefined],
])('a request for “%s” is answered: %s', async (path, text) => {
  kept.set('assets/main-h0.js', 'of the build before');
  kept.set('index.html?revision=r0', 'of the build before');
  const precache = new Precache(FILES, SCOPE);
  await precache.install();
  expect(await textOf(precache, path)).toBe(text);
});

test('what is kept when it is used is there from then on', async () => {
  const precache = new Precache(FILES, SCOPE);
  expect(await textOf(precache, 'assets/rare-h1.woff2')).toBeUndefined();
  await precache.keepUsed(`${SCOPE}assets/rare-h1.woff2`, new Response('rare'));
  expect(await textOf(precache, 'assets/rare-h1.woff2')).toBe('rare');
});

function raise(cause: Error): never {
  throw cause;
}
