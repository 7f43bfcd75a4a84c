// What is said of a calendar file.
import { expect, test } from 'vitest';
import { calendarWords } from '../../src/words/en/calendar.ts';

const untilMs = Date.UTC(2027, 1, 21, 12);

test.each([
  [{ events: 0, dated: 0, untilMs: undefined }, 'There is nothing to put in a calendar.'],
  [
    { events: 1, dated: 0, untilMs: undefined },
    'Open the file, and your calendar repeats it. Save it again when you change the schedule.',
  ],
  [
    { events: 1500, dated: 1500, untilMs },
    'Open the file. Calendars have no rule for these times, so there are 1,500 events, up to Sun, Feb 21, 2027. Save it again then.',
  ],
  [
    { events: 1, dated: 1, untilMs },
    'Open the file. Calendars have no rule for these times, so there is 1 event, up to Sun, Feb 21, 2027. Save it again then.',
  ],
  [
    { events: 18, dated: 17, untilMs },
    'Open the file, and your calendar repeats what it has a rule for. For the rest there are 17 events, up to Sun, Feb 21, 2027. Save it again then.',
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
