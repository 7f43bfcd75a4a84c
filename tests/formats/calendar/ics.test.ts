// Calendar files, read back by readers of others: when they repeat, where, and what they say.
import fc from 'fast-check';
import ICAL from 'ical.js';
import { convertIcsCalendar } from 'ts-ics';
import { expect, test } from 'vitest';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import { occurrenceOf } from '../../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../../src/core/schedule/schedule.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { nextFireTimes } from '../../../src/core/schedule/fireTimes.ts';
import { calendarOf, calendarOfOccurrence, type CalendarFile } from '../../../src/formats/calendar/ics.ts';
import { vtimezone } from '../../../src/formats/calendar/vtimezone.ts';
import { calendarWords } from '../../../src/words/en/calendar.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { phase, planOf, time } from '../../core/arbitrary.ts';
import { runs } from '../../support/nightly.ts';

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

function isShownOnce(localMs: number, timeZone: string): boolean {
  const around = [-DAY_MS, DAY_MS].map((byMs) => offsetMsAt(localMs + byMs, timeZone));
  return (
    new Set(around).size === 1 || around.filter((each) => offsetMsAt(localMs - each, timeZone) === each).length === 1
  );
}

/** When the file's events are, in order, each once. */
function instantsIn(text: string, timeZone: string, toMs: number): number[] {
  const found = expanded(text, toMs).map(({ localMs, utc }) => (utc ? localMs : instantOf(localMs, timeZone)));
  return [...new Set(found)].sort((a, b) => a - b).filter((atMs) => atMs <= toMs);
}

function fireTimes(cron: string, timeZone: string, nowMs: number, toMs: number, max = Infinity): number[] {
  const times: number[] = [];
  for (let after = new Date(nowMs - 1); ; after = new Date(times.at(-1)!)) {
    const some = nextFireTimes(cron, { after, timeZone, count: 10 });
    times.push(...some.map(Number).filter((atMs) => atMs <= toMs));
    if (some.length === 0 || some.at(-1)!.getTime() > toMs || times.length >= max) return times.slice(0, max);
  }
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
  const utc = saved('30 6 * * 1', { timeZone: 'Etc/UTC' }).text;
  expect(times(utc)[0]).toBe('DTSTART:20261123T063000Z');
  expect(utc).not.toContain('VTIMEZONE');
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
    expect({ exact: file.exact, events: file.events, dated: file.dated }).toEqual({
      exact: false,
      events,
      dated: events,
    });
    const due = fireTimes(cron, 'Europe/Vienna', NOW_MS, NOW_MS + 90 * DAY_MS, events);
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
        const found = expanded(file.text, toMs).map(({ localMs, unixMs }) => {
          const atMs = instantOf(localMs, timeZone);
          return { atMs, unixMs, plain: isShownOnce(localMs, timeZone) };
        });
        const instants = [...new Set(found.map(({ atMs }) => atMs))].sort((a, b) => a - b);
        expect(file.exact).toBe(true);
        expect(instants.filter((atMs) => atMs <= toMs)).toEqual(fireTimes(cron, timeZone, nowMs, toMs));
        // And by the zone as the file describes it. This reader takes the later of two, and the clock as it will be in a gap.
        const plain = found.filter((each) => !floats && each.plain);
        expect(plain.filter(({ atMs, unixMs }) => atMs !== unixMs)).toEqual([]);
      },
    ),
    { numRuns: runs(100) },
  );
});

// ── Where ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const zoneText = (timeZone: string): string => `${vtimezone(timeZone, NOW_MS).join('\r\n')}\r\n`;

test('a zone whose clock changes by rule has that rule', () => {
  expect(vtimezone('Europe/Vienna', NOW_MS)).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Vienna',
    'BEGIN:STANDARD',
    'DTSTART:20251026T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:20260329T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ]);
});

test.each([
  ['America/New_York', ['BYMONTH=11;BYDAY=1SU', 'BYMONTH=3;BYDAY=2SU'], 2],
  ['Australia/Lord_Howe', ['BYMONTH=4;BYDAY=1SU', 'BYMONTH=10;BYDAY=1SU'], 2],
  ['America/Santiago', [], 22], // the Sunday from the 2nd on
  ['Africa/Casablanca', [], 23], // by the moon
  ['Asia/Kolkata', [], 1],
])('%s: rules %j in %i observances', (timeZone, rules, observances) => {
  const lines = vtimezone(timeZone, NOW_MS);
  expect(lines.filter((line) => line.startsWith('RRULE')).map((line) => line.slice(18))).toEqual(rules);
  expect(lines.filter((line) => line.startsWith('DTSTART'))).toHaveLength(observances);
});

test('every zone is as Intl has it, at any time of ten years and around each change', () => {
  const wrong: string[] = [];
  for (const timeZone of [...Intl.supportedValuesOf('timeZone'), 'UTC']) {
    const zone = new ICAL.Timezone(componentOf(zoneText(timeZone)));
    const check = (atMs: number): void => {
      const localMs = atMs + offsetMsAt(atMs, timeZone);
      const local = ICAL.Time.fromDateTimeString(new Date(localMs).toISOString().slice(0, 19));
      const readS = zone.utcOffset(local);
      if (readS * 1000 !== localMs - atMs) wrong.push(`${timeZone} ${new Date(atMs).toISOString()} ${readS}`);
    };
    let beforeMs = NOW_MS;
    for (let week = 0; week < 520; week++) {
      const atMs = NOW_MS + week * 7 * DAY_MS;
      const jumpMs = offsetMsAt(atMs, timeZone) - offsetMsAt(beforeMs, timeZone);
      if (jumpMs !== 0) {
        let [lowMs, highMs] = [beforeMs, atMs];
        while (highMs - lowMs > 1000) {
          const middleMs = Math.floor((lowMs + highMs) / 2000) * 1000;
          if (offsetMsAt(middleMs, timeZone) === offsetMsAt(beforeMs, timeZone)) lowMs = middleMs;
          else highMs = middleMs;
        }
        check(highMs - Math.max(0, -jumpMs) - 60_000);
        check(highMs + Math.max(0, -jumpMs) + 60_000);
      } else if (week % 9 === 0) check(atMs);
      beforeMs = atMs;
    }
  }
  expect(wrong).toEqual([]);
});

// ── What ────────────────────────────────────────────────────────────────────────────────────────────────────────────

test('an event says what it is, how long it takes, and where it opens', () => {
  const [event] = convertIcsCalendar(undefined, saved('30 6 * * 1').text).events!;
  expect(event).toMatchObject({
    uid: 'schedule-5f0c@beatkeeper',
    stamp: { date: new Date(NOW_MS) },
    sequence: 3,
    start: { date: new Date(Date.UTC(2026, 10, 23, 5, 30)), local: { timezone: 'Europe/Vienna' } },
    duration: { minutes: 1 },
    summary: 'One-minute demo',
    url: LINK,
    status: 'CONFIRMED',
    recurrenceRule: { frequency: 'WEEKLY', byDay: [{ day: 'MO' }] },
    alarms: [
      { action: 'DISPLAY', trigger: { type: 'relative', value: { before: true, minutes: 30 } } },
      { action: 'DISPLAY', trigger: { type: 'relative' } },
    ],
  });
  const [component] = eventsOf(saved('30 6 * * 1').text);
  expect(valueOf(component!, 'description')).toBe(
    `Warm-up — Zone 1, 0:15\nInterval — Zone 2, 0:20\nEasy — 50–65 % of max, 0:15\nCool-down — No target, 0:10\n\n${LINK}`,
  );
});

test.each<[string, Plan | undefined, string]>([
  ['an hour and a bit', planOf(phase(time(3665))), 'PT3665S'],
  ['open-ended', planOf(phase({ type: 'hand' })), 'PT60M'],
  ['gone', undefined, 'PT60M'],
])('a plan that is %s', (_, plan, duration) => {
  const { text } = saved('30 6 * * 1', { plan });
  expect(text).toContain(`\r\nDURATION:${duration}\r\n`);
  expect(valueOf(eventsOf(text)[0]!, 'summary')).toBe(plan?.name ?? 'As it was called');
});

test('taken in again it is the same event, with a later stamp and the revision it has now', () => {
  const identity = ({ text }: CalendarFile) =>
    eventsOf(text).map((event) => ['uid', 'sequence', 'dtstamp'].map((name) => valueOf(event, name)));
  expect(identity(saved('0 6,18 * * *'))).toEqual([
    ['schedule-5f0c-060000@beatkeeper', '3', '2026-11-23T02:40:00Z'],
    ['schedule-5f0c-180000@beatkeeper', '3', '2026-11-23T02:40:00Z'],
  ]);
  const later = { nowMs: NOW_MS + 7 * DAY_MS, schedule: { revision: 4 } };
  expect(identity(saved('0 6 * * 2', later))).toEqual([['schedule-5f0c@beatkeeper', '4', '2026-11-30T02:40:00Z']]);
  expect(identity(saved('0 7 1 * 1', later))[0]).toEqual(
    identity(saved('0 7 1 * 1'))[1]!.with(1, '4').with(2, '2026-11-30T02:40:00Z'),
  );
});

test('one occurrence is the dated event of its schedule', () => {
  const schedule = { id: '5f0c', planId: 'p', planName: 'Run', cron: '0 7 1 * 1', timeZone: 'Europe/Vienna' };
  const atMs = Date.UTC(2026, 10, 30, 6);
  const occurrence = occurrenceOf({ ...schedule, on: true, revision: 3, sinceEpochMs: 0 }, atMs, 'Europe/Vienna');
  const [event] = eventsOf(calendarOfOccurrence({ occurrence, plan: DEMO, link: LINK }, OPTIONS));
  expect(event!.toString()).toBe(eventsOf(saved('0 7 1 * 1').text)[1]!.toString());

  const elsewhere = { ...occurrence, timeZone: 'Mars/Phobos' }; // from a device that knows more zones
  const [read] = eventsOf(calendarOfOccurrence({ occurrence: elsewhere, plan: DEMO, link: LINK }, OPTIONS));
  expect(valueOf(read!, 'dtstart')).toBe('2026-11-30T06:00:00Z');
});

const PLAIN = /^[\x20-\x7e\xa0-\uffff\t]*$/;

/** Whether each line is one, of at most 75 octets, and every character is whole. */
function expectLines(text: string): void {
  expect(text.endsWith('\r\n')).toBe(true);
  for (const line of text.slice(0, -2).split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).toMatch(PLAIN);
    expect(line.isWellFormed()).toBe(true);
  }
}

test.each<[string, string, string?]>([
  ['separators', 'commas, semicolons; back\\slashes'],
  ['line ends', 'two\r\nlines\rthree\u2028four', 'two\nlines\nthree\nfour'],
  ['an end', 'END:VEVENT\r\nBEGIN:VEVENT', 'END:VEVENT\nBEGIN:VEVENT'],
  ['a backslash and n', '\\n is no line end'],
  ['control characters', 'nul\0 bell\x07 del\x7f c1\x9f', 'nul bell del c1'],
  ['half a character', 'half an emoji \ud83d.', 'half an emoji \ufffd.'],
  ['other scripts', 'Šípková Růženka 🚵‍♀️ 心拍数 قلب'],
  ['5,000 characters', '🚵'.repeat(2500), `${'🚵'.repeat(99)}…`],
  ['nothing', ''],
])('a name with %s', (_, name, read = name) => {
  const { text } = saved('30 6 * * 1', { plan: { ...DEMO, name } });
  expectLines(text);
  expect(eventsOf(text)).toHaveLength(1);
  expect(valueOf(eventsOf(text)[0]!, 'summary')).toBe(read);
});

test('separators are escaped in what people read, and only there', () => {
  const { text } = saved('30 6 * * 1,3', { plan: { ...DEMO, name: 'a, b; c\\d' }, link: 'https://host/?a,b;c' });
  expect(text).toContain('\r\nSUMMARY:a\\, b\\; c\\\\d\r\n');
  expect(text).toContain('\r\nURL:https://host/?a,b;c\r\n');
});

test('a long plan is all there, a very long one as far as a calendar shows it', () => {
  const long = saved('30 6 * * 1', { plan: planOf({ repeat: 200, phases: [phase(time(10))] }) });
  expectLines(long.text);
  const lines = valueOf(eventsOf(long.text)[0]!, 'description').split('\n');
  expect(lines).toHaveLength(202);
  expect(lines.slice(198)).toEqual(['Phase 199 of 200 — Zone 3, 0:10', 'Phase 200 of 200 — Zone 3, 0:10', '', LINK]);

  const longer = planOf({ repeat: 1000, phases: [phase(time(10))] });
  const cut = valueOf(eventsOf(saved('30 6 * * 1', { plan: longer }).text)[0]!, 'description');
  expect(cut.length).toBeLessThan(8100);
  expect(cut).toMatch(/\n… and \d+ more\n\nhttps:/);
  expect(saved('0 * * * *', { plan: longer }).text.length).toBeLessThan(1_000_000);
});

test.each<[string, Asked, string?]>([
  ['an expression that is none', {}, 'nonsense'],
  ['a zone that is none', { timeZone: 'Mars/Phobos' }],
  ['a zone that would end its line', { timeZone: 'UTC\r\nX:1' }],
])('%s: nothing to save', (_, asked, cron = '0 7 * * *') => {
  expect(saved(cron, asked)).toMatchObject({ events: 0, exact: false });
});

test('several schedules share the zones they have in common', () => {
  const item = (id: string, timeZone: string) => ({
    schedule: { id, planId: 'p', planName: 'Run', cron: '0 7 * * 1', timeZone, on: true, revision: 1, sinceEpochMs: 0 },
    plan: undefined,
    timeZone,
    link: LINK,
  });
  const zones = ['Europe/Vienna', 'Asia/Tokyo', 'Europe/Vienna'];
  const { text, events } = calendarOf(
    zones.map((timeZone, at) => item(`s${at}`, timeZone)),
    OPTIONS,
  );
  const read = convertIcsCalendar(undefined, text);
  expect(read.timezones?.map(({ id }) => id)).toEqual(['Europe/Vienna', 'Asia/Tokyo']);
  expect([events, read.events?.length]).toEqual([3, 3]);
});

test('whatever stands in names, ids, links and expressions, each line is sound and nothing gets in', () => {
  const odd = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }));
  const broken = fc
    .array(fc.constantFrom('\r', '\n', '\\', ',', ':', '\ud800', '\0', 'END:VEVENT', '\u2029'))
    .map((each) => each.join(''));
  const text = fc.oneof(odd, broken);
  fc.assert(
    fc.property(
      text,
      text,
      text,
      fc.oneof(text, fc.constant('0 7 * * 1')),
      fc.boolean(),
      (name, id, link, cron, gone) => {
        const plan = { ...planOf({ ...phase(time(60)), name }), name };
        const file = saved(cron, { plan: gone ? undefined : plan, link, schedule: { id, planName: name } });
        expectLines(file.text);
        const events = eventsOf(file.text);
        expect(events).toHaveLength(file.events);
        for (const event of events) expect(event.getAllProperties()).toHaveLength(file.exact ? 10 : 9);
      },
    ),
  );
});
