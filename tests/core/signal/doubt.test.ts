// When a heart rate is not to be trusted: a script of seconds, and what is doubted in which of them.
import { describe, expect, test } from 'vitest';
import type { HeartRate } from '../../../src/core/signal/heartRateMeasurement.ts';
import {
  doubtOf,
  heard,
  isSure,
  NO_SIGNAL,
  secondPassed,
  steadyBpm,
  type Signal,
  type Source,
} from '../../../src/core/signal/signal.ts';
import { rrOf } from '../arbitrary.ts';

interface Second {
  bpm?: number;
  rrMs?: readonly number[];
  contact?: HeartRate['contact'];
}

/** Seconds at one rate, with the intervals of a living heart. */
function alive(seconds: number, bpm: number, fromS = 0): Second[] {
  return Array.from({ length: seconds }, (_, s) => ({ bpm, rrMs: rrOf(bpm, fromS + s) }));
}

const same = (seconds: number, second: Second): Second[] => Array.from({ length: seconds }, () => second);
const silence = (seconds: number): Second[] => same(seconds, {});

/** The signal at the end of each second. */
function play(seconds: Second[], source: Source = 'strap'): Signal[] {
  let signal = NO_SIGNAL;
  return seconds.map(({ bpm, rrMs = [], contact = 'unsupported' }, s) => {
    if (bpm !== undefined)
      signal = heard(signal, { bpm, contact, energyKJ: null, rrMs: [...rrMs] }, source, s * 1000 + 300);
    signal = secondPassed(signal, (s + 1) * 1000, true);
    return signal;
  });
}

/** What is doubted, and in which seconds: `leap 66–125`. */
function doubts(seconds: Second[], source?: Source): string[] {
  const lines: string[] = [];
  let fromS = 0;
  const reasons = [...play(seconds, source).map((signal) => doubtOf(signal)?.reason), undefined];
  reasons.forEach((reason, s) => {
    const last = s > 0 ? reasons[s - 1] : undefined;
    if (reason === last) return;
    if (last) lines.push(`${last} ${String(fromS)}–${String(s - 1)}`);
    fromS = s;
  });
  return lines;
}

const moving = (seconds: number, bpmAt: (s: number) => number): Second[] =>
  Array.from({ length: seconds }, (_, s) => ({ bpm: Math.round(bpmAt(s)) }));

test.each<[string, Second[], string[]]>([
  ['a heart that beats', [...alive(120, 140)], []],
  [
    'a lock on steps: three seconds to see it, six to be sure, and a minute of doubt',
    [...alive(60, 125), ...alive(90, 172, 60)],
    ['spikes 62–64', 'leap 65–125'],
  ],
  [
    'and back again',
    [...alive(60, 125), ...alive(90, 172, 60), ...alive(90, 125, 150)],
    ['spikes 62–64', 'leap 65–125', 'spikes 152–154', 'leap 155–215'],
  ],
  ['two wild frames', [...alive(60, 122), ...alive(2, 215), ...alive(60, 122)], []],
  ['three wild frames of forty', [...alive(60, 122), ...alive(3, 40), ...alive(60, 122, 63)], ['spikes 62–79']],
  [
    'a rise faster than hearts',
    [...alive(60, 100), ...moving(12, (s) => 100 + 4.6 * s), ...alive(90, 150)],
    ['rise 66–131'],
  ],
  ['a rise as fast as hearts', [...alive(60, 100), ...moving(20, (s) => 100 + 3 * s), ...alive(60, 157)], []],
  ['the same value, and no intervals', [...alive(60, 139), ...same(60, { bpm: 140 })], ['flat 100–119']],
  [
    'the same value and the same interval',
    [...alive(60, 139), ...same(60, { bpm: 140, rrMs: [428] })],
    ['flat 100–119'],
  ],
  ['the same value, and intervals that live', [...alive(60, 139), ...alive(60, 140)], []],
  [
    'the same value of a strap that tells a mean every 5 s',
    Array.from({ length: 100 }, (_, s) => (s % 5 ? {} : { bpm: 140 })),
    [],
  ],
  ['moving again', [...same(60, { bpm: 140 }), ...alive(5, 141)], ['flat 40–59']],
  [
    'intervals of another rate',
    [
      ...alive(20, 140),
      ...same(60, { bpm: 170, rrMs: rrOf(140, 0) }).map((each, s) => ({ ...each, bpm: 141 + Math.min(s, 25) })),
    ],
    ['rr 52–79'],
  ],
  ['intervals a little off', alive(60, 140).map((each) => ({ ...each, rrMs: each.rrMs!.map((ms) => ms * 1.12) })), []],
  ['every other interval missed', alive(60, 140).map((each, s) => ({ ...each, rrMs: s % 3 ? each.rrMs! : [860] })), []],
  [
    'no contact',
    [
      ...alive(20, 140).map((each) => ({ ...each, contact: 'present' as const })),
      ...same(5, { bpm: 140, contact: 'absent' }),
      ...same(3, { bpm: 140, contact: 'present', rrMs: [420, 430] }),
    ],
    ['contact 20–24'],
  ],
  ['a strap on a table, from the beginning', same(30, { bpm: 80, contact: 'absent' }), ['contact 0–29']],
  [
    'a strap that always says "no contact", and whose rate moves',
    moving(60, (s) => 130 + (s % 4)).map((each) => ({ ...each, contact: 'absent' as const })),
    ['contact 0–18'],
  ],
  ['a strap that is quiet', [...same(30, { bpm: 140 }), ...silence(60)], []],
  ['wild at its first beat', [...alive(1, 219), ...alive(60, 120)], []],
])('%s', (_, seconds, expected) => {
  expect(doubts(seconds)).toEqual(expected);
});

test('a simulated heart stands still where it was asked to, and is not doubted', () => {
  expect(doubts([...same(100, { bpm: 140 }), ...same(100, { bpm: 200 })], 'simulated')).toEqual([]);
});

describe('in doubt', () => {
  const locked = play([...alive(60, 125), ...alive(30, 172, 60)]).at(-1)!;

  test('the number stays, and decides nothing', () => {
    expect(locked).toMatchObject({ status: 'live', bpm: 172 });
    expect(steadyBpm(locked)).toBeUndefined();
    expect(isSure(locked)).toBe(false);
    expect(doubtOf(locked)).toMatchObject({ reason: 'leap', forS: 24 });
  });

  test('a minute later the rate counts again', () => {
    const after = play([...alive(60, 125), ...alive(68, 172, 60)]).at(-1)!;
    expect(steadyBpm(after)).toBe(172);
    expect(isSure(after)).toBe(true);
  });
});

test('what is remembered is bounded, however long a strap speaks', () => {
  const noisy = Array.from({ length: 5_000 }, (_, s): Second => ({
    bpm: s % 7 ? 120 + (s % 11) : 200,
    rrMs: rrOf(120, s),
  }));
  const { evidence } = play(noisy).at(-1)!;
  expect(JSON.stringify(evidence).length).toBeLessThan(600);
});
