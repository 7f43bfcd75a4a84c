import { expect, test } from 'vitest';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { roleOf } from '../../../src/core/cues/roles.ts';
import { phase, planOf, time } from '../arbitrary.ts';

test('what a phase is for follows from its neighbours', () => {
  const zones = [2, 4, 2, 4, 1, 1] as const;
  const plan = planOf(...zones.map((zone) => phase(time(60), { type: 'zone', zone })));
  const roles = zones.map((_, i) => roleOf(plan, i, profileOf(200, 60)));
  expect(roles).toEqual(['warmUp', 'work', 'recovery', 'work', 'work', 'work']);
  expect(roleOf(planOf(phase(time(9)), phase(time(9), { type: 'zone', zone: 1 })), 1, profileOf(200, 60))).toBe(
    'coolDown',
  );
  expect(roleOf(planOf(phase(time(9))), 0, profileOf(200, 60))).toBe('work');
});

test('a block of zone 3 between two harder ones is work, whatever zones the person has: nobody recovers there', () => {
  const between = (low: number, high: number, profile = profileOf(200, 60)) => {
    const hard = phase(time(60), { type: 'bpm', low: 160, high: 180 });
    return roleOf(planOf(phase(time(60)), hard, phase(time(60), { type: 'bpm', low, high }), hard), 2, profile);
  };
  expect(between(130, 149)).toBe('recovery'); // 139.5 of 200
  expect(between(131, 150)).toBe('work'); // 140.5
  const threeZones = { ...profileOf(200, 60), zoneFloorsPct: [50, 80, 90] as const };
  expect(between(131, 150, threeZones)).toBe('work');
});
