// Courses in minutes and watts or percent: a phase between two points, with what is said there.
import { expect, test } from 'vitest';
import { phasesOf, totalMaxS } from '../../../src/core/plan/plan.ts';
import { absent, imported, lossLines, problemsIn, realFile, realFiles } from './importing.ts';

const course = (data: string, header = 'FTP = 200\nFILE NAME = Test.erg\nMINUTES WATTS', text = ''): string =>
  `[COURSE HEADER]\r\n${header}\r\n[END COURSE HEADER]\r\n[COURSE DATA]\r\n${data}\r\n[END COURSE DATA]\r\n${text}`;

test.skipIf(absent)(`courses are at hand${absent ? ` (${absent})` : ''}`, () => {
  expect(realFiles(/\.(?:erg|mrc)$/).length).toBe(4);
});

test.each(realFiles(/\.(?:erg|mrc)$/))('$file takes its time', ({ file, expected }) => {
  const { plans } = imported(realFile(file));
  expect(totalMaxS(plans[0])).toBe(Math.round(expected.totalSec));
});

test('what lies between two points is a phase: steady, a ramp, or until a hand goes on; a heart rate counts', () => {
  const { plans, losses } = imported(
    course(
      '0.0 100\n5.0 100\n5.0 150\n15.0 200\n15.0 LAP\n15.0 220 HR_LO=150 HR_HI=160\n18.0 220',
      'FTP = 200\nFILE NAME = Test.erg\nMINUTES WATTS',
      '[COURSE TEXT]\n0\tEasy first\t10\n600\tHalf\t10\n[END COURSE TEXT]',
    ),
  );
  expect(plans[0]).toMatchObject({ name: 'Test', sport: 'ride' });
  expect(phasesOf(plans[0])).toEqual([
    { name: 'Steady', target: { type: 'open' }, end: { type: 'time', durationS: 300 }, cue: 'Easy first' },
    { name: 'Ramp', target: { type: 'open' }, end: { type: 'time', durationS: 600 }, cue: 'Half' },
    { name: 'Free ride', target: { type: 'open' }, end: { type: 'hand' } },
    { name: 'Steady', target: { type: 'bpm', low: 150, high: 160 }, end: { type: 'time', durationS: 180 } },
  ]);
  expect(losses.map(({ path, code, params }) => [path, code.replace('loss.', ''), ...Object.values(params)])).toEqual([
    ['phases[0].target', 'powerOpen', '100 W'],
    ['phases[1].target', 'powerOpen', '150 → 200 W'],
    ['phases[1].cue', 'cueJoined', 1],
    ['phases[3].target', 'targetDropped', 'power', '220 W'],
  ]);
});

test('watts are estimated by the FTP of the file, percent by themselves, watts of nobody not at all', () => {
  const zonesOf = (text: string): unknown[] =>
    phasesOf(imported(text, { power: 'zones' }).plans[0]).map(({ target }) =>
      'zone' in target ? target.zone : target.type,
    );
  expect(zonesOf(course('0 100\n5 100\n5 200\n10 200'))).toEqual([1, 4]);
  expect(zonesOf(course('0 70\n5 70\n5 130\n10 130', 'MINUTES PERCENT'))).toEqual([2, 5]);
  expect(zonesOf(course('0 100\n5 100', 'MINUTES WATTS'))).toEqual(['open']);
  expect(lossLines(imported(course('0 100\n5 140'), { power: 'zones' }).losses)).toEqual([
    'phases[0].target powerEstimated',
    'phases[0].target rampRange',
  ]);
});

test.each([
  ['0 100\n5 100\n4 100', 'line 9: value.tooSmall'],
  ['0 100\n9999 100', 'line 8: value.tooLarge'],
  ['-5 100\n9 100', 'line 7: value.tooSmall'],
  ['0 100\nfive 100', 'line 8: value.type'],
  ['', 'phases: plan.noPhases'],
  ['0 100', 'phases: plan.noPhases'],
])('%j is refused with its place: %s', (data, problems) => {
  expect(problemsIn(course(data).replaceAll('\r', ''))).toBe(problems);
});
