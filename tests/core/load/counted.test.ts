import { expect, test } from 'vitest';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../../src/core/athlete/zonePresets.ts';
import { parseAthlete } from '../../../src/core/athlete/profile.ts';
import type { Athlete } from '../../../src/core/athlete/athlete.ts';
import { countedFigures } from '../../../src/core/load/countedFigures.ts';
import { missingFor } from '../../../src/core/load/enough.ts';
import { fitnessOf, loadsByDay, loadsForRamp } from '../../../src/core/load/fitness.ts';
import { beyondOf, rateOffers, seenExtremes, takeOn } from '../../../src/core/load/rateOffers.ts';
import { rampNow } from '../../../src/core/load/rampWarnings.ts';
import { heatMap, totalsBy } from '../../../src/core/load/totals.ts';
import { bestsOf } from '../../../src/core/load/bests.ts';
import { LOAD_MEASURES, loadBy, thresholdHour, workoutLoad } from '../../../src/core/load/workoutLoad.ts';
import type { SessionDigest } from '../../../src/core/records/finished.ts';
import type { WorkoutFigures } from '../../../src/core/load/workoutFigures.ts';
import { PROVENANCES, type Provenance } from '../../../src/core/session/summary.ts';
import { figures } from './figures.ts';

const ATHLETE: Athlete = { ...profileOf(178, 55), estimated: ['bpmThreshold'] };
const person = { bpmMax: 190, bpmResting: 60, bpmThreshold: 167, sex: 'male' } as const;
const digest = (id: string, provenance: Provenance) =>
  ({ id, summary: { provenance } }) as unknown as Pick<SessionDigest, 'id' | 'summary'>;
const NOBODY: ReadonlySet<string> = new Set();

test.each([
  [undefined, ['strap'], ['strap', 'none']],
  [true, ['strap'], ['strap', 'none']],
  [false, [], []],
])('counted: a person who said %s counts %j in load and trends, and %j in the calendar', (counts, heart, done) => {
  const listed = PROVENANCES.map((provenance) => digest(provenance, provenance));
  const all = new Map(listed.map(({ id, summary: { provenance } }) => [id, figures({ id, provenance })]));
  const counted = countedFigures(listed, new Map(listed.map(({ id }) => [id, { counts }])), all);
  expect(counted.heart.map(({ id }) => id)).toEqual(heart);
  expect(counted.done.map(({ id }) => id)).toEqual(done);
});

test('counted: a workout whose figures are not there yet is left out', () => {
  expect(countedFigures([digest('a', 'strap')], new Map(), new Map()).done).toEqual([]);
});

test('load by one formula is what all of them at once say', () => {
  const rates = { fromBpm: 100, seconds: Array.from({ length: 80 }, (_, i) => i) };
  for (const measure of LOAD_MEASURES) {
    expect(loadBy(measure, { rates }, person)).toBeCloseTo(workoutLoad({ rates }, person)[measure], 9);
  }
});

test('an hour at threshold is 100 in HRSS, and 240 in zone 4 by Edwards', () => {
  expect(thresholdHour('hrss', person)).toBeCloseTo(100, 9);
  expect(thresholdHour('edwards', person)).toBe(240);
});

test('ramp: loads are in the same unit by every formula, an hour at threshold is 100', () => {
  const hour = figures({ rates: { fromBpm: 167, seconds: [3600] } });
  for (const measure of LOAD_MEASURES) {
    expect(loadsForRamp([hour], () => person, measure)[0]?.load).toBeCloseTo(100, 9);
  }
  expect(loadsByDay([hour], () => person, 'edwards')[0]?.load).toBe(240);
});

test('ramp: a week three times as hard as the four before is warned of by Edwards too', () => {
  const week = (days: number[], seconds: number): WorkoutFigures[] =>
    days.map((day) => figures({ day, rates: { fromBpm: 160, seconds: [seconds] } }));
  const usual = Array.from({ length: 35 }, (_, day) => day).filter((day) => day % 3 === 0);
  const workouts = [...week(usual, 1800), ...week([36, 37, 38, 39, 40], 4500)];
  const codes = (measure: 'hrss' | 'edwards'): string[] =>
    rampNow(
      fitnessOf(
        loadsForRamp(workouts, () => person, measure),
        41,
      ),
    ).map(({ code }) => code);
  expect(codes('edwards')).toContain('weekLoad');
  expect(codes('hrss')).toContain('weekLoad');
});

test('totals and bests are of the formula that was asked for', () => {
  const easy = figures({ day: 3 });
  const of = { profileOf: () => person, firstWeekday: 1, measure: 'edwards' } as const;
  expect(totalsBy('day', [easy], of)[0]?.load).toBe(loadBy('edwards', easy, person));
  expect(bestsOf([easy], of).find(({ code }) => code === 'mostLoad')?.value).toBe(120);
});

test('heat map: shades by time, where that is asked for', () => {
  const day = (fromDay: number, seconds: number, load: number) => ({
    fromDay,
    workouts: 1,
    seconds,
    load,
    inTargetS: 0,
    judgedS: 0,
  });
  const days = [day(0, 60, 90), day(1, 120, 10)];
  expect(heatMap(days, 0, 1, 'seconds').map(({ level }) => level)).toEqual([1, 3]);
  expect(heatMap(days, 0, 1).map(({ level }) => level)).toEqual([3, 1]);
});

// ── Heart rates to take on ────────────────────────────────────────────────────────────────────────────────────────

const hard = figures({ id: 'hard', heldMaxBpm: 182 });

test('rates: a maximum above the profile’s is offered with where it was seen; one that was not of this person is not', () => {
  expect(rateOffers([hard], ATHLETE, NOBODY)).toEqual([
    { name: 'bpmMax', bpm: 182, workoutId: 'hard', knownBpm: 178, source: 'given' },
  ]);
  expect(rateOffers([hard], ATHLETE, new Set(['hard']))).toEqual([]);
  expect(rateOffers([figures({ heldMaxBpm: 178 })], ATHLETE, NOBODY)).toEqual([]);
});

test('rates: whoever has a limit is offered no maximum', () => {
  expect(rateOffers([hard], { ...ATHLETE, bpmCeiling: 130 }, NOBODY)).toEqual([]);
});

test('rates: a calm heart below the resting heart rate is offered', () => {
  const calm = figures({ id: 'calm', heldMaxBpm: 120, calmBpm: 51.4 });
  expect(rateOffers([calm], ATHLETE, NOBODY)).toMatchObject([{ name: 'bpmResting', bpm: 51, knownBpm: 55 }]);
});

test('rates: the maximum of a sport with one of its own is that of its workouts alone', () => {
  const zones = { zoneBasis: 'max', zoneFloorsPct: ZONE_PRESETS.max[5] } as const;
  const athlete: Athlete = { ...ATHLETE, sports: { ride: { ...zones, bpmMax: 170 } } };
  const ride = figures({ id: 'ride', sport: 'ride', heldMaxBpm: 175 });
  const offers = rateOffers([hard, ride], athlete, NOBODY);
  expect(offers.map(({ sport, bpm }) => [sport, bpm])).toEqual([
    [undefined, 182],
    ['ride', 175],
  ]);
  const taken = offers.reduce(takeOn, athlete);
  expect(taken.bpmMax).toBe(182);
  expect(taken.sports?.ride?.bpmMax).toBe(175);
});

test('rates: what is taken on is given, no estimate any more; an estimated threshold follows, and the profile can be read', () => {
  const guessed: Athlete = { ...ATHLETE, estimated: ['bpmMax', 'bpmResting', 'bpmThreshold'], ageYears: 43 };
  const taken = takeOn(guessed, { name: 'bpmMax', bpm: 186 });
  expect(taken).toMatchObject({ bpmMax: 186, bpmThreshold: 164, estimated: ['bpmResting', 'bpmThreshold'] });
  expect(taken.ageYears).toBeUndefined();
  expect(parseAthlete(taken)).toMatchObject({ ok: true, value: { bpmMax: 186, bpmThreshold: 164 } });
  expect(takeOn({ ...guessed, estimated: [], bpmThreshold: 160 }, { name: 'bpmMax', bpm: 186 }).bpmThreshold).toBe(160);
  expect(takeOn(guessed, { name: 'bpmResting', bpm: 48 })).toMatchObject({ bpmResting: 48, ageYears: 43 });
});

test('rates: the extremes are of workouts with a strap', () => {
  const calm = figures({ id: 'calm', calmBpm: 49 });
  const simulated = figures({ id: 'sim', provenance: 'simulated', heldMaxBpm: 210, calmBpm: 40 });
  expect(seenExtremes([hard, calm, simulated], NOBODY)).toEqual({
    highest: { bpm: 182, workoutId: 'hard' },
    calmest: { bpm: 49, workoutId: 'calm' },
  });
  expect(seenExtremes([], NOBODY)).toEqual({ highest: undefined, calmest: undefined });
});

test('enough: how many workouts are missing', () => {
  expect([0, 2, 3, 9].map((count) => missingFor('load', count))).toEqual([3, 1, 0, 0]);
});

test('rates: extremes of files are told where they go beyond what was measured here', () => {
  const of = (own: object) => seenExtremes([figures({ heldMaxBpm: null, ...own })], NOBODY);
  const here = of({ id: 'here', heldMaxBpm: 180, calmBpm: 55 });
  const file = { highest: { bpm: 199, workoutId: 'file' }, calmest: undefined };
  expect(beyondOf(of({ id: 'file', heldMaxBpm: 199, calmBpm: 55 }), here)).toEqual(file);
  expect(beyondOf(of({ id: 'file', heldMaxBpm: 180, calmBpm: 54 }), here)).toEqual({
    highest: undefined,
    calmest: { bpm: 54, workoutId: 'file' },
  });
  expect(beyondOf(of({ id: 'file', heldMaxBpm: 199 }), seenExtremes([], NOBODY))).toEqual(file);
});
