// What an address of the history asks for, so that whoever comes back from a workout finds the list as it was.
import { SPORTS, type Sport } from '../../../../core/athlete/sport.ts';
import {
  WORKOUT_ORDERS,
  WORKOUT_ORIGINS,
  type WorkoutOrder,
  type WorkoutOrigin,
  type WorkoutWish,
} from '../../../../core/history/find.ts';

/** How long workouts may be, in minutes. */
export const LENGTHS = { short: [0, 20], medium: [20, 45], long: [45, 90], longest: [90, Infinity] } as const;
export type LengthName = keyof typeof LENGTHS;
export const LENGTH_NAMES = Object.keys(LENGTHS) as LengthName[];

/** The last so many days, today included. */
export const RECENT_DAYS = [30, 90, 365] as const;

/** When: `30d`, a year, or two days with both of them in it, of which one may be missing: `2026-01-05..2026-02-01`. */
export type Span = { days: number } | { year: number } | { from: string; to: string };

/** What the person looks for, as the fields of the finder have it. */
export interface HistoryWish {
  text: string;
  tags: readonly string[];
  order: WorkoutOrder;
  planId?: string | undefined;
  sport?: Sport | undefined;
  origin?: WorkoutOrigin | undefined;
  length?: LengthName | undefined;
  span?: Span | undefined;
}

export const ANYTHING: HistoryWish = { text: '', tags: [], order: 'newest' };

const oneOf = <T extends string>(all: readonly T[], text: string | null): T | undefined =>
  all.find((each) => each === text);

export function wishIn(query: URLSearchParams): HistoryWish {
  return {
    text: query.get('q') ?? '',
    tags: query.getAll('tag'),
    order: oneOf(WORKOUT_ORDERS, query.get('sort')) ?? 'newest',
    planId: query.get('plan') ?? undefined,
    sport: oneOf(SPORTS, query.get('sport')),
    origin: oneOf(WORKOUT_ORIGINS, query.get('origin')),
    length: oneOf(LENGTH_NAMES, query.get('length')),
    span: spanIn(query.get('when') ?? ''),
  };
}

export function addressOf({ text, tags, order, planId, sport, origin, length, span }: HistoryWish): string {
  const query = new URLSearchParams();
  if (text.trim() !== '') query.set('q', text.trim());
  for (const tag of tags) query.append('tag', tag);
  const fields = { plan: planId, sport, origin, length, when: span && spanText(span) };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, value);
  if (order !== 'newest') query.set('sort', order);
  return query.size === 0 ? '#/history' : `#/history?${query.toString()}`;
}

export function spanText(span: Span): string {
  if ('days' in span) return `${String(span.days)}d`;
  return 'year' in span ? String(span.year) : `${span.from}..${span.to}`;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

export function spanIn(text: string): Span | undefined {
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  if (days !== undefined) return { days: Number(days) };
  if (/^\d{4}$/.test(text)) return { year: Number(text) };
  const [from, to, ...more] = text.split('..');
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  return [from, to].every((day) => day === '' || DAY.test(day)) ? { from, to } : undefined;
}

/** How many of the fields behind *Filter* ask for something. */
export const filtersOf = ({ planId, sport, origin, length, span }: HistoryWish): number =>
  [planId, sport, origin, length, span].filter((each) => each !== undefined).length;

export const asksForAll = (wish: HistoryWish): boolean =>
  wish.text.trim() === '' && wish.tags.length === 0 && filtersOf(wish) === 0;

const DAY_MS = 86_400_000;

/** The same for `foundWorkouts`. `todayLocalMs`: the midnight before now by the clock here, as if in UTC. */
export function workoutWish(
  { text, tags, planId, sport, origin, length, span }: HistoryWish,
  todayLocalMs: number,
): WorkoutWish {
  const [minMin = 0, maxMin = Infinity] = length ? LENGTHS[length] : [];
  return {
    text,
    tags,
    ...(planId !== undefined && { planIds: [planId] }),
    ...(sport && { sports: [sport] }),
    ...(origin && { origins: [origin] }),
    // in whole seconds; what is as long as a bound is of the longer ones
    ...(length && { minS: minMin * 60, maxS: maxMin * 60 - 1 }),
    ...(span && boundsOf(span, todayLocalMs)),
  };
}

function boundsOf(span: Span, todayLocalMs: number): Pick<WorkoutWish, 'fromLocalMs' | 'beforeLocalMs'> {
  if ('days' in span) return { fromLocalMs: todayLocalMs - (span.days - 1) * DAY_MS };
  if ('year' in span) return { fromLocalMs: Date.UTC(span.year, 0), beforeLocalMs: Date.UTC(span.year + 1, 0) };
  const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
  return {
    ...(Number.isFinite(from) && { fromLocalMs: from }),
    ...(Number.isFinite(to) && { beforeLocalMs: to + DAY_MS }),
  };
}
