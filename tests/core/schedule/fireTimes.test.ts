// When an expression fires: by examples, and in every zone against a clock that is read minute by minute.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueBetween, nextFireMs, nextFireTimes, parseCron, type Cron } from '../../../src/core/schedule/fireTimes.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function cronOf(text: string): Cron {
  const cron = parseCron(text);
  if (!cron.ok) throw new Error(`${text}: ${JSON.stringify(cron.problems)}`);
  return cron.value;
}

/** The next times as one line: the first in full, without what is zero at its end. */
function next(text: string, timeZone: string, after: string, count: number): string {
  return nextFireTimes(text, { after: new Date(after), timeZone, count })
    .map((time) => time.toISOString().replace(/(:00)?\.000Z$/, ''))
    .join(' ');
}

test.each([
  // an ordinary day
  ['30 6 * * 1-5', 'Europe/Berlin', '2026-11-20T12:00Z', '2026-11-23T05:30 2026-11-24T05:30'],
  ['30 6 * * 1-5', 'UTC', '2026-11-23T06:29:59.500Z', '2026-11-23T06:30'],
  ['30 6 * * 1-5', 'UTC', '2026-11-23T06:30Z', '2026-11-24T06:30'], // strictly after
  ['30 6 * * 1-5', 'UTC', '2026-11-23T06:30:00.500Z', '2026-11-24T06:30'],
  ['*/20 30 6 * * *', 'UTC', '2026-11-23T06:30:19.999Z', '2026-11-23T06:30:20 2026-11-23T06:30:40 2026-11-24T06:30'],
  ['* * * * * *', 'UTC', '1969-12-31T23:59:58.500Z', '1969-12-31T23:59:59 1970-01-01T00:00 1970-01-01T00:00:01'],
  // days
  [
    '0 0 29 2 *',
    'UTC',
    '2026-01-01',
    '2028-02-29T00:00 2032-02-29T00:00 2036-02-29T00:00 2040-02-29T00:00 2044-02-29T00:00',
  ],
  ['0 0 29 2 *', 'UTC', '2096-03-01', '2104-02-29T00:00'], // 2100 has none
  ['0 0 * 2 MON#5', 'UTC', '2072-03-01', '2112-02-29T00:00 2140-02-29T00:00'], // the rarest there is
  ['0 0 31 * *', 'UTC', '2026-01-31', '2026-03-31T00:00 2026-05-31T00:00'],
  ['0 0 L * *', 'UTC', '2028-01-31', '2028-02-29T00:00 2028-03-31T00:00'],
  ['0 0 15,L 2 *', 'UTC', '2026-01-31', '2026-02-15T00:00 2026-02-28T00:00'],
  ['0 0 * * 5L', 'UTC', '2026-01-01', '2026-01-30T00:00 2026-02-27T00:00'],
  ['0 0 * * 7#2', 'UTC', '2026-01-01', '2026-01-11T00:00 2026-02-08T00:00'],
  ['0 0 13 * FRI', 'UTC', '2026-02-10', '2026-02-13T00:00 2026-02-20T00:00'], // either is enough
  ['0 0 31 4 MON', 'UTC', '2026-03-31', '2026-04-06T00:00 2026-04-13T00:00'], // no such day, but there are Mondays
  ['0 0 13 * 0-6', 'UTC', '2026-02-10', '2026-02-11T00:00 2026-02-12T00:00'],
  // a gap
  ['30 2 * * *', 'Europe/Berlin', '2026-03-28', '2026-03-28T01:30 2026-03-29T01:30 2026-03-30T00:30'],
  ['0 2,3 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', '2026-03-29T01:00 2026-03-30T00:00'], // two that are one
  ['30,0 2,3 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', '2026-03-29T01:00 2026-03-29T01:30 2026-03-30T00:00'],
  ['45 2,3 * * *', 'Europe/Berlin', '2026-03-29T01:00Z', '2026-03-29T01:45 2026-03-30T00:45'],
  ['*/15 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', '2026-03-30T00:00'], // elapsed: no such hour
  ['*/30 * * * *', 'Europe/Berlin', '2026-03-29T00:15Z', '2026-03-29T00:30 2026-03-29T01:00'],
  ['15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', '2026-10-03T15:45 2026-10-04T15:15'], // by half an hour
  ['10,35 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', '2026-10-03T15:35 2026-10-03T15:40 2026-10-04T15:10'],
  ['20,50 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', '2026-10-03T15:50 2026-10-04T15:20'], // 02:50 either way
  ['0 0 * * *', 'America/Sao_Paulo', '2018-11-03T12:00Z', '2018-11-04T03:00 2018-11-05T02:00'], // at midnight
  ['30 0 * * 0', 'America/Sao_Paulo', '2018-11-03T12:00Z', '2018-11-04T03:30 2018-11-11T02:30'],
  ['15 0 * * *', 'Asia/Beirut', '2026-03-28T12:00Z', '2026-03-28T22:15 2026-03-29T21:15'],
  ['30 0 29 * *', 'Asia/Amman', '2019-03-28T12:00Z', '2019-03-28T22:30'],
  ['30 1 * * *', 'Antarctica/Troll', '2026-03-28T12:00Z', '2026-03-29T01:30 2026-03-29T23:30'], // by two hours
  ['0 12 * * *', 'Pacific/Apia', '2011-12-29T12:00Z', '2011-12-29T22:00 2011-12-30T22:00 2011-12-31T22:00'], // by a day
  ['0 12 30 12 *', 'Pacific/Apia', '2011-01-01', '2011-12-30T22:00 2012-12-29T22:00'], // the day that never was
  ['0 12 * * FRI', 'Pacific/Apia', '2011-12-24', '2011-12-30T22:00 2012-01-05T22:00'],
  ['0 12 21 8 *', 'Pacific/Kwajalein', '1993-01-01', '1993-08-22T00:00 1994-08-21T00:00'],
  ['0 */12 30 12 *', 'Pacific/Apia', '2011-01-01', '2012-12-29T10:00 2012-12-29T22:00'], // elapsed
  // an overlap
  ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', '2026-10-25T00:30 2026-10-26T01:30'],
  ['30 2 * * *', 'Europe/Berlin', '2026-10-25T01:00Z', '2026-10-26T01:30'], // begun in the second pass
  [
    '*/30 2 * * *',
    'Europe/Berlin',
    '2026-10-24T23:59Z',
    '2026-10-25T00:00 2026-10-25T00:30 2026-10-25T01:00 2026-10-25T01:30 2026-10-26T01:00',
  ],
  ['*/30 2 25 10 *', 'Europe/Berlin', '2026-10-25T00:30Z', '2026-10-25T01:00 2026-10-25T01:30 2027-10-25T00:00'],
  ['0 0 * * *', 'America/Havana', '2026-10-31T12:00Z', '2026-11-01T04:00 2026-11-02T05:00'],
  ['45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T12:00Z', '2026-04-04T14:45 2026-04-05T15:15'],
])('%s in %s after %s: %s', (text, timeZone, after, times) => {
  expect(next(text, timeZone, after, times.split(' ').length)).toBe(times);
});

test.each([
  ['5', 'UTC', 0, 'not a cron expression: cron.fields {"count":1}'],
  ['0 25 * * *', 'UTC', 0, 'not a cron expression: hour cron.range {"text":"25","min":0,"max":23}'],
  ['0 0 * * *', 'Europe/Berlino', 0, 'no time zone: Europe/Berlino'],
  ['0 0 * * *', '', 0, 'no time zone: '],
  ['0 0 * * *', 'UTC', NaN, 'not a time to start from'],
])('%s in %s after %d is refused: %s', (text, timeZone, afterMs, why) => {
  const ask = () => nextFireTimes(text, { after: new Date(afterMs), timeZone, count: 1 });
  expect(ask).toThrow(RangeError);
  expect(ask).toThrow(why);
});

test('there are fewer where the years of four digits end', () => {
  expect(next('0 0 1 1 *', 'UTC', '9997-06-01', 5)).toBe('9998-01-01T00:00');
  expect(nextFireMs(cronOf('0 0 1 1 *'), Infinity, 'UTC')).toBeUndefined();
  expect(nextFireMs(cronOf('0 0 1 1 *'), -Infinity, 'UTC')).toBe(Date.UTC(1900, 0));
});

test('what is due is after the one end and up to the other; the latest are kept, and that some were cut is said', () => {
  const cron = cronOf('0 6 * * *');
  const due = (sinceMs: number, untilMs: number, max: number) => {
    const { dueMs, cut } = dueBetween(cron, { sinceMs, untilMs, timeZone: 'UTC', max });
    return [...dueMs.map((atMs) => atMs / HOUR_MS), ...(cut ? ['cut'] : [])].join(' ');
  };
  expect(due(0, 6 * HOUR_MS, 9)).toBe('6');
  expect(due(6 * HOUR_MS, 30 * HOUR_MS, 9)).toBe('30');
  expect(due(6 * HOUR_MS - 1, 30 * HOUR_MS - 1, 9)).toBe('6');
  expect(due(0, 79 * HOUR_MS, 4)).toBe('6 30 54 78');
  expect(due(0, 79 * HOUR_MS, 3)).toBe('30 54 78 cut');
  expect(due(0, 79 * HOUR_MS, 0)).toBe('cut');
  expect(due(0, 0, 9)).toBe('');
  expect(due(HOUR_MS, 0, 9)).toBe('');
});

test('what is due by the second, a step or a jump apart, is all there', () => {
  const due = (text: string, timeZone: string, since: string, spanMs: number) => {
    const [sinceMs, untilMs] = [Date.parse(since), Date.parse(since) + spanMs];
    const { dueMs } = dueBetween(cronOf(text), { sinceMs, untilMs, timeZone, max: 1000 });
    return dueMs.map((atMs) => (atMs - sinceMs) / 1000).join(' ');
  };
  expect(due('*/20 * * * * *', 'UTC', '2026-01-01', 2 * MINUTE_MS)).toBe('20 40 60 80 100 120');
  expect(due('1,2 0 0 * * *', 'UTC', '2026-01-01', MINUTE_MS)).toBe('1 2');
  expect(due('10,35 2 * * *', 'Australia/Lord_Howe', '2026-10-03T15:30Z', HOUR_MS)).toBe('300 600');
});

test.each([
  ['* * * * * *', 92 * DAY_MS, 1000],
  ['* * * * *', 1e15, 1000],
  ['0 0 29 2 *', 1e15, 10],
  ['0 0 * 2 MON#5', 1e15, 2],
  ['59 59 23 31 12 *', Infinity, 10],
])('%s over %d ms costs what is returned, not what lies between', (text, spanMs, max) => {
  const cron = cronOf(text);
  const untilMs = Date.UTC(2026, 5);
  const startMs = performance.now();
  const { dueMs, cut } = dueBetween(cron, { sinceMs: untilMs - spanMs, untilMs, timeZone: 'Europe/Berlin', max });
  expect([dueMs.length, cut]).toEqual([max, true]);
  expect(performance.now() - startMs).toBeLessThan(2000); // it takes 20, or 300 for the rarest
});

// ---- every zone, against a clock read minute by minute: nothing below knows how src/ does it

/** What each row says of a field; the tests are of when, so each is spelled in one way only. */
type Says = [text: string, holds: (value: number) => boolean];
const MINUTES: Says[] = [
  ['*', () => true],
  ['0', (m) => m === 0],
  ['30', (m) => m === 30],
  ['59', (m) => m === 59],
  ['*/15', (m) => m % 15 === 0],
  ['5,35', (m) => m === 5 || m === 35],
  ['10-14', (m) => m >= 10 && m <= 14],
];
const HOURS: Says[] = [
  ['*', () => true],
  ['0', (h) => h === 0],
  ['1', (h) => h === 1],
  ['2', (h) => h === 2],
  ['3', (h) => h === 3],
  ['23', (h) => h === 23],
  ['*/2', (h) => h % 2 === 0],
  ['1-3', (h) => h >= 1 && h <= 3],
  ['0,2,12', (h) => h === 0 || h === 2 || h === 12],
];
const MONTHS: Says[] = [
  ['*', () => true],
  ['*', () => true],
  ['MAR-NOV', (m) => m >= 3 && m <= 11],
];
type SaysDay = [text: string, holds: (day: Date) => boolean];
const dateOf = (day: Date): number => day.getUTCDate();
const inMonth = (day: Date, days: number): boolean =>
  new Date(day.getTime() + days * DAY_MS).getUTCMonth() === day.getUTCMonth();
const DATES: SaysDay[] = [
  ['*', () => true],
  ['*', () => true],
  ['L', (day) => !inMonth(day, 1)],
  ['13', (day) => dateOf(day) === 13],
  ['*/2', (day) => dateOf(day) % 2 === 1],
  ['25-31', (day) => dateOf(day) >= 25],
];
const WEEKDAYS: SaysDay[] = [
  ['*', () => true],
  ['*', () => true],
  ['SUN', (day) => day.getUTCDay() === 0],
  ['6,7', (day) => day.getUTCDay() === 0 || day.getUTCDay() === 6],
  ['MON-FRI', (day) => day.getUTCDay() >= 1 && day.getUTCDay() <= 5],
  ['0L', (day) => day.getUTCDay() === 0 && !inMonth(day, 7)],
  ['SUN#2', (day) => day.getUTCDay() === 0 && inMonth(day, -7) && !inMonth(day, -14)],
];

interface Rule {
  text: string;
  elapsed: boolean;
  second: number;
  holds: (shownMs: number) => boolean;
}

const rules: fc.Arbitrary<Rule> = fc
  .tuple(
    ...([fc.constantFrom(0, 0, 30), fc.constantFrom(...MINUTES), fc.constantFrom(...HOURS)] as const),
    ...([fc.constantFrom(...DATES), fc.constantFrom(...MONTHS), fc.constantFrom(...WEEKDAYS)] as const),
  )
  .map(([second, minute, hour, date, month, weekday]) => ({
    text: [second, minute[0], hour[0], date[0], month[0], weekday[0]].join(' '),
    elapsed: /[*/]/.test(minute[0] + hour[0]),
    second,
    holds: (shownMs) => {
      const day = new Date(shownMs);
      const either = date[0] !== '*' && weekday[0] !== '*';
      const days = either ? date[1](day) || weekday[1](day) : date[1](day) && weekday[1](day);
      return minute[1](day.getUTCMinutes()) && hour[1](day.getUTCHours()) && month[1](day.getUTCMonth() + 1) && days;
    },
  }));

/** The clock on the wall, in minutes: what Intl writes, read back as if it were UTC. */
function wallOf(timeZone: string): (atMs: number) => number {
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, hourCycle: 'h23', ...fields });
  return (atMs) => Date.parse(`${format.format(atMs).replace(' ', 'T')}Z`);
}

/** Every time a rule fires in (sinceMs, untilMs], by walking there. A day and more before it, for what was shown before. */
function walked(rule: Rule, wall: (atMs: number) => number, sinceMs: number, untilMs: number): number[] {
  const fires = new Set<number>();
  const seen = new Set<number>();
  let lastMs = wall(sinceMs - 26 * HOUR_MS - MINUTE_MS);
  for (let atMs = sinceMs - 26 * HOUR_MS; atMs <= untilMs + MINUTE_MS; atMs += MINUTE_MS) {
    const shownMs = wall(atMs);
    if (!rule.elapsed) {
      for (let lostMs = lastMs + MINUTE_MS, lateMs = atMs; lostMs < shownMs; lostMs += MINUTE_MS, lateMs += MINUTE_MS) {
        if (rule.holds(lostMs)) fires.add(lateMs);
      }
    }
    if (rule.holds(shownMs) && (rule.elapsed || !seen.has(shownMs))) fires.add(atMs);
    seen.add(shownMs);
    lastMs = shownMs;
  }
  return [...fires]
    .map((atMs) => atMs + rule.second * 1000)
    .filter((atMs) => atMs > sinceMs && atMs <= untilMs)
    .sort((a, b) => a - b);
}

const YEARS = [1986, 1995, 2007, 2011, 2014, 2018, 2026, 2035];

/** Two days around one change of the clock in that year, or around its start where there is none. */
function windowOf(timeZone: string, year: number, which: number): [sinceMs: number, untilMs: number] {
  const wall = wallOf(timeZone);
  const changesMs: number[] = [];
  for (let atMs = Date.UTC(year, 0); atMs < Date.UTC(year + 1, 0); atMs += 12 * HOUR_MS) {
    if (wall(atMs + 12 * HOUR_MS) - wall(atMs) !== 12 * HOUR_MS) changesMs.push(atMs + 6 * HOUR_MS);
  }
  const middleMs = changesMs[which % changesMs.length] ?? Date.UTC(year, 0);
  return [middleMs - 24 * HOUR_MS, middleMs + 30 * HOUR_MS];
}

test('in every zone, what fires is what the clock on the wall says, minute by minute', { timeout: 60_000 }, () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const places = fc.tuple(zones, fc.constantFrom(...YEARS), fc.nat({ max: 3 }));
  const cuts = fc.array(fc.nat({ max: 54 * 3600 }), { maxLength: 4 });
  let fired = 0;
  fc.assert(
    fc.property(places, rules, cuts, ([timeZone, year, which], rule, cutsS) => {
      const [sinceMs, untilMs] = windowOf(timeZone, year, which);
      const expected = walked(rule, wallOf(timeZone), sinceMs, untilMs);
      fired += expected.length;

      const cron = cronOf(rule.text);
      expect(cron.elapsed).toBe(rule.elapsed);
      const forward: number[] = [];
      for (let atMs = nextFireMs(cron, sinceMs, timeZone); atMs !== undefined && atMs <= untilMs;) {
        forward.push(atMs);
        atMs = nextFireMs(cron, atMs, timeZone);
      }
      expect(forward).toEqual(expected);

      const whole = dueBetween(cron, { sinceMs, untilMs, timeZone, max: 10_000 });
      expect(whole).toEqual({ dueMs: expected, cut: false });
      const latest = dueBetween(cron, { sinceMs, untilMs, timeZone, max: 3 });
      expect(latest).toEqual({ dueMs: expected.slice(-3), cut: expected.length > 3 });

      const endsMs = [sinceMs, ...cutsS.sort((a, b) => a - b).map((s) => sinceMs + s * 1000), untilMs];
      const pieces = endsMs.slice(1).flatMap((endMs, at) => {
        return dueBetween(cron, { sinceMs: endsMs[at]!, untilMs: endMs, timeZone, max: 10_000 }).dueMs;
      });
      expect(pieces).toEqual(expected);
    }),
    { numRuns: 150 },
  );
  expect(fired).toBeGreaterThan(150);
});
