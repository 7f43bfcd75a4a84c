// Do the checkers look inside a component? Both have been seen not to, without a word.
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

test('svelte-check sees a type error inside a .svelte file', { timeout: 60_000 }, async () => {
  const check = promisify(execFile)(
    resolve(ROOT, 'node_modules/.bin/svelte-check'),
    ['--workspace', 'tests/types/planted', '--tsconfig', './tsconfig.json', '--output', 'machine'],
    { cwd: ROOT },
  );
  await expect(check).rejects.toHaveProperty(
    'stdout',
    expect.stringContaining("Type 'number' is not assignable to type 'string'"),
  );
});

const eslint = new ESLint({ cwd: ROOT });

const component = (script: string): string => `<script lang="ts">\n${script}\n</script>\n\n<p>here</p>\n`;
const SAVE = 'async function save(): Promise<void> { await Promise.resolve(); }\n';

test.each([
  ['src/app/App.svelte', component(`${SAVE}save();`), '@typescript-eslint/no-floating-promises'],
  ['src/core/parse/parsed.ts', `${SAVE}save();`, '@typescript-eslint/no-floating-promises'],
  ['src/core/parse/parsed.ts', 'export const at = Date.now();', 'no-restricted-properties'],
  ['src/core/parse/parsed.ts', 'export const chance = Math.random();', 'no-restricted-properties'],
  ['src/core/parse/parsed.ts', 'export const at = new Date();', 'no-restricted-syntax'],
])('eslint sees a planted mistake in %s: %#', { timeout: 60_000 }, async (filePath, code, rule) => {
  const [result] = await eslint.lintText(code, { filePath });
  expect(result?.messages.map((message) => message.ruleId)).toContain(rule);
});
