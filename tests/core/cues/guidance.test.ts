import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cueAfter,
  deviationAfter,
  guidanceOf,
  NO_CUE,
  NO_DEVIATION,
  projectedBpm,
  roleOf,
  type Guidance,
  type PhaseRole,
} from '../../../src/core/cues/guidance.ts';
import type { Band } from '../../../src/core/plan/plan.ts';
import { heard, isSure, NO_SIGNAL, secondPassed, steadyBpm, type Signal } from '../../../src/core/signal/signal.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { phase, planOf, rrOf, time } from '../arbitrary.ts';

const BAND: Band = { lowBpm: 120, highBpm: 140 };

/** The signal after these seconds. */
function signalOf(bpms: readonly number[]): Signal {
  return bpms.reduce((signal, bpm, i) => {
    const now = heard(signal, { bpm, contact: 'present', energyKJ: null, rrMs: rrOf(bpm, i) }, 'strap', i * 1000);
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
    const next = deviationAfter(deviation, band, word === '-' ? undefined : Number(word), true);
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
function cues(bpms: readonly number[], band: Band = BAND, role: PhaseRole = 'work'): string[] {
  let cue = NO_CUE;
  const out: string[] = [];
  bpms.forEach((_, i) => {
    const [next, given] = cueAfter(cue, {
      elapsedS: i + 1,
      phaseIndex: 1,
      phaseS: i + 1,
      role,
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

const LATE = { elapsedS: 99, phaseIndex: 0, phaseS: 99, role: 'work' as const, band: BAND };

test('a cue can answer why', () => {
  const [, given] = cueAfter({ side: 'low', runS: 10 }, { ...LATE, signal: signalOf(steady(110, 30)) });
  expect(given?.why).toEqual({ bpm: 110, slopeBpmPerS: 0, projectedBpm: 110, tauS: 58, band: BAND });
});

test('no cue while the signal is stale', () => {
  let signal = signalOf(steady(110, 60));
  for (let i = 61; i < 70; i++) signal = secondPassed(signal, i * 1000, true);
  expect(cueAfter({ side: 'low', runS: 10 }, { ...LATE, signal })[1]).toBeUndefined();
});

test('nobody is told off in the first 30 s of a phase, nor in the first minute of a workout', () => {
  const first = (phaseS: number): unknown =>
    cueAfter({ side: 'low', runS: 10 }, { ...LATE, elapsedS: phaseS, phaseS, signal: signalOf(steady(110, 30)) })[1];
  expect(first(59)).toBeUndefined();
  expect(first(60)).toBeDefined();
  expect(cues(steady(110, 29))).toEqual([]);
});

test.each<[string, PhaseRole, number[], string[]]>([
  ['a warm-up that is on its way is let be', 'warmUp', climb(80, 100, 90), []],
  ['a warm-up that stands still is pushed', 'warmUp', steady(110, 65), ['30 low', '60 low']],
  ['a recovery that comes down, however slowly, is let be', 'recovery', climb(170, 162, 90), []],
  ['a recovery that stays up is eased', 'recovery', steady(150, 40), ['30 high']],
  ['a recovery a little below is let be', 'recovery', steady(113, 100), []],
  ['a recovery far below is pushed, late', 'recovery', steady(105, 70), ['60 low']],
  ['a cool-down is never pushed', 'coolDown', steady(80, 100), []],
])('%s', (_, role, bpms, expected) => {
  expect(cues(bpms, BAND, role)).toEqual(expected);
});

test('what a phase is for follows from its neighbours', () => {
  const zones = [2, 4, 2, 4, 1, 1] as const;
  const plan = planOf(...zones.map((zone) => phase(time(60), { type: 'zone', zone })));
  const roles = zones.map((_, i) => roleOf(plan, i, profileOf(200, 60)));
  expect(roles).toEqual(['warmUp', 'work', 'recovery', 'work', 'work', 'work']);
  expect(roleOf(planOf(phase(time(9)), phase(time(9), { type: 'zone', zone: 1 })), 1, profileOf(200, 60))).toBe(
    'coolDown',
  );
  expect(roleOf(planOf(phase(time(9))), 0, profileOf(200, 60))).toBe('work');
});

/** What the screen says after these seconds of a phase that is not the first. */
function guided(bpms: readonly number[], band: Band | undefined): Guidance {
  let [cue, deviation] = [NO_CUE, NO_DEVIATION];
  bpms.forEach((_, i) => {
    const signal = signalOf(bpms.slice(Math.max(0, i - 40), i + 1));
    deviation = deviationAfter(deviation, band, steadyBpm(signal), isSure(signal));
    [cue] = cueAfter(cue, { elapsedS: i + 1, phaseIndex: 1, phaseS: i + 1, role: 'work', band, signal });
  });
  return guidanceOf(signalOf(bpms), { band, deviation, cue });
}

test.each<[string, number[], Band | undefined, object]>([
  ['nothing heard', [], BAND, { type: 'noStrap' }],
  ['no target', steady(130, 20), undefined, { type: 'open' }],
  ['in', steady(130, 20), BAND, { type: 'in' }],
  ['below and steady, in the grace', steady(112, 20), BAND, { type: 'letRise' }],
  ['above and steady, in the grace', steady(148, 20), BAND, { type: 'letFall' }],
  ['below and steady', steady(112, 40), BAND, { type: 'push', by: 8 }],
  ['above and steady', steady(148, 40), BAND, { type: 'ease', by: 8 }],
  ['below and rising', climb(90, 115, 40), BAND, { type: 'rising' }],
  ['above and falling', climb(170, 145, 40), BAND, { type: 'falling' }],
  ['one wild reading', [...steady(130, 40), 215], BAND, { type: 'in' }],
  ['two wild readings', [...steady(130, 40), 60, 60], BAND, { type: 'in' }],
])('guidance: %s', (_, bpms, band, guidance) => {
  expect(guided(bpms, band)).toEqual(guidance);
});

test('guidance counts the seconds without a signal', () => {
  let signal = signalOf(steady(130, 20));
  for (let i = 21; i <= 31; i++) signal = secondPassed(signal, i * 1000, true);
  expect(guidanceOf(signal, { band: BAND, deviation: NO_DEVIATION, cue: NO_CUE })).toEqual({
    type: 'noSignal',
    forS: 12,
  });
});

test('guidance never speaks against the colour, whatever the heart does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 90, maxLength: 240 }), (moves) => {
      let [cue, deviation, signal, bpm] = [NO_CUE, NO_DEVIATION, NO_SIGNAL, 128];
      moves.forEach((move, i) => {
        bpm = Math.min(200, Math.max(60, bpm + move));
        signal = heard(signal, { bpm, contact: 'present', energyKJ: null, rrMs: rrOf(bpm, i) }, 'strap', i * 1000);
        signal = secondPassed(signal, (i + 1) * 1000, true);
        deviation = deviationAfter(deviation, BAND, steadyBpm(signal), isSure(signal));
        [cue] = cueAfter(cue, { elapsedS: i + 1, phaseIndex: 1, phaseS: i + 1, role: 'work', band: BAND, signal });
        const { type } = guidanceOf(signal, { band: BAND, deviation, cue });
        if (deviation.told === 'in') expect(type).toBe('in');
        if (deviation.told === 'low') expect(['push', 'rising', 'letRise']).toContain(type);
        if (deviation.told === 'high') expect(['ease', 'falling', 'letFall']).toContain(type);
        if (i + 1 < 30) expect(['push', 'ease']).not.toContain(type);
      });
    }),
    { numRuns: 100, seed: 7 },
  );
});

test('nobody is projected beyond what a heart can do', () => {
  expect(projectedBpm(signalOf(climb(140, 190, 20)))).toBe(220);
  expect(projectedBpm(signalOf(climb(150, 90, 20)))).toBe(30);
  expect(projectedBpm(NO_SIGNAL)).toBeUndefined();
});
