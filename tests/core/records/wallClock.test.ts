import { expect, test } from 'vitest';
import { WallClock } from '../../../src/core/records/wallClock.ts';
import type { Gap, Pause } from '../../../src/core/session/session.ts';

const START_MS = Date.UTC(2026, 10, 22, 6, 30);
const clock = (elapsedS: number, { pauses = [], gaps = [] }: { pauses?: Pause[]; gaps?: Gap[] }): WallClock =>
  new WallClock({ startedAt: { epochMs: START_MS, timeZone: 'UTC', offsetMin: 0 }, elapsedS, pauses, gaps });
const pause = (atS: number, forMs?: number, reason: Pause['reason'] = 'user'): Pause => ({
  atS,
  fromMs: 0,
  reason,
  ...(forMs !== undefined && { forMs }),
});
const gap = (atS: number, awayMs: number, counted = false): Gap => ({ kind: 'interrupted', atS, awayMs, counted });

test('without a break a second begins where the one before it ends', () => {
  const plain = clock(100, {});
  expect([plain.beginEpochMs(0), plain.beginEpochMs(7), plain.endEpochMs(7)]).toEqual([
    START_MS,
    START_MS + 7000,
    START_MS + 7000,
  ]);
});

test('a pause is between the end of a second and the begin of the next', () => {
  const paused = clock(100, { pauses: [pause(10, 5500)] });
  expect(paused.endEpochMs(10) - START_MS).toBe(10_000);
  expect(paused.beginEpochMs(10) - START_MS).toBe(15_500);
  expect(paused.beginEpochMs(9) - START_MS).toBe(9000);
  expect(paused.endEpochMs(100) - START_MS).toBe(105_500);
});

test.each<[string, Parameters<typeof clock>[1], object[]]>([
  [
    'a long sleep and the pause after it are one',
    { gaps: [gap(5, 90_000)], pauses: [pause(5, 10_000, 'interrupted')] },
    [{ atS: 5, forMs: 100_000, automatic: true }],
  ],
  ['time away that was counted is none', { gaps: [gap(5, 90_000, true)] }, []],
  ['a pause in which the workout was ended is none', { pauses: [pause(20)] }, []],
  [
    'a pause of the person is not automatic, one for the strap is',
    { pauses: [pause(3, 1), pause(8, 2, 'signalLost')] },
    [
      { atS: 3, forMs: 1, automatic: false },
      { atS: 8, forMs: 2, automatic: true },
    ],
  ],
  [
    'gaps that are not in order are put in order',
    { gaps: [gap(9, 1000), gap(4, 2000)] },
    [
      { atS: 4, forMs: 2000, automatic: true },
      { atS: 9, forMs: 1000, automatic: true },
    ],
  ],
  ['a pause before the first second', { pauses: [pause(0, 700)] }, [{ atS: 0, forMs: 700, automatic: false }]],
])('breaks: %s', (_, course, breaks) => {
  expect(clock(20, course).breaks).toEqual(breaks);
});

test('many breaks: each second is after all that were before it', () => {
  const pauses = Array.from({ length: 500 }, (_, i) => pause(i * 2, 100));
  const many = clock(1000, { pauses });
  for (let s = 0; s < 1000; s++) expect(many.beginEpochMs(s) - START_MS).toBe(s * 1000 + 100 * (Math.floor(s / 2) + 1));
});
