// A wall clock that is set while the app runs: Chromium has no command for it, so `Date` is replaced in every realm.
import { evaluate, type Cdp, type DevTools } from './cdp.ts';

/**
 * The wall clock of a page, of its workers and of the service worker, those that are started later included: they are held
 * until their clock is set. `performance.now()` and the timers run on as they are, which is what setting a clock does.
 * What the browser itself does with the time (cookies, files) is not touched.
 *
 * Virtual time (`Emulation.setVirtualTimePolicy`) would not do: it moves both clocks of the page, and neither of a worker.
 */
export class WallClock {
  readonly #devTools: DevTools;
  readonly #page: Cdp;
  #offMs = 0;
  #watching = false;
  /** What tells the time by this clock, besides the page. */
  #workers = new Map<string, { type: string; cdp: Cdp }>();
  #script: string | undefined;

  /** From now on, in the document that is there and in later ones. */
  static async over(devTools: DevTools, page: Cdp, offMs = 0): Promise<WallClock> {
    const clock = clocks.get(page) ?? new WallClock(devTools, page);
    clocks.set(page, clock);
    clock.#offMs = offMs;
    await clock.#watch(true);
    await clock.set(offMs);
    return clock;
  }

  private constructor(devTools: DevTools, page: Cdp) {
    this.#devTools = devTools;
    this.#page = page;
    for (const session of [page, devTools.browser]) {
      session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
        if (this.#watching && targetInfo.type.includes('worker')) void this.#take(sessionId, targetInfo.type);
      });
      session.on('Target.detachedFromTarget', ({ sessionId }) => void this.#workers.delete(sessionId));
    }
  }

  /** How far it is off from now on. */
  async set(offMs: number): Promise<void> {
    this.#offMs = offMs;
    const source = sourceOf(offMs);
    const before = this.#script;
    ({ identifier: this.#script } = await this.#page.send('Page.addScriptToEvaluateOnNewDocument', { source }));
    if (before !== undefined) await this.#page.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: before });
    await evaluate(this.#page, source);
    await Promise.all([...this.#workers.values()].map(({ cdp }) => evaluate(cdp, source).catch(() => undefined)));
  }

  /** How far off it is in the page, in its worker and in the service worker, as far as these run; in ms. */
  async read(): Promise<Record<string, number>> {
    const offMs: Record<string, number> = { page: await offIn(this.#page) };
    for (const { type, cdp } of this.#workers.values()) {
      const found = await offIn(cdp).catch(() => undefined);
      if (found !== undefined) offMs[type] = found;
    }
    return offMs;
  }

  /** Right again, and left alone. */
  async release(): Promise<void> {
    await this.set(0);
    await this.#watch(false);
    this.#workers.clear();
  }

  async #watch(on: boolean): Promise<void> {
    this.#watching = on;
    const how = { autoAttach: on, waitForDebuggerOnStart: on, flatten: true };
    await this.#page.send('Target.setAutoAttach', how);
    await this.#devTools.browser.send('Target.setAutoAttach', {
      ...how,
      ...(on && { filter: [{ type: 'service_worker' }] }),
    });
  }

  async #take(sessionId: string, type: string): Promise<void> {
    const cdp = this.#devTools.attached(sessionId);
    this.#workers.set(sessionId, { type, cdp });
    try {
      await evaluate(cdp, sourceOf(this.#offMs));
      await cdp.send('Runtime.runIfWaitingForDebugger');
    } catch {
      this.#workers.delete(sessionId); // gone already
    }
  }
}

/** A page is watched once: its events cannot be given back. */
const clocks = new WeakMap<Cdp, WallClock>();

const sourceOf = (offMs: number): string => `
  globalThis.rightDate ??= Date;
  globalThis.Date = new Proxy(rightDate, {
    construct: (target, args, made) => Reflect.construct(target, args.length > 0 ? args : [target.now() + ${offMs}], made),
    get: (target, name) => name === 'now' ? () => target.now() + ${offMs} : Reflect.get(target, name),
  });
  undefined`;

const offIn = (cdp: Cdp): Promise<number> => evaluate<number>(cdp, 'Date.now() - (globalThis.rightDate ?? Date).now()');
