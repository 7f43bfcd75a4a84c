import { fateOf, type Fate } from './fate.ts';
import { isLeapt, type Occurrence } from './occurrence.ts';

/** What is planned for one time, or for many of one schedule when they are too many to name. */
export interface Entry {
  key: string;
  scheduleId: string;
  atMs: number;
  planId: string;
  planName: string;
  fate: Fate;
  /** So many times up to `untilMs`; `more`: and then some. */
  count: number;
  untilMs: number;
  more: boolean;
}

export interface DayAhead {
  startMs: number;
  entries: Entry[];
}

type Of = Pick<Occurrence, 'scheduleId' | 'planId' | 'planName'>;

/** The times of one schedule in (sinceMs, untilMs], the last ones where there are too many. */
export type DueBetween = (sinceMs: number, untilMs: number) => { dueMs: number[]; cut: boolean };

interface Planned extends Of {
  due: DueBetween;
}

const DAYS = 7;
/** More of one schedule on one day are one entry. */
const NAMED_MAX = 3;

/**
 * Today and the six days after it, as this device counts days: what the ledger has of them, and of what is still to
 * come all that it has not yet. What was cancelled is no part of a week.
 */
export function weekAhead(nowMs: number, schedules: readonly Planned[], ledger: readonly Occurrence[]): DayAhead[] {
  const today = new Date(nowMs);
  const dayMs = (i: number): number => new Date(today.getFullYear(), today.getMonth(), today.getDate() + i).getTime();
  const [firstMs, lastMs] = [dayMs(0), dayMs(DAYS)];
  // what was leapt over on a journey is no time of day here
  const near = ledger.filter((each) => each.fireAtEpochMs >= firstMs && each.fireAtEpochMs < lastMs && !isLeapt(each));
  const known = new Set(near.map(({ scheduleId, fireAtEpochMs }) => `${scheduleId} ${String(fireAtEpochMs)}`));
  const shown = near.filter((each) => fateOf(each) !== 'cancelled');

  return Array.from({ length: DAYS }, (_, i): DayAhead => {
    const [startMs, endMs] = [dayMs(i), dayMs(i + 1)];
    const there = shown.filter((each) => each.fireAtEpochMs >= startMs && each.fireAtEpochMs < endMs);
    const coming = schedules.flatMap((schedule) => {
      const { scheduleId: id, due } = schedule;
      const { dueMs, cut } = endMs > nowMs ? due(Math.max(nowMs, startMs - 1), endMs - 1) : { dueMs: [], cut: false };
      const times = dueMs.filter((atMs) => !known.has(`${id} ${String(atMs)}`));
      if (times.length > NAMED_MAX) return [entryOf(id, schedule, times, 'pending', cut)];
      return times.map((atMs) => entryOf(`${id} ${String(atMs)}`, schedule, [atMs], 'pending'));
    });
    return { startMs, entries: [...alike(there), ...coming].sort((a, b) => a.atMs - b.atMs) };
  });
}

/** Many of one schedule that ended alike are one entry, as in the ledger. */
function alike(there: readonly Occurrence[]): Entry[] {
  const groups = new Map<string, Occurrence[]>();
  for (const each of there) {
    const key = `${each.scheduleId} ${fateOf(each)}`;
    const some = groups.get(key);
    if (some) some.push(each);
    else groups.set(key, [each]);
  }
  return [...groups].flatMap(([key, some]) => {
    if (some.length <= NAMED_MAX) return some.map((each) => entryOf(each.id, each, [each.fireAtEpochMs], fateOf(each)));
    const times = some.map(({ fireAtEpochMs }) => fireAtEpochMs).sort((a, b) => a - b);
    return [entryOf(key, some[0]!, times, fateOf(some[0]!))];
  });
}

function entryOf(
  key: string,
  { scheduleId, planId, planName }: Of,
  times: readonly number[],
  fate: Fate,
  more = false,
): Entry {
  const [atMs = 0] = times;
  return { key, scheduleId, atMs, planId, planName, fate, count: times.length, untilMs: times.at(-1) ?? atMs, more };
}
