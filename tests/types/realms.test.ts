// The type checker guards each thread. A planted error proves that it is looking: what one thread has, another must not see.
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** What the checker says of one more file in a folder of src/, under that folder's own tsconfig. */
function problemsWith(realm: string, code: string): string[] {
  const program = programOf(realm);
  return program
    .getSemanticDiagnostics(program.getSourceFile(join(SRC, realm, PLANTED.get(code)!)))
    .map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, ' '));
}

/** Every piece of code that any test plants → the file that it is. They stand beside each other in one program a realm. */
const PLANTED = new Map<string, string>();
const plant = (code: string): string => {
  const module = `${code}\nexport {};\n`;
  if (!PLANTED.has(module)) PLANTED.set(module, `planted${PLANTED.size}.ts`);
  return module;
};

const programs = new Map<string, ts.Program>();
function programOf(realm: string): ts.Program {
  const known = programs.get(realm);
  if (known) return known;
  const configPath = join(SRC, realm, 'tsconfig.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    configPath,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  if (!config) throw new Error(`${configPath} cannot be read`);

  const planted = new Map([...PLANTED].map(([code, name]) => [join(dirname(configPath), name), code]));
  const host = ts.createCompilerHost(config.options);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (name) => planted.has(name) || fileExists(name);
  host.readFile = (name) => planted.get(name) ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const code = planted.get(name);
    return code === undefined ? getSourceFile(name, target, ...rest) : ts.createSourceFile(name, code, target);
  };

  // The folder's own files stand beside it, so that a package which drags a host's types in is caught as well.
  const program = ts.createProgram([...config.fileNames, ...planted.keys()], config.options, host);
  programs.set(realm, program);
  return program;
}

function fail(problem: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, ' '));
}

const LANGUAGE_ONLY = ['core', 'engine', 'wire', 'words', 'formats'];
const planted: [string[], string, string][] = [
  [LANGUAGE_ONLY, 'performance.now();', 'performance'],
  [LANGUAGE_ONLY, 'setTimeout(() => undefined, 0);', 'setTimeout'],
  [LANGUAGE_ONLY, 'document.title;', 'document'],
  [LANGUAGE_ONLY, 'process.env;', 'process'],
  [LANGUAGE_ONLY, 'indexedDB.databases();', 'indexedDB'],
  [['worker', 'sw', 'store'], 'document.title;', 'document'],
  [['worker', 'sw', 'store'], 'window.close();', 'window'],
  [['worker', 'sw', 'store'], 'process.env;', 'process'],
  [['node'], 'document.title;', 'document'],
  [['node'], 'indexedDB.databases();', 'indexedDB'],
  [['app'], 'process.env;', 'process'],
];

test.each(
  planted.flatMap(([realms, code, name]) => {
    const module = plant(code);
    return realms.map((realm) => [realm, code, name, module] as const);
  }),
)('in %s `%s` is a type error', (realm, _code, name, module) => {
  expect(problemsWith(realm, module)).toEqual([expect.stringMatching(`Cannot find name '${name}'`)]);
});

const FINE = [
  ['core', 'export const two: number = [1, 2].findLast((n) => n > 1) ?? 0;'],
  ['wire', 'export const cell = Atomics.load(new Int32Array(new SharedArrayBuffer(4)), 0);'],
  ['store', 'export const open: IDBOpenDBRequest = indexedDB.open("beatkeeper");'],
  ['worker', 'postMessage(performance.now());'],
  ['sw', 'declare const self: ServiceWorkerGlobalScope; void self.skipWaiting();'],
  ['formats', 'export const packed = new CompressionStream("gzip").readable;'],
  ['node', 'export const home = process.env["HOME"];'],
  ['app', 'export const straps = navigator.bluetooth.getDevices(); document.title = "";'],
].map(([realm, code]) => [realm!, code!, plant(code!)] as const);
test.each(FINE)('in %s what belongs there is fine: `%s`', (realm, _code, module) => {
  expect(problemsWith(realm, module)).toEqual([]);
});

const STRICT = [
  ['an index may miss', 'const list: number[] = []; export const first: number = list[0];'],
  ['an absent option is not undefined', 'export const options: { a?: number } = { a: undefined };'],
  ['an enum is not erasable', 'export enum Sport { Run }'],
].map(([why, code]) => [why!, plant(code!)] as const);
test.each(STRICT)('strict means strict: %s', (_why, module) => {
  expect(problemsWith('core', module)).toHaveLength(1);
});
