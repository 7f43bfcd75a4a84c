// What the history is asked for, its address, and what there is to ask for; and which workouts are chosen.
import { expect, test } from 'vitest';
import { plansIn, yearsIn } from '../../../../src/app/screens/history/list/facets.ts';
import {
  addressOf,
  ANYTHING,
  asksForAll,
  filtersOf,
  spanIn,
  wishIn,
  workoutWish,
  type HistoryWish,
} from '../../../../src/app/screens/history/list/historyWish.ts';
import { listsOf } from '../../../../src/app/screens/history/list/lists.ts';
import { afterRemoval, chosenIn, idsBetween, withChosen } from '../../../../src/app/screens/history/list/selection.ts';
import type { SessionDigest } from '../../../../src/core/records/finished.ts';

const TODAY_MS = Date.UTC(2026, 10, 30);
const wishAt = (address: string): HistoryWish => wishIn(new URLSearchParams(address.split('?')[1] ?? ''));

test.each([
  ['#/history'],
  ['#/history?q=long+way'],
  ['#/history?tag=hills&tag=with+Ada&plan=tempo&sport=run&origin=imported&length=long&when=90d&sort=oldest'],
  ['#/history?when=2025'],
  ['#/history?when=2026-01-05..2026-02-01'],
  ['#/history?when=2026-01-05..'],
])('%s is the address of what it asks for', (address) => {
  expect(addressOf(wishAt(address)).replaceAll('%2E', '.')).toBe(address);
});

test.each([
  '#/history?sort=best&sport=chess&origin=moon&length=ever&when=soon',
  '#/history?when=1..2..3',
  '#/history?q=++',
])('%s asks for nothing that there is', (address) => {
  expect(asksForAll(wishAt(address))).toBe(true);
  expect(addressOf(wishAt(address))).toBe('#/history');
});

test.each([
  ['30d', { fromLocalMs: Date.UTC(2026, 10, 1) }],
  ['2025', { fromLocalMs: Date.UTC(2025, 0), beforeLocalMs: Date.UTC(2026, 0) }],
  ['2026-01-05..2026-02-01', { fromLocalMs: Date.UTC(2026, 0, 5), beforeLocalMs: Date.UTC(2026, 1, 2) }],
  ['..2026-02-01', { beforeLocalMs: Date.UTC(2026, 1, 2) }],
  ['..', {}],
])('%s, by the days in it', (text, bounds) => {
  const { text: _, tags: __, ...rest } = workoutWish({ ...ANYTHING, span: spanIn(text) }, TODAY_MS);
  expect(rest).toEqual(bounds);
});

test('a workout of 20 minutes is not under 20', () => {
  expect(workoutWish({ ...ANYTHING, length: 'short' }, TODAY_MS)).toMatchObject({ minS: 0, maxS: 1199 });
  expect(workoutWish({ ...ANYTHING, length: 'medium' }, TODAY_MS)).toMatchObject({ minS: 1200, maxS: 2699 });
  expect(workoutWish({ ...ANYTHING, length: 'longest' }, TODAY_MS)).toMatchObject({ minS: 5400, maxS: Infinity });
});

test('filters are counted, words and tags are not among them', () => {
  expect(filtersOf(wishAt('#/history?q=a&tag=b&sort=oldest'))).toBe(0);
  expect(filtersOf(wishAt('#/history?plan=tempo&when=30d'))).toBe(2);
});

test('plans are offered by their latest names, in order; what was recorded elsewhere has none', () => {
  const at = (planId: string, planName: string, imported = false) => ({
    planId,
    planName,
    startedAt: { epochMs: 0, timeZone: 'UTC', offsetMin: 0 },
    ...(imported && { imported: { format: 'fit' as const, source: null } }),
  });
  const done = [at('b', 'Tempo'), at('a', 'Hills, new'), at('a', 'Hills'), at('c', 'Ride', true)];
  expect(plansIn(done, (a, b) => (a < b ? -1 : 1))).toEqual([
    { id: 'a', name: 'Hills, new' },
    { id: 'b', name: 'Tempo' },
  ]);
});

test('a year is that of the clock where the workout was begun', () => {
  const begun = (epochMs: number, offsetMin: number) => ({
    planId: '',
    planName: '',
    startedAt: { epochMs, timeZone: 'UTC', offsetMin },
  });
  expect(yearsIn([begun(Date.UTC(2026, 11, 31, 23, 30), 60), begun(Date.UTC(2024, 5), 0)])).toEqual([2027, 2024]);
});

test('a range is all from the one to the other as they are listed, whichever was first', () => {
  const listed = ['a', 'b', 'c', 'd', 'e'];
  expect(idsBetween(listed, 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(idsBetween(listed, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(idsBetween(listed, 'gone', 'c')).toEqual(['c']);
  expect(idsBetween(listed, undefined, 'c')).toEqual(['c']);
  expect(idsBetween(listed, 'a', 'gone')).toEqual([]);
});

test('what is chosen and filtered away is not among what something is done to', () => {
  const chosen = withChosen(withChosen(new Set(['a']), ['b', 'c'], true), ['c'], false);
  expect(chosenIn(['c', 'b'], chosen)).toEqual(['b']);
  expect(chosenIn(['b', 'a'], chosen)).toEqual(['b', 'a']);
});

test.each([
  ['abcd', 'b', 'c'],
  ['abcd', 'bc', 'd'],
  ['abcd', 'ac', 'b'],
  ['abcd', 'cd', 'b'],
  ['abcd', 'abcd', undefined],
  ['abcd', 'x', undefined],
])('of %s without %s one goes on from %s', (listed, removed, next) => {
  expect(afterRemoval(listed.split(''), removed.split(''))).toBe(next);
});

// ── Lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const listed = (id: string, elapsedS: number): SessionDigest =>
  ({
    id,
    startedAt: { epochMs: TODAY_MS, timeZone: 'UTC', offsetMin: 0 },
    summary: { elapsedS, provenance: 'strap' },
  }) as SessionDigest;

test('a month counts of a workout what is left of it', () => {
  const [list] = listsOf(
    [listed('a', 1800), listed('b', 600)],
    'newest',
    new Map([['a', { trim: { fromS: 300, toS: 900 } }]]),
  );
  expect(list?.month?.realS).toBe(1200);
});

test.each<[string, readonly string[], readonly (readonly [string, string | undefined, string])[]]>([
  [
    'some',
    ['b'],
    [
      ['hardest', undefined, 'b'],
      ['unrated', 'effort', 'ac'],
    ],
  ],
  ['all', ['a', 'b', 'c'], [['hardest', undefined, 'abc']]],
  ['none', [], [['unrated', 'effort', 'abc']]],
])('by effort, those without are apart: %s have one', (_, rated, lists) => {
  const annotations = new Map(rated.map((id) => [id, { effort: 5 as const }]));
  const found = listsOf(
    ['a', 'b', 'c'].map((id) => listed(id, 60)),
    'hardest',
    annotations,
  );
  expect(found.map(({ key, lacks, items }) => [key, lacks, items.map(({ id }) => id).join('')])).toEqual(lists);
});
