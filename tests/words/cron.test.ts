// An expression, as it is said to a person.
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { nextFireTimes, parseCron } from '../../src/core/schedule/fireTimes.ts';
import { cronInWords } from '../../src/words/en/cron.ts';
import { takeRegion } from '../../src/words/dates.ts';

test.each([
  ['30 6 * * 1,3,5', 'Mon, Wed, Fri at 06:30'],
  ['30 6 * * 0,6', 'Sat, Sun at 06:30'],
  ['30 6 * * 1-5', 'Monday to Friday at 06:30'],
  ['30 6 * * 0,5,6', 'Friday to Sunday at 06:30'],
  ['30 6 * * 0,1,6', 'Mon, Sat, Sun at 06:30'],
  ['30 6 * * 7', 'Every Sunday at 06:30'],
  ['30 6 * * *', 'Every day at 06:30'],
  ['0 7 15 * *', 'On the 15th of each month at 07:00'],
  ['0 7 1 * *', 'On the 1st of each month at 07:00'],
  ['0 7 22 * *', 'On the 22nd of each month at 07:00'],
  ['0 7 13 * *', 'On the 13th of each month at 07:00'],
  ['0 7 31 * *', 'On the 31st of each month that has one at 07:00'],
  ['0 7 L * *', 'On the last day of each month at 07:00'],
  ['0 7 l 2 *', 'At 07:00, on the last day of the month, only in February'],
  ['*/15 * * * *', 'Every 15 minutes'],
  ['0 9 * * 1#2', 'At 09:00, on the second Monday of the month'],
  ['0 9 * * 5l', 'At 09:00, on the last Friday of the month'],
  ['0 9,18 * * 0', 'At 09:00 and 18:00, only on Sunday'],
  ['0 9,18 * * 7', 'At 09:00 and 18:00, only on Sunday'],
  ['0 9,18 * * 0-7', 'At 09:00 and 18:00'],
  ['0 9,18 * * fri-sun', 'At 09:00 and 18:00, Friday through Sunday'],
  ['0 9,18 * * 1/2', 'At 09:00 and 18:00, only on Monday, Wednesday, Friday, and Sunday'],
  ['0 9,18 * * 0,5,1', 'At 09:00 and 18:00, only on Monday, Friday, and Sunday'],
  ['0 7 L,15 * *', 'At 07:00, on day 15 and the last day of the month'],
  ['0 7 15,L,1 * *', 'At 07:00, on day 1, 15, and the last day of the month'],
  ['0 */7 * * *', 'At 00:00, 07:00, 14:00 and 21:00'],
  ['0 0-23/7 * * *', 'At 00:00, 07:00, 14:00 and 21:00'],
  ['*/45 * * * *', 'At 0 and 45 minutes past the hour'],
  ['*/40 * * * * *', 'At 0 and 40 seconds past the minute'],
  ['0 6 */10 * *', 'At 06:00, on day 1, 11, 21, and 31 of the month'],
  ['0 6 * */5 *', 'At 06:00, only in January, June, and November'],
  ['0 6 31 */3 *', 'At 06:00, on day 31 of the month, only in January, April, July, and October'],
  ['0 6 1 */6 *', 'At 06:00, on day 1 of the month, every 6 months'],
  ['0 */2 * * *', 'On the hour, every 2 hours'],
  ['0 1/2 * * *', 'On the hour, every 2 hours, starting at 01:00'],
  ['*/1 */1 * * *', 'Every minute'],
  ['0 0 13 * 5', 'At 00:00, on day 13 of the month or on Friday'],
  ['59 23 31 12 5#3', 'At 23:59, on day 31 of the month or on the third Friday of the month, only in December'],
  ['30 0 9 * * *', 'At 09:00:30'],
  ['61 6 * * *', '61 6 * * *'],
  ['', ''],
])('%s: %s', async (text, words) => {
  expect(await cronInWords(text)).toBe(words);
});

test.each([
  ['30 6 * * *', 'Every day at 6:30 AM'],
  ['0 0 * * *', 'Every day at 12:00 AM'],
  ['15 12,18 * * *', 'At 12:15 PM and 6:15 PM'],
])('%s where the day has twice twelve hours: %s', async (text, words) => {
  takeRegion(['en-US']);
  expect((await cronInWords(text)).replaceAll('\u202f', ' ')).toBe(words);
});

test.each([
  ['en-GB', 'Tue, Sun at 06:30', 'Sat, Sun at 06:30'],
  ['en-US', 'Sun, Tue at 6:30 AM', 'Sun, Sat at 6:30 AM'],
  ['ar-EG', 'Sun, Tue at 6:30 am', 'Sat, Sun at 6:30 am'],
])('weekdays come in the order of the week in %s: %s', async (spoken, two, weekend) => {
  takeRegion([spoken]);
  expect((await cronInWords('30 6 * * 0,2')).replaceAll('\u202f', ' ')).toBe(two);
  expect((await cronInWords('30 6 * * 6,0')).replaceAll('\u202f', ' ')).toBe(weekend);
});

// ── An interval that is said is true, over midnight and the ends of months ──────────────────────────────────────────

const UNITS_S: Record<string, number> = { second: 1, minute: 60, hour: 3600 };

const fieldOf = (min: number, max: number): fc.Arbitrary<string> => {
  const value = fc.integer({ min, max });
  const step = fc.integer({ min: 1, max: max - min });
  const range = fc.tuple(value, value).map((pair) => pair.sort((a, b) => a - b).join('-'));
  return fc.oneof(
    fc.constant('*'),
    value.map(String),
    step.map((by) => `*/${String(by)}`),
    fc.tuple(value, step).map(([from, by]) => `${String(from)}/${String(by)}`),
    fc.tuple(range, step).map(([span, by]) => `${span}/${String(by)}`),
    fc.uniqueArray(value, { minLength: 1, maxLength: 4 }).map((list) => list.join(',')),
    range,
  );
};

const seconds = fc.oneof(fc.constant('0'), fieldOf(0, 59));
const hours = fc.oneof(fc.constant('*'), fieldOf(0, 23));

test('of any expression, what its words say of intervals is what its next times say', async () => {
  let intervals = 0;
  await fc.assert(
    fc.asyncProperty(seconds, fieldOf(0, 59), hours, async (second, minute, hour) => {
      const cron = `${second} ${minute} ${hour} * * *`;
      const words = await cronInWords(cron);
      expect(words).not.toMatch(/\b1 (seconds|minutes|hours|days|months)\b/);
      const said = [...words.matchAll(/every (\d+ )?(second|minute|hour)s?\b/gi)];
      if (said.length === 0 || /between|, at |seconds past|minutes? past/i.test(words)) return; // within bounds, which are said
      expect(said).toHaveLength(1); // of two at once neither would be true
      intervals++;
      const [, count = '1', unit = ''] = said[0]!;
      const everyMs = Number(count) * UNITS_S[unit.toLowerCase()]! * 1000;
      const after = new Date(Date.UTC(2026, 0, 31, 20));
      const times = nextFireTimes(cron, { after, timeZone: 'UTC', count: 100 }).map(Number);
      expect(new Set(times.slice(1).map((at, i) => at - times[i]!)), `${cron}: ${words}`).toEqual(new Set([everyMs]));
    }),
    { numRuns: 500, seed: 23 },
  );
  expect(intervals).toBeGreaterThan(10);
});

test('of any days, no interval is said that the end of a month or of a year breaks', async () => {
  await fc.assert(
    fc.asyncProperty(fieldOf(1, 31), fieldOf(1, 12), fieldOf(0, 6), async (day, month, weekday) => {
      const cron = `0 6 ${day} ${month} ${weekday}`;
      if (!parseCron(cron).ok) return;
      const words = await cronInWords(cron);
      expect(words).not.toMatch(/every \d+ days|\b1 (days|months)\b|day the last/);
      const [, count] = /every (\d+) months/.exec(words) ?? [];
      if (count === undefined) return;
      const times = nextFireTimes(cron, { after: new Date(Date.UTC(2026, 0, 1)), timeZone: 'UTC', count: 40 });
      const months = [...new Set(times.map((at) => at.getUTCFullYear() * 12 + at.getUTCMonth()))];
      for (const [i, each] of months.slice(1).entries())
        expect(each - months[i]!, `${cron}: ${words}`).toBe(Number(count));
    }),
    { numRuns: 500, seed: 23 },
  );
});

afterEach(() => takeRegion([]));
