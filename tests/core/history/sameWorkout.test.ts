import { expect, test } from 'vitest';
import { areProbablySame, type Span } from '../../../src/core/history/sameWorkout.ts';

/** Minutes. */
const span = (from: number, to: number): Span => ({ startMs: from * 60_000, endMs: to * 60_000 });

test.each<[string, Span, Span, boolean]>([
  ['the same', span(0, 45), span(0, 45), true],
  ['one that was started and ended a minute later', span(0, 45), span(1, 46), true],
  ['one that was started three minutes later', span(0, 45), span(3, 45), false],
  ['one that went on for ten minutes more', span(0, 45), span(0, 55), true],
  ['one that went on for half an hour more', span(0, 45), span(0, 75), false],
  ['a start that was given up, and the workout after it', span(0, 1), span(1.5, 45), false],
  ['a start that was given up within the workout', span(0, 1), span(0, 45), false],
  ['two short ones, one after the other', span(0, 1), span(1, 2), false],
])('%s', (_, a, b, same) => {
  expect(areProbablySame(a, b)).toBe(same);
  expect(areProbablySame(b, a)).toBe(same);
});
