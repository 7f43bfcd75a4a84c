import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestHrr60, clearHrr60, hrr60At, restedHrr60At } from '../../../src/core/load/recovery.ts';
import { loadOf } from '../../../src/core/load/loadOf.ts';
import { driftPctOf } from '../../../src/core/load/drift.ts';
import { calmBpm, heldMaxBpm } from '../../../src/core/load/heldRates.ts';
import { effort, P, seconds, stamped } from './series.ts';

const END_S = 179;
const HEART = effort(180);
const without = (bpms: number[], ...gone: number[]) => bpms.map((bpm, s) => (gone.includes(s) ? 0 : bpm));

test('HRR60: the median at the end of an effort less that of five seconds a minute later', () => {
  expect(hrr60At({ bpms: HEART }, END_S, 200)).toBe(38);
  expect(bestHrr60({ bpms: HEART }, 200)).toBe(38);
});

test.each([-2, -1, 0, 58, 59, 60, 61, 62])('HRR60: with a hole %d s from the end of the effort there is none', (by) => {
  expect(hrr60At({ bpms: without(HEART, END_S + by) }, END_S, 200)).toBeNull();
});

test.each([58, 60, 62])('HRR60: a recording without a reading %d s after the effort has none', (by) => {
  const readings = stamped(HEART).filter(({ s }) => s !== END_S + by);
  expect(loadOf(readings, P).hrr60).toBeNull();
  expect(loadOf(stamped(HEART), P).hrr60).toBe(38);
});

test('HRR60: readings every three seconds, or a little early and late, tell it as well', () => {
  expect(
    loadOf(
      stamped(HEART).filter(({ s }) => s % 3 === 0),
      P,
    ).hrr60,
  ).toBe(37);
  const jittered = stamped(HEART).map(({ s, bpm }) => ({ s: s + 0.5 + 0.45 * Math.sin(s), bpm }));
  expect(loadOf(jittered, P).hrr60).toBe(38);
});

test('HRR60: holes elsewhere in the minute do not matter', () => {
  expect(hrr60At({ bpms: without(HEART, END_S + 30) }, END_S, 200)).toBe(38);
});

test.each([
  ['two minutes above 70 % of maximum', effort(120), 119, 38],
  ['less than two minutes', effort(119), 118, null],
  ['a dip to 70 % in those two minutes', HEART.with(100, 140), END_S, null],
  ['a dip before those two minutes', HEART.with(59, 140), END_S, 38],
  ['an end that is too near the end of the recording', effort(180, 61), END_S, null],
])('HRR60: %s', (_, bpms, endS, expected) => {
  expect(hrr60At({ bpms }, endS, 200)).toBe(expected);
});

test('HRR60: a pause within the minute leaves none, one before it does not matter', () => {
  expect(hrr60At({ bpms: HEART, breaks: [END_S + 20] }, END_S, 200)).toBeNull();
  expect(hrr60At({ bpms: HEART, breaks: [END_S + 1] }, END_S, 200)).toBeNull();
  expect(hrr60At({ bpms: HEART, breaks: [END_S - 20] }, END_S, 200)).toBe(38);
});

test('HRR60: without a plan it is the best after any peak; a wave of a few beats is none', () => {
  const twice = [...effort(180), ...seconds(180, () => 160), ...seconds(90, () => 150), ...effort(180)];
  expect(bestHrr60({ bpms: twice }, 200)).toBe(38);
  const wave = seconds(600, (s) => 165 + Math.round(4 * Math.sin(s / 20)));
  expect(bestHrr60({ bpms: wave }, 200)).toBeNull();
});

/** Three minutes at a rate, and then straight to another within half a minute. */
const fall = (fromBpm: number, toBpm: number): number[] => [
  ...seconds(180, () => fromBpm),
  ...seconds(120, (i) => Math.max(toBpm, Math.round(fromBpm - ((fromBpm - toBpm) * (i + 1)) / 30))),
];

test('HRR60: a minute is rest where the heart falls by ten beats, and does not rise again', () => {
  expect(restedHrr60At({ bpms: HEART }, END_S, 200)).toBe(38);
  expect(restedHrr60At({ bpms: fall(160, 150) }, END_S, 200)).toBe(10);
  expect(restedHrr60At({ bpms: fall(160, 151) }, END_S, 200)).toBeNull();
  const restless = HEART.map((bpm, s) => (s > END_S + 45 ? bpm + 12 : bpm));
  expect(hrr60At({ bpms: restless }, END_S, 200)).toBe(26);
  expect(restedHrr60At({ bpms: restless }, END_S, 200)).toBeNull();
});

test.each([
  ['an effort and rest', fall(170, 130), 40],
  // a quarter of what lies between 170 and 40 is 32.5
  ['a fall of a quarter of the way to rest', fall(170, 137), 33],
  ['a fall of less: jogging on', fall(170, 138), null],
  ['a peak of 80 % of maximum', fall(160, 120), 40],
  ['a peak below 80 % of maximum', fall(159, 110), null],
  ['a steady run downhill', fall(165, 152), null],
])('HRR60 where no plan says when the effort ended: %s', (_, bpms, expected) => {
  expect(clearHrr60({ bpms }, P)).toBe(expected);
});

test('drift: the second half against the first', () => {
  expect(driftPctOf(seconds(3600, (i) => Math.round(140 + (8 * i) / 3600)))).toBeCloseTo(2.8169, 4);
  expect(driftPctOf(seconds(1200, (i) => (i < 600 ? 140 : 133)))).toBeCloseTo(-5, 9);
  // the second in the middle of an odd number is of neither half
  expect(driftPctOf(seconds(1201, (i) => (i < 600 ? 140 : i === 600 ? 220 : 140)))).toBeCloseTo(0, 9);
});

test('drift: not of less than 20 min, nor where more than a tenth is missing', () => {
  expect(driftPctOf(seconds(1199, () => 140))).toBeNull();
  const holes = (every: number) => seconds(1200, (i) => (i % every === 0 ? 0 : 140));
  expect(driftPctOf(holes(9))).toBeNull();
  expect(driftPctOf(holes(10))).toBe(0);
  expect(driftPctOf([...seconds(1150, () => 140), ...seconds(50, () => 0)])).toBe(0);
});

test('highest rate held: ten seconds on end, at the lowest of them', () => {
  const bpms = [...seconds(20, () => 150), ...seconds(9, () => 200), 150, ...seconds(9, () => 185), 184, 150];
  expect(heldMaxBpm(bpms)).toBe(184);
  expect(heldMaxBpm(without(bpms, 34))).toBe(150);
  expect(heldMaxBpm(seconds(9, () => 150))).toBeNull();
});

test('calm rate: the same as of a search through every five minutes', () => {
  const hearts = fc.array(fc.tuple(fc.integer({ min: 50, max: 90 }), fc.integer({ min: 1, max: 400 })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(hearts, fc.nat(900), (parts, holeS) => {
      const bpms = without(
        parts.flatMap(([bpm, length]) => seconds(length, (s) => bpm + (s % 4))),
        holeS,
      );
      const windows = bpms.map((_, s) => bpms.slice(s, s + 300)).filter((window) => window.length === 300);
      const calm = windows.filter((window) => !window.includes(0) && Math.max(...window) - Math.min(...window) <= 15);
      const means = calm.map((window) => window.reduce((sum, bpm) => sum + bpm, 0) / 300);
      expect(calmBpm(bpms)).toBe(means.length === 0 ? null : Math.min(...means));
    }),
    { numRuns: 30 },
  );
});

test('calm rate: the lowest mean of five minutes in which the heart stays within 15 beats', () => {
  const calm = seconds(300, (s) => 52 + (s % 2) * 4);
  expect(calmBpm(calm)).toBe(54);
  expect(calmBpm([...seconds(400, () => 70), ...calm])).toBe(54);
  // four minutes of it are too few, and what comes before is another rate
  expect(calmBpm([...seconds(400, () => 70), ...calm.slice(60)])).toBe(70);
  expect(calmBpm(without(calm, 120))).toBeNull();
  expect(calmBpm(calm, [150])).toBeNull();
  expect(calmBpm(calm, [0])).toBe(54);
  expect(calmBpm(seconds(300, (s) => 120 - s / 5))).toBeNull();
});
