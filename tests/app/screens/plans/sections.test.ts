// The picture of a plan in sections: what a hand does not pull at is not drawn anew.
import { expect, test } from 'vitest';
import { drawingOf } from '../../../../src/app/screens/plans/editor/drawing.ts';
import { sectionsOf } from '../../../../src/app/screens/plans/editor/sections.ts';
import { profileOf } from '../../../../src/core/athlete/hrZones.ts';
import type { Phase } from '../../../../src/core/plan/plan.ts';

const PROFILE = profileOf(190, 60);
const phases = Array.from({ length: 100 }, (_, n): Phase => ({
  name: `Phase ${String(n)}`,
  target: { type: 'zone', zone: 2 },
  end: { type: 'time', durationS: 60 },
}));
const drawn = (steps: readonly Phase[]) => drawingOf(steps, PROFILE).phases;

test('every phase is in one section, where it stands in the plan', () => {
  const all = drawn(phases);
  const sections = sectionsOf(all, []);
  const again = sections.flatMap(({ fromS, phases }) =>
    phases.map(({ leftPct: _, widthPct: __, ...each }) => ({
      ...each,
      fromS: each.fromS + fromS,
      toS: each.toS + fromS,
    })),
  );
  expect(again).toEqual(all);
});

test('a longer phase draws its own section anew, and moves those behind it as they are', () => {
  const before = sectionsOf(drawn(phases), []);
  const longer = phases.with(40, { ...phases[40]!, end: { type: 'time', durationS: 90 } });
  const after = sectionsOf(drawn(longer), before);
  const at = before.findIndex(({ fromS, toS }) => fromS <= 40 * 60 && 40 * 60 < toS);
  after.forEach((section, i) => {
    expect(section === before[i]).toBe(i < at);
    expect(section.phases === before[i]!.phases).toBe(i !== at);
    expect(section.fromS - before[i]!.fromS).toBe(i > at ? 30 : 0);
  });
});

test('in a section, too, only what is another is drawn anew: a phase takes its share of the width', () => {
  const [section] = sectionsOf(drawn(phases), []);
  expect(section!.phases.map(({ leftPct }) => Math.round(leftPct)).slice(0, 3)).toEqual([0, 8, 17]);
  expect(section!.phases.reduce((sum, { widthPct }) => sum + widthPct, 0)).toBeCloseTo(100);
  const higher = drawn(phases.with(5, { ...phases[5]!, target: { type: 'zone', zone: 4 } }));
  const [after] = sectionsOf(higher, [section!]);
  after!.phases.forEach((each, i) => expect(each === section!.phases[i]).toBe(i !== 5));
});

test('another target or another place is drawn', () => {
  const before = sectionsOf(drawn(phases), []);
  const [first, ...rest] = phases;
  expect(sectionsOf(drawn([...rest, first!]), before)[0]!.phases).not.toBe(before[0]!.phases);
  const other = sectionsOf(drawingOf(phases, profileOf(170, 60)).phases, before);
  expect(other.every(({ phases: now }, i) => now !== before[i]!.phases)).toBe(true);
});
