import { describe, expect, test } from 'vitest';
import { isBatteryLow, withBattery, withLowTold, withSeen, withUsed } from '../../../src/app/state/knownStraps.ts';
import { KNOWN_STRAPS_MAX, type KnownStrap } from '../../../src/store/database/records.ts';

const A: KnownStrap = { id: 'a', name: 'H10', batteryPct: 80, seenAtEpochMs: 5 };
const B: KnownStrap = { id: 'b', name: 'Rhythm' };

describe('the strap that is used', () => {
  test('is put in front, with what is known of it', () => {
    expect(withUsed([A, B], { id: 'b', name: 'Rhythm' })).toEqual([B, A]);
    expect(withUsed([B, A], { id: 'a', name: 'H10 mine' })).toEqual([{ ...A, name: 'H10 mine' }, B]);
    expect(withUsed([], { id: 'a', name: '' })).toEqual([{ id: 'a', name: '' }]);
  });

  test('keeps its name where the browser gives none this time', () => {
    expect(withUsed([A], { id: 'a', name: '' })).toEqual([A]);
  });

  test('takes the place of the one that was asked for, when it is the same by its name and the browser calls it otherwise', () => {
    expect(withUsed([A, B], { id: 'a2', name: 'H10' }, 'a')).toEqual([{ ...A, id: 'a2' }, B]);
  });

  test('is another one beside it, when it was not asked for or has another name', () => {
    expect(withUsed([A], { id: 'a2', name: 'H10' })).toEqual([{ id: 'a2', name: 'H10' }, A]);
    expect(withUsed([A], { id: 'c', name: 'OH1' }, 'a')).toEqual([{ id: 'c', name: 'OH1' }, A]);
  });

  test('pushes out the one that was used longest ago, when there are too many', () => {
    const many = Array.from({ length: KNOWN_STRAPS_MAX }, (_, i) => ({ id: String(i), name: `Strap ${i}` }));
    const after = withUsed(many, { id: 'new', name: 'New' });
    expect(after).toHaveLength(KNOWN_STRAPS_MAX);
    expect(after.at(-1)?.id).toBe(String(KNOWN_STRAPS_MAX - 2));
  });
});

test('what is seen and heard of one strap is noted at that one alone', () => {
  expect(withSeen([A, B], 'b', 9)).toEqual([A, { ...B, seenAtEpochMs: 9 }]);
  expect(withBattery([A, B], 'b', 64)).toEqual([A, { ...B, batteryPct: 64 }]);
  expect(withSeen([A], undefined, 9)).toEqual([A]);
});

test.each([
  ['at 15 %', 15, false],
  ['below', 14, true],
  ['empty', 0, true],
  ['never heard', undefined, false],
])('a battery %s is low: %s %s', (_, pct, low) => {
  expect(isBatteryLow(pct)).toBe(low);
});

test('that it is low is said once in a discharge: a few percent up and down are none, a charged or new battery is', () => {
  const told = withLowTold([{ ...B, batteryPct: 12 }], 'b');
  expect(told[0]!.lowTold).toBe(true);
  expect(withBattery(told, 'b', 19)[0]!.lowTold).toBe(true);
  expect(withBattery(told, 'b', 8)[0]!.lowTold).toBe(true);
  expect(withBattery(told, 'b', 95)[0]).toEqual({ ...B, batteryPct: 95 });
});
