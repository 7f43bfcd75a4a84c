import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PRIOR_RESPONSE } from '../../../src/core/athlete/heartResponse.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { coachAfter, NEW_COACH, phaseAsked, type Coach } from '../../../src/core/cues/coach.ts';
import { deviationAfter, NO_DEVIATION, type Deviation } from '../../../src/core/cues/deviation.ts';
import { guidanceOf, projectedBpm, type Guidance } from '../../../src/core/cues/guidance.ts';
import { middleOf, type Band } from '../../../src/core/plan/plan.ts';
import { heard, isSure, NO_SIGNAL, secondPassed, steadyBpm, type Signal } from '../../../src/core/signal/signal.ts';
import { rrOf } from '../arbitrary.ts';

const BAND: Band = { lowBpm: 120, highBpm: 140 };
const steady = (bpm: number, seconds: number): number[] => Array.from({ length: seconds }, () => bpm);
const climb = (from: number, to: number, seconds: number): number[] =>
  Array.from({ length: seconds }, (_, i) => Math.round(from + ((to - from) * i) / seconds));

/** A phase of ten minutes, not the first, heard a second at a time. */
class Phase {
  signal: Signal = NO_SIGNAL;
  deviation: Deviation = NO_DEVIATION;
  coach: Coach = phaseAsked(NEW_COACH, 0, PRIOR_RESPONSE);
  phaseS = 0;
  readonly band: Band | undefined;

  constructor(band: Band | undefined = BAND) {
    this.band = band;
  }

  second(bpm: number): void {
    const [atMs, { band }] = [this.phaseS * 1000, this];
    const rate = { bpm, contact: 'present', energyKJ: null, rrMs: rrOf(bpm, this.phaseS) } as const;
    this.signal = secondPassed(heard(this.signal, rate, 'strap', atMs), atMs + 1000, true);
    this.phaseS++;
    const steadyNow = steadyBpm(this.signal);
    this.deviation = deviationAfter(this.deviation, band, steadyNow, isSure(this.signal));
    [this.coach] = coachAfter(this.coach, {
      elapsedS: this.phaseS,
      phaseIndex: 1,
      phaseS: this.phaseS,
      leftS: 600 - this.phaseS,
      role: 'work',
      band,
      middleBpm: band && middleOf(band, profileOf(200, 60)),
      topBpm: 200,
      ceilingBpm: undefined,
      reading: bpm,
      steadyBpm: steadyNow,
      slopeBpmPerS: 0,
      sure: isSure(this.signal),
      teaches: false,
      told: this.deviation.told,
      strictness: 'standard',
      response: PRIOR_RESPONSE,
    });
  }

  get guidance(): Guidance {
    return guidanceOf(this.signal, this);
  }
}

/** What the screen says after these seconds. */
function guided(bpms: readonly number[], band?: Band): Guidance {
  const phase = new Phase(band);
  for (const bpm of bpms) phase.second(bpm);
  return phase.guidance;
}

test.each<[string, number[], object]>([
  ['nothing heard', [], { type: 'noStrap' }],
  ['in', steady(130, 20), { type: 'in' }],
  ['below and steady, in the grace', steady(112, 20), { type: 'letRise' }],
  ['above and steady, in the grace', steady(148, 20), { type: 'letFall' }],
  ['below and steady', steady(112, 60), { type: 'push', by: 8 }],
  ['above and steady', steady(148, 60), { type: 'ease', by: 8 }],
  ['below and rising', climb(90, 115, 40), { type: 'rising' }],
  ['above and falling', climb(170, 145, 40), { type: 'falling' }],
  ['one wild reading', [...steady(130, 40), 215], { type: 'in' }],
  ['two wild readings', [...steady(130, 40), 60, 60], { type: 'in' }],
])('guidance: %s', (_, bpms, guidance) => {
  expect(guided(bpms)).toEqual(guidance);
});

test('guidance: no target', () => {
  const open = new Phase();
  Object.assign(open, { band: undefined });
  for (const bpm of steady(130, 20)) open.second(bpm);
  expect(open.guidance).toEqual({ type: 'open' });
});

test('guidance: 2 above after long is drift, 2 above early is not', () => {
  const signal = new Phase();
  for (const bpm of steady(142, 60)) signal.second(bpm);
  const { coach, deviation } = signal;
  expect(deviation.told).toBe('high');
  const late = { band: BAND, deviation, coach: { ...coach, verdict: undefined } };
  expect(guidanceOf(signal.signal, { ...late, phaseS: 2400 })).toEqual({ type: 'drift', by: 2 });
  expect(guidanceOf(signal.signal, { ...late, phaseS: 600 })).toEqual({ type: 'letFall' });
});

test('guidance: after pushes that nobody answered, nobody asks for more', () => {
  const phase = new Phase();
  for (const bpm of steady(112, 500)) phase.second(bpm);
  expect(phase.guidance).toEqual({ type: 'push', by: 8 });
  const said = { ...phase.coach.said, holdTold: true, low: { atS: 500, unanswered: 4 } };
  const coach: Coach = { ...phase.coach, verdict: 'low', said };
  expect(guidanceOf(phase.signal, { band: BAND, deviation: phase.deviation, coach, phaseS: 500 })).toEqual({
    type: 'hold',
  });
});

test('guidance counts the seconds without a signal', () => {
  const phase = new Phase();
  for (const bpm of steady(130, 20)) phase.second(bpm);
  for (let i = 21; i <= 31; i++) phase.signal = secondPassed(phase.signal, i * 1000, true);
  expect(phase.guidance).toEqual({ type: 'noSignal', forS: 12 });
});

test('guidance never speaks against the colour, whatever the heart does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 90, maxLength: 240 }), (moves) => {
      const phase = new Phase();
      let bpm = 128;
      moves.forEach((move, i) => {
        bpm = Math.min(200, Math.max(60, bpm + move));
        phase.second(bpm);
        const { type } = phase.guidance;
        const { told } = phase.deviation;
        if (type === 'doubt') return;
        if (told === 'in') expect(type).toBe('in');
        if (told === 'low') expect(['push', 'rising', 'letRise', 'hold']).toContain(type);
        if (told === 'high') expect(['ease', 'falling', 'letFall', 'drift']).toContain(type);
        if (i + 1 < 30) expect(['push', 'ease', 'hold']).not.toContain(type);
      });
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('nobody is projected beyond what a heart can do', () => {
  const projected = (bpms: readonly number[]): number | undefined => {
    const phase = new Phase();
    for (const bpm of bpms) phase.second(bpm);
    return projectedBpm(phase.signal, PRIOR_RESPONSE);
  };
  expect(projected(climb(140, 190, 20))).toBe(220);
  expect(projected(climb(150, 90, 20))).toBe(30);
  expect(projected([])).toBeUndefined();
});
