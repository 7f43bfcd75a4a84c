import type { Sport } from '../athlete/sport.ts';
import { shownS, tagKey, type Annotation } from '../records/annotation.ts';
import type { SessionDigest } from '../records/finished.ts';
import { localMsOf } from '../schedule/localTime.ts';
import { plain, wordsOf } from '../search/plainText.ts';

// Which workouts a list shows, and in which order.

/** Where a workout comes from: run here with a real heart or without a strap, run here with a simulated one, or read from a file. */
export type WorkoutOrigin = (typeof WORKOUT_ORIGINS)[number];
export const WORKOUT_ORIGINS = ['real', 'simulated', 'imported'] as const;

export type WorkoutOrder = (typeof WORKOUT_ORDERS)[number];
export const WORKOUT_ORDERS = ['newest', 'oldest', 'longest', 'highestMean', 'hardest'] as const;

/** What is wanted, all of it; an empty list and what is left out ask for nothing. */
export interface WorkoutWish {
  /** Words that are all to be found: in the plan's name, the title, the notes, the tags. */
  text?: string;
  planIds?: readonly string[];
  sports?: readonly Sport[];
  /** Tags that it is to have, all of them, whatever their case. */
  tags?: readonly string[];
  origins?: readonly WorkoutOrigin[];
  /** How long what is shown of it is. */
  minS?: number | undefined;
  maxS?: number | undefined;
  /** When it was begun, as the clock showed it there, as if in UTC: from the first on, and before the second. */
  fromLocalMs?: number | undefined;
  beforeLocalMs?: number | undefined;
}

type Listed = Pick<SessionDigest, 'id' | 'planId' | 'planName' | 'sport' | 'startedAt' | 'summary' | 'imported'>;
type Annotations = ReadonlyMap<string, Annotation>;

/** Of workouts whose ends are cut away, the mean of what is left, by id: that of a digest is of the whole. */
export type TrimmedMeans = ReadonlyMap<string, number | null>;

function meanOf({ id, summary }: Pick<Listed, 'id' | 'summary'>, trimmedMeans: TrimmedMeans): number | null {
  const trimmed = trimmedMeans.get(id);
  return trimmed === undefined ? summary.meanBpm : trimmed;
}

/** The workouts that are wanted, in this order; those that are alike in it are newest first. */
export function foundWorkouts<T extends Listed>(
  digests: readonly T[],
  annotations: Annotations,
  wish: WorkoutWish,
  order: WorkoutOrder,
  trimmedMeans: TrimmedMeans = new Map(),
): T[] {
  const isWanted = wantedBy(wish);
  const keyed = digests.flatMap((digest) => {
    const annotation = annotations.get(digest.id);
    return isWanted(digest, annotation) ? [{ digest, key: KEYS[order](digest, annotation, trimmedMeans) }] : [];
  });
  const newest = (a: T, b: T): number => b.startedAt.epochMs - a.startedAt.epochMs;
  return keyed.sort((a, b) => b.key - a.key || newest(a.digest, b.digest)).map(({ digest }) => digest);
}

export function originOf({ imported, summary }: Pick<Listed, 'imported' | 'summary'>): WorkoutOrigin {
  return imported ? 'imported' : summary.provenance === 'simulated' ? 'simulated' : 'real';
}

/** The tags of these workouts, the most used first, each as it was written most often. */
export function workoutTags(
  digests: readonly Pick<Listed, 'id'>[],
  annotations: Annotations,
  compare: (a: string, b: string) => number,
): string[] {
  const counts = new Map<string, number>();
  for (const { id } of digests)
    for (const tag of annotations.get(id)?.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const spellings = [...counts].sort(([a, n], [b, m]) => m - n || compare(a, b));
  const tags = new Map<string, { tag: string; count: number }>();
  for (const [tag, count] of spellings) {
    const key = tagKey(tag);
    tags.set(key, { tag: tags.get(key)?.tag ?? tag, count: count + (tags.get(key)?.count ?? 0) });
  }
  return [...tags.values()].sort((a, b) => b.count - a.count || compare(a.tag, b.tag)).map(({ tag }) => tag);
}

/** The largest comes first; what has no such figure, last. */
const KEYS: Record<
  WorkoutOrder,
  (digest: Listed, annotation: Annotation | undefined, trimmedMeans: TrimmedMeans) => number
> = {
  newest: ({ startedAt }) => startedAt.epochMs,
  oldest: ({ startedAt }) => -startedAt.epochMs,
  longest: ({ summary }, annotation) => shownS(summary.elapsedS, annotation),
  highestMean: (digest, _, trimmedMeans) => meanOf(digest, trimmedMeans) ?? -1,
  hardest: (_, annotation) => annotation?.effort ?? -1,
};

type IsWanted = (digest: Listed, annotation: Annotation | undefined) => boolean;

/** What asks for nothing is not asked of ten thousand workouts. */
function wantedBy(wish: WorkoutWish): IsWanted {
  const { planIds = [], sports = [], origins = [], minS = 0, maxS = Infinity } = wish;
  const words = wordsOf(wish.text ?? '');
  const tags = (wish.tags ?? []).map(tagKey);
  const asked: IsWanted[] = [];
  if (planIds.length > 0) asked.push(({ planId }) => planIds.includes(planId));
  if (sports.length > 0) asked.push(({ sport }) => sports.includes(sport));
  if (origins.length > 0) asked.push((digest) => origins.includes(originOf(digest)));
  if (minS > 0 || maxS < Infinity)
    asked.push(({ summary }, annotation) => {
      const seconds = shownS(summary.elapsedS, annotation);
      return seconds >= minS && seconds <= maxS;
    });
  const { fromLocalMs = -Infinity, beforeLocalMs = Infinity } = wish;
  if (fromLocalMs > -Infinity) asked.push((digest) => !isBefore(digest, fromLocalMs));
  if (beforeLocalMs < Infinity) asked.push((digest) => isBefore(digest, beforeLocalMs));
  if (tags.length > 0)
    asked.push((_, annotation) => {
      const own = (annotation?.tags ?? []).map(tagKey);
      return tags.every((tag) => own.includes(tag));
    });
  if (words.length > 0)
    asked.push((digest, annotation) => {
      const name = plainName(digest);
      const said = annotation ? plainlySaid(annotation) : '';
      return words.every((word) => name.includes(word) || said.includes(word));
    });
  return (digest, annotation) => asked.every((is) => is(digest, annotation));
}

/** No clock is further from UTC. */
const OFFSET_MAX_MS = 86_400_000;

/** The clock there is asked of workouts near the bound only: it takes longer than all the rest. */
function isBefore({ startedAt }: Listed, localMs: number): boolean {
  const byMs = startedAt.epochMs - localMs;
  return Math.abs(byMs) > OFFSET_MAX_MS ? byMs < 0 : localMsOf(startedAt) < localMs;
}

/** A search looks at every workout at every letter. */
const names = new WeakMap<Listed, string>();
const said = new WeakMap<Annotation, string>();

function plainName(digest: Listed): string {
  const known = names.get(digest) ?? plain(digest.planName);
  names.set(digest, known);
  return known;
}

function plainlySaid(annotation: Annotation): string {
  const { title = '', notes = '', tags } = annotation;
  const known = said.get(annotation) ?? plain([title, notes, ...tags].join('\n'));
  said.set(annotation, known);
  return known;
}
