// Three to seven zones, by any basis, in any sport: where a heart is, what the usual ones are, and which a workout is run with.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileFor, type Athlete } from '../../../src/core/athlete/athlete.ts';
import {
  DEFAULT_PROFILE,
  floorsOf,
  profileOf,
  thresholdFor,
  ZONE_BASES,
  ZONE_COUNTS,
  zoneCount,
  zoneFloorBpm,
  zoneOf,
  zonesOf,
  type Profile,
  type ZoneFloors,
} from '../../../src/core/athlete/hrZones.ts';
import { parseAthlete, parseProfile } from '../../../src/core/athlete/profile.ts';
import { ZONE_PRESETS } from '../../../src/core/athlete/zonePresets.ts';
import { SCHEME_BASES, ZONE_SCHEMES } from '../../../src/core/athlete/zoneSchemes.ts';

const profiles: fc.Arbitrary<Profile> = fc
  .record({
    bpmMax: fc.integer({ min: 121, max: 220 }),
    bpmResting: fc.integer({ min: 30, max: 120 }),
    zoneBasis: fc.constantFrom(...ZONE_BASES),
    count: fc.constantFrom(...ZONE_COUNTS),
    seed: fc.uniqueArray(fc.integer({ min: 10, max: 1_500 }), { minLength: 7, maxLength: 7 }),
  })
  .map(({ bpmMax, bpmResting, zoneBasis, count, seed }) => ({
    ...profileOf(bpmMax, bpmResting),
    zoneBasis,
    zoneFloorsPct: seed
      .slice(0, count)
      .map((tenths) => tenths / 10)
      .sort((a, b) => a - b) as unknown as ZoneFloors,
  }));

/** The floors counted through, in thousandths of a beat, so that nothing is rounded. */
function zoneByCounting(bpm: number, { zoneBasis, zoneFloorsPct, bpmMax, bpmResting, bpmThreshold }: Profile): number {
  let zone = 0;
  for (const pct of zoneFloorsPct) {
    const tenths = Math.round(pct * 10);
    const thousandths =
      zoneBasis === 'reserve'
        ? bpmResting * 1000 + tenths * (bpmMax - bpmResting)
        : tenths * (zoneBasis === 'max' ? bpmMax : bpmThreshold);
    if (bpm * 1000 >= thousandths) zone++;
  }
  return zone;
}

test('a heart is in the zone that counting finds, for every number of zones and every basis', () => {
  fc.assert(
    fc.property(profiles, fc.integer({ min: 0, max: 250 }), (profile, bpm) => {
      expect(zoneOf(bpm, profile) ?? 0).toBe(zoneByCounting(bpm, profile));
      expect(parseProfile(profile)).toEqual({ ok: true, value: profile });
    }),
    { numRuns: 2_000 },
  );
});

test.each(ZONE_COUNTS)('with %d zones there are as many, the last open upwards', (count) => {
  const profile = { ...DEFAULT_PROFILE, zoneFloorsPct: ZONE_PRESETS.max[count] };
  expect([zoneCount(profile), zonesOf(count).length, zoneOf(250, profile)]).toEqual([count, count, count]);
  expect(zonesOf(count).map((zone) => zoneOf(Math.ceil(zoneFloorBpm(zone, profile)), profile))).toEqual(zonesOf(count));
});

// ── The usual zones ───────────────────────────────────────────────────────────────────────────────────────────────

describe.each(ZONE_COUNTS)('the usual %d zones', (count) => {
  test.each(ZONE_BASES)('by %s are a profile', (zoneBasis) => {
    const profile = { ...DEFAULT_PROFILE, zoneBasis, zoneFloorsPct: ZONE_PRESETS[zoneBasis][count] };
    expect(parseProfile(profile)).toEqual({ ok: true, value: profile });
    expect(zoneCount(profile)).toBe(count);
  });

  test('are those of their source, converted by one rule where it has another basis', () => {
    const given = SCHEME_BASES[ZONE_SCHEMES[count]];
    const toMax = {
      max: (pct: number) => pct,
      reserve: (pct: number) => 37.5 + 0.65 * pct,
      threshold: (pct: number) => pct * 0.88,
    };
    const fromMax = {
      max: (pct: number) => pct,
      reserve: (pct: number) => (pct - 37.5) / 0.65,
      threshold: (pct: number) => pct / 0.88,
    };
    const [source = 'max'] = given;
    for (const basis of ZONE_BASES.filter((each) => !given.includes(each))) {
      ZONE_PRESETS[source][count].forEach((pct, i) => {
        // the third zone of three begins at the threshold itself
        const isThreshold = count === 3 && basis === 'threshold' && i === 2;
        const expected = isThreshold ? 100 : Math.round(fromMax[basis](toMax[source](pct)));
        expect(
          Math.abs((ZONE_PRESETS[basis][count][i] ?? NaN) - expected),
          `${basis} ${String(i)}`,
        ).toBeLessThanOrEqual(basis === 'reserve' && source === 'threshold' ? 1 : 0);
      });
    }
  });
});

test('zones of a number that a person has are their own, others are the usual ones by the same basis', () => {
  const own: Profile = { ...DEFAULT_PROFILE, zoneBasis: 'threshold', zoneFloorsPct: [70, 92, 101] };
  expect(floorsOf(3, own)).toEqual([70, 92, 101]);
  expect(floorsOf(5, own)).toEqual(ZONE_PRESETS.threshold[5]);
});

// ── In a sport ────────────────────────────────────────────────────────────────────────────────────────────────────

const RIDE = { zoneBasis: 'threshold', zoneFloorsPct: ZONE_PRESETS.threshold[7] } as const;
const person: Athlete = { ...profileOf(190, 50), estimated: [], ageYears: 40, bpmThreshold: 172 };

test('a sport without zones of its own has those of the person', () => {
  expect(profileFor(person, 'run')).toEqual(person);
  const rider = { ...person, sports: { ride: RIDE } };
  for (const sport of ['run', 'other'] as const) expect(profileFor(rider, sport)).toEqual(person);
  expect(profileFor(rider, 'ride')).toEqual({ ...person, ...RIDE });
});

test.each<[string, Partial<Athlete>, object, object]>([
  ['nothing', {}, {}, { bpmMax: 190, bpmThreshold: 172, estimated: [], ageYears: 40 }],
  ['a threshold', {}, { bpmThreshold: 165 }, { bpmMax: 190, bpmThreshold: 165, estimated: [] }],
  ['a maximum', {}, { bpmMax: 180 }, { bpmMax: 180, bpmThreshold: thresholdFor(180), estimated: ['bpmThreshold'] }],
  ['both', {}, { bpmMax: 180, bpmThreshold: 160 }, { bpmMax: 180, bpmThreshold: 160, estimated: [] }],
  [
    'a threshold, where all else is estimated',
    { estimated: ['bpmMax', 'bpmResting', 'bpmThreshold'] },
    { bpmThreshold: 165 },
    { bpmMax: 190, bpmThreshold: 165, estimated: ['bpmMax', 'bpmResting'] },
  ],
  [
    'a maximum, where all else is estimated',
    { estimated: ['bpmMax', 'bpmResting', 'bpmThreshold'] },
    { bpmMax: 182 },
    { bpmMax: 182, estimated: ['bpmResting', 'bpmThreshold'] },
  ],
])('in a sport that %s is given for: %o and %o make %o', (_, changes, own, expected) => {
  const made = profileFor({ ...person, ...changes, sports: { ride: { ...RIDE, ...own } } }, 'ride');
  expect(made).toMatchObject(expected);
  expect(made).not.toHaveProperty('sports');
  if ('bpmMax' in own) expect(made).not.toHaveProperty('ageYears');
  expect(parseProfile(made)).toEqual({ ok: true, value: made });
});

test.each<[string, unknown, string]>([
  ['good ones', { ride: { ...RIDE, bpmMax: 180 }, swim: RIDE }, 'ok'],
  ['none', {}, 'ok'],
  ['a sport that is not known', { chess: RIDE }, 'sports.chess'],
  ['any sport', { other: RIDE }, 'sports.other'],
  ['two zones', { ride: { ...RIDE, zoneFloorsPct: [60, 80] } }, 'sports.ride.zoneFloorsPct'],
  ['a bound that is text', { ride: { ...RIDE, zoneFloorsPct: [60, 'x', 90] } }, 'sports.ride.zoneFloorsPct[1]'],
  ['a maximum too high', { ride: { ...RIDE, bpmMax: 300 } }, 'sports.ride.bpmMax'],
  ['a maximum below resting', { ride: { ...RIDE, bpmMax: 100 } }, 'sports.ride.bpmResting'],
  ['a threshold above the maximum', { ride: { ...RIDE, bpmThreshold: 195 } }, 'sports.ride.bpmThreshold'],
  ['text', 'ride', 'sports'],
])('zones for sports with %s: %j → %s', (_, sports, outcome) => {
  const athlete = { ...person, bpmResting: 110, sports };
  const read = parseAthlete(athlete);
  expect(read.ok ? 'ok' : read.problems[0]?.path).toBe(outcome);
  if (read.ok) expect(read.value).toEqual(athlete);
});
