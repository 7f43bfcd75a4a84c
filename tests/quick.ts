// `npm run quick`: types, lint and the unit tests of what is changed against a commit (`npm run quick -- HEAD~3`; else
// against `main`, or HEAD where there is none). `npm test` says whether all is sound; this says soon what is not.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

const ROOT = resolve(import.meta.dirname, '..');
const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
const base = process.argv[2] ?? baseOf();
const changed = [
  ...git('diff', '--name-only', '--diff-filter=d', base).split('\n'),
  ...git('ls-files', '--others', '--exclude-standard').split('\n'),
].filter((path) => path !== '' && existsSync(join(ROOT, path)));

const linted = changed.filter((path) => /\.(ts|js|cjs|svelte)$/.test(path));

type Step = [name: string, command: string, args: string[]];

const types: Step[] = [['types', 'node', ['--import', 'tsx', 'tests/types/check.ts', '--quick']]];
if (changed.some((path) => path.startsWith('src/app/'))) types.push(['components', 'npm', ['run', '-s', 'check:app']]);
const tests: Step[] = [];
const typed = linted.filter((path) => /^(src|tests)\/.*\.ts$/.test(path));
if (typed.length > 0) tests.push(['lint with types', 'oxlint', ['--type-aware', '--deny-warnings', ...typed]]);
if (linted.length > 0) tests.push(['lint', 'eslint', ['--max-warnings', '0', '--no-warn-ignored', ...linted]]);
tests.push(['unit tests', 'vitest', ['run', '--changed', base, '--passWithNoTests', '--reporter=dot']]);

console.log(`${changed.length} files changed since ${base}`);
const results = await Promise.all([types, tests].map(runAll)); // two at a time is what a small machine has
process.exit(results.flat().every((ok) => ok) ? 0 : 1);

function baseOf(): string {
  try {
    return git('merge-base', 'HEAD', 'main');
  } catch {
    return 'HEAD';
  }
}

async function runAll(steps: Step[]): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const step of steps) results.push(await run(...step));
  return results;
}

function run(name: string, command: string, args: string[]): Promise<boolean> {
  const startedMs = performance.now();
  const path = `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`;
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, PATH: path } });
  let words = '';
  const hear = (chunk: Buffer): string => (words += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((done) => {
    child.on('close', (code) => {
      if (code !== 0) console.log(words.trimEnd());
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`);
      done(code === 0);
    });
  });
}
