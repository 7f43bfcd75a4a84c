// Weeks in a row in which everything that was planned was kept.
import { expect, test } from 'vitest';
import { weeksKept } from '../../../src/core/history/streak.ts';
import { occurrences } from '../schedule/occurrences.ts';

// Today is Wednesday, 25 November 2026; weeks begin on Monday.

test.each<[string, number]>([
  ['', 0],
  ['2026-11-24 kept', 0], // the week under way is not over
  ['2026-11-20 kept', 1],
  ['2026-11-20 kept, 2026-11-13 kept, 2026-11-06 kept', 3],
  ['2026-11-24 kept, 2026-11-20 kept, 2026-11-13 kept', 2],
  ['2026-11-24 missed, 2026-11-20 kept, 2026-11-13 kept', 0],
  ['2026-11-20 kept, 2026-11-18 skipped, 2026-11-13 kept', 0],
  ['2026-11-20 kept, 2026-11-13 lapsed, 2026-11-06 kept', 1],
  ['2026-11-20 kept, 2026-11-06 kept', 2], // nothing was planned in between
  ['2026-11-20 kept, 2026-11-18 moved, 2026-11-17 cancelled, 2026-11-16 tried', 1],
  ['2026-11-16 tried', 0],
  ['2026-11-22 kept, 2026-11-23 missed', 0], // a Sunday, and the Monday after it
  ['2026-11-22 missed, 2026-11-23 kept', 0],
])('%s: %i weeks in a row', (script, weeks) => {
  expect(weeksKept(occurrences(script), Date.UTC(2026, 10, 25), 1)).toBe(weeks);
});

test('where weeks begin on Sunday, a Sunday is of the week that follows', () => {
  const script = occurrences('2026-11-22 missed, 2026-11-16 kept');
  expect(weeksKept(script, Date.UTC(2026, 10, 22), 0)).toBe(0);
  expect(weeksKept(occurrences('2026-11-22 kept, 2026-11-16 kept'), Date.UTC(2026, 10, 28), 0)).toBe(1);
  expect(weeksKept(occurrences('2026-11-22 kept, 2026-11-16 kept'), Date.UTC(2026, 10, 29), 0)).toBe(2);
});
