// Words are in the language of the words; dates and times as they are written where the person lives.
import { afterEach, expect, test } from 'vitest';
import { datesOf, firstWeekday, takeRegion } from '../../src/words/dates.ts';
import { formatsOf } from '../../src/words/formats.ts';

const atMs = Date.UTC(2026, 10, 25, 18, 30);

afterEach(() => takeRegion([]));

test.each<[string, string[], string]>([
  ['in the United States', ['en-US', 'en'], 'Wed, Nov 25, 2026 6:30 PM'],
  ['in Great Britain', ['en-GB'], 'Wed, 25 Nov 2026 18:30'],
  ['in Germany', ['de-DE', 'de', 'en-US'], 'Wed, 25 Nov 2026 18:30'],
  ['in a region that no English knows', ['en-QX'], 'Wed, 25 Nov 2026 6:30 pm'],
  ['with a script between', ['zh-Hant-US'], 'Wed, Nov 25, 2026 6:30 PM'],
  ['in France, where no English is at home', ['fr-FR'], 'Wed, 25 Nov 2026 18:30'],
  ['whoever names a region only in the second place', ['de', 'en-AT'], 'Wed, 25 Nov 2026 18:30'],
  ['whoever names what is no language', ['C', '', 'en_US', 'en-GB'], 'Wed, 25 Nov 2026 18:30'],
  ['whoever names none', ['en'], 'Wed, Nov 25, 2026 18:30'],
  ['whoever is not asked, like the command line', [], 'Wed, Nov 25, 2026 18:30'],
])('%s', (_, languages, text) => {
  const { day, timeOfDay } = datesOf('en');
  takeRegion(languages);
  expect(`${day(atMs, 'UTC')} ${timeOfDay(atMs, 'UTC')}`.replaceAll('\u202f', ' ')).toBe(text);
});

test.each([
  ['de-CH', 1],
  ['en-US', 0],
  ['pt-BR', 0],
  ['dv-MV', 5],
  ['ar-EG', 6],
  ['en', 1], // names no region
  ['C', 1], // no language at all: WebKitGTK says so where the system does
])('weeks: where %s is spoken they begin on day %i', (language, day) => {
  takeRegion([language]);
  expect(firstWeekday()).toBe(day);
});

test('weeks: they begin where Intl says that they do, in regions of every kind', () => {
  for (const region of ['AU', 'CA', 'DE', 'DZ', 'FR', 'GB', 'IL', 'IN', 'JP', 'KR', 'MX', 'NZ', 'PL', 'TH', 'ZA']) {
    takeRegion([`en-${region}`]);
    const { firstDay } = weekInfoOf(new Intl.Locale(`und-${region}`));
    expect(firstWeekday(), region).toBe(firstDay % 7);
  }
});

/** A method in the standard; a property in Node up to 22. */
function weekInfoOf(locale: Intl.Locale): { firstDay: number } {
  const known = locale as { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: NaN };
}

test('numbers stay with the words: a comma would be read as a thousand', () => {
  takeRegion(['de-DE']);
  expect(formatsOf('en').number(1234.5, 1)).toBe('1,234.5');
});
