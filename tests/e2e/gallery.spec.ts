// Every state of every part and of the live screen, in a real Chromium: nothing is larger than its content asks; and at
// every size nothing is cut off, no control is off the screen, no range breaks, and the number keeps its size.
import { expect, test, type Page } from '@playwright/test';
import type { PreviewServer } from 'vite';
import { servedGallery } from '../gallery/built.ts';

test.describe.configure({ mode: 'default' }); // in one worker, for one build

let server: PreviewServer;
/** The gallery, loaded once. */
let page: Page;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  server = await servedGallery();
  page = await browser.newPage({ reducedMotion: 'no-preference' }); // what moves is part of what is measured
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}tests/gallery/?state=rising`);
  await expect(page.getByTestId('elapsed')).toBeAttached({ timeout: 60_000 });
});
test.afterAll(() => server.close());
const errors: string[] = [];

test('nothing is larger than its content asks, on any screen in any state', async () => {
  test.setTimeout(180_000);
  const oversizedIn = (only = ''): Promise<Record<string, string[]>> => page.evaluate(`oversizedIn(${only})`);
  expect(await page.evaluate('states.length')).toBeGreaterThan(35);

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await oversizedIn(`undefined, ${String(NIGHTLY)}`)).toEqual({}); // plans that come and go wait to be quiet
  if (NIGHTLY) {
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await oversizedIn()).toEqual({});
  }
  expect(errors).toEqual([]);

  // The fault that this is here for is seen.
  const fault = await page.addStyleTag({ content: '.pill i { min-block-size: 330px }' });
  expect(Object.keys(await oversizedIn(`'reconnecting'`))).toHaveLength(1);
  await fault.evaluate((style) => style.parentElement?.removeChild(style));
});

/** What a screen says that has a letter of English, and how it is said. */
function plainText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // what outside checks read, keys of a keyboard, and names of languages, each in its own
    const NO_WORDS =
      'script, style, kbd, option[lang], [data-testid="state"], [data-testid="signal"], [data-testid="provenance"], [data-testid="deviation"]';
    const said = [document.title];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (!node.parentElement?.closest(NO_WORDS)) said.push(node.textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-roledescription'])
        said.push(element.getAttribute(name) ?? '');
    }
    return [...new Set(said.map((text) => text.trim()).filter((text) => /[a-z]/i.test(text)))];
  });
}

test('languages: every word on every screen is the catalogue’s, and the page says its language and direction', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 390, height: 844 });
  const url = `${server.resolvedUrls?.local[0] ?? ''}tests/gallery/pseudo.html?lang=qps&strap=sim:steady:150`;
  await page.goto(`${url}#/today`);
  await expect(page.locator('h1')).toBeVisible({ timeout: 90_000 });
  await expect(page.locator('html')).toHaveAttribute('lang', 'qps');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');

  const plain: Record<string, string[]> = { welcome: await plainText(page) };
  for (const route of [
    'plans',
    'plans/threshold-4x4',
    'history',
    'schedule',
    'settings',
    'live?plan=demo-60s',
    'live?plan=demo-60s&autostart=1',
  ]) {
    await page.evaluate((hash) => (location.hash = hash), `#/${route}`);
    const there = route.startsWith('live') ? page.getByTestId('state') : page.locator('main h1');
    await expect(there.first()).toBeAttached();
    if (route.includes('autostart')) await expect(page.getByTestId('state')).toHaveText('inProgress');
    await page.waitForTimeout(1000); // what comes with a screen has come
    plain[route] = await plainText(page);
  }
  const found = Object.entries(plain).filter(([, texts]) => texts.length > 0);
  expect(Object.fromEntries(found)).toEqual({});
});

/** A size, and the states that are looked at: all, or those that go furthest. */
const FURTHEST = ['rising', 'wordy', 'simulated', 'resumed', 'ending', 'readySimulated', 'doneSimulated'];
/** Of a phone on its side, those with the most to say. */
const FULLEST = [
  ...['lost', 'slept', 'needsTap', 'lostGoesOn', 'resumed', 'refused', 'elsewhere', 'wordy', 'wordyPaused', 'ending'],
  ...['ceilingAlarm', 'ceilingPaused', 'ceilingLocked', 'pacing', 'lastCue', 'lastCueLong'],
  ...['hrvAlpha', 'hrvWaiting', 'hrvDoubt', 'hrvWordy'],
  ...['endingPaused', 'simulated', 'readyUnset', 'readyOff', 'readySafety', 'doubtLeap', 'doubtCue', 'doubtPaused'],
];
type Size = [width: number, height: number, states?: string[] | undefined];
const NIGHTLY = process.env['NIGHTLY'] !== undefined;
const SIZES: Size[] = [
  [320, 640],
  ...(NIGHTLY ? ([[360, 740, FURTHEST]] as Size[]) : []),
  [390, 844, NIGHTLY ? undefined : [...FURTHEST, ...FULLEST]],
  ...(NIGHTLY ? ([[430, 932, FURTHEST]] as Size[]) : []),
  [844, 390, NIGHTLY ? undefined : FULLEST],
  ...(NIGHTLY ? ([[740, 360, FULLEST]] as Size[]) : []),
  ...(NIGHTLY ? ([[667, 375, FULLEST]] as Size[]) : []),
  [820, 1180, NIGHTLY ? FULLEST : FURTHEST],
  [1280, 800, NIGHTLY ? undefined : FURTHEST],
  [3840, 2160, FURTHEST],
];

interface Seen {
  faults: string[];
  /** Height of the digits, while a heart rate is the hero. */
  digitsPx: number | undefined;
  guidancePx: number;
  nextPx: number;
}

/** All states at the size that the window has, in one go: a page that is resized for each takes minutes. */
async function look(page: Page, wanted?: string[]): Promise<Record<string, Seen>> {
  return page.evaluate(async (wanted) => {
    const { show, states } = globalThis as unknown as { show: (state: string) => Promise<void>; states: string[] };
    const seen: Record<string, Seen> = {};
    for (const state of wanted ?? states) {
      await show(state);
      seen[state] = measured();
    }
    return seen;

    function measured(): Seen {
      const faults: string[] = [];
      const shown = (element: Element): boolean =>
        element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, [aria-hidden="true"]');
      const name = (element: Element): string =>
        `${element.tagName.toLowerCase()}.${element.className.replace(/ ?svelte-\w+/g, '')} “${element.textContent.trim().slice(0, 40)}”`;

      for (const element of document.querySelectorAll<HTMLElement>('main *:not(svg, svg *)')) {
        if (!shown(element) || element.classList.contains('plan-name')) continue; // whole in its title, known to whoever chose it
        const style = getComputedStyle(element);
        const hidden = style.overflowX !== 'visible' || style.overflowY !== 'visible';
        if (
          hidden &&
          !/auto|scroll/.test(style.overflowY) &&
          (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
        )
          faults.push(`cut off: ${name(element)}`);
      }
      if (document.documentElement.scrollWidth > innerWidth + 1) faults.push('the page can be scrolled sideways');

      // A line is seen whole or not at all: neither the controls nor the edge of what scrolls lies across letters. On its
      // side a phone is not scrolled during a workout, so nothing may lie under the controls either.
      const covers = [...document.querySelectorAll('.running .bottom > *')].filter(shown);
      const coverTop = Math.min(innerHeight, ...covers.map((each) => each.getBoundingClientRect().top));
      const lines = document.createTreeWalker(document.querySelector('.running') ?? new Text(), NodeFilter.SHOW_TEXT);
      for (let node = lines.nextNode(); node; node = lines.nextNode()) {
        const parent = node.parentElement!;
        if (!shown(parent) || parent.closest('.bottom, svg') || (node.textContent ?? '').trim() === '') continue;
        const sticky = parent.closest('.heart') !== null && innerWidth > innerHeight; // beside the controls
        const edges = [sticky ? innerHeight : coverTop];
        let scroller: DOMRect | undefined;
        for (let each: Element | null = parent; each && !each.matches('.running'); each = each.parentElement) {
          if (getComputedStyle(each).overflowY !== 'visible') scroller = each.getBoundingClientRect();
        }
        if (scroller) edges.push(scroller.top, scroller.bottom);
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const { top, bottom, height } of range.getClientRects()) {
          const [from, to] = [top + height * 0.22, bottom - height * 0.22]; // letters, without the room around them
          if (scroller && (to < scroller.top || from > scroller.bottom)) continue; // scrolled to, in a place of its own
          if (edges.some((edge) => from < edge - 1 && to > edge + 1)) faults.push(`half hidden: ${name(parent)}`);
          else if (innerWidth > innerHeight && to > edges[0]!) faults.push(`under the controls: ${name(parent)}`);
        }
      }

      // text stays inside the screen's width, and a range on one line
      const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const parent = node.parentElement!;
        if (!shown(parent) || parent.classList.contains('plan-name') || (node.textContent ?? '').trim() === '')
          continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects())
          if (box.left < -1 || box.right > innerWidth + 1) faults.push(`beside the screen: ${name(parent)}`);
        for (const { 0: found, index } of (node.textContent ?? '').matchAll(/\d+–\d+( bpm| %)?/g)) {
          range.setStart(node, index);
          range.setEnd(node, index + found.length);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          if (lines.size > 1) faults.push(`broken: ${found} in ${name(parent)}`);
        }
      }

      const running = document.querySelector('.running');
      const bottom = document.querySelector('.running .bottom')?.getBoundingClientRect();
      for (const control of document.querySelectorAll<HTMLElement>(running ? '.running button' : '.go button')) {
        if (!shown(control)) continue;
        const box = control.getBoundingClientRect();
        const inside = box.top >= -1 && box.left >= -1 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
        if (!inside) faults.push(`off the screen: ${name(control)}`);
        if (control.scrollWidth > control.clientWidth + 1) faults.push(`too narrow: ${name(control)}`);
      }
      // where a strap is wanted, the way to it is seen before Start, without scrolling
      const start = document.querySelector('.go button')?.getBoundingClientRect();
      for (const way of document.querySelectorAll<HTMLElement>('.strap .strong')) {
        const box = way.getBoundingClientRect();
        const covered = start && box.bottom > start.top && box.top < start.bottom && box.right > start.left;
        if (covered || box.bottom > innerHeight) faults.push(`not seen unscrolled: ${name(way)}`);
      }
      const guidance = document.querySelector('.running .guide')?.getBoundingClientRect();
      const portrait = innerWidth < innerHeight;
      if (portrait && guidance && bottom && guidance.bottom > bottom.top + 12)
        faults.push('the guidance is under the controls');

      const px = (selector: string): number | undefined => {
        const element = document.querySelector(selector);
        return element ? parseFloat(getComputedStyle(element).fontSize) : undefined;
      };
      const isHero = document.querySelector('.running:not(.timeAlone) [data-testid="bpm"]:not(.none)') !== null;
      return {
        faults,
        digitsPx: isHero ? px('.running [data-testid="bpm"]') : undefined,
        guidancePx: px('.running .guide') ?? Infinity,
        nextPx: px('.running .sub') ?? Infinity,
      };
    }
  }, wanted);
}

test('nothing is cut off, broken or off the screen, and the digits keep their size', async () => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const faults: string[] = [];
  const digits: Record<string, number> = {};
  for (const [width, height, wanted] of SIZES) {
    await page.setViewportSize({ width, height });
    const seen = Object.entries(await look(page, wanted));
    expect(seen.length).toBeGreaterThan(wanted ? 6 : 30);
    const size = `${width}×${height}`;
    for (const [state, each] of seen) {
      // on so low a screen whoever opens the explanation scrolls the bar away with it
      if (state === 'hrvOpened' && height < 700) continue;
      const where = `${state} at ${size}`;
      faults.push(...each.faults.map((fault) => `${where}: ${fault}`));
      if (each.guidancePx < 40) faults.push(`${where}: guidance of ${each.guidancePx} px`);
      if (each.nextPx < 22) faults.push(`${where}: next line of ${each.nextPx} px`);
      if (each.digitsPx === undefined) continue;
      digits[size] ??= each.digitsPx;
      if (Math.abs(each.digitsPx - digits[size]) > 0.5) faults.push(`${where}: digits of ${each.digitsPx} px`);
    }
  }
  expect(faults).toEqual([]);
  // neither the question nor the failure hides the other
  await page.evaluate(`show('shortUnsaved')`);
  await expect(page.getByRole('status')).toContainText(/Not saved yet.*Keep this workout in your history\?/);
  // the number is read across a room: three digits take most of the width that there is
  expect(digits['390×844']).toBeGreaterThan(175);
  expect(digits['1280×800']).toBeGreaterThan(340);
  expect(digits['3840×2160']).toBeGreaterThan(900);
});
