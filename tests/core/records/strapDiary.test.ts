import { expect, test } from 'vitest';
import { batteryForecast } from '../../../src/core/records/batteryForecast.ts';
import {
  DIARY_ENTRIES_MAX,
  strapEntryOf,
  withEntry,
  type StrapDiary,
  type StrapEntry,
} from '../../../src/core/records/strapDiary.ts';
import { parseStrapDiary } from '../../../src/core/records/strapDiaryRecord.ts';
import { chunkOf } from '../../../src/core/samples/samples.ts';
import { historyOf } from '../../support/history.ts';

const DAY_MS = 86_400_000;
const T0 = Date.UTC(2026, 9, 1, 7);

const entry = (day: number, startPct?: number, endPct = startPct): StrapEntry => ({
  sessionId: `s${String(day)}`,
  startedAtEpochMs: T0 + day * DAY_MS,
  endedAtEpochMs: T0 + day * DAY_MS + 3_600_000,
  elapsedS: 3600,
  dropouts: 0,
  dropoutS: 0,
  doubtS: 0,
  ...(startPct !== undefined && { batteryStartPct: startPct }),
  ...(endPct !== undefined && { batteryEndPct: endPct }),
});

/** Levels a workout each, so many days apart: `90 80 70`. A dot is a workout in which the strap said nothing. */
function levels(text: string, everyDays: number): StrapEntry[] {
  return text.split(' ').map((pct, i) => entry(i * everyDays, pct === '.' ? undefined : Number(pct)));
}

/** So many days after the first workout 10 % is reached; none: nothing is said. */
function due(entries: readonly StrapEntry[], today: number): number | undefined {
  const forecast = batteryForecast(entries, T0 + today * DAY_MS);
  return forecast && Math.round((forecast.atEpochMs - T0) / DAY_MS);
}

test.each<[string, StrapEntry[], number, number | undefined]>([
  ['an even discharge in small steps', levels('46 43 40 37 34 31 28 25 22', 2), 16, 24],
  ['in steps of ten, each seen in several workouts', levels('60 60 60 50 50 50 40 40 40 30 30 30 20', 2), 24, 30],
  ['workouts in which nothing was said are no points', levels('46 . 40 . 34 . 28 . 22', 2), 16, 24],
  ['only since it was last changed', [...levels('80 60 40 20', 1), ...levels('100 92 84 76', 1)], 8, undefined],
  ['no reading at all', levels('. . . .', 3), 12, undefined],
  ['one level, for months', levels('100 100 100 100 100 100 100 100', 10), 70, undefined],
  ['three levels are too few', levels('90 60 30', 5), 10, undefined],
  ['too short a time', levels('40 36 32 28 24 20', 1), 5, undefined],
  ['too little to be more than a tremble', levels('90 89 88 87 86', 4), 16, undefined],
  ['up and down by the temperature of the room', levels('90 88 91 89 90 88 91', 4), 24, undefined],
  ['far ahead', levels('100 96 92 88 84 80', 7), 35, undefined],
  ['stuck on a level for much longer than the others', levels('60 50 40 30 30 30 30 30 30 30 30', 4), 40, undefined],
  ['no line: slow at first, and then at once', levels('100 98 96 94 92 90 30', 3), 18, undefined],
  ['below it already: now', levels('46 40 34 28 22 16 10 8', 3), 30, 30],
])('forecast: %s', (_name, entries, today, expected) => {
  expect(due(entries, today)).toBe(expected);
});

test('dropouts are between readings: not before the strap is on, nor after it is off, nor while the app was away', () => {
  const { session } = historyOf(1, T0)[0]!;
  const said = (text: string) =>
    chunkOf(
      Array.from(text, (c) => c).map((c) => ({
        bpm: c === 'x' ? 120 : 0,
        steadyBpm: 0,
        source: c === 'x' ? ('strap' as const) : ('none' as const),
        away: c === 'a',
        rrMs: [],
      })),
      0,
    );
  const of = (text: string) => {
    const { dropouts, dropoutS } = strapEntryOf(session, [said(text)], {});
    return [dropouts, dropoutS];
  };
  expect(of('xxxxxx')).toEqual([0, 0]);
  expect(of('...xxx...')).toEqual([0, 0]);
  expect(of('xx...xx.x..')).toEqual([2, 4]);
  expect(of('xxaaaxx')).toEqual([0, 0]);
  expect(of('xxa.ax')).toEqual([1, 1]);
  expect(of('')).toEqual([0, 0]);
  expect(strapEntryOf({ ...session, doubtS: 7 }, [], { batteryEndPct: 80 })).toMatchObject({
    sessionId: session.id,
    doubtS: 7,
    batteryEndPct: 80,
  });
});

test('a workout that is noted twice is there once; the oldest make room', () => {
  let diary: StrapDiary = { id: 'a', entries: [] };
  for (let day = DIARY_ENTRIES_MAX + 5; day > 0; day--) diary = withEntry(diary, entry(day));
  diary = withEntry(diary, { ...entry(300), dropouts: 3 });
  expect(diary.entries).toHaveLength(DIARY_ENTRIES_MAX);
  expect(diary.entries.filter(({ sessionId }) => sessionId === 's300')).toMatchObject([{ dropouts: 3 }]);
  expect(diary.entries.at(-1)?.sessionId).toBe(`s${String(DIARY_ENTRIES_MAX + 5)}`);
  expect(parseStrapDiary(JSON.parse(JSON.stringify(diary)))).toEqual({ ok: true, value: diary });
});

test.each([
  ['no list', { id: 'a' }],
  ['no id', { id: '', entries: [] }],
  ['a battery of more than all', { id: 'a', entries: [{ ...entry(1), batteryEndPct: 101 }] }],
  ['part of a second', { id: 'a', entries: [{ ...entry(1), dropoutS: 0.5 }] }],
  ['more than are kept', { id: 'a', entries: Array.from({ length: 501 }, (_, i) => entry(i)) }],
])('a diary that cannot be is refused: %s', (_name, value) => {
  expect(parseStrapDiary(value).ok).toBe(false);
});
