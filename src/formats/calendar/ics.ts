import type { CronFields, Field } from '../../core/schedule/cron.ts';
import type { Occurrence } from '../../core/schedule/occurrence.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import { phasesOf, totalMaxS, type Plan, type RunPhase } from '../../core/plan/plan.ts';
import { nextFireMs, parseCron, type Cron } from '../../core/schedule/fireTimes.ts';
import { instantOf, isZone, localOf } from '../../core/schedule/timeZone.ts';
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

export interface CalendarItem {
  schedule: Schedule;
  /** None when it is gone. */
  plan: Plan | undefined;
  /** Its own, or the device's when it floats. */
  timeZone: string;
  /** An absolute address that opens it, where there is one. */
  link: string | undefined;
}

export interface CalendarWords {
  /** A phase in one line. */
  phase: (phase: RunPhase) => string;
  /** So many phases that there was no room for. */
  more: (count: number) => string;
}

interface Options {
  nowMs: number;
  words: CalendarWords;
}

const DAY_MS = 86_400_000;
const DATED_MS = 90 * DAY_MS;
const DATED_MAX = 500; // of one schedule
const TIMES_MAX = 24; // a day; more is no training, but an interval
const OPEN_ENDED_S = 3600;
const NAME_CHARS_MAX = 200;
const TEXT_CHARS_MAX = 8000; // Google shows no more
const DATED_TEXT_CHARS_MAX = 1000; // there may be hundreds
const LINE_OCTETS_MAX = 75;

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

function descriptionOf({ plan, link }: Pick<CalendarItem, 'plan' | 'link'>, words: CalendarWords, charsMax: number) {
  const phases = plan ? phasesOf(plan) : [];
  const lines: string[] = [];
  let chars = link?.length ?? 0;
  for (const phase of phases) {
    const line = shortened(words.phase(phase), NAME_CHARS_MAX);
    chars += line.length + 1;
    if (chars > charsMax) break;
    lines.push(line);
  }
  if (lines.length < phases.length) lines.push(words.more(phases.length - lines.length));
  if (link !== undefined) lines.push(...(lines.length > 0 ? [''] : []), link);
  return lines.join('\n');
}

/** What an event says of its schedule, and of its time. */
function event(
  {
    schedule,
    plan,
    link,
  }: Pick<CalendarItem, 'plan' | 'link'> & { schedule: Pick<Schedule, 'id' | 'planName' | 'revision'> },
  {
    uid,
    start,
    rule,
    nowMs,
    description,
  }: { uid: string; start: string; rule?: string; nowMs: number; description: string },
): string[] {
  const name = textOf(shortened(plan?.name ?? schedule.planName, NAME_CHARS_MAX));
  const durationS = plan ? (totalMaxS(plan) ?? OPEN_ENDED_S) : OPEN_ENDED_S;
  const alarm = (trigger: string): string[] => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${trigger}`,
    `DESCRIPTION:${name}`,
    'END:VALARM',
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${textOf(`schedule-${schedule.id}${uid}@beatkeeper`)}`,
    `DTSTAMP:${localText(nowMs)}Z`,
    `SEQUENCE:${String(Math.max(0, Math.trunc(schedule.revision) || 0))}`,
    `DTSTART${start}`,
    `DURATION:${durationS % 60 === 0 ? `PT${String(durationS / 60)}M` : `PT${String(durationS)}S`}`,
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    `SUMMARY:${name}`,
    `DESCRIPTION:${textOf(description)}`,
    ...(link === undefined ? [] : [`URL:${addressOf(link)}`]),
    'STATUS:CONFIRMED',
    ...alarm('-PT30M'),
    ...alarm('PT0S'),
    'END:VEVENT',
  ];
}

function calendar(lines: readonly string[]): string {
  const all = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Beatkeeper//Beatkeeper//EN', ...lines, 'END:VCALENDAR'];
  return all.map(folded).join('');
}

/** A content line, in pieces of at most 75 octets, no character split. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const char of line) {
    const size = octetsOf(char.codePointAt(0)!);
    if (octets + size > LINE_OCTETS_MAX) {
      text += '\r\n ';
      octets = 1;
    }
    text += char;
    octets += size;
  }
  return `${text}\r\n`;
}

/** In UTF-8. */
function octetsOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4;
}

/** TEXT as RFC 5545 has it: separators escaped, line ends as \n, other control characters left out. */
function textOf(value: string): string {
  return value
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** An address has nothing but what may stand in one, so that none can end its line. */
function addressOf(link: string): string {
  return link.toWellFormed().replace(/[^\x21-\x7e]/gu, (char) => encodeURIComponent(char));
}

function shortened(text: string, charsMax: number): string {
  return text.length > charsMax ? `${text.slice(0, charsMax - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
