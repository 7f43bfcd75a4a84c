// The history with 10,000 workouts beside 100: until its first rows are painted, and while it is scrolled.
import type { Browser, Page } from '@playwright/test';
import { EMPTY_PAGE } from '../support/database.ts';
import { historyOf, storeHistory } from '../support/history.ts';
import { bar, median, within } from './measure.ts';
import { PAINTED } from './painted.ts';

const COUNTS = [100, 10_000];
const ROUNDS = 7;
const OPEN_MAX_MS = 150;
const FRAMES = 240;
const STEP_PX = 90;
/** A frame of a screen with sixty in a second that came late by half of one. */
const LATE_MS = 25;
const FRAME_MAX_MS = 1000 / 60;
const ROW = `'[data-testid=history-item]'`;

interface Scrolled {
  late: number;
  /** Processor time of the page for a frame, which others on the machine do not lengthen. */
  eachMs: number;
}

export async function historyPage(browser: Browser, origin: string): Promise<void> {
  const pages: Page[] = [];
  for (const count of COUNTS) pages.push(await withHistory(browser, origin, count));
  const takes: Record<string, (page: Page) => Promise<number>> = {
    'from a tap': async (page) => {
      await tap(page, 'settings', `'h1'`);
      return tap(page, 'history', ROW);
    },
    'from the start of the page': (page) => fromStart(page, origin),
  };
  console.log(`\nHistory: ${COUNTS.map((count) => count.toLocaleString('en')).join(' → ')} workouts`);
  for (const [name, take] of Object.entries(takes)) {
    const tookMs = pages.map((): number[] => []);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, page] of pages.entries()) tookMs[i]?.push(await take(page));
    }
    const [few = NaN, many = NaN] = tookMs.map(median);
    console.log(`  ${name.padEnd(30)} ${few.toFixed(0)} → ${many.toFixed(0)} ms   ratio ${(many / few).toFixed(2)}`);
    // from the start all of them are read first: the bar of that is for ten years of them (browser.ts)
    if (name === 'from a tap') bar('until the first rows are painted', many, OPEN_MAX_MS, 'ms');
  }
  const scrolled: Scrolled[] = [];
  for (const page of pages) scrolled.push(await scroll(page));
  const [few, many] = scrolled;
  if (!few || !many) throw new Error('nothing was scrolled');
  console.log(`  late frames of ${String(FRAMES)}: ${String(few.late)} → ${String(many.late)}`);
  console.log(`  processor time for a frame: ratio ${(many.eachMs / few.eachMs).toFixed(2)}`);
  bar('processor time for a frame', many.eachMs, FRAME_MAX_MS, 'ms');
}

async function withHistory(browser: Browser, origin: string, count: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.addInitScript(PAINTED);
  const page = await context.newPage();
  await page.goto(origin + EMPTY_PAGE);
  await storeHistory(page, historyOf(count, Date.now()));
  await page.goto(`${origin}/#/today`);
  await page.locator('nav a[href="#/history"]').waitFor();
  return page;
}

/** Through the bar, as a finger would. */
async function tap(page: Page, place: string, selector: string): Promise<number> {
  await page.bringToFront(); // a page behind another is given no frames, and is never painted
  const link = `document.querySelector('nav a[href="#/${place}"]')`;
  const painted = page.evaluate<number>(`painted(${selector}, () => ${link}.click())`);
  const tookMs = await within(`${selector} after a tap on ${place}`, painted);
  await atRest(page);
  return tookMs;
}

async function fromStart(page: Page, origin: string): Promise<number> {
  await page.bringToFront();
  await page.goto('about:blank');
  await page.goto(`${origin}/#/history`);
  const tookMs = await within('the first rows', page.evaluate<number>(`painted(${ROW})`));
  await atRest(page);
  return tookMs;
}

const atRest = (page: Page): Promise<unknown> =>
  within('an idle page', page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))'));

async function scroll(page: Page): Promise<Scrolled> {
  await page.bringToFront();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskS = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  };
  const before = await taskS();
  const late = await within(
    'the end of the way',
    page.evaluate<number>(`(async () => {
      const framesMs = [];
      for (let i = 0; i < ${String(FRAMES)}; i++) {
        const down = Math.floor(i / 60) % 4 !== 3; // on the way back, what was left is there
        scrollBy(0, down ? ${String(STEP_PX)} : -${String(STEP_PX)});
        framesMs.push(await new Promise(requestAnimationFrame));
      }
      return framesMs.filter((ms, i) => i > 0 && ms - framesMs[i - 1] > ${String(LATE_MS)}).length;
    })()`),
  );
  return { late, eachMs: ((await taskS()) - before) * (1000 / FRAMES) };
}
