// npm run bench:browser -- --start DIR… — the processor time that builds take to start, beside an empty page. The first
// build is what the others are compared with. All are measured in turn, so that a slow moment slows all.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OwnChromium, serve, type OwnPage, type StaticServer } from '../support/browser.ts';
import { median } from './measure.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const SLOWER = 4;
const PHONE = { width: 390, height: 844, deviceScaleFactor: 3, mobile: true };

/** Today can be used: what depends on the store has been drawn. */
const TODAY_USABLE = `document.querySelector('#app h1') && !document.querySelector('.place-of-hero')`;
const IDLE = 'new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 5000 }))';
/** A first visit is over: the service worker has all that it keeps at once. */
const INSTALLED = `navigator.serviceWorker.controller?.state === 'activated'`;
const LATER_MS = 1_500;

interface Build {
  name: string;
  /** The empty page has no service worker. */
  isApp: boolean;
  server: StaticServer;
  cold: Figures[];
  warm: Figures[];
}

interface Figures {
  /** Milliseconds of the page's thread. */
  taskMs: number;
  usableMs: number;
  requests: number;
}

/** The folders behind `--start`, if that was asked for. */
export function startDirs(args: readonly string[]): string[] | undefined {
  const at = args.indexOf('--start');
  return at < 0 ? undefined : args.slice(at + 1).map((dir) => resolve(dir));
}

export async function startTimes(dirs: readonly string[]): Promise<void> {
  const emptyDir = await mkdtemp(join(tmpdir(), 'beatkeeper-empty-'));
  await writeFile(
    join(emptyDir, 'index.html'),
    '<!doctype html><title>Empty</title><div id="app"><h1>Empty</h1></div>',
  );
  const builds: Build[] = [];
  for (const dir of [emptyDir, ...dirs]) {
    const name = basename(dir) === 'dist' ? basename(dirname(dir)) : basename(dir);
    builds.push({
      name,
      isApp: dir !== emptyDir,
      server: await serve(dir, { headers: await headersOf(dir) }),
      cold: [],
      warm: [],
    });
  }
  const own = await OwnChromium.start();
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const build of builds) {
        const { cold, warm } = await visits(own, build);
        if (round === 0) continue; // the browser itself is warm from then on
        build.cold.push(cold);
        build.warm.push(warm);
      }
    }
  } finally {
    await own.remove();
    for (const { server } of builds) await server.close();
    await rm(emptyDir, { recursive: true });
  }
  for (const visit of ['cold', 'warm'] as const) report(builds, visit);
}

/** What the build itself asks a host to send with everything, in its `_headers`: an earlier build has an earlier policy. */
async function headersOf(dir: string): Promise<Record<string, string>> {
  const text = await readFile(join(dir, '_headers'), 'utf8').catch(() => '');
  const lines = /^\/\*\n((?: .*\n)+)/m.exec(text)?.[1]?.trim().split('\n') ?? [];
  return Object.fromEntries(lines.map((line) => line.trim().split(/:\s*(.*)/, 2) as [string, string]));
}

/** A first visit, and one with the service worker, in a context of their own. */
async function visits(own: OwnChromium, build: Build): Promise<{ cold: Figures; warm: Figures }> {
  const { browser } = own.devTools;
  const { browserContextId } = await browser.send('Target.createBrowserContext');
  try {
    const open = async (): Promise<OwnPage> => {
      const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', browserContextId });
      return own.page(targetId);
    };
    const first = await open();
    const cold = await visit(first, build.server);
    if (build.isApp) {
      await first.cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      await first.waitFor(INSTALLED, 60_000);
      await sleep(LATER_MS);
    }
    await first.close();
    return { cold, warm: await visit(await open(), build.server) };
  } finally {
    await browser.send('Target.disposeBrowserContext', { browserContextId });
  }
}

async function visit(page: OwnPage, server: StaticServer): Promise<Figures> {
  const { cdp } = page;
  await cdp.send('Emulation.setDeviceMetricsOverride', PHONE);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' }); // what others take of the machine is not counted
  const before = server.requests.length;
  const startMs = performance.now();
  await page.goto(`${server.origin}/#/today`);
  await page.waitFor(TODAY_USABLE, 60_000);
  const usableMs = performance.now() - startMs;
  const requests = server.requests.length - before;
  await page.evaluate(IDLE);
  const { metrics } = await cdp.send('Performance.getMetrics');
  const taskS = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  return { taskMs: taskS * 1000, usableMs, requests };
}

function report(builds: readonly Build[], visit: 'cold' | 'warm'): void {
  const [empty = NaN, reference = NaN] = builds.map((build) => median(build[visit].map(({ taskMs }) => taskMs)));
  console.log(`\nThe start, ${visit}: processor time of the page up to the first idle, ${String(SLOWER)}× slower`);
  console.log(`  an empty page ${empty.toFixed(0)} ms, which the others are given without`);
  for (const build of builds.slice(1)) {
    const figures = build[visit];
    const ms = median(figures.map(({ taskMs }) => taskMs)) - empty;
    const usableMs = median(figures.map(({ usableMs }) => usableMs));
    const requests = median(figures.map(({ requests }) => requests));
    console.log(
      `  ${build.name.padEnd(28)} ${ms.toFixed(0).padStart(5)} ms   ratio ${(ms / (reference - empty)).toFixed(2)}` +
        `   usable after ${usableMs.toFixed(0)} ms, ${String(requests)} requests`,
    );
  }
}
