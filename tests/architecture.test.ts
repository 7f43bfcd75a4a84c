// The floor plan holds: who imports whom, what the pure folders never ask, and what lies at the top.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import floorPlan from './floor-plan.json' with { type: 'json' };

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

const MAY_IMPORT: Record<string, string[]> = floorPlan.mayImport;
const PACKAGES: Record<string, string[]> = floorPlan.packages;

/** Every source file, as a path below src/ with forward slashes. */
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|svelte)$/.test(name))
  .map((name) => name.split(sep).join('/'));

/** The same file without its comments, so that a word in one proves nothing. Strings stay. */
function codeOf(file: string): string {
  const text = readFileSync(join(SRC, file), 'utf8');
  return text.replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[^]*?\*\/|\/\/[^\n]*|<!--[^]*?-->/g, '$1');
}

const IMPORT =
  /^\s*(?:import|export)\b[^'"]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

/** What a file names in `import … from`, `export … from`, `import …` and `import(…)`. */
function importsOf(file: string): string[] {
  return [...codeOf(file).matchAll(IMPORT)].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

const within = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);

/** The line of the floor plan for a file: the longest that fits. */
function placeOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((place) => within(file, place))
    .sort((a, b) => b.length - a.length)[0];
}

/** Why a file may not import this, or `undefined` when it may. */
function objectionTo(file: string, specifier: string): string | undefined {
  const place = placeOf(file);
  if (place === undefined) return `${file} lies in no folder of the floor plan`;

  if (specifier.startsWith('node:')) return within(file, 'node') ? undefined : `${file} imports ${specifier}`;
  if (!specifier.startsWith('.')) {
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    if (name.startsWith('@fontsource')) return within(file, 'app') ? undefined : `${file} imports ${specifier}`;
    return PACKAGES[name]?.some((folder) => within(file, folder)) ? undefined : `${file} imports ${specifier}`;
  }

  const target = posix.normalize(posix.join(posix.dirname(file), specifier.replace(/\?.*$/, '')));
  if (target.startsWith('..')) return `${file} reaches out of src: ${specifier}`;
  return MAY_IMPORT[place]!.some((folder) => within(target, folder)) ? undefined : `${file} imports ${target}`;
}

test('there are sources to look at', () => {
  expect(files).toContain('wire/headers.ts');
  expect(importsOf('node/serve.ts')).toContain('../wire/headers.ts');
});

test.each(Object.keys(MAY_IMPORT))('%s imports only what the floor plan allows', (place) => {
  const objections = files
    .filter((file) => placeOf(file) === place)
    .flatMap((file) => importsOf(file).map((specifier) => objectionTo(file, specifier)));
  expect(objections.filter((objection) => objection !== undefined)).toEqual([]);
});

test('every source lies in a folder of the floor plan', () => {
  expect(files.filter((file) => placeOf(file) === undefined)).toEqual([]);
});

test.each([
  ['core/athlete/hrZones.ts', '../../engine/executor.ts', 'core/athlete/hrZones.ts imports engine/executor.ts'],
  ['core/athlete/hrZones.ts', '../plan/plan.ts', 'core/athlete/hrZones.ts imports core/plan/plan.ts'],
  ['core/athlete/hrZones.ts', 'idb-keyval', 'core/athlete/hrZones.ts imports idb-keyval'],
  ['core/athlete/hrZones.ts', 'node:fs', 'core/athlete/hrZones.ts imports node:fs'],
  ['core/plan/plan.ts', '../athlete/hrZones.ts', undefined],
  ['engine/executor.ts', '../core/session/session.ts', undefined],
  ['worker/main.ts', '../app/state/live.svelte.ts', 'worker/main.ts imports app/state/live.svelte.ts'],
  [
    'app/parts/live/Dial.svelte',
    '../../state/live.svelte.ts',
    'app/parts/live/Dial.svelte imports app/state/live.svelte.ts',
  ],
  ['app/screens/live/Live.svelte', '../../parts/live/Dial.svelte', undefined],
  ['app/main.ts', '../engine/executor.ts', 'app/main.ts imports engine/executor.ts'],
  ['index.ts', './core/plan/plan.ts', undefined],
  [
    'core/athlete/hrZones.ts',
    '../../../tests/run.ts',
    'core/athlete/hrZones.ts reaches out of src: ../../../tests/run.ts',
  ],
])('the guard is awake: %s importing %s → %s', (file, specifier, objection) => {
  expect(objectionTo(file, specifier)).toBe(objection);
});

/** What asks the clock or chance. The types refuse most of it; these few are part of the language itself. */
const ASKS =
  /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(|\bMath\.random\b|\bglobalThis\b|\bperformance\b\.|\bset(?:Timeout|Interval)\b/g;
const WAITS = /\bawait\b|\basync\b|\bPromise\b|\bAtomics\b/g;

const found = (file: string, what: RegExp): string[] =>
  [...codeOf(file).matchAll(what)].map((match) => `${file}: ${match[0]}`);

test.each(['core', 'engine', 'words', 'formats'])('%s is told the time, and never asks for it', (folder) => {
  expect(files.filter((file) => within(file, folder)).flatMap((file) => found(file, ASKS))).toEqual([]);
});

test('core never waits', () => {
  expect(files.filter((file) => within(file, 'core')).flatMap((file) => found(file, WAITS))).toEqual([]);
});

test('the top level holds what the floor plan says, and nothing else', () => {
  const ignored = new Set(
    readFileSync(join(ROOT, '.gitignore'), 'utf8')
      .split('\n')
      .map((line) => line.replace('/', '')),
  );
  const top = readdirSync(ROOT).filter(
    (name) => name !== '.git' && !ignored.has(name) && !name.endsWith('.tsbuildinfo'),
  );
  const allowed = [
    ...['.ci', '.dependency-cruiser.cjs', '.gitignore', '.npmrc', '.oxfmtrc.json'],
    ...['ARCHITECTURE.md', 'LICENSE', 'README.md', 'eslint.config.js', 'index.html', 'knip.json', '.oxlintrc.json'],
    ...[
      'docs',
      'package-lock.json',
      'package.json',
      'playwright.config.ts',
      'public',
      'src',
      'svelte.config.js',
      'tests',
    ],
    ...[
      'tsconfig.base.json',
      'tsconfig.json',
      'vite.config.ts',
      'vite.chunks.ts',
      'vite.languages.ts',
      'vite.licences.ts',
      'vite.plugins.ts',
      'vitest.config.ts',
    ],
  ];
  expect(top.filter((name) => !allowed.includes(name))).toEqual([]);
});

test('imports say the whole file name, so that Node, Vite and a reader find the same file', () => {
  const vague = files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.startsWith('.') && !/\.(ts|svelte|css|json|svg|woff2)(\?\w+)?$/.test(specifier))
      .map((specifier) => `${file}: ${specifier}`),
  );
  expect(vague).toEqual([]);
});

test('a thread is started from its own file, and only there', () => {
  const started = files.flatMap((file) =>
    [...codeOf(file).matchAll(/new URL\(\s*['"]([^'"]+)['"],\s*import\.meta\.url/g)].map((match) =>
      relative(SRC, resolve(SRC, dirname(file), match[1]!)),
    ),
  );
  expect(started.filter((target) => target !== join('worker', 'main.ts'))).toEqual([]);
});
