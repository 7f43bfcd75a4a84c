import type { WorkoutOrder } from '../../../../core/history/find.ts';
import { byMonth, type Month } from '../../../../core/history/months.ts';
import type { SessionDigest } from '../../../../core/records/finished.ts';

/** Workouts under one heading, or all of them under none. */
export interface List {
  key: string;
  month?: Month<SessionDigest>;
  items: readonly SessionDigest[];
}

/** By month where they are in the order of time; else one after another. */
export function listsOf(found: readonly SessionDigest[], order: WorkoutOrder): readonly List[] {
  if (order === 'newest') return byMonth(found).map((month) => ({ key: month.key, month, items: month.items }));
  if (order === 'oldest')
    return byMonth(found)
      .map((month) => ({ key: month.key, month, items: month.items }))
      .reverse();
  return found.length > 0 ? [{ key: order, items: found }] : [];
}
