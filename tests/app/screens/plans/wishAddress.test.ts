// What the page of plans was asked for stands in its address.
import { expect, test } from 'vitest';
import type { PlanWish } from '../../../../src/core/plan/library.ts';
import { addressOf, wishIn } from '../../../../src/app/screens/plans/library/wishAddress.ts';

const queryOf = (address: string): URLSearchParams => new URLSearchParams(address.split('?')[1] ?? '');

test.each<[PlanWish, string]>([
  [{ text: '', tags: [], order: 'usual' }, '#/plans'],
  [{ text: '4 × 4', tags: [], order: 'usual' }, '#/plans?q=4+%C3%97+4'],
  [{ text: '', tags: ['hills & more', 'a=b'], order: 'load' }, '#/plans?tag=hills+%26+more&tag=a%3Db&sort=load'],
])('%j is %s, and back', (wish, address) => {
  expect(addressOf(wish)).toBe(address);
  expect(wishIn(queryOf(address))).toEqual(wish);
});

test('an order that is not known is the usual one, and spaces alone are no search', () => {
  expect(wishIn(queryOf('#/plans?sort=mood'))).toEqual({ text: '', tags: [], order: 'usual' });
  expect(addressOf({ text: '  ', tags: [], order: 'usual' })).toBe('#/plans');
});
