import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadOf } from '../../../src/core/load/loadOf.ts';
import type { LoadProfile } from '../../../src/core/load/loadProfile.ts';
import { histogramOf, secondsIn } from '../../../src/core/load/rateHistogram.ts';
import type { Reading } from '../../../src/core/load/readings.ts';
import { edwardsOf } from '../../../src/core/load/edwards.ts';
import { hrssOf, trimpOf } from '../../../src/core/load/trimp.ts';
import { A, B, C, D, effort, P, P_WOMAN, Q, seconds, stamped } from './series.ts';

test.each([
  ['A', A, 31.8025, 37.1285, 60],
  ['B', B, 29.02, 32.8239, 50.0167],
  ['C', C, 41.2169, 45.7775, 70],
  ['D', D, 39.9796, 44.4206, 68],
] as const)('load, series %s: TRIMP of a man and of a woman, Edwards', (_, series, man, woman, edwards) => {
  expect(loadOf(series, P).trimp).toBeCloseTo(man, 4);
  expect(loadOf(series, P_WOMAN).trimp).toBeCloseTo(woman, 4);
  expect(loadOf(series, P).edwards).toBeCloseTo(edwards, 4);
});

test.each([
  ['A', A, 19.0521],
  ['B', B, 17.3851],
  ['C', C, 24.692],
] as const)('load, series %s: HRSS', (_, series, hrss) => {
  expect(loadOf(series, P).hrss).toBeCloseTo(hrss, 4);
});

test('load: an hour at threshold is a HRSS of 100, for a woman too', () => {
  const hour = seconds(3600, () => Q.bpmThreshold);
  expect(loadOf(hour, Q).hrss).toBeCloseTo(100, 9);
  expect(loadOf(hour, { ...Q, sex: 'female' }).hrss).toBeCloseTo(100, 9);
});

test('load: what is missing is in no zone, and has a place of its own', () => {
  expect(loadOf(D, P).zonesS).toEqual([0, 0, 0, 600, 570, 0, 30]);
});

test.each([
  ['a reading every five seconds counts for five', [0, 5, 10], 15, 0],
  ['one every three seconds counts for three before a hole, and at the end', [0, 3, 6, 20, 23], 15, 11],
  ['alone each counts for one', [0, 6, 12], 3, 10],
])('load: %s', (_, atS, heardS, noneS) => {
  const readings = atS.map((s) => ({ s, bpm: 150 }));
  expect(loadOf(readings, P).zonesS).toEqual([0, 0, 0, heardS, 0, 0, noneS]);
});

test('load: of rates by second a reading counts no longer than they go on', () => {
  expect(loadOf([150, 0, 150], P).zonesS).toEqual([0, 0, 0, 3, 0, 0, 0]);
  expect(loadOf([0, 150, 0, 0, 0, 0, 0, 150, 150, 0], P).zonesS).toEqual([0, 0, 0, 3, 0, 0, 7]);
});

test('load: readings between seconds count as long as they are apart', () => {
  const uneven = [0.2, 1.1, 2.4, 3.2].map((s) => ({ s, bpm: 150 }));
  expect(loadOf(uneven, P).zonesS).toEqual([0, 0, 0, 3.9, 0, 0, 0]);
});

test('load: pairs, named seconds and plain seconds are read alike', () => {
  const expected = loadOf(C, P);
  expect(
    loadOf(
      C.map(({ s, bpm }) => [s, bpm] as const),
      P,
    ),
  ).toEqual(expected);
  expect(
    loadOf(
      C.map(({ s, bpm }) => ({ seconds: s, bpm })),
      P,
    ),
  ).toEqual(expected);
  expect(
    loadOf(
      C.map(({ bpm }) => bpm),
      P,
    ),
  ).toEqual(expected);
  expect(
    loadOf(
      Uint8Array.from(C, ({ bpm }) => bpm),
      P,
    ),
  ).toEqual(expected);
});

test('load: of nothing, of zeros and of what is no number nothing comes', () => {
  const nothing = { trimp: 0, hrss: 0, edwards: 0, hrr60: null, driftPct: null };
  expect(loadOf([], P)).toEqual({ ...nothing, zonesS: [0, 0, 0, 0, 0, 0, 0] });
  expect(loadOf([0, 0, 0], P)).toEqual({ ...nothing, zonesS: [0, 0, 0, 0, 0, 0, 3] });
  expect(
    loadOf(
      [
        { s: 0, bpm: NaN },
        { s: Infinity, bpm: 120 },
      ],
      P,
    ),
  ).toEqual({ ...nothing, zonesS: [0, 0, 0, 0, 0, 0, 0] });
});

test('load: an effort, its recovery and the drift of a long one are told with it', () => {
  expect(loadOf(effort(180), P).hrr60).toBe(38);
  expect(
    loadOf(
      seconds(3600, (i) => Math.round(140 + (8 * i) / 3600)),
      P,
    ).driftPct,
  ).toBeCloseTo(2.8169, 4);
  expect(loadOf(A, P)).toMatchObject({ hrr60: null, driftPct: 0 });
});

test('load: a rate below rest adds nothing, one above the maximum no more than the maximum', () => {
  expect(
    loadOf(
      seconds(60, () => 35),
      P,
    ).trimp,
  ).toBe(0);
  expect(
    loadOf(
      seconds(60, () => 230),
      P,
    ).trimp,
  ).toBe(
    loadOf(
      seconds(60, () => 200),
      P,
    ).trimp,
  );
});

const bpms = fc.array(fc.integer({ min: 30, max: 220 }), { minLength: 1, maxLength: 300 });
const profiles: fc.Arbitrary<LoadProfile> = fc
  .tuple(fc.integer({ min: 30, max: 80 }), fc.integer({ min: 130, max: 220 }), fc.constantFrom('male', 'female'))
  .chain(([bpmResting, bpmMax, sex]) =>
    fc
      .integer({ min: bpmResting + 10, max: bpmMax })
      .map((bpmThreshold) => ({ bpmMax, bpmResting, bpmThreshold, sex })),
  );
const sums = ({ trimp, hrss, edwards }: Record<'trimp' | 'hrss' | 'edwards', number>) => [trimp, hrss, edwards];
const isClose = (some: number[], others: number[]) =>
  some.forEach((each, i) => expect(each).toBeCloseTo(others[i]!, 6));

test('load: a histogram gives for any profile what a loop over its seconds gives', () => {
  fc.assert(
    fc.property(bpms, profiles, (series, profile) => {
      const rates = histogramOf(series);
      const { bpmMax, bpmResting, bpmThreshold, sex } = profile;
      const [factor, exponent] = sex === 'male' ? [0.64, 1.92] : [0.86, 1.67];
      const minute = (bpm: number) => {
        const share = Math.min(1, Math.max(0, (bpm - bpmResting) / (bpmMax - bpmResting)));
        return share * factor * Math.exp(exponent * share);
      };
      let [trimp, edwards] = [0, 0];
      for (const bpm of series) {
        trimp += minute(bpm) / 60;
        edwards += Math.min(5, Math.max(0, Math.floor((bpm * 10) / bpmMax) - 4)) / 60;
      }
      isClose(
        [trimpOf(rates, profile), hrssOf(rates, profile), edwardsOf(rates, profile), secondsIn(rates)],
        [trimp, (100 * trimp) / (60 * minute(bpmThreshold)), edwards, series.length],
      );
      isClose(sums(loadOf(series, profile)), [trimp, (100 * trimp) / (60 * minute(bpmThreshold)), edwards]);
    }),
  );
});

test('load: parts of a series add up to the whole', () => {
  fc.assert(
    fc.property(bpms, fc.nat(300), profiles, (series, at, profile) => {
      const [one, other] = [loadOf(series.slice(0, at), profile), loadOf(series.slice(at), profile)];
      isClose(
        sums(loadOf(series, profile)),
        sums(one).map((each, i) => each + sums(other)[i]!),
      );
    }),
  );
});

test('load: the order of readings does not matter', () => {
  const shuffled = bpms.chain((series) =>
    fc
      .shuffledSubarray(stamped(series), { minLength: series.length })
      .map((readings): [number[], Reading[]] => [series, readings]),
  );
  fc.assert(
    fc.property(shuffled, profiles, ([series, readings], profile) => {
      expect(loadOf(readings, profile)).toEqual(loadOf(stamped(series), profile));
    }),
  );
});

test('load: a hole of more than five seconds never adds load', () => {
  fc.assert(
    fc.property(bpms, fc.nat(300), fc.integer({ min: 5, max: 60 }), profiles, (series, fromS, lengthS, profile) => {
      const holed = stamped(series).filter(({ s }) => s < fromS || s >= fromS + lengthS);
      const [whole, less] = [sums(loadOf(series, profile)), sums(loadOf(holed, profile))];
      less.forEach((each, i) => expect(each).toBeLessThanOrEqual(whole[i]! + 1e-9));
    }),
  );
});
