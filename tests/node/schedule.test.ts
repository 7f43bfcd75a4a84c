// Schedules on the command line: when they fire, what would become of them, and a folder that keeps them.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtInPlans, type Occurrence } from '../../src/index.ts';
import { main } from '../../src/node/cli.ts';
import type { Planned } from '../../src/node/planner.ts';
import type { RehearsalResult } from '../../src/node/rehearsal.ts';
import { enPlans } from '../../src/words/en/plans.ts';
import { builtCli } from '../support/builtCli.ts';
import { cli, fileOf, freshFolder, Paper } from './paper.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CLI = await builtCli();
const PLAN = { name: 'Tempo', phases: [{ name: 'Go', durationS: 1800 }] };

/** What is planned very often here is said to be, on standard error; these tests are about something else. */
const OFTEN = /^Every .* more often than every 5 minutes\. .*\n$/;

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await cli('schedule', ...args, '--json');
  expect({ code, stderr: stderr.replace(OFTEN, '') }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

// ── next ──────────────────────────────────────────────────────────────────────────────────────────────────────────

test.each<[string[], string, string[]]>([
  [
    ['30 6 * * 1-5', '--tz', 'Europe/Berlin', '--after', '2026-03-27T12:00:00Z', '--count', '2'],
    'Monday to Friday at 06:30',
    ['2026-03-30T04:30:00.000Z', '2026-03-31T04:30:00.000Z'],
  ],
  [
    ['30 2 * * *', '--tz', 'Europe/Berlin', '--after', '2026-03-28T12:00:00Z', '--count', '1'],
    'Every day at 02:30',
    ['2026-03-29T01:30:00.000Z'],
  ],
  [
    ['30 6 * * *', '--tz', 'Asia/Kathmandu', '--after', '2026-11-23T06:30', '--count', '1'],
    'Every day at 06:30',
    ['2026-11-24T00:45:00.000Z'],
  ],
  [
    ['30 6 * * *', '--tz', 'America/New_York', '--after', '2026-11-23T06:29:59.999-05:00', '--count', '1'],
    'Every day at 06:30',
    ['2026-11-23T11:30:00.000Z'],
  ],
])('next %j: %s', async (args, words, next) => {
  expect(await json('next', ...args)).toEqual({ next, words });
});

test('without options: five, from now on, here', async () => {
  const { next } = await json<{ next: string[] }>('next', '0 * * * *');
  expect(next).toHaveLength(5);
  expect(Date.parse(next[0]!) - Date.now()).toBeLessThanOrEqual(3_600_000);
});

test('a person reads words, the time there, and UTC', async () => {
  const paper = new Paper({ person: true });
  const args = ['30 6 * * *', '--tz', 'Europe/Berlin', '--after', '2026-11-23', '--count', '1'];
  expect(await main(['schedule', 'next', ...args], paper)).toBe(0);
  expect(paper.stdout).toBe(
    'Every day at 06:30 (Europe/Berlin)\n2026-11-23 06:30:00 +01:00  2026-11-23T05:30:00.000Z\n',
  );
});

// ── What is refused ───────────────────────────────────────────────────────────────────────────────────────────────

const FROM_TO = ['--from', '2026-01-01', '--to', '2026-02-01'];

test.each([
  [[], 'schedule needs next'],
  [['dance'], 'not “dance”'],
  [['next'], 'one expression in quotes'],
  [['next', '30', '6', '*', '*', '*'], 'one expression in quotes'],
  [['next', ''], 'This is empty'],
  [['next', '30 6 * *'], 'this has 4'],
  [['next', '61 6 * * *'], 'minute: '],
  [['next', '30 H * * *'], 'hour: '],
  [['next', '30 6 * * 1-9'], 'dayOfWeek: '],
  [['next', '30 6 * * *', '--tz', 'Mars/Olympus'], '--tz Mars/Olympus'],
  [['next', '30 6 * * *', '--after', 'soon'], '--after soon'],
  [['next', '30 6 * * *', '--after', '2026-02-30'], '--after 2026-02-30'],
  [['next', '30 6 * * *', '--after', '2026-02-03T25:00:00Z'], '--after'],
  [['next', '30 6 * * *', '--count', '0'], '--count 0'],
  [['next', '30 6 * * *', '--count', '1001'], '--count 1001'],
  [['next', '30 6 * * *', '--count', 'x'], '--count x'],
  [['run'], 'a plan file and an expression'],
  [['run', 'no-such.json', '30 6 * * *', ...FROM_TO], 'there is no such file'],
  [['run', 'PLAN', '30 6 * * 9', ...FROM_TO], 'dayOfWeek: '],
  [['run', 'PLAN', '30 6 * * *', '--to', '2026-02-01'], 'needs --from'],
  [['run', 'PLAN', '30 6 * * *', '--from', '2026-02-01'], 'needs --to'],
  [['run', 'PLAN', '30 6 * * *', '--from', '2026-02-01', '--to', '2026-02-01'], '--to must be later'],
  [['run', 'PLAN', '30 6 * * *', ...FROM_TO, '--start-after', '-1'], "'--start-after' argument is ambiguous"],
  [['run', 'PLAN', '30 6 * * *', ...FROM_TO, '--start-after', 'x'], '--start-after x'],
  [['run', 'PLAN', '30 6 * * *', ...FROM_TO, '--off', '2026-01-02'], '--off 2026-01-02 is not two dates'],
  [['run', 'PLAN', '30 6 * * *', ...FROM_TO, '--off', '2026-01-02/2026-01-01'], 'the earlier one first'],
  [['run', 'PLAN', '* * * * *', ...FROM_TO], 'more than'],
  [['list'], 'schedule list needs --ledger'],
  [['watch'], 'schedule watch needs --ledger'],
  [['add', 'PLAN', '30 6 * * *'], 'schedule add needs --ledger'],
  [['add', 'PLAN', '30 6 * * *', '--ledger', '/dev/null/x'], '/dev/null/x cannot be used for schedules'],
  [['remove', 'x', '--ledger', 'FOLDER'], 'There is no schedule x'],
])('%j is refused in one line: %s', async (args, words) => {
  const file = fileOf(PLAN);
  const given = args.map((each) => (each === 'PLAN' ? file : each === 'FOLDER' ? freshFolder() : each));
  const { code, stdout, stderr } = await cli('schedule', ...given);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(words);
});

test('a plan that only a hand ends is not started in simulated time, unless a hand is named', async () => {
  const file = fileOf({ name: 'Free', phases: [{ name: 'Free', end: { type: 'hand' } }] });
  const args = [
    'run',
    file,
    '30 6 * * *',
    '--from',
    '2026-01-01T00:00:00Z',
    '--to',
    '2026-01-03T00:00:00Z',
    '--tz',
    'UTC',
  ];
  expect((await cli('schedule', ...args, '--start-after', '0')).stderr).toContain('--lap-after');
  expect((await json<RehearsalResult>(...args)).ready).toHaveLength(2);
  const { occurrences } = await json<RehearsalResult>(...args, '--start-after', '0', '--lap-after', '60');
  expect(occurrences.map(({ status }) => status)).toEqual(['started', 'started']);
});

// ── run ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `23T06:30 started, …` */
async function rehearsed(cron: string, from: string, to: string, ...options: string[]): Promise<string> {
  const span = ['--from', `2026-${from}Z`, '--to', `2026-${to}Z`];
  const { occurrences } = await json<RehearsalResult>('run', fileOf(PLAN), cron, ...span, ...options);
  return occurrences.map(({ localTime, status }) => `${localTime.slice(8, 16)} ${status}`).join(', ');
}

const DAYS = ['11-23T00:00:00', '11-25T00:00:00'] as const;

test.each([
  ['30 6 * * *', [], '23T06:30 skipped, 24T06:30 skipped'],
  ['30 6 * * *', ['--start-after', '0'], '23T06:30 started, 24T06:30 started'],
  ['30 6 * * *', ['--start-after', '600'], '23T06:30 started, 24T06:30 started'],
  ['30 6 * * *', ['--start-after', '601'], '23T06:30 skipped, 24T06:30 skipped'],
  // half an hour of training: what comes in it is not told, and missed
  ['0,15,30 6 23 * *', ['--start-after', '60'], '23T06:00 started, 23T06:15 missed, 23T06:30 missed'],
  ['0,31 6 23 * *', ['--start-after', '59'], '23T06:00 started, 23T06:31 started'],
  // off: nothing is told; back within its ten minutes it is
  ['30 6 * * *', ['--off', '2026-11-23T05:00:00Z/2026-11-23T08:00:00Z'], '23T06:30 missed, 24T06:30 skipped'],
  ['30 6 * * *', ['--off', '2026-11-23T05:00:00Z/2026-11-23T06:40:00Z'], '23T06:30 skipped, 24T06:30 skipped'],
  ['30 6 * * *', ['--off', '2026-11-23T05:00:00Z/2026-11-23T06:40:00.001Z'], '23T06:30 missed, 24T06:30 skipped'],
  ['30 6 * * *', ['--off', '2026-11-22/2026-11-27'], '23T06:30 missed, 24T06:30 missed'],
  [
    '30 6 * * *',
    ['--off', '2026-11-23T06:00:00Z/2026-11-23T07:00:00Z', '2026-11-24T06:00/2026-11-24T07:00'],
    '23T06:30 missed, 24T06:30 missed',
  ],
  // nobody starts while it is off
  [
    '30 6 * * *',
    ['--start-after', '60', '--off', '2026-11-23T06:30:30Z/2026-11-23T06:32:00Z'],
    '23T06:30 skipped, 24T06:30 started',
  ],
  // cut off for less than an hour it goes on, and what comes then is not told
  [
    '0,45 6 23 * *',
    ['--start-after', '0', '--off', '2026-11-23T06:10:00Z/2026-11-23T06:40:00Z'],
    '23T06:00 started, 23T06:45 missed',
  ],
  // for longer it is over
  [
    '0 6,8 23 * *',
    ['--start-after', '0', '--off', '2026-11-23T06:10:00Z/2026-11-23T07:59:00Z'],
    '23T06:00 started, 23T08:00 started',
  ],
])('run "%s" %j: %s', async (cron, options, became) => {
  expect(await rehearsed(cron, ...DAYS, '--tz', 'UTC', ...options)).toBe(became);
});

test('what is not over yet is pending', async () => {
  expect(await rehearsed('30 6 * * *', '11-23T00:00:00', '11-23T06:35:00', '--tz', 'UTC')).toBe('23T06:30 pending');
});

test('over a change of the clock: local time, offset, instant, and the reminder', async () => {
  const span = ['--from', '2026-10-24T00:00:00Z', '--to', '2026-10-26T00:00:00Z', '--tz', 'Europe/Berlin'];
  const result = await json<RehearsalResult>('run', fileOf(PLAN), '30 2 * * *', ...span, '--start-after', '30');
  expect(result).toEqual({
    ready: ['2026-10-24T00:30:00.000Z', '2026-10-25T00:30:00.000Z'],
    occurrences: [
      { localTime: '2026-10-24T02:30:00', offset: '+02:00', fireAt: '2026-10-24T00:30:00.000Z', status: 'started' },
      { localTime: '2026-10-25T02:30:00', offset: '+02:00', fireAt: '2026-10-25T00:30:00.000Z', status: 'started' },
    ],
  });
});

test('a year of every day, in a blink', async () => {
  const span = ['--from', '2026-01-01', '--to', '2027-01-01', '--tz', 'Europe/Berlin', '--start-after', '60'];
  const startMs = performance.now();
  const { ready, occurrences } = await json<RehearsalResult>('run', fileOf(PLAN), '30 6 * * *', ...span);
  expect(performance.now() - startMs).toBeLessThan(60_000); // in its own time it would take a year
  expect(ready).toHaveLength(365);
  expect(new Set(occurrences.map(({ status }) => status))).toEqual(new Set(['started']));
});

// ── A folder ──────────────────────────────────────────────────────────────────────────────────────────────────────

test('what is planned, as a calendar file', async () => {
  const folder = ['--ledger', freshFolder()];
  expect((await cli('schedule', 'ics', ...folder)).code).toBe(2);
  await json('add', fileOf(PLAN), '30 6 * * 1', '--tz', 'Europe/Berlin', ...folder);
  const { code, stdout, stderr } = await cli('schedule', 'ics', '--link', 'https://host/app/#/live', ...folder);
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
  for (const line of ['SUMMARY:Tempo', 'DTSTART;TZID=Europe/Berlin:', 'BYDAY=MO']) {
    expect(stdout).toContain(line);
  }
  // the app knows none of the ids of a folder
  expect(stdout).toContain('URL:https://host/app/#/plans\r\n');
  expect(stdout).not.toContain('?plan=');
  const unlinked = await cli('schedule', 'ics', ...folder);
  expect(unlinked.stdout).toContain('SUMMARY:Tempo');
  expect(unlinked.stdout).not.toMatch(/URL|http|#\/live/);
  expect(unlinked.stdout).toMatch(/\nDESCRIPTION:[^\n]*[^\\n\r]\r\n/); // nor an empty line where it would be
  await json('add', fileOf(PLAN), '30 6 13 * 5', ...folder);
  expect((await cli('schedule', 'ics', ...folder)).stderr).toMatch(
    /^Open the file to add the schedule to your calendar. Times that cannot repeat become \d+ single events, up to .*\n$/,
  );
});

test('a calendar file: the link of a built-in plan opens its workout in the app', async () => {
  const folder = ['--ledger', freshFolder()];
  const { id: _, ...tempo } = builtInPlans(enPlans).find(({ id }) => id === 'tempo')!;
  await json('add', fileOf(tempo), '30 6 * * 1', ...folder);
  const { stdout } = await cli('schedule', 'ics', '--link', 'https://host/app/#/live', ...folder);
  expect(stdout).toContain('URL:https://host/app/#/live?plan=tempo\r\n');
});

test('planned, listed, removed', async () => {
  const folder = ['--ledger', join(freshFolder(), 'new')];
  const { id, words } = await json<{ id: string; words: string }>('add', fileOf(PLAN), '30 6 * * 1', ...folder);
  expect(words).toBe('Every Monday at 06:30');
  await json('add', fileOf(PLAN), '0 7 * * *', '--tz', 'Europe/Berlin', ...folder);
  const { schedules } = await json<{ schedules: Planned[] }>('list', ...folder);
  expect(schedules).toMatchObject([
    { id, planName: 'Tempo', cron: '30 6 * * 1', timeZone: null, outcomes: [] },
    { cron: '0 7 * * *', timeZone: 'Europe/Berlin' },
  ]);
  expect(Date.parse(schedules[0]!.next!)).toBeGreaterThan(Date.now());
  await json('remove', id, ...folder);
  expect((await json<{ schedules: Planned[] }>('list', ...folder)).schedules).toHaveLength(1);
});

test.each([
  ['a newer version', '{"v":2}', 'A newer version'],
  ['nobody', 'not a ledger', 'cannot be read and was left unchanged'],
])('a ledger by %s is left alone', async (_, text, words) => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'ledger.json'), text);
  const { code, stderr } = await cli('schedule', 'add', fileOf(PLAN), '0 7 * * *', '--ledger', folder);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
  expect(readFileSync(join(folder, 'ledger.json'), 'utf8')).toBe(text);
});

/** As a process of its own, which can be killed. */
function spawned(...args: string[]): ChildProcess & { lines: string[] } {
  const child = spawn(process.execPath, [CLI, 'schedule', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(...text.trimEnd().split('\n')));
  return Object.assign(child, { lines });
}

const exited = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on('close', (code) => resolve(code))); // and all that it said is here

const occurrencesIn = (folder: string): Occurrence[] =>
  (JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8')) as { occurrences: Occurrence[] }).occurrences;

test('several processes plan at once: all of it is there', { timeout: 60_000 }, async () => {
  const folder = freshFolder();
  const file = fileOf(PLAN);
  const adding = Array.from({ length: 4 }, (_, hour) => spawned('add', file, `0 ${hour} * * *`, '--ledger', folder));
  expect(await Promise.all(adding.map(exited))).toEqual([0, 0, 0, 0]);
  const { schedules } = await json<{ schedules: Planned[] }>('list', '--ledger', folder);
  expect(schedules.map(({ cron }) => cron).sort()).toEqual(['0 0 * * *', '0 1 * * *', '0 2 * * *', '0 3 * * *']);
});

test(
  'killed while it watches, and begun again: each is told once, and none is left out',
  { timeout: 60_000 },
  async () => {
    const folder = freshFolder();
    await json('add', fileOf(PLAN), '*/2 * * * * *', '--ledger', folder);
    const first = spawned('watch', '--ledger', folder);
    // killed between telling and noting it, it would tell it once more, as it must
    const noted = (): number => occurrencesIn(folder).filter(({ readyAtEpochMs }) => readyAtEpochMs !== null).length;
    await expect.poll(noted, { timeout: 20_000 }).toBeGreaterThan(1);
    first.kill('SIGKILL');
    await exited(first);
    const second = spawned('watch', '--ledger', folder);
    await expect.poll(() => second.lines.length, { timeout: 20_000 }).toBeGreaterThan(2);
    second.kill('SIGINT');
    expect(await exited(second)).toBe(0);

    const told = [...first.lines, ...second.lines].map((line) => JSON.parse(line) as { type: string; fireAt: string });
    expect(new Set(told.map(({ type }) => type))).toEqual(new Set(['ready']));
    const times = told.map(({ fireAt }) => Date.parse(fireAt));
    expect(times).toEqual(times.map((_, i) => times[0]! + i * 2000));
  },
);

test.each([
  ['none', 'none'],
  ['steady:140', 'simulated'],
  ['follow', 'simulated'],
  ['replay:RECORDING', 'strap'],
])('run at its time with --strap %s it is the workout that was planned, of a heart: %s', async (strap, provenance) => {
  const folder = freshFolder();
  const file = fileOf({ name: 'Minute', phases: [{ name: 'Go', durationS: 60 }] });
  const recording = fileOf(Array.from({ length: 90 }, (_, s) => `${s},120`).join('\n'), 'ride.csv');
  await json('add', file, '* * * * *', '--ledger', folder);
  const args = ['--strap', strap.replace('RECORDING', recording), '--speed', 'max', '--ledger', folder];
  const { code, stderr } = await cli('run', file, ...args);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^This is the workout that was planned for \d\d:\d\d\.\n$/);
  const { schedules } = await json<{ schedules: Planned[] }>('list', '--ledger', folder);
  // a try leaves it open, for a real heart to do it on that day
  const tried = provenance === 'simulated';
  expect(schedules[0]!.outcomes.map(({ status }) => status)).toEqual(tried ? [] : ['started']);
  const [occurrence] = occurrencesIn(folder);
  expect(occurrence!.tried !== undefined).toBe(tried);
  if (!tried) expect(occurrence!.end).toMatchObject({ status: 'started', provenance });
});

test('what fires every second is planned, and said to be; an hour of it is a day’s worth and then five minutes each', async () => {
  const folder = freshFolder();
  const { code, stdout, stderr } = await cli(
    'schedule',
    'add',
    fileOf(PLAN),
    '* * * * * *',
    '--ledger',
    folder,
    '--json',
  );
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual(['id', 'words']);
  expect(stderr).toMatch(/^Every second: that is more often than every 5 minutes\. The first 288 times .*\n$/);
  const often = await cli('schedule', 'add', fileOf(PLAN), '0,3 6 * * *', '--ledger', folder);
  expect(often.stderr).toMatch(/Each time gets a reminder\.\n$/);
  const seldom = await cli('schedule', 'add', fileOf(PLAN), '*/5 * * * *', '--ledger', folder);
  expect(seldom.stderr).toBe('');

  const hour = ['--from', '2026-01-01T00:00Z', '--to', '2026-01-01T01:00Z', '--tz', 'UTC'];
  const { occurrences } = await json<{ occurrences: { times?: number }[] }>(
    'run',
    fileOf(PLAN),
    '* * * * * *',
    ...hour,
  );
  expect(occurrences.map(({ times }) => times)).toEqual([
    ...Array.from({ length: 288 }, () => undefined),
    11, // up to the end of the first five minutes
    ...Array.from({ length: 11 }, () => 300),
    300,
  ]);
});

// ── Which plan it is ──────────────────────────────────────────────────────────────────────────────────────────────

const minutes = (name: string, more: object = {}): object => ({
  name,
  phases: [{ name: 'Go', durationS: 60 }],
  ...more,
});

/** Runs it now; whether it was what was planned. */
async function isLinked(file: string, folder: string): Promise<boolean> {
  const { code, stderr } = await cli('run', file, '--strap', 'none', '--speed', 'max', '--ledger', folder);
  expect(code).toBe(0);
  return stderr.includes('planned');
}

test.each([
  ['names that have no Latin letter', minutes('Бег'), minutes('五公里')],
  ['one name', minutes('Intervals'), minutes('Intervals', { phases: [{ name: 'Go', durationS: 59 }] })],
  ['one name and one id', minutes('Intervals', { id: 'x' }), minutes('Intervals', { id: 'x', sport: 'run' })],
  ['names that are alike as part of an address', minutes('Hill repeats'), minutes('hill-repeats')],
])('of two plans with %s, a run is linked to its own', async (_, planned, other) => {
  const folder = freshFolder();
  const [plannedFile, otherFile] = [fileOf(planned), fileOf(other)];
  await json('add', plannedFile, '* * * * *', '--ledger', folder);
  expect(await isLinked(otherFile, folder)).toBe(false);
  expect(await isLinked(fileOf(planned), folder)).toBe(true); // another file of the same content
  await json('add', otherFile, '0 0 1 1 *', '--ledger', folder);
  const { schedules } = await json<{ schedules: Planned[] }>('list', '--ledger', folder);
  expect(new Set(schedules.map(({ planId }) => planId)).size).toBe(2);
  for (const { planId } of schedules) expect(planId).toMatch(/^[0-9a-f]{8}-[-0-9a-f]{27}$/);
});

/** A folder as the version before left it: ids made of names, and the copy of a plan overwritten by its namesake. */
function earlierFolder(schedules: { id: string; planId: string; planName: string }[], plans: object[]): string {
  const folder = freshFolder();
  const sinceEpochMs = Date.parse('2026-01-01');
  const stored = schedules.map((each) => ({
    id: each.id,
    schedule: { ...each, cron: '* * * * *', timeZone: null, on: true, revision: 1, sinceEpochMs },
    changes: 1,
    changedAtEpochMs: sinceEpochMs,
  }));
  writeFileSync(
    join(folder, 'ledger.json'),
    JSON.stringify({ v: 1, schedules: stored, standings: [], occurrences: [] }),
  );
  for (const plan of plans) {
    const { id } = plan as { id: string };
    writeFileSync(join(folder, `plan-${id}.json`), JSON.stringify(plan));
  }
  return folder;
}

test.each([
  ['plan', 'Бег'],
  ['hill-repeats', 'Hill repeats'],
  ['tempo', 'Tempo'],
])('what was planned as %s before goes on being linked to its plan', async (planId, planName) => {
  const content = { description: '', sport: 'other', ...minutes(planName) };
  const folder = earlierFolder([{ id: 's', planId, planName }], [{ ...content, id: planId }]);
  expect(await isLinked(fileOf(minutes(planName)), folder)).toBe(true);
  const { schedules } = await json<{ schedules: Planned[] }>('list', '--ledger', folder);
  expect(schedules).toMatchObject([{ id: 's', planName }]);
  expect(schedules[0]?.planId).toMatch(/^[0-9a-f]{8}-[-0-9a-f]{27}$/);
  expect(JSON.parse(readFileSync(join(folder, `plan-${schedules[0]!.planId}.json`), 'utf8'))).toMatchObject({
    name: planName,
  });
});

test('a schedule whose plan was overwritten by a namesake of its id rings for nobody', async () => {
  const [lost, there] = [minutes('Бег'), minutes('五公里')];
  const folder = earlierFolder([{ id: 's', planId: 'plan', planName: 'Бег' }], [{ id: 'plan', ...there }]);
  expect(await isLinked(fileOf(there), folder)).toBe(false);
  expect(await isLinked(fileOf(lost), folder)).toBe(false);
});
