import { expect, test } from 'vitest';
import {
  bpmMaxForAge,
  DEFAULT_PROFILE,
  heartRateSource,
  HEART_RATE_NAMES,
  profileOf,
  zoneFloorBpm,
  zoneOf,
  type Profile,
} from '../../../src/core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../../src/core/athlete/zonePresets.ts';
import { profileFor } from '../../../src/core/athlete/athlete.ts';
import { parseAthlete, parseProfile } from '../../../src/core/athlete/profile.ts';

const byMax = (bpmMax: number): Profile => profileOf(bpmMax, 60);
const byReserve: Profile = { ...profileOf(190, 50), zoneBasis: 'reserve' };
const byThreshold: Profile = {
  ...profileOf(190, 50),
  bpmThreshold: 170,
  zoneBasis: 'threshold',
  zoneFloorsPct: ZONE_PRESETS.threshold[5],
};

test.each<[number, Profile, string, number | undefined]>([
  [126, byMax(180), 'max 180', 3],
  [125, byMax(180), 'max 180', 2],
  [90, byMax(180), 'max 180', 1],
  [89, byMax(180), 'max 180', undefined],
  [108, byMax(180), 'max 180', 2],
  [144, byMax(180), 'max 180', 4],
  [162, byMax(180), 'max 180', 5],
  [161, byMax(180), 'max 180', 4],
  [250, byMax(180), 'max 180', 5],
  [0, byMax(180), 'max 180', undefined],
  [133, byMax(190), 'max 190', 3], // 70 % of 190 is 133 exactly
  [132, byMax(190), 'max 190', 2],
  [119, byReserve, 'reserve 50–190', undefined], // 50 % is 120
  [120, byReserve, 'reserve 50–190', 1],
  [148, byReserve, 'reserve 50–190', 3],
  [176, byReserve, 'reserve 50–190', 5],
  [153, byThreshold, 'threshold 170', 3], // 90 % of 170 is 153 exactly
  [152, byThreshold, 'threshold 170', 2],
  [172, byThreshold, 'threshold 170', 5],
])('%i bpm of %o (%s) is in zone %s', (bpm, profile, _, zone) => {
  expect(zoneOf(bpm, profile)).toBe(zone);
});

test('every whole maximum has bounds that are exact: the floor of a zone is in it, one less is not', () => {
  for (let bpmMax = 100; bpmMax <= 220; bpmMax++) {
    for (const zone of [1, 2, 3, 4, 5] as const) {
      const floor = Math.ceil(zoneFloorBpm(zone, byMax(bpmMax)));
      expect(zoneOf(floor, byMax(bpmMax))).toBe(zone);
      expect(zoneOf(floor - 1, byMax(bpmMax))).toBe(zone === 1 ? undefined : zone - 1);
    }
  }
});

test.each<[string, object, string]>([
  ['a good one', {}, 'ok'],
  ['maximum at its least', { bpmMax: 100, bpmThreshold: 88 }, 'ok'],
  ['maximum too small', { bpmMax: 99, bpmThreshold: 88 }, 'bpmMax: value.tooSmall'],
  ['maximum too large', { bpmMax: 221 }, 'bpmMax: value.tooLarge'],
  ['maximum in words', { bpmMax: 'high' }, 'bpmMax: value.type'],
  ['maximum in halves', { bpmMax: 180.5 }, 'bpmMax: value.notWhole'],
  ['resting above maximum', { bpmMax: 100, bpmResting: 110, bpmThreshold: 90 }, 'bpmResting: profile.restingAboveMax'],
  ['threshold above maximum', { bpmThreshold: 200 }, 'bpmThreshold: profile.thresholdAboveMax'],
  ['bounds that fall', { zoneFloorsPct: [50, 60, 60, 80, 90] }, 'zoneFloorsPct: profile.zonesNotAscending'],
  ['three zones', { zoneFloorsPct: [60, 82, 87] }, 'ok'],
  ['seven zones', { zoneFloorsPct: [50, 60, 65, 70, 80, 85, 90] }, 'ok'],
  ['too few zones', { zoneFloorsPct: [50, 60] }, 'zoneFloorsPct: value.tooShort'],
  ['too many zones', { zoneFloorsPct: [50, 55, 60, 65, 70, 75, 80, 85] }, 'zoneFloorsPct: value.tooLong'],
  ['no zones', { zoneFloorsPct: undefined }, 'zoneFloorsPct: value.missing'],
  ['another basis', { zoneBasis: 'age' }, 'zoneBasis: value.choice'],
  ['a limit', { bpmCeiling: 130 }, 'ok'],
  ['a limit that cannot be read', { bpmCeiling: '130' }, 'bpmCeiling: value.type'],
])('a profile with %s: %o → %s', (_, changes, outcome) => {
  const parsed = parseProfile({ ...profileOf(190, 60), ...changes });
  expect(parsed.ok ? 'ok' : parsed.problems.map(({ path, code }) => `${path}: ${code}`).join()).toBe(outcome);
});

test.each([
  [20, 194],
  [40, 180],
  [60, 166],
  [0, 208],
  [200, 100],
])('at %i years a maximum of %i bpm is expected', (age, bpmMax) => {
  expect(bpmMaxForAge(age)).toBe(bpmMax);
});

// ── What is estimated ─────────────────────────────────────────────────────────────────────────────────────────────

/** A profile as an earlier version stored it, which did not say what was estimated. */
const stored = (bpmMax: number, bpmThreshold: number, more: object = {}): object => ({
  bpmMax,
  bpmResting: 52,
  bpmThreshold,
  zoneBasis: 'max',
  zoneFloorsPct: ZONE_PRESETS.max[5],
  ...more,
});
const seen = { zoneBasis: 'threshold', zoneFloorsPct: ZONE_PRESETS.threshold[5] };

test.each<[string, object, number, boolean]>([
  ['the hidden default, pulled down to a lower maximum', stored(163, 163), 143, true],
  ['the hidden default below a higher maximum', stored(200, 167), 176, true],
  ['the hidden default above the estimate of a lower maximum', stored(175, 167), 154, true],
  ['the estimate of its own maximum', stored(181, 159), 159, true],
  ['the estimate of an earlier, higher maximum, above any that people have', stored(163, 159), 143, true],
  ['pulled down before the zones were by threshold', stored(163, 163, seen), 143, true],
  ['one that the person saw, the same as the hidden default', stored(185, 167, seen), 167, false],
  ['one that the person saw, near the maximum', stored(170, 164, seen), 164, false],
  ['one that the person may have given', stored(190, 171), 171, false],
  ['one that the person may have given, low', stored(190, 140), 140, false],
])('a stored threshold that is %s: %o is read as %i, estimated: %o', (_, value, bpmThreshold, estimated) => {
  const read = parseAthlete(value);
  expect(read.ok && [read.value.bpmThreshold, read.value.estimated.includes('bpmThreshold')]).toEqual([
    bpmThreshold,
    estimated,
  ]);
});

test('a workout keeps the threshold that it was run with, whatever it came from', () => {
  expect(parseProfile(stored(163, 163))).toMatchObject({ ok: true, value: { bpmThreshold: 163, estimated: [] } });
  const estimated = { ...profileOf(163, 60), bpmThreshold: 150 };
  expect(parseProfile(estimated)).toEqual({ ok: true, value: estimated });
});

test('an estimated threshold follows the maximum, a given one stays', () => {
  const lower = { ...profileOf(190, 60), bpmMax: 170 };
  expect(parseAthlete(lower)).toMatchObject({ ok: true, value: { bpmThreshold: 150 } });
  expect(parseAthlete({ ...lower, estimated: [] })).toMatchObject({ ok: true, value: { bpmThreshold: 167 } });
});

test.each<[string, object, readonly string[]]>([
  ['nothing was given', { bpmMax: 190, bpmResting: 60, bpmThreshold: 167 }, ['bpmMax', 'bpmResting', 'bpmThreshold']],
  ['the maximum was given', { bpmMax: 184, bpmResting: 60, bpmThreshold: 162 }, ['bpmResting', 'bpmThreshold']],
  ['both were given', { bpmMax: 190, bpmResting: 48, bpmThreshold: 167 }, ['bpmThreshold']],
])('of an earlier version’s profile in which %s, the rest is estimated', (_, numbers, estimated) => {
  expect(parseAthlete(stored(190, 167, numbers))).toMatchObject({ ok: true, value: { estimated } });
});

test('a limit stays with the person in every sport, and with the workout', () => {
  const ride = { zoneBasis: 'max', zoneFloorsPct: ZONE_PRESETS.max[5], bpmMax: 170 };
  const limited = { ...profileOf(180, 60), bpmCeiling: 130, sports: { ride } };
  const athlete = parseAthlete(limited);
  if (!athlete.ok) throw new Error('a person was wanted');
  expect(profileFor(athlete.value, 'ride')).toMatchObject({ bpmMax: 170, bpmCeiling: 130 });
  expect(parseProfile(profileFor(athlete.value, 'run'))).toMatchObject({ ok: true, value: { bpmCeiling: 130 } });
});

test('where a heart rate comes from never makes a profile unreadable', () => {
  const strange = { ...profileOf(180, 60), estimated: 'all', ageYears: -4 };
  expect(parseProfile(strange)).toEqual({ ok: true, value: { ...profileOf(180, 60), estimated: [] } });
});

test.each([
  ['nothing was given', DEFAULT_PROFILE, ['typical', 'typical', 'max']],
  ['an age was given', { ...DEFAULT_PROFILE, ageYears: 64 }, ['age', 'typical', 'max']],
  ['a maximum was given', { ...profileOf(180, 60), ageYears: 64 }, ['given', 'given', 'max']],
])('where heart rates come from, where %s', (_, profile, sources) => {
  expect(HEART_RATE_NAMES.map((name) => heartRateSource(name, profile))).toEqual(sources);
});
