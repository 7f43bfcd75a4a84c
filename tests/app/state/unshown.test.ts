// Records that a screen cannot show, as the screens reach them.
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'indexedDB');
  vi.resetModules();
});

test('a browser that throws at the mere look at indexedDB still loads the screens', async () => {
  Object.defineProperty(globalThis, 'indexedDB', {
    configurable: true,
    get: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  const { unshown } = await import('../../../src/app/state/unshown.ts');
  await expect(unshown('plans')).rejects.toThrow('denied');
});
