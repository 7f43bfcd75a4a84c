import { expect, test } from 'vitest';
import {
  doesWhatTheyCan,
  mayBeSaid,
  NOTHING_SAID,
  saidAfter,
  saidBefore,
  saidNow,
  type Said,
} from '../../../src/core/cues/repetition.ts';
import { cueRules } from '../../../src/core/cues/strictness.ts';
import type { Outside } from '../../../src/core/signal/side.ts';

const RULES = cueRules('standard');
const SMOOTH_BPM = 140;

const cue = (said: Said, side: Outside, elapsedS: number, as: 'say' | 'hold' = 'say'): Said =>
  saidNow(said, { side, elapsedS, smoothBpm: SMOOTH_BPM, gapBpm: 10, as });
/** So many seconds in which the effort is `smoothBpm`, the heart in the band or not. */
function pass(
  said: Said,
  {
    fromS,
    seconds,
    smoothBpm = SMOOTH_BPM,
    isIn = false,
    effortIsIn = isIn,
  }: {
    fromS: number;
    seconds: number;
    smoothBpm?: number;
    isIn?: boolean;
    effortIsIn?: boolean;
  },
): Said {
  for (let s = 1; s <= seconds; s++) said = saidAfter(said, { elapsedS: fromS + s, smoothBpm, isIn, effortIsIn });
  return said;
}
const firstS = (said: Said, side: Outside, fromS: number): number => {
  let s = fromS;
  while (!mayBeSaid(said, side, s, RULES)) s++;
  return s - fromS;
};

test('repetition: unanswered, the next comes after 60, 120 and then 180 s', () => {
  let said = NOTHING_SAID;
  const waits = [0, 1, 2, 3].map((n) => {
    const atS = 1000 * (n + 1);
    said = cue(said, 'high', atS);
    return firstS(said, 'high', atS);
  });
  expect(waits).toEqual([60, 120, 180, 180]);
});

test('repetition: of pushes in a phase those count that were not answered — who fades and comes back is told again', () => {
  let said = NOTHING_SAID;
  for (const atS of [100, 400, 700, 1000, 1300]) {
    expect(mayBeSaid(said, 'low', atS, RULES)).toBe('say');
    said = pass(cue(said, 'low', atS), { fromS: atS, seconds: 20, smoothBpm: SMOOTH_BPM + 9 });
    expect(said.pushes).toBe(0);
  }
  // nobody is pushed more than three times in a phase without an answer
  for (const atS of [2000, 2300, 2600]) said = cue(said, 'low', atS);
  expect(mayBeSaid(said, 'low', 5000, RULES)).toBeUndefined();
});

test('repetition: the answer to a push of the phase before is none of this one', () => {
  const before = saidBefore(cue(NOTHING_SAID, 'low', 100), 'new');
  const answered = pass({ ...before, pushes: 2 }, { fromS: 100, seconds: 60, isIn: true });
  expect([answered.low.unanswered, answered.pushes]).toEqual([0, 2]);
});

test('repetition: an effort that moved by 40 % of what was missing is an answer; one that moved the other way is none', () => {
  const said = cue(NOTHING_SAID, 'low', 100);
  expect(pass(said, { fromS: 100, seconds: 20, smoothBpm: SMOOTH_BPM + 4 }).low.unanswered).toBe(0);
  expect(pass(said, { fromS: 100, seconds: 20, smoothBpm: SMOOTH_BPM + 3.9 }).low.unanswered).toBe(1);
  expect(pass(said, { fromS: 100, seconds: 20, smoothBpm: SMOOTH_BPM - 9 }).low.unanswered).toBe(1);
  expect(pass(said, { fromS: 100, seconds: 7, smoothBpm: SMOOTH_BPM + 9 }).low.unanswered).toBe(1); // too soon
  expect(firstS(pass(said, { fromS: 100, seconds: 20, smoothBpm: SMOOTH_BPM + 4 }), 'low', 100)).toBe(35);
});

test('repetition: ten seconds in the band are an answer, in a later phase only 45 with the right effort', () => {
  const said = cue(NOTHING_SAID, 'low', 100);
  expect(pass(said, { fromS: 100, seconds: 9, isIn: true }).low.unanswered).toBe(1);
  expect(pass(said, { fromS: 100, seconds: 10, isIn: true }).low.unanswered).toBe(0);
  const later = saidBefore(said, 'new');
  expect(pass(later, { fromS: 100, seconds: 44, isIn: true }).low.unanswered).toBe(1);
  expect(pass(later, { fromS: 100, seconds: 45, isIn: true }).low.unanswered).toBe(0);
  expect(pass(later, { fromS: 100, seconds: 90, isIn: true, effortIsIn: false }).low.unanswered).toBe(1);
});

test('repetition: three pushes in a phase, and as many as it takes to ease', () => {
  let said = NOTHING_SAID;
  for (const atS of [1000, 2000, 3000]) said = { ...cue(said, 'low', atS), low: { atS, unanswered: 0 } };
  expect(mayBeSaid(said, 'low', 9000, RULES)).toBeUndefined();
  expect(mayBeSaid(saidBefore(said, 'new'), 'low', 9000, RULES)).toBe('say');
  for (const atS of [4000, 5000, 6000, 7000]) said = cue(said, 'high', atS);
  expect(mayBeSaid(said, 'high', 9000, RULES)).toBe('say');
});

test('repetition: after three pushes that nobody answered one a phase, and once the word to hold what one can', () => {
  let said = NOTHING_SAID;
  for (const atS of [1000, 2000, 3000]) said = cue(said, 'low', atS);
  said = saidBefore(said, 'new');
  expect(mayBeSaid(said, 'low', 4000, RULES)).toBe('hold');
  expect(doesWhatTheyCan(said)).toBe(false);
  said = cue(said, 'low', 4000, 'hold');
  expect(doesWhatTheyCan(said)).toBe(true);
  expect(mayBeSaid(said, 'low', 9000, RULES)).toBeUndefined();
  expect(mayBeSaid(saidBefore(said, 'new'), 'low', 9000, RULES)).toBe('say');
});

test('repetition: eight cues in ten minutes are enough', () => {
  let said = NOTHING_SAID;
  for (let i = 0; i < 8; i++)
    said = { ...cue(said, 'high', 1000 + 60 * i), high: { atS: 1000 + 60 * i, unanswered: 0 } };
  expect(mayBeSaid(said, 'high', 1599, RULES)).toBeUndefined();
  expect(mayBeSaid(said, 'high', 1600, RULES)).toBe('say');
});
