// DevTools without Playwright in between, for what it keeps from happening: a page it drives is never hidden nor frozen.
import type { CDPSession } from '@playwright/test';
import type { Readable, Writable } from 'node:stream';

/** A DevTools session as far as tests need one. Playwright's are such, and those of `DevTools` too. */
export type Cdp = Pick<CDPSession, 'send' | 'on'>;

interface Message {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

interface Call {
  sessionId: string | undefined;
  resolve: (result: unknown) => void;
  reject: (cause: Error) => void;
}

/** The pipe of a Chromium started with `--remote-debugging-pipe`: JSON with a zero byte after each message. */
export class DevTools {
  /** The session of the browser itself. */
  readonly browser: Cdp = this.#session();

  #toChromium: Writable;
  #lastId = 0;
  #calls = new Map<number, Call>();
  #listeners = new Map<string, ((params: unknown) => void)[]>();
  #gone = false;

  constructor(toChromium: Writable, fromChromium: Readable) {
    this.#toChromium = toChromium;
    let rest = Buffer.alloc(0);
    fromChromium.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        this.#receive(JSON.parse(rest.toString('utf8', 0, end)) as Message);
        rest = rest.subarray(end + 1);
      }
    });
    this.browser.on('Target.detachedFromTarget', (left) => {
      this.#giveUp('the page is gone', ({ sessionId }) => sessionId === left.sessionId);
    });
    for (const stream of [toChromium, fromChromium]) {
      stream.on('error', () => this.#hangUp()); // a killed browser breaks its pipe
      stream.on('close', () => this.#hangUp());
    }
  }

  /** A session of one page. */
  async attach(targetId: string): Promise<Cdp> {
    const { sessionId } = await this.browser.send('Target.attachToTarget', { targetId, flatten: true });
    return this.#session(sessionId);
  }

  /** One that Chromium opened by itself (`Target.setAutoAttach`). */
  attached(sessionId: string): Cdp {
    return this.#session(sessionId);
  }

  #session(sessionId?: string): Cdp {
    const session = {
      send: (method: string, params: object = {}): Promise<unknown> =>
        this.#send({ method, params, ...(sessionId && { sessionId }) }),
      on: (event: string, listener: (params: unknown) => void): unknown => {
        const key = keyOf(event, sessionId);
        this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener]);
        return session;
      },
    };
    return session as unknown as Cdp; // typed by Playwright's list of the whole protocol
  }

  #send(message: Message): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#gone) return reject(new Error(`the browser is gone: ${message.method ?? ''}`));
      const id = ++this.#lastId;
      this.#calls.set(id, { sessionId: message.sessionId, resolve, reject });
      this.#toChromium.write(JSON.stringify({ ...message, id }) + '\0');
    });
  }

  #receive({ id, sessionId, method, params, result, error }: Message): void {
    if (id === undefined) {
      for (const listener of this.#listeners.get(keyOf(method ?? '', sessionId)) ?? []) listener(params);
      return;
    }
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
  }

  #hangUp(): void {
    this.#gone = true;
    this.#giveUp('the browser is gone', () => true);
  }

  #giveUp(why: string, isMeant: (call: Call) => boolean): void {
    for (const [id, call] of this.#calls) {
      if (!isMeant(call)) continue;
      this.#calls.delete(id);
      call.reject(new Error(why));
    }
  }
}

/** What an expression is worth in the page behind this session; a promise is waited for. */
export async function evaluate<T>(page: Cdp, expression: string): Promise<T> {
  const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}

const keyOf = (event: string, sessionId = ''): string => `${sessionId} ${event}`;
