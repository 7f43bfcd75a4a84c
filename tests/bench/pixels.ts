// From the frame to the pixel: how long after a strap's notification its number has been painted, on the Live screen as it
// is in the first minute, and with four hours of heart rate behind it. Builds are measured in turn, so that a slow moment
// slows all.
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OwnChromium, serve, type OwnPage, type StaticServer } from '../support/browser.ts';
import { EmulatedStrap, frameOf } from '../support/strap.ts';
import { inPageCode } from './disk.ts';
import { bar, median, within } from './measure.ts';

const FRAME_MS = 1000 / 60;
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const SENT = 60;
const PHONE = { width: 390, height: 844, deviceScaleFactor: 3, mobile: true };

/** As many seconds as the longest plan has, less what the measurement takes. */
const LONG = { trainedS: 14_000, phases: 60, phaseS: 240 };

const CASES = [
  { name: 'the first minute', long: false, slower: 1 },
  { name: 'the first minute', long: false, slower: 4 },
  { name: 'four hours', long: true, slower: 1 },
  { name: 'four hours', long: true, slower: 4 },
] as const;

interface Figures {
  lagsMs: number[];
  /** Processor time of the page in a second, which others on the machine do not lengthen. */
  busyMs: number[];
}

/** Before the app's own code: when frames come, and when the frame of the display that shows a number was painted. */
const WATCH = `
  globalThis.framesMs = [];
  globalThis.shown = [];
  const subscribe = BluetoothRemoteGATTCharacteristic.prototype.startNotifications;
  BluetoothRemoteGATTCharacteristic.prototype.startNotifications = function () {
    if (this.uuid.startsWith('00002a37')) this.addEventListener('characteristicvaluechanged', () => framesMs.push(performance.now()));
    return subscribe.call(this);
  };
  let last = '';
  addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
    const text = document.querySelector('[data-testid=bpm]')?.textContent.trim() ?? '';
    if (text === last) return;
    last = text;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => shown.push({ atMs: performance.now(), text });
      port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true, characterData: true }));
`;

/** Each of these builds in turn, the first of which is what the others are compared with. */
export async function pixels(dirs: readonly string[]): Promise<void> {
  const code = await inPageCode();
  const builds = await Promise.all(dirs.map(async (dir) => ({ name: nameOf(dir), server: await serve(dir) })));
  const figures = CASES.map(() => builds.map((): Figures => ({ lagsMs: [], busyMs: [] })));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, each] of CASES.entries()) {
      for (const [n, { server }] of builds.entries()) {
        const { lagsMs, busyMs } = await measured(server, code, each);
        figures[i]?.[n]?.lagsMs.push(...lagsMs);
        figures[i]?.[n]?.busyMs.push(...busyMs);
      }
    }
  }
  for (const { server } of builds) await server.close();
  for (const [i, { name, slower }] of CASES.entries()) {
    console.log(`\nFrom the frame to the pixel: ${name}, processor ${String(slower)}× slower`);
    const first = median(figures[i]?.[0]?.busyMs ?? []);
    for (const [n, build] of builds.entries()) {
      const { lagsMs = [], busyMs = [] } = figures[i]?.[n] ?? {};
      const at = (part: number): number =>
        lagsMs.toSorted((a, b) => a - b)[Math.floor((lagsMs.length - 1) * part)] ?? NaN;
      const busy = median(busyMs);
      console.log(
        `  ${build.name.padEnd(20)} median ${at(0.5).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms of ${String(lagsMs.length)}; ` +
          `the page busy for ${busy.toFixed(1)} ms a second, ratio ${(busy / first).toFixed(2)}`,
      );
      bar('p95', at(0.95), 2 * FRAME_MS, 'ms');
    }
  }
}

async function measured(
  server: StaticServer,
  code: string,
  { long, slower }: { long: boolean; slower: number },
): Promise<Figures> {
  const own = await OwnChromium.start();
  try {
    const page = await own.open('about:blank');
    await within('a page in front', page.show()); // one behind another is given no frames
    await page.cdp.send('Emulation.setDeviceMetricsOverride', PHONE);
    if (long) {
      await page.goto(`${server.origin}/icons/icon.svg`);
      const { trainedS, phases, phaseS } = LONG;
      await page.evaluate(`${code}; inPage.leave(${String(trainedS)}, ${String(phases)}, ${String(phaseS)})`);
    }
    await page.cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
    const strap = await EmulatedStrap.installOver(own.devTools.browser, page.cdp);
    await page.goto(`${server.origin}/#/live${long ? '' : '?plan=easy-recovery'}`);
    await tap(page, 'Connect strap');
    await within('a subscribed strap', strap.subscribed());
    if (!long) await tap(page, 'Start workout');
    await page.waitFor(`document.querySelector('[data-testid=state]')?.textContent === 'inProgress'`);
    await strap.send(frameOf(99));
    await sleep(3_000); // what comes behind the first picture has come
    return await lags(page, strap, slower);
  } finally {
    await own.kill().catch(() => undefined);
    await own.remove();
  }
}

async function lags(page: OwnPage, strap: EmulatedStrap, slower: number): Promise<Figures> {
  await page.cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const taskS = async (): Promise<number> => {
    const { metrics } = await page.cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  };
  const [beganMs, before] = [performance.now(), await taskS()];
  for (let i = 0; i < SENT; i++) {
    await within('a frame to be taken', strap.send(frameOf(100 + (i % 50))));
    await sleep(300 + (i % 7) * 20); // some with the tick, most between
  }
  const busyMs = (((await taskS()) - before) * 1e6) / (performance.now() - beganMs);
  const framesMs = (await page.evaluate<number[]>('framesMs')).slice(-SENT);
  const shown = await page.evaluate<{ atMs: number; text: string }[]>('shown');
  const lagsMs = framesMs.map(
    (ms, i) => (shown.find(({ atMs, text }) => atMs >= ms && text === String(100 + (i % 50)))?.atMs ?? Infinity) - ms,
  );
  return { lagsMs, busyMs: [busyMs] };
}

async function tap(page: OwnPage, name: string): Promise<void> {
  const button = `[...document.querySelectorAll('button')].find((button) => (button.ariaLabel ?? button.textContent).trim() === '${name}')`;
  await page.waitFor(`${button} && !${button}.disabled`);
  await page.cdp.send('Runtime.evaluate', { expression: `${button}.click()`, userGesture: true });
}

const nameOf = (dir: string): string => (basename(dir) === 'dist' ? basename(dirname(dir)) : basename(dir));
