// `npm run check:types`: the types of every realm and of the tests, each file under the tsconfig of its own folder. One
// process, and what is read once is shared; a run of `tsc` for each checked core a dozen times over.
//
// Beside a realm's own files stand planted ones: what one thread has, another must not see. An error there that is expected
// and missing is an error. `--quick` keeps what was found in node_modules/.cache and looks at what has changed alone.
import { join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '../..');
const PLANTED = join(import.meta.dirname, 'realms');
const MISTAKE = join(PLANTED, 'mistake.ts');
const CACHE = join(ROOT, 'node_modules/.cache/beatkeeper-types');
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

const sources = new Map<string, ts.SourceFile | undefined>();
const format: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => ROOT,
  getNewLine: () => '\n',
};

let failed = false;
for (const realm of REALMS) {
  const problems = problemsOf(realm);
  if (problems.length === 0) continue;
  failed = true;
  console.error(`in ${realm.folder}:\n${ts.formatDiagnostics(problems, format)}`);
}
process.exit(failed ? 1 : 0);

function problemsOf({ folder, planted, plantedAlone = false }: Realm): readonly ts.Diagnostic[] {
  const config = configOf(folder);
  if (config.errors.length > 0) return config.errors;
  if (config.fileNames.length === 0) throw new Error(`${folder} has no files to check`);

  const plants = [MISTAKE, ...planted.map((name) => join(PLANTED, name))];
  const program = programOf(folder, [...config.fileNames, ...plants], config.options);
  // A file of another folder is checked there, under the library of that folder, which is never larger.
  const own = [...(plantedAlone ? [] : config.fileNames), ...plants].map((name) => {
    const file = program.getSourceFile(name);
    if (!file) throw new Error(`${name} is not in the program of ${folder}`);
    return file;
  });
  if ('getSemanticDiagnosticsOfNextAffectedFile' in program) {
    const isForeign = (file: ts.SourceFile): boolean => !own.includes(file);
    while (program.getSemanticDiagnosticsOfNextAffectedFile(undefined, isForeign));
    program.emit(); // what was found, and nothing else
  }
  const problems = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  const unplanted = problems.filter(({ file }) => file?.fileName !== MISTAKE);
  if (problems.length !== unplanted.length + 1) throw new Error(`in ${folder} the checker does not see ${MISTAKE}`);
  return unplanted;
}

function configOf(folder: string): ts.ParsedCommandLine {
  const path = join(ROOT, folder, 'tsconfig.json');
  const fail = (problem: ts.Diagnostic): never => {
    throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
  };
  const config = ts.getParsedCommandLineOfConfigFile(
    path,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  if (!config) throw new Error(`${path} cannot be read`);
  return config;
}

function programOf(
  folder: string,
  rootNames: string[],
  given: ts.CompilerOptions,
): ts.Program | ts.SemanticDiagnosticsBuilderProgram {
  if (!quick) {
    const host = ts.createCompilerHost(given);
    shareSources(host);
    return ts.createProgram(rootNames, given, host);
  }
  const name = folder === '.' ? 'tests' : folder.replaceAll('/', '-');
  const options = { ...given, incremental: true, tsBuildInfoFile: join(CACHE, `${name}.tsbuildinfo`) };
  const host = ts.createIncrementalCompilerHost(options);
  shareSources(host);
  return ts.createIncrementalProgram({ rootNames, options, host });
}

function shareSources(host: ts.CompilerHost): void {
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => {
    if (!sources.has(name)) sources.set(name, getSourceFile(name, ...rest));
    return sources.get(name);
  };
}
