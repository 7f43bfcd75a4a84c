/** For a page: milliseconds until what is asked for is painted and the page has its hands free, from `act` on, or from the start of the page. */
export const PAINTED = `
  globalThis.painted = (selector, act) => new Promise((resolve) => {
    const fromMs = act ? performance.now() : 0;
    act?.();
    const look = () => requestAnimationFrame(document.querySelector(selector) ? afterPaint : look);
    const afterPaint = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - fromMs);
      port2.postMessage(null);
    };
    look();
  });
`;
