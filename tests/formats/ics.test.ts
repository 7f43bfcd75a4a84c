// Calendar files, read back by readers of others: when they repeat, where, and what they say.
import fc from 'fast-check';
import ICAL from 'ical.js';
import { convertIcsCalendar } from 'ts-ics';
import { expect, test } from 'vitest';
import { builtInPlans } from '../../src/core/builtins.ts';
import { occurrenceOf, type Schedule } from '../../src/core/ledger.ts';
import type { Plan } from '../../src/core/plan.ts';
import { nextFireTimes } from '../../src/core/schedule.ts';
import { calendarOf, calendarOfOccurrence, type CalendarFile } from '../../src/formats/ics.ts';
import { vtimezone } from '../../src/formats/vtimezone.ts';
import { calendarWords } from '../../src/words/en.calendar.ts';
import { enPlans } from '../../src/words/en.plans.ts';
import { phase, planOf, time } from '../core/arbitrary.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 2, 40);
const DAY_MS = 86_400_000;
const LINK = 'https://host/app/#/live?plan=demo-60s';
const OPTIONS = { nowMs: NOW_MS, words: calendarWords };
const DEMO = builtInPlans(enPlans)[0]!;

interface Asked {
  timeZone?: string;
  floats?: boolean;
  plan?: Plan | undefined;
  nowMs?: number;
  schedule?: Partial<Schedule>;
  link?: string;
}

function saved(cron: string, asked: Asked = {}): CalendarFile {
  const { timeZone = 'Europe/Vienna', floats = false, nowMs = NOW_MS, link = LINK } = asked;
  const plan = 'plan' in asked ? asked.plan : DEMO;
  const schedule: Schedule = {
    id: '5f0c',
    planId: DEMO.id,
    planName: 'As it was called',
    cron,
    timeZone: floats ? null : timeZone,
    on: true,
    revision: 3,
    sinceEpochMs: 0,
    ...asked.schedule,
  };
  return calendarOf([{ schedule, plan, timeZone, link }], { ...OPTIONS, nowMs });
}

const componentOf = (text: string): ICAL.Component => new ICAL.Component(ICAL.parse(text) as unknown[]);
const eventsOf = (text: string): ICAL.Component[] => componentOf(text).getAllSubcomponents('vevent');
const valueOf = (event: ICAL.Component, name: string): string => String(event.getFirstPropertyValue(name));

/** What it says of when, with an RRULE as written. */
function times(text: string): string[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  return lines.filter((line) => /^(DTSTART|RRULE)/.test(line.slice(0, 7)) && !/^DTSTART:(2025|1970)/.test(line));
}

/** Its events' times in (fromMs, toMs] as civil times written as UTC, or as instants where they end on Z. */
function expanded(text: string, toMs: number): { localMs: number; unixMs: number; utc: boolean }[] {
  return eventsOf(text).flatMap((component) => {
    const event = new ICAL.Event(component);
    const found: { localMs: number; unixMs: number; utc: boolean }[] = [];
    const each = event.iterator();
    for (let next = each.next() as ICAL.Time | null; next; next = each.next() as ICAL.Time | null) {
      const localMs = Date.UTC(next.year, next.month - 1, next.day, next.hour, next.minute, next.second);
      if (localMs > toMs + 2 * DAY_MS) break;
      found.push({ localMs, unixMs: next.toUnixTime() * 1000, utc: next.zone.tzid === 'UTC' });
    }
    return found;
  });
}

const offsets = new Map<string, Intl.DateTimeFormat>();

/** The clock by Intl, without any code of ours. */
function offsetMsAt(epochMs: number, timeZone: string): number {
  const format =
    offsets.get(timeZone) ??
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  offsets.set(timeZone, format);
  return Date.parse(`${format.format(epochMs).replace(' ', 'T')}Z`) - Math.floor(epochMs / 1000) * 1000;
}

/** As RFC 5545 reads a local time: in an overlap the first, in a gap by the offset before it. */
function instantOf(localMs: number, timeZone: string): number {
  const [before, after] = [offsetMsAt(localMs - DAY_MS, timeZone), offsetMsAt(localMs + DAY_MS, timeZone)];
  const exists = (offsetMs: number): boolean => offsetMsAt(localMs - offsetMs, timeZone) === offsetMs;
  return exists(before) || !exists(after) ? localMs - before : localMs - after;
}

/** When the file's events are, in order, each once. */
function instantsIn(text: string, timeZone: string, toMs: number): number[] {
  const found = expanded(text, toMs).map(({ localMs, utc }) => (utc ? localMs : instantOf(localMs, timeZone)));
  return [...new Set(found)].sort((a, b) => a - b).filter((atMs) => atMs <= toMs);
}

function fireTimes(cron: string, timeZone: string, nowMs: number, toMs: number): number[] {
  const times = nextFireTimes(cron, { after: new Date(nowMs - 1), timeZone, count: 2000 });
  return times.map(Number).filter((atMs) => atMs <= toMs);
}

// ── When ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const RULES: [string, string[]][] = [
  ['30 6 * * 1,3,5', ['DTSTART;TZID=Europe/Vienna:20261123T063000', 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR']],
  ['30 6 * * FRI-SUN', ['DTSTART;TZID=Europe/Vienna:20261127T063000', 'RRULE:FREQ=WEEKLY;BYDAY=SU,FR,SA']],
  ['0 7 * * *', ['DTSTART;TZID=Europe/Vienna:20261123T070000', 'RRULE:FREQ=DAILY']],
  ['0 3 * * *', ['DTSTART;TZID=Europe/Vienna:20261124T030000', 'RRULE:FREQ=DAILY']],
  ['40 3 * * *', ['DTSTART;TZID=Europe/Vienna:20261123T034000', 'RRULE:FREQ=DAILY']],
  ['0 7 * 1-3 *', ['DTSTART;TZID=Europe/Vienna:20270101T070000', 'RRULE:FREQ=DAILY;BYMONTH=1,2,3']],
  ['0 7 15 * *', ['DTSTART;TZID=Europe/Vienna:20261215T070000', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=15']],
  ['0 7 31 * *', ['DTSTART;TZID=Europe/Vienna:20261231T070000', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=31']],
  ['0 7 L * *', ['DTSTART;TZID=Europe/Vienna:20261130T070000', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1']],
  ['0 7 15,L * *', ['DTSTART;TZID=Europe/Vienna:20261130T070000', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=15,-1']],
  ['0 7 * * MON#2', ['DTSTART;TZID=Europe/Vienna:20261214T070000', 'RRULE:FREQ=MONTHLY;BYDAY=2MO']],
  ['0 7 * * 5L', ['DTSTART;TZID=Europe/Vienna:20261127T070000', 'RRULE:FREQ=MONTHLY;BYDAY=-1FR']],
  ['0 7 * 6 5L', ['DTSTART;TZID=Europe/Vienna:20270625T070000', 'RRULE:FREQ=YEARLY;BYMONTH=6;BYDAY=-1FR']],
  ['0 7 29 2 *', ['DTSTART;TZID=Europe/Vienna:20280229T070000', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29']],
  [
    '0 6,18 * * *',
    [
      'DTSTART;TZID=Europe/Vienna:20261123T060000',
      'RRULE:FREQ=DAILY',
      'DTSTART;TZID=Europe/Vienna:20261123T180000',
      'RRULE:FREQ=DAILY',
    ],
  ],
];

test.each(RULES)('%s repeats by rule', (cron, lines) => {
  const { text, exact, untilMs } = saved(cron);
  const zone = text.slice(text.indexOf('BEGIN:VEVENT'));
  expect({ lines: times(zone), exact, untilMs }).toEqual({ lines, exact: true, untilMs: undefined });
});

test('a floating one has the time that any clock shows, one in UTC says so', () => {
  expect(times(saved('30 6 * * 1', { floats: true }).text)).toEqual([
    'DTSTART:20261123T063000',
    'RRULE:FREQ=WEEKLY;BYDAY=MO',
  ]);
  expect(times(saved('30 6 * * 1', { timeZone: 'Etc/UTC' }).text)[0]).toBe('DTSTART:20261123T063000Z');
});

test('a time that begins now is still to come', () => {
  expect(times(saved('40 2 * * *', { timeZone: 'UTC' }).text)[0]).toBe('DTSTART:20261123T024000Z');
  expect(times(saved('40 2 * * *', { timeZone: 'UTC', nowMs: NOW_MS + 1 }).text)[0]).toBe('DTSTART:20261124T024000Z');
});

test('a rule that begins in a gap says what the clock would have shown', () => {
  const nowMs = Date.UTC(2027, 2, 28, 0, 30); // 01:30 in Vienna, which will jump from 02:00 to 03:00
  const { text } = saved('30 2 * * *', { nowMs });
  expect(times(text).filter((line) => line.includes('TZID'))).toEqual(['DTSTART;TZID=Europe/Vienna:20270328T023000']);
  expect(instantsIn(text, 'Europe/Vienna', nowMs + 3 * DAY_MS)[0]).toBe(Date.UTC(2027, 2, 28, 1, 30));
});

test.each([
  ['0 7 1 * 1', 'either day is enough', 15],
  ['0 */6 * * *', 'a step in the hour', 360],
  ['0 * * * *', 'a wildcard', 500],
  ['*/5 * * * * *', 'seconds', 500],
  ['0,15,30,45 6-12 * * *', 'more times a day than an event each', 500],
])('%s is dated: %s', (cron, _, events) => {
  for (const floats of [true, false]) {
    const file = saved(cron, { floats });
    expect({ exact: file.exact, events: file.events }).toEqual({ exact: false, events });
    const due = fireTimes(cron, 'Europe/Vienna', NOW_MS, NOW_MS + 90 * DAY_MS).slice(0, events);
    expect(instantsIn(file.text, 'Europe/Vienna', Infinity)).toEqual(due);
    expect(file.untilMs).toBe(events === 500 ? due.at(-1) : NOW_MS + 90 * DAY_MS);
    expect(new Set(eventsOf(file.text).map((event) => valueOf(event, 'uid'))).size).toBe(events);
  }
});

test('both passes of an hour that comes twice are dated, floating or not', () => {
  const nowMs = Date.UTC(2026, 9, 24, 22);
  for (const floats of [true, false]) {
    const { text } = saved('*/30 2 * * *', { nowMs, floats });
    const due = fireTimes('*/30 2 * * *', 'Europe/Vienna', nowMs, nowMs + DAY_MS);
    expect(due).toHaveLength(4);
    expect(instantsIn(text, 'Europe/Vienna', nowMs + DAY_MS)).toEqual(due);
  }
});

const ZONES = [
  'UTC',
  'Europe/Vienna',
  'America/New_York',
  'America/Santiago',
  'America/Nuuk',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Jerusalem',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
];

const some = (min: number, max: number, most: number): fc.Arbitrary<string> =>
  fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: most }).map((each) => each.join());
const days = fc.oneof(
  fc.constant('* * *'),
  some(0, 7, 4).map((weekdays) => `* * ${weekdays}`),
  fc.tuple(some(1, 12, 3), some(0, 6, 2)).map(([months, weekdays]) => `* ${months} ${weekdays}`),
  some(1, 31, 3).map((monthdays) => `${monthdays} * *`),
  some(1, 28, 2).map((monthdays) => `${monthdays},L * *`),
  fc.tuple(some(1, 28, 2), some(1, 12, 2)).map(([monthdays, months]) => `${monthdays} ${months} *`),
  fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 5 })).map(([day, nth]) => `* * ${day}#${nth}`),
  fc.tuple(fc.integer({ min: 0, max: 6 }), some(1, 12, 2)).map(([day, months]) => `* ${months} ${day}L`),
  fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })).map(([day, last]) => `* * ${day},${last}L`),
);
const routines = fc
  .tuple(some(0, 59, 2), fc.oneof(some(0, 23, 2), some(0, 4, 2)), days)
  .map(([minutes, hours, days]) => `${minutes} ${hours} ${days}`);

test('whatever the rule, the zone and the day, it comes when the schedule does, for a year', () => {
  fc.assert(
    fc.property(
      routines,
      fc.constantFrom(...ZONES),
      fc.boolean(),
      fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }),
      (cron, timeZone, floats, minutes) => {
        const nowMs = NOW_MS + minutes * 60_000;
        const toMs = nowMs + 365 * DAY_MS;
        const file = saved(cron, { timeZone, floats, nowMs });
        expect(file.exact).toBe(true);
        expect(instantsIn(file.text, timeZone, toMs)).toEqual(fireTimes(cron, timeZone, nowMs, toMs));
        if (floats) return;
        // And by the zone as the file describes it, but where the clock jumps over the time.
        for (const { localMs, unixMs } of expanded(file.text, toMs)) {
          const atMs = timeZone === 'UTC' ? localMs : instantOf(localMs, timeZone);
          if (atMs + offsetMsAt(atMs, timeZone) === localMs) expect(new Date(unixMs)).toEqual(new Date(atMs));
        }
      },
    ),
    { numRuns: 300 },
  );
});
