/**
 * When a cron expression fires: the one place that knows cron-parser.
 *
 * cron-parser is asked for days only, in UTC; which hours, minutes and seconds of a day is arithmetic, and when the
 * clocks of a zone show them is ours, so that this holds in every zone, also where the clock moves by half an hour or a
 * whole day, at midnight or at noon:
 *
 * - A **fixed** time (`30 2 * * *`) fires once a day. Where the clock jumps over it, it fires later by as much as the
 *   clock jumped (02:30 → 03:30); where the clock shows it twice, the first time only. Two times that come to the same
 *   instant are one.
 * - An **elapsed** one, with a wildcard or a step in second, minute or hour (`0 * * * *`), fires whenever the clock
 *   shows it: not at all for times that do not exist, and in both passes of an hour that comes twice.
 *
 * Two day fields: either is enough. See `cron.ts` for the language, `zone.ts` for the clocks.
 */
import { CronExpressionParser, type CronExpression } from 'cron-parser';
import { parseCron, reachable, type Cron, type CronFields } from './cron.ts';
import { isZone, remembered, spanAt, type Span } from './timeZone.ts';

export { parseCron, type Cron } from './cron.ts';

const S_MS = 1000;
const MINUTE_MS = 60 * S_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const APART_MS = 2 * DAY_MS; // more than any clock was ever set forward or back
const FIRST_MS = Date.UTC(1900, 0);
const LAST_MS = Date.UTC(9999, 0); // years of four digits, which is what `localTime` has room for
const KNOWN_MAX = 64;

/** The next times, strictly after; fewer when there are no more. Throws a RangeError that says why. */
export function nextFireTimes(
  cron: Cron | string,
  { after, timeZone, count }: { after: Date; timeZone: string; count: number },
): Date[] {
  const times: Date[] = [];
  const parsed = typeof cron === 'string' ? cronOfText(cron) : cron;
  let nextMs: number | undefined = after.getTime();
  while (times.length < count) {
    nextMs = nextFireMs(parsed, nextMs, timeZone);
    if (nextMs === undefined) break;
    times.push(new Date(nextMs));
  }
  return times;
}

/** The next time, strictly after; `undefined` when there is none within the years of four digits. */
export function nextFireMs(cron: Cron, afterMs: number, timeZone: string): number | undefined {
  const times = timesOf(cron, timeZone);
  if (Number.isNaN(afterMs)) throw new RangeError('not a time to start from');
  let fromMs = Math.max(FIRST_MS, (Math.floor(afterMs / S_MS) + 1) * S_MS);
  while (fromMs < LAST_MS) {
    const span = spanAt(fromMs, timeZone);
    const { offsetMs, beforeMs, startMs, endMs } = span;

    const shownMs = firstFrom(times, Math.max(fromMs + offsetMs, shownBefore(span, cron)));
    let nextMs = shownMs !== undefined && shownMs < endMs + offsetMs ? shownMs - offsetMs : Infinity;
    if (!cron.elapsed && fromMs + beforeMs < startMs + offsetMs) {
      const jumpedMs = firstFrom(times, fromMs + beforeMs);
      if (jumpedMs !== undefined && jumpedMs < startMs + offsetMs) nextMs = Math.min(nextMs, jumpedMs - beforeMs);
    }
    if (nextMs < Infinity) return nextMs < LAST_MS ? nextMs : undefined;
    if (shownMs === undefined) return undefined;
    // Nothing up to shownMs; but close to a change of the clock the same civil times may come again.
    fromMs = endMs - fromMs > APART_MS ? Math.max(endMs, shownMs - APART_MS) : endMs;
  }
  return undefined;
}

/**
 * All times in (sinceMs, untilMs], in order. At most `max`, the latest ones; `cut` says that earlier ones were left out.
 * The work grows with what is returned, not with the span.
 */
export function dueBetween(
  cron: Cron,
  { sinceMs, untilMs, timeZone, max }: { sinceMs: number; untilMs: number; timeZone: string; max: number },
): { dueMs: number[]; cut: boolean } {
  const dueMs: number[] = [];
  let beforeMs = untilMs;
  for (;;) {
    const lastMs = lastFireMs(cron, sinceMs, beforeMs, timeZone);
    if (lastMs === undefined) return { dueMs: dueMs.reverse(), cut: false };
    if (dueMs.length >= max) return { dueMs: dueMs.reverse(), cut: true };
    dueMs.push(lastMs);
    beforeMs = lastMs - 1;
  }
}

/** The last time in (sinceMs, untilMs]: `nextFireMs` the other way round. */
function lastFireMs(cron: Cron, sinceMs: number, untilMs: number, timeZone: string): number | undefined {
  const times = timesOf(cron, timeZone);
  if (Number.isNaN(sinceMs) || Number.isNaN(untilMs)) throw new RangeError('not a span of time');
  const firstMs = Math.max(FIRST_MS, (Math.floor(sinceMs / S_MS) + 1) * S_MS);
  let toMs = Math.min(LAST_MS - S_MS, Math.floor(untilMs / S_MS) * S_MS);
  while (toMs >= firstMs) {
    const span = spanAt(toMs, timeZone);
    const { offsetMs, beforeMs, startMs } = span;

    const shownMs = lastUpTo(times, toMs + offsetMs);
    let lastMs =
      shownMs !== undefined && shownMs >= Math.max(startMs + offsetMs, shownBefore(span, cron))
        ? shownMs - offsetMs
        : -Infinity;
    if (!cron.elapsed && beforeMs < offsetMs) {
      const jumpedMs = lastUpTo(times, Math.min(toMs + beforeMs, startMs + offsetMs - S_MS));
      if (jumpedMs !== undefined && jumpedMs >= startMs + beforeMs) lastMs = Math.max(lastMs, jumpedMs - beforeMs);
    }
    if (lastMs > -Infinity) return lastMs >= firstMs ? lastMs : undefined;
    if (shownMs === undefined) return undefined;
    toMs = toMs - startMs > APART_MS ? Math.min(startMs - S_MS, shownMs + APART_MS) : startMs - S_MS;
  }
  return undefined;
}

/** Up to where a fixed time was shown before this span began, in an overlap. */
function shownBefore({ startMs, beforeMs, offsetMs }: Span, { elapsed }: Cron): number {
  return elapsed || beforeMs <= offsetMs ? -Infinity : startMs + beforeMs;
}

/** The days of an expression. cron-parser knows them, and remembers where it is; so do we, to ask it less. */
interface Days {
  parser: CronExpression;
  /** The day lately found from, and up to, another: there is none between the two. */
  next: { fromMs: number; dayMs: number } | undefined;
  last: { dayMs: number; toMs: number } | undefined;
}

/** Many schedules share their days, whatever their times of day. */
const known = new Map<string, Days>();

interface Times extends Pick<CronFields, 'second' | 'minute' | 'hour'> {
  days: Days;
}

const timesOfCron = new WeakMap<Cron, Times>();

function timesOf(cron: Cron, timeZone: string): Times {
  if (!isZone(timeZone)) throw new RangeError(`no time zone: ${String(timeZone).slice(0, 64)}`);
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

function cronOfText(text: string): Cron {
  const cron = parseCron(text);
  if (!cron.ok) throw refusal(cron.problems);
  return cron.value;
}

function refusal(problems: { code: string; path: string; params: object }[]): RangeError {
  const why = problems.map(({ code, path, params }) => `${path} ${code} ${JSON.stringify(params)}`.trim());
  return new RangeError(`not a cron expression: ${why.join('; ')}`);
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
function firstFrom(times: Times, localMs: number): number | undefined {
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
function lastUpTo(times: Times, localMs: number): number | undefined {
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
