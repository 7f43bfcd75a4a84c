// What a first visit may weigh, read from the build. `npm test` builds first; on its own this says when there is no build.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const DIST = resolve(import.meta.dirname, '../dist');
const built = existsSync(join(DIST, 'sw.js'));

/** One entry of Vite's own list of what it built. */
interface Built {
  file: string;
  imports?: string[];
  css?: string[];
  assets?: string[];
}

const textOf = (file: string): string => readFileSync(join(DIST, file), 'utf8');

/** What travels: gzipped, but for what is packed already. */
function weightOf(file: string): number {
  return /\.(woff2|png)$/.test(file)
    ? statSync(join(DIST, file)).size
    : gzipSync(readFileSync(join(DIST, file))).byteLength;
}

/** A chunk, what it imports at once, their styles, and the workers, fonts and pictures that they name. */
function loadedWith(key: string, list: Record<string, Built>, files = new Set<string>()): Set<string> {
  const chunk = list[key];
  if (!chunk || files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const file of [...(chunk.css ?? []), ...(chunk.assets ?? [])]) withImports(file, files);
  for (const other of chunk.imports ?? []) loadedWith(other, list, files);
  return files;
}

/** Workers are built apart and not in the list, so their own imports are read from their text. */
function withImports(file: string, files: Set<string>): void {
  if (files.has(file)) return;
  files.add(file);
  if (!file.endsWith('.js')) return;
  for (const [, name] of textOf(file).matchAll(/(?:\bfrom|\bimport)\s*["'`](\.\/[^"'`]+)["'`]/g)) {
    withImports(posix.join(posix.dirname(file), name!), files);
  }
}

function table(files: Iterable<string>): { bytes: number; text: string } {
  const rows = [...files].map((file) => [weightOf(file), file] as const).sort((a, b) => b[0] - a[0]);
  const bytes = rows.reduce((sum, [weight]) => sum + weight, 0);
  const lines = [...rows, [bytes, 'in all'] as const].map(([weight, name]) => `${String(weight).padStart(8)}  ${name}`);
  return { bytes, text: lines.join('\n') };
}

test.skipIf(!built)('up to “Start workout” on #/live a first visit takes at most 60 kB', () => {
  const list = JSON.parse(textOf('.vite/manifest.json')) as Record<string, Built>;
  const live = Object.keys(list).find((key) => key.endsWith('/screens/Live.svelte'));
  const files = loadedWith('index.html', list, new Set(['index.html']));
  if (live) loadedWith(live, list, files);
  const { bytes, text } = table(files);
  console.log(`First visit, gzipped bytes:\n${text}`);

  expect([...files].some((file) => file.endsWith('.css'))).toBe(true);
  expect(text).toContain('assets/worker-'); // a sum without it would be too good
  expect(bytes).toBeLessThanOrEqual(60_000);
});

test.skipIf(!built)('the service worker and all it precaches take at most 140 kB', () => {
  const files = [...textOf('sw.js').matchAll(/"url":"([^"]+)"/g)].map((match) => match[1]!);
  const { bytes, text } = table(['sw.js', ...files]);
  console.log(`Precached, gzipped bytes:\n${text}`);

  expect(files).toContain('index.html');
  expect(bytes).toBeLessThanOrEqual(140_000);
});

test.skipIf(!built)('nothing is precached twice, and everything precached is there', () => {
  const files = [...textOf('sw.js').matchAll(/"url":"([^"]+)"/g)].map((match) => match[1]!);
  expect(new Set(files).size).toBe(files.length);
  expect(files.filter((file) => !existsSync(join(DIST, file)))).toEqual([]);
});
