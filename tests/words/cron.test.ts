// An expression, as it is said to a person.
import { afterEach, expect, test } from 'vitest';
import { cronInWords } from '../../src/words/en.cron.ts';
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
  ['0 9,18 * * 1/2', 'At 09:00 and 18:00, only on Sunday, Monday, Wednesday, and Friday'],
  ['0 0 13 * 5', 'At 00:00, on day 13 of the month or on Friday'],
  ['59 23 31 12 5#3', 'At 23:59, on day 31 of the month or on the third Friday of the month, only in December'],
  ['30 0 9 * * *', 'At 09:00:30'],
  ['61 6 * * *', '61 6 * * *'],
  ['', ''],
])('%s: %s', async (text, words) => {
  expect(await cronInWords(text)).toBe(words);
});

test.each([
  ['30 6 * * *', 'Every day at 06:30 AM'],
  ['0 0 * * *', 'Every day at 12:00 AM'],
  ['15 12,18 * * *', 'At 12:15 PM and 06:15 PM'],
])('%s where the day has twice twelve hours: %s', async (text, words) => {
  takeRegion(['en-US']);
  expect((await cronInWords(text)).replaceAll('\u202f', ' ')).toBe(words);
});

afterEach(() => takeRegion([]));
