// Which workouts of a list are chosen. A choice is a set; each change gives another one.

export type Chosen = ReadonlySet<string>;

export function withChosen(chosen: Chosen, ids: readonly string[], isOn: boolean): Chosen {
  const next = new Set(chosen);
  for (const id of ids) {
    if (isOn) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** All from one to the other as they are listed, both included; the second alone where the first is not listed. */
export function idsBetween(listed: readonly string[], fromId: string | undefined, toId: string): readonly string[] {
  const to = listed.indexOf(toId);
  const from = fromId === undefined ? -1 : listed.indexOf(fromId);
  if (to < 0) return [];
  if (from < 0) return [toId];
  return listed.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** What of the choice is listed: nothing is done to a workout that is out of sight. */
export const chosenIn = (listed: readonly string[], chosen: Chosen): readonly string[] =>
  chosen.size === 0 ? [] : listed.filter((id) => chosen.has(id));

/** Where one goes on when these are gone: the next below the first of them or, where there is none, the last above. */
export function afterRemoval(listed: readonly string[], removed: readonly string[]): string | undefined {
  const gone = new Set(removed);
  const first = listed.findIndex((id) => gone.has(id));
  const isLeft = (id: string): boolean => !gone.has(id);
  return first < 0 ? undefined : (listed.slice(first).find(isLeft) ?? listed.slice(0, first).at(-1));
}
