// Every kind of cue: told from the others by ear and by hand, and the only one of its notice.
import { expect, test } from 'vitest';
import { CUE_KINDS, cueKindOf, cuesDue } from '../../../src/core/cues/cueKinds.ts';
import { notesLengthS, type CueKind, type CueSecond } from '../../../src/core/cues/cueKind.ts';
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
    const all = kinds.flatMap(([, kind]) => (kind[part] === 'none' ? [] : [JSON.stringify(kind[part])]));
    expect(all.length).toBeGreaterThan(5);
    expect(new Set(all).size).toBe(all.length);
  }
});

test('cues: push and ease are told apart without looking: rising and falling, bright and soft, short and long', () => {
  const { low, high } = CUE_KINDS;
  const rises = ({ notes }: { notes: readonly (readonly [number, number])[] }): boolean[] =>
    notes.slice(1).map(([hz], i) => hz > notes[i]![0]);
  expect(new Set(rises(low))).toEqual(new Set([true]));
  expect(new Set(rises(high))).toEqual(new Set([false]));
  expect(low.timbre).not.toBe(high.timbre);
  expect(low.vibrationMs.length).toBeGreaterThan(high.vibrationMs.length);
});

test.each(kinds)('cues: %s can be heard and felt, and is over within three seconds', (_, { notes, vibrationMs }) => {
  for (const [hz, lengthS] of notes === 'none' ? [] : notes) {
    expect(hz).toBeGreaterThan(200); // the speaker of a phone has nothing below
    expect(hz).toBeLessThan(4_000);
    expect(lengthS).toBeGreaterThanOrEqual(0.05);
  }
  expect(notesLengthS(notes)).toBeLessThan(3);
  if (vibrationMs === 'none') return;
  for (const ms of vibrationMs) expect(ms).toBeGreaterThan(0);
  expect(vibrationMs.length % 2, 'ends with a vibration').toBe(1);
  expect(vibrationMs.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(3_000);
});

test.each(kinds)('cues: a notice of %s is of no other kind', (_, kind) => {
  expect(cueKindOf(kind.on)).toBe(kind);
  expect(kinds.filter(([, { on }]) => on.type === kind.on.type && on.side === kind.on.side)).toHaveLength(1);
});

test.each(['phaseEnded', 'deviation', 'signalStale', 'paused', 'resumed'])('cues: %s is not heard', (type) => {
  expect(cueKindOf({ type, side: 'low' })).toBeUndefined();
});

test.each(['low', 'high'] as const)('cues: what the judge of the target says is a cue of the kind %s', (side) => {
  const due = cuesDue({ ...SECOND, offTarget: { side, why } });
  expect(due).toEqual([{ type: 'cue', side, why }]);
  expect(due.map(cueKindOf)).toEqual([CUE_KINDS[side]]);
});

test.each<[string, Partial<CueSecond>, object[]]>([
  ['four seconds left', { phaseLengthS: 104 }, []],
  ['three seconds left', { phaseLengthS: 103 }, [{ type: 'countdown', leftS: 3 }]],
  ['one second left', { phaseLengthS: 101 }, [{ type: 'countdown', leftS: 1 }]],
  ['none left', { phaseLengthS: 100 }, []],
  ['a phase of ten seconds', { phaseS: 8, phaseLengthS: 10 }, []],
  ['half of a long phase', { phaseS: 120, phaseLengthS: 240 }, [{ type: 'halfway', leftS: 120 }]],
  ['half of an odd one', { phaseS: 151, phaseLengthS: 301 }, [{ type: 'halfway', leftS: 150 }]],
  ['half of a short one', { phaseS: 119, phaseLengthS: 238 }, []],
  ['6 above the end', { bpm: 126, downToBpm: 120 }, []],
  ['5 above the end', { bpm: 125, downToBpm: 120 }, [{ type: 'almostRecovered', byBpm: 5, downToBpm: 120 }]],
  ['at the end', { bpm: 120, downToBpm: 120 }, []],
  ['near the end as it began', { bpm: 122, downToBpm: 120, phaseS: 14 }, []],
  ['a whole minute', { elapsedS: 420 }, [{ type: 'heartRate', bpm: 140 }]],
  ['a whole minute, and nothing fresh', { elapsedS: 420, bpm: undefined }, []],
])('cues: with %s what is due is %j', (_, second, due) => {
  expect(cuesDue({ ...SECOND, ...second })).toEqual(due);
});

test('cues: nothing is due in a second in which nothing happens', () => {
  expect(cuesDue(SECOND)).toEqual([]);
});
