import { expect, test } from 'vitest';
import { NOTHING_SAID } from '../../../src/core/cues/repetition.ts';
import { isSilent, type SilenceFacts } from '../../../src/core/cues/silences.ts';
import { cueRules } from '../../../src/core/cues/strictness.ts';
import type { Outside } from '../../../src/core/signal/side.ts';

/** The middle of a long phase in which there is every reason to speak. */
const FACTS: SilenceFacts = {
  elapsedS: 1000,
  phaseIndex: 2,
  phaseS: 200,
  leftS: 300,
  role: 'work',
  quietUntilS: 0,
  beyondBpm: 10,
  slopeBpmPerS: 0,
};
const NEARING = { phaseIndex: 0, slopeBpmPerS: 0.1 };
const standard = cueRules('standard');
const silent = (side: Outside, facts: Partial<SilenceFacts>, said = NOTHING_SAID, rules = standard): boolean =>
  isSilent(side, { ...FACTS, ...facts }, said, rules);

test('silences: none in the middle of a phase, on either side', () => {
  expect([silent('low', {}), silent('high', {})]).toEqual([false, false]);
});

test.each<[string, Outside, Partial<SilenceFacts>, Partial<SilenceFacts>]>([
  ['a young phase', 'high', { phaseS: 29 }, { phaseS: 30 }],
  ['a young first phase', 'high', { phaseIndex: 0, phaseS: 59 }, { phaseIndex: 0, phaseS: 60 }],
  ['a first phase in which the heart comes nearer', 'low', { ...NEARING, phaseS: 69 }, { ...NEARING, phaseS: 70 }],
  ['a first phase in which the heart goes away', 'high', { ...NEARING, phaseS: 59 }, { ...NEARING, phaseS: 60 }],
  ['after a pause', 'low', { quietUntilS: 1001 }, { quietUntilS: 1000 }],
  ['a push just before the end', 'low', { leftS: 24 }, { leftS: 25 }],
  ['an ease just before the end', 'high', { leftS: 14 }, { leftS: 15 }],
  ['a recovery that is a little low', 'low', { role: 'recovery', beyondBpm: 7 }, { role: 'recovery', beyondBpm: 8 }],
  ['a young recovery', 'low', { role: 'recovery', phaseS: 59 }, { role: 'recovery', phaseS: 60 }],
  ['a cool-down, for a push', 'low', { role: 'coolDown' }, { role: 'warmUp' }],
])('silences: %s', (_, side, quiet, loud) => {
  expect([silent(side, quiet), silent(side, loud)]).toEqual([true, false]);
});

test('silences: a phase that a hand ends has no end to be silent before', () => {
  expect(silent('low', { leftS: undefined })).toBe(false);
});

test('silences: an ease is given in a cool-down, and in a recovery that is young', () => {
  expect(silent('high', { role: 'coolDown' })).toBe(false);
  expect(silent('high', { role: 'recovery', phaseS: 40 })).toBe(false);
});

test('silences: 35 s after the opposite cue, and one push in a recovery', () => {
  const eased = { ...NOTHING_SAID, high: { atS: 966, unanswered: 1 } };
  expect([silent('low', {}, eased), silent('low', { elapsedS: 1001 }, eased)]).toEqual([true, false]);
  // answered or not
  const pushed = { ...NOTHING_SAID, low: { atS: 930, unanswered: 0 } };
  const recovery = { role: 'recovery', elapsedS: 1000 } as const;
  expect([
    silent('low', { ...recovery, phaseS: 120 }, pushed),
    silent('low', { ...recovery, phaseS: 65 }, pushed), // that was in the phase before
    silent('low', { elapsedS: 1000 }, pushed),
  ]).toEqual([true, false, false]);
});

test('silences: gentle leaves a phase alone for longer', () => {
  const gentle = cueRules('gentle');
  expect([
    silent('high', { phaseS: 44 }, NOTHING_SAID, gentle),
    silent('high', { phaseS: 45 }, NOTHING_SAID, gentle),
  ]).toEqual([true, false]);
});
