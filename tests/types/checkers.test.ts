// Do the checkers look inside a component? Both have been seen not to, without a word.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

test(
  'inside a .svelte file, svelte-check sees a type error, and oxlint a promise that nobody waits for',
  {
    timeout: 240_000,
  },
  async () => {
    const check = promisify(execFile)(
      resolve(ROOT, 'node_modules/.bin/svelte-check'),
      ['--workspace', 'tests/types/planted', '--tsconfig', './tsconfig.json', '--output', 'machine', '--tsgo'],
      { cwd: ROOT },
    );
    await expect(check).rejects.toHaveProperty(
      'stdout',
      expect.stringContaining("Type 'number' is not assignable to type 'string'"),
    );

    const lint = promisify(execFile)('node', ['--import', 'tsx', 'tests/types/components.ts', 'tests/types/planted'], {
      cwd: ROOT,
    });
    await expect(lint).rejects.toHaveProperty('stdout', expect.stringContaining('typescript(no-floating-promises)'));
  },
);

const eslint = new ESLint({ cwd: ROOT });

const component = (script: string): string => `<script lang="ts">\n${script}\n</script>\n\n<p>here</p>\n`;

test.each([
  ['src/app/App.svelte', component('eval(1);'), 'no-eval'],
  ['src/app/App.svelte', '<p style="color: red">here</p>', 'no-restricted-syntax'],
  ['src/core/parse/parsed.ts', 'export const at = Date.now();', 'no-restricted-properties'],
  ['src/core/parse/parsed.ts', 'export const chance = Math.random();', 'no-restricted-properties'],
  ['src/core/parse/parsed.ts', 'export const at = new Date();', 'no-restricted-syntax'],
  ['src/words/en/today.ts', "export const list = new Intl.ListFormat('en');", 'no-restricted-syntax'],
])('eslint sees a planted mistake in %s: %#', { timeout: 240_000 }, async (filePath, code, rule) => {
  const [result] = await eslint.lintText(code, { filePath });
  expect(result?.messages.map((message) => message.ruleId)).toContain(rule);
});

// ── Rules that need types: oxlint's at the gate, ESLint's by night ─────────────────────────────

/** What oxlint has not: left to a nightly run. */
const NOT_IN_OXLINT = [
  'no-generated-empty-object-type',
  'no-unsafe-class-instance-assignment',
  'no-unsafe-enum-assignment',
];

interface OxlintConfig {
  rules: Record<string, unknown>;
  overrides: { files: string[]; rules: Record<string, unknown> }[];
}

const oxlint = JSON.parse(readFileSync(resolve(ROOT, '.oxlintrc.json'), 'utf8')) as OxlintConfig;

test(
  'every rule that needs types, and that ESLint has by night, oxlint has at the gate',
  { timeout: 240_000 },
  async () => {
    const { stdout } = await promisify(execFile)(
      resolve(ROOT, 'node_modules/.bin/eslint'),
      ['--print-config', 'src/app/App.svelte'],
      { cwd: ROOT, env: { ...process.env, NIGHTLY: '1' }, maxBuffer: 16 * 1024 * 1024 },
    );
    const { rules } = JSON.parse(stdout) as { rules: Record<string, [unknown]> };
    const typed = Object.keys(ts.configs.disableTypeChecked.rules ?? {}).filter((rule) => {
      const severity = rules[rule]?.[0];
      return severity === 2 || severity === 'error';
    });
    expect(typed.length).toBeGreaterThan(40);
    const named = Object.keys(oxlint.rules).map((rule) => rule.replace('typescript/', '@typescript-eslint/'));
    expect(named.sort()).toEqual(typed.filter((rule) => !NOT_IN_OXLINT.includes(rule.split('/')[1]!)).sort());
  },
);

test('oxlint sees planted mistakes of types, in the realm of each folder', { timeout: 240_000 }, async () => {
  const run = promisify(execFile)(
    resolve(ROOT, 'node_modules/.bin/oxlint'),
    ['--type-aware', '--config', 'tests/types/linted/mistakes.json', '--no-ignore', 'tests/types/linted'],
    { cwd: ROOT, env: { ...process.env, PATH: `${resolve(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` } },
  );
  const told = await run.then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  );
  const found = [...told.matchAll(/typescript\(([a-z-]+)\)/g)].map(([, rule]) => rule);
  expect([...new Set(found)].sort()).toEqual(
    [
      'await-thenable',
      'no-floating-promises',
      'no-unnecessary-condition',
      'no-unsafe-return',
      'switch-exhaustiveness-check',
    ].sort(),
  );
});
