import { expect, test } from 'vitest';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { inTargetOf } from '../../../src/core/load/inTarget.ts';
import { executedOf, type Asked } from '../../../src/core/load/phaseBands.ts';
import { complianceOf, reachableOf } from '../../../src/core/load/reachable.ts';
import { timeToTargetS } from '../../../src/core/load/timeToTarget.ts';
import { phase, planOf, time } from '../arbitrary.ts';
import { seconds } from './series.ts';

const response = { tauOnS: 58, tauOffS: 70, deadS: 5, relSd: 0.15 };
/** One phase of so many seconds in 152–170; `judgedS`: how many of them the session judged. */
const asked = (lengthS: number, judgedS = lengthS): Asked => ({
  plan: planOf(phase(time(lengthS), { type: 'bpm', low: 152, high: 170 })),
  profile: profileOf(200, 60),
  timeline: [{ phase: 0, fromS: 0, toS: lengthS, endedBy: 'time', lowS: judgedS, inS: 0, highS: 0 }],
  shifts: [],
});
const secondsOf = (of: Asked, bpms: number[]) => reachableOf(of, executedOf(of)[0]!, { bpms, response });
const RISE = seconds(180, (t) => Math.round(161 - 38 * Math.exp(-Math.max(0, t - 5) / 58)));

test('compliance: a heart on its way is in what is reachable from the first second on', () => {
  const compliance = complianceOf(secondsOf(asked(180), RISE), RISE)!;
  expect(compliance.raw).toBeCloseTo(0.5222, 4);
  expect(compliance.reachable).toBe(1);
  expect(timeToTargetS(secondsOf(asked(180), RISE), RISE)).toBe(86);
});

test('compliance: a heart that stays where it was is not', () => {
  const idle = seconds(180, () => 123);
  const { raw, reachable } = complianceOf(secondsOf(asked(180), idle), idle)!;
  expect(raw).toBe(0);
  expect(reachable).toBeLessThan(0.1);
});

test('compliance: seconds without a heart rate count neither for nor against, and it begins with the first that has one', () => {
  const late = RISE.map((bpm, s) => (s < 30 || s % 10 === 0 ? 0 : bpm));
  const of = secondsOf(asked(180), late);
  expect(of[0]).toEqual({ atS: 0, band: { lowBpm: 152, highBpm: 170 }, reachable: { lowBpm: 152, highBpm: 170 } });
  expect(of[31]!.reachable.lowBpm).toBe(late[31]! - 2);
  expect(complianceOf(of, late)).toMatchObject({ judgedS: 135, reachable: 1 });
  expect(
    complianceOf(
      of,
      seconds(180, () => 0),
    ),
  ).toBeNull();
});

test('compliance: of a phase in which nothing was judged there is none', () => {
  expect(secondsOf(asked(180, 0), RISE)).toEqual([]);
});

test('time to target: the first of ten seconds on end; a wave through the band is none', () => {
  const of = asked(60);
  const target = secondsOf(
    of,
    seconds(60, () => 140),
  );
  const at = (...inBand: [number, number][]) =>
    timeToTargetS(
      target,
      seconds(60, (s) => (inBand.some(([from, to]) => s >= from && s < to) ? 160 : 140)),
    );
  expect(at([5, 14], [30, 60])).toBe(30);
  expect(at([5, 15])).toBe(5);
  expect(at([51, 60])).toBeNull();
  expect(timeToTargetS([], [])).toBeNull();
});

test('longest in the target: ten seconds elsewhere do not end it, and do not count; eleven do', () => {
  const of = asked(300);
  const longest = (outS: number, bpm: number) => {
    const bpms = seconds(300, (s) => (s >= 100 && s < 100 + outS ? bpm : 160));
    return inTargetOf(of, executedOf(of), bpms);
  };
  expect(longest(10, 140)).toEqual({ inS: 290, judgedS: 300, longestS: 290 });
  expect(longest(11, 140)).toEqual({ inS: 289, judgedS: 300, longestS: 189 });
  expect(longest(10, 0)).toEqual({ inS: 290, judgedS: 290, longestS: 290 });
  expect(longest(11, 0)).toEqual({ inS: 289, judgedS: 289, longestS: 189 });
});
