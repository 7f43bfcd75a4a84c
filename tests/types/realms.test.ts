// The type checker guards each thread. A planted error proves that it is looking: what one thread has, another must not see.
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** What the checker says of one more file in a folder of src/, under that folder's own tsconfig. */
function problemsWith(realm: string, code: string): string[] {
  const configPath = join(SRC, realm, 'tsconfig.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    configPath,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  if (!config) throw new Error(`${configPath} cannot be read`);

  const planted = join(dirname(configPath), 'planted.ts');
  const host = ts.createCompilerHost(config.options);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (name) => name === planted || fileExists(name);
  host.readFile = (name) => (name === planted ? code : readFile(name));
  host.getSourceFile = (name, target, ...rest) =>
    name === planted ? ts.createSourceFile(name, code, target) : getSourceFile(name, target, ...rest);

  // The folder's own files stand beside it, so that a package which drags a host's types in is caught as well.
  const program = ts.createProgram([...config.fileNames, planted], config.options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(planted))
    .map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, ' '));
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

test.each(planted.flatMap(([realms, code, name]) => realms.map((realm) => [realm, code, name] as const)))(
  'in %s `%s` is a type error',
  (realm, code, name) => {
    expect(problemsWith(realm, `${code}\nexport {};\n`)).toEqual([expect.stringMatching(`Cannot find name '${name}'`)]);
  },
);

test.each([
  ['core', 'export const two: number = [1, 2].findLast((n) => n > 1) ?? 0;'],
  ['wire', 'export const cell = Atomics.load(new Int32Array(new SharedArrayBuffer(4)), 0);'],
  ['store', 'export const open: IDBOpenDBRequest = indexedDB.open("beatkeeper");'],
  ['worker', 'postMessage(performance.now());'],
  ['sw', 'declare const self: ServiceWorkerGlobalScope; void self.skipWaiting();'],
  ['formats', 'export const packed = new CompressionStream("gzip").readable;'],
  ['node', 'export const home = process.env["HOME"];'],
  ['app', 'export const straps = navigator.bluetooth.getDevices(); document.title = "";'],
])('in %s what belongs there is fine: `%s`', (realm, code) => {
  expect(problemsWith(realm, `${code}\nexport {};\n`)).toEqual([]);
});

test.each([
  ['an index may miss', 'const list: number[] = []; export const first: number = list[0];'],
  ['an absent option is not undefined', 'export const options: { a?: number } = { a: undefined };'],
  ['an enum is not erasable', 'export enum Sport { Run }'],
])('strict means strict: %s', (_why, code) => {
  expect(problemsWith('core', code)).toHaveLength(1);
});
