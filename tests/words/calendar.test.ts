// What is said of a calendar file.
import { expect, test } from 'vitest';
import { calendarWords } from '../../src/words/en/calendar.ts';

const untilMs = Date.UTC(2027, 1, 21, 12);

test.each([
  [{ events: 0, dated: 0, untilMs: undefined }, 'There is nothing to add to a calendar.'],
  [
    { events: 1, dated: 0, untilMs: undefined },
    'Open the file to add the schedule to your calendar. Save the file again when you change the schedule.',
  ],
  [
    { events: 1500, dated: 1500, untilMs },
    'Calendars cannot repeat these times. Open the file to add 1,500 single events, up to Sun, Feb 21, 2027. Save the file again then.',
  ],
  [
    { events: 1, dated: 1, untilMs },
    'Calendars cannot repeat these times. Open the file to add 1 single event, up to Sun, Feb 21, 2027. Save the file again then.',
  ],
  [
    { events: 18, dated: 17, untilMs },
    'Open the file to add the schedule to your calendar. Times that cannot repeat become 17 single events, up to Sun, Feb 21, 2027. Save the file again then.',
  ],
])('%j', (file, line) => {
  expect(calendarWords.saved(file, 'UTC')).toBe(line);
});

test('a phase is one line', () => {
  const phase = {
    name: 'Work',
    target: { type: 'zone', zone: 4 },
    end: { type: 'time', durationS: 240 },
    round: { n: 2, of: 4 },
  } as const;
  expect(calendarWords.phase(phase)).toBe('Work 2 of 4 — Zone 4, 4:00');
  expect(calendarWords.more(12)).toBe('… and 12 more');
});
