// What the beats of a whole workout come to, from its stored seconds.
import { describe, expect, test } from 'vitest';
import { beatAfter, NO_BEATS } from '../../../src/core/hrv/artefacts.ts';
import { dfaAlpha1 } from '../../../src/core/hrv/dfa.ts';
import { deviation, rootMeanSquare } from '../../../src/core/hrv/hrv.ts';
import { packed } from '../../../src/core/samples/packed.ts';
import { unpacked } from '../../../src/core/samples/unpacked.ts';
import { ALPHA_VALUES_MAX } from '../../../src/core/hrv/hrvFigures.ts';
import { hrvSummaryOf } from '../../../src/core/samples/hrvSummary.ts';
import { chunkOf, SampleLog, type SampleChunk } from '../../../src/core/samples/samples.ts';
import type { Sample } from '../../../src/core/session/events.ts';
import { readRrSeries, rrFigures, rrSeriesAbsent } from '../../support/rrSeries.ts';
import { beatsAround, worn, type StrapScript } from './strapOfBeats.ts';

/** Stored, packed and read back. */
function chunksOf(script: StrapScript): readonly SampleChunk[] {
  const log = new SampleLog();
  for (const { sample } of worn(script)) if (sample) log.append(sample);
  return log.chunks.map((chunk) => {
    const read = unpacked(packed(chunk));
    if (!read.ok) throw new Error('a chunk that cannot be read');
    return read.value;
  });
}

/** All kept beats at once. */
function ofAll(rrMs: readonly number[]): { rmssdMs: number; sdnnMs: number } {
  let [before, last] = [NO_BEATS, undefined as number | undefined];
  const [kept, differences]: [number[], number[]] = [[], []];
  for (const ms of rrMs) {
    const [isKept, after] = beatAfter(before, ms);
    before = after;
    if (isKept) kept.push(ms);
    if (isKept && last !== undefined) differences.push(ms - last);
    last = isKept ? ms : undefined;
  }
  return { rmssdMs: rootMeanSquare(differences)!, sdnnMs: deviation(kept)! };
}

/** The first so many seconds of it. */
function upTo(rrMs: readonly number[], s: number): number[] {
  let lengthMs = 0;
  return rrMs.filter((ms) => (lengthMs += ms) <= s * 1000);
}

/** Of which nearly every minute is clean. */
const CLEAN = [
  'hrvanalysis-test_nn_intervals.txt',
  'bipolar-training-sessions-22165267-exercises-22141894-rrsamples.expected.json',
];

test.skipIf(rrSeriesAbsent).each(CLEAN)('%s: the figures are those of the whole series', (file) => {
  expect(rrFigures().map((each) => each.file)).toContain(file);
  const rrMs = readRrSeries(file);
  const summary = hrvSummaryOf(chunksOf({ rrMs }))!;
  expect(summary.coveredS * 1000).toBeGreaterThan(0.8 * rrMs.reduce((sum, ms) => sum + ms, 0));
  const whole = ofAll(upTo(rrMs, summary.coveredS));
  expect(Math.abs(summary.rmssdMs! - whole.rmssdMs)).toBeLessThan(0.5);
  expect(Math.abs(summary.sdnnMs! - whole.sdnnMs)).toBeLessThan(3); // a minute that is left out may be of another rate
});

test('a value each minute is that of the two minutes before it', () => {
  const rrMs = beatsAround(500, 1_400);
  const { dfaAlpha1: alpha } = hrvSummaryOf(chunksOf({ rrMs }))!;
  expect(alpha.stepS).toBe(60);
  expect(alpha.values.slice(0, 2)).toEqual([null, null]); // two minutes of beats, and the first second is left out
  const seconds = Array.from(worn({ rrMs }), ({ beats }) => [...beats]);
  alpha.values.forEach((value, i) => {
    if (i < 2) return;
    const beats = seconds[60 * (i + 1) - 1]!;
    const last = upTo(beats.map(Math.round).toReversed(), 120).toReversed();
    expect(Math.abs(value! - dfaAlpha1(last)!), `minute ${i + 1}`).toBeLessThan(0.03);
  });
});

const rrMs = beatsAround(500, 2_400); // twenty minutes

describe('what does not count', () => {
  test.each<[string, StrapScript]>([
    ['a simulated heart', { rrMs, source: 'simulated' }],
    ['a strap without intervals', { rrMs: rrMs.map(() => 1000), isLost: () => true }],
  ])('%s has no summary', (_, script) => {
    expect(hrvSummaryOf(chunksOf(script))).toBeUndefined();
  });

  test('a series that is broken each half minute has no whole minute, and says so', () => {
    const summary = hrvSummaryOf(chunksOf({ rrMs, isLost: (s) => s % 30 < 6 }))!;
    expect(summary).toMatchObject({ rmssdMs: null, sdnnMs: null, coveredS: 0 });
    expect(new Set(summary.dfaAlpha1.values)).toEqual(new Set([null]));
  });

  test('minutes with artefacts are left out, and the others are as they were', () => {
    const clean = hrvSummaryOf(chunksOf({ rrMs }))!;
    const dirty = rrMs.map((ms, i) => (i < 600 && i % 10 === 4 ? ms - 150 : i < 600 && i % 10 === 5 ? ms + 150 : ms));
    const summary = hrvSummaryOf(chunksOf({ rrMs: dirty }))!;
    expect(Math.abs(summary.rmssdMs! - clean.rmssdMs!)).toBeLessThan(0.5);
    expect(summary.coveredS).toBeLessThan(clean.coveredS - 250);
    expect(summary.artefactPct).toBeGreaterThan(2);
  });
});

test('a reload is a break, and nothing more: all minutes before it and after it count', () => {
  const whole = hrvSummaryOf(chunksOf({ rrMs }))!;
  const at = { 620: { type: 'restored', atMs: 620_900, awayMs: 5_000, present: false } } as const;
  const broken = hrvSummaryOf(chunksOf({ rrMs, at }))!;
  expect(Math.abs(broken.rmssdMs! - whole.rmssdMs!)).toBeLessThan(0.5);
  expect(broken.coveredS).toBeGreaterThan(whole.coveredS - 130);
  expect(broken.dfaAlpha1.values[10]).toBeNull();
});

test('seconds that no version said to follow on each other have no summary, and long absences have no values', () => {
  const second: Sample = { bpm: 120, steadyBpm: 120, source: 'strap', away: false, rrMs: [500, 500] };
  const seconds = Array.from({ length: 300 }, () => second);
  expect(hrvSummaryOf([chunkOf(seconds, 0)])).toBeUndefined();
  const follow = seconds.map((each) => ({ ...each, beatsFollow: true }));
  const { dfaAlpha1: alpha, coveredS } = hrvSummaryOf([chunkOf(follow, 0), chunkOf(follow, 1_200)])!;
  expect(alpha.values).toHaveLength(25);
  expect(coveredS).toBe(600);
});

test('however long a workout is, its series is no longer than the longest', () => {
  const second: Sample = {
    bpm: 120,
    steadyBpm: 120,
    source: 'strap',
    away: false,
    rrMs: [500, 500],
    beatsFollow: true,
  };
  const chunk = Array.from({ length: 300 }, () => second);
  const { dfaAlpha1: alpha } = hrvSummaryOf(Array.from({ length: 120 }, (_, i) => chunkOf(chunk, 300 * i)))!; // ten hours
  expect(alpha.stepS).toBe(120);
  expect(alpha.values).toHaveLength(300);
  expect(alpha.values.length).toBeLessThanOrEqual(ALPHA_VALUES_MAX);
});
