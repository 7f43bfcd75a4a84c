// Of several plans in one file, each has its own losses.
import { expect, test } from 'vitest';
import type { Loss } from '../../../src/formats/importer.ts';
import { lossesOfPlan } from '../../../src/formats/plan/lossesOfPlan.ts';

const loss = (path: string): Loss => ({ code: 'loss.keyDropped', path, params: { key: 'x' } });
const paths = (losses: readonly Loss[]): string[] => losses.map(({ path }) => path);

test('each plan has the losses that name it, at their places in it; what is said of the file is with the first', () => {
  const losses = [loss(''), loss('plans[1].phases[0].target'), loss('plans[0].phases[2]'), loss('plans[1]')];
  expect(paths(lossesOfPlan(losses, 0, 2))).toEqual(['', 'phases[2]']);
  expect(paths(lossesOfPlan(losses, 1, 2))).toEqual(['phases[0].target', '']);
});

test('a plan that is alone has them all', () => {
  expect(paths(lossesOfPlan([loss(''), loss('phases[0]')], 0, 1))).toEqual(['', 'phases[0]']);
});
