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
  longestMs: number;
  /** Processor time of the page, which others on the machine do not lengthen, for each step. */
  eachMs: number;
}

export async function many(browser: Browser, origin: string): Promise<void> {
  const page = await opened(browser, origin, [LONG], `#/plans/${LONG.id}/edit`);
  const cdp = await page.context().newCDPSession(page);
  await page.getByRole('list', { name: 'Phases' }).getByRole('button').nth(2).click();
  await page.waitForTimeout(2_000);
  const handle = await page.locator('.handle.length').boundingBox();
  if (!handle) throw new Error('there is no handle');
  const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const dragged = await busyDuring(page, cdp, DRAGS, async (i) => {
    await page.mouse.move(x + (i % 30) * 2, y);
    await drawn(page);
  });
  await page.mouse.up();
  report(`${String(COUNT)} phases in the editor, an edge dragged by ${String(DRAGS)} moves`, dragged);
  await page.context().close();

  const plans = await opened(browser, origin, MANY, '#/plans');
  const typing = await plans.context().newCDPSession(plans);
  await plans.getByRole('searchbox').focus();
  await plans.waitForTimeout(2_000);
  const word = 'tempo 12';
  const typed = await busyDuring(plans, typing, word.length * 2, async (i) => {
    await plans.keyboard.press(i < word.length ? (word[i] ?? '') : 'Backspace');
    await plans.waitForTimeout(KEY_MS);
    await drawn(plans);
  });
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

async function busyDuring(
  page: Page,
  cdp: CDPSession,
  steps: number,
  step: (i: number) => Promise<void>,
): Promise<Busy> {
  await page.evaluate(`
    globalThis.tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  `);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const taskS = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  };
  const before = await taskS();
  for (let i = 0; i < steps; i++) await within('a step', step(i));
  const eachMs = ((await taskS()) - before) * (1000 / steps);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return { longestMs: await page.evaluate<number>('Math.max(0, ...tasks)'), eachMs };
}

function report(what: string, { longestMs, eachMs }: Busy): void {
  console.log(`\n${what}, ${String(SLOWER)}× slower`);
  console.log(`  processor time of the page for each: ${eachMs.toFixed(1)} ms`);
  bar('longest task', longestMs, TASK_MAX_MS, 'ms');
}
