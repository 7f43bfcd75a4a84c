// The tools themselves: that the emulated strap behaves as one, and that each fault really happens.
import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOTHING_SEEN, OwnChromium, serve, watchPage, type OwnPage, type StaticServer } from './browser.ts';
import { isHeadlessShell, SHELL_LACKS } from './chromium.ts';
import { EmulatedStrap, frameOf, framesOf } from './strap.ts';

// A page as small as can be that does with a strap what the app does, and writes down what it hears.
const PAGE = `<!doctype html><meta charset="utf-8"><title>strap</title><button>Connect strap</button><script src="page.js"></script>`;
const PAGE_JS = `
  const heard = [];
  const batteries = [];
  const events = [];
  let device;
  async function subscribe() {
    const server = await device.gatt.connect();
    const service = await server.getPrimaryService('heart_rate');
    const characteristic = await service.getCharacteristic('heart_rate_measurement');
    characteristic.addEventListener('characteristicvaluechanged', ({ target }) => heard.push([...new Uint8Array(target.value.buffer)]));
    await characteristic.startNotifications();
    const battery = await (await server.getPrimaryService('battery_service')).getCharacteristic('battery_level');
    battery.addEventListener('characteristicvaluechanged', ({ target }) => batteries.push(target.value.getUint8(0)));
    await battery.readValue();
    await battery.startNotifications();
    events.push('subscribed');
  }
  async function use(each) {
    device = each;
    device.addEventListener('gattserverdisconnected', () => { events.push('dropped'); void again(); });
    await again();
  }
  let trying = false; // a drop in the middle of connecting is told twice: by the event, and by what was under way
  async function again() {
    if (trying) return;
    trying = true;
    while (trying) {
      try {
        await subscribe();
        trying = false;
      } catch (cause) {
        events.push(cause.name);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }
  document.querySelector('button').onclick = async () => {
    try {
      await use(await navigator.bluetooth.requestDevice({ filters: [{ services: ['heart_rate'] }], optionalServices: ['battery_service'] }));
    } catch (cause) { events.push(cause.name); }
  };
  navigator.bluetooth.getDevices?.().then(([known]) => known && use(known));
  const ticks = [];
  const worker = new Worker('worker.js');
  worker.onmessage = ({ data }) => ticks.push(data);
`;
const WORKER_JS = `setInterval(() => postMessage(performance.timeOrigin + performance.now()), 100);`;

let dir: string;
let server: StaticServer;

test.beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'beatkeeper-strap-'));
  await writeFile(join(dir, 'index.html'), PAGE);
  await writeFile(join(dir, 'favicon.ico'), ''); // some browsers ask for one now and then
  await writeFile(join(dir, 'page.js'), PAGE_JS);
  await writeFile(join(dir, 'worker.js'), WORKER_JS);
  await writeFile(join(dir, 'sw.js'), '');
  server = await serve(dir);
});

test.afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true });
});

test.describe('an emulated strap', () => {
  test.describe.configure({ timeout: 20_000 });
  let page: Page;
  let strap: EmulatedStrap;

  test.beforeEach(async ({ browser, page: fresh }) => {
    page = fresh;
    strap = await EmulatedStrap.install(browser, page, { batteryPct: 64 });
    await page.goto(server.origin);
  });

  const heard = (): Promise<number[][]> => page.evaluate('heard');
  const events = (): Promise<string[]> => page.evaluate('events');
  const connect = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Connect strap' }).click();
    await strap.subscribed();
  };

  test('is chosen, connected, and heard frame by frame', async () => {
    expect(await strap.send(frameOf(120))).toBe(false); // nobody listens yet
    await connect();
    expect(await strap.send(frameOf(121, [500, 1000]))).toBe(true);
    expect(await strap.send(frameOf(300))).toBe(true);
    expect(await heard()).toEqual([
      [0b10000, 121, 0, 2, 0, 4],
      [0b00001, 44, 1],
    ]);
    expect(await page.evaluate('batteries')).toEqual([64]);
    await expect.poll(() => strap.sendBattery(9)).toBe(true);
    expect(await page.evaluate('batteries')).toEqual([64, 9]);
  });

  test('drops, and is heard again once the page has connected anew', async () => {
    await connect();
    for (let round = 1; round <= 3; round++) {
      await strap.drop();
      await strap.subscribed();
      expect(await strap.send(frameOf(100 + round))).toBe(true);
    }
    expect((await heard()).map(([, bpm]) => bpm)).toEqual([101, 102, 103]);
    expect((await events()).filter((event) => event === 'dropped')).toHaveLength(3);
  });

  test('is let go by the page, and heard again', async () => {
    await connect();
    await page.evaluate('device.gatt.disconnect()');
    await expect.poll(events).toEqual(['subscribed', 'dropped', 'subscribed']);
    expect(await strap.send(frameOf(125))).toBe(true);
    expect((await heard()).map(([, bpm]) => bpm)).toEqual([125]);
  });

  test('has no link to lose before the page has subscribed over it', async () => {
    expect(await strap.drop()).toBe(false);
    await connect();
    strap.answersAfterMs = Infinity;
    expect(await strap.drop()).toBe(true);
    await expect.poll(events).toContain('dropped');
    expect(await strap.drop()).toBe(false); // the page has asked, and was not answered
    strap.answersAfterMs = 0;
    await strap.subscribed();
    expect(await strap.send(frameOf(122))).toBe(true);
  });

  test('is chosen, heard and lost by itself with another one beside it', async () => {
    const other = await strap.beside({ name: 'Other strap', address: '0A:0A:0A:0A:0A:0A', batteryPct: 31 });
    other.chooser = 'passOver';
    await connect();
    expect(await other.send(frameOf(90))).toBe(false);
    [strap.chooser, other.chooser] = ['passOver', 'select'];
    await page.getByRole('button', { name: 'Connect strap' }).click();
    await other.subscribed();
    await Promise.all([strap.send(frameOf(120)), other.send(frameOf(91))]);
    expect((await heard()).map(([, bpm]) => bpm).sort()).toEqual([120, 91]);
    await expect.poll(() => page.evaluate('batteries')).toEqual([64, 31]);
    other.reachable = false;
    expect(await other.drop()).toBe(true);
    expect(await strap.send(frameOf(121))).toBe(true);
    expect(await other.send(frameOf(92))).toBe(false);
  });

  test('refuses while it is out of reach', async () => {
    await connect();
    strap.reachable = false;
    await strap.drop();
    await expect.poll(events).toContain('NetworkError');
    expect(await strap.send(frameOf(120))).toBe(false);
    strap.reachable = true;
    await strap.subscribed();
    expect(await strap.send(frameOf(121))).toBe(true);
  });

  test('is known again after a reload, without the chooser', async () => {
    test.skip(isHeadlessShell, SHELL_LACKS);
    await connect();
    await page.reload();
    await strap.subscribed();
    expect(await strap.send(frameOf(133))).toBe(true);
    expect(await heard()).toEqual([[0, 133]]);
  });

  test('is known to a page that is opened after another has crashed', async () => {
    test.skip(isHeadlessShell, SHELL_LACKS);
    await connect();
    const crashed = page.waitForEvent('crash');
    void (await page.context().newCDPSession(page)).send('Page.crash').catch(() => undefined); // nobody is left to answer
    await crashed;
    expect(await strap.send(frameOf(133))).toBe(false);

    const crashedPage = page;
    page = await crashedPage.context().newPage();
    await crashedPage.close();
    await strap.giveTo(await page.context().newCDPSession(page));
    await page.goto(server.origin);
    await strap.subscribed();
    expect(await strap.send(frameOf(134))).toBe(true);
  });

  test('is out of the question on a computer without a radio', async () => {
    await strap.radio('absent');
    expect(await page.evaluate('navigator.bluetooth.getAvailability()')).toBe(false);
    await strap.radio('powered-on');
    expect(await page.evaluate('navigator.bluetooth.getAvailability()')).toBe(true);
    await connect();
  });

  test('can be left unchosen, and chosen later', async () => {
    strap.chooser = 'cancel';
    await page.getByRole('button', { name: 'Connect strap' }).click();
    await expect.poll(events).toContain('NotFoundError');
    strap.chooser = 'select';
    await connect();
    expect(await strap.send(frameOf(120))).toBe(true);
  });

  test('plays a series at its pace', async () => {
    await connect();
    const startedAtMs = performance.now();
    expect(await strap.play(framesOf([100, 101, 102, 103, 104]), { speed: 10 })).toBe(5);
    expect(performance.now() - startedAtMs).toBeGreaterThan(390);
    expect((await heard()).map(([, bpm]) => bpm)).toEqual([100, 101, 102, 103, 104]);
  });
});

test.describe('an own Chromium', () => {
  let own: OwnChromium;
  let page: OwnPage;

  test.beforeEach(async () => {
    own = await OwnChromium.start();
    page = await own.open(server.origin);
  });

  test.afterEach(() => own.remove());

  const ticks = (): Promise<number> => page.evaluate('ticks.length');

  test('hides a page, and its worker goes on', async () => {
    test.skip(isHeadlessShell, SHELL_LACKS);
    await page.hide();
    const before = await ticks();
    await expect.poll(ticks).toBeGreaterThan(before + 5);
    await page.show();
  });

  test('freezes a page with its worker, and thaws it', async () => {
    await page.waitFor('ticks.length > 3');
    await page.freeze();
    await new Promise((resolve) => setTimeout(resolve, 2000)); // the length of the gap that must show
    await page.thaw();
    const before = await ticks();
    await expect.poll(ticks).toBeGreaterThan(before + 3);
    const gaps = await page.evaluate<number[]>('ticks.slice(1).map((tick, i) => tick - ticks[i])');
    expect(Math.max(...gaps)).toBeGreaterThan(1500);
  });

  test('is heard by a page without Playwright, hidden or not', async () => {
    test.skip(isHeadlessShell, SHELL_LACKS);
    const strap = await EmulatedStrap.installOver(own.devTools.browser, page.cdp);
    await page.press('Connect strap');
    await strap.subscribed();
    await page.hide();
    expect(await strap.send(frameOf(140))).toBe(true);
    expect(await page.evaluate('heard')).toEqual([[0, 140]]);
  });

  test('shows the notifications of a hidden page', async () => {
    test.skip(isHeadlessShell, SHELL_LACKS);
    await own.allow(server.origin, 'notifications');
    await page.evaluate(
      `navigator.serviceWorker.register('sw.js').then(() => navigator.serviceWorker.ready).then(() => true)`,
    );
    await page.hide();
    const notify = `navigator.serviceWorker.ready.then((registration) => registration.showNotification('Push', { tag: 'low' }))`;
    await page.evaluate(notify);
    const shown = `navigator.serviceWorker.ready.then((registration) => registration.getNotifications()).then((all) => all.map(({ tag }) => tag))`;
    expect(await page.evaluate(shown)).toEqual(['low']);
  });

  test('killed, it starts again on its profile, with what was stored', async () => {
    const open = `new Promise((resolve, reject) => {
      const opening = indexedDB.open('db');
      opening.onupgradeneeded = () => opening.result.createObjectStore('store');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = reject;
    })`;
    const put = `new Promise((done) => { const t = db.transaction('store', 'readwrite'); t.objectStore('store').put('kept', 'key'); t.oncomplete = done; })`;
    const get = `new Promise((done) => { const r = db.transaction('store').objectStore('store').get('key'); r.onsuccess = () => done(r.result); })`;
    await page.evaluate(`(async () => { const db = await ${open}; await ${put}; })()`);
    await own.kill();
    await expect(page.evaluate('1')).rejects.toThrow('gone');

    own = await OwnChromium.start(own.profileDir);
    page = await own.open(server.origin);
    expect(await page.evaluate(`(async () => { const db = await ${open}; return ${get}; })()`)).toBe('kept');
  });

  test('closed and started again, the strap is known to the page', async () => {
    test.skip(isHeadlessShell, SHELL_LACKS);
    let strap = await EmulatedStrap.installOver(own.devTools.browser, page.cdp);
    await page.press('Connect strap');
    await strap.subscribed();
    await own.close(); // Chromium writes down late what was permitted: killed at once, it would have forgotten

    own = await OwnChromium.start(own.profileDir);
    page = await own.open('about:blank');
    strap = await EmulatedStrap.installOver(own.devTools.browser, page.cdp);
    await page.goto(server.origin);
    await strap.subscribed();
    expect(await strap.send(frameOf(141))).toBe(true);
  });

  test('is driven by Playwright for a while', async () => {
    test.skip(isHeadlessShell, SHELL_LACKS);
    const browser = await own.connect();
    const driven = browser
      .contexts()[0]!
      .pages()
      .find((each) => each.url().startsWith(server.origin))!;
    const strap = await EmulatedStrap.install(browser, driven);
    await driven.getByRole('button', { name: 'Connect strap' }).click();
    await strap.subscribed();
    expect(await strap.send(frameOf(150))).toBe(true);
    await own.disconnect();
    expect(await page.evaluate('heard')).toEqual([[0, 150]]);
    await page.hide();
  });
});

test.describe('a watched page', () => {
  test('has everything written down that must not happen', async ({ page }) => {
    const seen = await watchPage(page);
    await page.goto(server.origin);
    expect(seen).toEqual(NOTHING_SEEN);

    await page.evaluate(() => {
      document.body.setAttribute('style', 'color: red');
      setTimeout(() => {
        throw new Error('thrown');
      });
      new Image().src = 'http://localhost:9/foreign.png';
    });
    await expect.poll(() => seen.violations.length).toBe(2); // the policy refuses style and image
    await expect.poll(() => seen.pageErrors.length).toBe(1);
    expect(seen.consoleErrors.length).toBeGreaterThan(0);
  });

  test('on a bare host has no special header, and no shared memory', async () => {
    const bare = await serve(dir, { bare: true });
    const [special, none] = await Promise.all([fetch(server.origin), fetch(bare.origin)]);
    expect(special.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(none.headers.get('cross-origin-embedder-policy')).toBe(null);
    expect(none.headers.get('content-security-policy')).toBe(null);
    expect(bare.requests).toEqual(['/']);
    await bare.close();
    await expect(fetch(bare.origin)).rejects.toThrow();
  });
});
