import { expect, test } from 'vitest';
import { PRIOR_RESPONSE } from '../../../src/core/athlete/heartResponse.ts';
import { judgedAfter, NO_JUDGEMENT, verdictOf, type Judged } from '../../../src/core/cues/judge.ts';
import { cueRules } from '../../../src/core/cues/strictness.ts';

const BAND = { lowBpm: 152, highBpm: 170 };

interface Case {
  heartBpm: number;
  effortBpm: number;
  phaseS?: number;
  sdBpm?: number;
  slopeBpmPerS?: number;
}

/** What is judged of seconds that are all alike. */
function judged(
  { heartBpm, effortBpm, phaseS = 600, sdBpm = 5, slopeBpmPerS = 0 }: Case,
  strictness: 'standard' | 'strict' | 'gentle' = 'standard',
): Judged {
  const observer = { heartBpm, effortBpm, variances: [1, 0, sdBpm * sdBpm] as const };
  return { observer, band: BAND, phaseS, rules: cueRules(strictness), response: PRIOR_RESPONSE, slopeBpmPerS };
}

function after(seconds: number, at: Judged) {
  let judgement = NO_JUDGEMENT;
  for (let s = 0; s < seconds; s++) judgement = judgedAfter(judgement, at);
  return verdictOf(judgement, at);
}

test('judge: an effort that is surely too low is told after five seconds, by the model', () => {
  const low = judged({ heartBpm: 140, effortBpm: 145 });
  expect([after(4, low), after(5, low)]).toEqual([undefined, { side: 'low', rule: 'sure' }]);
});

test('judge: on the way, what is not known of the effort is added to the margin; settled, it is not', () => {
  const close = { heartBpm: 146, effortBpm: 149.5, sdBpm: 5 };
  expect(after(60, judged({ ...close, phaseS: 60, slopeBpmPerS: 0.1 }))).toBeUndefined();
  expect(after(60, judged(close))).toEqual({ side: 'low', rule: 'sure' });
});

test('judge: a third of a standard deviation beyond the margin is sure enough on the way', () => {
  // the margin is 1.2, what is not known of the effort hypot(4, 0.4 × 4) = 4.3
  const at = (effortBpm: number): Case => ({
    heartBpm: effortBpm - 4,
    effortBpm,
    sdBpm: 4,
    phaseS: 60,
    slopeBpmPerS: 0.1,
  });
  expect(after(60, judged(at(152 - 1.2 - 1.4)))).toBeUndefined();
  expect(after(60, judged(at(152 - 1.2 - 1.6)))).toEqual({ side: 'low', rule: 'sure' });
});

test('judge: a heart that is low with the right effort is on its way', () => {
  expect(after(60, judged({ heartBpm: 130, effortBpm: 160, phaseS: 40 }))).toBeUndefined();
});

test('judge: nobody is told of an effort whose heart is not outside by two beats yet', () => {
  expect(after(60, judged({ heartBpm: 151, effortBpm: 140 }))).toBeUndefined();
  expect(after(60, judged({ heartBpm: 150, effortBpm: 140 }))).toMatchObject({ side: 'low' });
});

test('judge: a heart that has stood outside for eight seconds needs no model, unless it comes nearer', () => {
  const stands = { heartBpm: 173, effortBpm: 170.8 };
  expect(after(7, judged(stands))).toBeUndefined();
  expect(after(8, judged(stands))).toEqual({ side: 'high', rule: 'plain' });
  expect(after(60, judged({ ...stands, slopeBpmPerS: -0.1 }))).toBeUndefined();
});

test('judge: strict is content with one beat, gentle wants three and ten seconds', () => {
  expect(after(5, judged({ heartBpm: 151, effortBpm: 150 }, 'strict'))).toMatchObject({ side: 'low' });
  const gentle = judged({ heartBpm: 140, effortBpm: 140 }, 'gentle');
  expect([after(9, gentle), after(10, gentle)]).toEqual([undefined, { side: 'low', rule: 'sure' }]);
});
