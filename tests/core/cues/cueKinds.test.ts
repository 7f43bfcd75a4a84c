// Every kind of cue: told from the others by ear and by hand, and the only one of its notice.
import { expect, test } from 'vitest';
import { CUE_KINDS, cueKindOf, cuesDue } from '../../../src/core/cues/cueKinds.ts';
import type { CueKind, CueSecond } from '../../../src/core/cues/cueKind.ts';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import { enPlans } from '../../../src/words/en/plans.ts';

const kinds: [string, CueKind][] = Object.entries(CUE_KINDS);
const [plan] = builtInPlans(enPlans);

/** A quiet second in the middle of a phase. */
const SECOND: CueSecond = {
  plan: plan!,
  elapsedS: 400,
  phaseIndex: 1,
  phaseS: 100,
  bpm: 140,
  offTarget: undefined,
};
const why = { bpm: 140, slopeBpmPerS: 0, projectedBpm: 140, tauS: 58, band: { lowBpm: 150, highBpm: 160 } };

test('cues: no two sound or feel the same', () => {
  for (const part of ['notes', 'vibrationMs'] as const) {
    const all = kinds.map(([, kind]) => JSON.stringify(kind[part]));
    expect(new Set(all).size).toBe(all.length);
  }
});

test.each(kinds)('cues: %s can be heard and felt, and is over within three seconds', (_, { notes, vibrationMs }) => {
  for (const [hz, lengthS] of notes) {
    expect(hz).toBeGreaterThan(200); // the speaker of a phone has nothing below
    expect(hz).toBeLessThan(4_000);
    expect(lengthS).toBeGreaterThanOrEqual(0.05);
  }
  expect(notes.reduce((sum, [, lengthS]) => sum + lengthS, 0)).toBeLessThan(3);
  for (const ms of vibrationMs) expect(ms).toBeGreaterThan(0);
  expect(vibrationMs.length % 2, 'ends with a vibration').toBe(1);
  expect(vibrationMs.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(3_000);
});

test.each(kinds)('cues: a notice of %s is of no other kind', (_, kind) => {
  expect(cueKindOf(kind.on)).toBe(kind);
  expect(kinds.filter(([, { on }]) => on.type === kind.on.type && on.side === kind.on.side)).toHaveLength(1);
});

test.each(['phaseEnded', 'deviation', 'inZone', 'signalStale', 'paused', 'resumed'])(
  'cues: %s is not heard',
  (type) => {
    expect(cueKindOf({ type, side: 'low' })).toBeUndefined();
  },
);

test.each(['low', 'high'] as const)('cues: what the judge of the target says is a cue of the kind %s', (side) => {
  const due = cuesDue({ ...SECOND, offTarget: { side, why } });
  expect(due).toEqual([{ type: 'cue', side, why }]);
  expect(due.map(cueKindOf)).toEqual([CUE_KINDS[side]]);
});

test('cues: nothing is due in a second in which nothing happens', () => {
  expect(cuesDue(SECOND)).toEqual([]);
});
