import type { Occurrence, OccurrenceStatus } from './occurrence.ts';

/** What became of a planned workout, as it is shown. `tried`: with a simulated heart, which is shown and never counted. */
export type Fate = Exclude<OccurrenceStatus, 'started'> | 'kept' | 'tried';

export function fateOf({ end }: Pick<Occurrence, 'end'>): Fate {
  if (end === null) return 'pending';
  if (end.status !== 'started') return end.status;
  return end.provenance === 'simulated' ? 'tried' : 'kept';
}

export function tally(occurrences: readonly Pick<Occurrence, 'end'>[]): Record<Fate, number> {
  const counts = { pending: 0, kept: 0, tried: 0, skipped: 0, missed: 0, moved: 0, cancelled: 0 };
  for (const each of occurrences) counts[fateOf(each)]++;
  return counts;
}
