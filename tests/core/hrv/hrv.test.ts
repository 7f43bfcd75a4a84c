// RMSSD, SDNN and DFA-α1, held against what reference programs found in series of real hearts.
import { expect, test } from 'vitest';
import { beatAfter, NO_BEATS } from '../../../src/core/hrv/artefacts.ts';
import { DFA_CONVENTIONS, dfaAlpha1 } from '../../../src/core/hrv/dfa.ts';
import { hrvOf } from '../../../src/core/hrv/hrv.ts';
import { readRrSeries, rrFigures, rrSeriesAbsent } from '../../support/rrSeries.ts';

const SERIES = rrFigures().map((figures) => [figures.file, figures] as const);

test.skipIf(rrSeriesAbsent)(`the series are at hand${rrSeriesAbsent ? ` (${rrSeriesAbsent})` : ''}`, () => {
  expect(SERIES).toHaveLength(7);
});

test.each(SERIES)('%s: RMSSD and SDNN, of all beats and of the first 300', (file, { figures, dfaAlpha1 }) => {
  const rrMs = readRrSeries(file);
  expect(rrMs).toHaveLength(figures.n);
  expect(hrvOf(rrMs).rmssdMs).toBeCloseTo(figures.rmssd, 3);
  expect(hrvOf(rrMs).sdnnMs).toBeCloseTo(figures.sdnn, 3);
  const first = hrvOf(rrMs.slice(0, 300));
  expect(first.rmssdMs).toBeCloseTo(dfaAlpha1.first300beats.rmssd, 3);
  expect(first.sdnnMs).toBeCloseTo(dfaAlpha1.first300beats.sdnn, 3);
});

test.each(SERIES.flatMap(([file, of]) => (['A', 'B', 'C', 'D'] as const).map((name) => [file, name, of] as const)))(
  '%s: DFA-α1 by convention %s, of all beats and of the first 300',
  (file, name, { dfaAlpha1: expected }) => {
    const rrMs = readRrSeries(file);
    const [, whole] = Object.entries(expected).find(([key]) => key.startsWith(`${name}_`))!;
    expect(dfaAlpha1(rrMs, DFA_CONVENTIONS[name])).toBeCloseTo(whole as number, 4);
    expect(dfaAlpha1(rrMs.slice(0, 300), DFA_CONVENTIONS[name])).toBeCloseTo(expected.first300beats[name], 4);
  },
);

test('worked by hand: differences of 10, −20 and 30', () => {
  const hrv = hrvOf([800, 810, 790, 820]);
  expect(hrv.rmssdMs).toBeCloseTo(Math.sqrt((100 + 400 + 900) / 3), 10);
  expect(hrv.sdnnMs).toBeCloseTo(Math.sqrt((25 + 25 + 225 + 225) / 3), 10);
  expect(hrv).toMatchObject({ artefactPct: 0, dfaAlpha1: null });
});

test.each([
  ['no beat', [], { rmssdMs: null, sdnnMs: null, artefactPct: null, dfaAlpha1: null }],
  ['one beat', [800], { rmssdMs: null, sdnnMs: null, artefactPct: 0, dfaAlpha1: null }],
  ['a metronome', Array.from({ length: 100 }, () => 800), { rmssdMs: 0, sdnnMs: 0, artefactPct: 0, dfaAlpha1: null }],
])('%s has no figure where there is none', (_, rrMs, expected) => {
  expect(hrvOf(rrMs)).toEqual(expected);
});

/** Which of these are kept. */
function kept(script: string): string {
  let before = NO_BEATS;
  return script
    .split(' ')
    .filter((ms) => {
      const [isKept, after] = beatAfter(before, Number(ms));
      before = after;
      return isKept;
    })
    .join(' ');
}

test.each([
  ['299 300 2000 2001', '300'], // and the one after an artefact is held against that
  ['1000 1250', '1000 1250'], // 60 bpm: 25 %
  ['1000 1251', '1000'],
  ['500 525', '500 525'], // 120 bpm: 5 %
  ['500 526', '500'],
  ['685.7 788.5', '685.7 788.5'], // 87.5 bpm, half way: 15 %
  ['685.7 788.9', '685.7'],
  ['500 750 500 500', '500 500'], // a beat that was missed takes the next with it: both differ from the one before
  ['500 500 500 500 500 520 540 545 550', '500 500 500 500 500 520 540 545 550'],
  ['500 500 500 500 500 524 549 551', '500 500 500 500 500 524 549'], // 10 % from the middle of the last five
])('artefacts are dropped: of %s stay %s', (script, expected) => {
  expect(kept(script)).toBe(expected);
});
