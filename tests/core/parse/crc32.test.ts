import { crc32 as zlibs } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from '../../../src/core/parse/crc32.ts';

test('the check value of the catalogue', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});

test('as zlib has it, in one piece or in two', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      expect(crc32(b, crc32(a))).toBe(zlibs(Buffer.concat([a, b])));
    }),
  );
});
