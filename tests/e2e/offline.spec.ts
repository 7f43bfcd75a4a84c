// Installed, without network, on a host that knows nothing of headers, and when a newer version comes.
import { expect, test, type Page } from '@playwright/test';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  NOTHING_SEEN,
  OwnChromium,
  serve,
  until,
  watchPage,
  type ServeOptions,
  type StaticServer,
} from '../support/browser.ts';
import { nextBuild } from '../support/site.ts';
import { RESPONSE_HEADERS } from '../../src/wire/headers.ts';

test.use({ serviceWorkers: 'allow' });

const DIST = resolve(import.meta.dirname, '../../dist');

/** A workout of a minute that begins by itself, and takes a few seconds. */
const WORKOUT = '?strap=sim:steady:140&speed=20#/live?plan=demo-60s&autostart=1';

/** What a first visit leaves behind: all that the next one needs. */
const KEPT = 'navigator.serviceWorker.controller?.state === "activated"';
/** What is kept last, once the page is there: Settings › Data among it. */
const ALL_KEPT = `(async () => {
  const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  const kept = all.flat().map(({ url }) => url);
  return ['settings', 'data', 'schedule', 'cron'].every((name) =>
    kept.some((url) => url.includes('/assets/' + name + '-') && url.endsWith('.js')));
})()`;
const ISOLATED = 'crossOriginIsolated === true';

/** A host of files in a folder of its own, as many free hosts give one, and the site in it. */
let host: string;
let site: string;
let server: StaticServer;

test.beforeEach(() => {
  host = mkdtempSync(join(tmpdir(), 'beatkeeper-host-'));
  site = join(host, 'some', 'folder');
  cpSync(DIST, site, { recursive: true });
});

test.afterEach(async () => {
  await server.close().catch(() => undefined); // many tests have taken it away already
  rmSync(host, { recursive: true });
});

const start = async (options?: ServeOptions): Promise<string> => {
  server = await serve(host, options);
  return `${server.origin}/some/folder/`;
};

test('the second visit needs no network, and runs a workout', async ({ page }) => {
  const url = await start();
  const seen = await watchPage(page, server.origin);
  await page.goto(url);
  await becomes(page, KEPT);
  await server.close();

  await page.goto(`${url}${WORKOUT}`);
  await becomes(page, ISOLATED);
  await expect(page.getByTestId('bpm')).toHaveText('140');
  await expect(page.getByTestId('state')).toHaveText('completed', { timeout: 20_000 });
  await page.goto(`${url}#/history`);
  await expect(page.getByTestId('history-item')).toHaveCount(1);
  expect(seen).toEqual(NOTHING_SEEN);
});

test('every screen is there without network, and an address that does not exist leads home', async ({ page }) => {
  const url = await start();
  await page.goto(url);
  await becomes(page, KEPT);
  await becomes(page, ALL_KEPT);
  await server.close();

  await page.reload();
  const seen = await watchPage(page, server.origin);
  for (const route of ['today', 'plans', 'plans/threshold-4x4', 'history', 'schedule', 'settings', 'live']) {
    await page.goto(`${url}#/${route}`);
    await expect(page.getByRole('heading').first()).toBeVisible();
  }
  expect(seen).toEqual(NOTHING_SEEN);
  await page.goto(`${url}no/such/place`);
  await expect(page).toHaveURL(new RegExp(`^${url}(#/today)?$`));
});

test.describe('on a host without headers', () => {
  test('the first visit is isolated after one reload, and so are its workers', async ({ page }) => {
    const url = await start({ bare: true });
    const loads = countLoads(page);
    await page.goto(url);
    await becomes(page, ISOLATED);
    await becomes(page, KEPT);
    expect(loads()).toBe(2);

    await page.goto(`${url}${WORKOUT}`);
    await expect(page.getByTestId('bpm')).toHaveText('140');
    await becomes(page, ISOLATED);
    expect(loads()).toBe(3); // no reload but the one asked for
  });

  test('every response has the headers, whoever it is for', { tag: '@long' }, async ({ page }) => {
    const url = await start({ bare: true });
    await page.goto(url);
    await becomes(page, ISOLATED);
    for (const path of [
      '',
      'index.html?strap=none',
      'sw.js',
      'icons/icon-512.png',
      'no-such-file.js',
      ...filesIn('assets'),
    ]) {
      expect(await headersOf(page, url + path), path).toMatchObject(lowerCased(RESPONSE_HEADERS));
    }
    expect((await fetch(url)).headers.get('cross-origin-opener-policy')).toBeNull(); // the host really sends none
  });

  test('it is isolated without network too', { tag: '@long' }, async ({ page }) => {
    const url = await start({ bare: true });
    await page.goto(url);
    await becomes(page, ISOLATED);
    await server.close();
    await page.goto(`${url}${WORKOUT}`);
    await becomes(page, ISOLATED);
    await expect(page.getByTestId('bpm')).toHaveText('140');
  });

  test('a workout that has begun is not cut short by the reload', async ({ page }) => {
    const url = await start({ bare: true });
    // the page finds no quiet moment for the service worker until then
    await page.addInitScript(() => {
      globalThis.requestIdleCallback = (idle) => {
        const begun = document.querySelector('[data-testid="state"]')?.textContent === 'inProgress';
        return window.setTimeout(begun ? idle : () => requestIdleCallback(idle), 20);
      };
    });
    const loads = countLoads(page);
    await page.goto(`${url}${WORKOUT}`);
    await becomes(page, KEPT);
    await expect(page.getByTestId('state')).toHaveText('completed', { timeout: 20_000 });
    expect(loads()).toBe(1);
  });

  test('a browser that stays unisolated is not reloaded for ever', { tag: '@long' }, async ({ page }) => {
    const url = await start({ bare: true });
    await page.addInitScript(() => Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false }));
    const loads = countLoads(page);
    await page.goto(url);
    await until('the page was reloaded', () => loads() === 2);
    await becomes(page, KEPT);
    await page.waitForTimeout(1500); // nothing to wait for: what is awaited is that nothing happens
    expect(loads()).toBe(2);
  });
});

test.describe('on a profile of its own', () => {
  let chromium: OwnChromium;

  test.beforeEach(async () => {
    chromium = await OwnChromium.start();
  });

  test.afterEach(() => chromium.remove());

  test('it can be installed', async () => {
    const url = await start();
    const page = await chromium.open(url);
    await page.waitFor(KEPT);
    await until('nothing speaks against installing', async () => {
      const { installabilityErrors } = await page.cdp.send('Page.getInstallabilityErrors');
      return installabilityErrors.length === 0;
    });
    const { errors, data } = await page.cdp.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(JSON.parse(data ?? '')).toMatchObject({ display: 'standalone', start_url: './#/today' });
  });

  test('browser closed, server gone, cold start: a workout runs and is in the history', async () => {
    const url = await start();
    let page = await chromium.open(url);
    await page.waitFor(KEPT);
    await chromium.close();
    await server.close();

    chromium = await OwnChromium.start(chromium.profileDir);
    page = await chromium.open(`${url}${WORKOUT}`);
    await page.waitFor(`${testId('bpm')}.textContent.trim() === '140'`);
    expect(await page.evaluate(ISOLATED)).toBe(true);
    await page.waitFor(`${testId('state')}.textContent.trim() === 'completed'`, 20_000);
    await page.goto(`${url}#/history`);
    await page.waitFor(testId('history-item'));
  });
});

test('whoever takes a newer version does not wait until the old one has kept the rest of its files', async ({
  page,
}) => {
  const later = keptLater();
  const isLater = (path: string): boolean => later.some((file) => path.endsWith(file));
  const url = await start({ delayMs: (path) => (isLater(path) ? 3000 : 0) });
  await page.goto(url);
  await becomes(page, KEPT);
  await until('the rest is being fetched', () => server.requests.some(isLater));
  nextBuild(site);
  await askForUpdate(page);
  await page.getByRole('button', { name: 'Reload' }).click();
  await until('the newer version is there', async () => (await buildOf(page)) === 'next');
});

test.describe('when a newer version comes', () => {
  let url: string;

  test.beforeEach(async ({ page }) => {
    url = await start();
    await page.goto(url);
    await becomes(page, KEPT);
  });

  test('it is offered, and taken at the word of the person', async ({ page }) => {
    const loads = countLoads(page);
    nextBuild(site);
    await askForUpdate(page);
    await expect(offer(page)).toBeVisible();
    expect([loads(), await buildOf(page)]).toEqual([0, 'this']);

    await page.getByRole('button', { name: 'Reload' }).click();
    await until('the newer version is there', async () => (await buildOf(page)) === 'next');
    await until('it is loaded', () => loads() === 1);
    await becomes(page, KEPT);
    await expect(offer(page)).toBeHidden();
  });

  test('it waits for the end of a workout', async ({ page }) => {
    await page.goto(`${url}?strap=sim:steady:140&speed=10#/live?plan=demo-60s&autostart=1`);
    await expect(page.getByTestId('state')).toHaveText('inProgress');
    nextBuild(site);
    await askForUpdate(page);
    await expect(offer(page)).toBeHidden();
    await expect(page.getByTestId('state')).toHaveText('completed', { timeout: 30_000 });
    await page.evaluate(`location.hash = '#/today'`);
    await expect(offer(page)).toBeVisible();
    expect(await buildOf(page)).toBe('this');
  });

  test('a page of the old one finds its files, until it is gone', { tag: '@long' }, async ({ page, context }) => {
    const old = precached();
    nextBuild(site);
    await askForUpdate(page);
    const other = await context.newPage();
    await other.goto(url);
    await other.getByRole('button', { name: 'Reload' }).click();
    await until('the newer version is there', async () => (await buildOf(other)) === 'next');
    await becomes(other, KEPT);

    expect(await buildOf(page)).toBe('this');
    expect(await missing(page, old)).toEqual([]);
    await page.goto(`${url}#/history`); // a screen of its own chunk
    await expect(page.getByRole('heading').first()).toBeVisible();

    await page.close();
    await until('the old files are gone', async () => {
      await other.evaluate(`fetch('manifest.webmanifest')`);
      return (await missing(other, old)).length === old.length;
    });
    expect(await missing(other, precached())).toEqual([]);
    await server.close();
    await other.reload();
    await becomes(other, ISOLATED);
  });

  test('it is there at the next start, when nobody was asked', { tag: '@long' }, async ({ page, context }) => {
    nextBuild(site);
    await askForUpdate(page);
    await page.close();
    const later = await context.newPage();
    await later.goto(url);
    await until('the newer version is there', async () => (await buildOf(later)) === 'next');
  });
});

const testId = (id: string): string => `document.querySelector('[data-testid="${id}"]')`;
const offer = (page: Page) => page.getByText('A new version is ready');

/** Waits until an expression is true; the page may reload meanwhile. */
async function becomes(page: Page, expression: string): Promise<void> {
  await until(expression, () => page.evaluate<boolean>(expression).catch(() => false), 20_000);
}

function countLoads(page: Page): () => number {
  let loads = 0;
  // asked for, not loaded: a reload may come before that
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads++;
  });
  return () => loads;
}

function filesIn(folder: string): string[] {
  return readdirSync(join(site, folder)).map((name) => `${folder}/${name}`);
}

/** What the service worker of the host fetches at its installation, but for what keeps its name. */
const precached = (): string[] => listed().flatMap(({ path, when }) => (when === undefined ? [path] : []));
/** What it fetches after that, one after the other. */
const keptLater = (): string[] => listed().flatMap(({ path, when }) => (when === 'later' ? [path] : []));

function listed(): { path: string; when: string | undefined }[] {
  const entries = readFileSync(join(site, 'sw.js'), 'utf8').matchAll(/\{[^{}]*"url":"(assets\/[^"]+)"[^{}]*\}/g);
  return [...entries].map(([entry, path]) => ({ path: path!, when: /"when":"(\w+)"/.exec(entry)?.[1] }));
}

async function headersOf(page: Page, url: string): Promise<Record<string, string>> {
  return page.evaluate(async (url) => Object.fromEntries((await fetch(url)).headers), url);
}

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Which of these cannot be had, whatever the browser itself has kept of them. */
async function missing(page: Page, paths: string[]): Promise<string[]> {
  return page.evaluate(async (paths) => {
    const found = await Promise.all(paths.map(async (path) => (await fetch(path, { cache: 'no-store' })).ok));
    return paths.filter((_, i) => !found[i]);
  }, paths);
}

/** Which build a page is of; nothing while it loads. */
async function buildOf(page: Page): Promise<'this' | 'next' | undefined> {
  const source = await page
    .evaluate<string>(`document.querySelector('script[type="module"]').src`)
    .catch(() => undefined);
  return source === undefined ? undefined : source.includes('-next.') ? 'next' : 'this';
}

/** What a browser does now and then by itself. Done when the newer version is installed and waits. */
async function askForUpdate(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then((registration) => void registration.update())');
  await becomes(page, 'navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting !== null)');
}
