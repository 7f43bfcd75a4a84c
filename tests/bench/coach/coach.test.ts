// The bench that judges the coach is itself held to what it says: hearts, straps, people and what is counted of them.
import { expect, test } from 'vitest';
import type { Plan } from '../../../src/core/plan/plan.ts';
import type { Outside } from '../../../src/core/signal/side.ts';
import { ATHLETES, type Athlete } from './athletes.ts';
import { Effort } from './effort.ts';
import { Heart } from './heart.ts';
import { count, isJustified, noSums, offencesIn } from './measures.ts';
import { PLANS } from './plans.ts';
import { APP_FIRST } from './rules/appRule.ts';
import { PLAIN, WATCH } from './rules/simpleRules.ts';
import { TODAY } from './rules/todayRule.ts';
import { DIRTY, Sensor } from './sensor.ts';
import { coachedBy, type TrueSecond } from './workout.ts';

const BAND = { lowBpm: 140, highBpm: 160 };

function ratesAfter(heart: Heart, seconds: number, effortBpm: number): number[] {
  return Array.from({ length: seconds }, () => heart.second(effortBpm));
}

test('a heart has come up by 63 % of the way after τ and the dead time, and down after its own τ', () => {
  const heart = new Heart({ tauOnS: 50, tauOffS: 80, deadS: 7 }, 100);
  const up = ratesAfter(heart, 1000, 200);
  expect(up[6]).toBe(100);
  expect(up[7]).toBeGreaterThan(100);
  expect(up[7 + 50 - 1]).toBeCloseTo(100 + 100 * (1 - Math.exp(-1)), 6);
  expect(up.at(-1)).toBeCloseTo(200, 4);
  expect(ratesAfter(heart, 1000, 100)[7 + 80 - 1]).toBeCloseTo(100 + 100 * Math.exp(-1), 4);
});

test('an even effort costs more by the hour, and a slow share of the answer comes late', () => {
  const drifts = new Heart({ tauOnS: 50, tauOffS: 50, deadS: 0, driftBpmPerH: 8 }, 140);
  expect(ratesAfter(drifts, 3600, 140).at(-1)).toBeCloseTo(148, 6);
  const late = new Heart({ tauOnS: 30, tauOffS: 30, deadS: 0, slowShare: 0.25, slowTauS: 150 }, 100);
  expect(ratesAfter(late, 30, 200).at(-1)).toBeCloseTo(100 + 75 * (1 - Math.exp(-1)) + 25 * (1 - Math.exp(-0.2)), 6);
});

function sent(seed: number, faults = {}): (number | undefined)[] {
  const sensor = new Sensor(faults, seed);
  return Array.from({ length: 7200 }, () => sensor.second(150));
}

test('a strap sends whole rates around the true one, the same of the same seed', () => {
  const clean = sent(1);
  expect(clean).toEqual(sent(1));
  expect(clean).not.toEqual(sent(2));
  expect(clean.every((bpm) => bpm !== undefined && Number.isInteger(bpm) && Math.abs(bpm - 150) < 8)).toBe(true);
  expect(clean.reduce<number>((sum, bpm) => sum + bpm!, 0) / clean.length).toBeCloseTo(150, 0);
});

test('a dirty strap has holes, and readings that no heart has', () => {
  const dirty = sent(1, DIRTY);
  expect(dirty).toContain(undefined);
  expect(dirty.filter((bpm) => bpm !== undefined && Math.abs(bpm - 150) > 15).length).toBeGreaterThan(10);
});

const still: Athlete = { ...ATHLETES[1]!, habit: { off: [-0.1] } };

test('a deaf person goes on; one who reacts does so after a while, by what is missing', () => {
  const deaf = new Effort(still, 1);
  const reacts = new Effort({ ...still, reaction: { afterS: 5, leastBpm: 4, share: 1 } }, 1);
  const at = (effort: Effort, s: number): number => effort.second(s, 0, s, BAND);
  expect(at(deaf, 1)).toBeCloseTo(135, 6);
  expect(at(reacts, 1)).toBeCloseTo(135, 6);
  deaf.hear('low', 1);
  reacts.hear('low', 1);
  const efforts = Array.from({ length: 20 }, (_, i) => [at(deaf, 2 + i), at(reacts, 2 + i)] as const);
  expect(efforts[4]![1]).toBeCloseTo(135, 6);
  expect(efforts[5]![1]).toBeGreaterThan(135);
  expect(efforts.at(-1)![0]).toBeCloseTo(135, 6);
  expect(efforts.at(-1)![1]).toBeCloseTo(150, 6);
  expect(reacts.reactedAtS).toBe(12);
});

/** Seconds of one phase, by the rate that the effort settles at and that of the heart. */
function seconds(settled: (s: number) => number, heart: (s: number) => number, length = 200): TrueSecond[] {
  return Array.from({ length }, (_, i) => ({
    phaseIndex: 1,
    phaseS: i + 1,
    band: BAND,
    settledBpm: settled(i + 1),
    heartBpm: heart(i + 1),
    reactedAtS: -Infinity,
  }));
}

test('a cue is justified by the effort, never by a heart that lags', () => {
  const lags = seconds(
    () => 150,
    () => 120,
  );
  const tooEasy = seconds(
    () => 130,
    () => 150,
  );
  const comes = seconds(
    (s) => 100 + s / 2,
    () => 120,
  );
  const low = { atS: 60, side: 'low' } as const;
  expect(isJustified(lags, low)).toBe(false);
  expect(isJustified(tooEasy, low)).toBe(true);
  expect(isJustified(tooEasy, { ...low, side: 'high' })).toBe(false);
  expect(isJustified(comes, low)).toBe(false);
});

test('an offence is provable once the heart is outside, the phase old enough and the effort off by enough', () => {
  const off = seconds(
    () => 130,
    (s) => Math.max(130, 150 - s / 4),
  );
  // 43 s in, the heart is more than half a beat below 140, and 3 + 0.2 × 9 is less than the 10 that the effort is off by
  expect(offencesIn(off, 'low')).toEqual([{ side: 'low', fromS: 43, toS: 200 }]);
  expect(offencesIn(off, 'high')).toEqual([]);
  const slightly = seconds(
    () => 137.5,
    () => 137.5,
  );
  expect(offencesIn(slightly, 'low')).toEqual([]);
});

test('an effort that was not right in between is one offence, one that was is two', () => {
  const twice = (between: number): number =>
    offencesIn(
      seconds(
        (s) => (s > 90 && s < 110 ? between : 130),
        () => 130,
      ),
      'low',
    ).length;
  expect(twice(138)).toBe(1);
  expect(twice(141)).toBe(2);
});

test('told in time, too late, and to somebody who has heard and does nothing', () => {
  const off = seconds(
    () => 130,
    () => 130,
  );
  const countedIn = (seconds: TrueSecond[], atS: number[]): ReturnType<typeof noSums> => {
    const sums = noSums();
    count(sums, { seconds, cues: atS.map((s) => ({ atS: s, side: 'low' as Outside })) });
    return sums;
  };
  const counted = (...atS: number[]): ReturnType<typeof noSums> => countedIn(off, atS);
  expect(counted(40)).toMatchObject({ told: 1, untold: 0, delaysS: [10], unjustified: 0, rightS: 0, targetS: 200 });
  expect(counted(76)).toMatchObject({ told: 0, untold: 1 });
  expect(counted()).toMatchObject({ told: 0, untold: 1, cues: 0 });
  const nextPhase = off.map((second) => ({ ...second, phaseIndex: 2 }));
  expect(countedIn([...off, ...nextPhase], [60])).toMatchObject({ told: 1, untold: 0, unheeded: 1 });
  const acted = nextPhase.map((second) => ({ ...second, reactedAtS: 70 }));
  expect(countedIn([...off, ...acted], [60])).toMatchObject({ told: 1, untold: 1, unheeded: 0 });
});

const SHORT: Plan = {
  id: 'short',
  name: 'short',
  description: '',
  sport: 'run',
  phases: [
    { name: 'a', target: { type: 'zone', zone: 2 }, end: { type: 'time', durationS: 180 } },
    { name: 'b', target: { type: 'zone', zone: 4 }, end: { type: 'time', durationS: 180 } },
  ],
};

test('the same athlete, plan and seed give the same workout; a watch nags where the effort is perfect', () => {
  const rules = [PLAIN, WATCH, TODAY];
  const once = coachedBy(rules, ATHLETES[1]!, SHORT, 3);
  expect(coachedBy(rules, ATHLETES[1]!, SHORT, 3)).toEqual(once);
  expect(coachedBy(rules, ATHLETES[1]!, SHORT, 4)).not.toEqual(once);
  const [plain, watch] = once.map((coached) => {
    const sums = noSums();
    count(sums, coached);
    return sums;
  });
  expect(once[0]!.seconds).toHaveLength(360);
  expect(plain).toMatchObject({ cues: 2, unjustified: 2, rightS: 360 });
  expect(watch!.cues).toBeGreaterThan(3);
  expect(watch!.unjustified).toBe(watch!.cues);
});

test('a heart of slow falls, under the right effort, is not told to ease again and again for what its first fall taught', () => {
  const slow = ATHLETES.find(({ name }) => name === 'β-blocker, max 125')!;
  const byHeartRate = PLANS.find(({ id }) => id === 'by heart rate')!;
  // of this seed the first fall looks a third too quick, and each early cue cuts the next fall too short to be learnt from
  const [first] = coachedBy([APP_FIRST], slow, byHeartRate, 11);
  expect(first!.cues.length).toBeLessThan(4);
});
