// Whether every beat came: intervals are held against the time that they came in.
import { expect, test } from 'vitest';
import { beatClockAfter, type BeatClock } from '../../../src/core/signal/beatClock.ts';

/** What each second brings: intervals, and when in the second (0.5 s, if it does not say). */
type Second = number[] | { rrMs: number[]; lateMs: number };

/** After how many of these seconds the series begins: the last of them, if it begins more than once. */
function begins(seconds: readonly Second[]): number[] {
  let clock: BeatClock | undefined;
  return seconds.flatMap((second, s) => {
    const { rrMs, lateMs } = Array.isArray(second) ? { rrMs: second, lateMs: 500 } : second;
    const before = clock;
    clock = beatClockAfter(clock, {
      rrMs,
      rrAtMs: rrMs.length > 0 ? 1000 * s + lateMs : undefined,
      atMs: 1000 * (s + 1),
    });
    if (before && !clock) return [-s];
    return clock?.forS === 0 ? [s] : [];
  });
}

const times = (n: number, second: Second): Second[] => Array.from({ length: n }, () => second);
/** A heart at so many bpm, as a strap sends it once a second. */
function heart(bpm: number, seconds: number): Second[] {
  const beatMs = 60_000 / bpm;
  let beats = 0;
  return Array.from({ length: seconds }, (_, s) => {
    const upTo = Math.floor((1000 * (s + 1)) / beatMs);
    const sent = Array.from({ length: upTo - beats }, () => beatMs);
    beats = upTo;
    return sent;
  });
}

test.each([48, 60, 73, 111, 150, 187, 199])('a heart at %i bpm is one series', (bpm) => {
  expect(begins(heart(bpm, 600)).slice(1)).toEqual([]);
});

test.each<[string, Second[], number[]]>([
  ['nothing is nothing', times(30, []), []],
  [
    'a strap that speaks every three seconds',
    times(60, []).map((_, s) => (s % 3 === 0 ? [1000, 1000, 1000] : [])),
    [0],
  ],
  [
    'all the beats of a busy page, at once',
    [...times(9, [500, 500]), ...times(4, []), Array.from({ length: 10 }, () => 500), ...times(9, [500, 500])],
    [0],
  ],
  [
    'one frame that is late, and the next is not',
    [...times(9, [500, 500]), { rrMs: [500], lateMs: 990 }, [500, 500, 500], ...times(9, [500, 500])],
    [0],
  ],
  ['five seconds lost', [...times(9, [500, 500]), ...times(5, []), ...times(9, [500, 500])], [0, 14]],
  [
    'two seconds lost are found out in the third second after',
    [...times(9, [500, 500]), ...times(2, []), ...times(9, [500, 500])],
    [0, 13],
  ],
  ['quiet for too long', [...times(9, [500, 500]), ...times(12, []), ...times(9, [500, 500])], [0, -18, 21]],
  ['each interval sent twice', times(20, [500, 500, 500, 500]), [0, 4, 8, 12, 16]],
])('%s', (_, seconds, when) => {
  expect(begins(seconds)).toEqual(when);
});
