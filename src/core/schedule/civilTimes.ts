/**
 * Which civil times a cron expression names, whatever zone they are in: the one place that knows cron-parser, which is asked
 * for days only, in UTC. Which hours, minutes and seconds of a day is arithmetic.
 */
import { CronExpressionParser, type CronExpression } from 'cron-parser';
import { reachable, type Cron, type CronFields } from './cron.ts';
import { remembered } from './timeZone.ts';

const S_MS = 1000;
const MINUTE_MS = 60 * S_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KNOWN_MAX = 64;

/** The days of an expression. cron-parser knows them, and remembers where it is; so do we, to ask it less. */
interface Days {
  parser: CronExpression;
  /** The day lately found from, and up to, another: there is none between the two. */
  next: { fromMs: number; dayMs: number } | undefined;
  last: { dayMs: number; toMs: number } | undefined;
}

/** Many schedules share their days, whatever their times of day. */
const known = new Map<string, Days>();

/** The civil times of an expression. */
export interface Times extends Pick<CronFields, 'second' | 'minute' | 'hour'> {
  days: Days;
}

const timesOfCron = new WeakMap<Cron, Times>();

export function timesOf(cron: Cron): Times {
  let times = timesOfCron.get(cron);
  if (!times) {
    times = { ...cron.fields, days: daysOf(daysIn(cron.fields)) };
    timesOfCron.set(cron, times);
  }
  return times;
}

function daysOf(text: string): Days {
  return remembered(known, text, KNOWN_MAX, () => {
    const parser = CronExpressionParser.parse(text, { tz: 'UTC', currentDate: new Date(0) });
    return { parser, next: undefined, last: undefined };
  });
}

/** The midnights of an expression, in the plainest words that cron-parser knows. */
function daysIn({ dayOfMonth, month, dayOfWeek }: CronFields): string {
  const days = [...reachable(dayOfMonth, month), ...dayOfMonth.last.map(() => 'L')];
  const weekdays = [
    ...dayOfWeek.values.map((day) => (dayOfWeek.nth ? `${String(day)}#${String(dayOfWeek.nth)}` : day)),
    ...dayOfWeek.last.map((day) => `${String(day)}L`),
  ];
  return [
    '0 0 0',
    dayOfMonth.any || days.length === 0 ? '*' : days.join(','),
    month.any ? '*' : month.values.join(','),
    dayOfWeek.any ? '*' : weekdays.join(','),
  ].join(' ');
}

/** The first civil time from this one on. */
export function firstFrom(times: Times, localMs: number): number | undefined {
  const todayMs = Math.floor(localMs / DAY_MS) * DAY_MS;
  let dayMs = dayFrom(times.days, todayMs);
  if (dayMs === todayMs) {
    const timeMs = timeFrom(times, localMs - todayMs);
    if (timeMs !== undefined) return todayMs + timeMs;
    dayMs = dayFrom(times.days, todayMs + DAY_MS);
  }
  return dayMs === undefined ? undefined : dayMs + timeFrom(times, 0)!;
}

/** The last civil time up to this one. */
export function lastUpTo(times: Times, localMs: number): number | undefined {
  const todayMs = Math.floor(localMs / DAY_MS) * DAY_MS;
  let dayMs = dayUpTo(times.days, todayMs);
  if (dayMs === todayMs) {
    const timeMs = timeUpTo(times, localMs - todayMs);
    if (timeMs !== undefined) return todayMs + timeMs;
    dayMs = dayUpTo(times.days, todayMs - DAY_MS);
  }
  return dayMs === undefined ? undefined : dayMs + timeUpTo(times, DAY_MS)!;
}

function dayFrom(days: Days, fromMs: number): number | undefined {
  const { parser, next } = days;
  if (next && next.fromMs <= fromMs && fromMs <= next.dayMs) return next.dayMs;
  const dayMs = ask(parser, fromMs - S_MS, 'next');
  if (dayMs !== undefined) days.next = { fromMs, dayMs };
  return dayMs;
}

function dayUpTo(days: Days, toMs: number): number | undefined {
  const { parser, last } = days;
  if (last && last.dayMs <= toMs && toMs <= last.toMs) return last.dayMs;
  const dayMs = ask(parser, toMs + S_MS, 'prev');
  if (dayMs !== undefined) days.last = { dayMs, toMs };
  return dayMs;
}

/** cron-parser throws when it has looked long enough, which for a day that exists is after more than a century. */
function ask(parser: CronExpression, localMs: number, which: 'next' | 'prev'): number | undefined {
  parser.reset(new Date(localMs));
  try {
    return parser[which]().getTime();
  } catch {
    return undefined;
  }
}

function timeFrom({ hour, minute, second }: Times, fromMs: number): number | undefined {
  for (const h of hour.values) {
    if ((h + 1) * HOUR_MS <= fromMs) continue;
    for (const m of minute.values) {
      const minuteMs = h * HOUR_MS + m * MINUTE_MS;
      if (minuteMs + MINUTE_MS <= fromMs) continue;
      const s = second.values.find((each) => minuteMs + each * S_MS >= fromMs);
      if (s !== undefined) return minuteMs + s * S_MS;
    }
  }
  return undefined;
}

function timeUpTo({ hour, minute, second }: Times, toMs: number): number | undefined {
  for (const h of hour.values.toReversed()) {
    if (h * HOUR_MS > toMs) continue;
    for (const m of minute.values.toReversed()) {
      const minuteMs = h * HOUR_MS + m * MINUTE_MS;
      if (minuteMs > toMs) continue;
      const s = second.values.findLast((each) => minuteMs + each * S_MS <= toMs);
      if (s !== undefined) return minuteMs + s * S_MS;
    }
  }
  return undefined;
}
