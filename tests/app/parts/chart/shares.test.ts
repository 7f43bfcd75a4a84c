import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeShares } from '../../../../src/app/parts/chart/shares.ts';

test.each([
  [
    [175, 825],
    [18, 82],
  ],
  [
    [0, 7, 33, 0, 0, 0],
    [0, 18, 82, 0, 0, 0],
  ],
  [
    [1, 1, 1],
    [34, 33, 33],
  ],
  [
    [1, 1, 1, 1, 1, 1, 1],
    [15, 15, 14, 14, 14, 14, 14],
  ],
  [
    [5, 995],
    [1, 99],
  ],
  [
    [4, 996],
    [0, 100],
  ],
  [[60], [100]],
  [
    [0, 0],
    [0, 0],
  ],
  [[], []],
])('%j are %j percent', (amounts, shares) => {
  expect(wholeShares(amounts)).toEqual(shares);
});

test('whatever the amounts, the shares add up to 100, and each is less than 1 off', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 7 }), (amounts) => {
      const total = amounts.reduce((sum, each) => sum + each, 0);
      const shares = wholeShares(amounts);
      expect(shares.reduce((sum, each) => sum + each, 0)).toBe(total > 0 ? 100 : 0);
      if (total > 0)
        shares.forEach((share, i) => expect(Math.abs(share - (amounts[i]! * 100) / total)).toBeLessThan(1));
    }),
  );
});
