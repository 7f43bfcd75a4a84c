// Plans run to their end through the command line: each kind of target and end, replays, and runs that were cut off.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deserialize } from 'node:v8';
import { expect, test } from 'vitest';
import type { Finished } from '../../src/core/records/finished.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import type { SampleChunk } from '../../src/core/samples/samples.ts';
import { encodeFrame } from '../../src/core/signal/heartRateMeasurement.ts';
import { FolderBackend } from '../../src/node/folderBackend.ts';
import { main } from '../../src/node/cli.ts';
import type { RunEvent } from '../../src/node/runEvents.ts';
import type { RunResult } from '../../src/node/run.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import type { Key } from '../../src/store/checkpoints/checkpointBackend.ts';
import { recover } from '../../src/store/checkpoints/recovery.ts';
import { encodeEnvelope } from '../../src/store/database/envelope.ts';
import { decodeEnvelope } from '../../src/store/database/decodeEnvelope.ts';
import { Recorded } from '../engine/recorded.ts';
import { planOf, time } from '../engine/world.ts';
import { envelopeAs } from '../store/newer.ts';
import { builtCli } from '../support/builtCli.ts';
import { cli, fileOf, freshFolder, Paper, run } from './paper.ts';

const phases = (...list: object[]): object => ({ name: 'Test', phases: list });
const go = (more: object = {}): object => ({ name: 'Go', durationS: 120, ...more });

/** What happened, a line each: `120 phase 2 Go`, `5 deviation low`. */
function told({ events }: RunResult, ...types: RunEvent['type'][]): string[] {
  return events
    .filter(({ type }) => types.length === 0 || types.includes(type))
    .map((event) => {
      switch (event.type) {
        case 'phase':
          return `${event.atS} phase ${event.index} ${event.name}`;
        case 'deviation':
        case 'cue':
          return `${event.atS} ${event.type} ${event.side}`;
        case 'signal':
          return `${event.atS} signal ${event.state}`;
        case 'paused':
        case 'resumed':
          return `${event.atS} ${event.type} ${event.reason}`;
        case 'ceiling':
          return `${event.atS} ceiling ${event.bpm}`;
        case 'completed':
          return `${event.atS} completed`;
      }
    });
}

// ── Every kind of target ──────────────────────────────────────────────────────────────────────────────────────────

test.each<[object, number, string]>([
  [{ type: 'open' }, 200, '60 cue high'], // above a maximum of 190 that was given
  [{ type: 'zone', zone: 2 }, 120, ''],
  [{ type: 'zone', zone: 2 }, 113, '5 deviation low'],
  [{ type: 'zone', zone: 2 }, 133, '5 deviation high'],
  [{ type: 'zone', zone: 5 }, 200, '60 cue high'],
  [{ type: 'zone', zone: 1 }, 60, '5 deviation low, 60 cue low'],
  [{ type: 'bpm', low: 120, high: 140 }, 140, ''],
  [{ type: 'bpm', low: 120, high: 140 }, 119, '5 deviation low'],
  [{ type: 'bpm', low: 120, high: 140 }, 116, '5 deviation low, 60 cue low'],
  [{ type: 'percentMax', low: 70, high: 80 }, 152, ''],
  [{ type: 'percentMax', low: 70, high: 80 }, 153, '5 deviation high'],
  [{ type: 'percentReserve', low: 50, high: 60 }, 125, ''],
  [{ type: 'percentThreshold', low: 90, high: 100 }, 151, ''],
])('target %j at a steady %i bpm: %s', async (target, bpm, expected) => {
  const result = await run(phases(go({ target })), `steady:${bpm}`);
  expect(result).toMatchObject({ status: 'completed', elapsedS: 120, phasesCompleted: 1, meanBpm: bpm, maxBpm: bpm });
  expect(told(result, 'deviation', 'cue').join(', ')).toBe(expected);
});

test('a new phase is a new start for deviations, and back in the target is told at once', async () => {
  const plan = phases(
    go({ target: { type: 'bpm', low: 150, high: 170 } }),
    go({ target: { type: 'bpm', low: 130, high: 145 } }),
  );
  const result = await run(plan, 'steady:140');
  expect(told(result, 'phase', 'deviation', 'completed')).toEqual([
    '0 phase 1 Go',
    '5 deviation low',
    '120 phase 2 Go',
    '240 completed',
  ]);
  const rising = await run(
    phases(go({ durationS: 600, target: { type: 'bpm', low: 110, high: 150 } })),
    'ramp:100-170',
  );
  expect(told(rising, 'deviation').map((line) => line.split(' ').slice(1).join(' '))).toEqual([
    'deviation low',
    'deviation in',
    'deviation high',
  ]);
});

// ── Every kind of end ─────────────────────────────────────────────────────────────────────────────────────────────

const waits = (more: object): object => ({ name: 'Wait', end: { type: 'heartRate', bpm: 140, ...more } });

test.each<[string, object, string, number, string]>([
  ['time', go(), 'steady:140', 120, 'time'],
  ['heart rate, reached at once', waits({ from: 'below' }), 'steady:150', 3, 'heartRate'],
  ['heart rate, held', waits({ from: 'below', holdS: 10 }), 'steady:150', 10, 'heartRate'],
  [
    'heart rate, not before its least time',
    waits({ from: 'below', holdS: 10, minS: 45 }),
    'steady:150',
    45,
    'heartRate',
  ],
  ['heart rate from above', waits({ from: 'above', holdS: 5 }), 'steady:120', 5, 'heartRate'],
  ['heart rate never reached, after its most time', waits({ from: 'below', maxS: 90 }), 'steady:120', 90, 'maximum'],
  ['heart rate never reached, from above', waits({ from: 'above', maxS: 90 }), 'steady:150', 90, 'maximum'],
  ['heart rate without a strap, after its most time', waits({ from: 'below', maxS: 90 }), 'none', 90, 'maximum'],
])('end by %s', async (_, phase, strap, elapsedS, endedBy) => {
  const result = await run(phases(phase), strap);
  expect(result).toMatchObject({
    status: 'completed',
    elapsedS,
    phasesCompleted: 1,
    timeline: [{ fromS: 0, toS: elapsedS, endedBy }],
  });
});

test('a heart on its way up ends the phase when it has been there for long enough, filtered', async () => {
  const result = await run(phases(waits({ from: 'below', holdS: 10, maxS: 900 })), 'ramp:100-170');
  // 140 is 343 s up the ramp, and 139.5 is rounded up to it at 339; the filter is a second behind, the hold is 10.
  expect(result.elapsedS).toBeGreaterThan(339 + 8);
  expect(result.elapsedS).toBeLessThan(343 + 20);
});

test('recover until the heart has come down: a body that follows the plan does', async () => {
  const hard = { name: 'Hard', durationS: 240, target: { type: 'zone', zone: 4 } };
  const recover = {
    name: 'Recover',
    target: { type: 'zone', zone: 1 },
    end: { type: 'heartRate', from: 'above', bpm: 120, holdS: 5, maxS: 600 },
  };
  const result = await run(phases({ repeat: 2, phases: [hard, recover] }), 'follow');
  expect(result.timeline.map(({ endedBy }) => endedBy)).toEqual(['time', 'heartRate', 'time', 'heartRate']);
});

test('end by hand', async () => {
  const plan = phases(go(), { name: 'Free', end: { type: 'hand' } }, go());
  const result = await run(plan, 'steady:140', '--lap-after', '77');
  expect(result.timeline.map(({ toS, endedBy }) => `${toS} ${endedBy}`)).toEqual(['120 time', '197 hand', '317 time']);
});

test('a phase that nobody could end is refused before anything is started', async () => {
  const { code, stderr } = await cli('run', fileOf(phases({ name: 'Free', end: { type: 'hand' } })), '--strap', 'none');
  expect(code).toBe(2);
  expect(stderr).toContain('“Free” ends only by hand: add --lap-after SECONDS');
});

test('ten hours of a plan without an end, in a blink', async () => {
  const startedMs = performance.now();
  const result = await run(phases({ name: 'Free', end: { type: 'hand' } }), 'follow', '--lap-after', '36000');
  expect(result).toMatchObject({ elapsedS: 36_000, noSignalS: 0 });
  expect(performance.now() - startedMs).toBeLessThan(60_000); // in its own time it would take ten hours; the benchmark has the bar
});

// ── Straps ────────────────────────────────────────────────────────────────────────────────────────────────────────

test('someone who follows the 5k plan perfectly is seldom told off', async () => {
  const result = await run(
    phases(
      go({ durationS: 600, target: { type: 'zone', zone: 2 } }),
      {
        repeat: 3,
        phases: [go({ durationS: 180, target: { type: 'zone', zone: 4 } }), go({ target: { type: 'zone', zone: 2 } })],
      },
      go({ durationS: 600, target: { type: 'zone', zone: 3 } }),
      go({ durationS: 300, target: { type: 'zone', zone: 1 } }),
    ),
    'follow',
  );
  expect(result).toMatchObject({ elapsedS: 2400, phasesCompleted: 9, provenance: 'simulated' });
  expect(told(result, 'cue').length).toBeLessThanOrEqual(1);
});

test('a strap with holes: stale and back, lost, paused, back and resumed; the pause is no time', async () => {
  const result = await run(phases(go({ durationS: 200 })), 'dropout');
  expect(told(result, 'signal', 'paused', 'resumed')).toEqual([
    ...['23 signal stale'],
    ...['63 signal stale', '90 signal lost', '90 paused signalLost', '90 signal restored', '90 resumed signalLost'],
    ...['113 signal stale'],
    ...[
      '153 signal stale',
      '180 signal lost',
      '180 paused signalLost',
      '180 signal restored',
      '180 resumed signalLost',
    ],
  ]);
  expect(result).toMatchObject({ status: 'completed', elapsedS: 200 });
});

test('a recording of seconds and rates: a gap is a gap', async () => {
  const recording = ['seconds,bpm', '0,100', '1,110', '2,120', '20,130', '21,', '22,0', '30,140.4'].join('\n');
  const result = await run(phases(go({ durationS: 40 })), `replay:${fileOf(recording, 'heart.csv')}`);
  expect(result).toMatchObject({ elapsedS: 40, noSignalS: 40 - 1 - 1 - 5 - 5 - 5, maxBpm: 140, provenance: 'strap' });
  expect(result.meanBpm).toBeCloseTo((100 + 110 + 5 * 120 + 5 * 130 + 5 * 140) / 17, 2);
});

test('a jump in a recording costs nothing: the workout waits for its strap in one step', async () => {
  const startMs = performance.now();
  const lines = ['0,120', '1,121', ...Array.from({ length: 60 }, (_, s) => `${68_342_612 + s},122`)];
  const result = await run(phases(go({ durationS: 60 })), `replay:${fileOf(lines.join('\n'), 'heart.csv')}`);
  expect(performance.now() - startMs).toBeLessThan(10_000);
  expect(result).toMatchObject({ status: 'completed', elapsedS: 60, maxBpm: 122 });
  expect(told(result, 'paused', 'resumed')).toEqual(['32 paused signalLost', '32 resumed signalLost']);
});

test('a recording of frames: malformed ones are nothing, stamps may be dates, lines out of order', async () => {
  const lines = ['00fa', '0064', '00', '', '01', '0082'].map((hex, i) =>
    JSON.stringify({ atMs: 1.7e12 + i * 1000, hex }),
  );
  const file = fileOf([...lines.slice(3), ...lines.slice(0, 3)].join('\r\n'), 'heart.jsonl');
  const result = await run(phases(go({ durationS: 6 })), `replay:${file}`);
  expect(result).toMatchObject({ maxBpm: 130, meanBpm: 106, noSignalS: 1 }); // 250 is no heart rate
});

test.each([
  ['', 'This is not a recording: it is empty'],
  ['<!doctype html><html></html>', 'This is not a recording but a web page (HTML)'],
  ['{"name":"P","phases":[]}', 'This is not a recording but a plan'],
  ['seconds,bpm\n', 'There is no heart rate in this recording'],
  ['0,100\n1;one hundred\n', 'line 2: “1;one hundred” is neither'],
  ['0,100\n-1,100\n', 'line 2'],
  ['{"atMs":0,"hex":"zz"}', 'line 1'],
  ['{"atMs":"0","hex":"0064"}', 'line 1'],
  ['{"atMs":0', 'line 1'],
  ['{"atMs":0,"hexx":"0064"}', 'line 1.hexx: unknown key, did you mean hex?'],
  ['{"atMs":0,"hex":"0064","bpm":120}', 'line 1.bpm: unknown key'],
])('a recording of %j is refused: %s', async (text, words) => {
  const { code, stderr } = await cli('run', fileOf(phases(go())), '--strap', `replay:${fileOf(text, 'heart.csv')}`);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
});

test('a recording that ends before its plan leaves the workout paused, and says so', async () => {
  const recording = Array.from({ length: 50 }, (_, second) => `${second},130`).join('\n');
  const { code, stdout, stderr } = await cli(
    'run',
    fileOf(phases(go({ durationS: 600 }))),
    '--strap',
    `replay:${fileOf(recording)}`,
    '--speed',
    'max',
  );
  expect(code).toBe(0);
  expect(stderr).toContain('The recording ended before the plan did');
  expect(JSON.parse(stdout)).toMatchObject({ status: 'paused', elapsedS: 80, phasesCompleted: 0 });
});

// ── Cut off, and gone on with ─────────────────────────────────────────────────────────────────────────────────────

const ROOT = resolve(import.meta.dirname, '../..');
const CLI = await builtCli();
const LONG = phases(go({ durationS: 400, target: { type: 'zone', zone: 2 } }), {
  repeat: 2,
  phases: [
    go({ durationS: 300, target: { type: 'zone', zone: 3 } }),
    go({ durationS: 100, target: { type: 'zone', zone: 1 } }),
  ],
});

/** The same, where all that matters is how it is gone on with. */
const SHORT_S = 240;
const SHORT = phases(go({ durationS: 120, target: { type: 'zone', zone: 2 } }), {
  repeat: 2,
  phases: [
    go({ durationS: 40, target: { type: 'zone', zone: 3 } }),
    go({ durationS: 20, target: { type: 'zone', zone: 1 } }),
  ],
});

/** Starts the command line as a process of its own, and kills it without warning when its checkpoint is this far. */
async function killedAt(elapsedS: number, folder: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  const gone = new Promise((done) => child.on('exit', done));
  await expect.poll(() => keptS(folder), { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(elapsedS);
  child.kill('SIGKILL');
  await gone;
}

/** How far what is in a folder reaches, looked at while somebody may be writing it. */
async function keptS(folder: string): Promise<number> {
  const records = await new FolderBackend(folder).read().catch(() => new Map<Key, unknown>());
  const recovered = recover(records);
  return recovered.ok ? (recovered.value?.checkpoint.session.elapsedS ?? 0) : 0;
}

const figures = ({
  status,
  elapsedS,
  timeInZoneS,
  noSignalS,
  meanBpm,
  maxBpm,
  phasesCompleted,
  timeline,
  provenance,
}: RunResult) => ({
  ...{ status, elapsedS, timeInZoneS, noSignalS, meanBpm, maxBpm, phasesCompleted, timeline, provenance },
});

test('killed twice and gone on with, a run comes to the same as one that was not', { timeout: 60_000 }, async () => {
  const plan = fileOf(LONG);
  const folder = freshFolder();
  const args = ['run', plan, '--strap', 'follow:seed=5', '--checkpoint', folder];
  await killedAt(100, folder, ...args, '--speed', '200');
  await killedAt(600, folder, ...args, '--speed', '200');
  const keptAtS = await keptS(folder);

  const { stdout, stderr } = await cli(...args, '--speed', 'max');
  const continued = JSON.parse(stdout) as RunResult;
  expect(continued.resumedAtS).toBe(keptAtS);
  expect(stderr).toMatch(/^Resuming “Test” at \d+:\d\d\.\n(\d+:\d\d into the workout….*\n)*$/); // progress, where a run is slow
  expect(figures(continued)).toEqual(figures(await run(LONG, 'follow:seed=5')));
  expect(told(continued, 'phase')).toEqual([
    '0 phase 1 Go',
    '400 phase 2 Go',
    '700 phase 3 Go',
    '800 phase 4 Go',
    '1100 phase 5 Go',
  ]);

  expect(await keptS(folder)).toBe(0);
  const [file = '', ...more] = readdirSync(join(folder, 'history'));
  expect(more).toEqual([]);
  const kept = JSON.parse(readFileSync(join(folder, 'history', file), 'utf8')) as {
    chunks: { bpm: number[] }[];
    session: { gaps: unknown[] };
  };
  expect(kept.chunks.flatMap(({ bpm }) => bpm).filter((bpm) => bpm > 0).length).toBe(1200);
  expect(kept.session.gaps.length).toBe(2);
});

test('once done, the same command is a new workout', async () => {
  const folder = freshFolder();
  const plan = phases(go());
  await run(plan, 'none', '--checkpoint', folder);
  const again = await run(plan, 'none', '--checkpoint', folder);
  expect(again.resumedAtS).toBeUndefined();
  expect(readdirSync(join(folder, 'history')).length).toBe(2);
});

/** Runs until Ctrl-C at about this second; what was said. */
async function interruptedAt(second: number, args: string[]): Promise<string> {
  const paper = new Paper({ person: true });
  const ran = main([...args, '--speed', '200'], paper);
  await expect.poll(() => paper.shownS, { interval: 2, timeout: 10_000 }).toBeGreaterThanOrEqual(second);
  paper.interrupt();
  expect(await ran).toBe(130);
  expect(paper.stdout).toBe('');
  return paper.stderr;
}

test('Ctrl-C leaves a checkpoint, and says how to go on', async () => {
  const folder = freshFolder();
  const args = ['run', fileOf(LONG), '--strap', 'steady:140', '--checkpoint', folder];
  expect(await interruptedAt(90, args)).toContain(`repeat the command with --checkpoint ${folder}`);
  const { stdout } = await cli(...args, '--speed', 'max');
  const result = JSON.parse(stdout) as RunResult;
  expect(result).toMatchObject({ status: 'completed', elapsedS: 1200, noSignalS: 0 });
  expect(result.resumedAtS).toBeGreaterThanOrEqual(90);
});

test('without a folder, Ctrl-C makes one', async () => {
  const args = ['run', fileOf(LONG), '--strap', 'steady:140'];
  const folder = /--checkpoint (\S+)/.exec((await interruptedAt(90, args)).replaceAll(/\s+/g, ' '))?.[1] ?? '';
  const { stdout } = await cli(...args, '--checkpoint', folder, '--speed', 'max');
  expect((JSON.parse(stdout) as RunResult).resumedAtS).toBeGreaterThanOrEqual(90);
});

test('cut off while the strap was lost, it waits for the strap and goes on by itself', async () => {
  const folder = freshFolder();
  const beforeS = Array.from({ length: 60 }, (_, second) => second);
  const afterS = Array.from({ length: 120 }, (_, second) => 5000 + second);
  const recording = [...beforeS, ...afterS].map((second) => `${second},130`).join('\n');
  const args = [
    'run',
    fileOf(phases(go({ durationS: 120 }))),
    '--strap',
    `replay:${fileOf(recording, 'heart.csv')}`,
    '--checkpoint',
    folder,
  ];

  const paper = new Paper({ person: true });
  const ran = main([...args, '--speed', '500'], paper);
  await expect.poll(() => paper.stderr, { interval: 2, timeout: 10_000 }).toContain('Paused');
  paper.interrupt();
  expect(await ran).toBe(130);

  const { stdout } = await cli(...args, '--speed', 'max');
  const result = JSON.parse(stdout) as RunResult;
  expect(result).toMatchObject({ status: 'completed', elapsedS: 120, resumedAtS: 90 });
  expect(told(result, 'signal', 'paused', 'resumed')).toEqual([
    ...['63 signal stale', '90 signal lost', '90 paused signalLost', '90 signal restored', '90 resumed signalLost'],
  ]);
});

/** A folder with a workout that was cut off. */
async function cutOff(): Promise<{ folder: string; args: string[] }> {
  const folder = freshFolder();
  const args = ['run', fileOf(SHORT), '--strap', 'steady:140', '--checkpoint', folder];
  await interruptedAt(15, args);
  return { folder, args };
}

test("another plan's unfinished workout is not overwritten", async () => {
  const { folder } = await cutOff();
  const { code, stderr } = await cli('run', fileOf(phases(go())), '--strap', 'none', '--checkpoint', folder);
  expect(code).toBe(2);
  expect(stderr).toContain('holds an unfinished workout of another plan, “Test”');
  expect(existsSync(join(folder, 'workout', 'slot-0')) || existsSync(join(folder, 'workout', 'slot-1'))).toBe(true);
});

/** Does something to every checkpoint in a folder. */
function spoil(folder: string, how: (bytes: Uint8Array) => Uint8Array): Uint8Array[] {
  const names = readdirSync(join(folder, 'workout')).filter((name) => name.startsWith('slot-'));
  return names.map((name) => {
    const spoilt = how(new Uint8Array(readFileSync(join(folder, 'workout', name))));
    writeFileSync(join(folder, 'workout', name), spoilt);
    return spoilt;
  });
}

/** The JSON of a checkpoint changed, behind a right checksum. */
function changed(bytes: Uint8Array, change: (json: { session: object; atEpochMs: number }) => object): Uint8Array {
  const opened = decodeEnvelope('slot', bytes);
  if (!opened.ok) throw new Error('not a checkpoint');
  return encodeEnvelope('slot', change(opened.value.json as never), opened.value.bytes);
}

test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
  ['torn', (bytes) => bytes.slice(0, bytes.length / 2)],
  ['empty', () => new Uint8Array()],
  ['foreign', () => new TextEncoder().encode('{"hello":"world"}')],
  [
    'with a phase that the plan does not have',
    (bytes) => changed(bytes, (json) => ({ ...json, session: { ...json.session, phaseIndex: 99 } })),
  ],
])('a checkpoint that is %s is set aside as it is, and the workout begins anew', async (_, how) => {
  const { folder, args } = await cutOff();
  const spoilt = spoil(folder, how);

  const { code, stdout, stderr } = await cli(...args, '--speed', 'max');
  expect(code).toBe(0);
  expect(stderr).toContain('cannot be read and was set aside');
  const result = JSON.parse(stdout) as RunResult;
  expect(result).toMatchObject({ status: 'completed', elapsedS: SHORT_S });
  expect(result.resumedAtS).toBeUndefined();
  const name = readdirSync(folder).find((name) => name.startsWith('broken-')) ?? '';
  const aside = deserialize(readFileSync(join(folder, name))) as { records: [Key, Uint8Array][] };
  const slots = aside.records.filter(([key]) => String(key).startsWith('slot:')).map(([, bytes]) => bytes);
  expect(slots).toEqual(spoilt);
});

test('a journal entry of another version is kept aside, and no more is said to be lost than the seconds from there', async () => {
  const { folder, args } = await cutOff();
  const recovered = recover(await new FolderBackend(folder).read());
  const next = recovered.ok ? recovered.value?.written.next : undefined;
  const unknown = envelopeAs(encodeEnvelope('entry', {}), 99);
  writeFileSync(join(folder, 'workout', `entry-${next}`), unknown);

  const { code, stdout, stderr } = await cli(...args, '--speed', 'max');
  expect(code).toBe(0);
  expect(stderr).toContain('The last seconds of the workout in the folder were written by another version.');
  expect(stderr).not.toContain('cannot be read and was set aside');
  expect((JSON.parse(stdout) as RunResult).resumedAtS).toBeGreaterThan(0);
  const name = readdirSync(folder).find((name) => name.startsWith('broken-')) ?? '';
  const aside = deserialize(readFileSync(join(folder, name))) as { records: [Key, Uint8Array][] };
  expect(aside.records).toEqual([[next, unknown]]);
});

test('a checkpoint of a newer version makes room for the workout, and stays as it is', async () => {
  const { folder, args } = await cutOff();
  const newer = spoil(folder, (bytes) => envelopeAs(bytes, 99));
  const { code, stderr } = await cli(...args, '--speed', 'max');
  expect(code).toBe(0);
  expect(stderr).toContain('newer version');
  const name = readdirSync(folder).find((name) => name.startsWith('later-')) ?? '';
  const aside = deserialize(readFileSync(join(folder, name))) as { records: [Key, Uint8Array][] };
  expect(aside.records.filter(([key]) => String(key).startsWith('slot:')).map(([, bytes]) => bytes)).toEqual(newer);
});

test('samples that are lost cost the samples, not the workout', async () => {
  const { folder, args } = await cutOff();
  let elapsedS = 0;
  spoil(folder, (bytes) => {
    const opened = decodeEnvelope('slot', bytes);
    if (!opened.ok) throw new Error('not a checkpoint');
    const json = opened.value.json as { session: { elapsedS: number } };
    elapsedS = Math.max(elapsedS, json.session.elapsedS);
    return encodeEnvelope('slot', json, Uint8Array.of(255, 255, 255));
  });
  const { stdout } = await cli(...args, '--speed', 'max');
  expect(JSON.parse(stdout)).toMatchObject({ status: 'completed', elapsedS: SHORT_S, resumedAtS: elapsedS });
});

test('a workout cut off more than an hour ago is in the history as interrupted, and a new one begins', async () => {
  const { folder, args } = await cutOff();
  spoil(folder, (bytes) => changed(bytes, (json) => ({ ...json, atEpochMs: Date.now() - 3_700_000 })));
  const { stdout, stderr } = await cli(...args, '--speed', 'max');
  expect(stderr).toContain('was moved to the history of the folder. This one starts from the beginning');
  expect((JSON.parse(stdout) as RunResult).resumedAtS).toBeUndefined();
  const endings = readdirSync(join(folder, 'history')).map(
    (name) =>
      (JSON.parse(readFileSync(join(folder, 'history', name), 'utf8')) as { session: { ending: string } }).session
        .ending,
  );
  expect(endings.sort()).toEqual(['finished', 'interrupted']);
});

test('what version 1 left in a folder is gone on with', async () => {
  const folder = freshFolder();
  const args = ['run', fileOf(LONG), '--strap', 'steady:140', '--checkpoint', folder];
  await interruptedAt(320, args);
  const recovered = await new Checkpoints(new FolderBackend(folder), () => 0).recover();
  if (!recovered.ok || !recovered.value) throw new Error('nothing was kept');
  const { checkpoint, eventLog } = recovered.value;
  const { signal: _signal, tickedAtMs: _ticked, deviation: _deviation, ...session } = checkpoint.session;
  const plain = (chunk: SampleChunk): object => ({
    fromS: chunk.fromS,
    bpm: [...chunk.bpm],
    steady: [...chunk.steady],
    flags: [...chunk.flags],
    rrCounts: [...chunk.rrCounts],
    rrMs: [...chunk.rrMs],
  });
  rmSync(join(folder, 'workout'), { recursive: true });
  writeFileSync(join(folder, 'chunk-0.json'), JSON.stringify(plain(checkpoint.chunks[0]!)));
  const head = { v: 1, atEpochMs: checkpoint.atEpochMs, session };
  writeFileSync(
    join(folder, 'checkpoint.json'),
    JSON.stringify({ head, tail: plain(checkpoint.chunks[1]!), diary: eventLog }),
  );

  const { stdout } = await cli(...args, '--speed', 'max');
  expect(JSON.parse(stdout)).toMatchObject({
    status: 'completed',
    elapsedS: 1200,
    noSignalS: 0,
    resumedAtS: session.elapsedS,
  });
  expect(existsSync(join(folder, 'checkpoint.json')) || existsSync(join(folder, 'chunk-0.json'))).toBe(false);
});

// ── A recorded workout ────────────────────────────────────────────────────────────────────────────────────────────

/** A workout with pauses, laps, garbage and a dropout, recorded; its file, and its plan. */
async function recordedWorkout(): Promise<{ finished: Finished; text: string; plan: Plan }> {
  const plan = planOf([time(60), { type: 'zone', zone: 2 }], [{ type: 'hand' }], [time(40), { type: 'zone', zone: 3 }]);
  const world = new Recorded();
  const train = (seconds: number, bpm: number): void => {
    for (let s = 0; s < seconds; s++) {
      if (bpm > 0) world.hear(encodeFrame({ bpm: bpm + (s % 5), rrMs: [60_000 / bpm] }), 321.5);
      if (s % 10 === 0) world.hear(Uint8Array.of(0x16));
      world.pass(1000);
      world.executor.catchUp();
    }
  };
  train(10, 112);
  world.start(plan);
  train(30, 115);
  world.executor.command({ type: 'pause' });
  train(12, 100);
  world.executor.command({ type: 'resume' });
  train(50, 0); // lost: it pauses
  train(40, 121);
  world.executor.command({ type: 'skip' });
  train(60, 133);
  return { ...(await world.done()), plan };
}

test('a file of Export diagnostics is played again to the same workout, whatever profile the call has', async () => {
  const { finished, text, plan } = await recordedWorkout();
  const { ending: _ending, meanBpm, ...summary } = finished.session.summary;
  const result = await run(plan, `replay:${fileOf(text, 'mine.recording.jsonl')}`, '--max-hr', '150');
  expect(result).toMatchObject({ ...summary, status: 'completed', timeline: finished.session.timeline });
  expect(result.meanBpm).toBeCloseTo(meanBpm ?? 0, 2);
  expect(told(result, 'paused', 'resumed')).toEqual([
    '30 paused user',
    '30 resumed user',
    expect.stringMatching(/paused signalLost$/),
    expect.stringMatching(/resumed signalLost$/),
  ]);
});

test('of another plan its heart is played, and that is said; a line that is wrong is named', async () => {
  const { text } = await recordedWorkout();
  const file = fileOf(text, 'mine.recording.jsonl');
  const other = fileOf(phases(go()));
  const { code, stderr, stdout } = await cli('run', other, '--strap', `replay:${file}`, '--speed', 'max', '--json');
  expect([code, stderr]).toEqual([0, expect.stringContaining('The recording is of another plan than “Test”')]);
  expect(JSON.parse(stdout)).toMatchObject({ elapsedS: 120, provenance: 'strap' });

  const lines = text.split('\n').with(7, '{"atMs":1,"hex":"zz"}').join('\n');
  const wrong = await cli('run', other, '--strap', `replay:${fileOf(lines, 'wrong.jsonl')}`);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('line 8')]);
});
