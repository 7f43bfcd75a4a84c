// Workouts of garmin-workouts: steps of power, lists that refer to each other, and lists out of other files.
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { phasesOf, totalMaxS } from '../../../src/core/plan/plan.ts';
import { importPlan } from '../../../src/formats/plan/importers.ts';
import { problemLine } from '../../../src/words/en/problems.ts';
import { absent, imported, lossLines, problemsIn, realFile, realFiles } from './importing.ts';

const NAMED = { name: 'Test' };
const FILES = new Map(realFiles(/\.yaml$/).map(({ file }) => [`inc/${file.replace('mkuthan-', '')}`, realFile(file)]));

test.skipIf(absent)(`workouts are at hand${absent ? ` (${absent})` : ''}`, () => {
  expect(FILES.size).toBe(4);
});

test.skipIf(absent)('a workout is read with the files that it asks for: the same list on end is a block', () => {
  const { plans } = imported(realFile('mkuthan-tempo-3x10.yaml'), { files: FILES });
  expect(plans[0]).toMatchObject({ name: 'TEMPO 3x10', sport: 'ride' });
  expect(plans[0].phases).toContainEqual({
    repeat: 3,
    phases: [
      { name: 'Steady', target: { type: 'open' }, end: { type: 'time', durationS: 600 } },
      { name: 'Steady', target: { type: 'open' }, end: { type: 'time', durationS: 180 } },
    ],
  });
  expect(phasesOf(plans[0]).map(({ name }) => name)).toEqual([
    ...Array.from({ length: 9 }, () => 'Warm-up'),
    ...Array.from({ length: 6 }, () => 'Steady'),
    'Cool-down',
  ]);
});

test.skipIf(absent)('a file that is not there is asked for by its name', () => {
  const read = importPlan(realFile('mkuthan-vo2max-5x3.yaml'), { files: FILES });
  expect(read.ok ? [] : read.problems.map(problemLine)).toEqual([
    'steps[0]: This needs another file: give inc/warmup-long.yaml together with it.',
  ]);
});

test.skipIf(absent)('a list alone is a plan by the name of its file', () => {
  const { plans } = imported(realFile('mkuthan-warmup-short.yaml'), { name: 'warmup-short' });
  expect([plans[0].name, phasesOf(plans[0]).length, totalMaxS(plans[0])]).toEqual(['warmup-short', 9, undefined]);
});

test('steps in either style of YAML, with a hand where no duration is; power is left out or estimated', () => {
  const text =
    'name: Mine\nauthor: me\nsteps:\n  - power: 80-90\n    duration: 1:00:00\n    cadence: 90\n  - { power: 250W, duration: "0:30" }\n  - { duration: 2:30 }\n  - { power: 50 }';
  const { plans, losses } = imported(text, { power: 'zones' });
  expect(plans[0].phases).toEqual([
    { name: 'Steady', target: { type: 'zone', zone: 3 }, end: { type: 'time', durationS: 3600 } },
    { name: 'Steady', target: { type: 'open' }, end: { type: 'time', durationS: 30 } },
    { name: 'Steady', target: { type: 'open' }, end: { type: 'time', durationS: 150 } },
    { name: 'Steady', target: { type: 'zone', zone: 1 }, end: { type: 'hand' } },
  ]);
  expect(lossLines(losses)).toEqual([
    ' keyDropped',
    'phases[0].target powerEstimated',
    'phases[0] keyDropped',
    'phases[1].target powerOpen',
    'phases[3].target powerEstimated',
  ]);
});

test('in an archive a file finds the others, which are no plans of their own', () => {
  const text = (yaml: string): Uint8Array => new TextEncoder().encode(yaml);
  const archive = zipSync({
    'a/main.yaml': text('name: Main\nsteps:\n  - !include inc/warm.yaml\n'),
    'a/inc/warm.yaml': text('- { power: 50, duration: "5:00" }\n'),
  });
  expect(imported(archive).plans.map(({ name }) => name)).toEqual(['Main']);
});

/** Lists of lists of lists: nine steps written, a billion meant. */
const laughs = `a0: &a0 [{ power: 1, duration: "0:01" }]\n${Array.from({ length: 9 }, (_, i) => `a${String(i + 1)}: &a${String(i + 1)} [${Array.from({ length: 10 }, () => `*a${String(i)}`).join(', ')}, { power: 1 }]`).join('\n')}\nsteps: *a9\n`;

test.each([
  ['steps: 5', 'steps: value.type'],
  ['steps:\n  - 5', 'steps[0]: value.type'],
  ['steps:\n  - { power: 50, duration: soon }', 'steps[0].duration: value.choice'],
  ['steps:\n  - { power: 50, duration: "0:00" }', 'steps[0].duration: value.tooSmall'],
  ['steps:\n  - { power: 50, duration: "99:00:00" }', 'steps[0].duration: value.tooLarge'],
  ['steps:\n  - { power: 50', 'line 2: yaml.syntax'],
  ['steps:\n  - !!js/function "x"', 'line 2: yaml.syntax'],
  ['steps: []', 'phases: plan.noPhases'],
  ['steps:\n  - !include steps.yaml', 'steps[0]: file.include'],
  [laughs, 'phases: plan.tooManyPhases'],
  [`steps: ${'['.repeat(50_000)}`, 'line 1: yaml.syntax'],
])('%j is refused with its place: %s', (text, problems) => {
  const before = process.cpuUsage();
  expect(problemsIn(text, NAMED)).toBe(problems);
  expect(process.cpuUsage(before).user / 1e3).toBeLessThan(1_000);
});

test('a file that includes itself ends', () => {
  const own = 'steps:\n  - !include own.yaml\n  - { power: 50 }\n';
  const files = new Map([['own.yaml', new TextEncoder().encode(own)]]);
  expect(problemsIn(own, { ...NAMED, files })).toMatch(/file\.include$/);
});
