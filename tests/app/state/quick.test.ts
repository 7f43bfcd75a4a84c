// The workout without a plan: its zone, from the address or as it was chosen in this visit.
import { afterEach, expect, test, vi } from 'vitest';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../../src/core/athlete/zonePresets.ts';
import { QUICK_ID } from '../../../src/core/plan/quick.ts';
import { planAt, QuickStart, startsAtOnce } from '../../../src/app/state/quick.svelte.ts';
import { Route } from '../../../src/app/state/route.svelte.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { FakeWindow } from './window.ts';

afterEach(() => void vi.unstubAllGlobals());

function at(hash: string, zoneFloorsPct = DEFAULT_PROFILE.zoneFloorsPct): { route: Route; quick: QuickStart } {
  new FakeWindow().open(hash);
  const route = new Route();
  return { route, quick: new QuickStart(route, enPlans.quick, () => ({ ...DEFAULT_PROFILE, zoneFloorsPct })) };
}

const OPEN = { type: 'open' };

test.each([
  ['#/quick', OPEN],
  ['#/quick?zone=4', { type: 'zone', zone: 4 }],
  ['#/live?plan=quick&zone=3', { type: 'zone', zone: 3 }],
  ['#/quick?zone=0', OPEN],
  ['#/quick?zone=6', OPEN],
  ['#/quick?zone=hard', OPEN],
])('%s asks for one phase that a hand ends', (hash, target) => {
  const { quick } = at(hash);
  expect(quick.plan.phases).toEqual([{ name: 'Lap', target, end: { type: 'hand' } }]);
});

test('its zone is one of the zones that the person has, and of no others', () => {
  const { quick } = at('#/quick?zone=3', ZONE_PRESETS.max[3]);
  expect(quick.plan.phases[0]).toMatchObject({ target: { type: 'zone', zone: 3, of: 3 } });
  expect(at('#/quick?zone=4', ZONE_PRESETS.max[3]).quick.plan.phases[0]).toMatchObject({ target: OPEN });
  expect(at('#/quick?zone=6', ZONE_PRESETS.max[7]).quick.zone).toBe(6);
});

test('a zone that was chosen is in the address, and still there when one comes back without', () => {
  const { route, quick } = at('#/quick?zone=2');
  quick.choose(4);
  expect([quick.zone, route.query.get('zone')]).toEqual([4, '4']);
  route.replace('#/today');
  route.replace('#/quick');
  expect(quick.zone).toBe(4);
  quick.choose(undefined);
  expect([quick.zone, route.query.get('zone')]).toEqual([undefined, null]);
});

test('an address names it by its word or by its id; all other plans are those of the library', () => {
  const { quick } = at('#/quick');
  const asked: string[] = [];
  const plans = { byId: (id: string) => void asked.push(id) };
  expect(planAt('quick', { plans, quick })).toBe(quick.plan);
  expect(planAt(QUICK_ID, { plans, quick })).toBe(quick.plan);
  expect(planAt('tempo', { plans, quick })).toBeUndefined();
  expect(asked).toEqual(['tempo']);
});

const heard = { heart: { signal: 'live', source: 'strap' }, busy: false, ready: true } as const;

test.each([
  ['a strap is heard', heard, true, true],
  ['nobody is heard', { ...heard, heart: undefined }, true, false],
  ['the strap is silent', { ...heard, heart: { signal: 'stale', source: 'strap' } as const }, true, false],
  ['the heart is simulated', { ...heard, heart: { signal: 'live', source: 'simulated' } as const }, true, false],
  ['what is no medical device was not read yet', heard, false, false],
  ['a workout is under way', { ...heard, busy: true }, true, false],
  ['the worker is not there yet', { ...heard, ready: false }, true, false],
])('one tap starts or leads to the start screen: %s', (_, live, safetySeen, atOnce) => {
  expect(startsAtOnce(live, { safetySeen })).toBe(atOnce);
});
