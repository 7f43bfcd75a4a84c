// What tests do to a browser beyond driving a page: kill it, hide and freeze pages, take the server away, and look for what must not happen.
import { chromium, type Browser, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serving } from '../../src/node/serve.ts';
import { RESPONSE_HEADERS } from '../../src/wire/headers.ts';
import { DevTools, evaluate, type Cdp } from './cdp.ts';
import { chromiumLaunch, isHeadlessShell } from './chromium.ts';

/** Waits until something is so. A wait that never ends says what it waited for. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await sleep(20);
  }
}

/**
 * A Chromium of our own on a profile that outlives it. Two ways lead in, and they exclude each other:
 * `connect` gives Playwright, which keeps every page it sees visible and running;
 * `open` gives pages that Playwright has never seen, which can be hidden and frozen like a person's.
 */
export class OwnChromium {
  readonly profileDir: string;
  readonly devTools: DevTools;
  #process: ChildProcess;
  #playwright: Browser | undefined;

  /** On a new profile, or on one that was left behind by `kill` or `close`. */
  static async start(profileDir?: string): Promise<OwnChromium> {
    profileDir ??= await mkdtemp(join(tmpdir(), 'beatkeeper-profile-'));
    await rm(portFile(profileDir), { force: true });
    const launch = await chromiumLaunch();
    const args = [
      ...launch.args,
      '--headless',
      '--no-first-run',
      '--no-default-browser-check',
      '--password-store=basic',
      '--use-mock-keychain',
      '--hide-scrollbars',
      '--mute-audio',
      // what is hidden is throttled as on any machine, but a busy one gives its process next to nothing
      '--disable-renderer-backgrounding',
      `--user-data-dir=${profileDir}`,
      '--remote-debugging-pipe',
      '--remote-debugging-port=0',
      'about:blank',
    ];
    // a group of its own, so that all of it can be killed at once
    const own = spawn(launch.executablePath, args, {
      env: launch.env,
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    return new OwnChromium(profileDir, own);
  }

  private constructor(profileDir: string, own: ChildProcess) {
    this.profileDir = profileDir;
    this.#process = own;
    this.devTools = new DevTools(own.stdio[3] as never, own.stdio[4] as never);
  }

  /** Playwright on this browser; its one context is `browser.contexts()[0]`. Take it off again with `disconnect`. */
  async connect(): Promise<Browser> {
    let port = '';
    await until('Chromium says its port', async () => {
      port = (await readFile(portFile(this.profileDir), 'utf8').catch(() => '')).split('\n')[0] ?? '';
      return port !== '';
    });
    this.#playwright = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    return this.#playwright;
  }

  /** Leaves the browser and its pages running, without Playwright. */
  async disconnect(): Promise<void> {
    await this.#playwright?.close();
    this.#playwright = undefined;
  }

  /** A tab in front of all others, which are hidden by it. */
  async open(url: string): Promise<OwnPage> {
    const { targetId } = await this.devTools.browser.send('Target.createTarget', { url: 'about:blank' });
    const page = await this.page(targetId);
    await page.goto(url);
    return page;
  }

  /** The tabs that are there, by a piece of their URL: after a restart, or after Playwright left. */
  async find(urlPart: string): Promise<OwnPage | undefined> {
    const { targetInfos } = await this.devTools.browser.send('Target.getTargets');
    const found = targetInfos.find(({ type, url }) => type === 'page' && url.includes(urlPart));
    return found && this.page(found.targetId);
  }

  async page(targetId: string): Promise<OwnPage> {
    return new OwnPage(this.devTools.browser, await this.devTools.attach(targetId), targetId);
  }

  /** What a person would have allowed an origin when asked. */
  async allow(origin: string, ...permissions: ('notifications' | 'periodicBackgroundSync')[]): Promise<void> {
    await this.devTools.browser.send('Browser.grantPermissions', { origin, permissions });
  }

  /** As a dying battery or a crash would: nothing gets to say goodbye. Done when no process is left. */
  async kill(): Promise<void> {
    const exited = this.#exited();
    const pid = this.#process.pid ?? NaN;
    if (process.platform === 'win32') spawn('taskkill', ['/F', '/T', '/PID', String(pid)]);
    else process.kill(-pid, 'SIGKILL');
    await exited;
    await until('every process of the browser is gone', () => !isGroupAlive(pid));
    this.#playwright = undefined;
  }

  /** As a person would, with everything written. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = this.#exited();
    await this.devTools.browser.send('Browser.close').catch(() => undefined);
    await exited;
    this.#playwright = undefined;
  }

  /** Closes, if that is still to be done, and leaves nothing behind. */
  async remove(): Promise<void> {
    await this.close();
    await rm(this.profileDir, { recursive: true, force: true, maxRetries: 5 });
  }

  async #exited(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await once(this.#process, 'exit');
  }
}

/** A page without Playwright. */
export class OwnPage {
  readonly cdp: Cdp;
  #browser: Cdp;
  #targetId: string;
  /** The tab that hides this one. */
  #cover: string | undefined;

  constructor(browser: Cdp, cdp: Cdp, targetId: string) {
    this.#browser = browser;
    this.cdp = cdp;
    this.#targetId = targetId;
  }

  /** Done when the document is loaded. */
  async goto(url: string): Promise<void> {
    await this.cdp.send('Page.enable');
    const loaded = new Promise<void>((resolve) => void this.cdp.on('Page.loadEventFired', () => resolve()));
    const { errorText } = await this.cdp.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  async reload(): Promise<void> {
    const loaded = new Promise<void>((resolve) => void this.cdp.on('Page.loadEventFired', () => resolve()));
    await this.cdp.send('Page.reload');
    await loaded;
  }

  evaluate<T>(expression: string): Promise<T> {
    return evaluate<T>(this.cdp, expression);
  }

  /** Waits until an expression is true; one that throws is not true yet. */
  async waitFor(expression: string, timeoutMs = 10_000): Promise<void> {
    await until(expression, () => this.evaluate<boolean>(`!!(${expression})`).catch(() => false), timeoutMs);
  }

  /** The text of what carries this `data-testid`. */
  text(testId: string): Promise<string | undefined> {
    return this.evaluate<string | undefined>(`document.querySelector('[data-testid="${testId}"]')?.textContent.trim()`);
  }

  /** Presses the button with this name, once it is there: looked for and pressed in one go, before it can go again. */
  async press(name: string): Promise<void> {
    await this.waitFor(`((button) => button && (button.click(), true))(${buttonNamed(name)})`);
  }

  /** Presses it at once. */
  async tap(name: string): Promise<void> {
    await this.evaluate(`${buttonNamed(name)}.click()`);
  }

  /** Puts another tab in front, and makes sure that the page knows. */
  async hide(): Promise<void> {
    const { targetId } = await this.#browser.send('Target.createTarget', { url: 'about:blank' });
    this.#cover = targetId;
    await this.waitFor(`document.visibilityState === 'hidden'`);
  }

  async show(): Promise<void> {
    await this.#browser.send('Target.activateTarget', { targetId: this.#targetId });
    await this.waitFor(`document.visibilityState === 'visible'`);
    if (this.#cover) await this.#browser.send('Target.closeTarget', { targetId: this.#cover });
    this.#cover = undefined;
  }

  /**
   * Stops page and workers as a phone does in a pocket: hidden first, where this browser can hide, and not before what
   * a page writes then is on the disk. Chromium freezes no page by itself that holds a lock of IndexedDB; DevTools does,
   * and the transaction then stands in every other page's way.
   */
  async freeze(): Promise<void> {
    if (!isHeadlessShell) {
      await this.hide();
      await sleep(500);
    }
    await this.cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  }

  /** Running again, and still hidden. */
  async thaw(): Promise<void> {
    await this.cdp.send('Page.setWebLifecycleState', { state: 'active' });
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#targetId });
  }
}

export interface StaticServer {
  origin: string;
  /** The path of every request, in order. */
  requests: string[];
  /** Takes the server away, open connections too. */
  close(): Promise<void>;
}

export interface ServeOptions {
  bare?: boolean;
  port?: number;
  headers?: Record<string, string>;
  delayMs?: (path: string) => number;
}

/**
 * A folder on a free port of 127.0.0.1, by the project's own server. `bare` is a host that knows nothing of headers;
 * a `port` brings a server back that was closed; `headers` are sent in place of this version's; `delayMs` says how long
 * a path takes, as on a slow line.
 */
export async function serve(
  dir: string,
  { bare = false, port = 0, headers, delayMs }: ServeOptions = {},
): Promise<StaticServer> {
  const answer = serving(dir);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (bare || headers) withoutSpecialHeaders(response, headers);
    const waitMs = delayMs?.(request.url ?? '') ?? 0;
    if (waitMs > 0) setTimeout(() => answer(request, response), waitMs);
    else answer(request, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What must not happen on a page. Empty lists are what a test wants: `expect(seen).toEqual(NOTHING_SEEN)`. */
export interface Seen {
  /** Refusals of the Content-Security-Policy, `directive: what`. */
  violations: string[];
  /** URLs that are neither from the origin of the page nor made by it. */
  foreignRequests: string[];
  pageErrors: string[];
  consoleErrors: string[];
}

export const NOTHING_SEEN: Seen = { violations: [], foreignRequests: [], pageErrors: [], consoleErrors: [] };

/** Watches a page, its workers and its service worker from now on; before it is opened at the app. */
export async function watchPage(page: Page, origin?: string): Promise<Seen> {
  const seen: Seen = { violations: [], foreignRequests: [], pageErrors: [], consoleErrors: [] };
  const home = (): string => origin ?? new URL(page.url()).origin;
  const look = (url: string): void => {
    const isForeign =
      /^(https?|wss?):/.test(url) && home() !== 'null' && new URL(url).origin.replace(/^ws/, 'http') !== home();
    if (isForeign) seen.foreignRequests.push(url);
  };
  page.context().on('request', (request) => look(request.url()));
  page.on('websocket', (socket) => look(socket.url()));
  page.on('pageerror', (error) => seen.pageErrors.push(error.stack ?? error.message));
  page.on('crash', () => seen.pageErrors.push('the page crashed'));
  page.context().on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    seen.consoleErrors.push(text);
    if (message.worker() && text.includes('Content Security Policy')) seen.violations.push(text);
  });
  await page.exposeBinding('tellViolation', (_source, violation: string) => void seen.violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
        const { tellViolation } = globalThis as unknown as { tellViolation: (violation: string) => void };
        tellViolation(`${violatedDirective}: ${blockedURI} at ${sourceFile}:${lineNumber}`);
      },
    );
  });
  return seen;
}

function withoutSpecialHeaders(response: ServerResponse, others: Record<string, string> = {}): void {
  const writeHead = response.writeHead.bind(response) as (status: number, headers: object) => ServerResponse;
  const plain = (headers: object): object =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !(name in RESPONSE_HEADERS)));
  response.writeHead = ((status: number, headers: object) =>
    writeHead(status, { ...plain(headers), ...others })) as typeof response.writeHead;
}

/** By its label, or by its text as far as that is not decoration. */
const buttonNamed = (name: string): string =>
  `[...document.querySelectorAll('button')].find((button) => (button.ariaLabel ?? [...button.childNodes].map((node) => node.ariaHidden === 'true' ? '' : node.textContent).join('')).trim() === '${name}')`;

/** Where Chromium writes the port that it chose. */
const portFile = (profileDir: string): string => join(profileDir, 'DevToolsActivePort');

/** Whether anything of a process group still runs. What is dead and only waits to be counted does not. */
function isGroupAlive(groupId: number): boolean {
  if (!existsSync('/proc/self/stat')) {
    try {
      return process.kill(-groupId, 0);
    } catch {
      return false;
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      const [state, , group] = readStat(pid);
      return Number(group) === groupId && state !== 'Z' && state !== 'X';
    });
}

/** State, parent and group of a process. The name before them may hold anything. */
function readStat(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    return []; // gone meanwhile
  }
}
