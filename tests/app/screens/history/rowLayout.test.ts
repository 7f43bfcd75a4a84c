// Which rows of a long list are there.
import { expect, test } from 'vitest';
import {
  firstRows,
  ListsLayout,
  NONE,
  RowHeights,
  rowOffsets,
  rowsBetween,
} from '../../../../src/app/screens/history/list/rowLayout.ts';

const rows = (count: number, kind = 'plain') => Array.from({ length: count }, (_, i) => ({ id: `${kind}-${i}`, kind }));

test('a row that was never seen is as tall as the lowest of its kind that was', () => {
  const heights = new RowHeights(80);
  expect(heights.of('a', 'plain')).toBe(80);
  expect(heights.note('a', 'plain', 96)).toBe(true);
  expect(heights.note('b', 'plain', 120)).toBe(false);
  expect(heights.note('c', 'plain', 90)).toBe(true);
  expect(['a', 'b', 'c', 'd'].map((id) => heights.of(id, 'plain'))).toEqual([96, 120, 90, 90]);
  expect(heights.of('e', 'marked')).toBe(80);
  expect(heights.note('f', 'plain', 0)).toBe(false); // not laid out
  heights.forget();
  expect(heights.of('b', 'plain')).toBe(80);
});

test.each([
  ['the beginning', 0, 200, { from: 0, to: 3 }],
  ['the middle', 250, 420, { from: 3, to: 6 }],
  ['from a row’s first pixel to its last', 160, 240, { from: 2, to: 3 }],
  ['past the end', 700, 9_000, { from: 8, to: 10 }],
  ['all of it', -500, 9_000, { from: 0, to: 10 }],
  ['a list above', 800, 900, NONE],
  ['a list below', -900, 0, NONE],
])('of ten rows of 80 px: %s', (_, topPx, bottomPx, range) => {
  expect(rowsBetween(rowOffsets(rows(10), new RowHeights(80)), topPx, bottomPx)).toEqual(range);
});

test('what is said to be between two heights is, for rows of any height', () => {
  const heights = new RowHeights(80);
  const many = rows(500);
  many.forEach(({ id, kind }, i) => heights.note(id, kind, 60 + ((i * 37) % 90)));
  const offsetsPx = rowOffsets(many, heights);
  for (let topPx = 0; topPx < offsetsPx[500]!; topPx += 333) {
    const { from, to } = rowsBetween(offsetsPx, topPx, topPx + 900);
    expect(offsetsPx[from]! <= topPx && offsetsPx[from + 1]! > topPx).toBe(true);
    expect(to === 500 || offsetsPx[to]! >= topPx + 900).toBe(true);
    expect(offsetsPx[to - 1]! < topPx + 900).toBe(true);
  }
});

test('no row of a list without one', () => {
  expect(rowsBetween(rowOffsets([], new RowHeights(80)), 0, 1_000)).toEqual(NONE);
});

test('the first rows are those of the first lists', () => {
  expect(firstRows([5, 12, 7], 14)).toEqual({
    first: 0,
    ranges: [
      { from: 0, to: 5 },
      { from: 0, to: 9 },
    ],
  });
});

const lists = ['a', 'b', 'c'].map((key) => ({ key, rows: rows(10, key) }));

test('of several lists, one below the other, those are there that are near, with their rows', () => {
  const layout = new ListsLayout(lists, new RowHeights(80)); // each with a frame as tall as a row
  expect([...layout.tops]).toEqual([0, 880, 1760, 2640]);
  expect(layout.near(0, 400)).toEqual({ first: 0, ranges: [{ from: 0, to: 4 }] });
  expect(layout.near(800, 1_200)).toEqual({
    first: 0,
    ranges: [
      { from: 9, to: 10 },
      { from: 0, to: 3 },
    ],
  });
  expect(layout.near(1_000, 1_100)).toEqual({ first: 1, ranges: [{ from: 0, to: 2 }] });
  expect(layout.near(5_000, 6_000).ranges).toEqual([]);
});

test('rows that were seen move what comes below them, and teach how tall others of their kind are', () => {
  const layout = new ListsLayout(lists, new RowHeights(80));
  layout.note(0, 50, [
    { index: 0, px: 100 },
    { index: 1, px: 140 },
  ]);
  expect([...layout.tops]).toEqual([0, 50 + 100 + 140 + 8 * 100, 1_090 + 850, 1_940 + 850]);
  layout.forget();
  expect([...layout.tops]).toEqual([0, 880, 1760, 2640]);
});
