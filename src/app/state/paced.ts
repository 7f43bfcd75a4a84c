/** How long the page may be kept from painting. */
const BREATH_MS = 12;

/** The same one after another, with time to paint in between, until somebody says stop. */
export async function* paced<T>(
  each: AsyncIterable<T>,
  signal: AbortSignal,
  next?: () => void,
): AsyncGenerator<T, void, undefined> {
  const pace = new Pace();
  for await (const one of each) {
    await pace.breathe();
    signal.throwIfAborted();
    next?.();
    yield one;
  }
  signal.throwIfAborted();
}

/** The end of work that is done in steps, with time to paint in between; fails once somebody says stop. */
export async function inSteps<T>(work: Generator<undefined, T>, signal: AbortSignal): Promise<T> {
  const pace = new Pace();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await pace.breathe();
    signal.throwIfAborted();
  }
}

/** Of work that is done step by step: time to paint, whenever it has taken long. */
export class Pace {
  #sinceMs = performance.now();

  async breathe(): Promise<void> {
    if (performance.now() - this.#sinceMs <= BREATH_MS) return;
    await breath();
    this.#sinceMs = performance.now();
  }
}

/** To the end of the queue. A timer would take a second for that in a page that is not seen. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
