// Three hundred: phases in the editor while one is dragged, and plans on their page while a search is typed.
import type { Browser, CDPSession, Page } from '@playwright/test';
import { builtInPlans } from '../../src/core/plan/builtins.ts';
import type { Phase, Plan } from '../../src/core/plan/plan.ts';
import { DEFAULT_SETTINGS, stamped } from '../../src/store/database/records.ts';
import { enPlans } from '../../src/words/en/plans.ts';
import { EMPTY_PAGE, put } from '../support/database.ts';
import { bar, within } from './measure.ts';

const COUNT = 300;
const SLOWER = 4;
/** No task may be longer: a frame or three, and the finger is ahead of what it holds. */
const TASK_MAX_MS = 50;
const DRAGS = 60;
/** As fast as fingers type on glass: what is looked for is looked for between two letters. */
const KEY_MS = 150;
const NOW_MS = Date.UTC(2026, 10, 23, 8);

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const phase = (n: number): Phase => ({
  name: `Phase ${String(n + 1)}`,
  target: { type: 'zone', zone: ((n % 4) + 1) as 1 | 2 | 3 | 4 },
  end: { type: 'time', durationS: 60 + (n % 5) * 30 },
});
const LONG: Plan = {
  id: idOf(0),
  name: 'Three hundred phases',
  description: '',
  sport: 'run',
  phases: Array.from({ length: COUNT }, (_, n) => phase(n)),
};
const BUILT_IN = builtInPlans(enPlans);
const MANY = Array.from({ length: COUNT }, (_, n): Plan => {
  const like = BUILT_IN[n % BUILT_IN.length]!;
  return { ...like, id: idOf(n + 1), name: `${like.name} ${String(n + 1)}` };
});

interface Busy {
  /** As the page is told of them: whatever else runs on the machine lengthens them. */
  longestMs: number;
  /** Processor time of the page for each step, and of its longest task: at full speed, times four. */
  eachMs: number;
  longestCpuMs: number;
}

/** To and fro twice, to end where it began: what is pulled a second time has as far to go. */
const swingPx = (i: number): number => 60 * Math.sin(((i + 1) / DRAGS) * 4 * Math.PI);

type Step = (i: number) => Promise<void>;

export async function many(browser: Browser, origin: string): Promise<void> {
  const hands: [string, string | undefined, (page: Page, x: number, y: number, i: number) => Promise<void>][] = [
    ['an edge dragged and let go', '.handle.length', (page, x, y, i) => page.mouse.move(x + swingPx(i), y)],
    ['a target dragged and let go', '.handle.target', (page, x, y, i) => page.mouse.move(x, y + swingPx(i))],
    ['a target pushed by keys', undefined, (page, _x, _y, i) => page.keyboard.press(i % 2 ? 'ArrowUp' : 'ArrowDown')],
    ['a phase made longer by keys', undefined, (page) => page.keyboard.press('Shift+ArrowRight')],
  ];
  for (const [what, grip, move] of hands) {
    const page = await opened(browser, origin, [LONG], `#/plans/${LONG.id}/edit`);
    const third = page.getByRole('list', { name: 'Phases' }).getByRole('button').nth(2);
    await third.click();
    await page.waitForTimeout(2_000);
    let [x, y] = [0, 0];
    const grasp = async (): Promise<void> => {
      if (!grip) return third.focus();
      const handle = await page.locator(grip).boundingBox(); // it is elsewhere after each pull
      if (!handle) throw new Error('there is no handle');
      [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      if (!(await page.locator(`${grip}:hover`).count())) throw new Error('the handle was missed');
    };
    // what follows when the hand has let go is part of it
    const letGo = async (): Promise<void> => {
      if (grip) await page.mouse.up();
      await page.waitForTimeout(1_500);
    };
    const busy = await busyDuring(page, DRAGS, { begin: grasp, step: (i) => move(page, x, y, i), end: letGo });
    report(`${String(COUNT)} phases in the editor, ${what}, ${String(DRAGS)} moves`, busy);
    await page.context().close();
  }

  const plans = await opened(browser, origin, MANY, '#/plans');
  const word = 'tempo 12';
  await plans.getByRole('searchbox').click(); // the first touch of a page also wakes its sound
  await plans.waitForTimeout(2_000);
  const type: Step = async (i) => {
    await plans.keyboard.press(i < word.length ? (word[i] ?? '') : 'Backspace');
    await plans.waitForTimeout(KEY_MS);
  };
  const typed = await busyDuring(plans, word.length * 2, { step: type, end: () => plans.waitForTimeout(1_500) });
  report(`${String(COUNT)} plans, “${word}” typed and deleted`, typed);
  await plans.context().close();
}

async function opened(browser: Browser, origin: string, own: readonly Plan[], route: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(origin + EMPTY_PAGE);
  await put(page, {
    plans: own.map((plan) => [plan.id, stamped(plan, NOW_MS)]),
    settings: [['settings', stamped({ ...DEFAULT_SETTINGS, welcomed: true, safetySeen: true }, NOW_MS)]],
  });
  await page.goto(`${origin}/${route}`);
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  return page;
}

/** Two frames: what a step asks for is on the screen. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

interface Work {
  begin?: () => Promise<void>;
  step: Step;
  end: () => Promise<void>;
}

/** Once at full speed, for its processor time, and once slower, for what the page is told. */
async function busyDuring(page: Page, steps: number, { begin, step, end }: Work): Promise<Busy> {
  const cdp = await page.context().newCDPSession(page);
  const all = async (): Promise<void> => {
    await begin?.();
    for (let i = 0; i < steps; i++) {
      await within('a step', step(i));
      await drawn(page);
    }
    await end();
  };
  const cpuMs = await taskTimes(cdp, all);
  await page.evaluate(`
    globalThis.tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  `);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await all();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return {
    longestMs: await page.evaluate<number>('Math.max(0, ...tasks)'),
    eachMs: (cpuMs.reduce((sum, ms) => sum + ms, 0) * SLOWER) / steps,
    longestCpuMs: Math.max(0, ...cpuMs) * SLOWER,
  };
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Processor time of the thread, in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/** Milliseconds of processor time that each task of the page's thread takes, which others on the machine do not lengthen. */
async function taskTimes(cdp: CDPSession, work: () => Promise<void>): Promise<number[]> {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const done = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  const categories = 'toplevel,__metadata';
  await cdp.send('Tracing.start', { categories, transferMode: 'ReportEvents' });
  await work();
  await cdp.send('Tracing.end');
  await done;
  const tasks = events.filter(({ name, ph }) => name === 'ThreadControllerImpl::RunTask' && ph === 'X');
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${String(pid)} ${String(tid)}`),
  );
  return tasks.filter(({ pid, tid }) => mains.has(`${String(pid)} ${String(tid)}`)).map(({ tdur = 0 }) => tdur / 1000);
}

function report(what: string, { longestMs, eachMs, longestCpuMs }: Busy): void {
  console.log(`\n${what}, ${String(SLOWER)}× slower`);
  console.log(
    `  processor time of the page: ${eachMs.toFixed(1)} ms for each, ${longestCpuMs.toFixed(0)} ms for the longest task`,
  );
  bar('longest task', longestMs, TASK_MAX_MS, 'ms');
}
