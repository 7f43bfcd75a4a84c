import { expect, test } from 'vitest';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { onTargetOf } from '../../../src/core/load/onTarget.ts';
import type { Asked } from '../../../src/core/load/phaseBands.ts';
import { phase, planOf, time } from '../arbitrary.ts';
import { seconds } from './series.ts';

const response = { tauOnS: 58, tauOffS: 70, deadS: 5, relSd: 0.15 };
/** 180 s in 152–170, then 60 s of nothing in particular. */
const asked: Asked = {
  plan: planOf(phase(time(180), { type: 'bpm', low: 152, high: 170 }), phase(time(60), { type: 'open' })),
  profile: profileOf(200, 60),
  timeline: [
    { phase: 0, fromS: 0, toS: 180, endedBy: 'time', lowS: 100, inS: 80, highS: 0 },
    { phase: 1, fromS: 180, toS: 240, endedBy: 'time', lowS: 0, inS: 0, highS: 0 },
  ],
  shifts: [],
};
const onTarget = (bpmAt: (s: number) => number) => onTargetOf(asked, { bpms: seconds(240, bpmAt), response });

test('on target: the way there is neither for nor against, and a phase without a target is none of it', () => {
  const rise = (s: number): number => Math.round(161 - 38 * Math.exp(-Math.max(0, s - 5) / 58));
  const { inS, targetS, reachableS } = onTarget(rise);
  expect(inS).toBe(94);
  expect(reachableS).toBe(94);
  expect(targetS).toBe(180); // all that asked for it, on its way too
});

test('on target: who stays below, and who is above, could have been there', () => {
  expect(onTarget(() => 123)).toMatchObject({ inS: 0 });
  expect(onTarget(() => 123).reachableS).toBeGreaterThan(160);
  expect(onTarget((s) => (s < 90 ? 160 : 180))).toEqual({ inS: 90, targetS: 180, reachableS: 180 });
});

test('on target: seconds without a heart rate to be trusted are not counted', () => {
  expect(onTarget((s) => (s < 60 ? 0 : 160))).toEqual({ inS: 120, targetS: 120, reachableS: 120 });
  expect(onTarget(() => 0)).toEqual({ inS: 0, targetS: 0, reachableS: 0 });
});
