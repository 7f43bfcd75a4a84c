// What became of a planned workout, as it is shown and counted.
import { expect, test } from 'vitest';
import { fateOf, tally } from '../../../src/core/schedule/fate.ts';
import { ENDS, occurrences } from './occurrences.ts';

test('what was tried with a simulated heart is not kept; what is under way is', () => {
  const all = occurrences(
    Object.keys(ENDS)
      .map((end) => `2026-11-23 ${end}`)
      .join(','),
  );
  expect(all.map(fateOf).join(' ')).toBe('pending kept kept tried skipped skipped missed moved cancelled');
  expect(tally(all)).toEqual({ pending: 1, kept: 2, tried: 1, skipped: 2, missed: 1, moved: 1, cancelled: 1 });
});
