/** How long the page may be kept from painting. */
const BREATH_MS = 12;

/** The same one after another, with time to paint in between, until somebody says stop. */
export async function* paced<T>(
  each: AsyncIterable<T>,
  signal: AbortSignal,
  next?: () => void,
): AsyncGenerator<T, void, undefined> {
  let breathMs = performance.now();
  for await (const one of each) {
    if (performance.now() - breathMs > BREATH_MS) {
      await breath();
      breathMs = performance.now();
    }
    signal.throwIfAborted();
    next?.();
    yield one;
  }
  signal.throwIfAborted();
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
