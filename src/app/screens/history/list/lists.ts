import type { WorkoutOrder } from '../../../../core/history/find.ts';
import { byMonth, type Month } from '../../../../core/history/months.ts';
import { shownS, type Annotation } from '../../../../core/records/annotation.ts';
import type { SessionDigest } from '../../../../core/records/finished.ts';

/** Workouts under one heading, or all of them under none. */
export interface List {
  key: string;
  month?: Month<SessionDigest>;
  /** What these lack to be in the order of the others. */
  lacks?: 'effort';
  items: readonly SessionDigest[];
}

type Annotations = ReadonlyMap<string, Pick<Annotation, 'trim' | 'effort'>>;

/** By month where they are in the order of time; else one after another, and those that have no place in it apart. */
export function listsOf(
  found: readonly SessionDigest[],
  order: WorkoutOrder,
  annotations: Annotations,
): readonly List[] {
  if (order === 'newest' || order === 'oldest') {
    const months = byMonth(found, ({ id, summary }) => shownS(summary.elapsedS, annotations.get(id)));
    const lists = months.map((month) => ({ key: month.key, month, items: month.items }));
    return order === 'newest' ? lists : lists.reverse();
  }
  const isRated = ({ id }: SessionDigest): boolean => annotations.get(id)?.effort !== undefined;
  const lists: List[] =
    order === 'hardest'
      ? [
          { key: order, items: found.filter(isRated) },
          { key: 'unrated', lacks: 'effort', items: found.filter((item) => !isRated(item)) },
        ]
      : [{ key: order, items: found }];
  return lists.filter(({ items }) => items.length > 0);
}
