// The load of a recording, on the command line.
import { expect, test } from 'vitest';
import { loadOf } from '../../src/index.ts';
import { main } from '../../src/node/cli.ts';
import { C, D, P, P_WOMAN } from '../core/load/series.ts';
import { cli, fileOf, Paper } from './paper.ts';

const linesOf = (series: typeof C): string => series.map(({ s, bpm }) => `${s},${bpm}`).join('\n');
const PERSON = ['--max', '200', '--resting', '40', '--threshold', '176'];

test.each([
  ['male', P],
  ['female', P_WOMAN],
])('load: a recording of seconds,bpm with a hole, of a heart that is %s', async (sex, person) => {
  const { code, stdout, stderr } = await cli('load', fileOf(linesOf(D)), ...PERSON, '--sex', sex, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual(loadOf(D, person));
});

test('load: a header and lines without a rate are no mistakes', async () => {
  const lines = linesOf(C).replace('\n300,170\n', '\n300,\n');
  const { code, stdout } = await cli('load', fileOf(`seconds,bpm\n${lines}`), ...PERSON, '--sex', 'male', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(
    loadOf(
      C.filter(({ s }) => s !== 300),
      P,
    ),
  );
});

test('load: a person reads figures with their names', async () => {
  const paper = new Paper({ person: true });
  expect(await main(['load', fileOf(linesOf(C)), ...PERSON, '--sex', 'male'], paper)).toBe(0);
  expect(paper.stdout).toContain('TRIMP     41.2');
  expect(paper.stdout).toContain('HRSS      24.7');
  expect(paper.stdout).toContain('70–80 %      10:00');
});

const RATES = '0,120\n1,121\n';

test.each([
  [RATES, [...PERSON], 'load needs --sex'],
  [RATES, ['--sex', 'male'], 'load needs --max'],
  [RATES, [...PERSON, '--sex', 'other'], '--sex other is not one of male, female'],
  [RATES, [...PERSON, '--max', 'high', '--sex', 'male'], '--max high is not a whole number'],
  [RATES, [...PERSON, '--max', '300', '--sex', 'male'], '--max'],
  [RATES, [...PERSON, '--threshold', '201', '--sex', 'male'], '--threshold'],
  ['0,120\n1,121\nfast\n', [...PERSON, '--sex', 'male'], 'line 3'],
  ['0,120\n-1,121\n', [...PERSON, '--sex', 'male'], 'line 2'],
  ['', [...PERSON, '--sex', 'male'], 'is empty'],
])('load: of %j, %j is refused in one line: %s', async (content, options, words) => {
  await expectRefused(['load', fileOf(content), ...options], words);
});

test.each([
  [['load'], 'load needs one file'],
  [['load', 'a', 'b'], 'load needs one file'],
  [['load', 'no-such.csv', ...PERSON, '--sex', 'male'], 'there is no such file'],
])('%j is refused in one line: %s', expectRefused);

async function expectRefused(args: string[], words: string): Promise<void> {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(words);
}
