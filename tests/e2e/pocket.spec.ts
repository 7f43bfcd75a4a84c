// A workout that nobody looks at: on the lock screen, under the touch lock, and in a small window beside other things.
import { expect, test, type Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, OwnChromium, watchPage } from '../support/browser.ts';
import { isHeadlessShell, SHELL_LACKS } from '../support/chromium.ts';

const state = (page: Page): ReturnType<Page['getByTestId']> => page.getByTestId('state');

/** Keeps the media element, which is in no document, and the handlers of the lock screen's buttons. */
const LISTEN = `
  globalThis.media = { handlers: {} };
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () { media.audio = this; return play.call(this); };
  const set = MediaSession.prototype.setActionHandler;
  MediaSession.prototype.setActionHandler = function (name, handler) { media.handlers[name] = handler; set.call(this, name, handler); };
`;

const shown = (page: Page): Promise<string> =>
  page.evaluate(() => `${navigator.mediaSession.playbackState}: ${navigator.mediaSession.metadata?.title ?? ''}`);
const plays = (page: Page): Promise<boolean> => page.evaluate<boolean>('!media.audio.paused');
const press = (page: Page, action: string): Promise<unknown> => page.evaluate(`media.handlers.${action}()`);

test(
  'the lock screen: a quiet tone plays, says what the workout says, and its buttons steer it',
  { tag: '@whole-browser' },
  async ({ page }) => {
    test.setTimeout(120_000);
    await page.addInitScript(LISTEN);
    const seen = await watchPage(page);
    await page.goto('/?strap=sim:steady:130#/settings');
    await page.getByRole('switch', { name: 'Keep going with the screen off' }).check();
    await page.evaluate(() => (location.hash = '#/live?plan=threshold-4x4'));
    await page.getByRole('button', { name: 'Start workout' }).click();
    await expect.poll(() => shown(page)).toMatch(/^playing: Warm-up · \d+:\d\d left · 1\d\d bpm simulated$/);
    const tone = `(({ loop, duration, src }) => [loop, duration >= 5, src.startsWith('blob:')])(media.audio)`;
    expect(await page.evaluate(tone)).toEqual([true, true, true]);
    expect(await plays(page)).toBe(true);

    await press(page, 'pause');
    await expect(state(page)).toHaveText('paused');
    await expect.poll(() => shown(page)).toMatch(/^paused: Paused · Warm-up/);
    expect(await plays(page)).toBe(false);
    await press(page, 'play');
    await expect(state(page)).toHaveText('inProgress');
    await press(page, 'nexttrack');
    await expect.poll(() => shown(page)).toMatch(/^playing: Steady · /);
    expect(await plays(page)).toBe(true);

    await page.evaluate('media.audio.pause()'); // as a call does
    await expect(page.getByTestId('keep-going')).toHaveAttribute('data-state', 'stopped');
    await expect(state(page)).toHaveText('inProgress');
    await page.getByRole('button', { name: 'Play again' }).click();
    await expect(page.getByTestId('keep-going')).toBeHidden();
    expect(await plays(page)).toBe(true);

    await page.getByRole('button', { name: 'End workout' }).click();
    await page.getByRole('button', { name: 'End workout' }).click();
    await expect.poll(() => shown(page)).toBe('none: ');
    expect(await plays(page)).toBe(false);
    expect(seen).toEqual(NOTHING_SEEN);
  },
);

test(
  'the touch lock: nothing is pressed but a long press, and what comes under the finger then is not',
  {
    tag: '@long',
  },
  async ({ page }) => {
    await page.goto('/?strap=sim:steady:130#/live?plan=threshold-4x4&autostart=1');
    await expect(page.getByTestId('elapsed')).toHaveAttribute('data-seconds', /[1-9]/);
    await page.getByRole('button', { name: 'Lock screen' }).click();
    await expect(page.getByTestId('locked')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeHidden();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('n');
    await page.keyboard.press('Space'); // the focus is on the lock: one activation
    await expect(page.getByRole('button', { name: 'Press again to unlock' })).toBeVisible();

    const box = await page.getByRole('button', { name: 'Press again to unlock' }).boundingBox();
    await page.mouse.move(box!.x + box!.width / 2, box!.y + box!.height / 2);
    await page.mouse.down();
    await expect(page.getByRole('button', { name: 'Keep holding…' })).toBeVisible();
    await page.mouse.up();
    await expect(page.getByTestId('locked')).toBeVisible();
    await page.mouse.down();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.mouse.up();
    await expect(page.getByTestId('phase-index')).toHaveText('1');
    await expect(state(page)).toHaveText('inProgress');

    await page.keyboard.press('?');
    await expect(page.getByTestId('keys')).toBeVisible();
    await page.keyboard.press('n'); // not in front of a dialog
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('keys')).toBeHidden();
    await expect(page.getByTestId('phase-index')).toHaveText('1');

    await page.keyboard.press('l');
    await expect(page.getByTestId('locked')).toBeVisible();
    await page.reload(); // a way out that takes a keyboard or a hand on the browser
    await expect(state(page)).toHaveText('inProgress');
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  },
);

test.describe('the small window', { tag: '@whole-browser' }, () => {
  test.skip(isHeadlessShell, SHELL_LACKS);
  let own: OwnChromium;
  test.beforeEach(async () => {
    own = await OwnChromium.start();
  });
  test.afterEach(() => own.remove());

  test('it mirrors the worker within 100 ms while the tab is hidden, steers the workout, and goes with it', async ({
    baseURL,
  }) => {
    test.setTimeout(120_000);
    const page = await own.open('about:blank');
    await page.cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `
        globalThis.violations = [];
        addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
        globalThis.told = new Map();
        const Before = Worker;
        globalThis.Worker = class extends Before {
          constructor(...args) {
            super(...args);
            this.addEventListener('message', ({ data }) => {
              if (data?.type === 'now' && data.snapshot.workout) told.set(data.snapshot.workout.remainingS, performance.now());
            });
          }
        };`,
    });
    await page.goto(`${String(baseURL)}/?strap=sim:steady:130#/live?plan=threshold-4x4&autostart=1`);
    await page.waitFor(`document.querySelector('[aria-label="Small window"]')`, 60_000);
    await page.press('Small window');
    const small = `documentPictureInPicture.window.document`;
    await page.waitFor(`${small}.querySelector('[data-testid=small-remaining]')`);
    await page.evaluate(`
      globalThis.lateMs = [];
      const timer = ${small}.querySelector('[data-testid=small-remaining]');
      new MutationObserver(() => lateMs.push(performance.now() - told.get(Number(timer.dataset.seconds))))
        .observe(timer, { attributeFilter: ['data-seconds'] });`);
    await page.hide();
    await page.waitFor(`lateMs.length >= 3`);
    expect(await page.evaluate<string>(`document.visibilityState`)).toBe('hidden');
    const lateMs = await page.evaluate<number[]>(`lateMs`);
    expect(lateMs.filter((ms) => !(ms < 100))).toEqual([]);

    // its own styles and theme, by the page's policy
    await page.waitFor(
      `documentPictureInPicture.window.getComputedStyle(${small}.querySelector('main')).display === 'grid'`,
    );
    await page.evaluate(`${small}.querySelector('[aria-label="Pause"]').click()`);
    await page.waitFor(`${small}.querySelector('main').dataset.status === 'paused'`);
    expect(await page.text('state')).toBe('paused');
    await page.evaluate(`${small}.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }))`);
    await page.waitFor(`${small}.querySelector('main').dataset.status === 'inProgress'`);
    expect(await page.evaluate(`violations`)).toEqual([]);

    await page.tap('End workout');
    await page.tap('End workout');
    await page.waitFor(`documentPictureInPicture.window === null`);
    expect(await page.text('state')).toBe('completed');
  });
});
