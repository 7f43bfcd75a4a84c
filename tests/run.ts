// `npm test`: everything, by one command. Goes on after a failure, so that one run tells all that is wrong.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { countAll, RESULTS, STEPS, tell, type Step } from './count.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules/.bin');

/** What each step runs, and how long it may take before it is ended. */
const COMMANDS: Record<(typeof STEPS)[number], { command: string; limitS: number }> = {
  build: { command: 'vite build --logLevel warn', limitS: 120 },
  types: { command: 'npm run -s check', limitS: 400 },
  // `npm run lint` has ESLint for the tests' own TypeScript too, which is for the night: what matters there, oxlint has.
  lint: {
    command:
      "oxlint --type-aware --deny-warnings src tests && eslint --max-warnings 0 --ignore-pattern 'tests/**/*.ts' .",
    limitS: 400,
  },
  format: { command: 'npm run -s format:check', limitS: 200 },
  layers: { command: 'npm run -s layers', limitS: 60 },
  'dead code': { command: 'knip', limitS: 60 },
  unit: {
    command: `vitest run --reporter=default --reporter=json --outputFile.json=${join(RESULTS, 'unit.json')}`,
    limitS: 500,
  },
  'end to end': { command: 'playwright test', limitS: 1000 },
};

/** In memory where there is room: what the tests put down is gone in a moment, and each `fsync` of it would wait for a disk. */
const TMP = mkdtempSync(join(hasRoom('/dev/shm') ? '/dev/shm' : tmpdir(), 'beatkeeper-'));
process.on('exit', () => rmSync(TMP, { recursive: true, force: true }));

const steps: Step[] = [];

function hasRoom(dir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize > 2e9; // some tests write files of 50 MB
  } catch {
    return false; // there is no such place
  }
}

/** Runs one step. Its words are held back when others run beside it, and shown when it has failed. */
function run(name: (typeof STEPS)[number], alone: boolean): Promise<void> {
  const { command, limitS } = COMMANDS[name];
  const startedMs = performance.now();
  const child = spawn(command, {
    cwd: ROOT,
    shell: true,
    detached: true, // a group of its own, so that ending it ends its children too
    stdio: ['ignore', alone ? 'inherit' : 'pipe', alone ? 'inherit' : 'pipe'],
    env: {
      ...process.env,
      ...(name === 'unit' && { TMPDIR: TMP }),
      PATH: `${BIN}:${process.env['PATH'] ?? ''}`,
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
    },
  });
  let words = '';
  const hear = (chunk: Buffer): string => (words += chunk.toString());
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);

  const limit = setTimeout(() => {
    words += `\nstill running after ${limitS} s\n`;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, limitS * 1000);

  return new Promise((done) => {
    child.on('close', (code) => {
      clearTimeout(limit);
      const tookS = Math.round((performance.now() - startedMs) / 100) / 10;
      steps.push({ name, ok: code === 0, tookS });
      writeFileSync(join(RESULTS, 'steps.json'), JSON.stringify(steps, null, 2));
      if (code !== 0 && words) console.log(words.trimEnd());
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${tookS} s)`);
      done();
    });
  });
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

// Two at a time is what a small machine has. What is in a browser comes last and alone: beside lint and unit tests a reminder
// or a thaw came too late for its test.
const waiting = STEPS.filter((name) => name !== 'end to end');
const helper = async (): Promise<void> => {
  for (let name = waiting.shift(); name; name = waiting.shift()) await run(name, false);
};
await Promise.all([helper(), helper()]);
await run('end to end', true);

console.log();
const count = countAll();
tell(count);
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1);
