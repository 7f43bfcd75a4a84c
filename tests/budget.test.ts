// What a first visit may weigh, read from the build. `npm test` builds first; on its own this says when there is no build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { BuiltFile } from '../src/sw/builtFile.ts';

const DIST = resolve(import.meta.dirname, '../dist');
const built = existsSync(join(DIST, 'sw.js'));

/** One entry of Vite's own list of what it built. */
interface Built {
  file: string;
  name?: string;
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

/** What a first visit to a workout needs besides what the page names. */
const WORKER = 'worker';

/** A chunk, what it imports at once, their styles, and the fonts and pictures that they name. */
function loadedWith(key: string, list: Record<string, Built>, files = new Set<string>()): Set<string> {
  const chunk = list[key];
  if (!chunk || files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const file of [...(chunk.css ?? []), ...(chunk.assets ?? [])]) {
    if (!file.includes('!~')) files.add(file); // the worker, by a name from before it had its own
  }
  for (const other of chunk.imports ?? []) loadedWith(other, list, files);
  return files;
}

function table(files: Iterable<string>): { bytes: number; text: string } {
  const rows = [...files].map((file) => [weightOf(file), file] as const).sort((a, b) => b[0] - a[0]);
  const bytes = rows.reduce((sum, [weight]) => sum + weight, 0);
  const lines = [...rows, [bytes, 'in all'] as const].map(([weight, name]) => `${String(weight).padStart(8)}  ${name}`);
  return { bytes, text: lines.join('\n') };
}

test.skipIf(!built)('up to “Start workout” on #/live a first visit takes at most 125 kB', () => {
  const list = JSON.parse(textOf('.vite/manifest.json')) as Record<string, Built>;
  // all but what is preloaded for the screens behind it
  const named = [
    ...textOf('index.html')
      .replace(/<link rel="modulepreload"[^>]*>/, '')
      .matchAll(/"\.\/((?:assets\/[^"]+|[\w-]+)\.(?:js|css|woff2))"/g),
  ].map((match) => match[1]!);
  const keyOf = (isIt: (chunk: Built) => boolean): string | undefined =>
    Object.keys(list).find((key) => isIt(list[key]!));
  const begins = [
    ...named.map((file) => keyOf((chunk) => chunk.file === file) ?? file),
    keyOf(({ name }) => name === WORKER) ?? WORKER,
  ];
  const files = new Set(['index.html']);
  for (const key of begins) {
    if (existsSync(join(DIST, key))) files.add(key); // what is no part of the bundle
    else expect(Object.keys(list)).toContain(key); // a sum without it would be too good
    loadedWith(key, list, files);
  }
  for (const url of urlsOf('used')) files.delete(url);
  const { bytes, text } = table(files);
  console.log(`First visit, gzipped bytes:\n${text}`);

  expect(named.some((name) => name.endsWith('.js')) && named.some((name) => name.endsWith('.css'))).toBe(true);
  expect(named.filter((name) => name.endsWith('.woff2'))).toHaveLength(1);
  expect(bytes).toBeLessThanOrEqual(125_000);
});

/** What the service worker was told to keep: what a workout needs at its installation, the rest later. */
function precached(): BuiltFile[] {
  const lists = [...textOf('sw.js').matchAll(/\[(\{"hash":.*?\})\]/g)].map((match) => `[${match[1]!}]`);
  return JSON.parse(lists[0] ?? '[]') as BuiltFile[];
}

const urlsOf = (when: BuiltFile['when']): string[] =>
  precached().flatMap((file) => (file.when === when ? [file.url] : []));

/** The service worker takes it in at its installation, and the page gets it from the cache. */
const CRON_PARSER = 'cron-parser.js';

test.skipIf(!built)('the service worker and what it precaches for a workout take at most 291 kB', () => {
  const files = urlsOf(undefined).filter((url) => url !== CRON_PARSER);
  const { bytes, text } = table(['sw.js', ...files]);
  console.log(`Precached, gzipped bytes:\n${text}`);

  expect(files).toContain('index.html');
  expect(bytes).toBeLessThanOrEqual(291_000);
});

test.skipIf(!built)('what reminders need beside it takes at most 65 kB, and what is kept later at most 282 kB', () => {
  const later = urlsOf('later');
  const { bytes, text } = table(later);
  console.log(`Kept later, gzipped bytes:\n${text}`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(282_000);

  const reminders = weightOf('sw-reminders.js') + weightOf(CRON_PARSER);
  console.log(`Reminders, gzipped bytes: ${reminders}`);
  expect(reminders).toBeLessThanOrEqual(65_000);
});

test.skipIf(!built)('a first visit, with everything that is kept for use without network, takes at most 637 kB', () => {
  const { bytes } = table(['sw.js', ...precached().flatMap(({ url, when }) => (when === 'used' ? [] : [url]))]);
  console.log(`In all, gzipped bytes: ${bytes}`);
  expect(bytes).toBeLessThanOrEqual(637_000);
});

test.skipIf(!built)('cron-parser and luxon are in one file of the build', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  expect(files.filter((file) => /Invalid cron expression|Luxon/i.test(textOf(file)))).toEqual([CRON_PARSER]);
});

test.skipIf(!built)('precache: no file twice, and each is on the disk as the list says', () => {
  const files = precached().map(({ url }) => url);
  expect(new Set(files).size).toBe(files.length);
  const wrong = precached().filter(({ url, hash }) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(DIST, url)))
      .digest('base64');
    return hash.length < 12 || !digest.startsWith(hash);
  });
  expect(wrong).toEqual([]);
  expect(urlsOf('checked')).toEqual(['sw-reminders.js']);
});

test.skipIf(!built)(
  'licences: the text of everything that is bundled is shipped, and the packages that docs/third-party.md names',
  () => {
    const text = textOf('licences.txt');
    for (const title of [
      'Beatkeeper',
      'Barlow Condensed',
      'Lucide',
      'svelte ',
      'idb-keyval ',
      'valibot ',
      'cron-parser ',
    ]) {
      expect(text).toContain(`\n${title}`.replace('\nBeatkeeper', 'Beatkeeper'));
    }
    for (const title of ['luxon ', 'cronstrue ', 'workbox-window ']) expect(text).toContain(`\n${title}`);
    for (const words of ['Permission is hereby granted', 'Apache License', 'SIL OPEN FONT LICENSE', 'ISC License']) {
      expect(text).toContain(words);
    }
  },
);
