// Folders and files of strangers: nothing leads out of a folder, nothing hangs, nothing is lost in silence.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Finished } from '../../src/index.ts';
import { FolderBackend } from '../../src/node/folderBackend.ts';
import { main } from '../../src/node/cli.ts';
import { LedgerFolder } from '../../src/node/ledgerFolder.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { encodeEnvelope } from '../../src/store/database/envelope.ts';
import { NOW_MS, trained } from '../store/trained.ts';
import { Paper } from './paper.ts';

let folder: string;
let plan: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatkeeper-test-'));
  plan = join(folder, 'plan.json');
  writeFileSync(plan, JSON.stringify({ name: 'Short', phases: [{ name: 'All', durationS: 5 }] }));
});

async function call(...args: string[]): Promise<{ exit: number; paper: Paper }> {
  const paper = new Paper();
  return { exit: await main(args, paper), paper };
}

const run = (kept: string, ...args: string[]) =>
  call('run', plan, '--strap', 'steady:140', '--speed', 'max', '--checkpoint', kept, ...args);

describe('an id that is a path', () => {
  const HOSTILE = ['../../../x', '/etc/x', 'a/b', 'a\0b', '..', '.', 'con', 'x'.repeat(300), 'a\\b'];

  test.each(HOSTILE)('of a workout in a folder, %j, writes nowhere', async (id) => {
    const { session, atEpochMs } = trained(5);
    const told = { timeline: 0, pauses: 0, gaps: 0, cues: 0, diary: 0 };
    const head = { sessionId: id, seq: 1, next: 0, parts: 0, told, v: 2, atEpochMs, session: { ...session, id } };
    const kept = join(folder, 'deep', 'kept');
    mkdirSync(join(kept, 'workout'), { recursive: true });
    writeFileSync(join(kept, 'workout', 'slot-1'), encodeEnvelope('slot', head));
    const { exit } = await run(kept);
    expect(exit).not.toBe(130);
    expect(readdirSync(folder).sort()).toEqual(['deep', 'plan.json']);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['kept']);
    expect(existsSync(join(tmpdir(), 'x.json'))).toBe(false);
  });

  test.each(HOSTILE)('of a finished workout, %j, is refused before there is a path', async (id) => {
    const { session, chunks } = trained(5);
    const finished = { session: { ...session, id }, digest: {}, chunks } as unknown as Finished;
    const backend = new FolderBackend(join(folder, 'kept'));
    await expect(backend.finish(finished, { put: [], drop: [] })).rejects.toThrow('name of a file');
  });

  test.each(HOSTILE.filter((id) => id !== 'con'))('of a plan in a ledger, %j, is refused', async (id) => {
    const ledger = new LedgerFolder(join(folder, 'ledger'));
    const given = { ...trained(1).session.plan, id };
    expect(await ledger.keepPlan(given)).toMatch(/^[-0-9a-f]{36}$/); // an id of a file is nobody's name here
    await expect(ledger.plan(id)).rejects.toThrow();
    expect(readdirSync(folder)).not.toContain('x.json');
  });
});

describe('what is named and is no file of ours', () => {
  test('a device, a pipe, a folder, and ten gigabytes are refused at once', { timeout: 10_000 }, async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const huge = join(folder, 'huge.json');
    writeFileSync(huge, '');
    truncateSync(huge, 10_000_000_000);
    for (const [file, why] of [
      ['/dev/zero', 'a device'],
      [pipe, 'a pipe'],
      [folder, 'a folder'],
      [huge, 'too large'],
    ] as const) {
      for (const args of [
        ['plan', 'check', file],
        ['run', file, '--strap', 'none'],
        ['run', plan, '--strap', `replay:${file}`],
      ]) {
        const { exit, paper } = await call(...args);
        expect(exit, args.join(' ')).toBe(2);
        expect(paper.stderr).toContain(why);
      }
    }
  });

  test('a folder that the system does not let be made is refused at once', { timeout: 10_000 }, async () => {
    for (const path of ['/proc/x', '/proc/x/y/z', join(plan, 'x')]) {
      const { exit, paper } = await run(path);
      expect(exit, path).toBe(2);
      expect(paper.stderr).toContain('cannot be used for checkpoints');
    }
    const { exit } = await call('schedule', 'list', '--ledger', '/proc/x');
    expect(exit).toBe(2);
  });

  test('a pipe among the files of a folder is not waited for', { timeout: 10_000 }, async () => {
    const kept = join(folder, 'kept');
    mkdirSync(join(kept, 'workout'), { recursive: true });
    execFileSync('mkfifo', [join(kept, 'workout', 'slot-0')]);
    const { exit } = await run(kept);
    expect(exit).toBe(2);
  });
});

describe('a folder that takes no more', () => {
  test('at the end: the workout is kept elsewhere, said where, and the exit is not 0', async () => {
    const kept = join(folder, 'kept');
    mkdirSync(kept);
    writeFileSync(join(kept, 'history'), 'in the way');
    const { exit, paper } = await run(kept, '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(paper.stdout)).toMatchObject({ status: 'completed', elapsedS: 5 });
    const where = /so it was saved in (\S+)/.exec(paper.stderr)?.[1] ?? '';
    expect(readdirSync(join(where, 'history'))).toHaveLength(1);
  });

  test('emptied under the workout: all of it is written anew', async () => {
    const kept = join(folder, 'kept');
    const store = new Checkpoints(new FolderBackend(kept), () => NOW_MS);
    await store.load();
    await store.save(trained(700));
    execFileSync('rm', ['-r', join(kept, 'workout')]);
    await store.save(trained(710));
    const loaded = await new Checkpoints(new FolderBackend(kept), () => NOW_MS).load();
    expect(loaded.ok && loaded.value?.chunks).toEqual(trained(710).chunks);
  });
});
