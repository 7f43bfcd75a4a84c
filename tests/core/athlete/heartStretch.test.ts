import { expect, test } from 'vitest';
import { usableStretch } from '../../../src/core/athlete/heartStretch.ts';

/** From one rate to another within a minute, then even. */
const ramp = (fromBpm: number, toBpm: number, forS: number): number[] =>
  Array.from({ length: forS }, (_, s) => Math.round(fromBpm + (toBpm - fromBpm) * Math.min(1, s / 60)));
const hole = (bpms: readonly number[], fromS: number, forS: number): number[] =>
  bpms.map((bpm, s) => (s >= fromS && s < fromS + forS ? 0 : bpm));

test.each<[string, number[], number | undefined, string]>([
  ['a rise', ramp(100, 140, 120), undefined, 'on 120'],
  ['a fall', ramp(150, 120, 120), undefined, 'off 120'],
  ['the first three minutes of it', ramp(100, 140, 600), undefined, 'on 180'],
  ['75 s are enough', ramp(100, 140, 75), undefined, 'on 75'],
  ['74 s are not', ramp(100, 140, 74), undefined, 'none'],
  ['a change of 12 bpm is enough', ramp(120, 132, 120), undefined, 'on 120'],
  ['a smaller one is not', ramp(120, 130, 120), undefined, 'none'],
  ['cut where the effort changes', ramp(100, 140, 180), 90, 'on 90'],
  ['cut too early', ramp(100, 140, 180), 60, 'none'],
  ['cut before it began', ramp(100, 140, 180), -3, 'none'],
  ['a hole of 5 s', hole(ramp(100, 140, 120), 50, 5), undefined, 'on 120'],
  ['a longer one ends it', hole(ramp(100, 140, 180), 100, 6), undefined, 'on 100'],
  ['and too early', hole(ramp(100, 140, 180), 50, 6), undefined, 'none'],
  ['silent at first', hole(ramp(100, 140, 120), 0, 5), undefined, 'on 120'],
  ['silent for longer at first', hole(ramp(100, 140, 120), 0, 6), undefined, 'none'],
  ['silent in the end', hole(ramp(100, 140, 120), 116, 4), undefined, 'on 116'],
  ['nothing', [], undefined, 'none'],
])('%s', (_, bpms, cutS, outcome) => {
  const stretch = usableStretch(bpms, cutS);
  expect(stretch ? `${stretch.side} ${String(stretch.bpms.length)}` : 'none').toBe(outcome);
});

test('spikes are holes, and what is left is as it was', () => {
  const bpms = ramp(100, 140, 120);
  const spiked = bpms.map((bpm, s) => (s === 40 || s === 41 || s === 80 ? 215 : bpm));
  expect(usableStretch(spiked)?.bpms).toEqual(bpms.map((bpm, s) => (spiked[s] === bpm ? bpm : 0)));
});
