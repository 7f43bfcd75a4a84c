// The rules that need types, for components: oxlint on the TypeScript that svelte-check leaves of each in `.svelte-check/`
// (7 s, where ESLint takes 85). Rules that the generated frame breaks itself (components.json) are left to a nightly ESLint.
//
//   node --import tsx tests/types/components.ts [FOLDER]   after svelte-check; src/app unless told
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = resolve(ROOT, process.argv[2] ?? 'src/app');

const components = readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((path) =>
  path.endsWith('.svelte'),
);
const generated = components.map((path) =>
  join(folder, '.svelte-check/svelte', dirname(path), `++${basename(path)}.ts`),
);

const { status, stdout, stderr } = spawnSync(
  join(ROOT, 'node_modules/.bin/oxlint'),
  ['--type-aware', '--deny-warnings', '--no-ignore', '--config', 'tests/types/components.json', ...generated],
  { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
const looked = Number(/ on (\d+) files? /.exec(stdout)?.[1] ?? 0);
if (status !== 0) console.log(`${stdout}${stderr}`);
if (looked !== components.length) console.log(`oxlint looked at ${looked} of ${components.length} components`);
process.exit(status === 0 && looked === components.length ? 0 : 1);
