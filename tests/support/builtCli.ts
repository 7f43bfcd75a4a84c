// The command line in one file, for tests that start it as a process of its own: through tsx each start takes two seconds.
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Builds the command line, once for a file of tests; the path of its script. */
export async function builtCli(): Promise<string> {
  // inside the project, where its packages are found
  const outDir = mkdtempSync(join(ROOT, 'node_modules/.beatkeeper-cli-'));
  afterAll(() => rmSync(outDir, { recursive: true, force: true }));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'src/node/cli.ts', outDir, emptyOutDir: false, minify: false },
  });
  return join(outDir, 'cli.js');
}
