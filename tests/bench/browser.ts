// npm run bench:browser [-- --long] — the bars that only a real browser can tell. `--long` adds those that take minutes.
// npm run bench:browser -- --many — only three hundred phases and plans (many.ts).
// npm run bench:browser -- --history [DIR] — only ten thousand workouts in the history (historyPage.ts).
// npm run bench:browser -- --pixels [DIR…] — only how long a heartbeat takes to be painted, by each build (pixels.ts).
// npm run bench:browser -- --start DIR… — only what builds take to start (start.ts).
import type { Browser, Page } from '@playwright/test';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve, until, type OwnChromium, type OwnPage } from '../support/browser.ts';
import { historyOf, storeHistory } from '../support/history.ts';
import { EmulatedStrap, frameOf } from '../support/strap.ts';
import { backups } from './backup.ts';
import { disk } from './disk.ts';
import { historyPage } from './historyPage.ts';
import { many } from './many.ts';
import { bar, median, within } from './measure.ts';
import { PAINTED } from './painted.ts';
import { part } from './part.ts';
import { pixels } from './pixels.ts';
import { hiddenReminder } from './reminder.ts';
import { startDirs, startTimes } from './start.ts';

const DIST = resolve(import.meta.dirname, '../../dist');
const long = process.argv.includes('--long');

if (process.argv.includes('--many')) {
  const served = await serve(DIST);
  await part('three hundred phases and plans', 300, async (own) => many(await own.connect(), served.origin));
  await served.close();
  process.exit();
}

if (process.argv.includes('--history')) {
  const served = await serve(resolve(process.argv[process.argv.indexOf('--history') + 1] ?? DIST));
  await part('ten thousand workouts', 600, async (own) => historyPage(await own.connect(), served.origin));
  await served.close();
  process.exit();
}

if (process.argv.includes('--pixels')) {
  const dirs = process.argv.slice(process.argv.indexOf('--pixels') + 1).map((dir) => resolve(dir));
  await pixels(dirs.length > 0 ? dirs : [DIST]);
  process.exit();
}

const dirs = startDirs(process.argv);
if (dirs) {
  await startTimes(dirs);
  process.exit();
}

interface Heard {
  atMs: number;
  elapsedS: number;
  status: string;
  signal: string;
  tick: { count: number; meanMs: number; postMeanMs: number; maxLateMs: number };
}

/** Before the app's own code: notes when frames come, when digits change, when snapshots come. */
const WATCH = `
  globalThis.framesMs = [];
  globalThis.digits = [];
  globalThis.snapshots = [];
  const Before = Worker;
  globalThis.Worker = class extends Before {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        if (data?.type !== 'now') return;
        const { status, workout, heart } = data.snapshot;
        snapshots.push({ atMs: performance.now(), elapsedS: workout?.elapsedS ?? 0, status, signal: heart.signal, tick: data.tick });
      });
    }
  };
  const subscribe = BluetoothRemoteGATTCharacteristic.prototype.startNotifications;
  BluetoothRemoteGATTCharacteristic.prototype.startNotifications = function () {
    if (this.uuid.startsWith('00002a37')) this.addEventListener('characteristicvaluechanged', () => framesMs.push(performance.now()));
    return subscribe.call(this);
  };
  addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
    const text = document.querySelector('[data-testid=bpm]')?.textContent.trim() ?? '';
    if (text !== digits.at(-1)?.text) digits.push({ atMs: performance.now(), text });
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true }));
`;

const server = await serve(DIST);
try {
  await part('the disk', 600, async (own) => disk(await own.connect(), server.origin));
  await part('ten years of history', 600, async (own) => histories(await own.connect()));

  await part('ten thousand workouts', 600, async (own) => historyPage(await own.connect(), server.origin));

  await part('three hundred phases and plans', 300, async (own) => many(await own.connect(), server.origin));

  await withStrap('from the frame to the digits', 180, async (page, strap) => {
    console.log('\nFrom the frame to the digits, at normal speed');
    const sent = 120;
    for (let i = 0; i < sent; i++) {
      await within('a frame to be taken', strap.send(frameOf(100 + (i % 50))));
      await sleep(300 + (i % 7) * 20); // some with the tick, most between
    }
    const framesMs = await page.evaluate<number[]>('framesMs');
    const digits = await page.evaluate<{ atMs: number; text: string }[]>('digits');
    const lags = framesMs
      .slice(-sent)
      .map((ms, i) => (digits.find((d) => d.atMs >= ms && d.text === String(100 + (i % 50)))?.atMs ?? Infinity) - ms)
      .sort((a, b) => a - b);
    const at = (part: number): number => lags[Math.floor((lags.length - 1) * part)] ?? Infinity;
    console.log(`  median ${at(0.5).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms, of ${String(lags.length)}`);
    bar('p95', at(0.95), 50, 'ms');
    const { tick } = await last(page);
    console.log('\nA second in the worker');
    // Not a bar yet: code that has run so few times is not compiled. `--long` holds a whole workout to it.
    console.log(
      `  mean of the first ${String(tick.count)}: ${tick.meanMs.toFixed(2)} ms, and ${tick.postMeanMs.toFixed(2)} ms to post each to the page`,
    );
  });

  await onSimulated('the page blocked', 120, async (page) => {
    console.log('\nThe page blocked for 5 s');
    await page.evaluate('{ for (const endMs = performance.now() + 5000; performance.now() < endMs; ); }');
    await sleep(2_000);
    const seconds = [...new Set((await running(page)).map(({ elapsedS }) => elapsedS))];
    bar(
      'seconds that the worker missed',
      seconds.filter((s, i) => i > 0 && s !== (seconds[i - 1] ?? 0) + 1).length,
      0,
      '',
    );
  });

  await part('ten years in a backup', 1200, (own) => backups(own, server.origin));

  if (long) {
    await pixels([DIST]);

    await withStrap('frozen', 240, async (page, strap) => {
      console.log('\nFrozen for 60 s, with a strap that never failed');
      await strap.play(Array.from({ length: 5 }, (_, s) => ({ atS: s, bytes: frameOf(130) })));
      const before = await wallAndElapsed(page);
      const countBefore = (await last(page)).tick.count;
      await page.freeze();
      await sleep(60_000);
      await page.thaw();
      await page.show();
      await strap.send(frameOf(131));
      await sleep(1_200);
      const after = await wallAndElapsed(page);
      const gaps = gapsMs(await running(page));
      bar(
        'longest silence of the worker at least (else it was not frozen)',
        60_000 - Math.max(...gaps),
        5_000,
        'ms short',
      );
      bar('elapsed off by', Math.abs(after.elapsedS - before.elapsedS - (after.atMs - before.atMs) / 1000), 1.5, 's');
      bar(
        'ticks that were caught up, of 60, missing',
        Math.max(0, 60 - ((await last(page)).tick.count - countBefore)),
        0,
        '',
      );
      bar('strap declared lost', (await running(page)).some(({ signal }) => signal === 'lost') ? 1 : 0, 0, '');
    });

    await onSimulated('hidden', 600, async (page) => {
      console.log('\nHidden for 6 minutes, on the simulated strap');
      await page.hide();
      const from = (await running(page)).length;
      await sleep(360_000);
      const hidden = (await running(page)).slice(from);
      bar('longest time between two ticks', Math.max(...gapsMs(hidden)), 1_500, 'ms');
      bar('seconds without a live signal', hidden.filter(({ signal }) => signal !== 'live').length, 0, '');
      console.log(`  ${String(hidden.length)} snapshots in 360 s`);
      const { tick } = await last(page);
      bar(`a second in the worker, mean of ${String(tick.count)}`, tick.meanMs, 0.2, 'ms');
      console.log(`  and ${tick.postMeanMs.toFixed(2)} ms to post each to the page`);
    });

    console.log('\nA reminder, with the page behind another for half an hour');
    await part('a reminder', 40 * 60, (own) => hiddenReminder(own, server.origin, 31));
  }
} finally {
  await server.close();
}

/** A history of a hundred and one of ten years, in turn: what it takes to open them, and the app with them. */
async function histories(browser: Browser): Promise<void> {
  const pages = [await withHistory(browser, 100), await withHistory(browser, 3_650)];
  const row = `'[data-testid=history-item]'`;
  const takes: Record<string, (page: Page) => Promise<number>> = {
    'Today, from the start of the page': (page) => fromStart(page, '#/today', `'#next'`),
    'History, from the first tap': (page) => fromTap(page, row),
    'History, from a later tap': async (page) => {
      await fromTap(page, `'h1'`, 'settings');
      return fromTap(page, row);
    },
    'History, from the start of the page': (page) => fromStart(page, '#/history', row),
  };
  const tookMs = Object.keys(takes).map(() => pages.map((): number[] => []));
  for (let round = 0; round < 9; round++) {
    for (const [i, take] of Object.values(takes).entries()) {
      for (const [n, page] of pages.entries()) tookMs[i]?.[n]?.push(await take(page));
    }
  }
  console.log('\nTen years of history, 3,650 workouts, beside 100');
  for (const [i, name] of Object.keys(takes).entries()) {
    const [few = NaN, many = NaN] = tookMs[i]?.map(median) ?? [];
    console.log(`  ${name.padEnd(40)} ${few.toFixed(0)} → ${many.toFixed(0)} ms   ratio ${(many / few).toFixed(2)}`);
    if (name.endsWith('tap')) bar('until its first rows are painted', many, 150, 'ms');
    else bar('longer than with 100', many - few, 150, 'ms');
  }
}

async function withHistory(browser: Browser, workouts: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.addInitScript(PAINTED);
  const page = await context.newPage();
  await page.goto(server.origin);
  await page.locator('h1').waitFor();
  await storeHistory(page, historyOf(workouts, Date.now()));
  return page;
}

async function fromStart(page: Page, route: string, selector: string): Promise<number> {
  await page.bringToFront(); // a page behind another is given no frames, and is never painted
  await page.goto('about:blank');
  await page.goto(`${server.origin}/${route}`);
  const tookMs = await within(`${selector} painted on ${route}`, page.evaluate<number>(`painted(${selector})`));
  await atRest(page);
  return tookMs;
}

/** Through the bar, as a finger would. */
async function fromTap(page: Page, selector: string, place = 'history'): Promise<number> {
  await page.bringToFront();
  const link = `document.querySelector('nav a[href="#/${place}"]')`;
  const painted = page.evaluate<number>(`painted(${selector}, () => ${link}.click())`);
  const tookMs = await within(`${selector} painted after a tap on ${place}`, painted);
  await atRest(page);
  return tookMs;
}

/** What a screen does behind its first picture is done. */
async function atRest(page: Page): Promise<void> {
  await within('an idle page', page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))'));
}

function withStrap(
  what: string,
  limitS: number,
  measure: (page: OwnPage, strap: EmulatedStrap) => Promise<void>,
): Promise<void> {
  return part(what, limitS, async (own) => {
    const page = await watched(own);
    const strap = await EmulatedStrap.installOver(own.devTools.browser, page.cdp);
    await page.goto(`${server.origin}/#/live?plan=easy-recovery`);
    await tap(page, 'Connect strap');
    await within('a subscribed strap', strap.subscribed());
    await started(page);
    await measure(page, strap);
  });
}

function onSimulated(what: string, limitS: number, measure: (page: OwnPage) => Promise<void>): Promise<void> {
  return part(what, limitS, async (own) => {
    const page = await watched(own);
    await page.goto(`${server.origin}/?strap=sim:steady:130#/live?plan=easy-recovery`);
    await started(page);
    await until('a few seconds', async () => (await last(page)).elapsedS >= 3);
    await measure(page);
  });
}

/** A page in front, since one behind another is given no frames, that will note what comes when. */
async function watched(own: OwnChromium): Promise<OwnPage> {
  const page = await own.open('about:blank');
  await within('a page in front', page.show());
  await page.cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
  return page;
}

/** Starts the workout, and says how long it took from the tap to the state. */
async function started(page: OwnPage): Promise<void> {
  await page.waitFor(`!${buttonNamed('Start workout')}.disabled`);
  const tapMs = await page.evaluate<number>(`(${buttonNamed('Start workout')}.click(), performance.now())`);
  await until('the workout runs', async () => (await running(page)).length > 0);
  console.log('\nFrom the tap on Start to the running workout');
  bar('start', ((await running(page))[0]?.atMs ?? Infinity) - tapMs, 100, 'ms');
}

async function tap(page: OwnPage, name: string): Promise<void> {
  await page.waitFor(buttonNamed(name));
  await page.cdp.send('Runtime.evaluate', { expression: `${buttonNamed(name)}.click()`, userGesture: true });
}

function buttonNamed(name: string): string {
  return `[...document.querySelectorAll('button')].find((button) => (button.ariaLabel ?? button.textContent).trim() === '${name}')`;
}

async function running(page: OwnPage): Promise<Heard[]> {
  return (await page.evaluate<Heard[]>('snapshots')).filter(({ status }) => status === 'inProgress');
}

async function last(page: OwnPage): Promise<Heard> {
  const heard = (await running(page)).at(-1);
  if (!heard) throw new Error('no snapshot of a running workout');
  return heard;
}

function gapsMs(heard: Heard[]): number[] {
  return heard.slice(1).map(({ atMs }, i) => atMs - (heard[i]?.atMs ?? 0));
}

function wallAndElapsed(page: OwnPage): Promise<{ atMs: number; elapsedS: number }> {
  return page.evaluate(
    `({ atMs: Date.now(), elapsedS: Number(document.querySelector('[data-testid=elapsed]').dataset.seconds) })`,
  );
}
