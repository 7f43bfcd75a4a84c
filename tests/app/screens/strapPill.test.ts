// The pill of Today: which of two straps it tells of.
import { expect, test } from 'vitest';
import { pillOf } from '../../../src/app/screens/today/strapPill.ts';
import { pages } from '../../../src/words/en/pages.ts';

const { strap: words } = pages.today;
const known = { id: 'b', name: 'Band' };

const h10 = (link: 'live' | 'reconnecting' | 'idle', choice: 'bluetooth' | 'simulated' = 'bluetooth') => ({
  ...{ choice, link, linked: link === 'live', name: 'H10', batteryPct: 80 },
});
const band = (link: 'live' | 'connecting' | 'idle') => ({
  ...{ link, linked: link === 'live', name: 'Band', batteryPct: undefined, used: known },
});

test.each([
  ['one strap', pillOf(h10('live'), undefined, undefined, words), { text: 'H10 · 80 %', look: 'heard' }],
  [
    'the settings looked for a second',
    pillOf(h10('live'), { ...band('idle'), used: undefined }, undefined, words),
    { text: 'H10 · 80 %', look: 'heard' },
  ],
  [
    'the first is used',
    pillOf(h10('live'), band('live'), { chosen: 0 }, words),
    { text: 'H10 · 80 %', look: 'heard', other: 'Band' },
  ],
  [
    'the second is used',
    pillOf(h10('live'), band('live'), { chosen: 1 }, words),
    { text: 'Band', look: 'heard', other: 'H10 · 80 %' },
  ],
  [
    'only the second is there',
    pillOf(h10('reconnecting'), band('live'), undefined, words),
    { text: 'Band', look: 'heard', other: 'H10, Reconnecting…' },
  ],
  [
    'the second is on its way',
    pillOf(h10('live'), band('connecting'), undefined, words),
    { text: 'H10 · 80 %', look: 'heard', other: 'Band, Connecting…' },
  ],
  [
    'a simulated heart',
    pillOf(h10('idle', 'simulated'), band('live'), undefined, words),
    { text: 'Simulated strap', look: 'simulated' },
  ],
])('%s', (_, pill, expected) => {
  expect(pill).toEqual(expected);
});

test('the other one is said to a screen reader, too', () => {
  expect(words.label('Band', 'H10, Reconnecting…')).toBe(
    'Strap: Band. Other strap: H10, Reconnecting…. Open strap settings',
  );
  expect(words.label('H10', undefined)).toBe('Strap: H10. Open strap settings');
});
