// What the finish screen says of the target.
import { expect, test } from 'vitest';
import { done } from '../../src/words/en/done.ts';

test('time on target: no figure is said twice, and none that the heading above denies', () => {
  expect(done.onTargetReach(600, 840)).toMatch(/on target for 14 min, and was for 10 min\.$/);
  expect(done.onTargetReach(2_219, 2_221)).toMatch(/and was for all of it\.$/);
  expect(done.onTargetReach(0, 840)).toMatch(/and was not\.$/);
  expect(done.onTargetReach(20, 840)).toMatch(/and was not\.$/);
  expect(done.onTarget(20, 840)).toBe('Not on target this time');
  expect(done.onTargetReach(20, 60)).toMatch(/and was for 20 s\.$/);
});
