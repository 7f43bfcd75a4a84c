// What is worked out of the seconds of workouts that the real state machine ran.
import { expect, test } from 'vitest';
import { PRIOR_RESPONSE } from '../../../src/core/athlete/heartResponse.ts';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import { asksIdOf } from '../../../src/core/load/asksId.ts';
import { edwardsOf } from '../../../src/core/load/edwards.ts';
import { secondsIn, sumOver } from '../../../src/core/load/rateHistogram.ts';
import { trustedSeconds } from '../../../src/core/load/trustedSeconds.ts';
import { FIGURES_VERSION, workoutFiguresOf } from '../../../src/core/load/workoutFigures.ts';
import { parseFigures } from '../../../src/core/load/workoutFiguresRecord.ts';
import { workoutAnalysis } from '../../../src/core/load/workoutAnalysis.ts';
import type { SampleChunk } from '../../../src/core/samples/samples.ts';
import { runHeart, type HeartRun } from '../../support/heartWorkouts.ts';
import { phase, planOf, time } from '../arbitrary.ts';

const HEART = { tauOnS: 50, tauOffS: 60, deadS: 5 };
const zone = (of: 1 | 2 | 3 | 4 | 5) => ({ type: 'zone', zone: of }) as const;

/** Warm-up, three hard minutes each with an easy one behind, cool-down. */
const INTERVALS = planOf(
  phase(time(300), zone(2)),
  { repeat: 3, phases: [phase(time(240), zone(4)), phase(time(120), zone(1))] },
  phase(time(300), zone(1)),
);
const run = (own: Partial<HeartRun> = {}) => runHeart({ id: 'w', plan: INTERVALS, heart: HEART, ...own });
/** Run once for all tests that look at the same one. */
const INTERVAL_RUN = run();
const figuresOf = (own: Partial<HeartRun> = {}) => {
  const { session, chunks } = run(own);
  return workoutFiguresOf(session, chunks);
};

test('figures: of a workout with intervals', () => {
  const { session, chunks } = INTERVAL_RUN;
  const figures = workoutFiguresOf(session, chunks);
  expect(figures).toMatchObject({
    id: 'w',
    v: FIGURES_VERSION,
    planId: INTERVALS.id,
    sport: 'other',
    provenance: 'strap',
    elapsedS: 1680,
    athlete: { bpmMax: 190, bpmResting: 60, bpmThreshold: 167 },
    driftPct: null,
  });
  // nothing is doubted here, so that the figures are of the same seconds as the summary
  expect(secondsIn(figures.rates)).toBe(1680 - session.summary.noSignalS);
  expect(sumOver(figures.rates, (bpm) => bpm) / secondsIn(figures.rates)).toBeCloseTo(session.summary.meanBpm!, 9);
  const [, z1, z2, z3, z4, z5] = session.summary.timeInZoneS;
  expect(60 * edwardsOf(figures.rates, DEFAULT_PROFILE)).toBe(z1! + 2 * z2! + 3 * z3! + 4 * z4! + 5 * z5!);
  const inS = session.timeline.reduce((sum, each) => sum + each.inS, 0);
  expect(figures.target.inS).toBe(inS);
  expect(figures.target.judgedS).toBe(secondsIn(figures.rates));
  expect(figures.target.longestS).toBeLessThanOrEqual(inS);
  expect(figures.target.longestS).toBeGreaterThan(150);
  expect(figures.heldMaxBpm).toBeLessThanOrEqual(session.summary.maxBpm!);
  expect(figures.heldMaxBpm).toBeGreaterThan(158);
});

test('figures: recovery is the best after a hard phase that an easier one follows', () => {
  // zone 4 is 152–170: from 161 the heart goes to 104 with a time constant of 60 s and 5 s of dead time, 57 (1 − e^(−55/60))
  const { hrr60 } = workoutFiguresOf(INTERVAL_RUN.session, INTERVAL_RUN.chunks);
  expect(hrr60).toBeGreaterThan(31);
  expect(hrr60).toBeLessThan(38);
  expect(figuresOf({ plan: planOf(phase(time(600), zone(4))) }).hrr60).toBeNull();
});

test('figures: recovery without targets is the best after a peak; a lap that goes on as before is none', () => {
  const open = { type: 'open' } as const;
  const laps = planOf(phase(time(400), open), phase(time(400), open));
  // hard until 500 s, well into the second lap
  const said = (_: number, s: number) => Math.round(s <= 500 ? 165 + (s % 2) : 110 + 55 * Math.exp(-(s - 500) / 60));
  const { session, chunks } = run({ plan: laps, said });
  expect(workoutAnalysis(session, chunks, PRIOR_RESPONSE).map(({ hrr60 }) => hrr60)).toEqual([null, null]);
  // 55 (1 − 1/e) = 35, less a rate that is stored a second late
  expect([34, 35, 36]).toContain(workoutFiguresOf(session, chunks).hrr60);
});

test('figures: a phase that goes on easier, but at work, is no recovery; nor is a rest that the next effort cuts short', () => {
  const tempo = planOf(phase(time(240), zone(4)), phase(time(240), zone(3)));
  expect(figuresOf({ plan: tempo }).hrr60).toBeNull();
  const short = planOf(phase(time(240), zone(4)), phase(time(40), zone(1)), phase(time(240), zone(4)));
  expect(figuresOf({ plan: short }).hrr60).toBeNull();
});

test('figures: whoever goes on as hard in the easy phase has no recovery, not one of a few beats', () => {
  const heart = (_: number, s: number) => (s >= 300 && (s - 300) % 360 < 240 ? 165 : 160) + (s % 3);
  const { session, chunks } = run({ said: heart });
  expect(workoutFiguresOf(session, chunks).hrr60).toBeNull();
  expect(workoutAnalysis(session, chunks, PRIOR_RESPONSE).map(({ hrr60 }) => hrr60)).toEqual(new Array(8).fill(null));
});

test('figures: a steady run without targets, with its waves, has no recovery', () => {
  const open = planOf(phase(time(2400), { type: 'open' }));
  const steady = (_: number, s: number) => Math.round(156 + 7 * Math.sin(s / 45));
  expect(figuresOf({ plan: open, said: steady }).hrr60).toBeNull();
});

test('figures: a pause in the minute after the effort leaves no recovery', () => {
  // half a minute after each hard phase, for 50 s
  const pausesS = [570, 930 + 50, 1290 + 100];
  const paused = figuresOf({
    happens: (s) => {
      if (pausesS.includes(s)) return { type: 'pause', atMs: (s - 1) * 1000 };
      return pausesS.includes(s - 50) ? { type: 'resume', atMs: (s - 1) * 1000 } : undefined;
    },
  });
  expect(paused.elapsedS).toBe(1680);
  expect(paused.hrr60).toBeNull();
});

test('figures: a second of doubt, of no signal or of an absence does not count', () => {
  const { session, chunks } = INTERVAL_RUN;
  const flagged = (flag: number) =>
    chunks.map((chunk): SampleChunk =>
      chunk.fromS === 300 ? { ...chunk, flags: chunk.flags.map((f) => f | flag) } : chunk,
    );
  const heard = secondsIn(workoutFiguresOf(session, chunks).rates);
  expect(secondsIn(workoutFiguresOf(session, flagged(16)).rates)).toBe(heard - 300);
  expect(secondsIn(workoutFiguresOf(session, flagged(4)).rates)).toBe(heard - 300);
  expect(
    secondsIn(
      workoutFiguresOf(
        session,
        chunks.filter(({ fromS }) => fromS !== 300),
      ).rates,
    ),
  ).toBe(heard - 300);
  expect([...trustedSeconds(flagged(16), session.elapsedS).subarray(300, 600)].some((bpm) => bpm > 0)).toBe(false);
});

test('figures: where it is not known which seconds were doubted, nothing is the highest or the lowest', () => {
  const { session, chunks } = INTERVAL_RUN;
  const told = { ...session, doubtS: 60 };
  expect(workoutFiguresOf(told, chunks)).toMatchObject({ heldMaxBpm: null, calmBpm: null });
  expect(workoutFiguresOf({ ...session, doubtS: 0 }, chunks).heldMaxBpm).not.toBeNull();
});

test('figures: of a simulated heart they say so, of none they are empty', () => {
  expect(figuresOf({ source: 'simulated' }).provenance).toBe('simulated');
  expect(figuresOf({ said: () => 0 })).toMatchObject({
    provenance: 'none',
    rates: { fromBpm: 0, seconds: [] },
    heldMaxBpm: null,
    hrr60: null,
    target: { inS: 0, judgedS: 0, longestS: 0 },
    steady: null,
  });
});

test('figures: the same was asked of plans that differ in name alone', () => {
  const renamed = { ...INTERVALS, name: 'Other', id: '5ad00000-0000-4000-8000-000000000009' };
  const longer = planOf(...INTERVALS.phases, phase(time(60), zone(1)));
  expect(asksIdOf(renamed)).toBe(asksIdOf(INTERVALS));
  expect(asksIdOf(longer)).not.toBe(asksIdOf(INTERVALS));
  expect(workoutFiguresOf(INTERVAL_RUN.session, INTERVAL_RUN.chunks).asksId).toBe(asksIdOf(INTERVALS));
});

test('figures: long work is steady from its fourth minute, and drifts where no heart rate steers it', () => {
  const open = planOf(phase(time(1800), { type: 'open' }));
  const rising = figuresOf({ plan: open, said: (_, s) => 120 + Math.floor(s / 180) + (s % 2) });
  const mean = (fromS: number, toS: number) => {
    let sum = 0;
    for (let s = fromS; s < toS; s++) sum += 120 + Math.floor(s / 180) + (s % 2);
    return sum / (toS - fromS);
  };
  // the rate that is stored with a second may be that of the second before
  expect(Math.abs(rising.steady!.meanBpm - mean(180, 1800))).toBeLessThan(0.05);
  expect(rising.driftPct).toBeCloseTo(100 * (mean(900, 1800) / mean(0, 900) - 1), 1);
  expect(figuresOf({ plan: planOf(phase(time(1800), zone(2))) }).driftPct).toBeNull();
});

test('figures: as stored, they are read back; others are made anew', () => {
  const figures = workoutFiguresOf(INTERVAL_RUN.session, INTERVAL_RUN.chunks);
  expect(parseFigures(JSON.parse(JSON.stringify(figures)))).toEqual({ ok: true, value: figures });
  const broken: unknown[] = [
    null,
    { ...figures, v: FIGURES_VERSION - 1 },
    { ...figures, rates: { fromBpm: -1, seconds: [] } },
    { ...figures, rates: { fromBpm: 100, seconds: [9999] } },
    { ...figures, rates: { fromBpm: 100, seconds: new Array(1000).fill(0) } },
    { ...figures, hrr60: 'fast' },
    { ...figures, provenance: 'wished' },
  ];
  for (const value of broken) expect(parseFigures(value).ok).toBe(false);
});

test('phases of a workout: what was in the target, and of what could be', () => {
  const { session, chunks } = INTERVAL_RUN;
  const phases = workoutAnalysis(session, chunks, { ...PRIOR_RESPONSE, ...HEART });
  expect(phases).toHaveLength(8);
  for (const { executed, compliance } of phases) {
    expect(compliance!.raw).toBeCloseTo(executed.inS / compliance!.judgedS, 9);
    expect(compliance!.reachable).toBeGreaterThanOrEqual(compliance!.raw);
  }
  const hard = phases[1]!;
  expect(hard.compliance!.raw).toBeLessThan(0.8);
  expect(hard.compliance!.reachable).toBe(1);
  const bpms = [...trustedSeconds(chunks, session.elapsedS)].slice(300, 540);
  const inBand = bpms.map((bpm) => (bpm >= 152 && bpm <= 170 ? '+' : '-')).join('');
  expect(hard.timeToTargetS).toBe(inBand.indexOf('+'.repeat(10)));
  expect(hard.hrr60).toBeGreaterThan(30);
  expect(hard.seconds).toHaveLength(240);
  expect(hard.maxBpm).toBeGreaterThan(hard.meanBpm!);
  expect(phases[2]).toMatchObject({ hrr60: null, heartRateEnd: null, movedBpm: 0 });
});

test('phases of a workout: a target that was moved is judged as it stood in each second', () => {
  const plan = planOf(phase(time(600), { type: 'bpm', low: 130, high: 140 }));
  const shift = { type: 'shift', byBpm: 10, scope: 'phase' } as const;
  const own = {
    plan,
    said: (_: number, s: number) => 144 + (s % 3),
    happens: (s: number) => (s === 301 ? shift : undefined),
  };
  const { session, chunks } = run(own);
  const [only] = workoutAnalysis(session, chunks, PRIOR_RESPONSE);
  expect(only!.movedBpm).toBe(10);
  expect(only!.executed.inS).toBe(300);
  expect(only!.compliance!.raw).toBeCloseTo(300 / only!.compliance!.judgedS, 9);
  expect(only!.timeToTargetS).toBe(300);
  expect(only!.seconds[299]!.band).toEqual({ lowBpm: 130, highBpm: 140 });
  expect(only!.seconds[300]!.band).toEqual({ lowBpm: 140, highBpm: 150 });
  expect(workoutFiguresOf(session, chunks).target).toMatchObject({ inS: 300, longestS: 300 });
});

test('phases of a workout: how long it took until the heart rate that was waited for', () => {
  const down = { type: 'heartRate', from: 'above', bpm: 120, holdS: 10, minS: 0, maxS: 300 } as const;
  const plan = planOf(
    phase(time(240), zone(4)),
    phase(down, { type: 'open' }),
    phase({ ...down, bpm: 60 }, { type: 'open' }),
  );
  const { session, chunks } = run({ plan });
  const [, came, never] = workoutAnalysis(session, chunks, PRIOR_RESPONSE);
  expect(came!.heartRateEnd).toEqual({ from: 'above', bpm: 120, afterS: came!.executed.toS - came!.executed.fromS });
  expect(came!.heartRateEnd!.afterS).toBeLessThan(120);
  const first = workoutAnalysis(session, chunks, PRIOR_RESPONSE)[0]!;
  expect(first.hrr60).toBeGreaterThan(20);
  expect(never!.heartRateEnd).toEqual({ from: 'above', bpm: 60, afterS: null });
  expect(came).toMatchObject({ compliance: null, timeToTargetS: null, seconds: [] });
});
