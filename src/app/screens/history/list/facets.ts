// What there is to filter by.
import type { SessionDigest } from '../../../../core/records/finished.ts';

type Listed = Pick<SessionDigest, 'planId' | 'planName' | 'startedAt' | 'imported'>;

/** The plans that were done, each as it was called last, by their names. What was recorded elsewhere has a plan that nobody chose. */
export function plansIn(
  newestFirst: readonly Listed[],
  compare: (a: string, b: string) => number,
): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const { planId, planName, imported } of newestFirst)
    if (!imported && !names.has(planId)) names.set(planId, planName);
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => compare(a.name, b.name));
}

/** The years with workouts, the latest first. */
export function yearsIn(workouts: readonly Listed[]): number[] {
  const years = new Set<number>();
  for (const { startedAt } of workouts)
    years.add(new Date(startedAt.epochMs + startedAt.offsetMin * 60_000).getUTCFullYear());
  return [...years].sort((a, b) => b - a);
}
