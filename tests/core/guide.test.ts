import { expect, test } from 'vitest';
import { cueAfter, deviationAfter, guidanceOf, NO_CUE, NO_DEVIATION, projectedBpm } from '../../src/core/guide.ts';
import type { Band } from '../../src/core/plan.ts';
import { heard, NO_SIGNAL, secondPassed, type Signal } from '../../src/core/signal.ts';

const BAND: Band = { lowBpm: 120, highBpm: 140 };

/** The signal after these seconds. */
function signalOf(bpms: readonly number[]): Signal {
  return bpms.reduce((signal, bpm, i) => {
    const now = heard(signal, { bpm, contact: 'present', energyKJ: null, rrMs: [] }, 'strap', i * 1000);
    return secondPassed(now, (i + 1) * 1000, true);
  }, NO_SIGNAL);
}

const steady = (bpm: number, seconds: number): number[] => Array.from({ length: seconds }, () => bpm);
const climb = (from: number, to: number, seconds: number): number[] =>
  Array.from({ length: seconds }, (_, i) => Math.round(from + ((to - from) * i) / seconds));

/** What is told, a word at each change; `-` is a second with nothing to judge by. */
function told(script: string, { band }: { band: Band | undefined } = { band: BAND }): string {
  let deviation = NO_DEVIATION;
  const changes: string[] = [];
  for (const word of script.split(' ')) {
    const next = deviationAfter(deviation, band, word === '-' ? undefined : Number(word));
    if (next.told !== deviation.told) changes.push(next.told);
    deviation = next;
  }
  return changes.join(' ');
}

test.each([
  ['110 110 110 110', ''],
  ['110 110 110 110 110', 'low'],
  ['110 110 110 110 110 110 110', 'low'], // once
  ['150 150 150 150 150', 'high'],
  ['130', 'in'],
  ['110 110 110 110 110 125', 'low in'], // back at once
  ['130 110 110 130 110 110 110', 'in'], // five on end, not five in all
  ['110 110 110 150 150', ''], // sides are counted apart
  ['130 110 110 110 110 110 150 150 150 150 150 130', 'in low high in'],
  ['120 140', 'in'], // both ends belong
  ['110 110 110 110 - 110 110', ''], // a hole in the signal starts anew
])('deviation: %s → %s', (script, changes) => {
  expect(told(script)).toBe(changes);
});

test('a target that is open upwards is never too high, and no target never anything', () => {
  expect(told('200 200 200 200 200 200', { band: { lowBpm: 171 } })).toBe('in');
  expect(told('90 90 90 90 90 90', { band: undefined })).toBe('');
});

/** Seconds of a phase at which a cue came. */
function cues(bpms: readonly number[], band: Band = BAND): string[] {
  let cue = NO_CUE;
  const out: string[] = [];
  bpms.forEach((_, i) => {
    const [next, given] = cueAfter(cue, {
      elapsedS: i + 1,
      phaseS: i + 1,
      band,
      signal: signalOf(bpms.slice(Math.max(0, i - 40), i + 1)),
    });
    cue = next;
    if (given) out.push(`${i + 1} ${given.side}`);
  });
  return out;
}

test.each<[string, number[], string[]]>([
  ['steady and too low: after the grace, then every 30 s', steady(110, 100), ['30 low', '60 low', '90 low']],
  ['steady and too high', steady(150, 65), ['30 high', '60 high']],
  ['in the target', steady(130, 100), []],
  ['too low, but well on the way up', climb(95, 119, 60), []],
  ['too high, but coming down', climb(165, 142, 60), []],
])('a cue only when rate and heading are both outside: %s', (_, bpms, expected) => {
  expect(cues(bpms)).toEqual(expected);
});

test('a cue can answer why', () => {
  const [, given] = cueAfter(
    { side: 'low', runS: 10 },
    { elapsedS: 99, phaseS: 99, band: BAND, signal: signalOf(steady(110, 30)) },
  );
  expect(given?.why).toEqual({ bpm: 110, slopeBpmPerS: 0, projectedBpm: 110, tauS: 58, band: BAND });
});

test('no cue while the signal is stale', () => {
  let signal = signalOf(steady(110, 60));
  for (let i = 61; i < 70; i++) signal = secondPassed(signal, i * 1000, true);
  expect(cueAfter({ side: 'low', runS: 10 }, { elapsedS: 99, phaseS: 99, band: BAND, signal })[1]).toBeUndefined();
});

test.each<[string, number[], Band | undefined, object]>([
  ['nothing heard', [], BAND, { type: 'noStrap' }],
  ['no target', steady(130, 20), undefined, { type: 'open' }],
  ['in', steady(130, 20), BAND, { type: 'in' }],
  ['below and steady', steady(112, 20), BAND, { type: 'push', by: 8 }],
  ['above and steady', steady(148, 20), BAND, { type: 'ease', by: 8 }],
  ['below and rising', climb(90, 115, 40), BAND, { type: 'rising' }],
  ['above and falling', climb(170, 145, 40), BAND, { type: 'falling' }],
])('guidance: %s', (_, bpms, band, guidance) => {
  expect(guidanceOf(signalOf(bpms), band)).toEqual(guidance);
});

test('guidance counts the seconds without a signal', () => {
  let signal = signalOf(steady(130, 20));
  for (let i = 21; i <= 31; i++) signal = secondPassed(signal, i * 1000, true);
  expect(guidanceOf(signal, BAND)).toEqual({ type: 'noSignal', forS: 12 });
});

test('nobody is projected beyond what a heart can do', () => {
  expect(projectedBpm(signalOf(climb(100, 200, 20)))).toBe(220);
  expect(projectedBpm(signalOf(climb(150, 60, 20)))).toBe(30);
  expect(projectedBpm(NO_SIGNAL)).toBeUndefined();
});
