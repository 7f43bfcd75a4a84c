// The main job in a real browser: a plan, a strap, a guided workout that survives what happens to it.
import { expect, test, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import { NOTHING_SEEN, OwnChromium, serve, watchPage, type OwnPage } from '../support/browser.ts';
import { isHeadlessShell, SHELL_LACKS } from '../support/chromium.ts';
import { asFrames, readRecording, recordingsAbsent } from '../support/recordings.ts';
import { EmulatedStrap, frameOf } from '../support/strap.ts';
import { editWorker } from '../support/workerScript.ts';

const DIST = resolve(import.meta.dirname, '../../dist');

const elapsedS = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('elapsed').getAttribute('data-seconds'));
const state = (page: Page): ReturnType<Page['getByTestId']> => page.getByTestId('state');

async function endWorkout(page: Page): Promise<void> {
  const end = page.getByRole('button', { name: 'End workout' });
  await end.click();
  if (await end.isVisible().catch(() => false)) await end.click();
  await expect(state(page)).toHaveText('completed');
}

test('what this is not is said once before a start; a start given up at once is asked about, and not lost', async ({
  page,
}) => {
  await page.goto('/?strap=sim:steady:120#/live?plan=easy-recovery');
  await expect(page.getByText('not a medical device')).toBeVisible();
  await page.getByRole('button', { name: 'Start workout' }).click();
  await expect(page.getByTestId('elapsed')).toHaveAttribute('data-seconds', /[1-9]/);
  await endWorkout(page);
  await expect(page.getByText('Keep this workout in your history?')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Don’t keep' }).click();
  await expect(page.getByText('“Easy recovery” was not kept')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/history'));
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible();
  await expect(page.getByTestId('history-item')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('history-item')).toHaveCount(1);

  await page.evaluate(() => (location.hash = '#/live?plan=tempo'));
  await expect(page.getByRole('button', { name: 'Start workout' })).toBeVisible();
  await expect(page.getByText('not a medical device')).toBeHidden();
  await page.evaluate(() => (location.hash = '#/settings'));
  await expect(page.getByText('not a medical device')).toBeVisible();
});

/** Writes down every snapshot that the worker posts, with when it came. */
const LISTEN = `
  globalThis.snapshots = [];
  const Before = Worker;
  globalThis.Worker = class extends Before {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        if (data?.type === 'now') snapshots.push({ atMs: performance.now(), seq: data.seq, elapsedS: data.snapshot.workout?.elapsedS ?? 0, status: data.snapshot.status, signal: data.snapshot.heart.signal, tick: data.tick });
      });
    }
  };
`;

test('a newcomer without a strap has the demo on a simulated heart, and finds the workout in the history', async ({
  page,
}) => {
  const seen = await watchPage(page);
  await page.goto('/?speed=6');
  await page.goto('/?speed=6#/plans'); // ten seconds: a busy machine must see it run
  await page.locator('[data-testid="plan-card"][data-plan-id="demo-60s"]').click();
  await page
    .getByRole('link', { name: 'Start workout' })
    .or(page.getByRole('button', { name: 'Start workout' }))
    .click();
  if ((await state(page).textContent()) === 'idle') await page.getByRole('button', { name: 'Start workout' }).click();
  await expect(state(page)).toHaveText('inProgress');
  await expect(page.getByTestId('provenance')).toHaveText(/simulated/i);
  await expect(page.getByTestId('bpm')).toHaveText(/^\d{2,3}$/);
  await expect(state(page)).toHaveText('completed', { timeout: 20_000 });
  await page.goto('/#/history');
  await expect(page.getByTestId('history-item')).toHaveCount(1);
  await expect(page.getByTestId('history-item')).toContainText(/simulated/i);
  await page.getByTestId('history-item').click();
  await expect(page.getByText('1:00').first()).toBeVisible();
  expect(seen).toEqual(NOTHING_SEEN);
});

test(
  'a strap is chosen and heard; lost, it pauses the workout; back, it goes on by itself',
  { tag: '@whole-browser' },
  async ({ page, browser }) => {
    test.skip(recordingsAbsent !== undefined, recordingsAbsent);
    test.setTimeout(120_000);
    const strap = await EmulatedStrap.install(browser, page, { name: 'Polar H10', batteryPct: 64 });
    const seen = await watchPage(page);
    await page.goto('/#/live?plan=easy-recovery');
    await page.getByRole('button', { name: 'Connect strap' }).click();
    await strap.subscribed();
    await expect(page.getByText('Polar H10').first()).toBeVisible();

    // Real frames, at the pace of the heart that they are of.
    const frames = asFrames(readRecording('jk-garmin-stamina.fit')).slice(600, 608);
    const startS = frames[0]?.atS ?? 0;
    const playing = strap.play(frames.map((frame) => ({ ...frame, atS: frame.atS - startS })));
    await page.getByRole('button', { name: 'Start workout' }).click();
    await expect(state(page)).toHaveText('inProgress');
    await expect(page.getByTestId('provenance')).toHaveText(/^(?!.*simulated)/i);
    expect(await playing).toBe(frames.length);
    const last = frames.at(-1)?.bytes[1] ?? 0;
    await expect(page.getByTestId('bpm')).toHaveText(String(last));
    await expect(page.getByTestId('signal')).toHaveText('live');

    strap.reachable = false;
    await strap.drop();
    await expect(page.getByTestId('signal')).toHaveText('stale', { timeout: 8_000 });
    await expect(state(page)).toHaveText('inProgress');
    await expect(state(page)).toHaveText('paused', { timeout: 32_000 });
    await expect(page.getByTestId('signal')).toHaveText('lost');
    const pausedAtS = await elapsedS(page);

    strap.reachable = true;
    await strap.subscribed({ timeoutMs: 40_000 });
    await strap.send(frameOf(123));
    await expect(state(page)).toHaveText('inProgress');
    await expect(page.getByTestId('bpm')).toHaveText('123');
    expect(await elapsedS(page)).toBeLessThanOrEqual(pausedAtS + 1);
    expect(seen).toEqual(NOTHING_SEEN);
  },
);

test(
  'reloaded in the middle it goes on where it was, with its samples and its strap; finished, its numbers are right',
  { tag: '@whole-browser' },
  async ({ page, browser }) => {
    test.setTimeout(120_000);
    const strap = await EmulatedStrap.install(browser, page);
    await page.goto('/#/live?plan=demo-60s');
    await page.getByRole('button', { name: 'Connect strap' }).click();
    await strap.subscribed();
    await strap.send(frameOf(120));
    await page.getByRole('button', { name: 'Start workout' }).click();
    await strap.play(Array.from({ length: 12 }, (_, s) => ({ atS: s, bytes: frameOf(120) })));
    const before = await elapsedS(page);
    expect(before).toBeGreaterThanOrEqual(10);

    await page.goto('about:blank'); // gone for a moment, as when the browser is left
    await page.goto('/#/history');
    await expect(page.getByTestId('resume-banner')).toBeVisible();
    expect(page.url()).toContain('#/live');
    await expect(state(page)).toHaveText('inProgress');
    const after = await elapsedS(page);
    expect(after).toBeGreaterThanOrEqual(before - 1);
    expect(after).toBeLessThan(before + 4);

    // where the browser does not remember the strap, its button comes as soon as that is known
    void page
      .getByRole('button', { name: 'Reconnect' })
      .click({ timeout: 10_000 })
      .catch(() => undefined);
    await strap.subscribed({ timeoutMs: 20_000 });
    await strap.play(Array.from({ length: 10 }, (_, s) => ({ atS: s, bytes: frameOf(150) })));
    const trainedS = await elapsedS(page);
    await endWorkout(page);

    await page.goto('/#/history');
    await page.getByTestId('history-item').click();
    const stored = await page.evaluate(async () => {
      const open = indexedDB.open('beatkeeper');
      const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
      const request = db.transaction('digests').objectStore('digests').getAll();
      const records = await new Promise<unknown[]>(
        (done) => (request.onsuccess = () => done(request.result as unknown[])),
      );
      db.close();
      return (records as { value: { summary: Record<string, unknown> } }[]).map(({ value }) => value.summary);
    });
    const [summary] = stored;
    expect(stored).toHaveLength(1);
    expect(summary).toMatchObject({ maxBpm: 150, provenance: 'strap', ending: 'stopped' });
    expect(Number(summary?.['elapsedS'])).toBeGreaterThanOrEqual(trainedS);
    // 12 s at 120 and 10 s at 150, a second more or less at each edge
    expect(Number(summary?.['meanBpm'])).toBeGreaterThan(128);
    expect(Number(summary?.['meanBpm'])).toBeLessThan(140);
  },
);

/** Makes the workout under way as old as if the app had been gone for so much longer. */
async function agedBy(page: Page, ms: number): Promise<void> {
  await page.addInitScript((ms) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ms;
  }, ms);
  // the worker has a clock of its own
  await editWorker(page, (own) => `{const now=Date.now.bind(Date);Date.now=()=>now()+${String(ms)}}\n${own}`);
}

test('after a reload nobody asks; after a long absence its time is added or left out; nothing there deletes', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const url = '/?strap=sim:steady:130';
  const banner = page.getByTestId('resume-banner');
  await page.goto(`${url}#/live?plan=easy-recovery&autostart=1`);
  await expect.poll(() => elapsedS(page)).toBeGreaterThanOrEqual(2);
  await page.reload();
  await expect(banner).toBeVisible();
  await expect(banner.getByRole('button')).toHaveCount(1); // to close it
  await expect(banner).toBeHidden({ timeout: 20_000 }); // by itself
  await expect(state(page)).toHaveText('inProgress');

  const before = await elapsedS(page);
  await agedBy(page, 12 * 60_000);
  await page.reload();
  await expect(banner.getByRole('button', { name: /^Leave out/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /discard|delete/i })).toHaveCount(0);
  expect(await elapsedS(page)).toBeLessThan(before + 20);
  await page.reload(); // takes the question not back
  await banner.getByRole('button', { name: 'Add 12 min' }).click();
  await expect(banner).toBeHidden();
  await expect.poll(() => elapsedS(page)).toBeGreaterThanOrEqual(before + 12 * 60);
  await context.close();
});

test('deleting is under End, apart from saving; what was deleted comes back, also after a reload', async ({ page }) => {
  test.setTimeout(120_000);
  const url = '/?strap=sim:steady:130';
  await page.goto(`${url}#/live?plan=easy-recovery&autostart=1`);
  await expect.poll(() => elapsedS(page)).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole('button', { name: 'Delete workout' })).toHaveCount(0);
  await page.getByRole('button', { name: 'End workout' }).click();
  await page.getByRole('button', { name: 'Keep going' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  const before = await elapsedS(page);
  await page.getByRole('button', { name: 'End workout' }).click();
  await page.getByRole('button', { name: 'Delete workout' }).click();
  await expect(state(page)).toHaveText('idle');
  await page.goto(`${url}#/history`);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(page.getByTestId('history-item')).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(state(page)).toHaveText('inProgress');
  expect(await elapsedS(page)).toBeGreaterThanOrEqual(before);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await endWorkout(page);
});

test('a finished workout makes way for the plan that is asked for, whichever way one comes to it', async ({ page }) => {
  test.setTimeout(120_000);
  const ready = async (plan: RegExp): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1, name: plan })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Start workout' })).toBeEnabled();
    await expect(state(page)).toHaveText('idle');
  };
  await page.goto('/?strap=sim:steady:130#/plans/tempo');
  await page.goto('/?strap=sim:steady:130#/live?plan=easy-recovery');
  await page.getByRole('button', { name: 'Start workout' }).click();
  await expect(state(page)).toHaveText('inProgress');
  await endWorkout(page);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: /tempo/i })).toBeVisible();
  await page.goForward(); // the result is still there
  await expect(state(page)).toHaveText('completed');
  await page.goBack();
  await page.evaluate(() => (location.hash = '#/live?plan=tempo')); // as every link to a plan that is ready does
  await ready(/tempo/i);
  await page.goBack();
  await page.goForward();
  await ready(/tempo/i);
  await page.reload();
  await ready(/tempo/i);
  await page.getByRole('button', { name: 'Start workout' }).click();
  await expect(state(page)).toHaveText('inProgress');
  await endWorkout(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Workout ended' })).toBeVisible();
  await page.evaluate(() => (location.hash = '#/live?plan=tempo')); // the same plan again
  await ready(/tempo/i);
  await page.getByRole('button', { name: 'Start workout' }).click();
  await endWorkout(page);
  await page.evaluate(() => (location.hash = '#/live?plan=pyramid&autostart=1'));
  await expect(state(page)).toHaveText('inProgress');
  await expect(page.getByText(/pyramid/i).first()).toBeVisible();
});

test('pause, lap, back, one more minute and end do what they say', async ({ page }) => {
  await page.goto('/?strap=sim:steady:130#/live?plan=threshold-4x4&autostart=1');
  await expect(state(page)).toHaveText('inProgress');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(state(page)).toHaveText('paused');
  const pausedS = await elapsedS(page);
  await page.waitForTimeout(1_500); // a paused clock does not move
  expect(await elapsedS(page)).toBe(pausedS);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(state(page)).toHaveText('inProgress');
  await expect(page.getByTestId('phase-index')).toHaveText('1');
  await page.getByRole('button', { name: 'Skip phase' }).click();
  await expect(page.getByTestId('phase-index')).toHaveText('2');
  await endWorkout(page);
});

test('without shared memory the same frames come by message', { tag: '@whole-browser' }, async ({ page, browser }) => {
  const strap = await EmulatedStrap.install(browser, page);
  await page.goto('/?noshared=1#/live?plan=demo-60s');
  await page.getByRole('button', { name: 'Connect strap' }).click();
  await strap.subscribed();
  await page.getByRole('button', { name: 'Start workout' }).click();
  for (const bpm of [101, 102, 103]) await strap.send(frameOf(bpm));
  await expect(page.getByTestId('bpm')).toHaveText('103');
});

test('with the page blocked for 5 s the worker misses no second', async ({ page }) => {
  await page.addInitScript(LISTEN);
  await page.goto('/?strap=sim:steady:130#/live?plan=easy-recovery&autostart=1');
  await expect.poll(() => elapsedS(page)).toBeGreaterThanOrEqual(2);
  await page.evaluate(() => {
    for (const endMs = performance.now() + 5_000; performance.now() < endMs;);
  });
  await expect.poll(() => elapsedS(page)).toBeGreaterThanOrEqual(9);
  type Heard = { elapsedS: number; seq: number; status: string; tick: { maxLateMs: number } };
  const heard = (await page.evaluate<Heard[]>('snapshots')).filter(({ status }) => status === 'inProgress');
  const seconds = [...new Set(heard.map((each) => each.elapsedS))];
  expect(seconds).toEqual(Array.from({ length: seconds.length }, (_, i) => i)); // each one published on its own, in order
  expect(heard.at(-1)?.tick.maxLateMs).toBeLessThan(1_000);
});

test.describe('in a browser that Playwright does not hold awake', { tag: '@whole-browser' }, () => {
  test.skip(isHeadlessShell, SHELL_LACKS);
  let own: OwnChromium;
  test.beforeEach(async () => {
    own = await OwnChromium.start();
  });
  test.afterEach(() => own.remove());

  test('hidden, a cue is a notification, and it is gone on return', async ({ baseURL }) => {
    await own.allow(String(baseURL), 'notifications');
    const page = await own.open(`${String(baseURL)}/`);
    await page
      .waitFor(`navigator.serviceWorker.controller?.state === 'activated' || (await navigator.serviceWorker.ready)`)
      .catch(() => undefined);
    await page.waitFor(`document.querySelector('h1')`);
    await page.goto(`${String(baseURL)}/?strap=sim:steady:185&speed=20#/live?plan=easy-recovery&autostart=1`);
    await page.reload();
    await page.waitFor(`document.querySelector('[data-testid=state]')?.textContent.trim() === 'inProgress'`);
    await page.hide();
    const tags = `navigator.serviceWorker.getRegistration().then(async (r) => (await r.getNotifications()).map((n) => n.tag))`;
    await expect.poll(() => page.evaluate<string[]>(tags), { timeout: 20_000 }).toContain('workout-deviation');
    await page.show();
    await expect.poll(() => page.evaluate<string[]>(tags)).toEqual([]);
  });

  test('frozen for 40 s, elapsed is right to the second and the strap was not lost', async ({ baseURL }) => {
    test.setTimeout(120_000);
    const page = await own.open('about:blank');
    const strap = await EmulatedStrap.installOver(own.devTools.browser, page.cdp);
    await page.goto(`${String(baseURL)}/#/live?plan=easy-recovery`);
    await connected(page, strap);
    await page.press('Start workout');
    await strap.play(Array.from({ length: 4 }, (_, s) => ({ atS: s, bytes: frameOf(130) })));
    const before = await moment(page);
    await page.freeze();
    await new Promise((done) => setTimeout(done, 40_000));
    await page.thaw();
    await page.show();
    await strap.send(frameOf(131));
    const after = await moment(page);
    const passedS = (after.atMs - before.atMs) / 1000;
    expect(passedS).toBeGreaterThan(40);
    expect(Math.abs(after.elapsedS - before.elapsedS - passedS)).toBeLessThanOrEqual(1.5);
    expect(await page.text('state')).toBe('inProgress');
    expect(await page.text('signal')).toBe('live');
  });

  test('killed, the browser comes back to the workout', async () => {
    test.setTimeout(120_000);
    const server = await serve(DIST); // of its own, so that the address stays
    try {
      const url = `${server.origin}/?strap=sim:steady:140`;
      const page = await own.open(`${url}#/live?plan=easy-recovery&autostart=1`);
      await page.waitFor(`Number(document.querySelector('[data-testid=elapsed]')?.dataset.seconds) >= 14`, 30_000);
      const before = await moment(page);
      await own.kill();
      own = await OwnChromium.start(own.profileDir);
      const again = await own.open(url);
      await again.waitFor(`document.querySelector('[data-testid=resume-banner]')`);
      expect(await again.text('state')).toBe('inProgress');
      const after = await moment(again);
      expect(after.elapsedS).toBeGreaterThanOrEqual(before.elapsedS - 2);
      expect(after.elapsedS).toBeLessThan(before.elapsedS + 5);
    } finally {
      await server.close();
    }
  });
});

async function connected(page: OwnPage, strap: EmulatedStrap): Promise<void> {
  const button = `[...document.querySelectorAll('button')].find((b) => (b.ariaLabel ?? b.textContent).trim() === 'Connect strap')`;
  await page.waitFor(button);
  await page.cdp.send('Runtime.evaluate', { expression: `${button}.click()`, userGesture: true });
  await strap.subscribed();
}

async function moment(page: OwnPage): Promise<{ atMs: number; elapsedS: number }> {
  return page.evaluate(
    `({ atMs: Date.now(), elapsedS: Number(document.querySelector('[data-testid=elapsed]').dataset.seconds) })`,
  );
}
