// What a zone in a plan means: zone 2 of five is never zone 2 of three, whoever reads it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PROFILE, profileOf, ZONE_COUNTS, zonesOf, type Profile } from '../../../src/core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../../src/core/athlete/zonePresets.ts';
import { planLoad } from '../../../src/core/plan/library.ts';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import {
  bandOf,
  ownZone,
  levelBpm,
  levelOf,
  targetZone,
  zoneAs,
  type HeartRateEnd,
  type Level,
  type PlanZone,
  type Target,
} from '../../../src/core/plan/plan.ts';
import { parseNewPlan, parseStoredPlan } from '../../../src/core/plan/planFile.ts';
import { planZonesS } from '../../../src/core/plan/planZones.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { phase, planOf, planZone, time } from '../arbitrary.ts';

const BY_MAX = profileOf(200, 50);
const own = (...zoneFloorsPct: number[]): Profile => ({
  ...BY_MAX,
  zoneFloorsPct: zoneFloorsPct as unknown as Profile['zoneFloorsPct'],
});
const FIVE = own(40, 60, 70, 80, 90);
const THREE = own(55, 75, 90);
const SEVEN = own(50, 60, 65, 70, 75, 80, 90);
const aim = (zone: PlanZone): Target => ({ type: 'zone', ...zone });

test.each<[string, Profile, PlanZone, object]>([
  ['five', FIVE, { zone: 1 }, { lowBpm: 80, highBpm: 119 }],
  ['five', FIVE, { zone: 5 }, { lowBpm: 180 }],
  ['three', THREE, { zone: 2, of: 3 }, { lowBpm: 150, highBpm: 179 }],
  ['three', THREE, { zone: 3, of: 3 }, { lowBpm: 180 }],
  // of five: the usual ones, and not the person’s
  ['three', THREE, { zone: 2 }, { lowBpm: 120, highBpm: 139 }],
  ['three', THREE, { zone: 5 }, { lowBpm: 180 }],
  ['three', THREE, { zone: 7, of: 7 }, { lowBpm: 186 }],
  ['seven', SEVEN, { zone: 2, of: 7 }, { lowBpm: 120, highBpm: 129 }],
  ['seven', SEVEN, { zone: 2, of: 3 }, { lowBpm: 164, highBpm: 173 }],
])('for somebody with %s zones (%o), %j is %j', (_, profile, zone, band) => {
  expect(bandOf(aim(zone), profile)).toEqual(band);
});

test('zones of another number follow the basis of the person', () => {
  const byThreshold: Profile = {
    ...BY_MAX,
    bpmThreshold: 170,
    zoneBasis: 'threshold',
    zoneFloorsPct: ZONE_PRESETS.threshold[7],
  };
  expect(bandOf(aim({ zone: 5 }), byThreshold)).toEqual({ lowBpm: 172 }); // 101 % of 170
  expect(bandOf(aim({ zone: 5, of: 7 }), byThreshold)).toEqual({ lowBpm: 170, highBpm: 175 });
});

test.each<[Level, 'below' | 'above', Profile, number]>([
  [{ zone: 2 }, 'above', THREE, 139],
  [{ zone: 2, of: 3 }, 'above', THREE, 179],
  [{ zone: 3, of: 3 }, 'below', THREE, 180],
  [{ zone: 3, of: 3 }, 'above', THREE, 200],
  [{ zone: 6, of: 7 }, 'below', SEVEN, 160],
])('the level %j from %s is one heart rate', (level, from, profile, bpm) => {
  expect(levelBpm(level, from, profile)).toBe(bpm);
  const end: HeartRateEnd = { type: 'heartRate', from, holdS: 3, minS: 0, maxS: 9, ...level };
  expect(levelOf(end)).toEqual(level);
});

test('a target is shown in the zone of the person that it lies in', () => {
  expect(targetZone(aim({ zone: 2 }), THREE)).toBe(1);
  expect(targetZone(aim({ zone: 4 }), THREE)).toBe(2);
  expect(targetZone(aim({ zone: 2, of: 3 }), THREE)).toBe(2);
  expect([DEFAULT_PROFILE, THREE, SEVEN].map((profile) => ownZone(2, profile))).toEqual([
    { zone: 2 },
    { zone: 1, of: 3 },
    { zone: 3, of: 7 },
  ]);
});

test('no zone of five is harder for whoever has other zones of their own than for whoever has the usual five', () => {
  const usual = { ...BY_MAX, zoneFloorsPct: ZONE_PRESETS.max[5] };
  for (const profile of [THREE, SEVEN])
    for (const zone of zonesOf(5)) expect(bandOf(aim({ zone }), profile)).toEqual(bandOf(aim({ zone }), usual));
});

test('seconds are in as many zones as there are, and none is lost; the load is the same for each of them', () => {
  const plans = builtInPlans(enPlans);
  const all = plans.map((plan) => ZONE_COUNTS.map((count) => planZonesS(plan, own(...ZONE_PRESETS.max[count]))));
  for (const [i, each] of all.entries()) {
    expect(each.map((zonesS) => zonesS.length)).toEqual(ZONE_COUNTS.map((count) => count + 1));
    expect(new Set(each.map((zonesS) => zonesS.reduce((sum, s) => sum + s, 0))).size).toBe(1);
    const loads = ZONE_COUNTS.map((count) => planLoad(plans[i]!, own(...ZONE_PRESETS.max[count])));
    expect(new Set(loads).size).toBe(1);
  }
});

test('a zone is read back as it is written, and one of five without its number', () => {
  fc.assert(
    fc.property(planZone, (zone) => {
      const plan = planOf(
        phase(time(60), aim(zone)),
        phase({ type: 'heartRate', from: 'above', ...zone, holdS: 1, minS: 0, maxS: 9 }),
      );
      expect(parseNewPlan(JSON.parse(JSON.stringify(plan)))).toEqual({ ok: true, value: plan });
    }),
  );
  const read = parseStoredPlan(planOf(phase(time(60), { type: 'zone', zone: 2, of: 5 })));
  expect(read.ok && read.value.phases[0]).toMatchObject({ target: { type: 'zone', zone: 2 } });
  expect(read.ok && read.value.phases[0]).not.toHaveProperty('target.of');
  expect([zoneAs(2, 5), zoneAs(2, 3)]).toEqual([{ zone: 2 }, { zone: 2, of: 3 }]);
});
