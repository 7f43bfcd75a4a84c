// What a plan loses, by the phases that it concerns.
import { expect, test } from 'vitest';
import type { Problem } from '../../../../src/core/parse/parsed.ts';
import type { Step } from '../../../../src/core/plan/plan.ts';
import { losses as sentences } from '../../../../src/words/en/losses.ts';
import { firstLosses, lossGroups, lossKinds, partAt } from '../../../../src/app/screens/plans/exchange/losses.ts';

const phase = (name: string): Step => ({
  name,
  target: { type: 'open' },
  end: { type: 'time', durationS: 60 },
});
const loss = (path: string, key = 'x'): Problem => ({ code: 'loss.keyDropped', path, params: { key } });

/** Warm-up, 2 × (3 × (Up, Down), Rest), Cool-down */
const PHASES: readonly Step[] = [
  phase('Warm-up'),
  { repeat: 2, phases: [{ repeat: 3, phases: [phase('Up'), phase('Down')] }, phase('Rest')] },
  phase('Cool-down'),
];

test.each([
  ['', { type: 'plan' }],
  ['max_hr', { type: 'plan' }],
  ['phases', { type: 'plan' }],
  ['phases[9].target', { type: 'plan' }],
  ['phases[0]', { type: 'phase', n: 1, name: 'Warm-up' }],
  ['phases[0].end', { type: 'phase', n: 1, name: 'Warm-up' }],
  ['phases[1].phases[0].phases[1].target', { type: 'phase', n: 3, name: 'Down' }],
  ['phases[1].phases[1].cue', { type: 'phase', n: 4, name: 'Rest' }],
  ['phases[2]', { type: 'phase', n: 5, name: 'Cool-down' }],
  ['phases[1].repeat', { type: 'block', from: 2, to: 4 }],
  ['phases[1].phases[0]', { type: 'block', from: 2, to: 3 }],
  ['phases[1].phases[7]', { type: 'block', from: 2, to: 4 }],
])('%s names a part of the plan', (path, part) => {
  expect(partAt(PHASES, path)).toEqual(part);
});

test('losses stand by phase: those of the whole plan first, a block before its phases, each phase once', () => {
  const losses = [
    loss('phases[2].target'),
    loss('phases[1].phases[0].phases[0].target', 'a'),
    loss('phases[1].phases[0]'),
    loss('phases[1]'),
    loss('name'),
    loss('phases[1].phases[0].phases[0].end', 'b'),
  ];
  const groups = lossGroups(PHASES, losses);
  expect(groups.map(({ part }) => part)).toEqual([
    { type: 'plan' },
    { type: 'block', from: 2, to: 4 },
    { type: 'block', from: 2, to: 3 },
    { type: 'phase', n: 2, name: 'Up' },
    { type: 'phase', n: 5, name: 'Cool-down' },
  ]);
  expect(groups[3]?.losses.map(({ params }) => params['key'])).toEqual(['a', 'b']);
});

test('a limit that is gone is told before all others, and what follows from it', () => {
  const limit: Problem = { code: 'loss.ceilingUnsaid', path: 'ceiling', params: { limitBpm: 130, upToBpm: 149 } };
  const losses = [loss('sport'), loss('phases[0]'), limit];
  expect(lossKinds(PHASES, losses)[0]?.code).toBe('loss.ceilingUnsaid');
  expect(lossGroups(PHASES, losses)[0]?.losses[0]).toBe(limit);
  expect(sentences['loss.ceilingUnsaid'](limit.params)).toBe(
    'The limit of 130 bpm is not in the file: another device will ask for up to 149 bpm.',
  );
});

test('of many losses the first are shown, in whole groups or in a part of one', () => {
  const groups = lossGroups(PHASES, [loss(''), loss('phases[0]', 'a'), loss('phases[0]', 'b'), loss('phases[2]')]);
  const counts = (max: number): number[] => firstLosses(groups, max).map(({ losses }) => losses.length);
  expect([0, 1, 2, 3, 4, 9].map(counts)).toEqual([[], [1], [1, 1], [1, 2], [1, 2, 1], [1, 2, 1]]);
});

test('the same losses by kind, each with the parts that it concerns, once', () => {
  const power = (path: string): Problem => ({ code: 'loss.powerOpen', path, params: {} });
  const kinds = lossKinds(PHASES, [
    power('phases[0].target'),
    loss('phases[1]'),
    power('phases[1].phases[0].phases[0].target'),
    power('phases[1].phases[0].phases[0].target'),
  ]);
  expect(kinds.map(({ code, losses, parts }) => [code, losses.length, parts.length])).toEqual([
    ['loss.powerOpen', 3, 2],
    ['loss.keyDropped', 1, 1],
  ]);
});
