import { expect, test } from 'vitest';
import { isReloadWorthwhile, type Situation } from '../../../src/app/device/isolation.ts';

const firstVisit: Situation = {
  isolated: false,
  serviceWorkerActive: true,
  tried: false,
  inProgress: false,
  begun: false,
};

test.each<[string, Partial<Situation>, boolean]>([
  ['the first visit, on a host without headers', {}, true],
  ['the host sends the headers', { isolated: true }, false],
  ['a browser that knows no isolation', { isolated: undefined }, false],
  ['nobody would answer the reload', { serviceWorkerActive: false }, false],
  ['it was tried, and did not help', { tried: true }, false],
  ['a workout is in progress', { inProgress: true }, false],
  ['a strap is being chosen', { begun: true }, false],
])('%s (%j): worth a reload? %s', (_, situation, worthwhile) => {
  expect(isReloadWorthwhile({ ...firstVisit, ...situation })).toBe(worthwhile);
});
