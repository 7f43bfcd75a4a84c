// `npm run check:types`: the types of every realm and of the tests, each file under the tsconfig of its own folder, by the
// compiler in Go: 27 s of CPU where the one in JavaScript took 50. In one thread: several check what they share several times.
//
// Beside a realm's own files stand planted ones: what one thread has, another must not see. An error there that is expected
// and missing is an error. `--quick` keeps what was found in node_modules/.cache and looks at what has changed alone.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const PLANTED = join(import.meta.dirname, 'realms');
const MISTAKE = join(PLANTED, 'mistake.ts');
const CACHE = join(ROOT, 'node_modules/.cache/beatkeeper-types');
const COMPILER = join(ROOT, 'node_modules/.bin/tsgo');
const quick = process.argv.includes('--quick');

interface Realm {
  folder: string;
  /** Files in `realms/` with the errors that this realm must have, and with what it must allow. */
  planted: readonly string[];
  /** svelte-check looks at its own files: only a component's checker knows what a component is. */
  plantedAlone?: boolean;
}

const REALMS: readonly Realm[] = [
  { folder: 'src/core', planted: ['language.ts', 'core.ts'] },
  { folder: 'src/engine', planted: ['language.ts'] },
  { folder: 'src/wire', planted: ['language.ts', 'wire.ts'] },
  { folder: 'src/store', planted: ['thread.ts'] },
  { folder: 'src/words', planted: ['language.ts'] },
  { folder: 'src/formats', planted: ['language.ts', 'formats.ts'] },
  { folder: 'src/worker', planted: ['thread.ts', 'worker.ts'] },
  { folder: 'src/sw', planted: ['thread.ts', 'sw.ts'] },
  { folder: 'src/node', planted: ['node.ts'] },
  { folder: 'src', planted: [] },
  { folder: 'src/app', planted: ['app.ts'], plantedAlone: true },
  { folder: '.', planted: [] },
  { folder: 'tests/sw', planted: [] },
  { folder: 'tests/worker', planted: [] },
];

mkdirSync(CACHE, { recursive: true });
let failed = false;
for (const realm of REALMS) {
  const problems = problemsOf(realm);
  if (problems === '') continue;
  failed = true;
  console.error(`in ${realm.folder}:\n${problems}`);
}
process.exit(failed ? 1 : 0);

/** What the compiler says of a realm, apart from the planted mistake. */
function problemsOf(realm: Realm): string {
  const { status, stdout, stderr, error } = spawnSync(
    COMPILER,
    [
      '--noEmit',
      '--pretty',
      'false',
      '--singleThreaded',
      ...(quick ? ['--incremental'] : []),
      '--project',
      configOf(realm),
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (error) throw error;
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
  const mistakes = lines.filter((line) => line.startsWith(`${relative(ROOT, MISTAKE)}(`));
  const others = lines.filter((line) => !mistakes.includes(line));
  if (mistakes.length !== 1) others.push(`the checker does not see ${relative(ROOT, MISTAKE)}`);
  if (status === null) others.push('the compiler was ended before it was done');
  return others.join('\n');
}

/** A configuration that adds what is planted to a realm's own; what a realm includes, it says itself. */
function configOf({ folder, planted, plantedAlone = false }: Realm): string {
  const name = folder === '.' ? 'root' : folder.replaceAll('/', '-');
  const path = join(CACHE, `${name}.json`);
  const config = {
    extends: join(ROOT, folder, 'tsconfig.json'),
    compilerOptions: quick ? { tsBuildInfoFile: join(CACHE, `${name}.tsbuildinfo`) } : {},
    files: [MISTAKE, ...planted.map((file) => join(PLANTED, file))],
    ...(plantedAlone && { include: [] }),
  };
  writeFileSync(path, JSON.stringify(config, null, 2));
  return path;
}
