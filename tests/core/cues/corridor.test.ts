import { expect, test } from 'vitest';
import { PRIOR_RESPONSE } from '../../../src/core/athlete/heartResponse.ts';
import { corridorAt } from '../../../src/core/cues/corridor.ts';
import { drifted } from '../../../src/core/cues/drift.ts';

const BAND = { lowBpm: 152, highBpm: 170 };
const at = (fromBpm: number, phaseS: number) => corridorAt(BAND, { fromBpm, phaseS, response: PRIOR_RESPONSE });

test('corridor: a heart that comes from below is expected on its way, and in the band once there was time for it', () => {
  expect(at(120, 0)).toEqual({ lowBpm: 118, highBpm: 170 });
  // 34 e^(−(86.2 − 5)/(58 · 1.4)) = 34/e
  expect(at(120, 86.2).lowBpm).toBeCloseTo(152 - 34 / Math.E, 5);
  expect(at(120, 900).lowBpm).toBeCloseTo(152, 2);
});

test('corridor: from above the upper edge comes down, more slowly', () => {
  expect(at(185, 5)).toEqual({ lowBpm: 152, highBpm: 187 });
  expect(at(185, 5 + 70 * 1.4).highBpm).toBeCloseTo(170 + 17 / Math.E, 5);
});

test('corridor: a heart that is in the band stays there', () => {
  expect(at(160, 1)).toEqual(BAND);
  expect(corridorAt({ lowBpm: 152 }, { fromBpm: 200, phaseS: 1, response: PRIOR_RESPONSE })).toEqual({ lowBpm: 152 });
});

test.each([
  [1200, undefined, 170],
  [1800, undefined, 171],
  [2400, undefined, 172],
  [9000, undefined, 176],
  [9000, 174, 173],
  [9000, 160, 170],
] as const)('drift: after %d s of a phase, with a ceiling of %s, up to %d', (phaseS, ceiling, highBpm) => {
  expect(drifted(BAND, phaseS, ceiling).highBpm).toBeCloseTo(highBpm, 6);
});
