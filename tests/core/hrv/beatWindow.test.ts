// The last two minutes of beats, as a strap brings them: second by second. Where they break, and real series: samples/liveHrv.test.ts.
import { expect, test } from 'vitest';
import { hrvOfWindow, NO_WINDOW, secondOfBeats, type BeatWindow } from '../../../src/core/hrv/beatWindow.ts';
import { WINDOW_S } from '../../../src/core/hrv/hrvFigures.ts';
import { dfaAlpha1 } from '../../../src/core/hrv/dfa.ts';
import { encodeFrame, parseFrame } from '../../../src/core/signal/heartRateMeasurement.ts';

/** The intervals that a strap sends at the end of each second, in 1/1024 s as it does. */
function bySecond(rrMs: readonly number[]): number[][] {
  const seconds: (number[] | undefined)[] = [];
  let atMs = 0;
  for (const ms of rrMs) {
    atMs += ms;
    (seconds[Math.floor(atMs / 1000)] ??= []).push(ms);
  }
  return Array.from(seconds, (sent = []) => {
    const frame = parseFrame(encodeFrame({ bpm: 100, rrMs: sent }));
    return frame.ok ? frame.value.rrMs : [];
  });
}

const played = (seconds: readonly (readonly number[])[], from = NO_WINDOW): BeatWindow =>
  seconds.reduce<BeatWindow>((window, rrMs) => secondOfBeats(window, rrMs), from);

/** A heart at 100 bpm that varies a little, by a rule. */
const heart = (beats: number): number[] =>
  Array.from({ length: beats }, (_, i) => 600 + 12 * Math.sin(i / 3) + 8 * Math.sin(i / 11));

test('nothing is said before there are two minutes of beats, and one more', () => {
  const seconds = bySecond(heart(400));
  expect(hrvOfWindow(played(seconds.slice(0, 120)))).toBeNull();
  expect(hrvOfWindow(played(seconds.slice(0, 122)))).toMatchObject({ artefactPct: 0 });
});

test('a second without a beat is no break', () => {
  const slow = bySecond(Array.from({ length: 200 }, (_, i) => 1_500 + 20 * Math.sin(i)));
  expect(slow.some((sent) => sent.length === 0)).toBe(true);
  expect(hrvOfWindow(played(slow.slice(0, 200)))).toMatchObject({ artefactPct: 0 });
});

test('above 5 % artefacts nothing is said of the exponent, and a dropped beat is in no pair', () => {
  const clean = heart(300);
  const dirty = clean.map((ms, i) => (i % 30 === 7 ? ms * 1.5 : ms));
  const [of, was] = [dirty, clean].map((rrMs) => hrvOfWindow(played(bySecond(rrMs).slice(0, 150)))!);
  expect(of!.artefactPct).toBeGreaterThan(5);
  expect(of!.dfaAlpha1).toBeNull();
  expect(Math.abs(of!.rmssdMs! - was!.rmssdMs!)).toBeLessThan(0.5);
});

test('artefacts that are dropped, up to 5 %, move the exponent by little; kept, by much', () => {
  const clean = heart(300);
  const dirty = clean.map((ms, i) => (i % 50 === 7 ? ms * 1.5 : ms));
  const [of, was] = [dirty, clean].map((rrMs) => hrvOfWindow(played(bySecond(rrMs).slice(0, 150)))!);
  expect(Math.abs(of!.dfaAlpha1! - was!.dfaAlpha1!)).toBeLessThan(0.1);
  expect(Math.abs(dfaAlpha1(dirty)! - dfaAlpha1(clean)!)).toBeGreaterThan(0.3);
});

test('eight hours are no more than two minutes', () => {
  const seconds = bySecond(heart(1_000)).slice(0, 590);
  let window = NO_WINDOW;
  let most = 0;
  for (let s = 0; s < 8 * 3_600; s++) {
    window = secondOfBeats(window, seconds[s % seconds.length]!);
    most = Math.max(most, window.beats.length);
  }
  expect(most).toBeLessThanOrEqual(WINDOW_S * 1.8); // 100 bpm
  expect(window.before.keptMs.length).toBeLessThanOrEqual(5);
});

test('a strap that sends anything at all fills nothing', () => {
  const many = Array.from({ length: 255 }, () => 10);
  expect(played(Array.from({ length: 500 }, () => many)).beats.length).toBe(0);
  const none = Array.from({ length: 64 }, () => 0);
  expect(played(Array.from({ length: 500 }, () => none)).beats.length).toBeLessThanOrEqual(WINDOW_S * 16);
});
