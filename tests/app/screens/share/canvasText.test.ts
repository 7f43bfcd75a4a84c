import { expect, test } from 'vitest';
import { wrapped } from '../../../../src/app/screens/share/canvasText.ts';

/** Each sign is as wide as half its size. */
const measured = {
  font: '',
  measureText: (text: string) => ({ width: (Array.from(text).length * Number(measured.font)) / 2 }),
};
const room = { width: 100, lines: 2, sizes: [20, 10] as [number, ...number[]], font: String };
const inRoom = (text: string) => wrapped(measured, text, room);

test.each([
  ['Tempo', 20, ['Tempo']],
  ['Sweet spot intervals', 20, ['Sweet spot', 'intervals']],
  ['One word that wraps thrice is smaller', 10, ['One word that wraps', 'thrice is smaller']],
  ['Aaaaaaaaaaaaaaa', 10, ['Aaaaaaaaaaaaaaa']],
])('picture: %s is as large as it fits', (text, size, lines) => {
  expect(inRoom(text)).toEqual({ size, lines });
});

test('picture: what is too long in the smallest size is cut, never within a sign, and says so', () => {
  const { size, lines } = inRoom('Progressive threshold intervals on rolling hills and home again');
  expect({ size, lines }).toEqual({ size: 10, lines: ['Progressive', 'threshold intervals…'] });
  expect(inRoom('🏃'.repeat(40)).lines).toEqual([`${'🏃'.repeat(19)}…`]);
});
