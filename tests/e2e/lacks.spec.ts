// What a browser may lack, or refuse to the mere look (storage blocked, a frame in a sandbox, an address that is not secure).
import { expect, test } from '@playwright/test';
import { editWorker } from '../support/workerScript.ts';

test('whatever the browser lacks, or refuses to the mere look, the page works or says why', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const throwing = (of: string, name: string): string =>
    `Object.defineProperty(${of}, '${name}', { get() { throw new DOMException('denied', 'SecurityError'); }, configurable: true });`;
  const lacking = (of: string, name: string): string =>
    `delete ${of}.${name}; Object.defineProperty(${of}, '${name}', { value: undefined, configurable: true });`;
  const nav = 'Object.getPrototypeOf(navigator)';
  const cases = [
    ['indexedDB', throwing('globalThis', 'indexedDB')],
    ['no indexedDB', lacking('globalThis', 'indexedDB')],
    ['BroadcastChannel', throwing('globalThis', 'BroadcastChannel')],
    ['no BroadcastChannel', lacking('globalThis', 'BroadcastChannel')],
    ['locks', throwing(nav, 'locks')],
    ['no locks', lacking(nav, 'locks')],
    ['serviceWorker', throwing(nav, 'serviceWorker')],
    ['no serviceWorker', lacking(nav, 'serviceWorker')],
    ['storage', throwing(nav, 'storage')],
    ['local and session storage', throwing('globalThis', 'localStorage') + throwing('globalThis', 'sessionStorage')],
    ['caches', throwing('globalThis', 'caches')],
    ['no randomUUID, as on an address that is not secure', lacking('crypto', 'randomUUID')],
    ['no SharedArrayBuffer', lacking('globalThis', 'SharedArrayBuffer')],
    ['Notification', throwing('globalThis', 'Notification')],
    ['Bluetooth', throwing(nav, 'bluetooth')],
    ['wakeLock', throwing(nav, 'wakeLock')],
    ['no Worker', lacking('globalThis', 'Worker')],
  ] as const;
  type Case = readonly [what: string, script: string];
  const all = new Map<string, string>(cases);
  /** What does not stand in for one another is refused at once: a page costs two seconds. */
  const together = (...names: string[]): Case => [
    names.join(', '),
    names.map((name) => `{ ${all.get(name) ?? ''} }`).join('\n'),
  ];
  // Each by itself by `npm run test:long`.
  const chosen: readonly Case[] = process.env['NIGHTLY']
    ? cases
    : [
        together('indexedDB', 'wakeLock'),
        together('BroadcastChannel', 'Bluetooth', 'Notification'),
        together('locks', 'no SharedArrayBuffer', 'caches'),
        together('serviceWorker', 'local and session storage', 'storage'),
        together('no randomUUID, as on an address that is not secure'),
        together('no Worker'),
      ];
  await Promise.all(
    [0, 1].map(async (half) => {
      for (const [what, script] of chosen.filter((_, i) => i % 2 === half)) {
        const page = await (await browser.newContext({ baseURL: baseURL!, serviceWorkers: 'block' })).newPage();
        const errors: string[] = [];
        page.on('pageerror', ({ message }) => errors.push(message));
        await page.addInitScript(`(() => { ${script} })()`);
        // in front of the worker's own code: its imports run first, but ask for nothing yet
        await editWorker(page, (own) => `try { ${script} } catch {}\n${own}`);
        await page.goto('/?strap=sim:steady:140&speed=20#/live?plan=demo-60s');
        if (what === 'no Worker') {
          await expect(page.getByRole('heading', { name: 'Beatkeeper did not load' }), what).toBeVisible();
        } else {
          await page.getByRole('button', { name: 'Start workout' }).click();
          await expect(page.getByTestId('state'), what).toHaveText(/inProgress|completed/);
          expect(errors, what).toEqual([]);
        }
        await page.context().close();
      }
    }),
  );
});
