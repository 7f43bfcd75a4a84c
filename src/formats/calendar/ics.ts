import type { CronFields, Field } from '../../core/schedule/cron.ts';
import type { Occurrence } from '../../core/schedule/occurrence.ts';
import { nextFireMs, parseCron, type Cron } from '../../core/schedule/fireTimes.ts';
import { instantOf, isZone, localOf } from '../../core/schedule/timeZone.ts';
import { calendar } from './contentLines.ts';
import { descriptionOf, event, type CalendarItem, type CalendarWords } from './event.ts';
import { localText, vtimezone, WEEKDAYS } from './vtimezone.ts';

/**
 * Schedules as a calendar file (RFC 5545), for reminders that come with everything closed.
 *
 * What repeats by fixed times of day on days that a calendar can name becomes one repeating event a time of day: BYHOUR
 * and BYMINUTE would say it in one, but many calendars drop them without a word. A floating schedule has times without a
 * zone, which is “06:30 wherever I am” to a calendar too. All else (either of two day fields, steps and wildcards in the
 * time) becomes dated events.
 *
 * Of a time that the clock jumps over or shows twice, RFC 5545 means the same instant as we do (02:30 → 03:30; the first
 * of two); but some calendars leave that day out, take the later one, or show two where two times come to one.
 *
 * A file taken in again brings what is there up to date, by UID; what is no more is for the person to remove.
 */
export interface CalendarFile {
  text: string;
  /** Everything repeats by rule. */
  exact: boolean;
  /** None: there is nothing to save. */
  events: number;
  /** So many of them happen once, since no rule says the same. */
  dated: number;
  /** Up to when the dated ones are complete; none when all is exact. */
  untilMs: number | undefined;
}

interface Options {
  nowMs: number;
  words: CalendarWords;
}

const DAY_MS = 86_400_000;
const DATED_MS = 90 * DAY_MS;
const DATED_MAX = 500; // of one schedule
const TIMES_MAX = 24; // a day; more is no training, but an interval
const TEXT_CHARS_MAX = 8000; // Google shows no more
const DATED_TEXT_CHARS_MAX = 1000; // there may be hundreds

export function calendarOf(items: readonly CalendarItem[], { nowMs, words }: Options): CalendarFile {
  const zones = new Set<string>();
  const events: string[][] = [];
  let untilMs: number | undefined;
  let exact = true;
  let dated = 0;
  for (const item of items) {
    const cron = cronOf(item);
    const repeating = cron && repeatingEvents(item, cron, { nowMs, words });
    if (repeating) {
      if (isPinned(item) && !isUtc(item.timeZone)) zones.add(item.timeZone);
      events.push(...repeating);
    } else {
      const once = datedEvents(item, cron, { nowMs, words });
      events.push(...once.events);
      dated += once.events.length;
      untilMs = Math.min(untilMs ?? Infinity, once.untilMs);
      exact = false;
    }
  }
  const lines = [...[...zones].flatMap((zone) => vtimezone(zone, nowMs)), ...events.flat()];
  return { text: calendar(lines), exact, events: events.length, dated, untilMs };
}

/** *Add to calendar*, for one occurrence. */
export function calendarOfOccurrence(
  { occurrence, ...item }: { occurrence: Occurrence } & Pick<CalendarItem, 'plan' | 'link'>,
  { nowMs, words }: Options,
): string {
  const { scheduleId: id, planName, revision, fireAtEpochMs, timeZone } = occurrence;
  const time = datedTime(fireAtEpochMs, isZone(timeZone) ? timeZone : 'UTC', false); // a zone may be unknown here
  return calendar(
    event(
      { ...item, schedule: { id, planName, revision } },
      { ...time, nowMs, description: descriptionOf(item, words, TEXT_CHARS_MAX) },
    ),
  );
}

/** One a time of day; none where no rule says the same. */
function repeatingEvents(item: CalendarItem, cron: Cron, { nowMs, words }: Options): string[][] | undefined {
  const { timeZone } = item;
  if (cron.elapsed) return undefined;
  const rule = ruleOf(cron.fields);
  const { second, minute, hour } = cron.fields;
  const times = hour.values.flatMap((h) => minute.values.flatMap((m) => second.values.map((s) => [s, m, h] as const)));
  if (!rule || times.length > TIMES_MAX) return undefined;

  const description = descriptionOf(item, words, TEXT_CHARS_MAX);
  return times.flatMap(([s, m, h]) => {
    const fields = { ...cron.fields, second: only(s), minute: only(m), hour: only(h) };
    const localMs = firstLocalMs({ ...cron, fields }, nowMs, timeZone);
    if (localMs === undefined) return [];
    const local = localText(localMs);
    const start = !isPinned(item) ? `:${local}` : isUtc(timeZone) ? `:${local}Z` : `;TZID=${timeZone}:${local}`;
    const uid = times.length === 1 ? '' : `-${local.slice(9)}`;
    return [event(item, { uid, start, rule, nowMs, description })];
  });
}

/** None where it cannot be read, or where its zone is not known here. */
function cronOf({ schedule, timeZone }: CalendarItem): Cron | undefined {
  const cron = parseCron(schedule.cron);
  return cron.ok && isZone(timeZone) ? cron.value : undefined;
}

const only = (value: number): Field => ({ any: false, values: [value], last: [] });

/** The days of an expression; none where either of two day fields is enough. */
function ruleOf({ dayOfMonth, month, dayOfWeek }: CronFields): string | undefined {
  if (!dayOfMonth.any && !dayOfWeek.any) return undefined;
  const { values, last, nth = '' } = dayOfWeek;
  const monthly = !dayOfMonth.any || last.length > 0 || nth !== '';
  const yearly = monthly && month.values.length === 1; // says the same, and more calendars know it
  const parts = [`FREQ=${yearly ? 'YEARLY' : monthly ? 'MONTHLY' : dayOfWeek.any ? 'DAILY' : 'WEEKLY'}`];
  if (!month.any) parts.push(`BYMONTH=${month.values.join()}`);
  if (!dayOfMonth.any) parts.push(`BYMONTHDAY=${[...dayOfMonth.values, ...dayOfMonth.last.map(() => -1)].join()}`);
  if (!dayOfWeek.any) {
    const days = values.map((day) => `${String(nth)}${WEEKDAYS[day]!}`);
    parts.push(`BYDAY=${[...days, ...last.map((day) => `-1${WEEKDAYS[day]!}`)].join()}`);
  }
  return parts.join(';');
}

/**
 * The first civil time of a rule that is not over. Not an instant, since of a time in a gap the rule needs what the clock
 * would have shown.
 */
function firstLocalMs(cron: Cron, nowMs: number, timeZone: string): number | undefined {
  let localMs = nextFireMs(cron, nowMs - 2 * DAY_MS, 'UTC'); // no clock is further from UTC
  while (localMs !== undefined && instantOf(localMs, timeZone) < nowMs) localMs = nextFireMs(cron, localMs, 'UTC');
  return localMs;
}

function datedEvents(
  item: CalendarItem,
  cron: Cron | undefined,
  { nowMs, words }: Options,
): { events: string[][]; untilMs: number } {
  const { timeZone } = item;
  const untilMs = nowMs + DATED_MS;
  if (!cron) return { events: [], untilMs };
  const times: number[] = [];
  let nextMs = nextFireMs(cron, nowMs - 1, timeZone);
  while (nextMs !== undefined && nextMs <= untilMs && times.length < DATED_MAX) {
    times.push(nextMs);
    nextMs = nextFireMs(cron, nextMs, timeZone);
  }
  const cut = nextMs !== undefined && nextMs <= untilMs;
  const description = descriptionOf(item, words, DATED_TEXT_CHARS_MAX);
  return {
    events: times.map((atMs) => event(item, { ...datedTime(atMs, timeZone, !isPinned(item)), nowMs, description })),
    untilMs: cut ? times.at(-1)! : untilMs,
  };
}

/** A floating one is named by the clock alone, unless the clock shows that time for the second time. */
function datedTime(atMs: number, timeZone: string, floats: boolean): { uid: string; start: string } {
  const localMs = Date.parse(`${localOf(atMs, timeZone).localTime}Z`);
  const [local, utc] = [localText(localMs), `${localText(atMs)}Z`];
  const again = instantOf(localMs, timeZone) !== atMs;
  return { uid: `-${again ? utc : local}`, start: `:${floats && !again ? local : utc}` };
}

function isPinned({ schedule }: CalendarItem): boolean {
  return schedule.timeZone !== null;
}

function isUtc(timeZone: string): boolean {
  return /^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal)$/i.test(timeZone);
}
