import { fateOf } from '../schedule/fate.ts';
import type { Occurrence } from '../schedule/occurrence.ts';

/** Those of one local day, in order of time. */
export interface LedgerDay<T> {
  /** Midnight of that day, as if it were in UTC: a day has no zone here. */
  dayMs: number;
  rows: LedgerRow<T>[];
  /** Rows of this day beyond those. */
  left: number;
}

/** One, or many of one schedule that ended alike. */
export interface LedgerRow<T> {
  first: T;
  last: T;
  count: number;
  /** Of a schedule that fires very often one stands for several. */
  times: number;
}

/** More of one schedule on one day, ended alike, are one row. */
const NAMED_MAX = 3;

/**
 * By local day, the newest first, up to so many rows. Of the days, not of the instants: Monday's workout stays on Monday
 * wherever one is now. A ledger may have a hundred thousand: of days that are not shown no rows are made.
 */
export function byDay<T extends Rowed>(occurrences: readonly T[], rowsMax = Infinity): LedgerDay<T>[] {
  const days = new Map<string, T[]>();
  for (const each of occurrences) {
    const day = dateOf(each);
    const items = days.get(day);
    if (items) items.push(each);
    else days.set(day, [each]);
  }
  const shown: LedgerDay<T>[] = [];
  let left = rowsMax;
  for (const [, items] of [...days].sort(([a], [b]) => (a < b ? 1 : -1))) {
    if (left <= 0) break;
    const rows = rowsOf(items.sort((a, b) => (a.localTime < b.localTime ? -1 : 1)));
    shown.push({ dayMs: dayMsOf(items[0]!), rows: rows.slice(0, left), left: Math.max(0, rows.length - left) });
    left -= rows.length;
  }
  return shown;
}

type Rowed = Pick<Occurrence, 'end' | 'localTime' | 'scheduleId' | 'times'>;

/** A workout that was begun has its own row, since it leads to its session. */
function rowsOf<T extends Rowed>(items: readonly T[]): LedgerRow<T>[] {
  const alike = new Map<unknown, T[]>();
  for (const each of items) {
    const key = each.end?.status === 'started' ? each : `${each.scheduleId} ${fateOf(each)}`;
    const some = alike.get(key);
    if (some) some.push(each);
    else alike.set(key, [each]);
  }
  return [...alike.values()]
    .flatMap((some) => (some.length > NAMED_MAX ? [some] : some.map((each) => [each])))
    .map((some) => ({ first: some[0]!, last: some.at(-1)!, count: some.length, times: timesIn(some) }))
    .sort((a, b) => (a.first.localTime < b.first.localTime ? -1 : 1));
}

/** How many occurrences these stand for. */
const timesIn = (some: readonly Rowed[]): number => some.reduce((sum, { times = 1 }) => sum + times, 0);

/** The local day that it was planned for, as `LedgerDay` has it. */
function dayMsOf({ localTime }: Pick<Occurrence, 'localTime'>): number {
  return Date.parse(`${dateOf({ localTime })}T00:00:00Z`);
}

/** The local day as its text: 2026-11-23. */
export const dateOf = ({ localTime }: Pick<Occurrence, 'localTime'>): string => localTime.slice(0, -9);
