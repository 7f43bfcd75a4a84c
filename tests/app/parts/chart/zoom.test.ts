// What is seen of a workout when it is zoomed into and moved.
import { expect, test } from 'vitest';
import { around, isClosest, isWhole, panned, showing, zoomed } from '../../../../src/app/parts/chart/zoom.ts';
import { pointsIn } from '../../../../src/app/parts/chart/points.ts';
import { cueMarks } from '../../../../src/app/parts/chart/cueMarks.ts';
import type { CueRecord } from '../../../../src/core/session/session.ts';

const WHOLE = { fromS: 0, toS: 1000 };

test.each([
  ['closer, what is pointed at stays where it is', WHOLE, 2, 250, { fromS: 125, toS: 625 }],
  ['at an edge too', WHOLE, 4, 1000, { fromS: 750, toS: 1000 }],
  ['ten seconds are as close as it gets', WHOLE, 1e6, 500, { fromS: 495, toS: 505 }],
  ['further away there is no more than all of it', { fromS: 0, toS: 600 }, 0.5, 0, WHOLE],
])('zoom: %s', (_name, view, factor, atS, seen) => {
  expect(zoomed(view, WHOLE, { factor, atS })).toEqual(seen);
});

test('zoom: a workout of three seconds is seen whole, however one turns', () => {
  const short = { fromS: 0, toS: 3 };
  expect(zoomed(short, short, { factor: 5, atS: 1 })).toEqual(short);
  expect([isWhole(short, short), isClosest(short)]).toEqual([true, true]);
});

test.each([
  ['later', 100, { fromS: 300, toS: 500 }],
  ['no later than the end', 9000, { fromS: 800, toS: 1000 }],
  ['no earlier than the start', -9000, { fromS: 0, toS: 200 }],
])('pan: %s', (_name, byS, seen) => {
  expect(panned({ fromS: 200, toS: 400 }, WHOLE, byS)).toEqual(seen);
});

test('a phase is seen with a little of what is around it, and never less than ten seconds', () => {
  expect(around({ fromS: 400, toS: 500 }, WHOLE)).toEqual({ fromS: 392, toS: 508 });
  expect(around({ fromS: 0, toS: 100 }, WHOLE)).toEqual({ fromS: 0, toS: 108 });
  const { fromS, toS } = around({ fromS: 998, toS: 1000 }, WHOLE);
  expect(toS - fromS).toBeGreaterThanOrEqual(6);
  expect(toS).toBe(1000);
});

test('what is read with the keys is moved into sight, by as little as that takes', () => {
  const view = { fromS: 200, toS: 300 };
  expect(showing(view, WHOLE, 250)).toBe(view);
  expect(showing(view, WHOLE, 300)).toEqual({ fromS: 201, toS: 301 });
  expect(showing(view, WHOLE, 150)).toEqual({ fromS: 150, toS: 250 });
});

test('points: each second where there is room, else means of readings, at the same seconds wherever one looks', () => {
  const bpms = [100, 110, 0, 0, 120, 140, 0, 160];
  expect(pointsIn(bpms, { fromS: 1, toS: 4 }, 10)).toEqual({ firstS: 1, stepS: 1, bpm: [110, 0, 0] });
  expect(pointsIn(bpms, { fromS: 0, toS: 8 }, 4)).toEqual({ firstS: 0, stepS: 2, bpm: [105, 0, 130, 160] });
  expect(pointsIn(bpms, { fromS: 3, toS: 8 }, 3)).toEqual({ firstS: 2, stepS: 2, bpm: [0, 130, 160] });
});

test('points: a day is no more of them than there are pixels', () => {
  expect(pointsIn(new Uint8Array(86_400).fill(120), { fromS: 0, toS: 86_400 }, 300).bpm.length).toBeLessThanOrEqual(
    300,
  );
});

const cue = (atS: number): CueRecord => ({ atS }) as CueRecord;

test('cues that are too close to be hit apart are one mark, those out of sight none', () => {
  const x = { from: 100, to: 200, startPx: 0, endPx: 1000 };
  const marks = cueMarks([cue(50), cue(100), cue(102), cue(103), cue(104), cue(200), cue(201)], x, 36);
  expect(marks.map(({ atPx, cues }) => [atPx, cues.map(({ atS }) => atS)])).toEqual([
    [0, [100, 102, 103]],
    [40, [104]],
    [1000, [200]],
  ]);
});
