import { newsIn, WAKE_PATH } from '../wire/ledger-news.ts';

/** A clock that was set, or a device that slept, is noticed this late. Also far from where `setTimeout` overflows. */
const STEP_MS = 30_000;
/** A service worker that is there is heard of this soon after the page. */
const FIRST_MS = 10_000;
/** And so soon when the page asks it. */
const PAGE_MS = 3_000;

/** One that does not answer is asked again after this, and after twice as long each time. */
const RETRY_MS = 10_000;

/** Who is to be woken, and the clock. */
export interface AlarmPorts {
  /** Asks the service worker to look at the clock; what it answers. */
  ask(): Promise<unknown>;
  /** The service worker cannot be asked from here: let the page try. */
  askPage(): void;
  after(ms: number, call: () => void): () => void;
  wallMs(): number;
  /** Where the device is. */
  timeZone(): string;
}

/**
 * Wakes the service worker when something that is planned falls due. A service worker has no timers of its own, and a
 * hidden page's are late by up to a minute; a worker's are on time.
 */
export class Alarm {
  readonly #ports: AlarmPorts;
  /** There is a service worker that looks at the clock; without one nobody is asked in vain. */
  #heard = false;
  #direct = true;
  #wakeAtEpochMs = Infinity;
  #retryMs = RETRY_MS;
  /** How often there were news. */
  #newsCount = 0;
  #news: () => void = () => undefined;
  #stop: () => void = () => undefined;

  constructor(ports: AlarmPorts) {
    this.#ports = ports;
  }

  /** News came in, or something that is none. */
  hear(value: unknown): void {
    const news = newsIn(value);
    if (!news) return;
    this.#heard = true;
    this.#newsCount++;
    this.#retryMs = RETRY_MS;
    this.#wakeAtEpochMs = news.wakeAtEpochMs ?? Infinity;
    this.#news();
    this.#arm();
  }

  /** Resolves when the service worker has looked at the clock, if it can be had. */
  async wake(): Promise<void> {
    if (!this.#heard) await this.#nextNews(FIRST_MS);
    if (!this.#heard) return;
    const newsBefore = this.#newsCount;
    const answer = this.#direct ? await this.#ports.ask().catch(() => undefined) : undefined;
    this.#direct = newsIn(answer) !== undefined; // not from a worker that was there before the service worker
    if (this.#direct) {
      // All that is answered is told to everybody too, and what was told meanwhile may be of a later look.
      if (this.#newsCount === newsBefore) this.hear(answer);
    } else {
      const news = this.#nextNews(PAGE_MS);
      this.#ports.askPage();
      await news;
    }
  }

  /** Resolves at the next news, or when they have not come for so long. */
  #nextNews(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#ports.after(withinMs, resolve);
      this.#news = () => {
        stop();
        resolve();
      };
    });
  }

  #arm(): void {
    this.#stop();
    if (this.#wakeAtEpochMs === Infinity) return;
    const [wallMs, timeZone] = [this.#ports.wallMs(), this.#ports.timeZone()];
    const ms = Math.min(Math.max(0, this.#wakeAtEpochMs - wallMs), STEP_MS);
    this.#stop = this.#ports.after(ms, () => {
      const nowMs = this.#ports.wallMs();
      const same = nowMs >= wallMs && this.#ports.timeZone() === timeZone; // else what was said is of another clock
      if (same && nowMs < this.#wakeAtEpochMs) return this.#arm();
      const retryAtEpochMs = nowMs + this.#retryMs;
      this.#retryMs *= 2;
      this.#wakeAtEpochMs = retryAtEpochMs; // the answer says when next, if one comes
      void this.wake().then(() => {
        if (this.#wakeAtEpochMs === retryAtEpochMs) this.#arm();
      });
    });
  }
}

/** The alarm of this worker. */
export function alarmOf(ports: Pick<AlarmPorts, 'askPage' | 'after'>): Alarm {
  const url = new URL(`../${WAKE_PATH}`, self.location.href); // workers are in assets/
  return new Alarm({
    ...ports,
    ask: async () => (await fetch(url)).json() as Promise<unknown>,
    wallMs: () => Date.now(),
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
}
