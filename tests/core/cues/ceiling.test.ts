import { expect, test } from 'vitest';
import { BELOW_CEILING, ceilingAfter, ceilingConfirmed, type CeilingWatch } from '../../../src/core/cues/ceiling.ts';

/** Seconds at which the alarm is told: each number a second's filtered rate, which is the reading too unless given. */
function alarms(gated: readonly (number | undefined)[], readings = gated, confirmAt?: number): number[] {
  let watch: CeilingWatch = BELOW_CEILING;
  return gated.flatMap((gatedBpm, i) => {
    if (i === confirmAt) watch = ceilingConfirmed(watch, gatedBpm ?? 0);
    const [next, tell] = ceilingAfter(watch, { ceilingBpm: 130, gatedBpm, reading: readings[i] });
    watch = next;
    return tell ? [i + 1] : [];
  });
}

const steady = (bpm: number, seconds: number): number[] => Array.from({ length: seconds }, () => bpm);

test('ceiling: at once, every 15 s, until the heart is well below', () => {
  expect(alarms([...steady(120, 3), ...steady(131, 31)])).toEqual([4, 19, 34]);
  expect(alarms([131, ...steady(128, 30)])).toEqual([1, 16, 31]); // 128 is not well below
  expect(alarms([131, ...steady(126, 30), 131])).toEqual([1, 32]);
});

test('ceiling: 130 is told at a limit of 130, 129 is not', () => {
  expect(alarms([129.5])).toEqual([1]);
  expect(alarms(steady(129.4, 60))).toEqual([]);
});

test('ceiling: a reading of 130 is enough once the filtered rate is within a beat, unless it is a wild one', () => {
  expect(alarms([129], [130])).toEqual([1]);
  expect(alarms([128.9], [130])).toEqual([]);
  expect(alarms([129], [129])).toEqual([]);
  expect(alarms([129], [190])).toEqual([]);
});

test('ceiling: three wild readings on end are none, four are', () => {
  expect(alarms(steady(120, 10), [...steady(200, 3), ...steady(120, 7)])).toEqual([]);
  expect(alarms(steady(120, 10), [...steady(200, 4), ...steady(120, 6)])).toEqual([4]);
});

test('ceiling: in silence nothing is told, and what was passed is not forgotten', () => {
  const silence = Array.from({ length: 40 }, () => undefined);
  expect(alarms([131, ...silence, 131])).toEqual([1, 42]);
});

test('ceiling: confirmed, it is quiet for two minutes, or until the heart is 5 bpm higher', () => {
  expect(alarms(steady(132, 200), undefined, 10)).toEqual([1, 130, 145, 160, 175, 190]);
  expect(alarms([...steady(132, 20), ...steady(137, 20)], undefined, 10)).toEqual([1, 21, 36]);
});

test('ceiling: what was confirmed does not silence the next time', () => {
  expect(alarms([...steady(132, 20), ...steady(120, 5), 132], undefined, 10)).toEqual([1, 26]);
});

test('ceiling: nothing to confirm is nothing confirmed', () => {
  expect(ceilingConfirmed(BELOW_CEILING, 120)).toBe(BELOW_CEILING);
});
