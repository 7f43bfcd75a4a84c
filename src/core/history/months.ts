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

/** A list that is newest first, cut into months as they were where each workout was begun: wherever one is now. */
export function byMonth<T extends Listed>(items: readonly T[]): Month<T>[] {
  const months = new Map<string, Month<T>>();
  for (const item of items) {
    const day = new Date(localMsOf(item.startedAt));
    const [year, index] = [day.getUTCFullYear(), day.getUTCMonth()];
    const key = `${String(year)}-${String(index + 1)}`;
    const month = months.get(key) ?? {
      key,
      startMs: Date.UTC(year, index),
      items: [],
      count: 0,
      realS: 0,
      simulated: 0,
    };
    months.set(key, month);
    month.items.push(item);
    if (item.summary.provenance === 'simulated') month.simulated++;
    else {
      month.count++;
      month.realS += item.summary.elapsedS;
    }
  }
  return [...months.values()].sort((a, b) => b.startMs - a.startMs); // around the first of a month, places may differ
}
