// Why a cue was given, as Live and the history say it, of today's records and of those of earlier versions.
import { expect, test } from 'vitest';
import { corridorShown } from '../../src/core/cues/corridor.ts';
import { cueReasons, cueTitle } from '../../src/words/en/cueReasons.ts';
import { workout } from '../../src/words/en/workout.ts';

const BAND = { lowBpm: 151, highBpm: 169 };
const OLD = { bpm: 143, slopeBpmPerS: 0.1, projectedBpm: 144.6, tauS: 58, band: BAND };

test('an old record says what it has', () => {
  expect(cueTitle({ atS: 60, side: 'low', why: OLD })).toBe('Push — 8 below');
  expect(cueReasons({ atS: 60, side: 'low', why: OLD })).toEqual([
    '143 bpm and rising 6 bpm per minute, heading for 145. Target 151–169 bpm.',
  ]);
});

test('one of today says how sure it was, by which rule, by how much and how often', () => {
  const why = { ...OLD, slopeBpmPerS: 0, sdBpm: 3.6, rule: 'sure', level: 2, byBpm: 10 } as const;
  const reasons = cueReasons({ atS: 60, side: 'low', why });
  expect(reasons[0]).toBe('143 bpm and steady, heading for 145 ± 4. Target 151–169 bpm.');
  expect(reasons[1]).toMatch(/about 58 s.* below the target/);
  expect(reasons.slice(2)).toEqual(['The effort was about 10 bpm too low.', 'Said 2 times in a row.']);
  const held = { ...why, hold: true };
  expect(cueTitle({ atS: 60, side: 'low', why: held })).toBe('Hold what you can');
  expect(cueReasons({ atS: 60, side: 'low', why: held }).join()).not.toContain('in a row');
  expect(cueReasons({ atS: 60, side: 'high', why: { ...why, rule: 'plain' } })[1]).toMatch(/settled above the target/);
});

test('the alarm names the limit, and not a target', () => {
  const why = { ...OLD, bpm: 134, band: { lowBpm: 30, highBpm: 130 }, level: 1, byBpm: 4 };
  const alarm = { atS: 60, side: 'high', why, of: 'ceiling' } as const;
  expect(cueTitle(alarm)).toBe('Ease off — 4 above');
  expect(cueReasons(alarm)).toEqual([
    '134 bpm and rising 6 bpm per minute. Your limit is 130.',
    'Said for the first time.',
  ]);
});

test.each([
  [134, 'Above your limit of 130'],
  [130, 'At your limit of 130'],
  [128, 'Still close to your limit of 130'],
  [undefined, 'Above your limit of 130'],
])('the alarm at %s bpm', (bpm, title) => expect(workout.ceiling.title(130, bpm)).toBe(title));

test('the corridor is shown in whole bpm while it is not the target', () => {
  expect(corridorShown({ lowBpm: 120.4, highBpm: 169 }, BAND)).toEqual({ lowBpm: 120, highBpm: 169 });
  expect(corridorShown({ lowBpm: 150.6, highBpm: 169.2 }, BAND)).toBeUndefined();
  expect(corridorShown({ lowBpm: 151 }, { lowBpm: 151 })).toBeUndefined();
  expect(corridorShown(undefined, BAND)).toBeUndefined();
  expect(workout.dial(138, 3, BAND, undefined, { lowBpm: 120, highBpm: 169 })).toContain('by now 120–169 bpm');
});
