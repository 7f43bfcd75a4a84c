// How beats vary during a workout, from the bytes of a strap to the figure, held against the whole series at once.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beatAfter, NO_BEATS } from '../../../src/core/hrv/artefacts.ts';
import { dfaAlpha1 } from '../../../src/core/hrv/dfa.ts';
import { rootMeanSquare } from '../../../src/core/hrv/hrv.ts';
import { WINDOW_S } from '../../../src/core/hrv/hrvFigures.ts';
import { liveHrvAfter, NO_LIVE_HRV, type LiveHrv } from '../../../src/core/samples/liveHrv.ts';
import { runs } from '../../support/nightly.ts';
import { readRrSeries, rrFigures, rrSeriesAbsent } from '../../support/rrSeries.ts';
import { beatsAround, worn, type SecondOfStrap, type StrapScript } from './strapOfBeats.ts';

/** Two minutes of beats at once: those that end with the last of the series, artefacts told with all of it known. */
function ofTheWhole(rrMs: readonly number[]): { rmssdMs: number | null; alpha1: number | null } {
  let before = NO_BEATS;
  const kept = rrMs.map((ms) => {
    const [isKept, after] = beatAfter(before, ms);
    before = after;
    return isKept;
  });
  let [from, lengthMs] = [rrMs.length, 0];
  while (from > 0 && lengthMs + rrMs[from - 1]! <= WINDOW_S * 1000) lengthMs += rrMs[--from]!;
  const differences: number[] = [];
  for (let i = from + 1; i < rrMs.length; i++) if (kept[i] && kept[i - 1]) differences.push(rrMs[i]! - rrMs[i - 1]!);
  const keptMs = rrMs.filter((_, i) => i >= from && kept[i]);
  return { rmssdMs: rootMeanSquare(differences), alpha1: dfaAlpha1(keptMs) };
}

function* lived(script: StrapScript): Generator<SecondOfStrap & { live: LiveHrv }> {
  let live = NO_LIVE_HRV;
  for (const second of worn(script)) {
    if (second.sample) live = liveHrvAfter(live, second.sample);
    yield { ...second, live };
  }
}

const SERIES = rrFigures().map(({ file }) => file);

test.skipIf(rrSeriesAbsent).each(SERIES)('%s: every figure is that of the whole series', (file) => {
  let [compared, was] = [0, NO_LIVE_HRV.figures];
  for (const { s, live, beats } of lived({ rrMs: readRrSeries(file), untilS: 1_500 })) {
    if (!live.figures || live.figures === was) continue;
    was = live.figures;
    const whole = ofTheWhole(beats);
    expect(Math.abs(live.figures.rmssdMs! - whole.rmssdMs!), `RMSSD at ${s} s`).toBeLessThan(0.5);
    if (live.figures.dfaAlpha1 === null) continue;
    expect(Math.abs(live.figures.dfaAlpha1 - whole.alpha1!), `α1 at ${s} s`).toBeLessThan(0.03);
    compared++;
  }
  // two of five beats of the one are artefacts, and the other rises and falls faster than hearts do
  if (file !== 'rhrv-example.beats') expect(compared).toBeGreaterThan(20);
});

/** The beats of the window are the last that the heart had, each of them: none is missing between two. */
const isWhole = ({ live, beats }: { live: LiveHrv; beats: readonly number[] }): boolean =>
  live.window.beats.every(({ ms }, i, all) => ms === beats[beats.length - all.length + i]);

const heart = fc.record({
  ms: fc.integer({ min: 330, max: 1_200 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
});
/** Long enough that more than 4 s of beats are lost, which is found out at once; of shorter ones the next test tells. */
const hole = fc.record({ fromS: fc.integer({ min: 5, max: 580 }), lengthS: fc.integer({ min: 8, max: 45 }) });

describe('a dropout', () => {
  test('is a break: no window reaches over it, and two minutes begin anew', () => {
    fc.assert(
      fc.property(heart, fc.array(hole, { minLength: 1, maxLength: 4 }), ({ ms, seed }, holes) => {
        const isLost = (s: number): boolean => holes.some(({ fromS, lengthS }) => s >= fromS && s < fromS + lengthS);
        let sinceS = 0;
        for (const second of lived({ rrMs: beatsAround(ms, 600_000 / ms, seed), isLost })) {
          sinceS = isLost(second.s) ? 0 : sinceS + 1;
          if (sinceS > 0) expect(isWhole(second), `at ${second.s} s`).toBe(true);
          if (second.live.figures) expect(sinceS === 0 || sinceS >= WINDOW_S, `figures at ${second.s} s`).toBe(true);
        }
      }),
      { numRuns: runs(25) },
    );
  });

  test('of single frames is found out within seconds, and nothing of before stays in the window', () => {
    fc.assert(
      fc.property(heart, fc.integer({ min: 200, max: 300 }), ({ ms, seed }, lostS) => {
        fc.pre(ms < 600); // at rest a beat may be lost within an interval's length, and not be missed
        const isLost = (s: number): boolean => s === lostS || s === lostS + 1;
        for (const second of lived({ rrMs: beatsAround(ms, 400_000 / ms, seed), isLost }))
          if (second.s > lostS + 10) expect(isWhole(second), `at ${second.s} s`).toBe(true);
      }),
      { numRuns: runs(20) },
    );
  });
});

const figuresUntil = (script: StrapScript): number[] => {
  const seconds: number[] = [];
  for (const { s, live, session } of lived(script))
    if (live.figures && session.status === 'inProgress') seconds.push(s);
  return seconds;
};
const rrMs = beatsAround(460, 1_000);

test.each<[string, Partial<StrapScript>, (seconds: number[]) => boolean]>([
  ['never in the first two minutes', {}, (all) => all[0]! >= WINDOW_S && all.length > 300],
  [
    'nor in two minutes after a pause',
    { at: { 200: { type: 'pause', atMs: 200_900 }, 210: { type: 'resume', atMs: 210_900 } } },
    (all) => all.every((s) => s < 211 || s >= 211 + WINDOW_S) && all.at(-1)! > 400,
  ],
  [
    'nor in two minutes after the app was gone',
    { at: { 200: { type: 'restored', atMs: 200_900, awayMs: 2_000, present: false } } },
    (all) => all.every((s) => s < 201 || s >= 201 + WINDOW_S),
  ],
  [
    'nor after a change of strap',
    { at: { 200: { type: 'source', atMs: 200_900, source: 'strap' } } },
    (all) => all.every((s) => s < 201 || s >= 201 + WINDOW_S),
  ],
  ['a simulated heart has none', { source: 'simulated' }, (all) => all.length === 0],
])('%s', (_, script, holds) => {
  const all = figuresUntil({ rrMs, ...script });
  expect(holds(all), JSON.stringify(all)).toBe(true);
});

test('eight hours of 1 Hz: what is kept stays as small as two minutes', () => {
  const day = beatsAround(450, (8 * 3_600_000) / 450);
  let [mostBeats, mostBytes, seconds] = [0, 0, 0];
  for (const { s, live, session } of lived({ rrMs: day })) {
    seconds++;
    mostBeats = Math.max(mostBeats, live.window.beats.length);
    if (s % 600 === 0) mostBytes = Math.max(mostBytes, JSON.stringify(session.signal).length);
  }
  expect(seconds).toBeGreaterThan(28_700);
  expect(mostBeats).toBeLessThanOrEqual(WINDOW_S * 2.4);
  expect(mostBytes).toBeLessThan(3_000);
});
