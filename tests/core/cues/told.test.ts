// What is told at all: switched on and off by group, the heart rate by an interval, a ceiling always.
import { expect, test } from 'vitest';
import {
  CUE_GROUPS,
  isOfPhase,
  SWITCHED_GROUPS,
  TOLD,
  type HeartRateEveryMin,
} from '../../../src/core/cues/cueGroups.ts';
import { CUE_KINDS } from '../../../src/core/cues/cueKinds.ts';
import type { Notice } from '../../../src/core/cues/notice.ts';
import { toldKindOf } from '../../../src/core/cues/told.ts';

const LOST: Notice = { atS: 10, type: 'signalLost' };

test('told: every group but ceiling and heart rate has a switch, and every kind is of a group', () => {
  expect([...SWITCHED_GROUPS, 'ceiling', 'heartRate'].sort()).toEqual([...CUE_GROUPS].sort());
  for (const { group } of Object.values(CUE_KINDS)) expect(CUE_GROUPS).toContain(group);
});

test('told: a group that is off is not told, by no means', () => {
  expect(toldKindOf(LOST, { told: TOLD, heartRateEveryMin: 0, strictness: 'standard' })).toBe(CUE_KINDS.lost);
  expect(
    toldKindOf(LOST, { told: { ...TOLD, signal: false }, heartRateEveryMin: 0, strictness: 'standard' }),
  ).toBeUndefined();
});

test('told: being back on target is off until it is chosen', () => {
  const back: Notice = { atS: 10, type: 'inZone', bpm: 150 };
  expect(toldKindOf(back, { told: TOLD, heartRateEveryMin: 0, strictness: 'standard' })).toBeUndefined();
  expect(toldKindOf(back, { told: { ...TOLD, inZone: true }, heartRateEveryMin: 0, strictness: 'standard' })).toBe(
    CUE_KINDS.inZone,
  );
});

test.each<[HeartRateEveryMin, number[]]>([
  [0, []],
  [1, [60, 120, 180, 240, 300]],
  [2, [120, 240]],
  [5, [300]],
])('told: every %i min the heart rate is told at %j', (heartRateEveryMin, at) => {
  const minutes = [60, 120, 180, 240, 300];
  const wishes = { told: TOLD, heartRateEveryMin, strictness: 'standard' } as const;
  expect(minutes.filter((atS) => toldKindOf({ atS, type: 'heartRate', bpm: 140 }, wishes))).toEqual(at);
});

test('told: who paces themselves is told of the limit, of the signal and of the end, and of nothing else', () => {
  const pacing = { told: TOLD, heartRateEveryMin: 1, strictness: 'pacing' } as const;
  const ceiling: Notice = { atS: 10, type: 'ceiling', bpm: 133, ceilingBpm: 130, times: 1 };
  expect(toldKindOf(ceiling, pacing)).toBe(CUE_KINDS.ceiling);
  expect(toldKindOf(LOST, pacing)).toBe(CUE_KINDS.lost);
  expect(toldKindOf({ atS: 10, type: 'completed', stopped: false }, pacing)).toBe(CUE_KINDS.finish);
  expect(toldKindOf({ atS: 60, type: 'heartRate', bpm: 120 }, pacing)).toBeUndefined();
  expect(toldKindOf({ atS: 57, type: 'countdown', leftS: 3 }, pacing)).toBeUndefined();
});

test('told: a signal and a ceiling outlive the phase', () => {
  expect(CUE_GROUPS.filter((group) => !isOfPhase(group))).toEqual(['ceiling', 'signal', 'phases']);
});
