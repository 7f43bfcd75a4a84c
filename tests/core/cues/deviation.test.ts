import { expect, test } from 'vitest';
import { deviationAfter, NO_DEVIATION } from '../../../src/core/cues/deviation.ts';
import type { Band } from '../../../src/core/plan/plan.ts';

const BAND: Band = { lowBpm: 120, highBpm: 140 };

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
  ['110 110 110 110 110 120', 'low in'], // also at the edge
  ['130 110 110 130 110 110 110', 'in'], // five on end, not five in all
  ['110 110 110 150 150', ''], // sides are counted apart
  ['130 110 110 110 110 110 150 150 150 150 150 130', 'in low high in'],
  ['120 140', 'in'], // both ends belong
  ['110 110 110 110 - 110 110', ''], // a hole in the signal starts anew
])('deviation: %s → %s', (script, changes) => {
  expect(told(script)).toBe(changes);
});

test('deviation: a target that is open upwards is never too high, and no target never anything', () => {
  expect(told('200 200 200 200 200 200', { band: { lowBpm: 171 } })).toBe('in');
  expect(told('90 90 90 90 90 90', { band: undefined })).toBe('');
});

test('deviation: a beat across the edge is told at once at the start, and late by a heart that has been in the band', () => {
  const just = Array.from({ length: 20 }, () => '119').join(' ');
  const seconds = (script: string): number => {
    const words = script.split(' ');
    return words.findIndex((_, i) => told(words.slice(0, i + 1).join(' ')).endsWith('low')) + 1;
  };
  expect(seconds(just)).toBe(5);
  expect(seconds(`130 ${just}`)).toBe(16);
});

test('deviation: a heart that sways on the edge is not told of with each breath', () => {
  const wave = Array.from({ length: 3600 }, (_, s) => String(Math.round(120 + 1.4 * Math.sin((2 * Math.PI * s) / 20))));
  expect(told(wave.join(' ')).split(' ').length).toBeLessThan(10);
});
