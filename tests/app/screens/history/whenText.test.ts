// When workouts were, by the clock of where they were.
import { expect, test } from 'vitest';
import { longWhenText, timeText, whenTexts } from '../../../../src/app/screens/history/whenText.ts';
import { pages } from '../../../../src/words/en/pages.ts';

const at = (iso: string, timeZone = 'Asia/Kathmandu') => ({ epochMs: Date.parse(iso), timeZone, offsetMin: 345 });

test('a workout has the clock of its own zone, named where it is not the one here', () => {
  expect(timeText(at('2026-11-22T04:05:00Z'), pages)).toBe('09:50 (Asia/Kathmandu)');
  expect(longWhenText(at('2026-11-21T20:00:00Z'), pages)).toMatch(/^Sunday, .*01:45 \(Asia\/Kathmandu\)$/);
  expect(timeText(at('2026-11-22T04:05:00Z', ''), pages)).toBe('09:50 (UTC+05:45)');
});

test('the clock here is not named', () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(timeText(at('2026-11-22T04:05:00Z', here), pages)).toMatch(/^\d\d:\d\d$/);
});

test('two workouts of the same minute are told apart by their seconds, and no others', () => {
  const moments = ['2026-11-22T04:05:12Z', '2026-11-22T04:05:48Z', '2026-11-22T05:05:12Z', '2026-11-23T04:05:12Z'];
  const texts = whenTexts(
    moments.map((iso) => at(iso)),
    pages,
  );
  expect(new Set(texts).size).toBe(4);
  expect(texts.map((text) => /\d\d:\d\d(:\d\d)?/.exec(text)?.[0])).toEqual(['09:50:12', '09:50:48', '10:50', '09:50']);
});
