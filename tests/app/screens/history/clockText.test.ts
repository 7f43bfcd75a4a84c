import { expect, test } from 'vitest';
import { secondsOf } from '../../../../src/app/screens/history/session/clockText.ts';

test.each([
  ['45', 45],
  [' 12:30 ', 750],
  ['1:02:03', 3723],
  ['90:00', 5400],
  ['1:75', undefined],
  ['1:2:3:4', undefined],
  ['', undefined],
  ['-3', undefined],
  ['1.5', undefined],
])('“%s” is %s s', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});
