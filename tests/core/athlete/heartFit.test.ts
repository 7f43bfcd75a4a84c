import { describe, expect, test } from 'vitest';
import { fitHeart, STRETCHES_MAX, type FittedHeart } from '../../../src/core/athlete/heartFit.ts';
import { PRIOR_RESPONSE, REL_SD_MIN } from '../../../src/core/athlete/heartResponse.ts';
import type { HeartStretch } from '../../../src/core/athlete/heartStretch.ts';
import { runs } from '../../support/nightly.ts';
import { chanceOf, heardIn, WORKOUTS, type Effort, type TestHeart } from './hearts.ts';

const TAUS_S = [25, 30, 40, 50, 58, 70, 80, 90, 110];

/** An athlete of chance, by number: quick and slow ones, falls 0.9 to 1.6 times as slow, dead times up to 12 s. */
function athleteOf(seed: number): { heart: TestHeart; chance: () => number } {
  const chance = chanceOf(seed);
  const tauOnS = TAUS_S[seed % TAUS_S.length]!;
  return { heart: { tauOnS, tauOffS: tauOnS * (0.9 + 0.7 * chance()), deadS: Math.floor(13 * chance()) }, chance };
}

const stretchesOf = (
  workouts: readonly (readonly Effort[])[],
  heart: TestHeart,
  chance: () => number,
  noiseBpm = 1,
): HeartStretch[] =>
  workouts.flatMap((efforts) => heardIn(efforts, heart, { noiseBpm, chance }).map((bpms) => ({ bpms })));

interface Fits {
  fits: { heart: TestHeart; fit: FittedHeart }[];
  /** Share of athletes within 20 %. */
  onGood: number;
  offGood: number;
}

function fitsOf(
  workouts: readonly (readonly Effort[])[],
  marred = (stretch: HeartStretch, _chance: () => number): HeartStretch => stretch,
): Fits {
  const fits = Array.from({ length: runs(45) }, (_, i) => {
    const { heart, chance } = athleteOf(i + 1);
    const stretches = stretchesOf(workouts, heart, chance);
    return { heart, fit: fitHeart(stretches.map((stretch) => marred(stretch, chance))) };
  });
  const share = (isGood: (each: (typeof fits)[number]) => boolean): number => fits.filter(isGood).length / fits.length;
  return {
    fits,
    onGood: share(({ heart, fit }) => Math.abs(fit.tauOnS / heart.tauOnS - 1) <= 0.2),
    offGood: share(({ heart, fit }) => Math.abs(fit.tauOffS / heart.tauOffS - 1) <= 0.2),
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('after two workouts of even effort, tau is within 20 % for nine athletes of ten', () => {
  test.each([
    ['intervals', [WORKOUTS.intervals, WORKOUTS.intervals]],
    ['easy runs', [WORKOUTS.easy, WORKOUTS.easy]],
    ['pyramids', [WORKOUTS.pyramid, WORKOUTS.pyramid]],
    ['intervals and an easy run', [WORKOUTS.intervals, WORKOUTS.easy]],
  ])('%s', (_, workouts) => {
    const { fits, onGood, offGood } = fitsOf(workouts);
    expect(onGood).toBeGreaterThanOrEqual(0.9);
    expect(offGood).toBeGreaterThanOrEqual(0.9);
    expect(Math.abs(meanOf(fits.map(({ heart, fit }) => fit.tauOnS / heart.tauOnS - 1)))).toBeLessThan(0.03);
    expect(Math.abs(meanOf(fits.map(({ heart, fit }) => fit.tauOffS / heart.tauOffS - 1)))).toBeLessThan(0.03);
    expect(Math.abs(meanOf(fits.map(({ heart, fit }) => fit.deadS - heart.deadS)))).toBeLessThan(0.5);
  });
});

test('the dead time is found, and does not change tau', () => {
  for (const deadS of [0, 4, 8, 12, 16]) {
    const fit = fitHeart(
      stretchesOf([WORKOUTS.intervals, WORKOUTS.intervals], { tauOnS: 50, tauOffS: 65, deadS }, chanceOf(deadS + 1)),
    );
    expect(Math.abs(fit.deadS - deadS)).toBeLessThan(2);
    expect(Math.abs(fit.tauOnS / 50 - 1)).toBeLessThan(0.1);
    expect(Math.abs(fit.tauOffS / 65 - 1)).toBeLessThan(0.1);
  }
});

test('holes, spikes and an end at the first cue make it less sure, not wrong', () => {
  const { fits, onGood, offGood } = fitsOf([WORKOUTS.intervals, WORKOUTS.intervals], ({ bpms }, chance) => {
    const untilS = 80 + Math.floor(100 * chance());
    let holeS = 0;
    return {
      bpms: bpms.slice(0, untilS).map((bpm) => {
        if (holeS === 0 && chance() < 0.03) holeS = 1 + Math.floor(5 * chance());
        if (holeS > 0) return holeS-- * 0;
        return chance() < 0.01 ? 215 : bpm;
      }),
    };
  });
  expect(onGood).toBeGreaterThanOrEqual(0.9);
  expect(offGood).toBeGreaterThanOrEqual(0.9);
  expect(Math.abs(meanOf(fits.map(({ heart, fit }) => fit.tauOnS / heart.tauOnS - 1)))).toBeLessThan(0.05);
});

test('with nothing to go by, the heart is what was known before, and no surer', () => {
  expect(fitHeart([])).toEqual({
    ...PRIOR_RESPONSE,
    onPhases: 0,
    offPhases: 0,
    tauOnSdS: 58 * 0.4,
    tauOffSdS: expect.closeTo(70 * 0.4) as number,
    deadSdS: 5,
  });
  const known = { tauOnS: 40, tauOffS: 60, deadS: 3, relSd: 0.15 };
  expect(fitHeart([], known)).toMatchObject(known);
});

test('a side that nothing was heard of follows the other, and is no surer than before', () => {
  const heart = { tauOnS: 35, tauOffS: 80, deadS: 5 };
  const rises = stretchesOf([WORKOUTS.intervals, WORKOUTS.intervals], heart, chanceOf(1)).filter(
    ({ bpms }) => bpms[170]! > bpms[0]! + 12,
  );
  const fit = fitHeart(rises);
  expect(fit).toMatchObject({ onPhases: rises.length, offPhases: 0 });
  expect(fit.tauOnS).toBeCloseTo(35, -0.5);
  expect(fit.tauOffS / fit.tauOnS).toBeCloseTo(70 / 58);
  expect(fit.relSd).toBeCloseTo(0.4);
});

test('a rise says everything of a fall of which nothing is known, and next to nothing of one that is', () => {
  const heart = { tauOnS: 40, tauOffS: 80, deadS: 5 };
  const rises = stretchesOf([WORKOUTS.intervals], heart, chanceOf(2)).filter(({ bpms }) => bpms[170]! > bpms[0]! + 12);
  const on = { ...PRIOR_RESPONSE, tauOnS: 60, tauOnSdS: 24 };
  const known = fitHeart(rises, { ...on, tauOffS: 80, tauOffSdS: 8 });
  expect(known.tauOnS / 60).toBeLessThan(0.75);
  expect(known.tauOffS / 80).toBeGreaterThan(0.96);
  const unknown = fitHeart(rises, { ...on, tauOffS: 80, tauOffSdS: 32 });
  expect(unknown.tauOffS / 80).toBeCloseTo(unknown.tauOnS / 60, 6);
});

test('how sure it is covers how wrong it is, and grows with what was heard', () => {
  const { fits } = fitsOf([WORKOUTS.easy]);
  const off = fits.map(({ heart, fit }) => Math.abs(fit.tauOnS - heart.tauOnS) / fit.tauOnSdS);
  expect(off.filter((sds) => sds < 2).length / off.length).toBeGreaterThanOrEqual(0.95);

  const { heart, chance } = athleteOf(5);
  const many = stretchesOf([WORKOUTS.pyramid, WORKOUTS.pyramid, WORKOUTS.pyramid], heart, chance);
  const [first, all] = [fitHeart(many.slice(0, 1)), fitHeart(many)];
  expect(all.tauOnSdS).toBeLessThan(first.tauOnSdS / 2);
  expect(all.relSd).toBe(REL_SD_MIN);
});

test('a phase of uneven effort counts for less than an even one', () => {
  const heart = { tauOnS: 40, tauOffS: 50, deadS: 4 };
  const heardFor = (...efforts: Effort[]): number[] =>
    heardIn([{ bpm: 110, forS: 300 }, ...efforts], heart, { noiseBpm: 1, chance: chanceOf(3) })
      .slice(1)
      .flat();
  const even = heardFor({ bpm: 155, forS: 180 });
  const startedTooHard = heardFor({ bpm: 175, forS: 60 }, { bpm: 145, forS: 120 });
  const wrong = fitHeart([{ bpms: startedTooHard }]).tauOnS;
  const both = fitHeart([{ bpms: startedTooHard }, { bpms: even }]).tauOnS;
  expect(Math.abs(wrong / 40 - 1)).toBeGreaterThan(0.2);
  expect(Math.abs(both / 40 - 1)).toBeLessThan(0.1);
});

test('what counts for nothing changes nothing, and what counts for half says half', () => {
  const { heart, chance } = athleteOf(7);
  const stretches = stretchesOf([WORKOUTS.pyramid], heart, chance);
  const weighed = (weight: number): HeartStretch[] => stretches.map((stretch) => ({ ...stretch, weight }));
  expect(fitHeart([...stretches, ...weighed(0)])).toEqual(fitHeart(stretches));
  const halves = fitHeart([...weighed(0.5), ...weighed(0.5)]);
  expect(halves.tauOnS).toBeCloseTo(fitHeart(stretches).tauOnS, 6);
});

test('training shows: the newest of each side decide', () => {
  const before = { tauOnS: 80, tauOffS: 100, deadS: 6 };
  const after = { tauOnS: 45, tauOffS: 55, deadS: 6 };
  const many = (heart: TestHeart): HeartStretch[] =>
    stretchesOf(
      Array.from({ length: 7 }, () => WORKOUTS.intervals),
      heart,
      chanceOf(2),
    );
  const fit = fitHeart([...many(before), ...many(after)]);
  expect(fit).toMatchObject({ onPhases: STRETCHES_MAX, offPhases: STRETCHES_MAX });
  expect(Math.abs(fit.tauOnS / 45 - 1)).toBeLessThan(0.1);
});

test('what earlier workouts said is a prior: a new one moves it, and does not begin anew', () => {
  const { heart, chance } = athleteOf(8);
  const known = fitHeart(stretchesOf([WORKOUTS.intervals, WORKOUTS.intervals], heart, chance));
  const more = stretchesOf([WORKOUTS.easy], heart, chance);
  const fit = fitHeart(more, known);
  expect(Math.abs(fit.tauOnS / heart.tauOnS - 1)).toBeLessThan(0.1);
  expect(fit.tauOnSdS).toBeLessThanOrEqual(fitHeart(more).tauOnSdS);
});
