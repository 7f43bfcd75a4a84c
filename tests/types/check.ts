// `npm run check:realms`: the types of every realm, each file under the tsconfig of its own folder. One process, and what
// is read once is shared; nine runs of `tsc` checked core nine times over, and took 30 s for it.
import { join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '../..');
const REALMS = ['core', 'engine', 'wire', 'store', 'words', 'formats', 'worker', 'sw', 'node', '.'].map((realm) =>
  join(ROOT, 'src', realm),
);

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
  console.error(ts.formatDiagnostics(problems, format));
}
process.exit(failed ? 1 : 0);

function problemsOf(realm: string): readonly ts.Diagnostic[] {
  const unreadable: ts.Diagnostic[] = [];
  const onUnRecoverableConfigFileDiagnostic = (problem: ts.Diagnostic): void => void unreadable.push(problem);
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic };
  const config = ts.getParsedCommandLineOfConfigFile(join(realm, 'tsconfig.json'), {}, host);
  if (!config || config.errors.length > 0 || config.fileNames.length === 0) {
    if (config?.fileNames.length === 0) throw new Error(`${realm} has no files to check`);
    return [...unreadable, ...(config?.errors ?? [])];
  }
  const compiler = ts.createCompilerHost(config.options);
  const { getSourceFile } = compiler;
  compiler.getSourceFile = (name, ...rest) => {
    if (!sources.has(name)) sources.set(name, getSourceFile(name, ...rest));
    return sources.get(name);
  };
  const program = ts.createProgram(config.fileNames, config.options, compiler);
  // A file of another folder is checked there, under the library of that folder, which is never larger.
  const own = config.fileNames.flatMap((name) => program.getSourceFile(name) ?? []);
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
}
