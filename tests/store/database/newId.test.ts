import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '../../../src/store/database/newId.ts';

afterEach(() => void vi.unstubAllGlobals());

test.each([true, false])('a random UUID of version 4, with or without the browser’s own (%s)', (secure) => {
  const { crypto } = globalThis;
  vi.stubGlobal('crypto', {
    getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
    ...(secure && { randomUUID: () => crypto.randomUUID() }),
  });
  const ids = Array.from({ length: 50 }, newId);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids).size).toBe(50);
});
