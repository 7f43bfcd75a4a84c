// The command line on workouts as files: what a run writes, what is converted, and what is refused before anything is run.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSessionFile } from '../../src/index.ts';
import type { RunResult } from '../../src/node/run.ts';
import { messages, records } from '../formats/activity/readBack.ts';
import { cli, fileOf, freshFolder, run } from './paper.ts';

const PLAN = { name: 'Test', sport: 'run', phases: [{ name: 'Go', durationS: 60, target: { type: 'zone', zone: 2 } }] };
const ENDINGS = ['.fit', '.tcx', '.csv', '.rr.csv', '.json'];

async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  return stderr.trimEnd();
}

const runTo = (...files: string[]): Promise<RunResult> =>
  run(PLAN, 'follow', ...files.flatMap((file) => ['--export', file]));
const refusedRun = (...files: string[]): Promise<string> =>
  refusal('run', fileOf(PLAN), '--strap', 'follow', '--speed', 'max', ...files.flatMap((file) => ['--export', file]));

test('run --export writes the workout in each format, by the ending, and JSON says what is lost', async () => {
  const folder = freshFolder();
  const files = ENDINGS.map((ending) => join(folder, `workout${ending}`));
  const { exports = [], elapsedS } = await runTo(...files);
  expect(exports.map(({ file }) => file)).toEqual(files);
  expect(exports.map(({ losses }) => losses[0]?.code)).toEqual([
    ...Array<string>(4).fill('loss.workoutSimulated'),
    undefined,
  ]);
  expect(exports[0]?.losses[0]?.message).toContain('simulated');
  const [fit, tcx, csv, rr, json] = files.map((file) => new Uint8Array(readFileSync(file))) as Uint8Array[];
  expect(records(fit!)).toHaveLength(elapsedS);
  expect(messages(fit!, 19)).toHaveLength(1);
  expect(new TextDecoder().decode(tcx)).toContain('<Activity Sport="Running">');
  expect(new TextDecoder().decode(csv).split('\r\n')).toHaveLength(elapsedS + 2);
  expect(new TextDecoder().decode(rr)).toMatch(/^seconds,rr_ms\r\n0,\d+\r\n/);
  expect(readSessionFile(json!)).toMatchObject({ ok: true, value: { session: { elapsedS } } });
});

test('run --export: the same call again writes over its own exports', async () => {
  const folder = freshFolder();
  const files = ENDINGS.map((ending) => join(folder, `workout${ending}`));
  await runTo(...files);
  const before = readFileSync(files[0]!);
  await runTo(...files);
  expect(readFileSync(files[0]!).equals(before)).toBe(false); // another workout, at another time
});

test('run --export: losses are on standard error, a line each with the file', async () => {
  const file = join(freshFolder(), 'a.csv');
  const { code, stderr } = await cli('run', fileOf(PLAN), '--strap', 'steady:140', '--speed', 'max', '--export', file);
  expect(code).toBe(0);
  expect(stderr).toContain(`${file}: This heart rate is simulated`);
});

test('run --export: a run without files says nothing of exports', async () => {
  expect(await run(PLAN, 'follow')).not.toHaveProperty('exports');
});

test.each([
  ['an ending that is none', (folder: string) => [join(folder, 'a.txt')], 'should end with'],
  ['no ending', (folder: string) => [join(folder, 'fit')], 'should end with'],
  ['a folder that is not there', (folder: string) => [join(folder, 'none', 'a.fit')], 'there is no such folder'],
  ['a file for a folder', (folder: string) => [join(folder, 'plan.json', 'a.fit')], 'it is a file, not a folder'],
  ['a folder for a file', (folder: string) => [join(folder, 'dir.fit')], 'it is a folder'],
  ['a device', () => ['/dev/null/a.fit'], 'it is a file, not a folder'],
  ['a file that is no export', (folder: string) => [join(folder, 'plan.json')], 'is there already'],
  ['an export of another format', (folder: string) => [join(folder, 'wrong.fit')], 'is there already'],
  ['the same file twice', (folder: string) => [join(folder, 'a.fit'), join(folder, '.', 'a.fit')], 'is named twice'],
])('run --export refuses %s before the workout starts, in one line, and writes nothing', async (_, filesIn, words) => {
  const folder = freshFolder();
  mkdirSync(join(folder, 'dir.fit'));
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(PLAN));
  writeFileSync(join(folder, 'wrong.fit'), 'seconds,time,bpm,steadyBpm,phase,target_low,target_high,source\r\n');
  expect(await refusedRun(join(folder, 'good.tcx'), ...filesIn(folder))).toContain(words);
  expect(existsSync(join(folder, 'good.tcx'))).toBe(false);
  expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toBe(JSON.stringify(PLAN));
});

test.skipIf(process.getuid?.() === 0)(
  'run --export refuses a folder that nobody may write to (skipped for root, who may)',
  async () => {
    const folder = freshFolder();
    chmodSync(folder, 0o500);
    expect(await refusedRun(join(folder, 'a.fit'))).toContain('this is not allowed');
  },
);

test('run --export: a workout that is not finished is not exported, and the exit code says so', async () => {
  const folder = freshFolder();
  const strap = `replay:${fileOf('0,120\n1,121\n2,122\n', 'short.csv')}`;
  const { code, stdout, stderr } = await cli(
    'run',
    fileOf(PLAN),
    '--strap',
    strap,
    '--speed',
    'max',
    '--json',
    '--export',
    join(folder, 'a.fit'),
  );
  expect((JSON.parse(stdout) as RunResult).status).toBe('paused');
  expect(code).toBe(1);
  expect(stderr).toContain('nothing was exported');
  expect(existsSync(join(folder, 'a.fit'))).toBe(false);
});

test('export converts a workout that was exported as JSON: the same bytes as the run wrote', async () => {
  const folder = freshFolder();
  await runTo(join(folder, 'a.json'), join(folder, 'a.fit'), join(folder, 'a.tcx'));
  for (const format of ['fit', 'tcx']) {
    const out = join(folder, `b.${format}`);
    const { code, stdout } = await cli('export', join(folder, 'a.json'), '--to', format, '--out', out, '--json');
    expect(code).toBe(0);
    const said = JSON.parse(stdout) as { losses: { code: string }[]; file: string };
    expect(said.file).toBe(out);
    expect(said.losses.map((loss) => loss.code)).toContain('loss.workoutSimulated');
    expect(readFileSync(out).equals(readFileSync(join(folder, `a.${format}`)))).toBe(true);
  }
});

test('export writes what is text to standard output, and losses to standard error', async () => {
  const json = join(freshFolder(), 'a.json');
  await runTo(json);
  const { code, stdout, stderr } = await cli('export', json, '--to', 'csv');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^seconds,time,/);
  expect(stderr).toContain('The plan is not in the file');
});

test.each<[string, (json: string, folder: string) => string[], string]>([
  ['no workout', () => ['--to', 'fit'], 'export needs one workout'],
  ['two', (json) => [json, json, '--to', 'csv'], 'export needs one workout'],
  ['no format', (json) => [json], '--to fit|tcx|csv|rr|json'],
  ['a format that is none', (json) => [json, '--to', 'gpx'], 'gpx is not one of'],
  ['FIT without a file', (json) => [json, '--to', 'fit'], 'say with --out'],
  ['a plan', () => [fileOf(PLAN), '--to', 'tcx'], 'not a workout'],
  ['a file that is something else', (json) => [json, '--to', 'fit', '--out', json], 'is there already'],
  ['no folder', (json, folder) => [json, '--to', 'fit', '--out', join(folder, 'no', 'a.fit')], 'no such folder'],
])('export refuses %s in one line', async (_, args, words) => {
  const folder = freshFolder();
  const json = join(folder, 'a.json');
  await runTo(json);
  expect(await refusal('export', ...args(json, folder))).toContain(words);
});
