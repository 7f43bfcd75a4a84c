import { expect, test } from 'vitest';
import { PRIOR_RESPONSE } from '../../../src/core/athlete/heartResponse.ts';
import { asked, effortSd, isSeeded, observed, observerAt, toldOff } from '../../../src/core/cues/observer.ts';

/** A heart at `from` whose effort settles at `to`, with τ 58 s: its readings, whole. */
const rising = (from: number, to: number, seconds: number): number[] =>
  Array.from({ length: seconds }, (_, s) => Math.round(to - (to - from) * Math.exp(-(s + 1) / PRIOR_RESPONSE.tauOnS)));

const follow = (readings: readonly (number | undefined)[], from = observerAt(100)) =>
  readings.reduce((observer, reading) => observed(observer, reading, PRIOR_RESPONSE), from);

test('observer: the effort is found long before the heart is there', () => {
  const { heartBpm, effortBpm } = follow(rising(100, 160, 45));
  expect(heartBpm).toBeLessThan(135);
  expect(Math.abs(effortBpm - 160)).toBeLessThan(8);
});

test('observer: a second without a reading goes on, and is less sure', () => {
  const before = follow(rising(100, 160, 60));
  const after = follow([undefined, undefined, undefined], before);
  expect(after.heartBpm).toBeGreaterThan(before.heartBpm);
  expect(after.variances[2]).toBeGreaterThan(before.variances[2]);
});

test('observer: what is not known of the response makes it less sure on the way', () => {
  const observer = follow(rising(100, 160, 30));
  expect(effortSd(observer, PRIOR_RESPONSE)).toBeGreaterThan(effortSd(observer, { ...PRIOR_RESPONSE, relSd: 0.12 }));
});

test('observer: five wild readings change nothing, six on one side are another heart', () => {
  const calm = follow(
    Array.from({ length: 60 }, () => 140),
    observerAt(140),
  );
  expect(follow([200, 200, 200, 200, 200], calm).heartBpm).toBeCloseTo(140, 0);
  const anew = follow([200, 200, 200, 200, 200, 201], calm);
  expect(anew).toEqual(observerAt(201));
  expect(isSeeded(anew)).toBe(true);
  expect(follow([200, 200, 60, 200, 200, 200, 200], calm).heartBpm).toBeCloseTo(140, 0);
});

test('observer: an even effort is known to ±4 bpm, and one that changes unasked is followed within a minute', () => {
  const even = follow(
    Array.from({ length: 180 }, () => 150),
    observerAt(150),
  );
  expect(effortSd(even, PRIOR_RESPONSE)).toBeLessThan(4);
  const less = follow(rising(150, 130, 60), even);
  expect(less.heartBpm).toBeGreaterThan(136);
  expect(Math.abs(less.effortBpm - 130)).toBeLessThan(4);
});

test('observer: who was asked is taken to do so, and who was told something may do anything', () => {
  const observer = asked(follow(rising(100, 130, 60)), 161);
  expect(observer.effortBpm).toBe(161);
  expect(effortSd({ ...observer, heartBpm: 161 }, PRIOR_RESPONSE)).toBeCloseTo(Math.sqrt(120), 10);
  expect(effortSd(toldOff({ ...observer, heartBpm: 161 }), PRIOR_RESPONSE)).toBeCloseTo(Math.sqrt(240), 10);
});
