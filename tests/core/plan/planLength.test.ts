// How long a plan takes, before and while it is done.
import { expect, test } from 'vitest';
import type { End, Plan } from '../../../src/core/plan/plan.ts';
import { lengthNow, lengthOf } from '../../../src/core/plan/planLength.ts';
import { en } from '../../../src/words/en/index.ts';

const time = (durationS: number): End => ({ type: 'time', durationS });
const rate: End = { type: 'heartRate', from: 'above', bpm: 120, holdS: 10, minS: 0, maxS: 180 };
const hand: End = { type: 'hand' };

const planOf = (...ends: End[]): Plan => ({
  id: 'p',
  name: 'P',
  description: '',
  sport: 'other',
  phases: ends.map((end) => ({ name: 'a', target: { type: 'open' }, end })),
});

const say = (length: ReturnType<typeof lengthOf>): string => en.length(length, en.clock);

test.each<[string, Plan, string]>([
  ['only times', planOf(time(60), time(600)), '11:00'],
  ['one that waits for a heart rate may end sooner than it says', planOf(time(60), rate), 'up to 4:00'],
  ['one that a hand ends', planOf(time(60), rate, hand), 'open-ended'],
])('%s', (_, plan, text) => {
  expect(say(lengthOf(plan))).toBe(text);
});

test.each<[string, Plan, Omit<Parameters<typeof lengthNow>[0], 'plan'>, string]>([
  ['as planned', planOf(time(60), rate, time(30)), { phaseIndex: 0, elapsedS: 20, remainingS: 40 }, 'up to 4:30'],
  [
    'a phase was skipped after 20 s',
    planOf(time(600), time(60)),
    { phaseIndex: 1, elapsedS: 25, remainingS: 55 },
    '1:20',
  ],
  ['the last that waits is over', planOf(rate, time(30)), { phaseIndex: 1, elapsedS: 100, remainingS: 30 }, '2:10'],
  ['it waits', planOf(rate, time(30)), { phaseIndex: 0, elapsedS: 100, remainingS: 80 }, 'up to 3:30'],
  ['a hand ends what is ahead', planOf(time(60), hand), { phaseIndex: 0, elapsedS: 20, remainingS: 40 }, 'open-ended'],
  ['a hand ended what is over', planOf(hand, time(60)), { phaseIndex: 1, elapsedS: 90, remainingS: 60 }, '2:30'],
  ['a hand ends it', planOf(hand, time(60)), { phaseIndex: 0, elapsedS: 90 }, 'open-ended'],
])('under way, %s', (_, plan, now, text) => {
  expect(say(lengthNow({ plan, ...now }))).toBe(text);
});
