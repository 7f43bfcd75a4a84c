// Against the platform's own.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../../../src/core/parse/sha256.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test.each([0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1_000_003])(
  '%d bytes hash as the platform hashes them',
  (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 131) % 251);
    expect(hexOf(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
  },
);

test('so do any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(hexOf(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});
