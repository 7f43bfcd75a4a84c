import type { SessionDigest } from '../records/finished.ts';
import { localMsOf } from '../schedule/localTime.ts';

interface Listed extends Pick<SessionDigest, 'startedAt'> {
  summary: Pick<SessionDigest['summary'], 'elapsedS' | 'provenance'>;
}

/** The workouts of one month, newest first. Simulated ones are listed, and counted apart. */
export interface Month<T> {
  key: string;
  /** Its first midnight, as if in UTC: a month has no zone here. */
  startMs: number;
  items: T[];
  count: number;
  realS: number;
  simulated: number;
}

/** A list that is newest first, cut into months as they were where each workout was begun: wherever one is now. `secondsOf`: how long one counts. */
export function byMonth<T extends Listed>(
  items: readonly T[],
  secondsOf: (item: T) => number = ({ summary }) => summary.elapsedS,
): Month<T>[] {
  const months = new Map<number, Month<T>>();
  let last: Month<T> | undefined;
  for (const item of items) {
    const { epochMs } = item.startedAt;
    const month = last && isWellWithin(last, epochMs) ? last : monthAt(localMsOf(item.startedAt), months);
    last = month;
    month.items.push(item);
    if (item.summary.provenance === 'simulated') month.simulated++;
    else {
      month.count++;
      month.realS += secondsOf(item);
    }
  }
  return [...months.values()].sort((a, b) => b.startMs - a.startMs); // around the first of a month, places may differ
}

/** No clock is further from UTC. */
const OFFSET_MAX_MS = 86_400_000;
/** No month is shorter. */
const MONTH_MIN_MS = 28 * 86_400_000;

/** Whether it is of that month by any clock. To ask the one that it was begun by takes longer than all the rest of ten thousand workouts. */
const isWellWithin = ({ startMs }: Pick<Month<unknown>, 'startMs'>, epochMs: number): boolean =>
  epochMs >= startMs + OFFSET_MAX_MS && epochMs < startMs + MONTH_MIN_MS - OFFSET_MAX_MS;

function monthAt<T>(localMs: number, months: Map<number, Month<T>>): Month<T> {
  const day = new Date(localMs);
  const [year, index] = [day.getUTCFullYear(), day.getUTCMonth()];
  const startMs = Date.UTC(year, index);
  const known = months.get(startMs);
  if (known) return known;
  const month = { key: `${String(year)}-${String(index + 1)}`, startMs, items: [], count: 0, realS: 0, simulated: 0 };
  months.set(startMs, month);
  return month;
}
