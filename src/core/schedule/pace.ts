import type { Cron } from './cron.ts';

// How often an expression fires.

const MINUTE_S = 60;
const HOUR_S = 3600;
/** Closer to each other than this is asked about before it is saved; and five minutes are one record, where that applies. */
export const OFTEN_MS = 300_000;
/** So many occurrences have a record each: a day of one every five minutes. */
export const DAYS_WORTH = 86_400_000 / OFTEN_MS;

/** What a schedule fires like. */
export interface Pace {
  /** The shortest time between two occurrences of one day, or across midnight; `undefined` for one a day. */
  closestS: number | undefined;
  timesADay: number;
}

export function paceOf({ fields: { second, minute, hour } }: Cron): Pace {
  const timesADay = second.values.length * minute.values.length * hour.values.length;
  if (timesADay < 2) return { closestS: undefined, timesADay };
  const gaps = [
    ...within(second.values),
    // from the last second of a minute to the first one of the next minute there is
    ...within(minute.values).map((minutes) => minutes * MINUTE_S - spread(second.values)),
    ...[...within(hour.values), hour.values[0]! + 24 - hour.values.at(-1)!].map(
      (hours) => hours * HOUR_S - spread(minute.values) * MINUTE_S - spread(second.values),
    ),
  ];
  return { closestS: Math.min(...gaps), timesADay };
}

/** Whether two occurrences are less than five minutes apart. */
export function isOften(cron: Cron): boolean {
  const { closestS = Infinity } = paceOf(cron);
  return closestS * 1000 < OFTEN_MS;
}

const within = (values: readonly number[]): number[] => values.slice(1).map((value, i) => value - values[i]!);
const spread = (values: readonly number[]): number => values.at(-1)! - values[0]!;
