// Training programs of QZ: rows with a heart-rate zone or range; what the machine does is left out, and said.
import { expect, test } from 'vitest';
import { phasesOf, totalMaxS } from '../../../src/core/plan/plan.ts';
import { absent, imported, problemsIn, realFile, realFiles } from './importing.ts';

const NAMED = { name: 'Test' };
const rows = (...each: string[]): string =>
  `<?xml version="1.0"?>\n<!-- made by hand -->\n<rows>\n${each.join('\n')}\n</rows>`;

test.skipIf(absent)(`a program is at hand${absent ? ` (${absent})` : ''}`, () => {
  expect(realFiles(/^qz-.*\.xml$/).length).toBe(1);
});

test.each(realFiles(/^qz-.*\.xml$/))('$file has its rows and their zones', ({ file, expected }) => {
  const [plan] = imported(realFile(file), NAMED).plans;
  expect([totalMaxS(plan), phasesOf(plan).length]).toEqual([expected.totalSec, expected.rows]);
  expect(phasesOf(plan).map(({ target }) => target)).toEqual([1, 2, 3].map((zone) => ({ type: 'zone', zone })));
});

test('rows and repeats become phases; speed and incline are left out, and said', () => {
  const { plans, losses } = imported(
    rows(
      '<row duration="00:05:00" zonehr="1" speed="5"/>',
      '<repeat times="2"><row duration="3:00" minhr="155" maxhr="140" incline="2"/><row duration="90" maxhr="300"/></repeat>',
      '<row duration="00:01:00" zonehr="-1" minHR="-1" maxHR="-1"><textevent message="Breathe"/></row>',
      '<row duration="00:01:00" zonehr="9"/>',
    ),
    NAMED,
  );
  expect(plans[0].phases).toEqual([
    { name: 'Steady', target: { type: 'zone', zone: 1 }, end: { type: 'time', durationS: 300 } },
    {
      repeat: 2,
      phases: [
        { name: 'Steady', target: { type: 'bpm', low: 140, high: 155 }, end: { type: 'time', durationS: 180 } },
        { name: 'Steady', target: { type: 'bpm', low: 30, high: 220 }, end: { type: 'time', durationS: 90 } },
      ],
    },
    { name: 'Steady', target: { type: 'open' }, end: { type: 'time', durationS: 60 }, cue: 'Breathe' },
    { name: 'Steady', target: { type: 'open' }, end: { type: 'time', durationS: 60 } },
  ]);
  expect(losses.map(({ path, code, params }) => [path, code.replace('loss.', ''), ...Object.values(params)])).toEqual([
    ['name', 'nameGiven', 'Test'],
    ['phases[0]', 'keyDropped', 'speed'],
    ['phases[1].phases[0]', 'keyDropped', 'incline'],
    ['phases[1].phases[1].target', 'targetCut', '30–300 bpm'],
    ['phases[3].target', 'keyDropped', 'zonehr'],
  ]);
});

test.each([
  ['<row zonehr="1"/>', 'line 4, duration: value.missing'],
  ['<row duration="soon"/>', 'line 4, duration: value.choice'],
  ['<row duration="00:00:00"/>', 'line 4, duration: value.tooSmall'],
  ['<row duration="99:00:00"/>', 'line 4, duration: value.tooLarge'],
  ['<repeat times="0"><row duration="60"/></repeat>', 'line 4, times: value.notWhole'],
  ['<repeat times="1e9"><row duration="60"/></repeat>', 'line 4, times: value.tooLarge'],
  ['<column/>', 'line 4, column: value.unknown'],
  ['', 'phases: plan.noPhases'],
  ['<row', 'line 5, column 1: xml.syntax'],
])('%s is refused with its place: %s', (row, problems) => {
  expect(problemsIn(rows(row), NAMED)).toBe(problems);
});
