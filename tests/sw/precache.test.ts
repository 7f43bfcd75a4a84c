import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHash } from 'node:crypto';
import type { BuiltFile } from '../../src/sw/builtFile.ts';
import { Precache } from '../../src/sw/precache.ts';

const SCOPE = 'https://a.example/some/folder/';
const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript; charset=utf-8', woff2: 'font/woff2' };
const typeOf = (path: string): string => TYPES[/\w+$/.exec(path.replace(/\?.*/, ''))![0]]!;
const HTML = 'text/html; charset=utf-8';

/** A file of a build whose text is `<url> from the host`, unless it says otherwise. */
function built(url: string, more: Partial<BuiltFile> = {}, text = `${url} from the host`): BuiltFile {
  const hash = createHash('sha256').update(text).digest('base64').slice(0, 12);
  return { url, hash, ...more };
}
const FILES: BuiltFile[] = [built('index.html'), built('assets/main-h1.js')];
const PAGE_KEY = `index.html?revision=${FILES[0]!.hash}`;
const never = (): boolean => false;
const LATER = built('assets/later-h2.js', { when: 'later' });

/** A response as a host gives it. */
const answer = (path: string, text = `${path} from the host`, type = typeOf(path), status = 200): Response =>
  new Response(text, { status, headers: { 'Content-Type': type } });

/** What the cache holds: path in the folder → text and type. */
let kept: Map<string, { text: string; type: string }>;
/** Whether the disk takes no more. */
let isFull: boolean;
/** What was asked of the host, and how. */
let fetched: string[];
let host: (path: string) => Response;

const pathOf = (url: string): string => url.replace(SCOPE, '');

beforeEach(() => {
  kept = new Map();
  isFull = false;
  fetched = [];
  host = (path) => answer(path);
  const cache = {
    keys: () => Promise.resolve([...kept.keys()].map((path) => ({ url: SCOPE + path }))),
    put: async (url: string, response: Response) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      const type = response.headers.get('Content-Type') ?? '';
      kept.set(pathOf(url), { type, text: await response.text() });
    },
    match: (url: string) => {
      const found = kept.get(pathOf(url));
      return Promise.resolve(found && answer(pathOf(url), found.text, found.type));
    },
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
  expect([...kept.keys()].sort()).toEqual(['assets/main-h1.js', PAGE_KEY]);
  expect(fetched.sort()).toEqual(['assets/main-h1.js default', 'index.html reload']);
});

test('what may come later is not part of the installation; it is fetched then, and once', async () => {
  const precache = new Precache([...FILES, LATER], SCOPE);
  await precache.install();
  expect([...kept.keys()]).not.toContain('assets/later-h2.js');
  fetched = [];
  await precache.complete(never);
  await precache.complete(never);
  expect(fetched).toEqual(['assets/later-h2.js default']);
  expect(await precache.outdated()).toEqual([]);
});

test('what may come later and cannot be had now is no failure', async () => {
  const precache = new Precache([...FILES, LATER], SCOPE);
  await precache.install();
  host = (path) => answer(path, '', typeOf(path), path.includes('later') ? 404 : 200);
  await precache.complete(never);
  expect([...kept.keys()]).not.toContain('assets/later-h2.js');
});

test('no more of what may come later is fetched once a newer build is coming, which would wait for it', async () => {
  const precache = new Precache([...FILES, LATER, built('assets/latest-h3.js', { when: 'later' })], SCOPE);
  await precache.install();
  fetched = [];
  await precache.complete(() => fetched.length > 0);
  expect(fetched).toEqual(['assets/later-h2.js default']);
  await precache.complete(never);
  expect(fetched).toEqual(['assets/later-h2.js default', 'assets/latest-h3.js default']);
});

test('the next build fetches only what has changed, and the old files stay until they are removed', async () => {
  await new Precache(FILES, SCOPE).install();
  fetched = [];
  const page = built('index.html', {}, 'the next page');
  host = (path) => answer(path, 'the next page');
  const next = new Precache([page, FILES[1]!], SCOPE);
  await next.install();
  expect(fetched).toEqual(['index.html reload']);
  expect(await next.outdated()).toEqual([SCOPE + PAGE_KEY]);
  for (const url of await next.outdated()) await next.remove(url);
  expect([...kept.keys()].sort()).toEqual(['assets/main-h1.js', `index.html?revision=${page.hash}`]);
});

test.each<[string, (path: string) => Response]>([
  ['is missing', (path) => answer(path, '', HTML, 404)],
  ['cannot be reached', () => raise(new TypeError('Failed to fetch'))],
  ['is the page of a host that has it not', (path) => answer(path, '<!doctype html>', HTML)],
  ['is that page, and said to be a script', (path) => answer(path, '<!doctype html>')],
  ['is cut off', (path) => answer(path, path)],
  ['is empty', (path) => answer(path, '')],
  ['is of another build', (path) => answer(path, `${path} of tomorrow`)],
  ['is of a type that no browser runs', (path) => answer(path, undefined, 'text/plain')],
  ['has no type', (path) => answer(path, undefined, '')],
  ['is a part of it', (path) => answer(path, undefined, undefined, 206)],
])('a build of which one file %s is not installed, and nothing is kept of that file', async (_, broken) => {
  host = (path) => (path === 'index.html' ? answer(path) : broken(path));
  await expect(new Precache(FILES, SCOPE).install()).rejects.toThrow();
  expect([...kept.keys()]).not.toContain('assets/main-h1.js');
});

test('a wrong answer that the browser was allowed to keep is asked for again, past what it has kept', async () => {
  vi.stubGlobal('fetch', (url: string, { cache }: RequestInit) => {
    fetched.push(`${pathOf(url)} ${cache ?? ''}`);
    return Promise.resolve(cache === 'default' ? answer(pathOf(url), '<!doctype html>', HTML) : host(pathOf(url)));
  });
  await new Precache(FILES, SCOPE).install();
  expect(fetched).toEqual(expect.arrayContaining(['assets/main-h1.js default', 'assets/main-h1.js reload']));
  expect(kept.get('assets/main-h1.js')?.text).toBe('assets/main-h1.js from the host');
});

test('a script that the browser keeps itself must be of this build, and is not kept twice', async () => {
  const files = [...FILES, built('sw-reminders.js', { when: 'checked' })];
  await new Precache(files, SCOPE).install();
  expect([...kept.keys()]).not.toContainEqual(expect.stringContaining('sw-reminders'));
  host = (path) => answer(path, path.startsWith('sw') ? 'of another build' : undefined);
  await expect(new Precache(files, SCOPE).install()).rejects.toThrow('sw-reminders.js');
});

describe('what is wrong in the cache', () => {
  const WRONG: [string, { text: string; type: string }][] = [
    ['a page', { text: '<!doctype html>', type: HTML }],
    ['cut off', { text: 'assets/main', type: 'text/javascript' }],
    ['empty', { text: '', type: 'text/javascript' }],
    ['right, but of a wrong type', { text: 'assets/main-h1.js from the host', type: HTML }],
  ];

  test.each(WRONG)('(%s) is fetched anew before it is answered, at the next start', async (_, wrong) => {
    await new Precache(FILES, SCOPE).install();
    kept.set('assets/main-h1.js', wrong);
    const precache = new Precache(FILES, SCOPE); // a service worker starts anew all the time
    expect(await textOf(precache, 'assets/main-h1.js')).toBe('assets/main-h1.js from the host');
    expect(kept.get('assets/main-h1.js')?.text).toBe('assets/main-h1.js from the host');
  });

  test.each(WRONG)('(%s) is no part of the next build either', async (_, wrong) => {
    kept.set('assets/main-h1.js', wrong); // kept by an earlier version, which looked at nothing
    await new Precache(FILES, SCOPE).install();
    expect(kept.get('assets/main-h1.js')?.text).toBe('assets/main-h1.js from the host');
  });

  test('is mended when the page is there, whether it was asked for or not', async () => {
    await new Precache(FILES, SCOPE).install();
    kept.set(PAGE_KEY, { text: 'cut o', type: HTML });
    kept.delete('assets/main-h1.js');
    await new Precache(FILES, SCOPE).complete(never);
    expect([...kept.values()].map(({ text }) => text).sort()).toEqual([
      'assets/main-h1.js from the host',
      'index.html from the host',
    ]);
  });

  test('and cannot be had is never answered: a script fails, a page comes from the host as it is', async () => {
    await new Precache(FILES, SCOPE).install();
    for (const [path] of kept) kept.set(path, { text: 'wrong', type: HTML });
    host = (path) => answer(path, '<!doctype html>', HTML);
    const precache = new Precache(FILES, SCOPE);
    await expect(precache.match(`${SCOPE}assets/main-h1.js`)).rejects.toThrow('assets/main-h1.js');
    expect(await precache.match(SCOPE)).toBeUndefined();
  });

  test('is looked for once in the life of a service worker', async () => {
    const digest = vi.spyOn(crypto.subtle, 'digest');
    const precache = new Precache(FILES, SCOPE);
    await precache.install();
    digest.mockClear();
    for (let i = 0; i < 5; i++) await textOf(precache, 'assets/main-h1.js');
    await precache.complete(never);
    expect(digest).not.toHaveBeenCalled();
  });
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
  kept.set('assets/main-h0.js', { text: 'of the build before', type: 'text/javascript' });
  kept.set('index.html?revision=r0', { text: 'of the build before', type: 'text/html' });
  const precache = new Precache(FILES, SCOPE);
  await precache.install();
  expect(await textOf(precache, path)).toBe(text);
});

test('a rare file is kept when it is used, and is there from then on', async () => {
  const precache = new Precache([...FILES, built('assets/rare-h1.woff2', { when: 'used' })], SCOPE);
  await precache.install();
  await precache.complete(never);
  expect([...kept.keys()]).not.toContain('assets/rare-h1.woff2');
  expect(await textOf(precache, 'assets/rare-h1.woff2')).toBe('assets/rare-h1.woff2 from the host');
  host = () => raise(new TypeError('Failed to fetch'));
  expect(await textOf(precache, 'assets/rare-h1.woff2')).toBe('assets/rare-h1.woff2 from the host');
});

test('a full disk: what cannot be kept is answered all the same, and a build that cannot be kept is not installed', async () => {
  const files = [...FILES, LATER];
  await new Precache(files, SCOPE).install();
  isFull = true;
  const precache = new Precache(files, SCOPE);
  expect(await textOf(precache, 'assets/later-h2.js')).toBe('assets/later-h2.js from the host');
  expect([...kept.keys()]).not.toContain('assets/later-h2.js');
  kept.clear();
  await expect(new Precache(files, SCOPE).install()).rejects.toThrow('full');
});

test('what is no file of this build is never kept', async () => {
  const precache = new Precache(FILES, SCOPE);
  await precache.install();
  expect(await textOf(precache, 'assets/other-h1.js')).toBeUndefined();
  expect(kept.size).toBe(FILES.length);
});

function raise(cause: Error): never {
  throw cause;
}
