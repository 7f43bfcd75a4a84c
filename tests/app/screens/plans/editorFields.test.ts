// The editor's picture and fields: what a hand does to a phase, what is written in a field, and where all of it is drawn.
import { expect, test } from 'vitest';
import { drawingOf, pxPerS } from '../../../../src/app/screens/plans/editor/drawing.ts';
import type { HeartResponse } from '../../../../src/core/athlete/heartResponse.ts';
import { expectedOf, pathOf } from '../../../../src/app/screens/plans/editor/expected.ts';
import {
  endAs,
  relevelled,
  retyped,
  secondsIn,
  secondsOrNoneIn,
  wholeIn,
} from '../../../../src/app/screens/plans/editor/fieldDrafts.ts';
import { FieldDraft } from '../../../../src/app/screens/plans/editor/fieldDraft.svelte.ts';
import { endOf, nextS, pushed, stepBpm } from '../../../../src/app/screens/plans/editor/hand.ts';
import { ZONE_PRESETS } from '../../../../src/core/athlete/zonePresets.ts';
import { profileOf } from '../../../../src/core/athlete/hrZones.ts';
import type { End, Level, Plan, Step, Target } from '../../../../src/core/plan/plan.ts';

// Max 200: zone n begins at 100 + 20 × (n − 1).
const PROFILE = profileOf(200, 60);
const phase = (durationS: number, target: Target = { type: 'zone', zone: 3 }): Step => ({
  name: 'Go',
  target,
  end: { type: 'time', durationS },
});

test.each<[string, number | undefined]>([
  ['3:00', 180],
  ['0:45', 45],
  ['1:05:00', 3900],
  ['90 s', 90],
  ['3 min', 180],
  ['3m', 180],
  ['1h30m', 5400],
  ['2h', 7200],
  ['12', 720],
  ['4', 240],
  ['4:00', 240],
  ['4.00', 240],
  ['4,00', 240],
  ['400', 240],
  ['1030', 630],
  ['10530', 3930],
  ['4.5', 270],
  ['0,5', 30],
  ['045', 45],
  ['4.75', undefined],
  ['475', undefined],
  ['4:', undefined],
  ['1:002', undefined],
  ['99:00:00', undefined],
  ['24:00:00', 86_400],
  ['24:00:01', undefined],
  ['3:60', undefined],
  ['0', undefined],
  ['', undefined],
  ['soon', undefined],
  ['-3', undefined],
])('a length that is written as “%s” is %s s', (text, seconds) => {
  expect(secondsIn(text)).toBe(seconds);
});

test.each<[string, number | undefined]>([
  ['0', 0],
  ['0:00', 0],
  ['0.00', 0],
  ['0 s', 0],
  ['', undefined],
  ['30 s', 30],
  ['400', undefined],
])('a length of three minutes at most, or none, that is written as “%s” is %s s', (text, seconds) => {
  expect(secondsOrNoneIn(text, 180)).toBe(seconds);
});

/** A field as it is typed in, key by key: what it shows after each, and what was stored in the end. */
function typedIn(keys: string, before = 300): { shown: string[]; stored: number[]; draft: FieldDraft } {
  const stored: number[] = [];
  const draft = new FieldDraft(() => ({ read: (text) => secondsIn(text), put: (value) => stored.push(value) }));
  const shown: string[] = [];
  let text = ''; // all of the value is selected: the first key replaces it
  for (const key of keys) {
    if (key === '⏎') draft.leave();
    else draft.type((text = key === '⌫' ? text.slice(0, -1) : text + key));
    shown.push(draft.typed ?? `stored ${String(stored.at(-1) ?? before)}`);
  }
  return { shown, stored, draft };
}

test('a field shows what is typed until it is left, and stores nothing on the way', () => {
  expect(typedIn('4:00⏎')).toMatchObject({ shown: ['4', '4:', '4:0', '4:00', 'stored 240'], stored: [240] });
  expect(typedIn('12⏎')).toMatchObject({ shown: ['1', '12', 'stored 720'], stored: [720] });
  expect(typedIn('10:⌫⌫⌫4⏎')).toMatchObject({
    shown: ['1', '10', '10:', '10', '1', '', '4', 'stored 240'],
    stored: [240],
  });
});

test('a text that means nothing stays in the field that is left, is named, and is stored nowhere', () => {
  const { shown, stored, draft } = typedIn('1:002⏎');
  expect([shown.at(-1), stored, draft.isWrong]).toEqual(['1:002', [], true]);
  draft.type('1:00');
  expect(draft.isWrong).toBe(false);
  draft.leave();
  expect(stored).toEqual([60]);
});

test('a value that was changed elsewhere takes the place of what was typed and means nothing', () => {
  const { draft } = typedIn('soon⏎');
  draft.drop();
  expect([draft.typed, draft.isWrong]).toEqual([undefined, false]);
});

test.each<[string, number | undefined]>([
  ['85', 85],
  [' 85 ', 85],
  ['85.5', undefined],
  ['101', undefined],
  ['', undefined],
])('a number that is written as “%s” is %s', (text, value) => {
  expect(wholeIn(text, 1, 100)).toBe(value);
});

test.each<[number, 1 | -1, number]>([
  [60, 1, 65],
  [60, -1, 55],
  [119, 1, 120],
  [120, -1, 115],
  [120, 1, 135],
  [600, 1, 660],
  [600, -1, 585],
  [5, -1, 5],
  [86_400, 1, 86_400],
])('from %d s one key in the direction %d leads to %d s', (durationS, direction, next) => {
  expect(nextS(durationS, direction)).toBe(next);
});

test.each<[Target, number, Target]>([
  [{ type: 'zone', zone: 2 }, 1, { type: 'zone', zone: 3 }],
  [{ type: 'zone', zone: 5 }, 3, { type: 'zone', zone: 5 }],
  [{ type: 'zone', zone: 1 }, -1, { type: 'open' }],
  [{ type: 'open' }, 1, { type: 'zone', zone: 1 }],
  [{ type: 'open' }, -1, { type: 'open' }],
  [{ type: 'bpm', low: 120, high: 140 }, 5, { type: 'bpm', low: 125, high: 145 }],
  [{ type: 'bpm', low: 120, high: 219 }, 5, { type: 'bpm', low: 121, high: 220 }],
  [{ type: 'percentMax', low: 85, high: 98 }, 5, { type: 'percentMax', low: 87, high: 100 }],
  [{ type: 'percentReserve', low: 2, high: 30 }, -5, { type: 'percentReserve', low: 1, high: 29 }],
])('%j pushed by %d is %j', (target, steps, to) => {
  expect(pushed(target, steps)).toEqual(to);
});

test('zones of a plan are pushed within their number, and a new one is one of the person’s', () => {
  expect(pushed({ type: 'zone', zone: 7, of: 7 }, 1, 3)).toEqual({ type: 'zone', zone: 7, of: 7 });
  expect(pushed({ type: 'zone', zone: 4 }, 2, 3)).toEqual({ type: 'zone', zone: 5 });
  expect(pushed({ type: 'open' }, 2, 3)).toEqual({ type: 'zone', zone: 2, of: 3 });
  const three = { ...PROFILE, zoneFloorsPct: ZONE_PRESETS.max[3] };
  expect(retyped({ type: 'bpm', low: 141, high: 150 }, 'zone', three)).toEqual({ type: 'zone', zone: 1, of: 3 });
  expect(relevelled({ bpm: 170 }, 'zone', 'above', three)).toEqual({ zone: 2, of: 3 });
});

test('a target follows a finger: one of its steps is as high as it is drawn', () => {
  expect(stepBpm({ type: 'bpm', low: 1, high: 2 }, PROFILE)).toBe(1);
  expect(stepBpm({ type: 'percentMax', low: 1, high: 2 }, PROFILE)).toBe(2);
  expect(stepBpm({ type: 'percentReserve', low: 1, high: 2 }, PROFILE)).toBe(1.4);
  expect(stepBpm({ type: 'zone', zone: 2 }, PROFILE)).toBe(20);
});

test.each<[Target, Target['type'], Target]>([
  [{ type: 'zone', zone: 3 }, 'bpm', { type: 'bpm', low: 140, high: 159 }],
  [{ type: 'zone', zone: 5 }, 'percentMax', { type: 'percentMax', low: 90, high: 100 }],
  [{ type: 'bpm', low: 140, high: 160 }, 'percentReserve', { type: 'percentReserve', low: 57, high: 71 }],
  [{ type: 'bpm', low: 141, high: 150 }, 'zone', { type: 'zone', zone: 3 }],
  [{ type: 'open' }, 'bpm', { type: 'bpm', low: 120, high: 139 }],
  [{ type: 'zone', zone: 1 }, 'open', { type: 'open' }],
])('%j of another type, %s, is about the same heart rate: %j', (target, type, to) => {
  expect(retyped(target, type, PROFILE)).toEqual(to);
});

test.each<[Level, Parameters<typeof relevelled>[1], Level]>([
  [{ bpm: 120 }, 'percentMax', { percentMax: 60 }],
  [{ percentMax: 60 }, 'bpm', { bpm: 120 }],
  [{ bpm: 125 }, 'zone', { zone: 2 }],
  [{ zone: 2 }, 'bpm', { bpm: 139 }],
])('a level of %j in %s is %j', (level, unit, to) => {
  expect(relevelled(level, unit, 'above', PROFILE)).toEqual(to);
});

test('an end of another type takes as long as the one before', () => {
  const waiting = endAs({ type: 'time', durationS: 180 }, 'heartRate', PROFILE);
  expect(waiting).toEqual({ type: 'heartRate', from: 'above', bpm: 130, holdS: 10, minS: 30, maxS: 180 });
  expect(endAs(waiting, 'time', PROFILE)).toEqual({ type: 'time', durationS: 180 });
  expect(endAs(waiting, 'hand', PROFILE)).toEqual({ type: 'hand' });
});

test('an end that is pulled shorter than its minimum has a shorter minimum', () => {
  const end: End = { type: 'heartRate', from: 'above', bpm: 120, holdS: 0, minS: 60, maxS: 180 };
  expect(endOf(end, 30)).toEqual({ ...end, minS: 30, maxS: 30 });
  expect(endOf({ type: 'hand' }, 30)).toEqual({ type: 'hand' });
});

test('every round of a block is drawn, and only the first can be taken hold of', () => {
  const drawing = drawingOf([phase(60), { repeat: 3, phases: [phase(30), phase(10)] }, phase(60)], PROFILE);
  expect(drawing.totalS).toBe(240);
  expect(drawing.phases.map(({ index }) => index)).toEqual([0, 1, 2, undefined, undefined, undefined, undefined, 3]);
  expect(drawing.groups).toEqual([{ path: [1], repeat: 3, fromS: 60, toS: 180 }]);
});

test('a picture is as wide as its box, wider where a phase would be too narrow for a finger, but not without end', () => {
  expect(pxPerS(drawingOf([phase(600), phase(600)], PROFILE), 360)).toBe(0.3);
  expect(pxPerS(drawingOf([phase(600), phase(60)], PROFILE), 360)).toBeCloseTo(360 / 660);
  expect(pxPerS(drawingOf([phase(3600), phase(60)], PROFILE), 360)).toBeCloseTo(14 / 60);
  expect(pxPerS(drawingOf([phase(36_000), phase(1)], PROFILE), 360)).toBeCloseTo((3 * 360) / 36_001);
});

test('what was done in a workout is not said to be missed, what was changed since is', () => {
  const phases = [phase(60, { type: 'zone', zone: 5 }), phase(60, { type: 'zone', zone: 5 })];
  const plan: Plan = { id: 'p', name: 'P', description: '', sport: 'run', phases };
  const markedOf = (done?: readonly Step[]): string[] => [
    ...expectedOf(plan, drawingOf(phases, PROFILE), PROFILE, { done }).marked,
  ];
  expect(markedOf()).toEqual(['0', '1']);
  expect(markedOf([phases[0]!, phase(300)])).toEqual(['1']);
});

test('a heart that is known is drawn as quick as it is', () => {
  const phases = [phase(300, { type: 'zone', zone: 4 })];
  const plan: Plan = { id: 'p', name: 'P', description: '', sport: 'run', phases };
  const reachedAfterS = (heart?: HeartResponse): number | undefined => {
    const { marks } = expectedOf(plan, drawingOf(phases, PROFILE), PROFILE, { heart });
    return marks.get('0')?.flatMap((mark) => (mark.type === 'reachedAfter' ? [mark.afterS] : []))[0];
  };
  const typicalS = reachedAfterS()!;
  expect(reachedAfterS({ tauOnS: 29, tauOffS: 40, deadS: 0, relSd: 0.12 })).toBeCloseTo(typicalS / 2, -1);
  expect(reachedAfterS({ tauOnS: 58, tauOffS: 70, deadS: 6.2, relSd: 0.12 })).toBe(typicalS + 6);
});

test('the expected heart rate is drawn over the phase that it is of, with a gap where one ends before its time', () => {
  const plan: Plan = {
    id: 'p',
    name: 'P',
    description: '',
    sport: 'run',
    phases: [
      phase(300),
      {
        name: 'Rest',
        target: { type: 'open' },
        end: { type: 'heartRate', from: 'above', bpm: 120, holdS: 0, minS: 0, maxS: 600 },
      },
      phase(60, { type: 'zone', zone: 5 }),
    ],
  };
  const drawing = drawingOf(plan.phases, PROFILE);
  const { line, marked, marks } = expectedOf(plan, drawing, PROFILE);
  expect(line.map((part) => part[0]?.atS)).toEqual([0, 300, 900]);
  expect(line[1]!.at(-1)!.atS).toBeLessThan(700);
  expect([...marked]).toEqual(['2']);
  expect(marks.get('1')?.map(({ type }) => type)).toEqual(['endsAfter']);
  expect(pathOf({ line, totalS: drawing.totalS }, drawing.bottomBpm, 210).match(/M/g)).toHaveLength(3);
});
