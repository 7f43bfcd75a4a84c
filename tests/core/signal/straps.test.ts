// Two straps on one heart: a script of seconds for each, and which of them is listened to in which second.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeartRate } from '../../../src/core/signal/heartRateMeasurement.ts';
import { heard, NO_SIGNAL, secondPassed, type Signal } from '../../../src/core/signal/signal.ts';
import {
  APART_S,
  areApart,
  BETTER_S,
  choiceAfter,
  choiceChanged,
  factsOf,
  FIRST_CHOICE,
  GOOD_S,
  gradeOf,
  otherStrap,
  STAY_S,
  type StrapFacts,
  type StrapIndex,
} from '../../../src/core/signal/straps.ts';
import { rrOf } from '../arbitrary.ts';

/** What a strap says in a second; `undefined`: nothing. */
type Said = { bpm: number; rrMs?: number[]; contact?: HeartRate['contact'] } | undefined;
type Script = (second: number) => Said;

const good =
  (bpm: number): Script =>
  (s) => ({ bpm, rrMs: rrOf(bpm, s), contact: 'present' });
/** As an armband without intervals does it, moving a little. */
const bare =
  (bpm: number): Script =>
  (s) => ({ bpm: bpm + (s % 3) - 1 });
const silent: Script = () => undefined;
const off: Script = () => ({ bpm: 0, contact: 'absent' });
const offAndOn: Script = (s) => ({ bpm: 140, rrMs: rrOf(140, s), contact: s < 10 ? 'present' : 'absent' });
/** Its intervals are of another heart than its rate: as one that counts steps, and sends what it has of the beats. */
const stepping: Script = (s) => ({ bpm: 172 + (s % 2), rrMs: rrOf(125, s), contact: 'present' });
const spiky: Script = (s) => ({ bpm: s % 4 === 0 ? 215 : 140, rrMs: rrOf(140, s), contact: 'present' });
/** These in turn: from a second on, this. */
const then =
  (...parts: [fromS: number, script: Script][]): Script =>
  (s) =>
    parts.findLast(([fromS]) => s >= fromS)?.[1](s);

interface Second {
  chosen: StrapIndex;
  signals: readonly [Signal, Signal];
  apart: boolean;
}

/** What holds at the end of each second, and from then on. */
function play(seconds: number, a: Script, b: Script): Second[] {
  let signals: [Signal, Signal] = [NO_SIGNAL, NO_SIGNAL];
  let choice = FIRST_CHOICE;
  return Array.from({ length: seconds }, (_, s) => {
    signals = [a, b].map((script, i) => {
      const said = script(s);
      const frame = said && { rrMs: [], contact: 'unsupported' as const, energyKJ: null, ...said };
      const before = frame ? heard(signals[i]!, frame, 'strap', s * 1000 + 300 + i * 100) : signals[i]!;
      return secondPassed(before, (s + 1) * 1000, true);
    }) as [Signal, Signal];
    choice = choiceAfter(choice, [factsOf(signals[0]), factsOf(signals[1])]);
    if (choice.due) choice = choiceChanged(choice);
    return { chosen: choice.chosen, signals, apart: areApart(choice) };
  });
}

/** Which strap from which second on: `0 40:1`. */
function changesOf(seconds: readonly Second[]): string {
  return seconds
    .flatMap(({ chosen }, s) => (s === 0 || chosen !== seconds[s - 1]!.chosen ? [`${s}:${chosen}`] : []))
    .join(' ');
}

describe('which one is listened to', () => {
  test.each<[string, Script, Script, string]>([
    ['both good', good(140), good(141), '0:0'],
    ['only the second is there', silent, good(140), '0:1'],
    ['only the first is there', good(140), silent, '0:0'],
    ['neither is', silent, silent, '0:0'],
    ['the first falls silent', then([0, good(140)], [60, silent]), good(140), '0:0 62:1'],
    ['the second falls silent', good(140), then([0, good(140)], [60, silent]), '0:0'],
    ['a hole of two seconds is none', then([0, good(140)], [60, silent], [62, good(140)]), good(140), '0:0'],
    ['the first is back', then([0, good(140)], [60, silent], [90, good(140)]), good(140), '0:0 62:1 119:0'],
    [
      'it is back, and gone again before it is trusted',
      then([0, good(140)], [60, silent], [90, good(140)], [110, silent], [120, good(140)]),
      good(140),
      '0:0 62:1 149:0',
    ],
    [
      'the second falls silent while it is used',
      then([0, good(140)], [20, silent], [40, good(140)]),
      then([0, good(140)], [45, silent]),
      '0:0 22:1 47:0',
    ],
    ['the first is taken off', offAndOn, good(140), '0:0 11:1'],
    ['both are off', off, off, '0:0'],
    ['the first has spikes', then([0, good(140)], [30, spiky]), good(140), '0:0 44:1'],
    ['both have spikes', spiky, spiky, '0:0'],
    ['the first counts steps', then([0, good(140)], [30, stepping]), good(140), '0:0 36:1'],
    ['the second counts steps', good(140), then([0, good(140)], [30, stepping]), '0:0'],
  ])('%s', (_, a, b, changes) => {
    expect(changesOf(play(180, a, b))).toBe(changes);
  });
});

describe('what the two say', () => {
  test.each<[string, Script, Script, boolean, string]>([
    ['as good as the same', good(140), good(148), false, '0:0'],
    ['different rates, both backed by intervals', good(140), good(165), true, '0:0'],
    ['different rates, neither backed', bare(140), bare(165), true, '0:0'],
    [
      'different rates, and the intervals speak for the second',
      bare(165),
      good(140),
      true,
      `0:0 ${APART_S + BETTER_S - 2}:1`,
    ],
    ['different rates, and the intervals speak for the first', good(140), bare(165), true, '0:0'],
    ['different rates, one of them in doubt already', good(140), stepping, false, '0:0'],
    [
      'different rates for less than counts',
      then([0, good(140)], [50, good(143)]),
      then([0, good(140)], [40, good(158)], [50, good(146)]),
      false,
      '0:0',
    ],
  ])('%s', (_, a, b, apart, changes) => {
    const seconds = play(60, a, b);
    expect(seconds.at(-1)!.apart).toBe(apart);
    expect(changesOf(seconds)).toBe(changes);
  });

  test('they disagree after long enough, and agree when they are near again', () => {
    const seconds = play(80, good(140), then([0, good(155)], [40, good(149)], [60, good(145)]));
    const changes = seconds.flatMap(({ apart }, s) => (apart !== (seconds[s - 1]?.apart ?? false) ? [s] : []));
    expect(changes).toHaveLength(2);
    expect(changes[0]).toBe(APART_S - 1);
    expect(changes[1]).toBeGreaterThanOrEqual(60); // nine apart is not yet near
    expect(changes[1]).toBeLessThan(65);
  });
});

test.each<[StrapFacts, boolean, string]>([
  [{ heard: true, vouched: true }, false, 'good'],
  [{ heard: true, vouched: false }, false, 'good'],
  [{ heard: true, vouched: false }, true, 'unvouched'],
  [{ heard: true, vouched: true }, true, 'good'],
  [{ heard: true, vouched: true, doubt: 'spikes' }, false, 'spikes'],
  [{ heard: true, vouched: true, doubt: 'leap' }, false, 'doubtful'],
  [{ heard: true, vouched: true, doubt: 'rise' }, false, 'doubtful'],
  [{ heard: true, vouched: true, doubt: 'rr' }, false, 'doubtful'],
  [{ heard: true, vouched: true, doubt: 'flat' }, false, 'doubtful'],
  [{ heard: false, vouched: false, doubt: 'contact' }, false, 'unheard'],
])('%j, apart %s → %s', (facts, apart, grade) => {
  expect(gradeOf(facts, { heard: true, vouched: true }, apart)).toBe(grade);
});

/** Stretches of chance, each of which a strap does for a while. */
const stretch = fc.record({
  script: fc.constantFrom(good(140), good(144), bare(138), silent, off, offAndOn, stepping, spiky),
  forS: fc.integer({ min: 1, max: 50 }),
});
const scripts = fc.array(stretch, { minLength: 1, maxLength: 8 }).map((stretches): Script => {
  let fromS = 0;
  const parts = stretches.map(({ script, forS }) => {
    const part: [number, Script] = [fromS, script];
    fromS += forS;
    return part;
  });
  return then(...parts);
});
const SECONDS = 240;
/** A doubt of the filter's lasts a minute, and a strap that is taken on and off is disbelieved: what is better is what is said here. */
const rankAt = ({ signals, apart }: Second, strap: StrapIndex): number =>
  ['good', 'unvouched', 'spikes', 'doubtful', 'unheard'].indexOf(
    gradeOf(factsOf(signals[strap]), factsOf(signals[otherStrap(strap)]), apart),
  );

describe('whatever either does', () => {
  test('a strap that is not heard, or for long the worse one, is not used while the other can be, and nothing flaps', () => {
    fc.assert(
      fc.property(scripts, scripts, (a, b) => {
        const seconds = play(SECONDS, a, b);
        let [worseS, changedS] = [0, -Infinity];
        seconds.forEach((second, s) => {
          const { chosen, signals } = second;
          const before = seconds[s - 1]?.chosen ?? 0;
          const isHeard = (strap: StrapIndex): boolean => factsOf(signals[strap]).heard;
          if (isHeard(otherStrap(chosen))) expect(isHeard(chosen)).toBe(true);

          worseS = rankAt(second, chosen) > rankAt(second, otherStrap(chosen)) ? worseS + 1 : 0;
          expect(worseS).toBeLessThan(STAY_S + BETTER_S);

          if (chosen === before) return;
          if (isHeard(before)) expect(s - changedS).toBeGreaterThanOrEqual(STAY_S);
          expect(rankAt(second, chosen)).toBeLessThanOrEqual(rankAt(second, before));
          changedS = s;
        });
      }),
    );
  });

  test('the first one is used again once it has been good for long enough', () => {
    fc.assert(
      fc.property(scripts, scripts, (a, b) => {
        const last = play(SECONDS + 130 + GOOD_S, (s) => (s < SECONDS ? a(s) : good(140)(s)), b).at(-1)!;
        expect(last.chosen).toBe(0);
      }),
    );
  });
});
