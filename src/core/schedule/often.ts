import type { Cron } from './cron.ts';
import { DAYS_WORTH, OFTEN_MS, paceOf } from './pace.ts';
import { dueBetween, nextFireMs } from './fireTimes.ts';
import { remembered } from './timeZone.ts';

/**
 * Schedules that fire very often, such as `* * * * * *`. The ledger has a record of every occurrence; of such a schedule
 * the first day's worth have one each, and from then on one record stands for all occurrences of five minutes. Which
 * ones have a record depends on the schedule and the clock alone, never on when somebody checked.
 */

interface Begun {
  timeZone: string;
  /** When the schedule, as it is, began: its first day's worth is counted from there. */
  begunMs: number;
}

/**
 * The occurrences in (sinceMs, untilMs] that have a record, in order: the latest ones, where there are more than `max`, and
 * of a schedule that fires very often a day's worth. `cut` says that earlier ones were left out.
 */
export function recordedBetween(
  cron: Cron,
  { sinceMs, untilMs, max, ...begun }: { sinceMs: number; untilMs: number; max: number } & Begun,
): { dueMs: number[]; cut: boolean } {
  const { timeZone } = begun;
  if (!isGrouped(cron)) return dueBetween(cron, { sinceMs, untilMs, timeZone, max });
  const dueMs: number[] = [];
  let beforeMs = untilMs;
  for (;;) {
    const last = dueBetween(cron, { sinceMs, untilMs: beforeMs, timeZone, max: 1 }).dueMs[0];
    const firstMs = last === undefined ? -Infinity : recordOf(cron, last, begun);
    if (firstMs <= sinceMs) return { dueMs: dueMs.reverse(), cut: false };
    if (dueMs.length >= Math.min(max, DAYS_WORTH)) return { dueMs: dueMs.reverse(), cut: true };
    dueMs.push(firstMs);
    beforeMs = firstMs - 1;
  }
}

/** The next occurrence that has a record, strictly after. */
export function nextRecordedMs(cron: Cron, afterMs: number, begun: Begun): number | undefined {
  const { timeZone } = begun;
  let nextMs = nextFireMs(cron, afterMs, timeZone);
  // at most one more: what belongs to the record of this five minutes is over when they are
  while (nextMs !== undefined && isGrouped(cron) && recordOf(cron, nextMs, begun) !== nextMs) {
    nextMs = nextFireMs(cron, endOf(nextMs) - 1, timeZone);
  }
  return nextMs;
}

/** How many occurrences the record of this one stands for. */
export function timesOf(cron: Cron, atMs: number, begun: Begun): number {
  if (!isGrouped(cron) || isSingle(cron, atMs, begun)) return 1;
  const { dueMs } = dueBetween(cron, {
    sinceMs: atMs,
    untilMs: endOf(atMs) - 1,
    timeZone: begun.timeZone,
    max: OFTEN_MS / 1000,
  });
  return 1 + dueMs.length;
}

const KNOWN_MAX = 64;

function isGrouped(cron: Cron): boolean {
  return paceOf(cron).timesADay > DAYS_WORTH;
}

/** The occurrence whose record stands for this one: itself, or the first of its five minutes. */
function recordOf(cron: Cron, atMs: number, begun: Begun): number {
  if (isSingle(cron, atMs, begun)) return atMs;
  const startMs = endOf(atMs) - OFTEN_MS;
  const singlesMs = singlesUntil(cron, begun);
  const sinceMs = atMs > singlesMs ? Math.max(startMs - 1, singlesMs) : startMs - 1;
  return nextFireMs(cron, sinceMs, begun.timeZone) ?? atMs;
}

const endOf = (atMs: number): number => (Math.floor(atMs / OFTEN_MS) + 1) * OFTEN_MS;

function isSingle(cron: Cron, atMs: number, begun: Begun): boolean {
  return atMs > begun.begunMs && atMs <= singlesUntil(cron, begun);
}

const known = new Map<string, number>();

/** When the first day's worth is over. */
function singlesUntil(cron: Cron, { begunMs, timeZone }: Begun): number {
  return remembered(known, `${cron.text} ${timeZone} ${String(begunMs)}`, KNOWN_MAX, () => {
    let atMs = begunMs;
    for (let n = 0; n < DAYS_WORTH; n++) atMs = nextFireMs(cron, atMs, timeZone) ?? atMs;
    return atMs;
  });
}
