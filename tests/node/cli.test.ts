// The command line: what it understands, what it refuses, and how it says so.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { hrvOf } from '../../src/index.ts';
import { main } from '../../src/node/cli.ts';
import { cli, fileOf, freshFolder, Paper, run } from './paper.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const WORKOUTS = resolve(ROOT, '../shared/data/workouts');
const absent = existsSync(WORKOUTS) ? undefined : `no workouts at ${WORKOUTS}`;

const GO = { name: 'Go', durationS: 60 };
const PLAN = { name: 'Test', phases: [GO] };

/** One line for the person, nothing for the machine, exit code 2. */
async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  return stderr.trimEnd();
}

test('from a checkout, as it is documented', () => {
  const out = execFileSync('npm', ['run', '-s', 'cli', '--', 'decode', '16447d03', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(JSON.parse(out)).toEqual({ bpm: 68, contact: 'present', energyKJ: null, rrMs: [872.0703125] });
});

test.each([
  [['decode', '16447d03'], { bpm: 68, contact: 'present', energyKJ: null, rrMs: [872.0703125] }],
  [['decode', '16 44 7d 03'], { bpm: 68 }],
  [['decode', '16', '44', '7d', '03'], { bpm: 68 }],
  [['decode', '0x0051'], { bpm: 81, contact: 'unsupported' }],
  [['decode', '183c090100 04'], { energyKJ: 265, rrMs: [1000] }],
])('%j prints %j', async (args, expected) => {
  const { code, stdout, stderr } = await cli(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject(expected);
});

const RR = Array.from({ length: 60 }, (_, i) => Math.round(800 + 40 * Math.sin(i / 2)));

test('hrv: figures of beat-to-beat intervals, one a line', async () => {
  const { code, stdout, stderr } = await cli('hrv', fileOf(`${RR.join('\r\n')}\n\n`), '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual(hrvOf(RR));
});

test.each([
  ['', 'is empty'],
  ['800\n810\nfast\n', 'line 3: This should be a number, not fast'],
  ['800\n-810\n', 'line 2: '],
  ['0.8\n0.81\n', 'line 1: 0.8 is too small: at least 10'],
  ['800\n60001\n', 'line 2: 60001 is too large: at most 60000'],
  ['800\nNaN\n1e999\n', '(And 1 more.)'],
])('hrv refuses %j in one line: %s', async (content, words) => {
  expect(await refusal('hrv', fileOf(content))).toContain(words);
});

test.each([
  [['hrv'], 'hrv needs one file'],
  [['hrv', 'a', 'b'], 'hrv needs one file'],
  [['hrv', 'no-such.txt'], 'no-such.txt cannot be read: there is no such file'],
  [['decode'], 'decode needs'],
  [['decode', ''], "The strap's message has 0 bytes"],
  [['decode', '00'], "The strap's message has 1 byte"],
  [['decode', '0112'], 'call for at least 3'],
  [['decode', 'xyz'], '“xyz” is not pairs of hexadecimal digits'],
  [['decode', '123'], 'hexadecimal'],
  [[], 'Choose a command'],
  [['dance'], 'There is no command “dance”'],
  [['plan'], 'There is no command “plan”'],
  [['plan', 'bake', 'x.json'], 'There is no command “plan bake”'],
  [['plan', 'check'], 'plan check needs one plan file'],
  [['plan', 'check', 'no-such.json'], 'no-such.json cannot be read: there is no such file'],
  [['plan', 'check', '.'], '. cannot be read: it is a folder'],
  [['run'], 'run needs one plan file'],
  [['run', 'no-such.json', '--strap', 'none'], 'there is no such file'],
  [['run', 'x.json', '--strap'], "Option '--strap <value>' argument missing"],
  [['run', 'x.json', '--louder'], "Unknown option '--louder'"],
  [['decode', '\u001b[31mred\n'], '“[31mred'],
])('%j is refused in one line: %s', async (args, words) => {
  expect(await refusal(...args)).toContain(words);
});

test.each([
  [[], 'run needs --strap'],
  [['--strap', 'polar'], '--strap: “polar” is not a simulated strap'],
  [['--strap', 'steady:500'], '--strap: steady: 500 is too large: at most 220'],
  [['--strap', 'follow:tau=x,dead=-1'], '(And 1 more.)'],
  [['--strap', 'replay:no-such.csv'], 'no-such.csv cannot be read: there is no such file'],
  [['--strap', 'none', '--speed', 'fast'], '--speed fast is neither'],
  [['--strap', 'none', '--speed', '0'], '--speed 0 is neither'],
  [['--strap', 'none', '--speed', '1001'], '--speed 1001 is neither'],
  [['--strap', 'none', '--speed', ''], 'is neither'],
  [['--strap', 'none', '--max-hr', '99'], '--max-hr: 99 is too small: at least 100'],
  [['--strap', 'none', '--max-hr', '221'], '--max-hr: 221 is too large: at most 220'],
  [['--strap', 'none', '--max-hr', 'high'], '--max-hr high is not a whole number'],
  [['--strap', 'none', '--max-hr', '100', '--resting-hr', '110'], '--resting-hr: Resting heart rate must be below'],
  [['--strap', 'none', '--lap-after', '0'], '--lap-after 0 is not a number of seconds'],
  [['--strap', 'none', '--checkpoint', '/dev/null/x'], '/dev/null/x cannot be used for checkpoints: it is a file'],
])('run with %j is refused in one line: %s', async (options, words) => {
  expect(await refusal('run', fileOf(PLAN), ...options)).toContain(words);
});

test.each<[string, object | string, string]>([
  ['no JSON', 'seconds,bpm', 'This is not a plan file but plain text'],
  ['a table', 'seconds,bpm\n0,120\n', 'This is not a plan file but a table (CSV)'],
  ['a web page', '<!doctype html><title>404</title>', 'This is not a plan file but a web page (HTML)'],
  ['a backup', '{"format":"beatkeeper-backup","version":1}', 'but a Beatkeeper backup. Restore it in Settings'],
  ['JSON cut off', '{"name":\n"Test",\n', 'line 3, column 1: This is not a plan file: its JSON ends too early'],
  ['JSON with a comma too many', '{\n"name": "Test",\n}', 'line 3, column 1: This is not a plan file'],
  ['nothing', '', 'This is not a plan file'],
  ['no phases', { name: 'Test', phases: [] }, 'phases: A plan needs at least one phase'],
  [
    'nesting 20,000 deep',
    `{"name":"Deep","phases":[${'{"repeat":1,"phases":['.repeat(20_000)}${']}'.repeat(20_000)}]}`,
    'nested too deeply',
  ],
  [
    'a million phases',
    JSON.stringify({ name: 'Many', phases: Array.from({ length: 1_000_000 }, () => GO) }),
    'too large to be a plan',
  ],
])('a plan file of %s is refused, by check and by run', async (_, content, words) => {
  const file = fileOf(content);
  expect(await refusal('plan', 'check', file)).toContain(words);
  expect(await refusal('run', file, '--strap', 'none')).toContain(words);
});

test('plan check tells every problem, each with its place; run tells the first, and how many there are', async () => {
  const file = fileOf({
    name: 'Test',
    phases: [
      GO,
      { name: 'Go', durationS: 60, target: { type: 'zone', zone: 9 } },
      { ...GO, durationS: 0 },
      { repeat: 2, phases: [{}] },
      { ...GO, targett: { type: 'zone', zone: 2 }, target: { type: 'percentMax', low: 140, high: 150 } },
    ],
  });
  const { code, stdout, stderr } = await cli('plan', 'check', file);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(
    stderr
      .trimEnd()
      .split('\n')
      .map((line) => line.split(': ')[0]),
  ).toEqual([
    'phases[1].target.zone',
    'phases[2].durationS',
    'phases[3].phases[0].name',
    'phases[4].targett',
    'phases[4].target.low',
    'phases[4].target.high',
  ]);
  expect(await refusal('run', file, '--strap', 'none')).toMatch(
    /phases\[1\]\.target\.zone: 9 is not one of .* \(And 5 more\.\)$/,
  );
});

test.each([
  [PLAN, { name: 'Test', phases: 1, totalS: 60 }],
  [
    { name: 'Rounds', phases: [{ repeat: 3, phases: [GO, GO] }] },
    { name: 'Rounds', phases: 6, totalS: 360 },
  ],
  [
    { name: 'Free', phases: [GO, { name: 'Free', end: { type: 'hand' } }] },
    { name: 'Free', phases: 2, totalS: null },
  ],
])('plan check of %j prints %j', async (plan, expected) => {
  const { code, stdout } = await cli('plan', 'check', fileOf(plan), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(expected);
});

const theirs = absent
  ? []
  : (
      JSON.parse(readFileSync(join(WORKOUTS, 'expected.json'), 'utf8')) as {
        files: { file: string; expected: { name: string; phases: number; totalSec: number } }[];
      }
    ).files.filter(({ file }) => file.startsWith('heartbeat2-'));

test.skipIf(absent)(`the predecessor's workouts are at hand${absent ? ` (${absent})` : ''}`, () => {
  expect(theirs.length).toBe(3);
});

test.each(theirs.map(({ file, expected }) => [file, expected] as const))(
  '%s is checked, and run to its end',
  async (file, expected) => {
    const path = join(WORKOUTS, file);
    const { stdout, stderr } = await cli('plan', 'check', path, '--json');
    expect(JSON.parse(stdout)).toEqual({ name: expected.name, phases: expected.phases, totalS: expected.totalSec });
    expect(stderr).toContain('max_hr: ');
    const ran = await cli('run', path, '--strap', 'follow', '--speed', 'max', '--json');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      status: 'completed',
      elapsedS: expected.totalSec,
      phasesCompleted: expected.phases,
    });
  },
);

test('help is for whoever asks', async () => {
  const { code, stdout } = await cli('--help');
  expect(code).toBe(0);
  for (const word of [
    'decode',
    'hrv <file>',
    'load <file>',
    'heart <workout.json>',
    'plan check',
    'run',
    'steady:140',
    '--checkpoint',
    '--json',
  ])
    expect(stdout).toContain(word);
});

// ── A person at the terminal ──────────────────────────────────────────────────────────────────────────────────────

async function watched(plan: object, ...options: string[]): Promise<Paper> {
  const paper = new Paper({ person: true });
  expect(await main(['run', fileOf(plan), '--speed', '1000', ...options], paper)).toBe(0);
  return paper;
}

test('a person gets words: a live line, what happens, and the outcome', async () => {
  const paper = await watched(PLAN, '--strap', 'steady:140');
  expect(paper.stderr).toMatch(/\d:\d\d {2}Go {2}\d:\d\d left {2}140 bpm \(simulated\) {2}Zone 3/);
  expect(paper.stderr).toContain('0:00  Go');
  expect(paper.stdout.split('\n')[0]).toBe('Test: done in 1:00');
  expect(paper.stdout).toContain('The heart rate was simulated.');
});

test('in a terminal, Enter ends a phase that waits for a hand', async () => {
  const paper = new Paper({ person: true });
  const plan = { name: 'Free', phases: [{ name: 'Free', end: { type: 'hand' } }] };
  const ran = main(['run', fileOf(plan), '--strap', 'none', '--speed', '1000', '--json'], paper);
  await expect.poll(() => paper.shownS, { timeout: 10_000 }).toBeGreaterThan(10);
  paper.enter();
  expect(await ran).toBe(0);
  expect(JSON.parse(paper.stdout)).toMatchObject({ status: 'completed', phasesCompleted: 1 });
});

test('a name out of a file gives the terminal no orders', async () => {
  const paper = await watched(
    { name: 'Red \u001b[31m', phases: [{ ...GO, name: 'Go\u0007\u001b]0;owned\u0007' }] },
    '--strap',
    'none',
  );
  const printed = (paper.stdout + paper.stderr).replaceAll('\u001b[K', ''); // ours: clear the line
  expect(printed).toContain('Red');
  for (const order of ['\u001b', '\u0007']) expect(printed).not.toContain(order);
});

test('with --json there is one document on standard output, and nothing else', async () => {
  const paper = new Paper({ person: true });
  await main(['run', fileOf(PLAN), '--strap', 'none', '--speed', '1000', '--json'], paper);
  expect(paper.stdout.trimEnd().split('\n').length).toBe(1);
  expect(JSON.parse(paper.stdout)).toMatchObject({ status: 'completed' });
});

test('without a person there is no live line', async () => {
  const { stderr } = await cli('run', fileOf(PLAN), '--strap', 'steady:140', '--speed', '1000');
  expect(stderr).toBe('');
});

test('a folder may be named that does not exist yet', async () => {
  const folder = join(freshFolder(), 'a', 'b');
  expect(await run(PLAN, 'none', '--checkpoint', folder)).toMatchObject({ status: 'completed' });
});
