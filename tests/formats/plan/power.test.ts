// What becomes of power in a plan that goes by heart rate.
import { expect, test } from 'vitest';
import { powerTarget } from '../../../src/formats/plan/power.ts';

const AT = 'phases[0].target';
const at = (pct: number): { low: number; high: number } => ({ low: pct, high: pct });

test('power without a choice of zones is no target, and it is said which power it was', () => {
  expect(powerTarget(at(95), '95 % FTP', 300, AT, 'open')).toEqual({
    target: { type: 'open' },
    losses: [{ code: 'loss.powerOpen', path: AT, params: { text: '95 % FTP' } }],
  });
});

test.each([
  [20, 1],
  [55, 1],
  [55.1, 2],
  [75, 2],
  [90, 3],
  [105, 4],
  [105.5, 5],
  [120, 5],
  [200, 5],
])('%d %% of FTP is estimated as zone %d', (pct, zone) => {
  expect(powerTarget(at(pct), 'P', 300, AT, 'zones')).toEqual({
    target: { type: 'zone', zone },
    losses: [{ code: 'loss.powerEstimated', path: AT, params: { text: 'P', zone } }],
  });
});

test('a range of power is estimated by its middle', () => {
  expect(powerTarget({ low: 50, high: 70 }, 'P', undefined, AT, 'zones').target).toEqual({ type: 'zone', zone: 2 });
});

test.each([
  [119, ['loss.powerEstimated', 'loss.powerShort']],
  [120, ['loss.powerEstimated']],
  [undefined, ['loss.powerEstimated']],
])('of a phase of %s s it is said whether a heart can follow', (durationS, codes) => {
  expect(powerTarget(at(100), 'P', durationS, AT, 'zones').losses.map(({ code }) => code)).toEqual(codes);
});

test('watts of nobody known are no zone, whatever is chosen', () => {
  expect(powerTarget(undefined, '200 W', 300, AT, 'zones')).toMatchObject({
    target: { type: 'open' },
    losses: [{ code: 'loss.powerOpen' }],
  });
});
