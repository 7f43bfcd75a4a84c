// The command line on plans of other programs: what it brings in, what it writes, and how it says what is lost.
import { zipSync } from 'fflate';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PLAN_FORMATS } from '../../src/index.ts';
import { main } from '../../src/node/cli.ts';
import { cli, fileOf, freshFolder, Paper } from './paper.ts';

const FIXTURES = resolve(import.meta.dirname, '../formats/plan/fixtures');
const fixture = (file: string): string => join(FIXTURES, file);
const PLAN = {
  name: 'Test',
  phases: [
    { name: 'Go', durationS: 60, target: { type: 'zone', zone: 2 } },
    { name: 'Free', end: { type: 'hand' }, target: { type: 'percentReserve', low: 50, high: 60 } },
  ],
};

async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  return stderr.trimEnd();
}

interface Imported {
  plans: {
    name: string;
    format: string;
    phases: number;
    totalS: number | null;
    plan: object;
    losses: { code: string; path: string; message: string }[];
  }[];
}

async function importedBy(...args: string[]): Promise<Imported['plans']> {
  const { code, stdout, stderr } = await cli('plan', 'import', ...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as Imported).plans;
}

test('plan import gives every plan of every file, with its format, its length and what is lost', async () => {
  const plans = await importedBy(fixture('zwo.zwo'), fixture('qz.xml'), fixture('beatkeeper.json'));
  expect(plans.map(({ name, format, phases, totalS }) => [name, format, phases, totalS])).toEqual([
    ['Short & sharp', 'zwo', 10, 600 + 3 * 180 + 300 + 300 + 300],
    ['qz', 'qz', 8, 1410],
    ['Hill repeats', 'beatkeeper', 5, 1320],
  ]);
  const [zwo] = plans;
  expect(zwo?.losses[0]).toEqual({ code: 'loss.keyDropped', path: '', message: 'Left out: author, tags.' });
  expect(zwo?.losses).toContainEqual({
    code: 'loss.powerOpen',
    path: 'phases[0].target',
    message: 'The power target (40 → 70 % FTP) is left out: no target.',
  });
  // what is printed is a plan that can be run
  expect((await cli('plan', 'check', fileOf(zwo!.plan))).code).toBe(0);
});

test('plan import estimates zones of power where that is asked for, and reads archives', async () => {
  const archive = join(freshFolder(), 'plans.zip');
  writeFileSync(
    archive,
    zipSync({ 'a.zwo': new Uint8Array(readFileSync(fixture('zwo.zwo'))), 'README.txt': new Uint8Array([72, 105]) }),
  );
  const [plan] = await importedBy(archive, '--power', 'zones');
  expect(plan).toMatchObject({
    format: 'zwo',
    plan: { phases: [{ target: { type: 'zone', zone: 1 } }, {}, {}, {}, {}] },
  });
  expect(plan?.losses.map(({ code }) => code)).toContain('loss.fileDropped');
});

test('plan import finds what a file includes among the files given with it', async () => {
  const folder = freshFolder();
  const [main, part] = [join(folder, 'main.yaml'), join(folder, 'warm.yaml')];
  writeFileSync(main, 'name: Main\nsteps:\n  - !include inc/warm.yaml\n');
  writeFileSync(part, '- { power: 50, duration: "5:00" }\n');
  expect(await importedBy(main, part)).toMatchObject([{ name: 'Main', format: 'garmin-yaml', totalS: 300 }]);
  expect(await refusal('plan', 'import', main)).toContain('give inc/warm.yaml together with it');
});

test('plan import --to saves the one plan in our own form', async () => {
  const to = join(freshFolder(), 'plan.json');
  const [plan] = await importedBy(fixture('qz.xml'), '--to', to);
  expect(await importedBy(to)).toMatchObject([{ name: plan?.name, format: 'beatkeeper', totalS: 1410, losses: [] }]);
  expect(await refusal('plan', 'import', fixture('qz.xml'), fixture('zwo.zwo'), '--to', to)).toContain('there are 2');
});

test.each<[string[], string]>([
  [['plan', 'import'], 'plan import needs one or more files'],
  [['plan', 'import', 'no-such.zwo'], 'there is no such file'],
  [['plan', 'import', fixture('zwo.zwo'), '--power', 'maybe'], '--power maybe is not one of open, zones'],
  [['plan', 'import', fixture('qz.xml'), '--to', '/dev/null/x'], '/dev/null/x cannot be written'],
  [['plan', 'export'], 'plan export needs one plan file'],
  [['plan', 'export', fixture('qz.xml')], 'plan export needs --to'],
  [['plan', 'export', fixture('qz.xml'), '--to', 'paper'], '--to paper is not one of json'],
  [['plan', 'export', fixture('qz.xml'), '--to', 'zwo', '--out', '/dev/null/x'], '/dev/null/x cannot be written'],
])('%j is refused in one line: %s', async (args, words) => {
  expect(await refusal(...args)).toContain(words);
});

test('what is not a plan is named', async () => {
  const gpx = fileOf('<?xml version="1.0"?><gpx><trk/></gpx>', 'track.gpx');
  expect(await refusal('plan', 'import', gpx)).toMatch(/track\.gpx: This is not a plan file but a track \(GPX\)/);
});

test('plan export writes text to standard output, and the losses beside it', async () => {
  const { code, stdout, stderr } = await cli(
    'plan',
    'export',
    fileOf(PLAN),
    '--to',
    'intervals',
    '--max-hr',
    '200',
    '--resting-hr',
    '50',
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'Test\n\n- Go 1m Z2 HR\n- Free 10m 62.5-70% HR press lap\n' });
  expect(stderr).toBe(
    'phases[1].target: 50–60 % of reserve is written as 62.5–70 % of maximum, from your heart rates.\n',
  );
});

test('plan export --json says what is lost, and where the file is', async () => {
  const out = join(freshFolder(), 'plan.zwo');
  const { code, stdout } = await cli('plan', 'export', fileOf(PLAN), '--to', 'zwo', '--out', out, '--json');
  expect(code).toBe(0);
  const { losses, file } = JSON.parse(stdout) as { losses: { code: string }[]; file: string };
  expect(file).toBe(out);
  expect(losses.map(({ code }) => code)).toContain('loss.profileAssumed');
  expect(readFileSync(out, 'utf8')).toContain('<workout_file>');
});

test.each(PLAN_FORMATS)('plan export --to %s writes a file that plan import reads', async (format) => {
  const out = join(freshFolder(), 'plan');
  const { code, stdout } = await cli('plan', 'export', fileOf(PLAN), '--to', format, '--out', out);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect((await importedBy(out)).length).toBe(1);
});

test('a link is printed, and read again', async () => {
  const { stdout } = await cli('plan', 'export', fileOf(PLAN), '--to', 'link');
  expect(stdout).toMatch(/^#\/plans\/open\?p=[\w-]+\n$/);
  expect(await importedBy(fileOf(`https://host.example/${stdout}`, 'link.txt'))).toMatchObject([
    { name: 'Test', format: 'link', losses: [] },
  ]);
});

test('a person gets a line for each plan, and what is lost below it; help names every format', async () => {
  const paper = new Paper({ person: true });
  expect(await main(['plan', 'import', fixture('qz.xml')], paper)).toBe(0);
  expect(paper.stdout.split('\n').slice(0, 2)).toEqual([
    'qz: 8 phases, 23:30 (qz)',
    '  name: The file gives no name: it is called “qz”.',
  ]);
  const { stdout } = await cli('--help');
  for (const word of ['plan import', 'plan export', '--power', '--out', ...PLAN_FORMATS])
    expect(stdout).toContain(word);
});

test('plan import: of several plans in one file each is told its own losses', async () => {
  const first = JSON.parse(readFileSync(fixture('garmin.json'), 'utf8')) as object;
  const file = join(freshFolder(), 'two.json');
  writeFileSync(file, JSON.stringify([first, { ...first, workoutName: 'Again' }]));
  const [one] = await importedBy(fixture('garmin.json'));
  const plans = await importedBy(file);
  expect(one?.losses).not.toEqual([]);
  expect(plans.map(({ name, losses }) => [name, losses])).toEqual([
    ['Hills', one?.losses],
    ['Again', one?.losses],
  ]);
});
